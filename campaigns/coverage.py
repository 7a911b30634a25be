"""How many of the units that were asked have answered: by kind, by level, by branch of the tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Count, F, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length, Replace
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns.models import Campaign, ParticipationState
from campaigns.models.participation import late
from organisation.models import Unit
from organisation.models.unit import UnitKind

BY = {
    "kind": gettext_lazy("By kind of unit"),
    "level": gettext_lazy("By level"),
    "branch": gettext_lazy("By branch"),
}
COUNTS = ("asked", "planned", "reported", "late", "excused")


@dataclass(frozen=True)
class Line:
    """`planned`: those with a plan, also if they have reported since; `late`: of plan or report.

    `query`: what narrows the list of units to these, "" where nothing does.
    """

    label: str
    asked: int
    planned: int
    reported: int
    late: int
    excused: int
    query: str = ""

    @property
    def expected(self) -> int:
        return self.asked - self.excused

    @property
    def awaited(self) -> int:
        """No report yet, whether there is a plan or not."""
        return self.expected - self.reported

    @property
    def reported_percent(self) -> int | None:
        return _percent(self.reported, self.expected)


def _percent(part: int, whole: int) -> int | None:
    """Rounded down, so that 100 % means all of them; None where nothing is expected."""
    return part * 100 // whole if whole else None


def coverage(rows: QuerySet, campaign: Campaign, by: str) -> list[Line]:
    """One line for each kind (level, branch) among `rows`, which are participations of the campaign."""
    key, label = {"kind": _kind, "level": _level, "branch": _branch}[by](campaign)
    answered = Q(state__in=[ParticipationState.PLANNED, ParticipationState.REPORTED])
    found = list(
        rows.annotate(group=key)
        .order_by()
        .values("group")
        .annotate(
            asked=Count("pk"),
            planned=Count("pk", filter=answered),
            reported=Count("pk", filter=Q(state=ParticipationState.REPORTED)),
            late=Count("pk", filter=late()),
            excused=Count("pk", filter=Q(state=ParticipationState.EXCUSED)),
        )
    )
    named = label([row["group"] for row in found])
    lines = [
        Line(named[row["group"]][0], **{name: row[name] for name in COUNTS}, query=named[row["group"]][1])
        for row in found
    ]
    return sorted(lines, key=lambda line: _order(line, by))


def _order(line: Line, by: str) -> tuple[int, str]:
    """Branches by how much has come in, the least first: there one must telephone."""
    percent = line.reported_percent if by == "branch" else 0
    return (101 if percent is None else percent), line.label


def reported_of(campaign: Campaign) -> tuple[int, int]:
    """How many of its own units have reported, and how many are expected to."""
    expected = campaign.participations.exclude(state=ParticipationState.EXCUSED).order_by()
    found = expected.aggregate(all=Count("pk"), reported=Count("pk", filter=Q(state=ParticipationState.REPORTED)))
    return found["reported"], found["all"]


def total(lines: list[Line]) -> Line:
    return Line(_("Together"), **{name: sum(getattr(line, name) for line in lines) for name in COUNTS})


def _kind(campaign: Campaign) -> tuple[Any, Any]:
    def label(kinds: list[str]) -> dict[str, tuple[str, str]]:
        return {kind: (capfirst(str(UnitKind(kind).label)), f"kind={kind}") for kind in kinds}

    return F("unit__kind"), label


def _level(campaign: Campaign) -> tuple[Any, Any]:
    """How many steps of the tree stand between the unit and the top of the programme."""
    slashes = Length("unit__path") - Length(Replace("unit__path", Value("/"), Value("")))

    def label(levels: list[int]) -> dict[int, tuple[str, str]]:
        here = campaign.managing_unit.depth
        return {level: (_level_name(level - 2 - here), "") for level in levels}

    return slashes, label


def _level_name(steps: int) -> str:
    if steps <= 0:
        return _("The lead unit's own level, or above")
    text = ngettext("%(n)s level below the lead unit", "%(n)s levels below the lead unit", steps)
    return text % {"n": steps}


def _branch(campaign: Campaign) -> tuple[Any, Any]:
    """The unit directly below the lead unit to which each belongs; units elsewhere are one group."""
    lead = campaign.managing_unit
    place = Func(F("unit__path"), Value("/"), Value(lead.depth + 3), function="split_part", output_field=CharField())
    whole = Func(place, Value(""), function="nullif", output_field=CharField())
    number = Func(whole, template="coalesce(%(expressions)s, '0')::int", output_field=IntegerField())
    key = Case(When(unit__path__startswith=lead.path, then=number), default=Value(-1), output_field=IntegerField())

    def label(ids: list[int]) -> dict[int, tuple[str, str]]:
        units = Unit.objects.in_bulk(ids)
        named = {pk: (unit.name, f"branch={unit.code}") for pk, unit in units.items()}
        return named | {0: (lead.name, ""), -1: (_("Units of joint units"), "")}

    return key, label
