"""Children on record as a row of a list would say them: the preview of a list sets the two side by side."""

from collections.abc import Sequence
from typing import Any

from django.db.models import prefetch_related_objects

from children.models import Child

KNOWN = {"day": 10, "month": 7, "year": 4}  # letters of an ISO date


def values_of(children: Sequence[Child]) -> dict[int, dict[str, Any]]:
    """By primary key, the values (see children.lists.VALUE_KEYS) that the preview's columns show."""
    prefetch_related_objects(children, "commune", "former_commune", "caregivers")
    return {child.pk: _values(child) for child in children}


def _values(child: Child) -> dict[str, Any]:
    carer = next(iter(child.caregivers.all()), None)
    born = child.birth_date.isoformat()[: KNOWN.get(child.birth_date_precision, 4)] if child.birth_date else None
    return {
        "full_name": child.full_name,
        "birth": born,
        "sex": child.sex,
        "hamlet": child.hamlet,
        "commune": child.commune.short_name if child.commune else None,
        "former_commune": child.former_commune.short_name if child.former_commune else None,
        "orphan_status": child.orphan_status,
        "caregiver_name": carer.full_name if carer else None,
        "phone": carer.phone if carer else None,
        "union_unit": child.parents_union,
    }
