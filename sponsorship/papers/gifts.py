"""Papers of campaigns: the list to sign of an occasion's gifts, the receipt for who gave to a campaign."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from campaigns.gift_labels import sentence_case
from campaigns.models import Contribution, GiftList, GivenHow
from organisation.templatetags.vietnamese import birth_text
from sponsorship.papers.heads import head_of
from sponsorship.papers.wording import counted, dong, figures, long_day
from vietnamese.money import in_words


def gift_paper(gifts: GiftList, rows: Sequence[Any], children_count: int, today: Any) -> dict[str, Any]:
    """`rows`: recipients as campaigns.gift_sheets.recipient_rows gives them."""
    head = head_of(gifts.managing_unit)
    total = sum(row.amount_vnd or 0 for row in rows)
    return {
        "head": asdict(head),
        "number": head.number("DS"),
        "day": long_day(gifts.given_on or today),
        "title": sentence_case(gifts.title),
        "lines": [_line(number, row) for number, row in enumerate(rows, 1)],
        "gifts_count": counted(len(rows)),
        "children_count": counted(children_count),
        "total": figures(total) if total else "",
        "total_in_words": in_words(total) if total else "",
    }


HOW = {GivenHow.CASH: "tiền mặt", GivenHow.BANK_TRANSFER: "chuyển khoản"}


def contribution_paper(entry: Contribution) -> dict[str, Any]:
    """Of money or of goods, with its number without gaps; `entry` comes with its campaign, giver and item."""
    head = head_of(entry.campaign.managing_unit)
    goods = f"{counted(entry.quantity or 0)} {entry.item.measure} {entry.item.name}" if entry.item else ""
    return {
        "head": asdict(head),
        "number": str(entry),
        "day": long_day(entry.received_on),
        "giver": entry.giver,
        "address": entry.donor.address if entry.donor else "",
        "people_count": counted(entry.people_count) if entry.people_count else "",
        "campaign": entry.campaign.name,
        "goods": goods,
        "amount": dong(entry.amount_vnd) if entry.amount_vnd is not None else "",
        "amount_in_words": in_words(entry.amount_vnd) if entry.amount_vnd is not None else "",
        "method": "" if entry.item else HOW[GivenHow(entry.method)],
        "note": entry.note,
    }


def _line(number: int, row: Any) -> dict[str, str]:
    grade = f"lớp {row.grade}" if row.grade and not row.grade.lower().startswith("lớp") else row.grade
    places = (row.unit_name, row.school, grade, row.commune_name or row.address_as_written)
    return {
        "number": str(number),
        "name": row.full_name,
        "birth": birth_text(row.birth_date, row.birth_date_precision) if row.birth_date else "",
        "parent": row.parent_name,
        "place": ", ".join(dict.fromkeys(place for place in places if place)),
        "gift": row.group_label,
        "amount": figures(row.amount_vnd) if row.amount_vnd else row.goods,
    }
