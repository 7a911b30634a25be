"""What the lists of donors, an app below this one, show of the pledges."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from donors.sponsoring import Pledges, pledges_are
from sponsorship.models import Pledge
from sponsorship.models.states import OPEN


def _in_force() -> QuerySet[Pledge]:
    return Pledge.objects.in_force().filter(donor=OuterRef("pk"))


def children_sponsored() -> Any:
    """The children for whom a donor has a pledge in force."""
    mine = _in_force().order_by().values("donor")
    return Coalesce(Subquery(mine.annotate(n=Count("child", distinct=True)).values("n")), 0)


def children_promised() -> Any:
    """The children for whom a donor has a pledge that has not ended; for all donors at once, so an aggregate."""
    return Count("pledges__child", filter=Q(pledges__state__in=OPEN), distinct=True)


def sponsors_a_child() -> Any:
    return Exists(_in_force())


pledges_are(Pledges(children_sponsored, sponsors_a_child, children_promised))
