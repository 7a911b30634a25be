import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign
from organisation.models import Unit, User
from organisation.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def unit() -> Unit:
    return factories.create_unit()


@pytest.fixture
def officer(unit: Unit) -> User:
    return factories.create_user(role=Role.MATCHING_OFFICER, unit=unit)


@pytest.fixture
def staff(client: Client, officer: User) -> Client:
    client.force_login(officer)
    return client


def url(name: str, campaign: Campaign) -> str:
    return reverse(f"campaigns:{name}", args=[campaign.public_id])


def names(response: Any) -> list[str]:
    return [row.name for row in response.context["listing"].rows]


def filled(unit: Unit, **values: Any) -> dict[str, Any]:
    return {"name": "Đợt 3", "kind": "sponsorship_round", "managing_unit": unit.pk} | values


def errors(response: Any) -> list[str]:
    return list(response.context["form"].errors)


def test_the_list_is_a_tree_of_the_own_units_campaigns(staff, unit) -> None:
    phase = factories.create_campaign(unit=unit, name="Giai đoạn", kind="programme_phase")
    factories.create_campaign(unit=unit, name="Khác", kind="tet")
    factories.create_campaign(unit=unit, name="Đợt 1", parent=phase)
    factories.create_campaign(name="Nơi Khác")
    response = staff.get("/campaigns/")
    assert names(response) == ["Khác", "Giai đoạn", "Đợt 1"]
    assert 'class="tree-2"' in response.content.decode()
    assert response.context["listing"].count == 3


def test_a_search_shows_what_a_round_is_part_of_instead_of_the_tree(staff, unit) -> None:
    phase = factories.create_campaign(unit=unit, name="Giai đoạn")
    factories.create_campaign(unit=unit, name="Đợt 1", parent=phase)
    response = staff.get("/campaigns/", {"q": "dot"})
    assert names(response) == ["Đợt 1"]
    assert "tree-2" not in response.content.decode()
    assert "Giai đoạn" in response.content.decode()


@pytest.mark.parametrize(("when", "kept"), [("now", ["Nay", "Không Ngày"]), ("ahead", ["Sau"]), ("over", ["Qua"])])
def test_filters_by_time_on_the_very_day(staff, unit, when, kept) -> None:
    factories.create_campaign(unit=unit, name="Nay", starts_on=TODAY, ends_on=TODAY)
    factories.create_campaign(unit=unit, name="Sau", starts_on=TODAY + DAY)
    factories.create_campaign(unit=unit, name="Qua", ends_on=TODAY - DAY)
    factories.create_campaign(unit=unit, name="Không Ngày")
    assert sorted(names(staff.get("/campaigns/", {"when": when}))) == sorted(kept)


@pytest.mark.parametrize("query", [{"kind": "x"}, {"when": "?"}, {"unit": "1e9"}, {"sort": "-tree", "page": "0"}])
def test_hostile_addresses_are_answered_calmly(staff, unit, query) -> None:
    factories.create_campaign(unit=unit)
    assert staff.get("/campaigns/", query).status_code == 200


def test_the_queries_of_the_list_do_not_grow_with_its_rows(staff, unit) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            staff.get("/campaigns/")
        return len(captured)

    phase = factories.create_campaign(unit=unit, name="Giai đoạn")
    few = queries()
    for number in range(15):
        factories.create_campaign(unit=unit, name=f"Đợt {number}", parent=phase)
    assert queries() == few <= 7


@pytest.mark.parametrize("name", ["detail", "edit"])
def test_another_units_campaign_is_not_there(staff, name) -> None:
    assert staff.get(url(name, factories.create_campaign())).status_code == 404


def test_a_lower_unit_reads_the_rounds_of_the_units_above_it_and_changes_nothing(client, unit) -> None:
    commune = factories.create_unit(parent=unit)
    client.force_login(factories.create_user(role=Role.MATCHING_OFFICER, unit=commune))
    campaign = factories.create_campaign(unit=unit)
    assert client.get(url("detail", campaign)).status_code == 200
    assert client.get(url("edit", campaign)).status_code == 403


def test_a_leader_reads_but_does_not_change(client, unit) -> None:
    client.force_login(factories.create_user(role=Role.LEADER, unit=unit))
    campaign = factories.create_campaign(unit=unit)
    assert url("edit", campaign) not in client.get(url("detail", campaign)).content.decode()
    assert client.get(url("edit", campaign)).status_code == 403


def test_the_page_leads_to_the_campaigns_pledges_and_parts(staff, unit) -> None:
    phase = factories.create_campaign(unit=unit, name="Giai đoạn")
    part = factories.create_campaign(unit=unit, name="Đợt 1", parent=phase)
    text = staff.get(url("detail", phase)).content.decode()
    assert url("detail", part) in text
    assert f"/pledges/?campaign={phase.pk}" in text


def test_a_round_is_added_below_the_phase_it_was_begun_from(staff, unit) -> None:
    phase = factories.create_campaign(unit=unit, name="Giai đoạn", kind="programme_phase")
    phase.refresh_from_db()
    form = staff.get("/campaigns/add/", {"under": phase.code}).context["form"]
    assert form["parent"].value() == phase.pk
    days = {"starts_on": "1/6/2025", "ends_on": "30-06-2025"}
    response = staff.post("/campaigns/add/", filled(unit, parent=phase.pk, legal_basis="06/KH-LĐLĐ\n135-KH/TU", **days))
    made = Campaign.objects.get(name="Đợt 3")
    assert response.url == made.get_absolute_url()
    assert (made.parent, made.starts_on, made.ends_on) == (phase, datetime.date(2025, 6, 1), datetime.date(2025, 6, 30))
    assert made.legal_basis == "06/KH-LĐLĐ\n135-KH/TU"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " \u200b "}, "name"),
        ({"name": "a" * 201}, "name"),
        ({"kind": "x"}, "kind"),
        ({"starts_on": "31/02/2025"}, "starts_on"),
        ({"starts_on": "2/6/2025", "ends_on": "1/6/2025"}, "ends_on"),
        ({"parent": "999999"}, "parent"),
        ({"managing_unit": ""}, "managing_unit"),
        ({"legal_basis": "x" * 2001}, "legal_basis"),
    ],
)
def test_bad_input_is_named_beside_its_field(staff, unit, values, field) -> None:
    response = staff.post("/campaigns/add/", filled(unit, **values))
    assert errors(response) == [field]
    assert not Campaign.objects.exists()


def test_a_name_that_stands_there_already_is_refused(staff, unit) -> None:
    factories.create_campaign(unit=unit, name="Đợt 3")
    assert errors(staff.post("/campaigns/add/", filled(unit))) == ["name"]


def test_a_name_taken_at_the_very_moment_is_refused_too(staff, unit, monkeypatch) -> None:
    factories.create_campaign(unit=unit, name="Đợt 3")
    monkeypatch.setattr("campaigns.forms.CampaignForm._name_is_taken", lambda self, cleaned: False)
    monkeypatch.setattr(Campaign, "validate_constraints", lambda self, exclude: None)
    assert errors(staff.post("/campaigns/add/", filled(unit))) == ["name"]
    assert Campaign.objects.count() == 1


def test_another_units_phase_and_unit_cannot_be_chosen(staff, unit) -> None:
    theirs = factories.create_campaign(name="Nơi Khác")
    assert errors(staff.post("/campaigns/add/", filled(unit, parent=theirs.pk))) == ["parent"]
    assert errors(staff.post("/campaigns/add/", filled(unit, managing_unit=theirs.managing_unit_id))) == [
        "managing_unit"
    ]


def test_a_tree_has_three_levels_and_no_circles(staff, unit) -> None:
    phase = factories.create_campaign(unit=unit, name="Giai đoạn")
    part = factories.create_campaign(unit=unit, name="Đợt", parent=phase)
    lowest = factories.create_campaign(unit=unit, name="Xã", parent=part)
    lone = factories.create_campaign(unit=unit, name="Riêng")

    def offered(campaign: Campaign) -> set[Campaign]:
        return set(staff.get(url("edit", campaign)).context["form"].fields["parent"].queryset)

    assert offered(lone) == {phase, part}
    assert offered(part) == {phase, lone}
    assert offered(phase) == set()
    assert offered(lowest) == {phase, part, lone}


def test_who_saves_second_sees_both_versions(staff, unit) -> None:
    campaign = factories.create_campaign(unit=unit, name="Đợt 3")
    campaign.refresh_from_db()
    Campaign.objects.filter(pk=campaign.pk).update(theme="Của người kia")
    response = staff.post(url("edit", campaign), filled(unit, theme="Của tôi", version=campaign.version))
    assert response.status_code == 409
    assert Campaign.objects.get().theme == "Của người kia"
