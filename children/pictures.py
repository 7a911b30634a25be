"""Photos: judged by content, re-encoded in a bounded child process, kept under names that say nothing."""

import json
import secrets
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_noop

MAX_BYTES = 10 * 1024**2
WALL_SECONDS = 15
DECODER = Path(__file__).with_name("_decode_picture.py")

REASONS = {
    "too_large": gettext_noop("The photo is larger than 10 MB. Send it in a smaller size, as from a messaging app."),
    "too_many_pixels": gettext_noop(
        "The photo has more than 24 megapixels. Make it smaller, or take it again with a lower resolution."
    ),
    "not_a_picture": gettext_noop("This file is not a photo. Choose a JPEG, PNG or WebP file."),
    "damaged": gettext_noop("The photo is damaged or not complete. Copy it from the phone once more and try again."),
}


class RefusedPicture(Exception):
    """The file is not taken; `message` is an English sentence to be translated."""

    def __init__(self, reason: str) -> None:
        self.message = REASONS[reason]
        super().__init__(self.message)


@dataclass(frozen=True, slots=True)
class Picture:
    """Two JPEG files without any metadata; width and height are those of the larger."""

    large: bytes
    small: bytes
    width: int
    height: int


def decode(data: bytes, seconds: float = WALL_SECONDS) -> Picture:
    """A picture out of an upload: JPEG, PNG or WebP, at most 10 MB and 24 megapixels; turned upright.

    Decoded in a child process (1 GB of memory, 10 s of CPU, 15 s by the clock). The larger side becomes at most
    1600 px, the thumbnail's 320 px. `seconds`: less than those 15 where several share a limit. Raises RefusedPicture.
    """
    if len(data) > MAX_BYTES:
        raise RefusedPicture("too_large")
    try:
        ran = subprocess.run(  # our own program, no shell
            [sys.executable, "-I", str(DECODER)],
            input=data,
            capture_output=True,
            timeout=min(WALL_SECONDS, seconds),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise RefusedPicture("damaged") from None
    head_line, _newline, body = ran.stdout.partition(b"\n")
    if ran.returncode or not head_line:
        raise RefusedPicture("damaged")
    head = json.loads(head_line)
    if "refused" in head:
        raise RefusedPicture(head["refused"])
    return Picture(body[: head["large"]], body[head["large"] :], head["width"], head["height"])


def keep(picture: Picture) -> str:
    """Write both files below MEDIA_ROOT/photos; returns the new random name of the larger."""
    name = f"{secrets.token_hex(16)}.jpg"
    folder = path_of(name).parent
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for path, data in ((path_of(name), picture.large), (path_of(name, small=True), picture.small)):
            path.touch(mode=0o600)
            path.write_bytes(data)
    except OSError:
        forget(name)  # no half of a picture stays on a full disk
        raise
    return name


def forget(name: str) -> None:
    path_of(name).unlink(missing_ok=True)
    path_of(name, small=True).unlink(missing_ok=True)


def path_of(name: str, *, small: bool = False) -> Path:
    """Where a photo lies; two hundred folders, so that none grows too long."""
    folder = Path(settings.MEDIA_ROOT) / "photos" / name[:2]
    return folder / (f"{Path(name).stem}-small.jpg" if small else name)
