"""The list to sign of an occasion's gifts."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from campaigns.gift_labels import sentence_case
from campaigns.models import GiftList
from organisation.templatetags.vietnamese import birth_text
from sponsorship.papers.heads import head_of
from sponsorship.papers.wording import counted, figures, long_day
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
