import pytest
from django.test import Client
from django.urls import reverse

from organisation.models import AccessLog, Unit, User
from organisation.roles import Role
from organisation.search_words import encrypt
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return make.create_unit()


@pytest.fixture
def officer(unit: Unit) -> User:
    return make.create_user(role=Role.MATCHING_OFFICER, unit=unit)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def search(user: User, q: str, **headers: str):
    return signed_in(user).get(reverse("search"), {"q": q}, headers=headers)


def found(user: User, q: str) -> dict[str, list[str]]:
    return {group.kind: [str(record) for record in group.records] for group in search(user, q).context["groups"]}


def test_a_name_without_marks_finds_children_donors_and_pledges(unit, officer):
    child = make.create_child(unit=unit, full_name="Nguyễn Thị Bình")
    make.create_donor(unit=unit, name="Bà Nguyễn Thị Bình")
    pledge = make.create_pledge(child=child)
    pledge.refresh_from_db()
    assert found(officer, "nguyen thi binh") == {
        "child": ["Nguyễn Thị Bình"],
        "donor": ["Bà Nguyễn Thị Bình"],
        "pledge": [pledge.code],
    }


def test_exact_marks_come_first(unit, officer):
    for name in ("Lê Thị Bịnh", "Lê Thị Bính", "Lê Thị Bình"):
        make.create_child(unit=unit, full_name=name)
    assert found(officer, "lê thị bình")["child"][0] == "Lê Thị Bình"


def test_a_code_finds_its_record(unit, officer):
    child = make.create_child(unit=unit)
    assert found(officer, child.code.lower())["child"] == [str(child)]


def test_another_units_records_never_appear(officer):
    stranger = make.create_child(full_name="Hoàng Văn Lạ")
    pledge = make.create_pledge(child=stranger)
    pledge.refresh_from_db()
    for q in ("hoang van la", "Hoàng Văn Lạ", stranger.code, pledge.code, pledge.donor.name):
        assert found(officer, q) == {}
    assert found(make.create_user(role=Role.MATCHING_OFFICER, unit=stranger.managing_unit), stranger.code)


def test_without_a_role_nothing_is_found(unit):
    make.create_child(unit=unit, full_name="Hoàng Văn Lạ")
    assert found(make.create_user(), "hoang van la") == {}


def test_no_more_than_twenty_of_a_kind_and_the_list_has_the_rest(unit, officer):
    for _ in range(22):
        make.create_child(unit=unit, full_name="Trần Thị Đông")
    (group,) = search(officer, "tran thi dong").context["groups"]
    assert len(group.records) == 20
    assert group.more_url == f"/children/?q={encrypt('tran thi dong', officer)}"


def test_a_search_leaves_a_row_for_each_kind_of_record_without_the_words(unit, officer):
    make.create_pledge(child=make.create_child(unit=unit, full_name="Trần Thị Đông"))
    make.create_child(unit=unit, full_name="Trần Thị Đông")
    search(officer, "tran thi dong")
    rows = AccessLog.objects.filter(user=officer, action="search").order_by("record_kind")
    assert list(rows.values_list("record_kind", "rows_count")) == [
        ("children.child", 2), ("donors.donor", 0), ("sponsorship.pledge", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("q", ["", "a", " ", "\u200b"])
def test_too_little_is_not_searched(officer, q):
    assert search(officer, q).context["groups"] == []
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("q", ["zzzz", "%%", "'; --", "TE99999999999999999999", "x" * 5000, "\\"])
def test_whatever_is_typed_is_answered(officer, q):
    page = search(officer, q)
    assert page.status_code == 200
    assert "empty-state" in page.content.decode()


def test_typing_gets_the_results_alone(officer):
    page = search(officer, "binh", **{"HX-Request": "true", "HX-Target": "results"})
    assert "<html" not in page.content.decode()


def test_many_finds_cost_no_more_questions(unit, officer, django_assert_max_num_queries):
    for _ in range(5):
        make.create_pledge(child=make.create_child(unit=unit, full_name="Trần Thị Đông", commune=make.create_area()))
    client = signed_in(officer)
    with django_assert_max_num_queries(10):
        client.get(reverse("search"), {"q": "tran thi dong"})
