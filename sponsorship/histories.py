"""The history pages of matching and of keeping in touch (organisation/histories.py)."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from children.models import Child
from donors.models import Donor
from organisation.access import units_where
from organisation.histories import register_history
from organisation.history import Part, register_parts
from organisation.models import Unit
from organisation.roles import Permission
from sponsorship.models import (
    Contact,
    DonorLink,
    Hold,
    Launch,
    LaunchSeat,
    Letter,
    NeedOrder,
    PaperTemplate,
    ReminderText,
)


def own_launches(user: Any) -> QuerySet[Launch]:
    return Launch.objects.filter(managing_unit__in=units_where(user, Permission.MATCH))


def own_links(user: Any) -> Q:
    return Q(unit__in=units_where(user, Permission.MATCH))


register_history(
    Launch,
    own_launches,
    crumb=(_("Launches"), reverse_lazy("sponsorship:launches")),
    parts=[Part(LaunchSeat, "launch", "position")],
    hidden=["saves_count"],
)
register_history(Letter, crumb=(_("Letters"), reverse_lazy("sponsorship:letters")))
register_history(NeedOrder, crumb=(_("Today"), reverse_lazy("home")))
# For whom a child is held is told on the page of holds alone: the donor may be another unit's.
register_parts(Child, Part(Hold, "child", "kind", hidden=("donor",)))
register_parts(
    Donor,
    Part(Contact, "donor", "contacted_on"),
    Part(DonorLink, "donor", "for_whom", hidden=("token_hash",), only=own_links),
)
register_parts(Unit, Part(ReminderText, "unit", "unit"), Part(PaperTemplate, "unit", "paper", hidden=("sha256",)))
