"""What becomes of a child whose name is taken out: the year of birth, sex and commune stay, to be counted."""

from typing import Any

from django.db.models import DateField
from django.db.models.functions import Cast, TruncYear
from django.utils.translation import gettext as _

from children.models import Child
from children.models.choices import Precision
from children.operations import remove_photo
from imports.erasing import forget_in_lists
from organisation.models import User
from organisation.operations import Refused
from organisation.subjects import register_before, register_subject


def _may_leave(child: Any, by: User) -> None:
    if child.taken_places:
        raise Refused(_("This child has an open pledge. End it first; what was given stays in the books."))
    for photo in child.photos.all():
        remove_photo(photo=photo, by=by)
    forget_in_lists(child)


register_subject(
    Child,
    values={
        "birth_date": Cast(TruncYear("birth_date"), DateField()),
        "birth_date_precision": Precision.YEAR,
        "sibling_group": None,
    },
)
register_before(Child, _may_leave)
