"""What becomes of a donor whose name is taken out of the records: kind, unit and sums stay."""

from typing import Any

from donors.models import Donor
from imports.erasing import forget_in_lists
from organisation.models import User
from organisation.subjects import register_before, register_subject


def _leaves_the_lists(donor: Any, by: User) -> None:
    forget_in_lists(donor)


register_subject(Donor, values={"is_public": False})
register_before(Donor, _leaves_the_lists)
