"""Which kind of list a workbook holds, when nobody said."""

from collections.abc import Collection

from imports.columns import assign
from imports.fields import ListKind
from imports.headers import column_samples, find_header
from imports.reading import Sheet, Workbook
from imports.writers import writers

LOOKED_AT = 3  # sheets
CLEARLY = 1.5  # headings more


def guess_kind(workbook: Workbook, among: Collection[str] | None = None) -> str:
    """The kind (of these, or of all) whose fields the first sheets' headings speak of most; "" when none finds one."""
    sheets = [sheet for sheet in workbook.sheets if sheet.visible and sheet.rows][:LOOKED_AT]
    scores = {key: sum(_score(sheet, key) for sheet in sheets) for key in writers() if among is None or key in among}
    best = max(scores, key=lambda key: scores[key], default="")
    return best if best and scores[best] > 0 else ""


def sheets_of_another_kind(workbook: Workbook, kind: ListKind) -> set[str]:
    """Beside sheets that read as this kind of list, those that clearly read as another: who sponsors whom behind the
    children, say."""
    sheets = [sheet for sheet in workbook.sheets if sheet.visible and sheet.rows]
    if len(sheets) < 2:
        return set()
    leads: dict[tuple[str, ...], float] = {}  # of other kinds, by the headings: often a sheet for each commune
    foreign, has_own = set(), False
    for sheet in sheets:
        if not (header := find_header(sheet, kind)):
            continue
        if header.headings not in leads:
            others = max((_score(sheet, key) for key in writers() if key != kind.key), default=0.0)
            leads[header.headings] = others - _score(sheet, kind.key)
        if leads[header.headings] >= CLEARLY:
            foreign.add(sheet.name)
        has_own = has_own or leads[header.headings] <= 0
    return foreign if has_own else set()


def _score(sheet: Sheet, key: str) -> float:
    kind = writers()[key].kind
    header = find_header(sheet, kind)
    if header is None:
        return 0.0
    guesses = assign(header.headings, column_samples(sheet, header), kind)
    if kind.telling and not any(guess.field in kind.telling for guess in guesses):
        return 0.0
    return sum(guess.confidence for guess in guesses if guess.field)
