"""Lines of bank statements: read once, proposed to pledges, booked by a person."""

from __future__ import annotations

import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import F, Q, Sum, TextField, Value, prefetch_related_objects
from django.utils import timezone

from imports.reading import read_workbook
from organisation.models import Unit, User
from organisation.templatetags.vietnamese import vnd
from sponsorship import exceptions as refused
from sponsorship.bank_matching import candidates
from sponsorship.bank_reading import ReadLine, ReadStatement, read_statement
from sponsorship.models import BankLine, BankStatement, Pledge, Receipt
from sponsorship.models.bank import LineState
from sponsorship.models.states import Method
from sponsorship.operations.checks import check_here, elsewhere
from sponsorship.operations.money import lock_all, record_receipt
from sponsorship.operations.refusals import operation
from vietnamese.text import fold


@operation
def open_statement(*, data: bytes, file_name: str, unit: Unit, by: User) -> BankStatement:
    """Read a bank's file (csv, xlsx, xls, ods; see imports.reading) and keep its lines of money in, with proposals.

    Lines that came in an earlier file are counted and left out. Nothing is booked. Raises FileKnown for the same
    bytes, RefusedFile, NoStatement.
    """
    digest = hashlib.sha256(data).hexdigest()
    known = BankStatement.objects.filter(managing_unit=unit, sha256=digest).first()
    if known:
        raise refused.FileKnown(
            file=known.file_name, at=f"{timezone.localtime(known.created_at):%H:%M %d/%m/%Y}", statement=known
        )
    read = read_statement(read_workbook(data))
    statement = BankStatement.objects.create(
        managing_unit=unit, file_name=file_name[:200], sha256=digest, created_by=by, **_facts(read)
    )
    lines = [_line(statement, line, mark) for line, mark in zip(read.lines, fingerprints(read.lines), strict=True)]
    known_marks = set(
        BankLine.objects.filter(managing_unit=unit, fingerprint__in=[line.fingerprint for line in lines]).values_list(
            "fingerprint", flat=True
        )
    )
    new = [line for line in lines if line.fingerprint not in known_marks]
    _propose(new, unit)
    BankLine.objects.bulk_create(new)
    statement.lines_count, statement.repeated_count = len(new), len(lines) - len(new)
    statement.save(update_fields=["lines_count", "repeated_count"])
    return statement


def _facts(read: ReadStatement) -> dict:
    days = [line.booked_on for line in read.lines]
    return {
        "outgoing_count": read.outgoing_count,
        "unread": [list(row) for row in read.unread],
        "first_on": min(days, default=None),
        "last_on": max(days, default=None),
    }


def _line(statement: BankStatement, line: ReadLine, mark: str) -> BankLine:
    return BankLine(
        statement=statement,
        managing_unit=statement.managing_unit,
        row=line.row,
        booked_on=line.booked_on,
        amount_vnd=line.amount_vnd,
        text=line.text,
        bank_reference=line.reference,
        fingerprint=mark,
    )


def bare(reference: str) -> str:
    """“FT 1”, “ft-1” and “FT1” are one reference."""
    return "".join(filter(str.isalnum, fold(reference)))


def fingerprints(lines: Iterable[ReadLine]) -> list[str]:
    """What a line is known by in every file: its reference, day and amount; without a reference its text.

    Two lines of one file that are the same in all of it are two payments: the second is marked as such.
    """
    seen: Counter[str] = Counter()
    marks = []
    for line in lines:
        said = bare(line.reference) or fold(line.text)
        mark = f"{line.booked_on:%Y%m%d}|{line.amount_vnd}|{said}"
        seen[mark] += 1
        marks.append(hashlib.sha256(f"{mark}|{seen[mark]}".encode()).hexdigest())
    return marks


def _propose(lines: Sequence[BankLine], unit: Unit) -> None:
    """A transfer that another file has shown already is proposed, but it is never certain."""
    shown = _shown_already(lines, unit)
    for line, found in zip(lines, candidates([(line.text, line.amount_vnd) for line in lines], unit), strict=True):
        best = found[0] if found and found[0].confidence else None
        line.proposed = best.pledge if best else None
        line.confidence = best.confidence if best else 0
        line.reasons = list(best.reasons) if best else []
        if twins(line, shown):
            line.confidence, line.reasons = 0, [*line.reasons, "shown_already"]


def _shown_already(lines: Sequence[BankLine], unit: Unit) -> list[BankLine]:
    """Lines of other files of the unit, and of the units above and below it, of the same days and sums: not those that
    somebody set aside."""
    above = Value(unit.path, output_field=TextField())
    family = Unit.objects.alias(above=above).filter(Q(path__startswith=unit.path) | Q(above__startswith=F("path")))
    known = BankLine.objects.filter(managing_unit__in=family).exclude(state=LineState.ASIDE)
    days, sums = {line.booked_on for line in lines}, {line.amount_vnd for line in lines}
    return list(known.filter(booked_on__in=days, amount_vnd__in=sums).order_by("pk"))


def twins(line: BankLine, others: Iterable[BankLine]) -> list[BankLine]:
    """Those of `others` that tell of the same transfer: read before the line in another file, or booked since, of the
    same day and sum, with the same reference or the same text."""
    return [
        other
        for other in others
        if other.statement_id != line.statement_id
        and (line.pk is None or other.pk < line.pk or other.state == LineState.BOOKED)
        and (other.booked_on, other.amount_vnd) == (line.booked_on, line.amount_vnd)
        and (
            fold(other.text) == fold(line.text)
            or (bare(line.bank_reference) and bare(other.bank_reference) == bare(line.bank_reference))
        )
    ]


def shown_already(line: BankLine) -> list[BankLine]:
    """Where the same transfer came before (see twins), for the page of the line."""
    found = twins(line, _shown_already([line], line.managing_unit))
    prefetch_related_objects(found, "managing_unit", "receipts")
    for other in found:
        numbers = ", ".join(receipt.number_text for receipt in other.receipts.all())
        other.numbers_text = numbers  # type: ignore[attr-defined]  # read by the template
    return found


@operation
def propose_again(*, unit: Unit, by: User) -> int:
    """Look once more for the pledges of the unit's open lines; gives how many are certain now."""
    lines = list(BankLine.objects.select_for_update(of=("self",)).filter(managing_unit=unit).open())
    _propose(lines, unit)
    BankLine.objects.bulk_update(lines, ["proposed", "confidence", "reasons"])
    return BankLine.objects.filter(managing_unit=unit).certain().count()


def open_vnd(line: BankLine) -> int:
    """What of the line no standing receipt has booked yet."""
    booked = line.receipts.filter(reverses=None, reversed_by=None).aggregate(sum=Sum("amount_vnd"))["sum"] or 0
    return line.amount_vnd - booked


@operation
def book_line(
    *, line: BankLine, parts: Sequence[tuple[Pledge, int]], by: User, allow_surplus: bool = False
) -> list[Receipt]:
    """Book the line as one receipt of each (pledge, VND); together they must be what is open of the line.

    Raises LineDecided, WrongSum, Elsewhere, and what record_receipt raises.
    """
    line = _lock(line)
    total, still_open = sum(amount for pledge, amount in parts), open_vnd(line)
    if total != still_open:
        raise refused.WrongSum(sum=vnd(total), amount=vnd(still_open))
    lock_all(pledge for pledge, amount in parts)
    away = elsewhere(Pledge.objects.filter(pk__in=[pledge.pk for pledge, amount in parts]), by)
    for pledge, _amount in parts:
        check_here(pledge, away)
    receipts = [
        record_receipt(
            pledge=pledge,
            amount_vnd=amount,
            received_on=line.booked_on,
            by=by,
            method=Method.BANK_TRANSFER,
            reference=line.bank_reference,
            note=line.text[:400],
            allow_surplus=allow_surplus,
            idempotency_key=uuid.uuid5(line.public_id, f"{pledge.pk}/{line.version}"),
        )
        for pledge, amount in parts
    ]
    line.receipts.add(*receipts)
    _decide(line, LineState.BOOKED, by)
    return receipts


def _lock(line: BankLine) -> BankLine:
    locked = BankLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if locked.state != LineState.OPEN:
        raise refused.LineDecided
    return locked


def _decide(line: BankLine, state: str, by: User, note: str = "") -> None:
    line.state, line.decided_by, line.decided_at, line.note = state, by, timezone.now(), note
    line.save(update_fields=["state", "decided_by", "decided_at", "note"])


@operation
def book_certain(*, lines: Iterable[BankLine], by: User) -> tuple[int, dict[int, str]]:
    """Book each line to its proposed pledge. Gives how many were booked, and {line's pk: sentence} of those refused.

    A line that is refused stays open and does not hinder the others.
    """
    lines = sorted(lines, key=lambda line: (line.booked_on, line.pk))
    list(BankLine.objects.select_for_update(of=("self",)).filter(pk__in=[each.pk for each in lines]).order_by("pk"))
    lock_all(line.proposed for line in lines if line.proposed)
    booked, wrong = 0, {}
    for line in lines:
        try:
            assert line.proposed
            book_line(line=line, parts=[(line.proposed, open_vnd(line))], by=by)
            booked += 1
        except refused.Refused as error:
            wrong[line.pk] = str(error)
    return booked, wrong


@operation
def set_aside(*, line: BankLine, by: User, note: str) -> None:
    """The line is no donor's money for a pledge; `note` says what it is. Raises LineDecided."""
    _decide(_lock(line), LineState.ASIDE, by, note)


@operation
def take_up_again(*, line: BankLine, by: User) -> None:
    """A line set aside waits again. Raises LineDecided when it does not lie aside."""
    if not BankLine.objects.filter(pk=line.pk, state=LineState.ASIDE).update(state=LineState.OPEN, note=""):
        raise refused.LineDecided
