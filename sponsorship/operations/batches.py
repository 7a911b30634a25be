"""A pile of receipts: typed as a draft, booked all at once or not at all."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.models import Unit, User
from organisation.templatetags.vietnamese import vnd
from sponsorship import exceptions as refused
from sponsorship.models import BatchLine, Pledge, Receipt, ReceiptBatch
from sponsorship.models.batch import BatchState
from sponsorship.operations.checks import check_here, elsewhere
from sponsorship.operations.money import lock_all, record_receipt
from sponsorship.operations.refusals import operation


def number_text(count: int) -> str:
    return f"{count:,}".replace(",", ".")


@operation
def save_batch(
    *,
    by: User,
    unit: Unit,
    values: dict[str, Any],
    lines: Iterable[dict[str, Any]],
    batch: ReceiptBatch | None = None,
    version: int | None = None,
) -> ReceiptBatch:
    """Keep the batch and its lines (fields of BatchLine, in order) as a draft; nothing is booked.

    Raises AlreadyBooked when somebody has booked it in the meantime, Stale when `version` is not the present one.
    """
    if batch is None:
        batch = ReceiptBatch(managing_unit=unit, created_by=by)
    else:
        batch = lock_draft(batch)
        if version not in (None, batch.version):
            raise refused.Stale
        batch.lines.all().delete()
        batch.saves_count += 1
    for name, value in values.items():
        setattr(batch, name, value)
    batch.save()
    BatchLine.objects.bulk_create(
        BatchLine(batch=batch, position=position, **line) for position, line in enumerate(lines, 1)
    )
    batch.refresh_from_db()
    return batch


def lock_draft(batch: ReceiptBatch) -> ReceiptBatch:
    locked = ReceiptBatch.objects.select_for_update().get(pk=batch.pk)
    if locked.state != BatchState.DRAFT:
        raise refused.AlreadyBooked
    return locked


@operation
def book_batch(*, batch: ReceiptBatch, by: User, overrule_reason: str = "") -> list[Receipt]:
    """Make one receipt of each line, in their order, in one transaction.

    The count and total on the cover must be those of the lines; where they are not, `overrule_reason` says why it is
    booked all the same, and `by` answers for it. Raises TotalsDiffer, NothingToBook, AlreadyBooked, and LinesRefused
    with {position: sentence} for lines that are incomplete or that record_receipt refuses.
    """
    batch = lock_draft(batch)
    lines = list(batch.lines.select_related("pledge__donor", "pledge__child"))
    if not lines:
        raise refused.NothingToBook
    _check_complete(lines)
    differs = check_totals(batch, lines, overrule_reason)
    lock_all(line.pledge for line in lines if line.pledge)
    away = elsewhere(Pledge.objects.filter(pk__in=[line.pledge_id for line in lines]), by)
    receipts = each_or_none(lines, lambda line: _book(batch, line, by, away))
    BatchLine.objects.bulk_update(lines, ["receipt"])
    batch.state, batch.booked_by, batch.booked_at = BatchState.BOOKED, by, timezone.now()
    if differs:
        batch.overruled_by, batch.overrule_reason = by, overrule_reason
    batch.save()
    return receipts


def _check_complete(lines: list[BatchLine]) -> None:
    missing = {}
    for line in lines:
        if line.pledge is None:
            missing[line.position] = _("Which pledge is it for?")
        elif line.amount_vnd is None:
            missing[line.position] = _("How much money is it?")
        elif line.received_on is None:
            missing[line.position] = _("On which day was it received?")
    if missing:
        raise refused.LinesRefused(lines=missing)


def check_totals(batch: ReceiptBatch, lines: list[BatchLine], overrule_reason: str) -> bool:
    """Whether the cover differs from the lines; raises TotalsDiffer when nobody takes it upon themselves."""
    count, total = len(lines), sum(line.amount_vnd or 0 for line in lines)
    if (batch.declared_count, batch.declared_vnd) == (count, total):
        return False
    if not overrule_reason or batch.declared_count is None or batch.declared_vnd is None:
        raise refused.TotalsDiffer(
            declared_count="—" if batch.declared_count is None else number_text(batch.declared_count),
            declared="—" if batch.declared_vnd is None else vnd(batch.declared_vnd),
            count=number_text(count),
            total=vnd(total),
        )
    return True


def each_or_none(lines: Iterable[Any], book: Callable[[Any], Any]) -> list[Any]:
    """Book every line; raises LinesRefused with all that were refused, so that they can be mended in one go."""
    booked, wrong = [], {}
    for line in lines:
        try:
            booked.append(book(line))
        except refused.Refused as error:
            wrong[line.position] = str(error)
    if wrong:
        raise refused.LinesRefused(lines=wrong)
    return booked


def _book(batch: ReceiptBatch, line: BatchLine, by: User, away: set[int]) -> Receipt:
    assert line.pledge
    assert line.amount_vnd
    assert line.received_on
    check_here(line.pledge, away)
    line.receipt = record_receipt(
        pledge=line.pledge,
        amount_vnd=line.amount_vnd,
        received_on=line.received_on,
        by=by,
        method=line.method,
        source=batch.source,
        reference=line.reference,
        allow_surplus=line.allow_surplus,
        idempotency_key=uuid.uuid5(batch.public_id, str(line.pk)),
    )
    return line.receipt


@operation
def drop_batch(*, batch: ReceiptBatch, by: User) -> None:
    """Throw a draft away; raises AlreadyBooked."""
    lock_draft(batch).delete()
