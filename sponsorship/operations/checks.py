"""What is asked of locked pledges before or after money is booked on them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection
from django.db.models import QuerySet, Sum

from organisation.access import units_where
from organisation.models import User
from organisation.roles import Permission
from organisation.templatetags.vietnamese import vnd
from sponsorship import exceptions as refused
from sponsorship.models import Pledge, PledgeBalance, Receipt


def elsewhere(rows: QuerySet, by: User, permission: Permission = Permission.RECORD_MONEY) -> set[int]:
    """The ids of those not, or no longer, where `by` may do this: since a list was made a child may have moved.

    `rows`: pledges or children, locked.
    """
    return set(rows.exclude(managing_unit__in=units_where(by, permission)).order_by().values_list("pk", flat=True))


def check_here(record: Any, away: set[int]) -> None:
    """Raises Elsewhere for a pledge or child that is in `away` (see elsewhere)."""
    if record.pk in away:
        raise refused.Elsewhere(code=record.code)


# Of a locked pledge: the first day from which more had gone out than had come in.
NEVER_HELD = """
SELECT day, held FROM (
    SELECT day, sum(sum(vnd)) OVER (ORDER BY day) AS held FROM (
        SELECT received_on AS day, amount_vnd AS vnd FROM sponsorship_receipt WHERE pledge_id = %(pledge)s
        UNION ALL SELECT handed_on, -amount_vnd FROM sponsorship_handover WHERE pledge_id = %(pledge)s
    ) entries GROUP BY day
) days WHERE held < 0 AND day >= %(since)s ORDER BY day LIMIT 1
"""


def check_held_since(pledge: Pledge, since: dt.date) -> None:
    """Asked after an entry that takes money away on day `since`: raises WrongDay when on that or a later day more would
    have gone out than had come in, which the sum of all days does not show."""
    with connection.cursor() as cursor:
        cursor.execute(NEVER_HELD, {"pledge": pledge.pk, "since": since})
        if row := cursor.fetchone():
            raise refused.never_held(row[0], vnd(-row[1]))


def by_source(pledge: Pledge) -> dict[str, int]:
    """VND received by funding source, without what was taken back or moved away."""
    rows = Receipt.objects.filter(pledge=pledge).order_by().values_list("source")
    return dict(rows.annotate(sum=Sum("amount_vnd")))


def check_moved_on(receipt: Receipt, balance: PledgeBalance) -> None:
    """Raises SurplusUsed when the receipt's surplus was booked on later instalments, MoneyMovedOn when it, or the money
    of its source, went to another pledge."""
    used = receipt.pledge.surplus_uses.filter(reverses=None, reversed_by=None)
    if receipt.surplus_vnd > balance.surplus_vnd and used.exists():
        raise refused.SurplusUsed
    if receipt.surplus_vnd > balance.surplus_vnd or by_source(receipt.pledge)[receipt.source] < receipt.amount_vnd:
        raise refused.MoneyMovedOn
