#!/usr/bin/env python3
"""Everything a developer or a clerk starts with: python3 dev.py COMMAND. Needs nothing but Python 3.11 or newer.

It makes the environment .venv with the locked packages and hands over to config/develop.py inside it.
"""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"  # the same versions, and the tools

COMMANDS = {
    "run": "set up what is missing and serve on http://127.0.0.1:8000/ (--port N, --reload); Ctrl-C stops everything",
    "test": "everything that CI checks; with arguments only pytest, with those arguments",
    "faults": "kills, restarts, a full disk, slow clients, on a stage of its own with nginx and PgBouncer (--help)",
    "scan": "bandit, vnu, sqlmap, wapiti and axe at a demo of its own; each finding is mended or answered",
    "check": "what test checks without running the tests",
    "mutants": "takes away each guard in turn and sees the tests fail; with words only those that bear one",
    "fuzz": "20,000 senseless requests, 3,500 damaged files, 3,000 texts a property, pages beside others' (--help)",
    "fix": "format code and templates",
    "setup": "packages, database, areas, translations, static files; starts nothing that stays",
    "demo": "a fresh demo database, in place of the present one",
    "bench": "the measured scenarios",
    "backup": "FILE: database and media into one file, tried at once; --key-file KEY encrypts, --new-key KEY makes one",
    "restore": "FILE: database and media from that file, in place of the present ones; --key-file KEY",
    "messages": "collect the texts to translate into locale/",
    "styles": "static/base.css anew, after a template uses a class of Tabler for the first time",
    "lock": "resolve the packages of pyproject.toml anew into the lock files",
    "manage": "…: Django's manage.py in the environment",
}
NEED_TOOLS = {"test", "mutants", "fuzz", "faults", "scan", "check", "fix", "bench", "messages", "lock"}


def main() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever has an older one shall read why it does not run
        sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0])
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command not in COMMANDS:
        print("python3 dev.py COMMAND\n")
        print("\n".join(f"  {name:<10}{what}" for name, what in COMMANDS.items()))
        sys.exit(command not in {"", "-h", "--help", "help"})
    install(DEV_LOCK if command in NEED_TOOLS else RUN_LOCK)
    hand_over(["-m", "config.develop", *sys.argv[1:]])


def install(lock: Path) -> None:
    """Brings .venv to the state of the lock file; at once when it is there already."""
    if PYTHON.exists() and (is_installed(lock) or is_installed(DEV_LOCK)):
        return
    if not PYTHON.exists():
        say("Making the environment .venv")
        make_environment()
    say("Installing the packages")
    install_uv()
    packages = ["install", "-q", "--require-hashes", "-r", str(lock)]
    call([PYTHON, "-m", "uv", "pip", *packages, "--python", PYTHON])
    stamp(lock).write_text(fingerprint(lock))


def make_environment() -> None:
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=False)
    if made.returncode:
        sys.exit("Python's own venv is missing; on Debian and Ubuntu: apt install python3-venv")


def install_uv() -> None:
    """uv installs the rest many times faster than pip; its version and hashes come from the same lock."""
    section = re.search(r"^uv==.*?(?=^\S|\Z)", RUN_LOCK.read_text(), re.MULTILINE | re.DOTALL)
    if section is None:
        sys.exit("requirements.lock names no uv")
    wanted = VENV / "uv.lock"
    wanted.write_text(section[0])
    call([PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r", wanted])


def stamp(lock: Path) -> Path:
    return VENV / f".installed-{lock.name}"


def is_installed(lock: Path) -> bool:
    return stamp(lock).exists() and stamp(lock).read_text() == fingerprint(lock)


def fingerprint(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def call(command: list[str | Path]) -> None:
    done = subprocess.run(command, cwd=ROOT, check=False)
    if done.returncode:
        sys.exit(f"Failed: {' '.join(map(str, command))}")


def hand_over(arguments: list[str]) -> None:
    os.environ["PYTHONPATH"] = str(ROOT)
    # set in many containers; every command and test process would compile 1,300 files anew, two seconds each
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    arguments = ["-P", *arguments]  # modules come from the project, not from wherever the user stands
    if os.name == "nt":  # no process can take another's place there
        sys.exit(subprocess.run([PYTHON, *arguments], check=False).returncode)
    sys.stdout.flush()
    os.execv(PYTHON, [str(PYTHON), *arguments])  # noqa: S606 - no shell is wanted


def say(what: str) -> None:
    print(f"{what} …", flush=True)


if __name__ == "__main__":
    main()
