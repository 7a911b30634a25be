import pytest

from vietnamese.names import (
    PersonName,
    donor_kind,
    expand_union_name,
    is_organisation,
    organisation_name,
    parse_person,
    person_with_post,
    proper_case,
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mai Thị Ngọc Lan", PersonName("Mai Thị Ngọc Lan")),
        ("LÝ BẢO ANH", PersonName("Lý Bảo Anh")),
        ("lý bảo anh", PersonName("Lý Bảo Anh")),
        ("Phan  Bá Việt ", PersonName("Phan Bá Việt")),
        ("Ông Vũ Quang Thịnh", PersonName("Vũ Quang Thịnh", "Ông")),
        ("Bà  NGUYỄN THỊ A (em ruột STT 5)", PersonName("Nguyễn Thị A", "Bà", "em ruột STT 5")),
        ("Nguyễn Văn A - em ruột", PersonName("Nguyễn Văn A", "", "em ruột")),
        ("Lê An (con bà Hoa; xóm 3)", PersonName("Lê An", "", "con bà Hoa; xóm 3")),
        ("Bà Lê Thị A (0912345678) - GV Trường TH", PersonName("Lê Thị A", "Bà", "0912345678 - GV Trường TH")),
        ("Nguyễn (Bé) An", PersonName("Nguyễn (Bé) An")),
        ("Ông Lê Văn A và bà Trần Thị B", PersonName("Lê Văn A và bà Trần Thị B", "Ông")),
        ("ÔNG LÊ VĂN A VÀ BÀ TRẦN THỊ B", PersonName("Lê Văn A và bà Trần Thị B", "ÔNG")),
        ("VÀ BÁ DỀNH", PersonName("Và Bá Dềnh")),
        ("Cháu Lê An", PersonName("Lê An", "Cháu")),
        ("Anh Đào", PersonName("Anh Đào")),
        ("H'HEN NIÊ", PersonName("H'Hen Niê")),
        ("", PersonName("")),
    ],
)
def test_a_name_is_told_from_what_was_written_around_it(written, read):
    assert parse_person(written) == read


def test_a_word_without_its_capital_gets_it():
    assert proper_case("Lê thị BÌNH") == "Lê Thị Bình"
    assert proper_case("Lê McAn") == "Lê McAn"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Công đoàn Trường TH Thanh Phong 2", "organisation"),
        ("CĐ truong TH Kim Bảng", "organisation"),
        ("Hội LHPN huyện", "organisation"),
        ("Phòng Giáo dục và Đào tạo", "organisation"),
        ("BCH Đoàn xã Mai Phụ", "organisation"),
        ("Agribank CN Thạch Hà", "organisation"),
        ("Hải Yến - Công ty TNHH", "organisation"),
        ("Quỹ Mẹ đỡ đầu xã", "fund"),
        ("Nhóm thiện nguyện Ấm áp", "group"),
        ("Trương Văn A", "individual"),
        ("Đoàn Văn Hậu", "individual"),
        ("Công Văn An", "individual"),
        ("Nguyễn Văn Trường", "individual"),
        ("Hồ Thị Hội", "individual"),
    ],
)
def test_a_donor_is_a_person_or_an_organisation(name, kind):
    assert donor_kind(name) == kind
    assert is_organisation(name) == (kind != "individual")


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Đ/c Phạm Văn Giáp - PCT UBND xã", ("Đ/c Phạm Văn Giáp", "PCT UBND xã")),
        ("Lê Thị Hà (GV trường MN)", ("Lê Thị Hà", "GV trường MN")),
        ("Lê Thị Hà (Việt kiều Đức), chị Hoa", ("Lê Thị Hà", "Việt kiều Đức, chị Hoa")),
        ("Công ty TNHH Lê Văn - Chi nhánh Vinh", ("", "")),
        ("Lê Thị Hà", ("", "")),
    ],
)
def test_the_post_behind_a_donors_name_makes_no_organisation_of_the_person(written, person):
    assert person_with_post(written) == person
    assert donor_kind(written) == ("organisation" if "TNHH" in written else "individual")


def test_abbreviations_stay_capital_when_capitals_are_put_right():
    assert organisation_name("CÔNG ĐOÀN TRƯỜNG THCS NGỌC SƠN") == "Công đoàn Trường THCS Ngọc Sơn"


def test_a_union_name_is_written_out():
    assert expand_union_name("CĐ Trường TH Ngọc Sơn") == "Công đoàn Trường Tiểu học Ngọc Sơn"
