"""The file of a backup: a zip, wrapped in age's encryption where a key is given. It is written as a stream.

Neither a long file fills the memory, nor does anything that is to be encrypted touch the disk before it is. age is a
published format: its own program opens such a file too, should this one ever be gone.
"""

import os
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from pyrage.x25519 import Identity  # type: ignore[import-untyped]  # it ships no types

START_OF_AGE = b"age-encryption.org/v1\n"


class BackupError(Exception):
    """Nothing was changed; the message says why."""


def make_key(file: Path) -> None:
    """A new key, readable by its owner alone. Raises BackupError rather than replace a file that is there."""
    from pyrage import x25519  # type: ignore[import-untyped]  # it ships no types

    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(f"# The key of the backups. Without it none of them can be read.\n{x25519.Identity.generate()}\n")
    except OSError as error:
        raise BackupError(f"The key could not be written: {error}") from error


def read_key(file: Path | None) -> "Identity | None":
    """The key in a file. Raises BackupError when the file holds none."""
    import pyrage

    if file is None:
        return None
    try:
        lines = [line.strip() for line in file.read_text("utf-8").splitlines()]
        return pyrage.x25519.Identity.from_str(next(line for line in lines if line and not line.startswith("#")))
    except (OSError, UnicodeDecodeError, StopIteration, pyrage.IdentityError) as error:
        raise BackupError(f"{file} holds no key of a backup. A new one: dev.py backup --new-key FILE") from error


@contextmanager
def writing(file: Path, key: "Identity | None") -> Iterator[zipfile.ZipFile]:
    """The archive to fill; at the end it is on the disk, whole."""
    with file.open("wb") as out:
        if key is None:
            with zipfile.ZipFile(out, "w") as archive:
                yield archive
        else:
            with _encrypted(out, key) as pipe, zipfile.ZipFile(pipe, "w") as archive:
                yield archive
        out.flush()
        os.fsync(out.fileno())


@contextmanager
def _encrypted(out: IO[bytes], key: "Identity") -> Iterator[IO[bytes]]:
    """What is written into the pipe is encrypted by a second thread. The disk's refusal ends both."""
    import pyrage

    read_end, write_end = os.pipe()
    refusals: list[Exception] = []

    def encrypt() -> None:
        with os.fdopen(read_end, "rb") as source:
            try:
                pyrage.encrypt_io(source, out, [key.to_public()])
            except (OSError, pyrage.EncryptError) as error:
                refusals.append(error)

    thread = threading.Thread(target=encrypt)
    thread.start()
    try:
        with os.fdopen(write_end, "wb") as pipe:
            yield pipe
    except BrokenPipeError as error:
        thread.join()
        raise OSError(*map(str, refusals)) from error
    finally:
        thread.join()
    if refusals:
        raise OSError(str(refusals[0]))


@contextmanager
def reading(file: Path, key: "Identity | None", folder: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, decrypted into `folder` if need be. Raises BackupError when key and file do not go together."""
    with file.open("rb") as start:
        is_encrypted = start.read(len(START_OF_AGE)) == START_OF_AGE
    if is_encrypted and key is None:
        raise BackupError(f"{file} is encrypted. Name its key: --key-file FILE")
    if key is not None and not is_encrypted:
        raise BackupError(f"{file} is not encrypted, so it is none of the backups of this key.")
    plain = folder / "backup.zip" if key else file
    if key:
        _decrypt(file, key, plain)
    with zipfile.ZipFile(plain) as archive:
        yield archive


def _decrypt(file: Path, key: "Identity", plain: Path) -> None:
    import pyrage

    try:
        with file.open("rb") as source, plain.open("wb") as out:
            pyrage.decrypt_io(source, out, [key])
    except (OSError, pyrage.DecryptError) as error:
        raise BackupError(f"{file} cannot be opened with this key, or it is damaged: {error}") from error
