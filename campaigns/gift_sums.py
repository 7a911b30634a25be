"""A whole workbook of gifts: sheets that only sum up others, and what is stated beside what the rows come to."""

import re

from campaigns.gift_labels import split_figures
from campaigns.gift_rows import Gift, SheetWalk, Sum
from imports.reading import Workbook
from imports.results import RowResult, Understanding
from vietnamese.dates import parse_list_date
from vietnamese.errors import gettext_noop
from vietnamese.number_words import amount_in_words
from vietnamese.text import fold

_FULL_DAY = re.compile(r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*20\d\d|ngay\s*\d{1,2}\s*thang\s*\d{1,2}\s*nam\s*20\d\d")
SUMMED_UP = gettext_noop("Sums up rows that stand by name in this file.")


def complete(workbook: Workbook, understanding: Understanding) -> None:
    """Give the rows their groups and amounts; keep with each sheet its title, its stated total and wrong sums."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    rows: dict[str, list[RowResult]] = {}
    for row in understanding.rows:
        rows.setdefault(row.sheet, []).append(row)
    read = [s for s in understanding.sheets if s.header and not s.ignored and rows.get(s.name)]
    walks = [SheetWalk(sheets[s.name], s, rows[s.name], len(read) > 1) for s in read]
    for walk in walks:
        walk.walk()
    overlapping = _leave_out_summaries(walks)
    for walk in walks:
        total = grand_total(walk)
        walk.understood.said = {
            "title": walk.title,
            "stated_vnd": total.stated_vnd if total else stated_beside(walk),
            "words_vnd": walk.words_vnd,
            "given_on": _day(walk.lines),
            "wrong_sums": wrong_sums(walk, total),
        }
    if walks:
        walks[0].understood.said["list_stated_vnd"] = _stated(walks, overlapping)


def _leave_out_summaries(walks: list[SheetWalk]) -> list[SheetWalk]:
    """Rows that only count what other sheets name are no records; gives the sheets that have such rows."""
    named = {fold(gift.label) for walk in walks if walk.has_names for gift in walk.gifts}
    named |= {fold(walk.sheet.name) for walk in walks if walk.has_names and walk.gifts}
    found = []
    for walk in walks:
        repeated = [gift for gift in walk.gifts if not walk.has_names and fold(gift.label) in named]
        for gift in repeated:
            gift.row.status, gift.row.reason, gift.row.values = "skipped", SUMMED_UP, {}
            gift.row.problems = []
        if repeated:
            found.append(walk)
            walk.gifts = [gift for gift in walk.gifts if gift not in repeated]
    return found


def computed(gifts: list[Gift]) -> int:
    """What these gifts come to, those to be mended left out (VND)."""
    return sum(gift.amount_vnd or 0 for gift in gifts if gift.row.status == "record")


def grand_total(walk: SheetWalk) -> Sum | None:
    """The row that sums up the whole sheet, below the rows or above them; None when every sum is a part's."""
    if not walk.sums:
        return None
    first, last, others = walk.sums[0], walk.sums[-1], walk.sums[:-1]
    if not first.until:
        return first
    if last.until < len(walk.gifts):
        return None
    if not others or last.since == last.until:
        return last
    is_total = last.text.lower().startswith("tổng")
    return last if is_total and not any(one.text.lower().startswith("tổng") for one in others) else None


def stated_beside(walk: SheetWalk) -> int | None:
    """A total that stands in words below the list, or above it."""
    if walk.words_vnd:
        return walk.words_vnd
    return next((amount for line in walk.lines if (amount := _in_title(line))), None)


def _in_title(line: str) -> int | None:
    if not fold(line).startswith(("tong so tien", "tong kinh phi", "tong cong", "tong tien", "so tien")):
        return None
    _label, rate, _count, stated = split_figures(line)
    return amount_in_words(line) or stated or rate


def wrong_sums(walk: SheetWalk, total: Sum | None) -> list[dict[str, int]]:
    """Sums of parts that differ from their rows, each with its row, what it states and what the rows come to."""
    found = []
    for one in walk.sums:
        gifts = walk.gifts[one.since : one.until]
        if one is not total and gifts and computed(gifts) != one.stated_vnd:
            found.append({"row": one.row.row, "stated_vnd": one.stated_vnd, "computed_vnd": computed(gifts)})
    return found


def _day(lines: tuple[str, ...]) -> str | None:
    """The day that the lines above the list name in full; a year or a school year is none."""
    named = (parse_list_date(line) for line in lines if _FULL_DAY.search(fold(line)))
    return next((day.isoformat() for day in named if day), None)


def _stated(walks: list[SheetWalk], overlapping: list[SheetWalk]) -> int | None:
    """What the whole workbook states: a summary's total, or the sheets' totals together, when all have one."""
    for walk in overlapping:
        if isinstance(stated := walk.understood.said["stated_vnd"], int):
            return stated
    said = [walk.understood.said["stated_vnd"] for walk in walks if walk.gifts]
    known = [stated for stated in said if isinstance(stated, int)]
    if len(known) == len(said):
        return sum(known) if known else None
    whole = computed([gift for walk in walks for gift in walk.gifts])
    one = next((w for w in walks if w.gifts and isinstance(w.understood.said["stated_vnd"], int)), None)
    if one is None or len(known) > 1:
        return None
    return known[0] if abs(known[0] - whole) < abs(known[0] - computed(one.gifts)) else None
