import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.encodings import (
    ENCODINGS,
    Encoding,
    decode,
    encode,
    is_syllable,
    recognise,
    recognise_columns,
    western,
)

SMALL = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
LETTERS = SMALL + SMALL.upper()
# What TCVN3 writes: capitals with a tone exist in capital fonts alone.
TCVN3_LETTERS = SMALL + "ABCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYĂÂ"
ASCII = "".join(map(chr, range(32, 127)))

NAMES = [
    "Nguyễn Thị Hồng", "Trần Đức Phương", "Lê Quỳnh Như", "Đặng Hữu Vinh", "Hoàng Thùy Linh", "Võ Đình Khuê",
    "huyện Thanh Chương", "mồ côi cả cha lẫn mẹ", "Người nuôi dưỡng", "xã Ngọc Sơn", "bố mất do tai nạn", "bà ngoại",
    "Trường Tiểu học", "đỡ đầu", "hộ cận nghèo", "Liễu", "Nguyệt", "Khuyên", "Tưởng", "kết nghĩa", "Ngỡ ngàng",
]  # fmt: skip


def texts(letters: str) -> st.SearchStrategy[str]:
    return st.text(alphabet=st.sampled_from(letters + ASCII), max_size=40)


@pytest.mark.parametrize(
    ("encoding", "shown", "means"),
    [
        ("TCVN3", "NguyÔn ThÞ Hång", "Nguyễn Thị Hồng"),
        ("TCVN3", "Ph\xad¬ng, huyÖn Thanh Ch\xad¬ng", "Phương, huyện Thanh Chương"),
        ("TCVN3", "§Æng Minh TuÊn", "Đặng Minh Tuấn"),
        ("TCVN3", "NGUYÔN THÞ HåNG", "NGUYỄN THỊ HỒNG"),
        ("TCVN3", "NguyÔn ThÞ ¸nh", "Nguyễn Thị Ánh"),
        ("TCVN3", "Vò Hµ", "Vũ Hà"),
        ("TCVN3", "häc giái", "học giỏi"),
        ("VNI", "Nguyeãn Thò Hoàng", "Nguyễn Thị Hồng"),
        ("VNI", "NGUYEÃN THÒ HÖÔØNG", "NGUYỄN THỊ HƯỜNG"),
        ("VNI", "Ñaëng Höõu Quyønh", "Đặng Hữu Quỳnh"),
        ("VNI", "Aùnh", "Ánh"),
        ("Windows-1258", "NguyêÞn Thiò Hôòng", "Nguyễn Thị Hộng"),
        ("Windows-1258", "Ðãòng Hýõng", "Đặng Hương"),
        ("UTF-8", "Nguyá»…n Thá»‹ HÃ\xa0", "Nguyễn Thị Hà"),
    ],
)
def test_old_letters_mean(encoding, shown, means):
    assert decode(shown, encoding) == means


def test_the_soft_hyphen_is_a_letter():
    assert decode("\xad", "TCVN3") == "ư"


def test_tables_agree_with_the_codec_that_python_has():
    for letter in set(LETTERS):
        data = encode(letter, "Windows-1258").encode("latin-1")
        assert unicodedata.normalize("NFC", data.decode("cp1258")) == letter


@given(texts(TCVN3_LETTERS))
def test_tcvn3_both_ways(text):
    # a capital font's rules may raise letters, never change them
    back = decode(encode(text, "TCVN3"), "TCVN3")
    assert back == text or (back.lower() == text.lower() and not text.islower())


@given(texts(SMALL))
def test_tcvn3_both_ways_to_the_letter_in_small_letters(text):
    lowered = text.lower()
    assert decode(encode(lowered, "TCVN3"), "TCVN3") == lowered


@given(texts(LETTERS))
def test_vni_both_ways(text):
    assert decode(encode(text, "VNI"), "VNI") == text


@given(texts(LETTERS))
def test_windows_1258_both_ways(text):
    assert decode(encode(text, "Windows-1258"), "Windows-1258") == text


@given(texts(LETTERS))
def test_utf8_taken_for_western_both_ways(text):
    assert decode(encode(text, "UTF-8"), "UTF-8") == text


@given(texts(LETTERS), st.sampled_from(ENCODINGS))
def test_what_is_encoded_is_western_text_of_one_byte_a_character(text, encoding):
    encode(text, encoding).encode("cp1252", "replace").decode("cp1252")
    assert western(encode(text, "TCVN3").encode("latin-1")) == encode(text, "TCVN3")


@given(st.text(max_size=60), st.sampled_from(ENCODINGS))
def test_no_text_breaks_the_tables(text, encoding):
    assert unicodedata.is_normalized("NFC", decode(text, encoding)) or encoding == "UTF-8"
    encode(text, encoding)


@given(st.binary(max_size=200))
def test_bytes_shown_as_western_text_are_never_lost(data):
    assert len(western(data)) == len(data)
    assert len(set(western(bytes(range(256))))) == 256


# --- recognition ---------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_encoding_is_recognised_from_the_words_taken_together(encoding):
    assert recognise([encode(name, encoding) for name in NAMES]) == encoding
    assert recognise([encode(name, encoding) for name in NAMES[:4]]) == encoding


@given(
    st.lists(st.sampled_from(NAMES), min_size=6, unique=True),
    st.sampled_from(ENCODINGS),
    st.randoms(use_true_random=False),
)
def test_any_handful_of_names_is_enough(names, encoding, random):
    cells = [encode(name, encoding) for name in names] + ["Nam", "12", "0912345678", "x"]
    random.shuffle(cells)
    assert recognise(cells) == encoding


@pytest.mark.parametrize(
    "cells",
    [
        NAMES,
        [unicodedata.normalize("NFD", name) for name in NAMES],
        [name.upper() for name in NAMES],
        ["Hà", "Bà", "cô", "là", "xã", "mẹ"[:1] + "è", "má", "chú", "hội"[:1], "Hòa", "Lê", "Vân", "Sông"],
        ["H'Hen Niê", "Y Krông Êban", "Kpă Hồ", "Siu Pốp", "Ayũn", "Lò Văn Ún", "Vừ A Dính", "Mùa A Pó"],
        ["name", "birth", "The quick brown fox"],
        ["René", "café", "Élodie à la crème", "François", "été", "thé", "né", "très", "où", "là", "Noël"],
        ["Müller", "Größe", "Straße", "Jürgen", "Köln", "für", "München", "über", "Ärzte"],
        ["São Paulo", "João", "não", "ação", "Conceição", "Irmã", "Avó", "três"],
        ["peña", "niño", "José", "mañana", "¿qué?", "Málaga", "Ávila", "año"],
        ["Åse", "Bjørn", "Håkon", "Ærø", "Jørgen", "Søren", "Kåre"],
        ["© 2024", "£5", "½ kg", "±3", "5 µm", "20 °C", "§ 12", "«abc»", "100¥", "®"],
        ["§", "µ", "¸"],
        ["µ:¶", "Ì:Î"],
        [],
    ],
)  # fmt: skip
def test_unicode_and_western_languages_are_never_converted(cells):
    assert recognise(cells) is None
    assert recognise_columns([cells]) == [None]


@given(st.lists(st.text(alphabet=st.sampled_from(LETTERS + " "), max_size=20), max_size=40))
def test_letters_of_unicode_in_any_disorder_are_never_converted(cells):
    whole = [cell for cell in cells if any(ord(char) > 0xFF for char in cell)]
    assert recognise(whole) is None


@given(st.lists(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=255), max_size=20), max_size=40))
def test_western_characters_in_any_disorder_are_never_converted(cells):
    assert recognise(cells) is None


def test_columns_of_unicode_stand_beside_columns_of_an_old_font():
    old = [encode(name, "TCVN3") for name in NAMES]
    columns = [old, NAMES, ["Bà", "Cô", "Mẹ", "Bác"], [encode("mẹ", "TCVN3"), encode("bà nội", "TCVN3")], ["Nam"]]
    assert recognise_columns(columns)[:4] == ["TCVN3", None, None, "TCVN3"]


def test_a_column_of_few_words_is_as_its_sheet_is():
    columns = [[encode(name, "VNI") for name in NAMES], [encode("Cô", "VNI")], [encode("Xã", "VNI")]]
    assert recognise_columns(columns) == ["VNI", "VNI", "VNI"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_bytes_that_are_no_unicode_need_fewer_words(encoding: Encoding):
    few = [[encode("Lê Thế Hường", encoding)]]
    assert recognise_columns(few) == [None]
    assert recognise_columns(few, surely_old=True) == [encoding]


@pytest.mark.parametrize(
    "word", [*" ".join(NAMES).split(), "Giêng", "gì", "quý", "Quỳnh", "nghiêng", "khuỷu", "ỷ", "Đắk", "Út"]
)
def test_words_of_the_language_are_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["NguyÔn", "ThÞ", "café", "Müller", "Nguyeãn", "Thiò", "bàc", "mẽt", "xyz", "", "áá", "nguyenxx"]
)
def test_other_words_are_not(word):
    assert not is_syllable(word)
