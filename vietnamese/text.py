"""Vietnamese letters: cleaning what was typed, folding for search, the order of a name list."""

import re
import unicodedata

# The marks of Vietnamese letters, as NFD sets them behind the plain letter: grave, acute, circumflex, tilde, breve,
# hook, horn, dot. The database's vi_fold() takes letters apart, translates "đ" + MARKS to "d" (a mark, which has no
# twin, goes) and joins what is left.
MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
ACCENTED = "áàảãạăắằẳẵặâấầẩẫậđéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵ"
_FOLD = str.maketrans("đ", "d", MARKS)

# Control characters that are no white space, zero-width and bidi marks, lone surrogates. U+00AD stays: in the legacy
# fonts .VnTime it is the letter "ư".
_NOISE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)

# The tables of the database's vi_sortkey(): letters in the order of the alphabet, and the tones apart.
ALPHABET = (
    "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệfghiíìỉĩịjklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvwxyýỳỷỹỵz",
    "00000011111122222234567777778888889ABCCCCCCDEFGHIIIIIIJJJJJJKKKKKKLMNOPQQQQQQRRRRRRSTUVVVVVVW",
)
TONES = (
    "àằầèềìòồờùừỳ" + "ảẳẩẻểỉỏổởủửỷ" + "ãẵẫẽễĩõỗỡũữỹ" + "áắấéếíóốớúứý" + "ạặậẹệịọộợụựỵaăâbcdđeêfghijklmnoôơpqrstuưvwxyz",
    "2" * 12 + "3" * 12 + "4" * 12 + "5" * 12 + "6" * 12 + "1" * 33,
)
_PRIMARY = str.maketrans(*ALPHABET)
_TONE = str.maketrans(*TONES)


def clean(text: str) -> str:
    """One line of NFC text: no control, zero-width or bidi characters, white space collapsed. Keeps U+00AD."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):  # nearly every cell
        return " ".join(text.split()) if "  " in text or text[:1] == " " or text[-1:] == " " else text
    return " ".join(unicodedata.normalize("NFC", _NOISE.sub("", text)).split())


def fold(text: str) -> str:
    """Lower case without Vietnamese marks, đ as d: for search and comparison. Equals the database's vi_fold()."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).lower().translate(_FOLD))


def sort_key(name: str) -> str:
    """The key by which Vietnamese lists order people: given name (the last word) first, then the rest.

    Twin of the database's vi_sortkey(): compare keys by code point.
    """
    rest, _, given = unicodedata.normalize("NFC", name).lower().rpartition(" ")
    parts = (given.translate(_PRIMARY), given.translate(_TONE), rest.translate(_PRIMARY), rest.translate(_TONE))
    return "\x01".join(parts)
