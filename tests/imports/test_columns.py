import pytest

from children.lists import CHILDREN
from imports.columns import assign, heading_scores, letter
from sponsorship.lists import PLEDGES


def best(kind, heading):
    scores = heading_scores(kind, heading)
    return max(scores, key=lambda key: scores[key]) if scores else None


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("STT", "row_number"),
        ("Họ và tên trẻ", "full_name"),
        ("HỌ TÊN CHÁU", "full_name"),
        ("Ho va ten", "full_name"),
        ("Họ và ten trẻ em", "full_name"),
        ("Ngày, tháng, năm sinh", "birth"),
        ("Sinh ngày", "birth"),
        ("Năm sinh của trẻ", "birth"),
        ("birth_date", "birth"),
        ("Ngày, tháng, năm sinh › Nữ", "female"),
        ("Nam/Nữ", "sex"),
        ("Giới tính › Nam", "male"),
        ("Chỗ ở hiện nay (xóm)", "hamlet"),
        ("Chỗ ở hiện nay (xóm, xã)", "address"),
        ("Hộ khẩu thường trú", "address"),
        ("Mồ côi › Cả cha và mẹ", "both_dead"),
        ("Mồ côi › Cha", "father_dead"),
        ("Họ tên bố", "father_name"),
        ("Người nuôi dưỡng/ quan hệ", "caregiver_name"),
        ("Người giám hộ", "caregiver_name"),
        ("Người nuôi dưỡng › Họ tên", "caregiver_name"),
        ("Người nuôi dưỡng › Số điện thoại", "phone"),
        ("Hộ nghèo/ cận nghèo", "poverty"),
        ("Hộ cận nghèo", "near_poor"),
        ("Con ĐVCĐ (đơn vị)", "union_unit"),
        ("Con đoàn viên, NLĐ (tên CĐCS)", "union_unit"),
        ("Xã (trước 7/2025)", "former_commune"),
        ("Xã (hiện nay)", "present_commune"),
        ("Bố mẹ là đoàn viên CĐCS", "union_unit"),
        ("CĐCS của bố/mẹ", "union_unit"),
        ("Mẹ đỡ đầu", "has_donor"),
        ("Họ tên mẹ đỡ đầu", "has_donor"),
        ("Nơi làm việc của mẹ", None),
        ("Nghề nghiệp người nuôi dưỡng", None),
        ("Năm sinh của bố", None),
        ("Năm sinh người nuôi", None),
        ("Mẹ là hội viên", None),
        ("Bố là thương binh", None),
        ("Mẹ đơn thân", None),
        ("Con của hội viên phụ nữ", None),
        ("Nguyện vọng", None),
        ("Lê Thị Bình", None),
    ],
)
def test_the_heading_of_a_childrens_list_is_understood_by_meaning(heading, field):
    assert best(CHILDREN, heading) == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Tên tập thể, cá nhân nhận đỡ đầu", "donor"),
        ("Họ tên Mẹ đỡ đầu", "donor"),
        ("Trẻ được nhận đỡ đầu › Họ tên", "child"),
        ("Tên cháu", "child"),
        ("Trẻ được nhận đỡ đầu › Xã", "commune"),
        ("Mức hỗ trợ/tháng", "rate"),
        ("Thời gian (từ… đến…)", "period"),
        ("Đơn vị kết nối", "connecting_unit"),
        ("Tổng kinh phí", "stated_total"),
    ],
)
def test_the_heading_of_a_sponsors_list_is_understood_by_meaning(heading, field):
    assert best(PLEDGES, heading) == field


def fields(kind, headings, values=None, corrections=None):
    values = values or [[] for _ in headings]
    return [guess.field for guess in assign(headings, values, kind, corrections)]


def test_what_a_parent_works_is_no_name_and_nobodys_death():
    headings = ["Họ và tên", "Nghề nghiệp của bố", "Nghề nghiệp của mẹ"]
    assert fields(CHILDREN, headings, [["Lê Bảo An"], ["Công nhân"], ["x"]]) == ["full_name", None, None]


def test_no_field_is_given_to_two_columns():
    assert fields(CHILDREN, ["Họ và tên", "Họ tên trẻ", "Ghi chú"]) == ["full_name", None, "note"]


def test_names_or_marks_under_a_heading_tell_the_parent_from_the_orphan():
    names, marks = ["Lê Văn A", "Trần B C"], ["x", "X"]
    assert fields(CHILDREN, ["Họ tên", "Cha", "Mẹ"], [names, names, names]) == [
        "full_name",
        "father_name",
        "mother_name",
    ]
    assert fields(CHILDREN, ["Họ tên", "Cha", "Mẹ"], [names, marks, marks]) == [
        "full_name",
        "father_dead",
        "mother_dead",
    ]


def test_a_column_that_stands_twice_belongs_to_whom_it_follows():
    donor_first = ["Người đỡ đầu", "Địa chỉ", "Họ tên trẻ", "Địa chỉ"]
    assert fields(PLEDGES, donor_first) == ["donor", "donor_address", "child", "address"]
    child_first = ["Họ tên trẻ", "Địa chỉ", "Người đỡ đầu", "Địa chỉ"]
    assert fields(PLEDGES, child_first) == ["child", "address", "donor", "donor_address"]


def test_a_column_without_heading_is_known_by_values_that_can_be_nothing_else():
    assert fields(CHILDREN, ["Họ tên", ""], [["Lê A B"] * 3, ["Nam", "Nữ", "Nam"]]) == ["full_name", "sex"]
    assert fields(CHILDREN, ["Họ tên", ""], [["Lê A B"] * 3, ["tốt", "khá", "tốt"]]) == ["full_name", None]


def test_what_a_person_says_wins():
    assert fields(CHILDREN, ["Họ tên", "Ngày sinh", "Cột lạ"], None, {"C": "school", "B": ""}) == [
        "full_name", None, "school",
    ]  # fmt: skip


def test_confidence_and_samples_are_shown():
    guess = assign(["Họ tên trẻ"], [["Lê A", "Lê B", "Lê C", "Lê D"]], CHILDREN)[0]
    assert (guess.letter, guess.confidence, guess.samples) == ("A", 1.0, ("Lê A", "Lê B", "Lê C"))


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_excels_letters(index, name):
    assert letter(index) == name
