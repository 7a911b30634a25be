"""The list of children as light rows, and the sheet of what is shown. Groups of article 10 never enter either."""

import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import pgettext, pgettext_lazy

from children.fields import birth_as_typed
from children.models import Caregiver
from children.models.choices import OrphanStatus, Poverty, Sex
from organisation.sheets import Column
from vietnamese.dates import PartialDate

COLUMNS = [
    "public_id", "code", "full_name", "birth_date", "birth_date_precision", "sex", "ethnicity", "hamlet",
    "orphan_status", "poverty", "is_union_member_child", "parents_union", "needs_since", "need_ended_on",
    "need_ended_reason", "sponsors_count", "last_pledge_ended_on", "note",
]  # fmt: skip

SORTS = {
    "name": ["name_sort", "id"],
    "born": ["birth_date", "id"],
    "waiting": ["waiting_on", "name_sort", "id"],
    "commune": ["commune__name_folded", "name_sort", "id"],
}


def as_rows(children: QuerySet) -> QuerySet:
    """Named tuples with `carer`: the first caregiver's name, relationship and phone, or an empty list."""
    carer = (
        Caregiver.objects.filter(child=OuterRef("pk"))
        .order_by("-is_carer", "id")
        .values(one=JSONObject(name="full_name", relationship="relationship", phone="phone"))[:1]
    )
    return children.annotate(
        carer=ArraySubquery(carer), commune_name=F("commune__name"), former_commune_name=F("former_commune__name")
    ).values_list(*COLUMNS, "commune_name", "former_commune_name", "carer", named=True)


def birth_cell(row: Any) -> datetime.date | str | None:
    """A whole date is a date in the sheet; what is known in part is text that reads back the same."""
    if row.birth_date is None or row.birth_date_precision == "day":
        return row.birth_date
    return birth_as_typed(PartialDate(row.birth_date, row.birth_date_precision))


def _sexes() -> dict[str, str]:
    return {Sex.MALE: pgettext("column of the sheet", "Male"), Sex.FEMALE: pgettext("column of the sheet", "Female")}


def _orphans() -> dict[str, Any]:
    return {status: status.label for status in OrphanStatus if status != OrphanStatus.UNKNOWN}


def _households() -> dict[str, Any]:
    return {poverty: poverty.label for poverty in Poverty if poverty}


def _carer(part: str) -> Any:
    return lambda row: row.carer[0][part] if row.carer else ""


def _union(row: Any) -> str:
    return row.parents_union or ("x" if row.is_union_member_child else "")


SHEET = [
    Column(pgettext_lazy("column of the sheet", "Code"), "code", 11),
    Column(pgettext_lazy("column of the sheet", "Full name"), "full_name", 26),
    Column(pgettext_lazy("column of the sheet", "Date of birth"), birth_cell, 12),
    Column(pgettext_lazy("column of the sheet", "Sex"), "sex", 9, _sexes),
    Column(pgettext_lazy("column of the sheet", "Ethnicity"), "ethnicity", 10),
    Column(pgettext_lazy("column of the sheet", "Hamlet"), "hamlet", 16),
    Column(pgettext_lazy("column of the sheet", "Commune (before 7/2025)"), "former_commune_name", 20),
    Column(pgettext_lazy("column of the sheet", "Commune (present)"), "commune_name", 20),
    Column(pgettext_lazy("column of the sheet", "Orphan status"), "orphan_status", 18, _orphans),
    Column(pgettext_lazy("column of the sheet", "Carer"), _carer("name"), 24),
    Column(pgettext_lazy("column of the sheet", "Relationship"), _carer("relationship"), 12),
    Column(pgettext_lazy("column of the sheet", "Phone"), _carer("phone"), 14),
    Column(pgettext_lazy("column of the sheet", "Household"), "poverty", 14, _households),
    Column(pgettext_lazy("column of the sheet", "Union member's child (grassroots union)"), _union, 28),
    Column(pgettext_lazy("column of the sheet", "Needs a donor since"), "needs_since", 14),
    Column(pgettext_lazy("column of the sheet", "Note"), "note", 30),
]
