"""Units are asked to take part; each plans, reports or is excused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypedDict

from django.utils import timezone

from campaigns.attached_files import Paper
from campaigns.exceptions import HasAnswered, NoUnits
from campaigns.models import Activity, ActivityFigure, Campaign, Participation, ParticipationState
from campaigns.operations.many import ask
from campaigns.operations.plan import attach_file
from campaigns.operations.refusals import operation
from campaigns.operations.reported_lines import keep_line
from organisation.models import Unit, User
from organisation.models.base import counting_changes


class Asked(NamedTuple):
    added_count: int
    stood_count: int


class Done(TypedDict, total=False):
    """What a unit did of one activity; None is unknown. `people_count` different people, `times_count` lượt."""

    done_quantity: int | None
    people_count: int | None
    times_count: int | None
    amount_vnd: int | None
    note: str


class Totals(TypedDict, total=False):
    people_count: int | None
    times_count: int | None
    amount_vnd: int | None


@operation
def ask_units(*, campaign: Campaign, node: Unit, kinds: Iterable[str], by: User) -> Asked:
    """Ask every open unit of these kinds (UnitKind) at or below `node`; those asked before stay as they are.

    How many were added, how many stood already. Raises NoUnits where there is none to ask.
    """
    Campaign.objects.select_for_update().get(pk=campaign.pk)  # two who ask at once count one after the other
    meant = Unit.objects.within([node.path]).open().filter(kind__in=list(kinds))
    there = set(campaign.participations.filter(unit__in=meant).values_list("unit", flat=True))
    new = [pk for pk in meant.as_tree().values_list("pk", flat=True) if pk not in there]
    if not (new or there):
        raise NoUnits
    ask(campaign, new, by)
    return Asked(len(new), len(there))


@operation
def ask_named_units(*, campaign: Campaign, units: Iterable[Unit], by: User) -> Asked:
    """Ask these very units; those asked before stay as they are."""
    wanted = {unit.pk for unit in units}
    there = set(campaign.participations.filter(unit__in=wanted).values_list("unit", flat=True))
    ask(campaign, sorted(wanted - there), by)
    return Asked(len(wanted - there), len(there))


@operation
def take_back_asking(*, participation: Participation, by: User) -> None:
    """The unit was asked by mistake. Raises HasAnswered."""
    record = _locked(participation)
    if record.planned_on or record.reported_on or record.attachments.exists():
        raise HasAnswered
    record.delete()


@operation
def record_plan(*, participation: Participation, text: str, planned: Mapping[int, int | None], by: User) -> None:
    """What the unit means to do: in words, and numbers by the activity's id. Said again, it replaces what was said."""
    record = _locked(participation)
    record.plan_text = text
    record.planned_on, record.planned_by = record.planned_on or timezone.localdate(), by
    _no_longer_excused(record)
    with counting_changes(record, "figures"):
        record.save()
        for activity in _activities(record, planned):
            _figure(record, activity, planned_quantity=planned[activity])


@operation
def record_report(
    *,
    participation: Participation,
    text: str,
    done: Mapping[int, Done],
    totals: Totals | None = None,
    papers: Iterable[Paper] = (),
    by: User,
) -> None:
    """What the unit did: in words, by the activity's id, and in all. Said again, it replaces what was said.

    What it says of an activity is a line of the campaign's results too. `papers` are added to those it has sent.
    """
    record = _locked(participation)
    record.report_text = text
    for name, value in (totals or {}).items():
        setattr(record, name, value)
    record.reported_on, record.reported_by = record.reported_on or timezone.localdate(), by
    _no_longer_excused(record)
    with counting_changes(record, "figures"):
        record.save()
        for activity in _activities(record, done):
            if figure := _figure(record, activity, **done[activity]):
                keep_line(figure, record)
    for paper in papers:
        attach_file(campaign=record.campaign, participation=record, paper=paper, by=by)


@operation
def excuse(*, participation: Participation, reason: str, by: User) -> None:
    """The unit need not take part, for a reason. Raises HasAnswered for one that has reported."""
    record = _locked(participation)
    if record.state == ParticipationState.REPORTED:
        raise HasAnswered
    record.excused_on, record.excused_reason, record.excused_by = timezone.localdate(), reason, by
    record.save(update_fields=["excused_on", "excused_reason", "excused_by"])


@operation
def take_back_excuse(*, participation: Participation, by: User) -> None:
    record = _locked(participation)
    _no_longer_excused(record)
    record.save(update_fields=["excused_on", "excused_reason", "excused_by"])


def _locked(participation: Participation) -> Participation:
    return Participation.objects.select_for_update().get(pk=participation.pk)


def _no_longer_excused(record: Participation) -> None:
    record.excused_on, record.excused_reason, record.excused_by = None, "", None


def _activities(record: Participation, said: Mapping[int, object]) -> list[int]:
    """Those of the campaign about which something is said."""
    return list(Activity.objects.filter(campaign=record.campaign_id, pk__in=said).values_list("pk", flat=True))


def _figure(record: Participation, activity: int, **values: object) -> ActivityFigure | None:
    """None where nothing was said before and nothing is said now."""
    known = ActivityFigure.objects.filter(participation=record, activity=activity)
    if all(value in (None, "") for value in values.values()) and not known.exists():
        return None
    ActivityFigure.objects.update_or_create(participation=record, activity_id=activity, defaults=values)
    return known.select_related("activity", "result").get()
