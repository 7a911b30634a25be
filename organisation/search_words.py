"""What is typed into a search may be a child's name or a telephone number: it stands in no address.

Search forms are posted with `?find`; the middleware answers with the page at an address whose `q` is encrypted for the
account that asks (organisation/middleware.py). In `request.GET` it stays so, and every link built from there is safe by
itself; `words_in()` and `WordsField` give what was typed.

The encryption is SIV (Rogaway and Shrimpton 2006, the construction of RFC 5297) with HMAC-SHA-256 and SHAKE-256: the
proof over the words is also what their mask is made from, so it needs no random number, and the same words have the
same address.
"""

import base64
import hashlib
import hmac
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.crypto import salted_hmac

NAME = "q"
FIND = "find"  # in the address that a search form is posted to
MARK = "~"  # how encrypted words begin
LONGEST = 100
KEPT = 2 * LONGEST  # so that a form still says that it is too much
PROOF = 16  # bytes


class Encrypted(str):
    """As it stands in an address; `words` is what was typed."""

    words: str


def encrypt(words: str, owner: Any) -> Encrypted:
    text = words[:KEPT].encode()
    proof = _proof(text, owner)
    found = Encrypted(MARK + base64.urlsafe_b64encode(proof + _masked(text, proof, owner)).decode().rstrip("="))
    found.words = text.decode()
    return found


def decrypt(written: str, owner: Any) -> Encrypted | None:
    """None where it is no such text, was altered, or is somebody else's."""
    try:
        found = base64.urlsafe_b64decode(written.removeprefix(MARK) + "==")
    except ValueError:
        return None
    proof, masked = found[:PROOF], found[PROOF:]
    text = _masked(masked, proof, owner)
    return encrypt(text.decode(), owner) if hmac.compare_digest(proof, _proof(text, owner)) else None


def _proof(text: bytes, owner: Any) -> bytes:
    return _keyed("proof", text, owner)[:PROOF]


def _masked(text: bytes, proof: bytes, owner: Any) -> bytes:
    """The text under a mask; masked again it is the text."""
    mask = hashlib.shake_256(_keyed("mask", proof, owner)).digest(len(text))
    return bytes(one ^ other for one, other in zip(text, mask, strict=True))


def _keyed(purpose: str, text: bytes, owner: Any) -> bytes:
    return salted_hmac(
        f"organisation.search_words.{purpose}", f"{owner.pk}:".encode() + text, algorithm="sha256"
    ).digest()


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
