"""The sheet of a roll-up; an empty cell is not known in any line."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from campaigns.models import MeasureUnit, ResultCategory, Standing
from organisation.sheets import Column


def _known(name: str) -> Callable[[dict[str, Any]], int | None]:
    return lambda row: row[f"{name}_sum"] if row[f"{name}_lines"] else None


COUNTS = {
    Standing.WHOLE: gettext_lazy("counts in every sum"),
    Standing.PART: gettext_lazy("part of another line"),
}
ROLL_UP_SHEET = [
    Column(
        pgettext_lazy("column of the sheet", "Category"),
        lambda row: row["category"],
        24,
        lambda: dict(ResultCategory.choices),
    ),
    Column(pgettext_lazy("column of the sheet", "Counts"), lambda row: row["standing"], 24, lambda: COUNTS),
    Column(pgettext_lazy("column of the sheet", "Lines"), lambda row: row["lines_count"], 10),
    Column(pgettext_lazy("column of the sheet", "Quantity"), _known("quantity"), 14),
    Column(
        pgettext_lazy("column of the sheet", "Unit of measure"),
        lambda row: row["measure"],
        14,
        lambda: dict(MeasureUnit.choices),
    ),
    Column(pgettext_lazy("column of the sheet", "People"), _known("people"), 14),
    Column(pgettext_lazy("column of the sheet", "Times"), _known("times"), 14),
    Column(pgettext_lazy("column of the sheet", "Money (VND)"), _known("amount"), 18),
    Column(pgettext_lazy("column of the sheet", "Goods (VND)"), _known("goods"), 18),
]
