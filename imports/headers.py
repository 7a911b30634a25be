"""Where a list begins in its sheet: the header, what the lines above say, and which rows below are no records."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from imports.columns import SEPARATOR, assign, heading_scores
from imports.fields import ListKind, text_of
from imports.reading import Cell, Sheet
from vietnamese.dates import parse_list_date
from vietnamese.errors import gettext_noop
from vietnamese.money import parse_unit
from vietnamese.text import clean, fold

SEARCHED_ROWS = 40
CUT = 1.0  # against a header that ends in the middle of a merged cell
MAX_HEADING = 120  # characters; longer is a sentence

HEADING_ROW = gettext_noop("The headings again.")
COLUMN_NUMBERS = gettext_noop("Column numbers.")
TOTAL = gettext_noop("A total.")
SECTION = gettext_noop("A section heading.")
SIGNATURE = gettext_noop("Signatures and notes below the list.")
INSTRUCTIONS_SHEET = "Hướng dẫn"  # of our own empty forms
ONLY_NUMBER = gettext_noop("Nothing but a number.")


@dataclass(frozen=True, slots=True)
class Header:
    """The header's first and last row as Excel numbers them, and a heading for each column, groups joined by " › "."""

    first_row: int
    last_row: int
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """What stands above the list: its date if it gives one, what its amounts count (VND), and the lines themselves."""

    list_date: dt.date | None
    unit_vnd: int | None
    lines: tuple[str, ...]


def find_header(sheet: Sheet, kind: ListKind) -> Header | None:
    """The header block (one to three rows) within the first 40 rows; None when no row reads as headings of the kind."""
    best: tuple[float, Header] | None = None
    hits = [_hits(row, kind) for row in sheet.rows[:SEARCHED_ROWS]]
    promising = sorted(sorted((i for i, n in enumerate(hits) if n >= 2), key=lambda i: (-hits[i], i))[:3])
    for i in promising:
        found = _best_block(sheet, i, kind)
        # a header that is repeated further down fits as well: the first one counts
        if found and (best is None or found[0] > best[0] + 0.5):
            best = found
    return best[1] if best else None


def header_around(sheet: Sheet, i: int, kind: ListKind) -> Header | None:
    """The header that row `i` (from 0) is part of, None when it is none of the kind's."""
    found = _best_block(sheet, i, kind) if _hits(sheet.rows[i], kind) >= 3 else None
    return found[1] if found else None


def _best_block(sheet: Sheet, i: int, kind: ListKind) -> tuple[float, Header] | None:
    """The best header of one to three rows that row `i` (from 0) is part of."""
    best: tuple[float, Header] | None = None
    for first, last in ((i, i), (i, i + 1), (i, i + 2), (i - 1, i), (i - 1, i + 1), (i - 2, i)):
        if first >= 0 and _may_be_header(sheet, first, last, kind):
            header = header_at(sheet, first + 1, last + 1)
            score = _score(sheet, header, kind)
            if score > (best[0] + 0.01 if best else 0):
                best = (score, header)
    return best


def header_at(sheet: Sheet, first_row: int, last_row: int) -> Header:
    """The header in these rows (Excel's numbers): merged cells filled, groups joined to what stands under them."""
    rows = sheet.rows[first_row - 1 : last_row]
    width = max((len(row) for row in sheet.rows[first_row - 1 : last_row + 20]), default=0)
    grid = [[_heading_text(row[c]) if c < len(row) else "" for c in range(width)] for row in rows]
    _fill_merges(grid, sheet, first_row, last_row)
    if not sheet.merges:
        _fill_groups(grid)
    headings = []
    for c in range(width):
        parts = list(dict.fromkeys(line[c] for line in grid if line[c]))
        headings.append(SEPARATOR.join(parts))
    return Header(first_row, last_row, tuple(headings))


def _heading_text(cell: Cell) -> str:
    return text_of(cell)[:MAX_HEADING]


def _fill_merges(grid: list[list[str]], sheet: Sheet, first_row: int, last_row: int) -> None:
    for m in sheet.merges:
        if first_row <= m.first_row <= last_row:
            text = grid[m.first_row - first_row][m.first_column] if m.first_column < len(grid[0]) else ""
            for r in range(m.first_row, min(m.last_row, last_row) + 1):
                for c in range(m.first_column, min(m.last_column + 1, len(grid[0]))):
                    grid[r - first_row][c] = text


def _fill_groups(grid: list[list[str]]) -> None:
    """Without merges (csv): a group's heading reaches right over empty cells that have a heading under them."""
    for upper, lower in pairwise(grid):
        for c in range(1, len(upper)):
            if not upper[c] and lower[c] and upper[c - 1] and lower[c - 1]:
                upper[c] = upper[c - 1]


def _hits(row: Sequence[Cell], kind: ListKind) -> int:
    """How many different fields the row's cells may head; 0 for a row that cannot be a header."""
    texts = [cell for cell in row if cell != ""]
    if len(texts) < 2 or sum(1 for cell in texts if not isinstance(cell, str)) > len(texts) / 3:
        return 0
    found = set()
    for cell in texts:
        if isinstance(cell, str) and len(cell) <= MAX_HEADING and not cell.isdigit():
            scores = heading_scores(kind, clean(cell))
            if scores and max(scores.values()) >= 0.65:
                found.add(max(scores, key=lambda key: scores[key]))
    return len(found) if len(found) >= len(texts) / 3 else 0


def _may_be_header(sheet: Sheet, first: int, last: int, kind: ListKind) -> bool:
    """Rows (from 0) that can belong to one header: texts only, and each extra row tied to the others."""
    if last >= len(sheet.rows):
        return False
    for r in range(first, last + 1):
        cells = [cell for cell in sheet.rows[r] if cell != ""]
        if not cells or any(not isinstance(cell, str) for cell in cells) or is_column_numbers(sheet.rows[r]):
            return False
        if first < last and not _tied(sheet, r, first, last) and _hits(sheet.rows[r], kind) < len(cells) / 2:
            return False
    return True


def _tied(sheet: Sheet, r: int, first: int, last: int) -> bool:
    """Whether a merge joins the row to the block: down into it, or across over headings."""
    return any(
        first + 1 <= m.first_row <= r + 1 <= m.last_row <= last + 1 and m.last_row > m.first_row for m in sheet.merges
    ) or any(first + 1 <= m.first_row == r + 1 < last + 1 and m.last_column > m.first_column for m in sheet.merges)


def _score(sheet: Sheet, header: Header, kind: ListKind) -> float:
    """How much of the kind the header explains; 0 without the column that names the record."""
    columns = column_samples(sheet, header)
    guesses = assign(header.headings, columns, kind)
    known = [guess for guess in guesses if guess.field]
    if len(known) < 2 or not {kind.name_field, *kind.or_named_by} & {guess.field for guess in known}:
        return 0.0
    repeated = sum(1 for heading in header.headings if heading.count(SEPARATOR) > 1)
    cut = any(header.first_row <= m.first_row <= header.last_row < m.last_row for m in sheet.merges)
    return sum(guess.confidence for guess in known) - 0.1 * repeated - (CUT if cut else 0)


def column_samples(sheet: Sheet, header: Header, count: int = 15) -> list[list[Cell]]:
    """Up to `count` filled cells of each column from the rows under the header."""
    columns: list[list[Cell]] = [[] for _ in header.headings]
    for row in sheet.rows[header.last_row : header.last_row + 4 * count]:
        if is_column_numbers(row) or sum(1 for cell in row if cell != "") < 3:
            continue
        for c, cell in enumerate(row[: len(columns)]):
            if cell != "" and len(columns[c]) < count:
                columns[c].append(cell)
    return columns


def title_facts(sheet: Sheet, header: Header) -> TitleFacts:
    """What the lines above the header say of the list's date and of the unit of its amounts."""
    lines = [
        text_of(cell) for row in sheet.rows[: header.first_row - 1] for cell in row if isinstance(cell, str) and cell
    ]
    dates = [(_date_rank(line), date) for line in lines if (date := parse_list_date(line))]
    date = max(dates, key=lambda found: found[0])[1] if dates else None
    unit = next((unit for line in lines if (unit := parse_unit(line))), None)
    return TitleFacts(date, unit, tuple(lines))


def _date_rank(line: str) -> int:
    """“As of” says it best, then a full date, then a year."""
    plain = fold(line)
    return 2 if "tinh den" in plain or "den ngay" in plain else 1 if "ngay" in plain else 0


# What the letters of .VnTime and VNI become when read as Western text; Vietnamese in Unicode has none of them.
_OLD_FONT_LETTERS = set("¸µ¶·¹¨¾»¼½Æ©§®ª«¬\xad×Ø÷ÿåäëïöüñæøßÄËÏÖÜÑÅ")


def in_old_font(sheet: Sheet) -> bool:
    """Whether the texts look like an old Vietnamese font's (.VnTime, VNI) rather than Unicode."""
    texts = [cell for row in sheet.rows[:60] for cell in row if isinstance(cell, str) and not cell.isascii()]
    old = sum(1 for text in texts if not _OLD_FONT_LETTERS.isdisjoint(text))
    return len(texts) >= 5 and old > len(texts) / 2


_COLUMN_NUMBER = re.compile(r"\(?\s*(\d{1,2}|[A-Za-zĐđ])\s*\)?(\s*=.*)?")
_ROMAN = re.compile(r"\(?(?:[IVXL]{1,6}|[A-HĐ]|\d{1,3}(?:\.\d{1,2})*)\s*[.)/:-]?")
_SECTION_LEAD = re.compile(r"(?:[IVXL]{1,6}|[A-HĐ]|\d{1,2})\s*[.)/:-]\s*\S")
_SECTION_NUMBER = re.compile(r"(?:[IVXL]{1,6}|[A-HĐ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)/:-]\s*(?=\S)")
_PLACE_LEAD = re.compile(
    r"(?:xã|phường|thị trấn|xóm|thôn|khối|bản|ấp|huyện|đơn vị|tổ|cụm|trường|công đoàn|cấp)\b", re.IGNORECASE
)
_TOTAL = re.compile(
    r"tổng(?: cộng| số|:|$)|cộng(?: \w+)?\s*[:(]|cộng$|cộng (?:xã|thôn|xóm|toàn|huyện|đơn vị|số)"
    r"|tong cong|tong so|cong\s*:|cong$|total"
)
_TOTAL_LETTERS = set("TtCc")
_SIGNATURE = re.compile(
    r"nguoi lap|tm\.|t/m|kt\.|tl\.|chu tich|pho chu tich|thu truong|ke toan|xac nhan|noi nhan|ban chap hanh|"
    r"ban thuong vu|nguoi tong hop|(?:.*,\s*)?ngay\s*[\d.…]*\s*thang\s*[\d.…]*\s*nam"
)


def is_column_numbers(row: Sequence[Cell]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), or A B 1 2 3=1+2."""
    texts = [text_of(cell) for cell in row if cell != ""]
    if len(texts) < 3 or not all(_COLUMN_NUMBER.fullmatch(text) for text in texts):
        return False
    numbers = [int(digits) for text in texts if (digits := re.sub(r"\D", "", text.split("=")[0]))]
    return len(numbers) >= 2 and all(b - a == 1 for a, b in pairwise(numbers))


def is_total(cells: Sequence[Cell]) -> bool:
    """Whether one of a row's first filled cells begins a total: "Cộng", "Tổng cộng: 45 cháu"."""
    for cell in cells[:3]:
        if isinstance(cell, str) and cell.lstrip()[:1] in _TOTAL_LETTERS and _TOTAL.match(clean(cell).lower()):
            return True
    return False


def is_signature(texts: Sequence[str]) -> bool:
    """Whether a sparse row opens the block of signatures below a list."""
    return len(texts) <= 4 and any(_SIGNATURE.match(fold(text)) for text in texts)


def is_section(texts: Sequence[str]) -> bool:
    """Whether a sparse row is a heading inside the list: "I. XÃ THANH TÙNG", "A | Cấp huyện", "THÔN LIÊN SƠN"."""
    if not texts or len(texts) > 3:
        return False
    title = texts[1] if len(texts) > 1 and _ROMAN.fullmatch(texts[0]) else texts[0]
    rest = [text for text in texts if text is not title and not _ROMAN.fullmatch(text)]
    if any(not re.fullmatch(r"\(?\d+(?: (?:cháu|trẻ|em|người))?\)?", text) for text in rest):
        return False
    numbered = title is not texts[0] and not texts[0].strip(".").isdigit()
    return numbered or bool(_SECTION_LEAD.match(title) or _PLACE_LEAD.match(title))


def section_title(texts: Sequence[str]) -> str:
    """What a section's row says, without the number before it and the count behind it."""
    title = texts[1] if len(texts) > 1 and _ROMAN.fullmatch(texts[0]) else texts[0]
    return _SECTION_NUMBER.sub("", title)
