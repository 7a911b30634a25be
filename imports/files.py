"""The uploaded file while its list waits: below MEDIA_ROOT/imports, under a random name that says nothing."""

import re
import secrets
import time
from collections.abc import Collection
from pathlib import Path

from django.conf import settings

NAME = re.compile(r"[0-9a-f]{32}")


def _path(name: str) -> Path:
    if not NAME.fullmatch(name):
        raise FileNotFoundError(name)
    return Path(settings.MEDIA_ROOT) / "imports" / name


def keep(data: bytes) -> str:
    """Write the bytes where only the application reads them; returns the name. Raises OSError on a full disk."""
    name = secrets.token_hex(16)
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    try:
        path.write_bytes(data)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return name


def read(name: str) -> bytes:
    """The bytes kept under this name; FileNotFoundError when they are gone."""
    return _path(name).read_bytes()


def forget(name: str) -> None:
    """Remove the file, if it is there."""
    _path(name).unlink(missing_ok=True)


def forget_strays(named: Collection[str], *, older_than_seconds: float) -> int:
    """Remove files that no list names: what a process left that was killed while it read one. How many went."""
    folder = Path(settings.MEDIA_ROOT) / "imports"
    limit = time.time() - older_than_seconds
    strays = [
        path
        for path in (folder.iterdir() if folder.is_dir() else [])
        if NAME.fullmatch(path.name) and path.name not in named and path.stat().st_mtime < limit
    ]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)
