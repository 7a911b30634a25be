"""What must hold before a change lands: `dev.py check` for what reads the code, `dev.py test` for all of it."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from config import messages, postgres, test_database

ROOT = postgres.ROOT
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BIN = Path(sys.executable).parent

Check = Callable[[], int]


def check(arguments: list[str]) -> None:
    use_test_database()
    sys.exit(report(run_all(STATIC_CHECKS)))


def test(arguments: list[str]) -> None:
    messages.compile_stale()
    use_test_database()
    if arguments:
        sys.exit(pytest(*arguments))
    with test_database.migrated() as database:
        failed = run_all(STATIC_CHECKS)
        database.wait()
        failed += run_all({"tests": tests})
        failed += journeys()
    sys.exit(report(failed))


def use_test_database() -> None:
    """Tests run on a server of their own, fast and thrown away, also while the site is being served."""
    if not os.environ.get("DATABASE_URL"):
        postgres.start(postgres.TEST)
        os.environ["DATABASE_URL"] = postgres.url(postgres.TEST)


def run_all(checks: dict[str, Check]) -> list[str]:
    return [name for name, run in checks.items() if not passes(name, run)]


def passes(name: str, run: Check) -> bool:
    started = time.monotonic()
    passed = run() == 0
    print(f"{'ok    ' if passed else 'FAILED'} {name} ({time.monotonic() - started:.1f} s)", flush=True)
    return passed


def report(failed: list[str]) -> int:
    print(f"\nFailed: {', '.join(failed)}" if failed else "\nEverything passed.")
    return 1 if failed else 0


# --- What reads the code ------------------------------------------------------------------------


def tool(name: str, *arguments: str) -> int:
    """Runs a tool of the environment; what it says is shown only when it finds something."""
    command = [str(BIN / name), *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode


def django_command(*arguments: str) -> int:
    return tool("python", "manage.py", *arguments)


def template_files() -> list[str]:
    return [str(path) for path in sorted((ROOT / "templates").rglob("*.html"))]


def translations() -> int:
    found = messages.problems()
    for sentence in found[:20]:
        print(sentence)
    if found[20:]:
        print(f"… and {len(found) - 20} more; dev.py messages check names them all")
    return len(found)


def fix(arguments: list[str]) -> None:
    """What the formatters can mend by themselves."""
    subprocess.run([BIN / "ruff", "check", "--fix", "--quiet", "."], cwd=ROOT, check=False)
    subprocess.run([BIN / "ruff", "format", "."], cwd=ROOT, check=False)
    subprocess.run([BIN / "djade", "--target-version", "5.2", *template_files()], cwd=ROOT, check=False)
    subprocess.run([BIN / "djhtml", "--tabwidth", "2", *template_files()], cwd=ROOT, check=False)


STATIC_CHECKS: dict[str, Check] = {
    "lint": lambda: tool("ruff", "check", "--output-format", "concise", "."),
    "format": lambda: tool("ruff", "format", "--check", "--output-format", "concise", "."),
    "templates' tags": lambda: tool("djade", "--target-version", "5.2", "--check", *template_files()),
    "templates' indentation": lambda: tool("djhtml", "--tabwidth", "2", "--check", *template_files()),
    "types": lambda: tool("mypy", "."),
    "layers": lambda: tool("lint-imports", "--no-logo"),
    "Django's own checks": lambda: django_command("check", "--fail-level", "WARNING"),
    "migrations": lambda: django_command("makemigrations", "--check", "--dry-run"),
    "translations": translations,
}


# --- Tests --------------------------------------------------------------------------------------


def pytest(*arguments: str) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def tests() -> int:
    return pytest("-q", *parted(2), "-m", "not journey")


def parted(processes: int) -> list[str]:
    """So that no process waits for the last long tests of another."""
    return ["-n", str(processes), "--dist", "worksteal"]


def journeys() -> list[str]:
    """The tests in a real browser: left out, and said so, where there is none, unless REQUIRE_BROWSER=1."""
    required = os.environ.get("REQUIRE_BROWSER") == "1"
    browser = chromium()
    if browser is None:
        print("Journeys in a browser: left out, no Chromium found (CHROMIUM= names one).", flush=True)
        return ["journeys"] if required else []
    os.environ["CHROMIUM"] = browser
    return run_all(
        {
            # three on two cores: a browser waits now and then
            "journeys": lambda: pytest("-q", *parted(3), "-m", "journey and not alone"),
            "journeys that are timed": lambda: pytest("-q", "-m", "journey and alone"),
        }
    )


def chromium() -> str | None:
    """The browser of the journeys: CHROMIUM, or the first one installed under a usual name."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
