"""What becomes of pledges, holds and money when two records of a child or of a donor become one.

Money is never mixed. It stays with its pledge, and the pledge goes over whole; the sums follow by the triggers of
pledge and child. Two children cannot be merged while both have something that runs: a pledge that is not over, a hold,
or money not handed over yet. Two donors cannot while both have money that different units hold, nor while both have a
pledge for the same child that is not over: first a person decides which of the two goes on.
"""

from typing import Any

from django.db import models
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from children.models import Child
from donors.models import Donor
from organisation.attached import Rows, register_rows
from organisation.comparing import locks, refuses
from sponsorship.models import Hold, Pledge
from sponsorship.models.states import OPEN

PLACES = 10  # more than a child can have: holds of long ago make room by moving up


class PledgesOfChild(Rows):
    """A pledge's unit is its child's: both change at once."""

    def move(self, rows: models.QuerySet, old: models.Model, new: models.Model) -> None:
        rows.order_by().update(child=new.pk, managing_unit=new.managing_unit_id)  # type: ignore[attr-defined]  # a child

    def rivals(self, one: models.Model, other: models.Model) -> list:
        return []  # a pledge is never set aside: two that run are refused


class HoldsOfChild(Rows):
    """Holds that are over may have had the same place at the same time; those beside no live one move up."""

    def move(self, rows: models.QuerySet, old: models.Model, new: models.Model) -> dict[str, Any]:
        here = self.of(new)
        is_live = rows.filter(held_until__gt=timezone.now()).exists()
        shifted = list((here if is_live else rows).values_list("pk", flat=True))
        highest = max((_highest(holds) for holds in (here, rows)), default=0)
        by = PLACES * (1 + highest // PLACES)
        Hold.objects.filter(pk__in=shifted).update(place=F("place") + by)
        rows.order_by().update(child=new.pk)
        return {"shifted": shifted, "by": by}

    def move_back(self, rows: models.QuerySet, kept: models.Model, restored: models.Model, memo: Any) -> None:
        rows.order_by().update(child=restored.pk)
        Hold.objects.filter(pk__in=memo["shifted"]).update(place=F("place") - memo["by"])


def _highest(holds: models.QuerySet) -> int:
    return holds.order_by().aggregate(highest=Max("place"))["highest"] or 0


register_rows(Child, PledgesOfChild(Pledge, "child"))
register_rows(Child, HoldsOfChild(Hold, "child"))


# --- What stands against it ---------------------------------------------------------------------


def running(child: Child) -> list[str]:
    """What of this child is not over, by the codes that one can say on the telephone."""
    pledges = Pledge.objects.filter(child=child).select_related("balance").order_by("pk")
    found = [_("pledge %(code)s, not ended") % {"code": pledge.code} for pledge in pledges if pledge.state in OPEN]
    held = [pledge for pledge in pledges if pledge.state not in OPEN and pledge.balance.held_vnd]
    found += [_("pledge %(code)s, money not handed over yet") % {"code": pledge.code} for pledge in held]
    live = Hold.objects.live().filter(child=child).select_related("held_by")
    return found + [_("held by %(who)s") % {"who": hold.held_by} for hold in live]


def both_run(kept: Child, other: Child, user: Any) -> list[str]:
    sides = [(kept.code, running(kept)), (other.code, running(other))]
    if not all(found for code, found in sides):
        return []
    facts = {"left": kept.code, "one": ", ".join(sides[0][1]), "right": other.code, "two": ", ".join(sides[1][1])}
    return [
        _(
            "Both children have support that is still going on, which would be mixed: %(left)s (%(one)s) and "
            "%(right)s (%(two)s). End the pledge, hand over the money or release the hold of one of them first."
        )
        % facts
    ]


def units_holding(donor: Donor) -> set[int]:
    """The units that hold money of this donor which has not reached a child."""
    pledges = Pledge.objects.filter(donor=donor, balance__received_vnd__gt=F("balance__delivered_vnd"))
    return set(pledges.order_by().values_list("managing_unit", flat=True))


def money_of_two_units(kept: Donor, other: Donor, user: Any) -> list[str]:
    one, two = units_holding(kept), units_holding(other)
    if not one or not two or len(one | two) == 1:
        return []
    return [
        _(
            "Money of both donors has not been handed over yet, and different units hold it: the money of one unit "
            "would be counted with another's. Hand over what one of the two gave first."
        )
    ]


def the_same_child(kept: Donor, other: Donor, user: Any) -> list[str]:
    """Both support one child: which of the two pledges is the one that is meant?"""
    mine = Pledge.objects.open().filter(donor=kept).values("child")
    both = Pledge.objects.open().filter(donor=other, child__in=mine).order_by("pk")
    seen = [pledge.code for pledge in both.filter(pk__in=Pledge.objects.visible_to(user).values("pk"))]
    if not seen and not both.exists():
        return []
    which = ", ".join(seen) or _("in another unit")
    return [
        _("Both have a pledge for the same child that has not ended (%(which)s). End one of the two first.")
        % {"which": which}
    ]


def lock_pledges_of_children(kept: Child, other: Child) -> None:
    """No money comes in or goes out while it is decided whether it would be mixed."""
    _lock(Pledge.objects.filter(child__in=[kept, other]))


def lock_pledges_of_donors(kept: Donor, other: Donor) -> None:
    _lock(Pledge.objects.filter(donor__in=[kept, other]))


def _lock(pledges: models.QuerySet) -> None:
    list(pledges.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))


locks(Child, lock_pledges_of_children)
locks(Donor, lock_pledges_of_donors)
refuses(Child, both_run)
refuses(Donor, money_of_two_units)
refuses(Donor, the_same_child)
