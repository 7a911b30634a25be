"""Gift lists as sheets: what leaves in Excel comes back in as it is."""

import datetime
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import pgettext_lazy

from children.fields import birth_as_typed
from organisation.sheets import Column
from vietnamese.dates import PartialDate

COLUMNS = [
    "pk", "public_id", "full_name", "birth_date", "birth_date_precision", "parent_name", "unit_name", "school", "grade",
    "address_as_written", "amount_vnd", "goods", "delivery", "delivered_on", "given_by", "note",
]  # fmt: skip
SHOWN = {
    "list_code": F("gift_group__gift_list__code"),
    "group_label": F("gift_group__label"),
    "commune_name": F("commune__name"),
    "child_code": F("child__code"),
    "child_id_public": F("child__public_id"),
}


def recipient_rows(recipients: QuerySet) -> QuerySet:
    """Recipients as light rows."""
    return recipients.annotate(**SHOWN).values_list(*COLUMNS, *SHOWN, named=True)


def _birth(row: Any) -> datetime.date | str | None:
    if row.birth_date is None or row.birth_date_precision == "day":
        return row.birth_date
    return birth_as_typed(PartialDate(row.birth_date, row.birth_date_precision))


RECIPIENT_SHEET = [
    Column(pgettext_lazy("column of the sheet", "Code of the gift list"), "list_code", 12),
    Column(pgettext_lazy("column of the sheet", "Full name"), "full_name", 26),
    Column(pgettext_lazy("column of the sheet", "Date of birth"), _birth, 12),
    Column(pgettext_lazy("column of the sheet", "Child of"), "parent_name", 24),
    Column(pgettext_lazy("column of the sheet", "Unit"), "unit_name", 28),
    Column(pgettext_lazy("column of the sheet", "School"), "school", 24),
    Column(pgettext_lazy("column of the sheet", "Grade"), "grade", 8),
    Column(pgettext_lazy("column of the sheet", "Address"), "address_as_written", 26),
    Column(pgettext_lazy("column of the sheet", "Gift or award"), "group_label", 26),
    Column(pgettext_lazy("column of the sheet", "Amount (VND)"), "amount_vnd", 14),
    Column(pgettext_lazy("column of the sheet", "Goods"), "goods", 20),
    Column(pgettext_lazy("column of the sheet", "Note"), "note", 26),
]
GROUP_SHEET = [
    Column(pgettext_lazy("column of the sheet", "Code of the gift list"), lambda group: group.gift_list.code, 12),
    Column(pgettext_lazy("column of the sheet", "Gift or award"), "label", 30),
    Column(pgettext_lazy("column of the sheet", "Unit"), "unit_name", 28),
    Column(pgettext_lazy("column of the sheet", "Number"), "gifts_count", 10),
    Column(pgettext_lazy("column of the sheet", "Rate (VND)"), "rate_vnd", 14),
    Column(pgettext_lazy("column of the sheet", "Amount (VND)"), "computed_vnd", 14),
]
