"""Judge a Word template before it is kept: in a child process with bounds, by what it holds."""

import json
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext, gettext_noop

from sponsorship.papers.word_fields import known_fields

MAX_BYTES = 2 * 1024**2
WALL_SECONDS = 20
CHECKER = Path(__file__).with_name("_check_template.py")

REASONS = {
    "too_large": gettext_noop("The file is too large for a template. Keep it below 2 MB; make its pictures smaller."),
    "not_word": gettext_noop("This is not a Word file (.docx). Open it in Word and save it as a Word document."),
    "damaged": gettext_noop("The file is damaged or not complete. Open it in Word, save it again and send that one."),
    "active": gettext_noop(
        "The template holds macros, embedded objects or links to other files. Remove them and save it again."
    ),
    "code": gettext_noop(
        "Between the braces only the name of a field may stand, “if” with a field, or “for” over one of the lists."
    ),
    "unknown_fields": gettext_noop("These fields do not exist for this paper: %(names)s."),
    "syntax": gettext_noop("A field is not written completely: %(names)s. Write it as {{ donor }}."),
}


class RefusedTemplate(Exception):
    """`names`: the fields that it is about, if it is about fields."""

    def __init__(self, reason: str, names: list[str]) -> None:
        super().__init__(reason)
        self.reason, self.names = reason, names

    @property
    def sentence(self) -> str:
        return gettext(REASONS[self.reason]).replace("%(names)s", ", ".join(self.names))


def check_template(data: bytes, paper: str) -> None:
    """Raises RefusedTemplate unless `data` is a Word file that uses nothing but the fields of `paper`.

    At most 2 MB, 20 MB unpacked, 1 GB of memory, 10 s of CPU, 20 s by the clock.
    """
    if len(data) > MAX_BYTES:
        raise RefusedTemplate("too_large", [])
    told = json.dumps(known_fields(paper)).encode() + b"\n" + data
    try:
        ran = subprocess.run(  # our own program, no shell
            [sys.executable, "-I", str(CHECKER)], input=told, capture_output=True, timeout=WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise RefusedTemplate("too_large", []) from None
    if ran.returncode or not ran.stdout:
        raise RefusedTemplate("damaged", [])
    answer = json.loads(ran.stdout)
    if answer:
        raise RefusedTemplate(answer["refused"], answer["names"])
