import pytest

from tests.imports.places import THANH_CHUONG, country
from vietnamese.places import Ambiguous, PlaceIndex, PlaceRecord

INDEX = country().preferring(THANH_CHUONG)


def resolve(text: str, *, former_first: bool = False) -> tuple[str, str, str]:
    place = INDEX.resolve(text, former_first=former_first)
    names = [record.short_name if record else "" for record in (place.former, place.present)]
    return names[0], names[1], place.hamlet


@pytest.mark.parametrize(
    ("written", "former", "present", "hamlet"),
    [
        ("xã Thanh Tùng", "Thanh Tùng", "Bích Hào", ""),
        ("XÃ THANH TÙNG", "Thanh Tùng", "Bích Hào", ""),
        ("Thanh tùng", "Thanh Tùng", "Bích Hào", ""),
        ("xa Thanh Tung", "Thanh Tùng", "Bích Hào", ""),
        ("xã Thanh Tùng cũ", "Thanh Tùng", "Bích Hào", ""),
        ("Thanh Tùng (nay là xã Bích Hào)", "Thanh Tùng", "Bích Hào", ""),
        ("xã Bích Hào (xã Thanh Tùng cũ)", "Thanh Tùng", "Bích Hào", ""),
        ("Xóm Kim Sơn, xã Thanh Tùng, huyện Thanh Chương, Nghệ An", "Thanh Tùng", "Bích Hào", "Xóm Kim Sơn"),
        ("Xóm 3 xã Thanh thịnh", "Thanh Thịnh", "Hoa Quân", "Xóm 3"),
        ("Liên Sơn, Thanh Tùng", "Thanh Tùng", "Bích Hào", "Liên Sơn"),
        ("TT Dùng", "Dùng", "Đại Đồng", ""),
        ("xóm 2 - Thanh Hà - Thanh Chương - Nghệ An", "Thanh Hà", "Kim Bảng", "xóm 2"),
        ("xã Bích Hào", "", "Bích Hào", ""),
        # nothing before the commune: what lies behind it is no hamlet
        ("xã Thanh Hà, huyện Thanh Chương, Nghệ An", "Thanh Hà", "Kim Bảng", ""),
        ("Xã Thanh Hà, Thanh Chương, NA", "Thanh Hà", "Kim Bảng", ""),
        ("Thanh Hà, huyện Thanh Chương, Nghệ An", "Thanh Hà", "Kim Bảng", ""),
        ("xã Thanh Tùng, thôn Liên Sơn", "Thanh Tùng", "Bích Hào", "thôn Liên Sơn"),
        # the commune of before in the midst of the address
        ("xã Bích Hào, trước là xã Thanh Xuân", "Thanh Xuân", "Bích Hào", ""),
        ("xã Kim Bảng, trước là xã Thanh Hà, huyện Thanh Chương", "Thanh Hà", "Kim Bảng", ""),
        ("Thôn 4 (Thanh An cũ), xã Hoa Quân, tỉnh Nghệ An", "Thanh An", "Hoa Quân", "Thôn 4"),
        ("Thôn 4 (Thanh An), xã Hoa Quân", "", "Hoa Quân", "Thôn 4 (Thanh An)"),
        ("Xóm 3, xã Thanh Tùng (cũ), huyện Thanh Chương", "Thanh Tùng", "Bích Hào", "Xóm 3"),
        ("xóm 2 xã Thanh Tùng cũ, xã Bích Hào mới", "Thanh Tùng", "Bích Hào", "xóm 2"),
        ("Xóm 3 xã Thanh Tùng (nay là xã Bích Hào) huyện Thanh Chương", "Thanh Tùng", "Bích Hào", "Xóm 3"),
        ("Xóm 1", "", "", "Xóm 1"),
        ("Xóm Thanh Tùng", "", "", "Xóm Thanh Tùng"),
        ("xã Không Có Đâu", "", "", ""),
    ],
)
def test_an_address_names_a_commune_and_a_hamlet(written, former, present, hamlet):
    assert resolve(written) == (former, present, hamlet)


def test_a_name_of_both_generations_means_the_one_of_the_lists_time():
    assert resolve("xã Đại Đồng", former_first=True) == ("Đại Đồng", "Đại Đồng", "")
    assert resolve("xã Đại Đồng", former_first=False) == ("", "Đại Đồng", "")


def test_naming_the_district_means_the_time_of_districts():
    assert resolve("xã Kim Bảng, huyện Thanh Chương") == ("Kim Bảng", "Kim Bảng", "")


def test_the_units_own_commune_wins_over_its_namesakes_until_another_district_is_named():
    place = INDEX.resolve("xã Thanh Tùng, huyện Đầm Dơi")
    assert place.former
    assert INDEX.full_name(place.former) == "Xã Thanh Tùng, Huyện Đầm Dơi, Tỉnh Cà Mau"


@pytest.mark.parametrize(
    ("written", "is_only_wider"),
    [
        ("Nghệ An", True),
        ("Thanh Chương, Nghệ An", True),
        ("huyện Con Cuông", True),
        ("TP Vinh, Nghệ An", True),
        ("Hòa Bình", False),  # a province elsewhere, and many a hamlet
        ("Xóm 3, Nghệ An", False),
        ("gần chợ, Nghệ An", False),
        ("", False),
    ],
)
def test_a_district_or_province_alone_is_no_hamlet(written, is_only_wider):
    assert INDEX.is_only_wider(written) == is_only_wider


@pytest.mark.parametrize("written", ["xã Thanh Tùng (nay là xã Kim Bảng)", "xã Kim Bảng (xã Thanh Tùng cũ)"])
def test_a_succession_that_never_was_is_asked(written):
    with pytest.raises(Ambiguous) as caught:
        INDEX.resolve(written)
    assert [record.short_name for record in caught.value.candidates] == ["Thanh Tùng", "Kim Bảng"]


def test_a_name_that_fits_several_places_is_not_guessed():
    with pytest.raises(Ambiguous) as caught:
        INDEX.resolve("xã Tân Lập")
    assert len(caught.value.candidates) > 1


def test_exact_marks_win_over_the_same_letters_with_other_marks():
    index = PlaceIndex([PlaceRecord("1", "Xã Sơn Hà", "xã"), PlaceRecord("2", "Xã Sơn Hạ", "xã")])
    present = index.resolve("xã Sơn Hạ").present
    assert present
    assert present.key == "2"
    with pytest.raises(Ambiguous):
        index.resolve("xa Son Ha")


def test_a_commune_that_was_divided_has_no_one_successor():
    index = PlaceIndex(
        [PlaceRecord("a", "Xã A", "xã", generation="former", successors=("b", "c")),
         PlaceRecord("b", "Xã B", "xã"), PlaceRecord("c", "Xã C", "xã")]
    )  # fmt: skip
    place = index.resolve("xã A")
    assert place.former
    assert place.former.key == "a"
    assert place.present is None


@pytest.mark.parametrize(
    ("title", "former"),
    [
        ("DANH SÁCH TRẺ EM MỒ CÔI TRÊN ĐỊA BÀN XÃ THANH TÙNG NĂM 2024", "Thanh Tùng"),
        ("I. XÃ THANH TÙNG (12 cháu)", "Thanh Tùng"),
        ("CÔNG ĐOÀN XÃ", None),
        ("DANH SÁCH TRẺ EM", None),
    ],
)
def test_a_title_names_a_commune(title, former):
    place = INDEX.in_title(title)
    assert (place.former.short_name if place and place.former else None) == former
