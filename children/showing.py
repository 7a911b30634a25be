"""What of a child may be shown to whom: the one gate for papers, letters and the page of a donor.

The consents in force today decide, asked anew each time: what is withdrawn is out of sight on the next request. A
guardian consents for the child, and the child itself from 7 years on; a child of unknown age is asked. Whoever takes
back the consent to keep the record takes back every showing with it.
"""

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum

from children.models import Child, Consent
from children.models.consent import ConsentPurpose

ASSENT_AGE = 7  # years; article 21, Law on Children


class Audience(StrEnum):
    DONOR = "donor"  # the child's own, never another's
    PUBLIC = "public"


class What(StrEnum):
    NAME = "name"  # with the year of birth and the commune; never more
    PHOTO = "photo"
    LETTER = "letter"


PURPOSES = {Audience.DONOR: ConsentPurpose.SHARE, Audience.PUBLIC: ConsentPurpose.PUBLISH}


def may_show(child: Child, what: What, *, to: Audience) -> bool:
    """Whether `what` of this child may be shown to its donor, or to everybody. One question to the database."""
    return child.pk in shown_to(to, [child], what)


def shown_to_donors(children: Iterable[Child], what: What = What.NAME) -> set[int]:
    return shown_to(Audience.DONOR, children, what)


def shown_to(to: Audience, children: Iterable[Child], what: What) -> set[int]:
    """The ids of those of `children` of whom it may be shown: one question for all of them.

    A name needs the consent for the audience; a photo or a letter needs the consent to keep the record besides.
    """
    by_id = {child.pk: child for child in children}
    consents: dict[int, list[Consent]] = defaultdict(list)
    for consent in Consent.objects.filter(child__in=by_id, purpose__in=[PURPOSES[to], ConsentPurpose.PROCESS]):
        consents[consent.child_id].append(consent)
    return {pk for pk, given in consents.items() if _allow(by_id[pk], given, to, what)}


def _allow(child: Child, given: list[Consent], to: Audience, what: What) -> bool:
    if child.is_hidden and (to, what) != (Audience.DONOR, What.NAME):
        return False  # a picture or a letter tells where the child is
    kept = [consent for consent in given if consent.purpose == ConsentPurpose.PROCESS]
    is_kept = any(consent.is_in_force for consent in kept)
    if what != What.NAME and not is_kept:
        return False
    if kept and not is_kept:  # the consent to keep the record was there and is withdrawn
        return False
    agreed = [consent for consent in given if consent.purpose == PURPOSES[to] and consent.is_in_force]
    return any(consent.child_assented or _is_small(child) for consent in agreed)


def _is_small(child: Child) -> bool:
    """Too young to be asked."""
    return child.age is not None and child.age < ASSENT_AGE
