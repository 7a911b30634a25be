import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from vietnamese.text import ACCENTED, MARKS, clean, fold, sort_key

VIETNAMESE = st.text(
    alphabet=st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯ áàảãạấếốớứựỹỵ\u0301\u0300\u0309\u0303\u0323")
)


def test_marks_case_and_d_with_stroke_do_not_matter_to_fold():
    assert fold("Nguyễn Thị BÌNH, Đường 3/2") == "nguyen thi binh, duong 3/2"


def test_both_ways_to_write_a_letter_fold_alike():
    assert fold(unicodedata.normalize("NFD", "Hoà Thượng")) == fold("Hòa Thượng") == "hoa thuong"


def test_every_letter_with_marks_folds_to_a_plain_one():
    assert len(set(ACCENTED)) == 67
    assert set(fold(ACCENTED)) == set(fold(ACCENTED.upper())) == set("adeiouy")
    assert all(unicodedata.combining(mark) for mark in MARKS)


def test_of_other_letters_the_marks_go_that_vietnamese_has_too():
    assert fold("Peña Müller") == "pena müller"


@given(VIETNAMESE)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_clean_text_is_one_printable_line_in_nfc(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\x00" not in cleaned
    assert "\n" not in cleaned
    assert "\u200b" not in cleaned
    assert cleaned == cleaned.strip()


def test_zero_width_and_bidi_characters_go_and_white_space_collapses():
    assert clean(" Lê\u200b  Văn\xa0\u202eAn\n\x00") == "Lê Văn An"


def test_the_soft_hyphen_stays_for_it_is_a_letter_in_old_fonts():
    assert clean("Ng\xadêi") == "Ng\xadêi"


def test_people_are_ordered_by_given_name_then_family_name():
    names = ["Trần Văn Ân", "Lê Thị Bình", "Phạm An", "Đỗ Thị Ánh", "Bùi An", "Lê Đào", "Lê Dung", "Lê Ăn"]
    assert sorted(names, key=sort_key) == [
        "Bùi An", "Phạm An", "Đỗ Thị Ánh", "Lê Ăn", "Trần Văn Ân", "Lê Thị Bình", "Lê Dung", "Lê Đào",
    ]  # fmt: skip
