"""What is drawn beside the tables: what waiting children need."""

from __future__ import annotations

from django.db.models import Count, Q
from django.utils.text import capfirst

from children.models import Need
from children.models.life import NeedKind
from reports.indicators import children_waiting
from reports.scope import Scope


def needs(scope: Scope) -> list[tuple[str, int, str]]:
    """(need, waiting children who have it open on that day, ""), the most frequent first; a child may need several."""
    is_open = Q(met_on=None) | Q(met_on__gt=scope.as_of)
    waiting = children_waiting(scope).order_by().values("pk")
    rows = Need.objects.filter(is_open, recorded_on__lte=scope.as_of, child__in=waiting).order_by()
    counts = dict(rows.values_list("kind").annotate(n=Count("child", distinct=True)))
    kinds = sorted(counts, key=lambda kind: -counts[kind])
    return [(capfirst(str(NeedKind(kind).label)), counts[kind], "") for kind in kinds]
