"""A hidden child: where it is stands nowhere but on one page, whoever asks and by whatever way."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from children.hiding import hide, show_again
from children.models import Caregiver, Child, Progress, Whereabouts
from children.models.hiding import PARTS, PLACES
from children.showing import Audience, What, may_show
from imports.models import ImportBatch, ImportRow
from organisation.models import Unit, User
from organisation.operations import Refused, set_areas
from organisation.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
TOLD = {"address_as_written": "Số 7 ngõ Bí Mật", "hamlet": "Xóm Kín", "school": "Trường Giấu Tên", "note": "Ở nhà dì"}


@pytest.fixture
def unit() -> Unit:
    return factories.create_unit()


@pytest.fixture
def officer(unit: Unit) -> User:
    return factories.create_user(role=Role.MATCHING_OFFICER, unit=unit)


@pytest.fixture
def child(unit: Unit, officer: User) -> Child:
    commune = factories.create_area(name="Xã Giấu Kín")
    set_areas(unit=unit, areas=[commune])
    child = factories.create_child(unit=unit, commune=commune, circumstances="Bố đang tìm ở Vinh", **TOLD)
    Caregiver.objects.create(child=child, full_name="Trần Thị Dì", phone="0984631588", bank_account="123456")
    Progress.objects.create(child=child, school_year=2025, school="Trường Giấu Tên")
    child.visits.create(visited_on="2026-03-01", visitors="Chị Hòa", note="Nhà sau chợ", recorded_by=officer)
    return child


@pytest.fixture
def hidden(child: Child, officer: User) -> Child:
    hide(child=child, reason="Người cha tìm cháu", by=officer)
    child.refresh_from_db()
    return child


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_what_tells_the_place_leaves_the_record_and_its_parts(hidden: Child) -> None:
    assert {name: getattr(hidden, name) for name in PLACES} == PLACES
    for related, fields in PARTS.items():
        assert all(not getattr(part, name) for part in getattr(hidden, related).all() for name in fields)


def test_it_stands_in_the_whereabouts_alone(hidden: Child) -> None:
    kept = Whereabouts.objects.get(child=hidden)

    assert (kept.hamlet, kept.school, str(kept.commune)) == ("Xóm Kín", "Trường Giấu Tên", "Xã Giấu Kín")
    assert "0984631588" in kept.note
    assert "Nhà sau chợ" in kept.note


def test_everything_goes_back_where_it_stood(child: Child, officer: User) -> None:
    before = Child.objects.filter(pk=child.pk).values(*PLACES).get()

    hide(child=child, reason="Người cha tìm cháu", by=officer)
    show_again(child=child, by=officer)

    assert Child.objects.filter(pk=child.pk).values(*PLACES).get() == before
    assert child.caregivers.get().phone == "0984631588"
    assert child.visits.get().note == "Nhà sau chợ"
    assert not Whereabouts.objects.exists()


def test_neither_is_done_twice(hidden: Child, officer: User) -> None:
    with pytest.raises(Refused):
        hide(child=hidden, reason="Lần nữa", by=officer)
    show_again(child=hidden, by=officer)
    with pytest.raises(Refused):
        show_again(child=hidden, by=officer)


def test_whoever_writes_a_place_into_a_hidden_record_writes_nothing(hidden: Child) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE children_child SET school = 'X', hamlet = 'Y' WHERE id = %s", [hidden.pk])
    Caregiver.objects.filter(child=hidden).update(phone="0912345678")
    Progress.objects.create(child=hidden, school_year=2026, school="X", grade="5")

    hidden.refresh_from_db()
    assert (hidden.school, hidden.hamlet, hidden.caregivers.get().phone) == ("", "", "")
    assert list(hidden.progress.values_list("school", "grade").order_by("school_year")) == [("", ""), ("", "5")]


def test_the_database_refuses_a_place_even_without_the_trigger(hidden: Child) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        with pytest.raises(IntegrityError, match="child_hidden_has_no_place"), transaction.atomic():
            cursor.execute("UPDATE children_child SET school = 'X' WHERE id = %s", [hidden.pk])


def test_the_rows_of_the_lists_it_came_from_are_emptied(child: Child, officer: User) -> None:
    batch = ImportBatch.objects.create(kind="children", managing_unit=child.managing_unit, state="applied")
    told: Any = {"as_written": ["Xóm Kín"], "values": {"hamlet": "Xóm Kín"}}
    row = ImportRow.objects.create(batch=batch, sheet="S", row=5, status="new", record_id=child.pk, **told)

    hide(child=child, reason="Người cha tìm cháu", by=officer)

    row.refresh_from_db()
    assert (row.as_written, row.values, row.record_id) == ([], {}, child.pk)


SECRETS = "Bí Mật,Xóm Kín,Giấu Tên,Giấu Kín,631588,631 588,Vinh,sau chợ,Người cha tìm,123456".split(",")
PAGES = ["", "history/", "edit/"]


@pytest.mark.parametrize("role", [Role.DATA_CLERK, Role.TREASURER, Role.LEADER, Role.ADMINISTRATOR])
@pytest.mark.parametrize("page", PAGES)
def test_colleagues_in_the_same_unit_read_nothing_of_it(hidden: Child, unit: Unit, role: Role, page: str) -> None:
    answer = signed_in(factories.create_user(role=role, unit=unit)).get(f"{hidden.get_absolute_url()}{page}")

    said = answer.content.decode()
    assert [secret for secret in SECRETS if secret in said] == []


@pytest.mark.parametrize("asked", [{"q": "Bí Mật"}, {"q": "Xóm Kín"}, {"q": "0984631588"}, {"commune": "theirs"}])
def test_no_search_and_no_filter_finds_it_by_its_place(hidden: Child, officer: User, asked: dict[str, Any]) -> None:
    if "commune" in asked:
        asked = {"commune": Whereabouts.objects.get().commune_id}
        factories.create_child(unit=hidden.managing_unit, full_name="Trẻ Khác", commune_id=asked["commune"])

    assert hidden.code not in signed_in(officer).get("/children/", asked).content.decode()


def test_its_page_tells_who_may_know(hidden: Child, officer: User) -> None:
    said = signed_in(officer).get(f"{hidden.get_absolute_url()}whereabouts/").content.decode()

    assert "Xóm Kín" in said
    assert "0984631588" in said


def test_the_officer_hides_and_shows_again_by_the_pages(child: Child, officer: User) -> None:
    client = signed_in(officer)

    client.post(f"{child.get_absolute_url()}hide/", {"reason": "Người cha tìm cháu"})
    child.refresh_from_db()
    assert child.is_hidden
    client.post(f"{child.get_absolute_url()}hide/end/")
    child.refresh_from_db()
    assert (child.is_hidden, child.hamlet) == (False, "Xóm Kín")


def test_a_donor_may_read_the_name_and_nothing_else(hidden: Child) -> None:
    for purpose in ("process", "share", "publish"):
        hidden.consents.create(purpose=purpose, given_by="Dì", given_on="2025-01-01", child_assented=True)

    shown = {(to, what) for to in Audience for what in What if may_show(hidden, what, to=to)}

    assert shown == {(Audience.DONOR, What.NAME)}


@pytest.mark.parametrize("page", ["hide/", "hide/end/", "whereabouts/"])
def test_who_may_know_elsewhere_and_only_read_here_learns_nothing(hidden: Child, unit: Unit, page: str) -> None:
    guest = factories.create_user(role=Role.LEADER, unit=unit)
    guest.appointments.create(role=Role.MATCHING_OFFICER, unit=factories.create_unit(), starts_on="2020-01-01")

    assert signed_in(guest).get(f"{hidden.get_absolute_url()}{page}").status_code == 403
