"""What people decided about columns, kept for the next file of the unit with the same headings."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from imports.columns import letter
from imports.fields import words
from imports.headers import SEARCHED_ROWS, Header, header_at
from imports.layouts import is_unsure
from imports.models import ColumnTemplate, ImportBatch
from imports.reading import Sheet
from imports.results import Context, Remembered, SheetCorrection, SheetResult
from organisation.models import Unit, User


def fingerprint(headings: Iterable[str]) -> str:
    """The same for the same headings in whatever order, capitals, marks and stops; "" for fewer than two."""
    folded = sorted(" ".join(words(heading)) for heading in headings if heading)
    return hashlib.sha256("\n".join(folded).encode()).hexdigest() if len(folded) > 1 else ""


def names_of(headings: Sequence[str]) -> list[str]:
    """A name for each column that it has in any order of the columns: its heading, "#2" behind the second of a name."""
    seen: Counter[str] = Counter()
    names = []
    for heading in headings:
        plain = " ".join(words(heading))
        seen[plain] += 1
        names.append(plain if seen[plain] == 1 else f"{plain}#{seen[plain]}")
    return names


def remembered_for(unit: Unit, kind: str) -> dict[str, Remembered]:
    """The decisions of the unit, and of those above it where it has none, by the fingerprint of the headings."""
    line = [int(part) for part in unit.path.split("/") if part]
    found = ColumnTemplate.objects.filter(kind=kind, unit__in=line).select_related("unit")
    ordered = sorted(found, key=lambda template: len(template.unit.path))
    return {t.fingerprint: Remembered(t.decisions["columns"], t.decisions["dates"], t.decided_at) for t in ordered}


def known_header(sheet: Sheet, context: Context) -> Header | None:
    """The rows whose headings were decided about before; None when there are none."""
    if not context.remembered:
        return None
    last = min(SEARCHED_ROWS, len(sheet.rows))
    for first in range(1, last + 1):
        for end in range(first, min(first + 3, last + 1)):
            if len(sheet.rows[first - 1]) > 1:
                header = header_at(sheet, first, end)
                if fingerprint(header.headings) in context.remembered:
                    return header
    return None


def columns_said(
    headings: Sequence[str], context: Context, correction: SheetCorrection, understood: SheetResult
) -> Mapping[str, str]:
    """What people said of the columns, letter -> field: about this file, or about an earlier one with its headings."""
    known = context.remembered.get(fingerprint(headings)) if context.remembered else None
    if known is None:
        return correction.columns
    understood.remembered = known
    by_name = {letter(i): known.columns[name] for i, name in enumerate(names_of(headings)) if name in known.columns}
    return by_name | dict(correction.columns)


def remember(*, batch: ImportBatch, by: User | None) -> None:
    """Keep what the columns of each sheet were taken for, where a person said so or let it stand although unsure."""
    for sheet in batch.layout.get("sheets", []):
        said = batch.corrections.get("sheets", {}).get(sheet["name"], {})
        decided = said.get("columns") or said.get("header_rows") or said.get("dates")
        let_stand = by is not None and any(is_unsure(column, sheet) for column in sheet["columns"])
        if not sheet["ignored"] and (decided or let_stand):
            _keep(batch, sheet["columns"], said.get("dates", {}), by)


def _keep(batch: ImportBatch, columns: list[dict[str, Any]], dates: Mapping[str, str], by: User | None) -> None:
    headings = [column["heading"] for column in columns]
    if not (print_ := fingerprint(headings)):
        return
    names = names_of(headings)
    decisions = {
        "columns": {name: c["field"] or "" for name, c in zip(names, columns, strict=True) if c["heading"]},
        "dates": {name: dates[c["letter"]] for name, c in zip(names, columns, strict=True) if c["letter"] in dates},
    }
    ColumnTemplate.objects.update_or_create(
        kind=batch.kind,
        unit_id=batch.managing_unit_id,
        fingerprint=print_,
        defaults={"decisions": decisions, "decided_by": by},
    )


def forget(*, unit: Unit, kind: str, headings: Iterable[str]) -> bool:
    """Forget what this unit decided about these headings; whether there was anything."""
    print_ = fingerprint(headings)
    return bool(ColumnTemplate.objects.filter(unit=unit, kind=kind, fingerprint=print_).delete()[0])
