"""What is drawn beside the tables: what waiting children need."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.utils.text import capfirst

from children.models import Need
from children.models.life import NeedKind
from reports.indicators import children_waiting
from reports.scope import Scope
from reports.shown import list_url


def open_needs(scope: Scope) -> QuerySet[Need]:
    """Of the scope's children, those that are not met on its day."""
    is_open = Q(met_on=None) | Q(met_on__gt=scope.as_of)
    return Need.objects.order_by().filter(is_open, recorded_on__lte=scope.as_of)


def needs(scope: Scope) -> list[tuple[str, int, str]]:
    """(need, waiting children who have it open on that day, their list), the most frequent first; a child may need
    several.
    """
    waiting = children_waiting(scope).order_by().values("pk")
    rows = open_needs(scope).filter(child__in=waiting)
    counts = dict(rows.values_list("kind").annotate(n=Count("child", distinct=True)))
    kinds = sorted(counts, key=lambda kind: -counts[kind])
    return [
        (capfirst(str(NeedKind(kind).label)), counts[kind], list_url("children_waiting", scope, need=kind))
        for kind in kinds
    ]
