"""Results of a campaign and what papers state of it; clusters of units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from campaigns.exceptions import CountsTwice, HasParts, HeadIsNoMember, Stale
from campaigns.models import Cluster, ClusterMember, Result, ResultFunding, StatedFigure
from campaigns.operations.refusals import operation
from organisation.access import require
from organisation.models import Unit, User
from organisation.models.base import counting_changes
from organisation.roles import Permission

Shares = Mapping[tuple[str, str], int | None]  # (source, level of the union or ""): VND, None where it is not known


@operation
def save_result(*, result: Result, shares: Shares, by: User) -> Result:
    """Adds or changes a line with the sources it was paid from.

    Raises PermissionDenied outside the units of `by`; SharesTooLarge; NoPartOfThat where the line cannot be part of
    the one that is named.
    """
    require(by, Permission.EDIT_CAMPAIGNS, result.managing_unit)
    if result.pk:
        require(by, Permission.EDIT_CAMPAIGNS, Result.objects.get(pk=result.pk).managing_unit)
    with counting_changes(result, "funding"):
        result.save()
        _save_shares(result, shares)
    with connection.cursor() as cursor:  # what is checked at the end of the transaction is refused here, with its name
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    result.refresh_from_db()
    return result


def _save_shares(result: Result, shares: Shares) -> None:
    for funding in result.funding.all():
        if (funding.source, funding.level) not in shares:
            funding.delete()
    for (source, level), amount_vnd in shares.items():
        ResultFunding.objects.update_or_create(
            result=result, source=source, level=level, defaults={"amount_vnd": amount_vnd}
        )


@operation
def delete_result(*, result: Result, by: User) -> None:
    """Takes a line away; its history keeps it. Raises HasParts while other lines are part of it."""
    require(by, Permission.EDIT_CAMPAIGNS, result.managing_unit)
    if result.parts.exists():
        raise HasParts
    result.delete()


@operation
def state_figure(*, figure: StatedFigure, by: User) -> StatedFigure:
    """Keeps what a paper says; whoever writes an explanation is named with it.

    Raises PermissionDenied outside the units of `by`.
    """
    require(by, Permission.EDIT_CAMPAIGNS, figure.campaign.managing_unit)
    before = StatedFigure.objects.filter(pk=figure.pk).values_list("explanation", flat=True).first() or ""
    if figure.explanation != before:
        figure.explained_by = by if figure.explanation else None
    figure.save()
    figure.refresh_from_db()
    return figure


@operation
def set_members(
    *, cluster: Cluster, year: int, units: list[Unit], head: Unit | None, by: User, version: int | None = None
) -> None:
    """Makes `units` the members of the cluster in that year, with one of them (or nobody) as its head.

    `version`: of the cluster as the person saw it. Raises PermissionDenied outside the units of `by`; Stale where it
    was changed since; HeadIsNoMember; CountsTwice where one member lies below another.
    """
    require(by, Permission.EDIT_CAMPAIGNS, cluster.managing_unit)
    if version not in (None, Cluster.objects.select_for_update().get(pk=cluster.pk).version):
        raise Stale
    if head and head not in units:
        raise HeadIsNoMember
    for unit in units:
        above = next((other for other in units if other != unit and unit.path.startswith(other.path)), None)
        if above:
            raise CountsTwice(unit=unit.name, other=above.name)
    with counting_changes(cluster, "members"):
        _write_members(cluster, year, units, head)


def _write_members(cluster: Cluster, year: int, units: list[Unit], head: Unit | None) -> None:
    """Who stays keeps the row: the same list again is no change of the cluster."""
    rows = ClusterMember.objects.filter(cluster=cluster, year=year)
    rows.exclude(unit__in=units).delete()
    rows.filter(is_head=True).exclude(unit=head).update(is_head=False)  # first: a year has one head
    rows.filter(is_head=False, unit=head).update(is_head=True)
    known = set(rows.values_list("unit", flat=True))
    ClusterMember.objects.bulk_create(
        ClusterMember(cluster=cluster, year=year, unit=unit, is_head=unit == head)
        for unit in units
        if unit.pk not in known
    )


@operation
def save_record(*, record: Any, by: User, children: Iterable[int] | None = None) -> Any:
    """Keeps a house, a loan fund, an agreement or a cluster.

    `children`: of a house or fund, the ids of the children of the register in these families, in place of those before;
    None leaves them. Raises PermissionDenied outside the units of `by`.
    """
    require(by, Permission.EDIT_CAMPAIGNS, record.managing_unit)
    if children is None:
        record.save()
    else:
        with counting_changes(record, "children"):
            record.save()
            _name_children(record, set(children))
    record.refresh_from_db()
    return record


def _name_children(record: Any, children: set[int]) -> None:
    record.children.exclude(child__in=children).delete()
    for child in sorted(children.difference(record.children.values_list("child", flat=True))):
        record.children.create(child_id=child)


@operation
def delete_record(*, record: Any, by: User) -> None:
    """Takes a house, a loan fund, an agreement or a stated figure away; its history keeps it."""
    unit = record.campaign.managing_unit if isinstance(record, StatedFigure) else record.managing_unit
    require(by, Permission.EDIT_CAMPAIGNS, unit)
    record.delete()
