"""What stands where a name should and is none, and names to be looked at."""

import re

from vietnamese.encodings import gains, is_broken
from vietnamese.errors import gettext_noop
from vietnamese.text import fold

ODD_NAME = gettext_noop("Is “%(text)s” a name?")
OLD_LETTERS = gettext_noop("“%(text)s” looks like letters of an old font (VNI, .VnTime). Write the name anew.")

_NO_NAME = re.compile(
    r"(?:chua|khong|ko|kg|k)(?: (?:co|ro|biet|nho|ten|dat|xac dinh|ai|nguoi|nhan|do dau|nha tai tro|nha hao tam))*"
)


def is_no_name(text: str) -> bool:
    """Whether a cell says no name: "?", "12345", "x", "Chưa có", "không rõ"."""
    bare = text.strip(" .,;:-")
    if len(bare) == 1 and bare.isalpha():  # "A", "Y": family names in a column of their own
        return bare.islower() or bare == "X"
    return not any(char.isalpha() for char in bare) or bool(_NO_NAME.fullmatch(fold(bare)))


def oddity_of(name: str) -> str | None:
    """What a person should look at in a name: one letter, figures, letters of an old font."""
    if len(name) == 1 or any(char.isdigit() for char in name):
        return ODD_NAME
    if is_broken(name) and (gains(name, "VNI") or gains(name, "TCVN3")):
        return OLD_LETTERS
    return None
