"""The sheet of result lines."""

from django.utils.translation import pgettext_lazy

from campaigns.models import MeasureUnit, ResultCategory
from organisation.sheets import Column

RESULT_SHEET = [
    Column(pgettext_lazy("column of the sheet", "Result"), "code", 11),
    Column(pgettext_lazy("column of the sheet", "Campaign"), "campaign.name", 28),
    Column(pgettext_lazy("column of the sheet", "Unit"), "managing_unit.name", 28),
    Column(pgettext_lazy("column of the sheet", "What was done"), "label", 40),
    Column(pgettext_lazy("column of the sheet", "Category"), "category", 20, lambda: dict(ResultCategory.choices)),
    Column(pgettext_lazy("column of the sheet", "Part of"), "parent.label", 28),
    Column(pgettext_lazy("column of the sheet", "Quantity"), "quantity", 12),
    Column(pgettext_lazy("column of the sheet", "Unit of measure"), "measure", 14, lambda: dict(MeasureUnit.choices)),
    Column(pgettext_lazy("column of the sheet", "People"), "people_count", 12),
    Column(pgettext_lazy("column of the sheet", "Times"), "times_count", 12),
    Column(pgettext_lazy("column of the sheet", "Rate (VND)"), "rate_vnd", 15),
    Column(pgettext_lazy("column of the sheet", "Money (VND)"), "amount_vnd", 16),
    Column(pgettext_lazy("column of the sheet", "Goods (VND)"), "goods_vnd", 16),
    Column(pgettext_lazy("column of the sheet", "From"), "starts_on", 12),
    Column(pgettext_lazy("column of the sheet", "Until"), "ends_on", 12),
    Column(pgettext_lazy("column of the sheet", "Area"), "area.name", 22),
    Column(pgettext_lazy("column of the sheet", "Place"), "place", 24),
    Column(pgettext_lazy("column of the sheet", "Source of the line"), "told_by", 28),
    Column(pgettext_lazy("column of the sheet", "Note"), "note", 26),
]
