"""Records that may be the same donor. Suggestions only: a person decides."""

from django.db.models import Q, QuerySet

from donors.models import Donor
from vietnamese.text import fold

AT_MOST = 10


def possible_duplicates(visible: QuerySet[Donor], *, name: str, phones: list[str]) -> list[Donor]:
    """Donors of `visible` with the same name but for marks and capitals, or with one of these telephones."""
    alike = Q(name_folded=fold(name))
    if phones:
        alike |= Q(phone__in=phones) | Q(other_phone__in=phones)
    return list(visible.filter(alike).select_related("managing_unit").order_by("name_sort", "id")[:AT_MOST])
