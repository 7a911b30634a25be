"""The kept lists as pages show them: what was kept of each row, and the name where the record may be seen today."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from children.models import Child
from donors.models import Donor, DonorKind
from organisation.cells import addresses
from organisation.templatetags.vietnamese import dmy, vnd
from reports.keeping import KEPT
from reports.lists import LISTS
from sponsorship.models import Handover, Pledge, Receipt

HEADINGS = {
    "kind": _("Kind"),
    "commune__name": _("Commune"),
    "balance__pledged_vnd": pgettext_lazy("figure", "Pledged"),
    "received_on": _("Received on"),
    "handed_on": _("Handed over on"),
    "amount_vnd": pgettext_lazy("ledger", "Amount"),
    "held": pgettext_lazy("figure", "Held"),
}
MONEY = ("balance__pledged_vnd", "amount_vnd", "held")


@dataclass(frozen=True)
class KeptRow:
    code: str
    name: str
    url: str
    cells: list[tuple[Any, str, bool]]  # (heading, text, whether a sum)


def columns_of(key: str) -> list[tuple[Any, bool]]:
    return [(HEADINGS[name], name in MONEY) for name in KEPT[key][2:]]


def named(key: str, rows: Sequence[Any], user: Any) -> list[KeptRow]:
    people = _names(LISTS[key].model, [row[0] for row in rows], user)
    hidden = _hidden(LISTS[key].model, [row[0] for row in rows])
    shown = []
    for pk, code, *values in rows:
        if pk in hidden:
            told = zip(KEPT[key][2:], values, strict=True)
            values = [None if name == "commune__name" else value for name, value in told]
        name, url = people.get(pk, ("", ""))
        cells = [(HEADINGS[n], _text(n, value), n in MONEY) for n, value in zip(KEPT[key][2:], values, strict=True)]
        shown.append(KeptRow(code, name, url, cells))
    return shown


def _hidden(model: Any, pks: list[int]) -> set[int]:
    """Children whose place is kept secret today, whatever the list kept."""
    if model is not Child:
        return set()
    return set(Child.objects.filter(pk__in=pks, is_hidden=True).values_list("pk", flat=True))


def _text(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in MONEY:
        return vnd(value)
    if name == "kind":
        return capfirst(str(DonorKind(value).label))
    return dmy(datetime.date.fromisoformat(value)) if name.endswith("_on") else str(value)


def _names(model: Any, pks: list[int], user: Any) -> dict[int, tuple[str, str]]:
    rows: QuerySet[Any] = model.objects.visible_to(user).filter(pk__in=pks)
    if model in (Child, Donor):
        return {row.pk: (str(row), row.get_absolute_url()) for row in rows}
    if model is Pledge:
        page = addresses("sponsorship:pledge")
        pledges = rows.select_related("donor", "child")
        return {row.pk: (f"{row.donor} → {row.child}", page(row.public_id)) for row in pledges}
    assert model in (Receipt, Handover)
    return {row.pk: (str(row.pledge.donor), "") for row in rows.select_related("pledge__donor")}
