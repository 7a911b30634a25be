"""What a donor's personal page shows: its own pledges in the unit of the link, and of the children what their consents
allow today. No other donor, and nobody who received for a child, is named.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet, Sum

from children.models import Photo
from children.showing import What, shown_to_donors
from sponsorship.models import DonorLink, Handover, HandoverPhoto, Letter, LetterPage, Pledge, Receipt
from sponsorship.models.letter import TO_DONOR, LetterState
from sponsorship.models.states import IN_FORCE
from sponsorship.papers.named import ChildForDonor, for_donor
from sponsorship.papers.pledges import PARTS, worth_a_certificate

CHILDREN_PER_PAGE = 12
ENTRIES = 24
LETTERS = 12
YEARS = 6


@dataclass(slots=True)
class Card:
    """A pledge of the donor, and its child as the donor may know it."""

    pledge: Pledge
    child: ChildForDonor
    has_photo: bool

    @property
    def is_in_force(self) -> bool:
        return self.pledge.state in IN_FORCE


@dataclass(slots=True)
class Given:
    """An entry of a ledger. `is_move`: money that went from one pledge to another; `from_another`: of another donor."""

    day: dt.date
    amount_vnd: int
    child: ChildForDonor
    method: str
    number: str = ""
    is_move: bool = False
    from_another: bool = False
    photos: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Sent:
    letter: Letter
    child: ChildForDonor
    pages: list[int]


@dataclass(slots=True)
class DonorPage:
    link: DonorLink
    cards: Any  # a page of Card
    children_count: int
    received_vnd: int
    delivered_vnd: int
    held_vnd: int
    receipts: Sequence[Given]
    handovers: Sequence[Given]
    has_more_receipts: bool
    has_more_handovers: bool
    letters: Sequence[Sent]
    years: Sequence[int]


def pledges_of(link: DonorLink) -> QuerySet[Pledge]:
    """The donor's own, decided, at or below the unit of the link: where every part of the page begins."""
    theirs = Pledge.objects.filter(donor=link.donor_id, managing_unit__path__startswith=link.unit.path)
    return worth_a_certificate(theirs)


def page_of(link: DonorLink, number: Any = 1) -> DonorPage:
    pledges = pledges_of(link)
    sums = pledges.aggregate(received=Sum("balance__received_vnd"), delivered=Sum("balance__delivered_vnd"))
    received, delivered = int(sums["received"] or 0), int(sums["delivered"] or 0)
    ordered = pledges.select_related(*PARTS).prefetch_related("rate_changes").order_by("ended_on", "starts_on", "pk")
    known = _Known(ordered)
    cards: Any = Paginator(known.pledges, CHILDREN_PER_PAGE).get_page(number)
    with_photo = _with_photo([pledge.child_id for pledge in cards if pledge.child_id in known.photographed])
    cards.object_list = [Card(each, known.child(each.pk), each.child_id in with_photo) for each in cards]
    receipts = _receipts(known)
    handovers = _handovers(known)
    return DonorPage(
        link=link,
        cards=cards,
        children_count=len({pledge.child_id for pledge in known.pledges}),
        received_vnd=received,
        delivered_vnd=delivered,
        held_vnd=received - delivered,
        receipts=receipts[:ENTRIES],
        handovers=handovers[:ENTRIES],
        has_more_receipts=len(receipts) > ENTRIES,
        has_more_handovers=len(handovers) > ENTRIES,
        letters=_letters(known),
        years=_years(pledges),
    )


class _Known:
    """The donor's pledges, and what of each child the consents allow: asked once for the whole page."""

    def __init__(self, pledges: QuerySet[Pledge]) -> None:
        self.pledges = list(pledges)
        children = {pledge.child_id: pledge.child for pledge in self.pledges}
        named = shown_to_donors(children.values())
        self.photographed = shown_to_donors(children.values(), What.PHOTO)
        self.written = shown_to_donors(children.values(), What.LETTER)
        self._children = {pledge.pk: for_donor(pledge.child, named) for pledge in self.pledges}
        self._child_ids = {pledge.pk: pledge.child_id for pledge in self.pledges}

    def child(self, pledge: int) -> ChildForDonor:
        return self._children[pledge]

    def of(self, children: set[int]) -> list[int]:
        """The pledges for these children."""
        return [pledge for pledge, child in self._child_ids.items() if child in children]


def _with_photo(children: Iterable[int]) -> set[int]:
    return set(Photo.objects.filter(child__in=children).values_list("child", flat=True))


def _receipts(known: _Known) -> list[Given]:
    rows = Receipt.objects.filter(pledge__in=known.pledges).standing().order_by("-received_on", "-pk")
    rows = rows.annotate(gave=F("move__from_pledge__donor"), got=F("move__to_pledge__donor"))
    return [
        Given(
            each.received_on,
            each.amount_vnd,
            known.child(each.pledge_id),
            str(each.get_method_display()),
            each.number_text,
            each.move_id is not None,
            each.gave != each.got and each.amount_vnd > 0,
        )
        for each in rows[: ENTRIES + 1]
    ]


def _handovers(known: _Known) -> list[Given]:
    rows = list(
        Handover.objects.filter(pledge__in=known.pledges).standing().order_by("-handed_on", "-pk")[: ENTRIES + 1]
    )
    photos: dict[int, list[int]] = defaultdict(list)
    visible = HandoverPhoto.objects.filter(handover__in=rows, handover__pledge__in=known.of(known.photographed))
    for pk, handover in visible.values_list("pk", "handover"):
        photos[handover].append(pk)
    return [
        Given(
            each.handed_on,
            each.amount_vnd,
            known.child(each.pledge_id),
            str(each.get_method_display()),
            photos=photos[each.pk],
        )
        for each in rows
    ]


def letters_to(link: DonorLink) -> QuerySet[Letter]:
    """Forwarded, and on their way to the donor; whether the child's consents allow them is asked besides."""
    letters = Letter.objects.filter(pledge__in=pledges_of(link), state=LetterState.FORWARDED, direction__in=TO_DONOR)
    return letters.order_by("-written_on", "-pk")


def _letters(known: _Known) -> list[Sent]:
    letters = Letter.objects.filter(
        pledge__in=known.of(known.written), state=LetterState.FORWARDED, direction__in=TO_DONOR
    ).order_by("-written_on", "-pk")[:LETTERS]
    found = list(letters)
    pages: dict[int, list[int]] = defaultdict(list)
    for pk, letter in LetterPage.objects.filter(letter__in=found).values_list("pk", "letter"):
        pages[letter].append(pk)
    return [Sent(each, known.child(each.pledge_id), pages[each.pk]) for each in found]


def _years(pledges: QuerySet[Pledge]) -> list[int]:
    """The years of which there is a statement to take, the latest first."""
    years = {day.year for day in Receipt.objects.filter(pledge__in=pledges).dates("received_on", "year")}
    years |= {day.year for day in Handover.objects.filter(pledge__in=pledges).dates("handed_on", "year")}
    return sorted(years, reverse=True)[:YEARS]


# --- Single pictures ----------------------------------------------------------------------------


def photo_for(link: DonorLink, pledge_id: Any) -> tuple[Any, str] | None:
    """The child of this pledge and the file of its present photo, if the donor may see it now."""
    pledge = pledges_of(link).select_related("child").filter(public_id=pledge_id).first()
    if pledge is None or not shown_to_donors([pledge.child], What.PHOTO):
        return None
    photo = pledge.child.photos.first()
    return (pledge.child, photo.file) if photo else None


def handover_photo_for(link: DonorLink, pk: int) -> tuple[Any, str] | None:
    photos = HandoverPhoto.objects.filter(
        Q(handover__reverses=None, handover__reversed_by=None), handover__pledge__in=pledges_of(link), pk=pk
    )
    photo = photos.select_related("handover__pledge__child").first()
    if photo is None or not photo.handover or not shown_to_donors([photo.handover.pledge.child], What.PHOTO):
        return None
    return photo.handover, photo.file


def letter_page_for(link: DonorLink, pk: int) -> tuple[Any, str] | None:
    page = LetterPage.objects.filter(letter__in=letters_to(link).order_by(), pk=pk)
    found = page.select_related("letter__pledge__child").first()
    if found is None or not shown_to_donors([found.letter.pledge.child], What.LETTER):
        return None
    return found.letter, found.file
