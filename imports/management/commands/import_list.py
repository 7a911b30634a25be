import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from imports.exceptions import AlreadyEntered, NothingToEnter, Refused
from imports.layouts import is_unsure
from imports.models import ImportBatch, RowStatus
from imports.operations import apply_batch, open_batch
from imports.progress import heard_by
from imports.reading import RefusedFile, generously
from imports.showing import sentence
from imports.writers import writers
from organisation.models import Unit

TOLD_AT_MOST = 1_000  # rows of a kind; nobody reads more on a terminal


class Command(BaseCommand):
    requires_system_checks: list[str] = []  # they take longer than the list
    help = "Reads a list and says what entering it would do; --apply enters it. Without --apply nothing is stored."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=sorted(writers()))
        parser.add_argument("file", type=Path)
        parser.add_argument("--unit", help="the unit's code (DV000001); the only programme if left out")
        parser.add_argument("--apply", action="store_true", help="enter the list")
        parser.add_argument("--progress", action="store_true", help="show how far it has come even when nobody watches")
        parser.add_argument("--json", action="store_true", help="print the rows as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        unit = self.unit(options["unit"])
        try:
            data = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(_("The file cannot be read: %(why)s") % {"why": error.strerror}) from error
        try:
            with transaction.atomic(), generously(), self.followed(watched=options["progress"]):
                self.run(data, unit, options)
        except RefusedFile as refused:
            raise CommandError(_(refused.message) % refused.params) from refused
        except Refused as refused:
            raise CommandError(str(refused)) from refused

    @contextmanager
    def followed(self, *, watched: bool) -> Iterator[None]:
        """A line on the terminal tells what is being done, and to how many rows it has come."""
        if not (watched or self.stderr.isatty()):
            yield
            return
        with heard_by(Line(self.stderr).show):
            yield
        self.stderr.write("")

    def run(self, data: bytes, unit: Unit, options: dict[str, Any]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0")
        batch = open_batch(
            data=data, file_name=options["file"].name, kind=options["kind"], unit=unit, by=None, keep_file=False
        )
        counts = {status.value: batch.counts[status.value] for status in RowStatus}
        answer = (
            {"kind": batch.kind, "counts": counts, "rows": rows(batch), "sheets": sheets(batch)}
            if options["json"]
            else None
        )
        if answer and (summary := writers()[batch.kind].summary):
            answer |= summary(batch)
        stored = options["apply"] and self.apply(batch)
        if answer:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))
        else:
            self.tell(batch, stored)
        if not stored:
            transaction.set_rollback(True)

    def apply(self, batch: ImportBatch) -> bool:
        """Whether the list was entered; one that holds nothing new, or was entered before, is no failure."""
        try:
            apply_batch(batch=batch, by=None, check_again=False)
        except (AlreadyEntered, NothingToEnter) as nothing:
            self.stderr.write(str(nothing))
            return False
        return True

    def unit(self, code: str | None) -> Unit:
        if code:
            unit = Unit.objects.open().filter(code=code.upper()).first()
            if unit is None:
                raise CommandError(_("No unit has the code “%(code)s”.") % {"code": code})
            return unit
        roots = list(Unit.objects.open().filter(parent=None)[:2])
        if not roots:
            raise CommandError(_("There is no programme yet: make one with start_programme."))
        if len(roots) > 1:
            raise CommandError(_("There are several programmes: name one with --unit."))
        return roots[0]

    def tell(self, batch: ImportBatch, stored: bool) -> None:
        counts = batch.counts
        self.stdout.write(
            _(
                "New: %(new)s; adds to a record: %(update)s; already entered: %(duplicate)s; to be mended: %(error)s; "
                "no record: %(skipped)s."
            )
            % counts
        )
        for sheet in sheets(batch):
            for why in filter(None, [sheet["ignored"], *sheet["remarks"], *map(self.unsure, sheet["columns"])]):
                text = _("%(sheet)s: %(why)s") % {"sheet": sheet["name"], "why": why} if sheet["name"] else why
                self.stdout.write(text)
        self.tell_rows(batch.rows.filter(status="error"), counts["error"])
        if asked := batch.counts["look"]:
            self.stdout.write(_("Please look at these rows:"))
            self.tell_rows(batch.rows.in_tab("look"), asked)
        self.stdout.write(_("The list was entered.") if stored else _("Nothing was stored."))

    def tell_rows(self, found: Any, count: int) -> None:
        told = found.order_by("id").values_list("sheet", "row", "errors")[:TOLD_AT_MOST]
        for sheet, row, errors in told.iterator():
            why = " ".join(sentence(error) for error in errors)
            text = _("%(sheet)s, row %(row)s: %(why)s") if sheet else _("Row %(row)s: %(why)s")
            self.stdout.write(text % {"sheet": sheet, "row": row, "why": why})
        if (more := count - TOLD_AT_MOST) > 0:
            text = ngettext("… and %(n)s more row; --json tells all", "… and %(n)s more rows; --json tells all", more)
            self.stdout.write(text % {"n": number_format(more, force_grouping=True)})

    def unsure(self, column: dict[str, Any]) -> str:
        if not column["field"]:
            return _("Column %(letter)s “%(heading)s” was not understood: it goes into the note.") % column
        return _("Column %(letter)s “%(heading)s” is taken for “%(label)s”: please check.") % column


class Line:
    """The progress bar: a step of the work, its share of the whole, and the rows done."""

    steps: ClassVar = {
        "reading": (0, gettext_lazy("Reading the file")),
        "understanding": (15, gettext_lazy("Understanding the columns")),
        "keeping": (20, gettext_lazy("Understanding the rows")),
        "comparing": (55, gettext_lazy("Comparing with the records")),
        "entering": (70, gettext_lazy("Entering the rows")),
    }
    width = 30

    def __init__(self, out: Any) -> None:
        self.out = out

    def show(self, step: str, rows: int) -> None:
        percent, label = self.steps.get(step, (0, step))
        filled = self.width * percent // 100
        done = ngettext("%(n)s row", "%(n)s rows", rows) % {"n": f"{rows:,}".replace(",", ".")} if rows else ""
        bar = f"[{'█' * filled}{'·' * (self.width - filled)}] {label}… {done}"
        self.out.write("\r" + bar.ljust(100), ending="")
        self.out.flush()


def rows(batch: ImportBatch) -> list[dict[str, Any]]:
    """The rows as the command prints them; what only needs a look stands in `notes`."""
    found = batch.rows.order_by("id").values_list("sheet", "row", "status", "values", "errors")
    return [
        {
            "sheet": sheet,
            "row": row,
            "status": status,
            "values": values,
            "errors": [told(error) for error in errors if is_reason(status, error)],
            "notes": [told(error) for error in errors if not is_reason(status, error)],
        }
        for sheet, row, status, values, errors in found.iterator(chunk_size=5000)
    ]


def sheets(batch: ImportBatch) -> list[dict[str, Any]]:
    """How each sheet was read: why it was not, what was noticed, and the columns that are not sure."""
    labels = writers()[batch.kind].kind.by_key

    def told(text: str) -> str:
        return _(text) if text else ""

    def column_of(column: dict[str, Any]) -> dict[str, Any]:
        field = column["field"]
        shown = {key: column[key] for key in ("letter", "heading", "field", "confidence")}
        return shown | {"label": told(labels[field].label if field else "")}

    return [
        {
            "name": sheet["name"],
            "ignored": told(sheet["ignored"]),
            "remarks": [told(remark["message"]) % remark["params"] for remark in sheet["remarks"]],
            "columns": [column_of(column) for column in sheet["columns"] if is_unsure(column, sheet)],
        }
        for sheet in batch.layout["sheets"]
    ]


def is_reason(status: str, error: dict[str, Any]) -> bool:
    """Whether this is why the row will not be entered."""
    return bool(error.get("vital")) or status == RowStatus.SKIPPED


def told(error: dict[str, Any]) -> dict[str, str]:
    return {"column": error["column"], "message": sentence(error)}
