import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese import carers
from vietnamese.carers import Carer, parse_relation, read_caregiver
from vietnamese.circumstances import parse_orphan_status, parse_poverty, parse_sex
from vietnamese.errors import Unreadable


@pytest.mark.parametrize(
    ("written", "dead"),
    [
        ("bố mất", "father"),
        ("Mồ côi cha", "father"),
        ("mồ cô cha", "father"),
        ("cha mất do TNGT", "father"),
        ("bố qua đời vì Covid", "father"),
        ("bố mất, mẹ bỏ đi", "father"),
        ("mồ côi cha, mẹ bỏ đi", "father"),
        ("mồ côi cha mẹ bỏ đi", "father"),
        ("mồ côi cha, mẹ bị bệnh", "father"),
        ("mồ côi bố, ở với mẹ", "father"),
        ("cha mất, mẹ bị bệnh hiểm nghèo", "father"),
        ("Cha", "father"),
        ("Mồ côi mẹ", "mother"),
        ("mẹ mất do bệnh hiểm nghèo", "mother"),
        ("bo bo di, me mat", "mother"),
        ("mẹ mất sớm, bố lấy vợ khác", "mother"),
        ("mồ côi cả bố lẫn mẹ", "both"),
        ("bố mẹ đều mất", "both"),
        ("cha mất năm 2020, mẹ mất năm 2021", "both"),
        ("mồ côi cha mẹ, bị bệnh tim", "both"),
        ("mồ côi cả hai", "both"),
        ("Cả cha và mẹ", "both"),
        ("không rõ bố, mẹ mất", "mother"),
        ("mồ côi cha, mẹ già yếu", "father"),
        ("mồ côi cha, mẹ", "both"),
        ("mồ côi cha, mẹ do tai nạn", "both"),
        ("không mồ côi", "none"),
        ("mẹ đi lấy chồng khác", None),
        ("bố mất tích, ở với bà nội", None),
        ("bố mất sức lao động", None),
        ("Mồ côi", None),
        ("gia đình khó khăn", None),
        ("", None),
    ],
)
def test_free_text_says_who_is_dead(written, dead):
    assert parse_orphan_status(written) == dead


@given(st.text(alphabet=st.sampled_from("mồ côi cha mẹ bố mất,đi bỏ đều"), max_size=40))
def test_no_text_breaks_the_reader(text):
    assert parse_orphan_status(text) in ("both", "father", "mother", "none", None)


@pytest.mark.parametrize(
    ("written", "poverty"),
    [("Hộ nghèo", "poor"), ("cận nghèo", "near_poor"), ("HỘ CẬN NGHÈO", "near_poor"), ("Không", "none"), ("", None),
     ("Thoát nghèo", "none"), ("hcn", "near_poor")],
)  # fmt: skip
def test_a_household_is_poor_near_poor_or_neither(written, poverty):
    assert parse_poverty(written) == poverty


def test_a_household_of_no_known_class_is_sent_back():
    with pytest.raises(Unreadable):
        parse_poverty("xem lại")


def test_sex_is_read_in_both_languages():
    assert [parse_sex(text) for text in ("Nam", "nữ", "m", "F", "Gái", "")] == [
        "male", "female", "male", "female", "female", None,
    ]  # fmt: skip
    with pytest.raises(Unreadable):
        parse_sex("?")


@pytest.mark.parametrize(
    ("written", "name", "relation", "rest"),
    [
        ("Nghiêm Khánh Yến (dì)", "Nghiêm Khánh Yến", "dì", ""),
        ("Bà nội: Lê Thị A", "Lê Thị A", "bà nội", ""),
        ("Lê Thị A - bà ngoại", "Lê Thị A", "bà ngoại", ""),
        ("bà nội Lê Thị A", "Lê Thị A", "bà nội", ""),
        ("Ở với bà nội", "", "bà nội", ""),
        ("Bà Lê Thị Bình", "Lê Thị Bình", "", ""),
        ("LÊ THỊ A", "Lê Thị A", "", ""),
        ("Ông Lê Văn B và bà Trần Thị C (ông bà nội)", "Lê Văn B và bà Trần Thị C", "ông bà nội", ""),
        ("Lê Thị A - bà nội - già yếu", "Lê Thị A", "bà nội", "già yếu"),
        ("mẹ, Lê Thị B, 45 tuổi", "Lê Thị B", "mẹ", "45 tuổi"),
        ("không có", "", "", ""),
        ("sống một mình", "", "", "sống một mình"),
    ],
)
def test_a_carer_is_a_name_and_a_relation_and_the_rest_is_kept(written, name, relation, rest):
    assert read_caregiver(written) == Carer(name, relation, rest)


@pytest.mark.parametrize(
    ("written", "relation"),
    [
        ("Do (là bà nội của cháu)", "bà nội"), ("do do 0", "0"), ("nhà em cháu", "nhà em"),
        ("Gia đình em của cháu", "gia đình em"), ("chị em của cháu", "chị em"), ("Anh chị em cháu", "anh chị em"),
    ],
)  # fmt: skip
def test_what_stands_around_a_relation_goes_and_nothing_of_it(written, relation):
    assert parse_relation(written) == relation


def test_every_relation_is_known_as_it_is_kept():
    assert [relation for relation in carers._RELATIONS if parse_relation(relation) != relation] == []


def test_missing_marks_of_a_relation_are_restored():
    assert parse_relation("Ba ngoai") == "bà ngoại"
