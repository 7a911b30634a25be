import csv
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisation import areas as module
from organisation.areas import areas_within, choices_for, former_district, load_areas, successors_of
from organisation.models import Area, AreaSuccession, Unit
from organisation.models.area import AreaLevel
from tests import factories

pytestmark = pytest.mark.django_db


def test_both_generations_are_loaded_with_what_became_of_each(areas: None) -> None:
    assert Area.objects.present().communes().count() == 3321
    assert Area.objects.present().filter(level=AreaLevel.PROVINCE).count() == 34
    assert Area.objects.former().filter(level=AreaLevel.DISTRICT).count() == 696
    thanh_tung = Area.objects.former().get(name="Xã Thanh Tùng", parent__name="Huyện Thanh Chương")
    assert [area.name for area in thanh_tung.successors.all()] == ["Xã Bích Hào"]


def test_loading_again_writes_nothing(areas: None) -> None:
    before = set(Area.objects.values_list("pk", "key"))

    assert load_areas() == {"areas": 0, "successions": 0}
    assert set(Area.objects.values_list("pk", "key")) == before


def test_what_was_written_is_counted_before_it_is_joined() -> None:
    """Where PostgreSQL had counted the tables while they were empty, each row was compared with each: over 15 s."""
    with CaptureQueriesContext(connection) as asked:
        load_areas()

    steps = [
        step
        for query in asked
        for step in re.findall(r"(?:INSERT INTO|ANALYZE|DELETE FROM) organisation_\w+", query["sql"])
    ]
    assert steps == [
        "INSERT INTO organisation_area",
        "ANALYZE organisation_area",
        "INSERT INTO organisation_areasuccession",
        "ANALYZE organisation_areasuccession",
        "DELETE FROM organisation_areasuccession",
    ]


def test_a_changed_row_is_put_right_and_keeps_its_identity(areas: None) -> None:
    area = Area.objects.present().communes().first()
    Area.objects.filter(pk=area.pk).update(name="Xã Sai Tên", parent=None)

    assert load_areas()["areas"] == 1
    restored = Area.objects.get(pk=area.pk)
    assert (restored.name, restored.parent_id) == (area.name, area.parent_id)


def test_an_area_that_the_files_do_not_name_stays() -> None:
    ours = factories.create_area(name="Xã Của Ta")

    load_areas()

    assert Area.objects.filter(pk=ours.pk).exists()


def test_a_succession_that_the_files_no_longer_know_goes(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AREAS", tmp_path / "areas.csv")
    monkeypatch.setattr(module, "SUCCESSIONS", tmp_path / "successions.csv")
    write(module.AREAS, ["key,code,level,kind,name,parent_key,valid_from,valid_to"], [
        ["t-old", "91", "commune", "xã", "Xã Cũ", "", "", "2025-07-01"],
        ["t-new", "92", "commune", "xã", "Xã Mới", "", "2025-07-01", ""],
        ["t-other", "93", "commune", "xã", "Xã Khác", "", "2025-07-01", ""],
    ])  # fmt: skip
    heading = ["old_key,new_key,is_partial"]
    write(module.SUCCESSIONS, heading, [["t-old", "t-new", "0"], ["t-old", "t-other", "1"]])
    load_areas()
    write(module.SUCCESSIONS, heading, [["t-old", "t-new", "1"]])

    load_areas()

    assert [(s.new.name, s.is_partial) for s in AreaSuccession.objects.select_related("new")] == [("Xã Mới", True)]


def write(path, heading: list[str], rows: list[list[str]]) -> None:
    with path.open("w", newline="") as file:
        file.write(heading[0] + "\n")
        csv.writer(file).writerows(rows)


def test_thanh_chuong_became_nine_communes(areas: None) -> None:
    district = former_district("0428")
    assert district

    assert Area.objects.filter(parent=district).count() == 29
    assert sorted(area.short_name for area in successors_of(district)) == [
        "Bích Hào", "Cát Ngạn", "Hoa Quân", "Hạnh Lâm", "Kim Bảng", "Sơn Lâm", "Tam Đồng", "Xuân Lâm", "Đại Đồng"
    ]  # fmt: skip


def test_an_area_is_found_without_marks_and_by_its_code() -> None:
    area = factories.create_area(name="Xã Hạnh Lâm", code="17700")

    assert list(Area.objects.search("hanh lam")) == [area]
    assert list(Area.objects.search("017700")) == [area]
    assert not Area.objects.search("hanh phuc")


def test_a_unit_may_choose_the_areas_of_its_programme_and_what_they_were() -> None:
    present, elsewhere = factories.create_area(name="Xã Bích Hào"), factories.create_area(name="Xã Xa")
    former = factories.create_former_commune(into=present)
    root = factories.create_unit()
    root.areas.add(present)

    choices = choices_for(Unit(), Unit.objects.all())

    assert [pk for _group, pairs in choices for pk, _name in pairs] == [present.pk, former.pk]
    assert elsewhere.pk not in dict(choices)


def test_the_root_may_choose_any_commune_of_its_province() -> None:
    province = factories.create_area(name="Tỉnh Mẫu", level=AreaLevel.PROVINCE)
    here, beside = (factories.create_area(name=name, parent=province) for name in ("Xã A", "Xã B"))
    root = factories.create_unit()
    root.areas.add(here)

    choices = choices_for(root, Unit.objects.all())

    assert [pk for _group, pairs in choices for pk, _name in pairs] == [here.pk, beside.pk]


def test_an_area_covers_what_lies_in_it_and_the_same_ground_in_the_other_generation() -> None:
    province = factories.create_area(level="province", former=True, name="Tỉnh Mẫu")
    district = factories.create_area(level="district", former=True, name="Huyện Mẫu", parent=province)
    present, elsewhere = factories.create_area(name="Xã Mới"), factories.create_area(name="Xã Khác")
    former = factories.create_former_commune(name="Xã Cũ", into=present, parent=district)

    with CaptureQueriesContext(connection) as asked:
        found = areas_within([province.pk, district.pk, former.pk, present.pk, elsewhere.pk, None])

    assert len(asked) == 1
    assert dict(found) == {
        province.pk: {province.pk, district.pk, former.pk, present.pk},
        district.pk: {district.pk, former.pk, present.pk},
        former.pk: {former.pk, present.pk},
        present.pk: {present.pk, former.pk},
        elsewhere.pk: {elsewhere.pk},
    }
    assert found[None] == set()
