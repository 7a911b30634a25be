"""`dev.py mutants`: takes each guard away in turn (tests/mutants.py) and sees the tests fail. Takes some minutes."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from config import quality

NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "var", "staticfiles", "__pycache__", ".*_cache")


def command(arguments: list[str]) -> None:
    """With words: only the guards whose names bear one of them."""
    quality.use_test_database()
    started = time.monotonic()
    count, survived = _in_one_run(arguments)
    rules = _rules(arguments)
    with _copy() as tree:
        survived += [name for name, rule in rules.items() if not _is_killed(tree, name, rule)]
    count += len(rules)
    for name in survived:
        print(f"survived: {name}")
    print(f"mutants {count}, killed {count - len(survived)} ({time.monotonic() - started:.0f} s)")
    sys.exit(bool(survived))


def _rules(words: list[str]) -> dict[str, Any]:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from tests.mutants import RULES

    return {name: rule for name, rule in RULES.items() if not words or any(word in f"rule {name}" for word in words)}


def _in_one_run(words: list[str]) -> tuple[int, list[str]]:
    """Pages and scopes: one process tries them all against the table of tests/test_access.py."""
    done = _pytest(quality.ROOT, {"MUTANTS": "\n".join(words) or "all"}, "tests/test_mutants.py", "-k", "missing_guard")
    counted = {what: int(n) for n, what in re.findall(r"(\d+) (passed|failed|error)", done.stdout)}
    survived = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return sum(counted.values()), survived


@contextmanager
def _copy() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        shutil.copytree(quality.ROOT, tree, ignore=NOT_COPIED)
        yield tree


def _is_killed(tree: Path, name: str, rule: Any) -> bool:
    file = tree / rule.file
    whole = file.read_text("utf-8")
    file.write_text(whole.replace(rule.old, rule.new), "utf-8")
    done = _pytest(tree, {}, "-x", *rule.tests)
    file.write_text(whole, "utf-8")
    print("killed  " if done.returncode == 1 else "SURVIVED", name, flush=True)
    return done.returncode == 1


def _pytest(tree: Path, more: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "--no-header", "--reuse-db", *arguments]
    said = {"cwd": tree, "env": os.environ | more | {"PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}}
    return subprocess.run(command, capture_output=True, text=True, check=False, **said)  # type: ignore[call-overload]  # mypy cannot see into the dict
