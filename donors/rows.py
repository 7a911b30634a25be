"""The list of donors as light rows, and the sheet of what is shown."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from donors.models import DonorKind
from donors.wishes import wishes_in_words
from organisation.sheets import Column

COLUMNS = [
    "public_id", "code", "kind", "title", "name", "contact_name", "position_title", "phone", "other_phone", "email",
    "address", "wished_sex", "wished_age_from", "wished_age_to", "wishes_double_orphan", "wishes_union_member_child",
    "wished_school", "wishes_note", "capacity_children", "capacity_vnd", "is_public", "note", "created_at",
]  # fmt: skip

SORTS = {
    "name": ["name_sort", "id"],
    "children": ["children_count", "name_sort", "id"],
    "added": ["created_at", "id"],
}


def as_rows(donors: QuerySet) -> QuerySet:
    """Named tuples with `children_count`, `area_name` (wished for) and `unit_name` (managing)."""
    return (
        donors.with_children_count()  # type: ignore[attr-defined]  # of DonorQuerySet
        .annotate(area_name=F("wished_area__name"), unit_name=F("managing_unit__name"))
        .values_list(*COLUMNS, "children_count", "area_name", "unit_name", named=True)
    )


def _kind(row: Any) -> str:
    return capfirst(str(DonorKind(row.kind).label))


def _wishes(row: Any) -> str:
    return "; ".join(wishes_in_words(row, row.area_name))


def _public(row: Any) -> str:
    return _("Yes") if row.is_public else _("No")


SHEET = [
    Column(pgettext_lazy("column of the sheet", "Code"), "code", 11),
    Column(pgettext_lazy("column of the sheet", "Kind of donor"), _kind, 14),
    Column(pgettext_lazy("column of the sheet", "Form of address"), "title", 9),
    Column(pgettext_lazy("column of the sheet", "Donor"), "name", 36),
    Column(pgettext_lazy("column of the sheet", "Contact person"), "contact_name", 24),
    Column(pgettext_lazy("column of the sheet", "Position"), "position_title", 18),
    Column(pgettext_lazy("column of the sheet", "Phone"), "phone", 14),
    Column(pgettext_lazy("column of the sheet", "Other phone"), "other_phone", 14),
    Column(pgettext_lazy("column of the sheet", "E-mail"), "email", 24),
    Column(pgettext_lazy("column of the sheet", "Address"), "address", 32),
    Column(pgettext_lazy("column of the sheet", "Wishes"), _wishes, 36),
    Column(pgettext_lazy("column of the sheet", "Children it can take"), "capacity_children", 12),
    Column(pgettext_lazy("column of the sheet", "VND a month it can give"), "capacity_vnd", 16),
    Column(pgettext_lazy("column of the sheet", "Children sponsored today"), "children_count", 12),
    Column(pgettext_lazy("column of the sheet", "May be named in public"), _public, 12),
    Column(pgettext_lazy("column of the sheet", "Managing unit"), "unit_name", 28),
    Column(pgettext_lazy("column of the sheet", "Note"), "note", 30),
]
