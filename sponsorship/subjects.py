"""What pledges, letters and personal pages ask before a child or donor becomes nameless."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from children import pictures
from children.models import Child
from donors.models import Donor
from imports.erasing import forget_in_lists
from organisation.models import User
from organisation.operations import Refused
from organisation.subjects import register_before
from sponsorship.models import DonorLink, LetterPage, Pledge
from sponsorship.models.states import OPEN
from sponsorship.operations.touch import revoke_link


def _letters_and_lists(record: Any, by: User, side: str) -> None:
    """A photographed letter cannot be emptied of names: it goes. Rows of lists of pledges can."""
    pages = LetterPage.objects.filter(**{f"letter__pledge__{side}": record})
    for name in pages.values_list("file", flat=True):
        transaction.on_commit(partial(pictures.forget, name))
    pages.delete()
    for pledge in Pledge.objects.filter(**{side: record}):
        forget_in_lists(pledge)


def _donor_may_leave(donor: Any, by: User) -> None:
    if Pledge.objects.filter(donor=donor, state__in=OPEN).exists():
        raise Refused(_("This donor has an open pledge. End it first; what was given stays in the books."))
    for link in DonorLink.objects.filter(donor=donor):
        revoke_link(link=link, by=by)
    _letters_and_lists(donor, by, "donor")


register_before(Child, partial(_letters_and_lists, side="child"))
register_before(Donor, _donor_may_leave)
