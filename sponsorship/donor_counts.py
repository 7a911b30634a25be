"""What the lists of donors, an app below this one, show of the pledges."""

from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from donors.sponsoring import count_children_by
from sponsorship.models import Pledge


def children_sponsored() -> Any:
    """The children for whom a donor has a pledge in force."""
    mine = Pledge.objects.in_force().filter(donor=OuterRef("pk")).order_by().values("donor")
    return Coalesce(Subquery(mine.annotate(n=Count("child", distinct=True)).values("n")), 0)


count_children_by(children_sponsored)
