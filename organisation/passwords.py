"""Passwords that a colleague would guess: what they are made of is known to everybody in the programme."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vietnamese.text import fold

LEAST_OF_ONE_S_OWN = 6  # letters that are left when the words below are taken away
EVERYBODY_KNOWS = [
    "medodau", "dodau", "congdoan", "liendoanlaodong", "laodong", "phunu", "hoiphunu", "treem", "tremocoi", "matkhau",
    "password", "admin", "nghean", "thanhchuong", "vietnam", "xinchao", "anhyeuem", "emyeuanh", "iloveyou",
]  # fmt: skip
KEYBOARD = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedcrfvtgb", "abcdefghijklmnopqrstuvwxyz"]
RUN = 4  # so many neighbouring keys are no word


class KnownWordsValidator:
    """Refuses what hardly holds more than known words, the person's own name and unit, keyboard rows and digits."""

    def validate(self, password: str, user: Any = None) -> None:
        own = _letters(password)
        for word in sorted({*EVERYBODY_KNOWS, *_about(user)}, key=len, reverse=True):
            own = own.replace(word, " ")
        if len(_without_repeats(_without_rows(own)).replace(" ", "")) < LEAST_OF_ONE_S_OWN:
            raise ValidationError(
                _(
                    "This password is easy to guess: it is made of well-known words, names or keyboard rows. Choose "
                    "three or four words that have nothing to do with each other."
                ),
                code="known_words",
            )

    def get_help_text(self) -> str:
        return _("Not the programme's or the unit's name, your own name or a row of the keyboard, with digits or not.")


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", fold(text))


def _about(user: Any) -> list[str]:
    """The person's names, in one piece and word by word, and those of the units where the person works."""
    if user is None or not user.pk:
        names = [getattr(user, "full_name", ""), getattr(user, "username", "")]
    else:
        names = [user.full_name, user.username, *(post.unit.name for post in user.current_appointments)]
    pieces = [piece for name in names for piece in (name, *name.split())]
    return [word for piece in pieces if len(word := _letters(piece)) >= 3]


def _without_rows(text: str) -> str:
    for row in (*KEYBOARD, *(row[::-1] for row in KEYBOARD)):
        for length in range(len(row), RUN - 1, -1):
            for start in range(len(row) - length + 1):
                text = text.replace(row[start : start + length], " ")
    return text


def _without_repeats(text: str) -> str:
    """ "aaaa" and "abcabc" say no more than "a" and "abc"."""
    return re.sub(r"(.{1,4}?)\1+", r"\1", text)
