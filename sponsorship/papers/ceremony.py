"""What a handover ceremony needs on paper: the list to sign, certificates, boards to hold up, envelopes."""

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, Subquery

from children.models import Caregiver
from children.showing import shown_to_donors
from donors.models import DonorKind
from organisation.models import Unit
from sponsorship.models.querysets import PledgeQuerySet
from sponsorship.models.states import IN_FORCE, PledgeState
from sponsorship.papers.contents import Board, Certificate, Envelope, ListLine, SigningList
from sponsorship.papers.heads import Head, head_of
from sponsorship.papers.named import birth, commune_of, for_donor
from sponsorship.papers.pdf import pdf
from sponsorship.papers.pledges import PARTS, certificates
from sponsorship.papers.wording import counted, dong, figures, long_day
from vietnamese.money import in_words

PLEDGES_AT_MOST = 2_000
INVITED = [PledgeState.APPROVED, *sorted(IN_FORCE)]


def with_lines(pledges: PledgeQuerySet, day: dt.date) -> PledgeQuerySet:
    """Pledges with all that the papers read: one query. By commune, then by given name."""
    carer = Caregiver.objects.filter(child=OuterRef("child")).order_by("-is_carer", "pk")
    rows = pledges.with_due(day + dt.timedelta(days=1)).select_related(*PARTS).prefetch_related("rate_changes")
    rows = rows.annotate(carer_name=Subquery(carer.values("full_name")[:1]))
    return rows.order_by("child__commune__name", "child__name_sort", "pk")


def amount_due(pledge: Any) -> int:
    """What is handed over on that day: as far as money is held; where none is, all that is due, given there."""
    if pledge.state not in IN_FORCE:
        return 0
    due = max(pledge.due_vnd - pledge.balance.delivered_vnd, 0)
    return min(pledge.balance.held_vnd, due) or due


def signing_list(pledges: Sequence[Any], head: Head, day: dt.date, campaign: str, occasion: str) -> SigningList:
    """Of `pledges` (from with_lines) those with something to hand over."""
    payable = [(pledge, amount) for pledge in pledges if (amount := amount_due(pledge))]
    total = sum(amount for _pledge, amount in payable)
    return SigningList(
        head=head,
        number=head.number("DS"),
        day=long_day(day),
        campaign=campaign,
        occasion=occasion,
        lines=tuple(_line(number, pledge, amount) for number, (pledge, amount) in enumerate(payable, 1)),
        children_count=f"{counted(len({pledge.child_id for pledge, _amount in payable}))} cháu",
        total=figures(total),
        total_in_words=in_words(total),
    )


def _line(number: int, pledge: Any, amount: int) -> ListLine:
    child, carer = pledge.child, pledge.carer_name or ""
    place = commune_of(child)
    return ListLine(
        str(number),
        child.full_name,
        child.code,
        birth(child),
        place[:1].upper() + place[1:],
        str(pledge.donor),
        figures(amount),
        carer,
    )


def envelopes(pledges: Sequence[Any], shown: set[int], occasion: str) -> list[Envelope]:
    """Numbered as in the list to sign; donors handle them, so that they say no more than a donor may know."""
    payable = [(pledge, amount) for pledge in pledges if (amount := amount_due(pledge))]
    return [
        Envelope(str(number), for_donor(pledge.child, shown), dong(amount), in_words(amount), occasion)
        for number, (pledge, amount) in enumerate(payable, 1)
    ]


def boards(made: Sequence[Certificate], pledges: Sequence[Any]) -> list[Board]:
    """One for each certificate. A board is photographed, so it names no child, and a person only who agreed to it."""
    donors: dict[int, Any] = {}
    for pledge in pledges:
        donors.setdefault(pledge.donor_id, pledge.donor)  # in the order of the certificates
    return [
        Board(
            each.head,
            each.day,
            each.donor if donor.is_public or donor.kind != DonorKind.INDIVIDUAL else "Nhà hảo tâm",
            each.children_count,
            each.total,
            each.total_in_words,
            each.period,
            each.campaign,
        )
        for each, donor in zip(made, donors.values(), strict=True)
    ]


PACK = {
    "list": "01-danh-sach-ky-nhan",
    "certificates": "02-giay-chung-nhan",
    "boards": "03-bang-tuong-trung",
    "envelopes": "04-phong-bi",
}


def pack(pledges: Sequence[Any], unit: Unit, day: dt.date, campaign: str, occasion: str, part: str) -> dict[str, bytes]:
    """`part`, or every part for "all", as a PDF by its key in PACK; one with nothing in it is left out.

    Four queries, however many pledges (from with_lines) there are.
    """
    head = head_of(unit)
    shown = shown_to_donors([pledge.child for pledge in pledges])
    made = certificates(pledges, head, day, shown)
    signing = signing_list(pledges, head, day, campaign, occasion)
    parts: dict[str, tuple[str, Sequence[Any]]] = {
        "list": ("list", [signing] if signing.lines else []),
        "certificates": ("certificate", made),
        "boards": ("board", [board for board in boards(made, pledges) if board.amount]),
        "envelopes": ("envelope", envelopes(pledges, shown, occasion)),
    }
    wanted = {key: made for key, made in parts.items() if part in (key, "all") and made[1]}
    return {key: pdf(template, *contents) for key, (template, contents) in wanted.items()}


def zipped(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:  # a PDF is compressed already
        for key, content in parts.items():
            archive.writestr(f"{PACK[key]}.pdf", content)
    return file.getvalue()
