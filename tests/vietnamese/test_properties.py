"""What holds for every text: a reader refuses in its own words or answers, never anything else; reading what was
written out again changes nothing."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.imports.places import THANH_CHUONG, country
from tests.vietnamese import value_forms
from vietnamese.carers import Carer, is_relation, parse_relation, read_caregiver
from vietnamese.circumstances import parse_orphan_status, parse_poverty, parse_sex
from vietnamese.dates import PartialDate, format_date, parse_birth, parse_list_date
from vietnamese.documents import parse_document_number
from vietnamese.errors import Unreadable
from vietnamese.money import AmountRange, format_vnd, in_words, parse_amount, parse_per, parse_rate, parse_unit
from vietnamese.names import (
    donor_kind,
    expand_union_name,
    is_organisation,
    organisation_key,
    organisation_name,
    parse_person,
    person_with_post,
    proper_case,
)
from vietnamese.number_words import amount_in_words
from vietnamese.periods import parse_period
from vietnamese.phones import format_phone, parse_phones
from vietnamese.text import clean, fold, sort_key

LIST_DATE = dt.date(2024, 9, 30)
INDEX = country().preferring(THANH_CHUONG)

WORDS = """bố mẹ cha mất mồ côi cả hai và lẫn bỏ đi bị bệnh do không còn hộ cận nghèo thoát bà nội ông ngoại dì : ( ) ,
    ; . - – / + x * = tháng năm quý học kỳ lần tuổi rưỡi nghìn triệu tr k đ đồng trăm 1 2 5 12 18 500 2012 2023-2024
    1tr5 500.000đ 01/2024 28/7/2012 từ đến hết lớp nay khoảng hơn +84 0912345678 01681234567 xã huyện Thanh Tùng cũ
    (nay là Bích Hào) xóm 3 CĐ TH Trường UBND LĐLĐ LÊ Thị một ba mươi tỷ âm lịch Jul T7 $ %""".split()
texts = (
    st.text(max_size=40)
    | st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join)
    | st.lists(st.sampled_from(WORDS), max_size=8).map("".join)
    | st.text(alphabet="0123456789/.-,: đdkKtrTR+()", max_size=24)
    | st.sampled_from([str(form) for name, table in vars(value_forms).items() if name.isupper() for form, _ in table])
)
values = texts | st.integers() | st.floats() | st.booleans() | st.dates() | st.datetimes() | st.none()


def birth(value: Any) -> PartialDate:
    return parse_birth(value, list_date=LIST_DATE)


READERS: list[Callable[[Any], Any]] = [
    birth,
    parse_rate,
    lambda value: parse_rate(value, unit_vnd=1000, default_per="month"),
    parse_amount,
    parse_period,
    parse_phones,
]
TEXT_READERS: list[Callable[[str], Any]] = [
    parse_list_date, parse_per, parse_unit, amount_in_words, parse_orphan_status, parse_poverty, parse_sex,
    parse_relation, is_relation, read_caregiver, parse_person, person_with_post, proper_case, organisation_name,
    is_organisation,
    donor_kind, expand_union_name, organisation_key, INDEX.resolve, INDEX.in_title, INDEX.names_commune, clean, fold,
    sort_key, format_phone, parse_document_number,
]  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
@given(values)
def test_a_value_is_read_or_refused_in_the_readers_own_words(reader, value):
    with suppress(Unreadable):
        reader(value)


@pytest.mark.parametrize("reader", TEXT_READERS)
@given(texts)
def test_a_text_is_read_or_refused_in_the_readers_own_words(reader, text):
    with suppress(Unreadable):
        reader(text)


@given(values)
def test_a_refusal_is_a_whole_sentence(value):
    for reader in READERS:
        try:
            reader(value)
        except Unreadable as error:
            said = error.message % error.params
            assert said.endswith((".", "?"))
            assert len(said) < 400


@given(values)
def test_a_date_read_and_shown_is_read_again_the_same(value):
    with suppress(Unreadable):
        found = birth(value)
        if found.precision != "estimated":
            assert birth(format_date(found)) == found
            assert birth(found.iso()) == found
        assert LIST_DATE.year - 30 <= found.value.year <= LIST_DATE.year


DAY_FORMS = ["{d}/{m}/{y}", "{d:02}.{m:02}.{y}", "{d}-{m}-{y}", "ngày {d} tháng {m} năm {y}", "{y}-{m:02}-{d:02}",
             "sinh {d}/{m}/{y}", "{d:02}{m:02}{y}", "{d}/{m}//{y}", "{d} tháng {m}, {y}"]  # fmt: skip


@given(st.dates(dt.date(1995, 1, 1), LIST_DATE), st.sampled_from(DAY_FORMS))
def test_every_day_is_read_from_every_form(date, form):
    assert birth(form.format(d=date.day, m=date.month, y=date.year)) == PartialDate(date, "day")


@given(values)
def test_an_amount_read_and_shown_is_read_again_the_same(value):
    with suppress(Unreadable):
        amount = parse_amount(value)
        assert parse_amount(format_vnd(amount)) == amount
        assert isinstance(amount, int)


@given(st.integers(10, 99_999).map(lambda thousands: thousands * 1000))
def test_an_amount_is_the_same_in_every_form(amount):
    thousands, millions = amount // 1000, amount / 1_000_000
    forms = [f"{amount:,}", f"{amount:,}".replace(",", "."), f"{amount:,}".replace(",", " "), f"{thousands}k",
             f"{thousands} nghìn đồng", str(amount), in_words(amount)]  # fmt: skip
    if amount % 10_000 == 0:
        forms += [f"{millions:.2f} triệu", f"{millions:.2f}".replace(".", ",") + "tr"]
    if amount >= 1_000_000 and amount % 1_000_000:
        forms += [f"{amount // 1_000_000}tr{amount % 1_000_000 // 1000:03}",
                  f"{amount // 1_000_000} triệu {amount % 1_000_000 // 1000} nghìn"]  # fmt: skip
    assert {form: parse_amount(form) for form in forms} == dict.fromkeys(forms, amount)


@given(st.integers(20, 900), st.integers(20, 900), st.sampled_from([" - ", "-", " đến ", " hoặc ", "–"]))
def test_a_range_is_never_one_amount(low, high, between):
    with pytest.raises(Unreadable) as caught:
        parse_rate(f"{low}{between}{high} nghìn/tháng")
    if low < high <= low * 20:
        assert isinstance(caught.value, AmountRange)
        assert (caught.value.lowest_vnd, caught.value.highest_vnd) == (low * 1000, high * 1000)


@given(values)
def test_a_period_ends_after_it_starts_and_has_months_that_exist(value):
    with suppress(Unreadable):
        found = parse_period(value)
        for month in filter(None, (found.starts, found.ends)):
            assert re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month)
        assert not (found.starts and found.ends) or found.starts <= found.ends


months = st.tuples(st.integers(2015, 2035), st.integers(1, 12))


@given(months, months, st.sampled_from(["Từ {}/{} đến {}/{}", "{:02}/{} - {:02}/{}", "T{}/{}-T{}/{}",
       "từ tháng {} năm {} đến tháng {} năm {}", "từ tháng {}/{} đến hết tháng {}/{}"]))  # fmt: skip
def test_every_period_is_read_from_every_form(start, end, form):
    start, end = sorted((start, end))
    found = parse_period(form.format(start[1], start[0], end[1], end[0]))
    assert (found.starts, found.ends) == (f"{start[0]}-{start[1]:02}", f"{end[0]}-{end[1]:02}")


@given(values)
def test_phones_read_are_read_again_the_same(value):
    with suppress(Unreadable):
        numbers = parse_phones(value)
        assert all(re.fullmatch(r"0\d{9,10}", number) for number in numbers)
        assert parse_phones(" / ".join(numbers)) == numbers == list(dict.fromkeys(numbers))
        assert [parse_phones(format_phone(number)) for number in numbers] == [[number] for number in numbers]


@given(st.sampled_from(["032", "070", "083", "091", "056"]), st.integers(0, 9_999_999))
def test_a_mobile_number_is_the_same_in_every_form(prefix, rest):
    number = f"{prefix}{rest:07}"
    forms = [number, float(number), int(number), f"+84{number[1:]}", f"{number[:4]} {number[4:7]} {number[7:]}",
             f"{number[:4]}.{number[4:7]}.{number[7:]}", f"84{number[1:]}", f"{number} (bà nội)"]  # fmt: skip
    assert [parse_phones(form) for form in forms] == [[number]] * len(forms)


@given(texts)
def test_reading_a_name_twice_changes_nothing_more(text):
    once = parse_person(text).name
    assert proper_case(proper_case(text)) == proper_case(text)
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)
    assert unicodedata.is_normalized("NFC", once)
    assert organisation_key(organisation_key(text)) == organisation_key(text)
    assert parse_relation(parse_relation(text)) == parse_relation(text)


CARERS = [
    "{name} ({kin})",
    "{kin}: {name}",
    "{name} - {kin}",
    "{kin} {name}",
    "Ở với {kin} {name}",
    "do {kin} {name} nuôi",
]


@given(st.sampled_from(["Lê Thị An", "Trần Văn Bình"]), st.sampled_from(["bà nội", "ông ngoại", "dì ruột"]),
       st.sampled_from(CARERS), st.booleans())  # fmt: skip
def test_a_carer_and_the_relation_are_found_in_every_form(name, kin, form, is_loud):
    written = form.format(name=name, kin=kin)
    assert read_caregiver(written.upper() if is_loud else written) == Carer(name, kin)


@given(st.sampled_from([name for name, _ in value_forms.PEOPLE]), st.sampled_from([" - {}", " ({})", ", {}", " – {}"]))
def test_the_post_behind_a_persons_name_is_whole(name, form):
    head, post = person_with_post("Lê Văn An" + form.format("Bí thư xã"))
    assert (head, post) == ("Lê Văn An", "Bí thư xã")
    assert all(part in clean(name) for part in person_with_post(name))


NUMBERS = st.builds(
    "{}{}{}".format,
    st.integers(1, 999_999),
    st.sampled_from(["/", "/2025/", "-", " / "]),
    st.sampled_from(["KH-UBND", "NĐ-CP", "QH15", "KH/TU", "CT/TW", "kh-lđlđ"]),
)


@given(NUMBERS | texts)
def test_the_number_of_a_document_read_and_shown_is_read_again_the_same(text):
    with suppress(Unreadable):
        found = parse_document_number(text)
        assert parse_document_number(found.text) == found
        assert str(found.number) in found.text
        assert found.symbol in found.text


@given(texts)
def test_writing_out_an_organisations_name_twice_changes_nothing_more(text):
    assert expand_union_name(expand_union_name(text)) == expand_union_name(text)


@given(st.sampled_from([name for name, _ in value_forms.PEOPLE]), st.sampled_from(["NFC", "NFD", "NFKC"]))
def test_a_name_is_the_same_composed_or_not(name, form):
    assert parse_person(unicodedata.normalize(form, name)) == parse_person(name)


@given(st.sampled_from(["Thanh Tùng", "Thanh Hà", "Mai Giang", "Thanh Xuân"]), st.sampled_from(
    ["xã {}", "Xã {}", "{}", "xã {} cũ", "xã {} (cũ)", "xóm 3, xã {}", "Xóm 3 - xã {}", "{}, Thanh Chương, Nghệ An",
     "xã {}, huyện Thanh Chương", "xã {} (nay là xã {now})", "x. {}"]), st.booleans())  # fmt: skip
def test_a_commune_is_found_in_every_form_with_and_without_marks(name, form, plain):
    now = INDEX.resolve(f"xã {name} cũ").present
    written = form.format(name, now=now.short_name if now else "")
    place = INDEX.resolve(fold(written) if plain else written, former_first=True)
    assert place.former
    assert place.former.short_name == name
