"""The rows of one sheet of a gift list: which group each belongs to, what it comes to, and what the sums say."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from campaigns.gift_awards import AwardColumns
from campaigns.gift_fields import FIELDS, NO_NAME, VALUE_KEYS
from campaigns.gift_figures import TOO_LARGE, complete_figures, problems
from campaigns.gift_labels import Heading, label_of_title, read_heading, sentence_case, split_figures, title_of
from imports.columns import SEPARATOR
from imports.fields import ColumnContext, Problem, Values, text_of
from imports.headers import COLUMN_NUMBERS, HEADING_ROW, ONLY_NUMBER, SECTION, TOTAL, title_facts
from imports.reading import Sheet
from imports.results import RowResult, SheetResult
from vietnamese.errors import Unreadable, gettext_noop
from vietnamese.money import MOST_VND, parse_amount, parse_unit
from vietnamese.number_words import amount_in_words

NO_AMOUNT = gettext_noop("The amount is missing; others of this list have one.")
GIFT = "Quà"

PARSE = {f.key: f.parse for f in FIELDS}

_TOTAL_WORDS = re.compile(
    r"(?:tổng|cộng)\b(?! phụ trách)|tong (?:cong|so|tien|kinh phi)|cong\s*:?$"
    r"|(?:số tiền )?bằng chữ"
)
_GIFT_WORDS = re.compile(r"\b(?:quà|học sinh|giải|thưởng|học bổng|hsg)\b", re.IGNORECASE)
_NOT_DIGIT_NUMERAL = re.compile(r"\(?(?:[IVXL]{1,6}|[A-HĐ])\s*[.)/:-]?")
_DULL_SHEET = re.compile(r"(?:sheet|trang|ds|danh sách|danh sach)\s*\d*", re.IGNORECASE)
_MONEY_IN_TEXT = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+|\d{5,}|\d[\d.,]*\s*(?:tỷ|triệu|nghìn|ngàn)\b[^.;]*")
SKIPPED_QUIETLY = {HEADING_ROW, COLUMN_NUMBERS, ONLY_NUMBER}


@dataclass(slots=True)
class Gift:
    """What one row gives: to one named child, or to `count` who are only counted."""

    row: RowResult
    label: str
    amount_vnd: int | None
    count: int = 1


@dataclass(slots=True)
class Sum:
    """A row that sums: what it states, and which gifts stand before it (all of them, and since the last such row)."""

    row: RowResult
    text: str
    stated_vnd: int
    since: int
    until: int


@dataclass
class SheetWalk:
    """Goes down one sheet and completes its rows in place."""

    sheet: Sheet
    understood: SheetResult
    rows: list[RowResult]
    several: bool
    gifts: list[Gift] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    words_vnd: int | None = None
    group: Heading | None = None
    place: Heading | None = None

    def __post_init__(self) -> None:
        assert self.understood.header
        facts = title_facts(self.sheet, self.understood.header)
        self.lines, self.unit_vnd = facts.lines, facts.unit_vnd
        self.title = title_of(facts.lines)
        self.columns = {c.field: c for c in self.understood.columns if c.field}
        self.has_names = "full_name" in self.columns
        self.numbers = self.columns["row_number"].index if "row_number" in self.columns else -1
        self.awards = AwardColumns(self.understood, self.rows, self._unit) if self.has_names else None
        records = [row for row in self.rows if row.status != "skipped"]
        self.is_numbered = sum(self._numbered(row) for row in records) * 2 > len(records)
        self.groups_are_notes = self._groups_are_notes(records)
        self.rate_vnd = self._rate_of_headings()
        self.label = self._label_of_sheet()

    # --- The walk -------------------------------------------------------------------------------

    def walk(self) -> None:
        """Give every row its group and amount; turn headings and sums that looked like records into what they are."""
        for number, row in enumerate(self.rows):
            texts = [text for cell in row.cells if (text := text_of(cell).strip())]
            if (row.status == "skipped" and row.reason in SKIPPED_QUIETLY) or not texts:
                continue
            if not self._numbered(row) and _TOTAL_WORDS.match(_first_words(texts).lower()):
                self._sum(row, texts)
            elif row.reason == SECTION or self._is_heading(row, texts):
                self._heading(number, row, texts)
            elif row.status != "skipped":
                self._gift(row)
        self._miss_amounts()

    def _is_heading(self, row: RowResult, texts: Sequence[str]) -> bool:
        if row.status == "skipped" or self._numbered(row):
            return False
        if self.has_names and _NOT_DIGIT_NUMERAL.fullmatch(self._cell(row, self.numbers)):
            return True
        if len(texts) > 1:
            return False
        if not self.has_names or self.is_numbered:
            return True
        return texts[0].isupper() or bool(_GIFT_WORDS.search(texts[0]))

    def _heading(self, number: int, row: RowResult, texts: Sequence[str]) -> None:
        values = self._figures(row)
        if not self.has_names and values and not self._has_rows_of_its_own(number):
            row.status, row.reason = "record", ""
            row.values = dict.fromkeys(VALUE_KEYS) | values | {"group": read_heading(list(texts)).label}
            self._gift(row)
            return
        row.status, row.reason, row.problems, row.values = "skipped", SECTION, [], {}
        found = read_heading(list(texts))
        if found.is_place:
            self.place = found
            if self.group and self.group.level > found.level:
                self.group = None
        else:
            self.group = found
            if self.place and self.place.level > found.level:
                self.place = None

    def _has_rows_of_its_own(self, number: int) -> bool:
        following = self.rows[number + 1] if number + 1 < len(self.rows) else None
        return bool(following and following.status != "skipped" and self._numbered(following))

    def _sum(self, row: RowResult, texts: Sequence[str]) -> None:
        """A total takes its amount from the amount's column, else from its words."""
        self.words_vnd = amount_in_words(" ".join(texts)) or self.words_vnd
        stated = self._figures(row).get("amount_vnd") or self._money_in(row)
        row.status, row.reason, row.problems, row.values = "skipped", TOTAL, [], {}
        if isinstance(stated, int):
            row.values = {"amount_vnd": stated}
            since = self.sums[-1].until if self.sums else 0
            self.sums.append(Sum(row, _first_words(texts), stated, since, len(self.gifts)))

    def _money_in(self, row: RowResult) -> int | None:
        if self.awards and (found := self.awards.sum_of(row)):
            return found
        for cell in reversed(row.cells):
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                try:
                    return parse_amount(cell, unit_vnd=self._unit("amount"))
                except Unreadable:
                    continue
        for m in reversed(list(_MONEY_IN_TEXT.finditer(" ".join(text_of(cell) for cell in row.cells)))):
            try:
                return parse_amount(m[0].strip())
            except Unreadable:
                continue
        return None

    # --- One gift -------------------------------------------------------------------------------

    def _gift(self, row: RowResult) -> None:
        values = row.values
        self._place(values)
        if self.groups_are_notes and values.get("group"):
            heading = self.columns["group"].heading.rpartition(SEPARATOR)[2]
            values["note"] = "; ".join(str(n) for n in (values.get("note"), f"{heading}: {values['group']}") if n)
            values["group"] = None
        if self.has_names:
            self._named(row, values)
        else:
            self._counted(row, values)
        row.status = "error" if row.errors else "record"

    def _place(self, values: Values) -> None:
        if self.place and self.place.is_place:
            low = self.place.label.lower()
            key = "grade" if low.startswith("lớp") else "unit"
            if not values.get(key) and not low.startswith(("xã ", "phường ", "thị trấn ", "xóm ", "thôn ", "bản ")):
                values[key] = self.place.label

    def _named(self, row: RowResult, values: Values) -> None:
        given = self.awards.of(row) if self.awards else []
        if given:
            values["awards"] = [{"group": label, "amount_vnd": amount} for label, amount in given]
            values["group"] = "; ".join(label for label, _amount in given)
            known = [amount for _label, amount in given if amount]
            values["amount_vnd"] = sum(known) or values.get("amount_vnd")
            self.gifts += [Gift(row, label, amount) for label, amount in given]
            return
        label = self._label(values)
        rate = values.get("rate_vnd") or (self.group.rate_vnd if self.group else None) or self.rate_vnd
        count = int(str(values.get("quantity") or 1))
        amount = values.get("amount_vnd") or (int(str(rate)) * count if rate else None)
        if isinstance(amount, int) and amount > MOST_VND:
            row.problems.append(Problem("", TOO_LARGE))
        values["group"], values["amount_vnd"] = label, amount
        self.gifts.append(Gift(row, label, amount if isinstance(amount, int) else None))

    def _counted(self, row: RowResult, values: Values) -> None:
        row.problems = [problem for problem in row.problems if problem.message != NO_NAME]
        said, own_rate, number, _stated = split_figures(
            sentence_case(str(values.get("group") or values.get("unit") or ""))
        )
        values["group"] = label = (said or self._label(values))[:200]
        amount, above = _int(values.get("amount_vnd")), self.group.rate_vnd if self.group else None
        rate = _int(values.get("rate_vnd")) or own_rate or above or self.rate_vnd
        count, rate = complete_figures(_int(values.get("quantity")) or number, rate, amount)
        computed = count * rate if count and rate else amount
        row.problems += problems(count, rate, amount, computed)
        values["quantity"], values["rate_vnd"] = count, rate
        if count is not None:
            self.gifts.append(Gift(row, label, computed, count))

    def _label(self, values: Values) -> str:
        written = sentence_case(str(values.get("group") or ""))
        return (written or (self.group.label if self.group else "") or self.label)[:200]

    def _miss_amounts(self) -> None:
        """In a list of amounts, a row without one is asked about; a list of goods has none at all."""
        if self.has_names and any(gift.amount_vnd for gift in self.gifts):
            for gift in self.gifts:
                if gift.amount_vnd is None and not gift.row.errors:
                    gift.row.problems.append(Problem("", NO_AMOUNT))
                    gift.row.status = "error"

    # --- What the sheet says --------------------------------------------------------------------

    def _groups_are_notes(self, records: list[RowResult]) -> bool:
        """Whether the column of groups says something else of each row, as "Thành tích" does."""
        said = [row.values.get("group") for row in records if row.values.get("group")]
        return self.has_names and len(said) > 3 and len(set(said)) * 2 > len(said)

    def _rate_of_headings(self) -> int | None:
        headings = [self.columns[key].heading for key in ("amount", "rate", "quantity") if key in self.columns]
        found = (split_figures(text)[1] for text in headings)
        each = (split_figures(line)[1] for line in self.lines if "/" in line and _GIFT_WORDS.search(line))
        return next((rate for rate in [*found, *each] if rate), None)

    def _label_of_sheet(self) -> str:
        found = read_heading([self.sheet.name]) if self.several and not _DULL_SHEET.fullmatch(self.sheet.name) else None
        if found and found.is_place:
            self.place = found
        elif found and found.label:
            return found.label
        return label_of_title(self.title) or GIFT

    def _figures(self, row: RowResult) -> Values:
        """The numbers of a row that the engine took for no record."""
        found: Values = {}
        for key in ("quantity", "rate", "amount"):
            column = self.columns.get(key)
            if column and column.index < len(row.cells) and row.cells[column.index] != "":
                try:
                    found |= PARSE[key](row.cells[column.index], self._context(key))
                except Unreadable:
                    continue
        return found

    def _context(self, key: str) -> ColumnContext:
        return ColumnContext(self.columns[key].heading, dt.date.min, dt.date.min, self._unit(key))

    def _unit(self, key: str) -> int:
        heading = self.columns[key].heading if key in self.columns else ""
        return parse_unit(heading) or self.unit_vnd or 1

    def _numbered(self, row: RowResult) -> bool:
        return self._cell(row, self.numbers).strip(".").isdigit()

    def _cell(self, row: RowResult, index: int) -> str:
        return text_of(row.cells[index]) if 0 <= index < len(row.cells) else ""


def _first_words(texts: Sequence[str]) -> str:
    return next((text for text in texts if len(text) > 3), texts[0])


def _int(value: object) -> int | None:
    return value if isinstance(value, int) else None
