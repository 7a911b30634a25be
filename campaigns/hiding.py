"""What gift lists, houses and loan funds say of a child whose place is kept secret, or who becomes nameless."""

from typing import Any

from campaigns.models import GiftRecipient, HelpedChild
from children.hiding import also_hides
from children.models import Child
from imports.erasing import forget_in_lists
from organisation.models import User
from organisation.subjects import register_before


@also_hides
def empty_gifts(child: Child) -> None:
    """The lists on paper stay as they are; what was copied from them or from the record goes."""
    GiftRecipient.objects.filter(child=child).update(
        school="", address_as_written="", commune=None, unit_name="", note=""
    )
    _leaves_the_lists(child)


@also_hides
def leave_houses_and_funds(child: Child) -> None:
    """They stand at a place: that the child's family got one would tell it."""
    HelpedChild.objects.filter(child=child).delete()


def _leaves_the_lists(child: Any, by: User | None = None) -> None:
    for gift in GiftRecipient.objects.filter(child=child):
        forget_in_lists(gift)


register_before(Child, _leaves_the_lists)
