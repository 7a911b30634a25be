"""Which photos of handovers may be seen: they show children, so the consents of all of them decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from children.models import Child, Consent
from children.photos import may_be_seen
from sponsorship.models import CeremonyLine, HandoverPhoto


def hidden_for_consent(children: Iterable[int]) -> int:
    """How many of these children have no consent that lets a photo be seen; a hidden child's is seen by nobody."""
    ids = set(children)
    hidden = set(Child.objects.filter(pk__in=ids, is_hidden=True).values_list("pk", flat=True))
    by_child: dict[int, list[Any]] = {pk: [] for pk in ids}
    for consent in Consent.objects.filter(child__in=ids):
        by_child[consent.child_id].append(consent)
    return sum(pk in hidden or not may_be_seen(consents) for pk, consents in by_child.items())


def children_on(photo: HandoverPhoto) -> list[int]:
    if photo.handover:
        return [photo.handover.pledge.child_id]
    given = CeremonyLine.objects.filter(ceremony=photo.ceremony, handover__isnull=False)
    return list(given.values_list("pledge__child", flat=True))
