"""Lines of a form that are kept in rows of their own: two officers who change them at once overwrite nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.forms import Select
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from campaigns.models import Cluster
from organisation.models import Unit
from organisation.roles import Role
from tests import factories
from tests.campaigns import plan_records as plan
from tests.campaigns.result_records import create_cluster, create_house, create_loan, create_result
from tests.every_page import signed_in

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    address: str
    field: str
    theirs: str
    mine: str


def children_of(make: Callable[..., Any]) -> Callable[[Unit], Case]:
    def case(unit: Unit) -> Case:
        one, other = (factories.create_child(unit=unit).code for _n in range(2))
        return Case(make(unit=unit).get_absolute_url(), "children", one, other)

    return case


def sources_of_a_result(unit: Unit) -> Case:
    line = create_result(unit=unit, amount_vnd=900)
    address = reverse("campaigns:result_edit", args=[line.public_id])
    return Case(address, "source_1", "social_mobilisation", "union_finance")


def figures_of_a_report(unit: Unit) -> Case:
    campaign = plan.make_campaign(unit)
    activity, part = plan.make_activity(campaign), plan.make_participation(campaign, unit, report_text="Đã trao")
    return Case(reverse("campaigns:participation_report", args=[part.public_id]), f"a{activity.pk}-done", "5", "7")


def figures_of_a_plan(unit: Unit) -> Case:
    campaign = plan.make_campaign(unit)
    activity, part = plan.make_activity(campaign), plan.make_participation(campaign, unit, plan_text="Sẽ trao")
    return Case(reverse("campaigns:participation_plan", args=[part.public_id]), f"planned-{activity.pk}", "5", "7")


def joint_units(unit: Unit) -> Case:
    one, other = (factories.create_unit(parent=unit, kind="womens_union").pk for _n in range(2))
    address = reverse("campaigns:joint_units", args=[plan.make_campaign(unit).public_id])
    return Case(address, "units", str(one), str(other))


def hosts_of_an_event(unit: Unit) -> Case:
    campaign = plan.make_campaign(unit)
    joint = factories.create_unit(parent=unit)
    campaign.joint_units.add(joint)
    event = plan.make_event(campaign)
    return Case(reverse("campaigns:event_edit", args=[event.public_id]), "hosts", str(joint.pk), str(unit.pk))


def communes_of_a_unit(unit: Unit) -> Case:
    one, other = (factories.create_area(name=name) for name in ("Xã Bích Hào", "Xã Hạnh Lâm"))
    unit.areas.add(one, other)
    below = factories.create_unit(parent=unit, kind="grassroots_union")
    return Case(reverse("organisation:unit_edit", args=[below.public_id]), "places", str(one.pk), str(other.pk))


CASES: dict[str, Callable[[Unit], Case]] = {
    "children of a house": children_of(create_house),
    "children of a loan fund": children_of(create_loan),
    "sources of a result": sources_of_a_result,
    "figures of a report": figures_of_a_report,
    "figures of a plan": figures_of_a_plan,
    "joint units": joint_units,
    "hosts of an event": hosts_of_an_event,
    "communes of a unit": communes_of_a_unit,
}


def as_a_browser_sends(form: Any) -> QueryDict:
    sent = QueryDict(mutable=True)
    for bound in form:
        if bound.widget_type == "files":
            continue
        shown = bound.field.widget.format_value(bound.field.prepare_value(bound.value()))
        values = shown if isinstance(shown, list) else ["" if shown is None else str(shown)]
        if isinstance(bound.field.widget, Select) and not bound.field.widget.allow_multiple_selected:
            keys = [str(key) for key, _label in offered(bound)]
            values = [value for value in values if value in keys] or keys[:1]  # else what stands first
        sent.setlist(bound.html_name, values)
        if bound.field.show_hidden_initial:
            sent.setlist(bound.html_initial_name, values)
    return sent


def offered(bound: Any) -> list[tuple[Any, Any]]:
    """The choices, those of groups as well."""
    groups = [inside if isinstance(inside, list | tuple) else [(key, inside)] for key, inside in bound.field.choices]
    return [choice for group in groups for choice in group]


def opened(client: Client, address: str, **changes: str) -> QueryDict:
    sent = as_a_browser_sends(client.get(address).context["form"])
    for name, value in changes.items():
        sent[name] = value
    return sent


@pytest.fixture
def unit() -> Unit:
    return factories.create_unit()


@pytest.fixture
def officer(unit: Unit) -> Client:
    return signed_in(factories.create_user(role=Role.ADMINISTRATOR, unit=unit))


@pytest.mark.parametrize("make", CASES.values(), ids=CASES)
def test_both_versions_are_shown_and_nothing_is_overwritten(
    make: Callable[[Unit], Case], unit: Unit, officer: Client
) -> None:
    case = make(unit)
    mine = opened(officer, case.address, **{case.field: case.mine})

    assert officer.post(case.address, opened(officer, case.address, **{case.field: case.theirs})).status_code == 302
    answer = officer.post(case.address, mine)

    assert answer.status_code == 409
    form = answer.context["form"]
    assert case.field in {line.bound.name for line in form.differences}
    mine["version"], mine[f"choose-{case.field}"] = str(form.current_version), "theirs"
    assert officer.post(case.address, mine).status_code == 302
    assert opened(officer, case.address).getlist(case.field) == [case.theirs]


@pytest.mark.parametrize("make", CASES.values(), ids=CASES)
def test_saving_the_same_again_is_no_change(make: Callable[[Unit], Case], unit: Unit, officer: Client) -> None:
    case = make(unit)
    officer.post(case.address, opened(officer, case.address, **{case.field: case.theirs}))

    before = opened(officer, case.address)
    officer.post(case.address, before)

    assert opened(officer, case.address)["version"] == before["version"]


def test_the_members_of_a_cluster_that_changed_are_looked_at_again(unit: Unit, officer: Client) -> None:
    cluster = create_cluster(unit=unit)
    one, other = (factories.create_unit(parent=unit) for _n in range(2))
    address = reverse("campaigns:cluster_members", args=[cluster.public_id])
    version = officer.get(address).context["form"].initial["version"]
    typed: dict[str, Any] = {"year": 2025, "version": version}

    officer.post(address, typed | {"units": [one.pk]})
    answer = officer.post(address, typed | {"units": [other.pk]})

    assert "Hãy xem lại" in answer.content.decode()
    assert [member.unit for member in Cluster.objects.get().members.all()] == [one]
    form = answer.context["form"]
    assert [member.unit for member in form.members] == [one]
    again = typed | {"version": form["version"].value(), "units": [one.pk, other.pk]}
    assert officer.post(address, again).status_code == 302


def test_saving_the_same_members_again_is_no_change(unit: Unit, officer: Client) -> None:
    cluster = create_cluster(unit=unit)
    one, other = (factories.create_unit(parent=unit) for _n in range(2))
    address = reverse("campaigns:cluster_members", args=[cluster.public_id])
    typed: dict[str, Any] = {"year": 2025, "units": [one.pk, other.pk], "head": one.pk}
    officer.post(address, typed)
    before = Cluster.objects.get().version

    assert officer.post(address, typed).status_code == 302
    assert Cluster.objects.get().version == before
    officer.post(address, typed | {"head": other.pk})
    assert Cluster.objects.get().version == before + 1
    assert Cluster.objects.get().members.get(is_head=True).unit == other
