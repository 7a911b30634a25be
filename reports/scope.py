"""Of what a figure speaks: as of which day, and for which units, places and channels."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from campaigns.models import ClusterMember
from organisation.access import paths_where
from organisation.models import Unit
from organisation.roles import Permission

NOT_KNOWN = 0  # as the id of a place or channel: the records where none is given
EVERYTHING = ["/"]
PLACES = ("commune", "former_commune", "former_district")
CHANNELS = ("connecting_unit", "campaign", "donor_kind")
NARROWED_BY = ("managing_unit", "cluster", *PLACES, *CHANNELS)


@dataclass(frozen=True)
class Scope:
    """`user` None sees everything (the command line). Places and channels are ids, the kind of donor its key; None does
    not narrow. `managing_unit` is one unit alone, without those below it; `cluster` its units with those below them.
    """

    user: Any = None
    as_of: datetime.date = field(default_factory=timezone.localdate)
    unit: Unit | None = None  # with all the units below it
    managing_unit: int | None = None
    cluster: int | None = None
    commune: int | None = None
    former_commune: int | None = None
    former_district: int | None = None
    connecting_unit: int | None = None
    campaign: int | None = None
    donor_kind: str | None = None

    def in_units(self, column: str, permission: Permission) -> Q:
        """Records of the units where the reader may both see them and read reports: one scope for all figures."""
        paths = EVERYTHING if self.user is None else paths_where(self.user, Permission.VIEW_REPORTS)
        paths = overlap(paths, EVERYTHING if self.user is None else paths_where(self.user, permission))
        if self.unit is not None:
            paths = overlap(paths, [self.unit.path])
        alone = same(column, self.managing_unit) & self._in_cluster(column)
        return alone if paths == EVERYTHING else alone & _in_units(column, paths)

    def _in_cluster(self, column: str) -> Q:
        """Records of the cluster's units with those below them; NOT_KNOWN: of units that are in none."""
        if self.cluster is None:
            return Q()
        members = self.cluster_members()
        below = ExpressionWrapper(OuterRef("path"), output_field=CharField())
        above = members.annotate(below=below).filter(below__startswith=F("unit__path"))
        if self.cluster == NOT_KNOWN:
            return Q(**{f"{column}__in": Unit.objects.exclude(Exists(above))})
        return Q(**{f"{column}__in": Unit.objects.filter(Exists(above.filter(cluster=self.cluster)))})

    def cluster_members(self) -> QuerySet[ClusterMember]:
        """Of every cluster, those of the day's year, or of the last year before for which they are known."""
        known = ClusterMember.objects.order_by().filter(year__lte=self.as_of.year)
        latest = known.filter(cluster=OuterRef("cluster")).order_by("-year").values("year")[:1]
        return known.filter(year=Subquery(latest))

    def places(self, prefix: str = "") -> Q:
        """`prefix` leads to the record that names the communes ("child__")."""
        narrowed = same(f"{prefix}commune", self.commune) & same(f"{prefix}former_commune", self.former_commune)
        return narrowed & same(f"{prefix}former_commune__parent", self.former_district)

    def channels(self, to_donor: str = "donor__") -> Q:
        """`to_donor` leads from the record to its donor ("pledge__donor__")."""
        kind = Q() if self.donor_kind is None else Q(**{f"{to_donor}kind": self.donor_kind})
        return same("connecting_unit", self.connecting_unit) & same("campaign", self.campaign) & kind

    @property
    def has_channel(self) -> bool:
        return any(getattr(self, name) is not None for name in CHANNELS)

    @property
    def is_narrowed(self) -> bool:
        return any(getattr(self, name) is not None for name in NARROWED_BY)

    @property
    def month(self) -> datetime.date:
        return self.as_of.replace(day=1)

    @property
    def is_today(self) -> bool:
        """Then the counts kept on each child say the same as the dates: no operation dates a pledge ahead."""
        return self.as_of == timezone.localdate()

    def narrowed(self, **narrower: Any) -> Scope:
        return replace(self, **narrower)

    def asked(self) -> dict[str, str]:
        """The parameters of an address that asks for this scope; today is not said, so that a bookmark stays fresh."""
        places = {name: getattr(self, name) for name in NARROWED_BY}
        found = {name: str(value) for name, value in places.items() if value is not None}
        if self.unit is not None:
            found["unit"] = str(self.unit.pk)
        return found if self.is_today else found | {"as_of": f"{self.as_of:%d/%m/%Y}"}


def _in_units(column: str, paths: list[str]) -> Q:
    """Whoever reads from a root on mostly reads all there is: asked once, so that not every row's unit is looked up."""
    inside = Q(**{f"{column}__in": Unit.objects.within(paths)})
    if any(path.count("/") == 2 for path in paths):
        return ~Exists(Unit.objects.outside(paths)) | inside
    return inside


def same(column: str, wanted: int | None) -> Q:
    if wanted is None:
        return Q()
    return Q(**{f"{column}__isnull": True}) if wanted == NOT_KNOWN else Q(**{column: wanted})


def overlap(first: Iterable[str], second: Iterable[str]) -> list[str]:
    """The roots of what lies below one of `first` and one of `second`."""
    pairs = [(a, b) for a in first for b in second]
    return sorted({max(a, b, key=len) for a, b in pairs if a.startswith(b) or b.startswith(a)})
