"""Vietnamese typed before Unicode, as programs that took it for Western text show it: "NguyÔn ThÞ Hång".

An encoding is recognised by what becomes of the words: Vietnamese has some 6,500 syllables, and text that turns from
none of them into them was not Western. Tables: TCVN 5712:1993 (VN3, the fonts .VnTime), VNI-Windows, Windows-1258.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal

# "UTF-8": Unicode whose bytes were taken for Western text, "Nguyá»…n", as Excel opens a csv file.
Encoding = Literal["TCVN3", "VNI", "Windows-1258", "UTF-8"]
ENCODINGS: tuple[Encoding, ...] = ("TCVN3", "VNI", "Windows-1258", "UTF-8")

_TCVN3_LETTERS = (
    ("\xa1\xa2\xa3\xa4\xa5\xa6\xa7", "ĂÂÊÔƠƯĐ"),
    ("\xa8\xa9\xaa\xab\xac\xad\xae", "ăâêôơưđ"),
    ("\xb5\xb6\xb7\xb8\xb9", "àảãáạ"),
    ("\xbb\xbc\xbd\xbe\xc6", "ằẳẵắặ"),
    ("\xc7\xc8\xc9\xca\xcb", "ầẩẫấậ"),
    ("\xcc\xce\xcf\xd0\xd1", "èẻẽéẹ"),
    ("\xd2\xd3\xd4\xd5\xd6", "ềểễếệ"),
    ("\xd7\xd8\xdc\xdd\xde", "ìỉĩíị"),
    ("\xdf\xe1\xe2\xe3\xe4", "òỏõóọ"),
    ("\xe5\xe6\xe7\xe8\xe9", "ồổỗốộ"),
    ("\xea\xeb\xec\xed\xee", "ờởỡớợ"),
    ("\xef\xf1\xf2\xf3\xf4", "ùủũúụ"),
    ("\xf5\xf6\xf7\xf8\xf9", "ừửữứự"),
    ("\xfa\xfb\xfc\xfd\xfe", "ỳỷỹýỵ"),
)
_TCVN3 = dict(zip("".join(a for a, _ in _TCVN3_LETTERS), "".join(b for _, b in _TCVN3_LETTERS), strict=True))
_TONED = frozenset(_TCVN3.values()) - set("ĂÂÊÔƠƯĐăâêôơưđ")  # letters of which .VnTime has no capital

_VNI_SINGLE = dict(zip("íìæóòôöîñÍÌÆÓÒÔÖÎÑ", "íìỉĩịơưỵđÍÌỈĨỊƠƯỴĐ", strict=True))
_VNI_MARKED = (
    ("a", "ùøûõïâáàåãäêéèúüë", "áàảãạâấầẩẫậăắằẳẵặ"),
    ("e", "ùøûõïâáàåãä", "éèẻẽẹêếềểễệ"),
    ("o", "ùøûõïâáàåãä", "óòỏõọôốồổỗộ"),
    ("ô", "ùøûõï", "ớờởỡợ"),
    ("u", "ùøûõï", "úùủũụ"),
    ("ö", "ùøûõï", "ứừửữự"),
    ("y", "ùøûõ", "ýỳỷỹ"),
)
_VNI = {
    base + mark: letter for base, marks, letters in _VNI_MARKED for mark, letter in zip(marks, letters, strict=True)
}
_VNI |= {pair.upper(): letter.upper() for pair, letter in _VNI.items()} | _VNI_SINGLE
_VNI_TOKEN = re.compile(r"[aeoôuöyAEOÔUÖY][ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË]|[íìæóòôöîñÍÌÆÓÒÔÖÎÑ]")

# Where Windows-1258 differs from 1252; its tones are letters of their own, written behind the vowel.
_1258_CODES, _1258_LETTERS = (
    "\xc3\xcc\xd0\xd2\xd5\xdd\xde\xe3\xec\xf0\xf2\xf5\xfd",
    "Ă\u0300Đ\u0309ƠƯ\u0303ă\u0301đ\u0323ơư",
)
_1258 = dict(zip(_1258_CODES + "\xfe", _1258_LETTERS + "₫", strict=True))
_TONES = "\u0300\u0301\u0303\u0309\u0323"

_C1 = bytes(range(0x80, 0xA0))
_WESTERN = {byte: (bytes([byte]).decode("cp1252", "ignore") or chr(byte)) for byte in _C1}
_BYTE_OF = {ord(char): byte for byte, char in _WESTERN.items()}
_REVERSED = {
    "TCVN3": {letter: code for code, letter in _TCVN3.items()},
    "VNI": {letter: code for code, letter in _VNI.items()},
    "Windows-1258": {letter: code for code, letter in _1258.items()},
}


def western(data: bytes) -> str:
    """Bytes as Windows shows them in Western Europe, whatever they are: never fails, no byte is lost."""
    return data.decode("latin-1").translate(_WESTERN)


def decode(text: str, encoding: Encoding) -> str:
    """Text as Western programs show it in Unicode (NFC); characters that the encoding does not know stay.

    The fonts .VnTimeH show small letters as capitals: a text whose plain letters are capitals becomes capitals whole
    ("NGUYÔN" is "NGUYỄN"), and a name's small letter in front a capital ("NguyÔn ThÞ ¸nh" is "… Ánh").
    """
    if encoding == "TCVN3":
        return _capitals_of_the_font(unicodedata.normalize("NFC", text.translate(_TCVN3_TABLE)))
    if encoding == "VNI":
        return unicodedata.normalize("NFC", _VNI_TOKEN.sub(_vni_letter, text))
    if encoding == "Windows-1258":
        return unicodedata.normalize("NFC", text.translate(_1258_TABLE))
    try:
        return unicodedata.normalize("NFC", text.translate(_BYTE_OF).encode("latin-1").decode("utf-8"))
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


_TCVN3_TABLE, _1258_TABLE = str.maketrans(_TCVN3), str.maketrans(_1258)


def _vni_letter(m: re.Match[str]) -> str:
    token = m[0]
    if letter := _VNI.get(token):
        return letter
    # "Aù": capital letter, small mark
    if letter := _VNI.get(token.lower()):
        return letter.upper() if token[0].isupper() else letter
    return _VNI.get(token[0], token[0]) + _VNI.get(token[1:], token[1:])


def encode(text: str, encoding: Encoding) -> str:
    """The reverse of decode(): how a Western program shows Vietnamese text that was typed in the encoding.

    A letter that TCVN3 has no capital of is written small, for a capital font; other characters stay.
    """
    text = unicodedata.normalize("NFC", text)
    if encoding == "UTF-8":
        return western(text.encode())
    codes = _REVERSED[encoding]
    return "".join(_code(char, codes, split=encoding == "Windows-1258") for char in text)


def _code(char: str, codes: dict[str, str], *, split: bool) -> str:
    if char.isascii():
        return char
    if code := codes.get(char):
        return code
    if not split:
        return codes.get(char.lower(), char)
    if char in "áàâéèêíóôúùÁÀÂÉÈÊÍÓÔÚÙ":  # letters that Windows-1258 has as Western Windows has them
        return char
    return "".join(codes.get(part, part) for part in _base_and_tone(char))


def _base_and_tone(char: str) -> str:
    """The letter with its shape, then its tone: ế as ê and U+0301."""
    marks = unicodedata.normalize("NFD", char)
    tone = next((mark for mark in marks if mark in _TONES), "")
    return unicodedata.normalize("NFC", marks.replace(tone, "")) + tone if tone else char


def _capitals_of_the_font(text: str) -> str:
    words = text.split()
    if _TONED.isdisjoint(text) or not words:
        return text
    if not any(char.islower() and char not in _TONED for char in text):
        # in "Vò Hµ" each capital may be a name's first letter; "NGUYÔN" can only be capitals
        shouted = (w for w in words if not _TONED.isdisjoint(w) and sum(c.isupper() for c in w) > 1)
        return text.upper() if any(shouted) else text
    small = [word for word in words if word[0] in _TONED]
    if small and len(words) - len(small) >= 2 and all(w[0].isupper() for w in words if w not in small):
        return re.sub(r"(?<!\S)\S", lambda m: m[0].upper(), text)
    return text


# --- Which encoding a text is in ----------------------------------------------------------------

_RHYMES = frozenset(
    "a ac ach ai ak am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo "
    "ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iê iêc iêm iên iêng iêp iêt iêu o oa oac oach oai "
    "oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi "
    "ôk ôm ôn ông ôp ôt ơ ơi ơm ơn ơng ơp ơt u ua uân uâng uât uây uê uêch uên uênh uơ uy uya uych uynh uyn uyp "
    "uyt uyu uyên uyêt uc ui um un ung up ut uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn "
    "ương ươp ươt ươu y yêm yên yêng yêt yêu".split()
)
_AFTER_QU = _RHYMES - {"u", "ua", "o", "oa", "ư", "ưa", "ia", "i"} | {"y", "i", "yên", "yêt", "ynh", "ych", "yt", "it"}
_ONSET = re.compile(r"(qu|gi|ngh|ng|nh|ch|gh|kh|ph|th|tr|[bcdđghklmnprstvx])?(.*)")
_UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u0323]")  # no encoding that was taken for Western shows these
_BETWEEN = re.compile(r"[\x00-\x20!-/:-@\[-`{-~]+")

_SAMPLE = 4000  # different words looked at
_FEWEST, _RIGHT, _BETTER = 4, 0.85, 0.25


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word could be a syllable of Vietnamese, in Unicode: "nguyễn", "Khuê"; not "NguyÔn", "café"."""
    marked = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in marked if mark in _TONES]
    plain = unicodedata.normalize("NFC", "".join(mark for mark in marked if mark not in _TONES))
    m = _ONSET.fullmatch(plain)
    if len(tones) > 1 or len(word) > 8 or not m:
        return False
    onset, rhyme = m.groups()
    stopped = rhyme.endswith(("c", "ch", "k", "p", "t"))  # such syllables carry two of the tones alone
    if stopped and tones and tones[0] not in "\u0301\u0323":
        return False
    if onset == "qu":
        return rhyme in _AFTER_QU
    return rhyme in _RHYMES or (onset == "gi" and "i" + rhyme in _RHYMES)  # "gì", "giêng"


def recognise(texts: Iterable[str]) -> Encoding | None:
    """The encoding that these texts (cells of a list) were typed in, judged together; None for Unicode, for Western
    languages and for too few words to tell."""
    words = _words(texts)
    if sum(len(word) > 1 for word in words) < _FEWEST:  # "µ" alone is a sign as well as an "à"
        return None
    as_they_stand = _right(words, None)
    best = _best(words)
    right = _right(words, best)
    sure = right >= _RIGHT * len(words) and right - as_they_stand >= max(3, _BETTER * len(words))
    return best if sure else None


def recognise_columns(
    columns: Sequence[Sequence[str]], *, surely_old: bool = False, usual: Encoding | None = None
) -> list[Encoding | None]:
    """For each column of a sheet the encoding to convert it from. Some columns may be Unicode beside converted ones.

    `surely_old`: the bytes were no Unicode, so that the better reading counts though it is little better.
    `usual`: what the workbook's other sheets are in.
    """
    everything = [text for column in columns for text in column]
    words = _words(everything)
    if _right(words, None) == len(words):
        return [None] * len(columns)
    own = [recognise(column) for column in columns]
    known = Counter(encoding for encoding in own if encoding)
    usual = recognise(everything) or next((encoding for encoding, _count in known.most_common(1)), usual)
    if surely_old and not usual:
        best = _best(words)
        usual = best if _right(words, best) > _right(words, None) else None
    if not usual:
        return [None] * len(columns)
    mixed = any(_UNICODE_ONLY.search(text) for text in everything)
    return [found or _follow(usual, column, mixed=mixed) for found, column in zip(own, columns, strict=True)]


def _follow(usual: Encoding, column: Sequence[str], *, mixed: bool) -> Encoding | None:
    """A column of few words is as its sheet is, unless its words speak against it."""
    words = _words(column)
    gained = _right(words, usual) - _right(words, None)
    return usual if gained > 0 or (gained == 0 and not mixed) else None


def is_old(text: str) -> bool:
    """Whether a cell of a column that is converted can be in an old encoding: not ASCII, none of Unicode's own."""
    return not text.isascii() and not _UNICODE_ONLY.search(text)


def is_unicode(text: str) -> bool:
    """Whether the text holds letters that only Unicode has."""
    return bool(_UNICODE_ONLY.search(text))


def is_broken(text: str) -> bool:
    """Whether a word of the text is none as it stands, and an old encoding may be why."""
    return is_old(text) and not all(is_syllable(word) for word in _words((text,)))


def gains(text: str, encoding: Encoding) -> bool:
    """Whether more of the text's words are words once it is decoded."""
    words = _words((text,))
    return _right(words, encoding) > _right(words, None)


def _words(texts: Iterable[str]) -> list[str]:
    """The different words that an encoding could change."""
    words: dict[str, None] = {}
    for text in texts:
        if is_old(text):
            words.update(dict.fromkeys(word for word in _BETWEEN.split(text[:500]) if not word.isascii()))
            if len(words) > _SAMPLE:
                break
    return list(words)


def _right(words: Sequence[str], encoding: Encoding | None) -> int:
    return sum(is_syllable(decode(word, encoding) if encoding else word) for word in words)


def _best(words: Sequence[str]) -> Encoding:
    return max(ENCODINGS, key=lambda encoding: _right(words, encoding))
