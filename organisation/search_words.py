"""What is typed into a search may be a child's name or a telephone number: it stands in no address.

Search forms are posted with `?find`; the middleware answers with the page at an address whose `q` is encrypted for the
account that asks (organisation/middleware.py). In `request.GET` it stays so, and every link built from there is safe by
itself; `words_in()` and `WordsField` give what was typed.

The encryption is AES-SIV (RFC 5297): it needs no random number, and the same words have the same address.
"""

import base64
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.crypto import salted_hmac

NAME = "q"
FIND = "find"  # in the address that a search form is posted to
MARK = "~"  # how encrypted words begin
LONGEST = 100
KEPT = 2 * LONGEST  # so that a form still says that it is too much


class Encrypted(str):
    """As it stands in an address; `words` is what was typed."""

    words: str


def encrypt(words: str, owner: Any) -> Encrypted:
    words = words[:KEPT]
    hidden = _cipher().encrypt(words.encode(), _whose(owner))
    found = Encrypted(MARK + base64.urlsafe_b64encode(hidden).decode().rstrip("="))
    found.words = words
    return found


def decrypt(written: str, owner: Any) -> Encrypted | None:
    """None where it is no such text, was altered, or is somebody else's."""
    try:
        hidden = base64.urlsafe_b64decode(written.removeprefix(MARK) + "==")
        return encrypt(_cipher().decrypt(hidden, _whose(owner)).decode(), owner)
    except (ValueError, InvalidTag):
        return None


def _cipher() -> AESSIV:
    return AESSIV(salted_hmac("organisation.search_words", "", algorithm="sha512").digest())


def _whose(owner: Any) -> list[bytes]:
    return [str(owner.pk).encode()]


# --- In requests and forms -----------------------------------------------------------------------


def words_in(request: HttpRequest) -> str:
    return _typed(request.GET.get(NAME, "")).strip()[:LONGEST]


def _typed(value: Any) -> Any:
    return value.words if isinstance(value, Encrypted) else value


class WordsField(forms.CharField):
    def to_python(self, value: Any) -> Any:
        return super().to_python(_typed(value))

    def prepare_value(self, value: Any) -> Any:
        return _typed(value)


def asked_by(form: QueryDict) -> QueryDict:
    """What a search form asks for, as an address has it: without what was left empty."""
    asked = QueryDict(mutable=True)
    for name, values in form.lists():
        if name != "csrfmiddlewaretoken" and (filled := [value for value in values if value]):
            asked.setlist(name, filled)
    return asked
