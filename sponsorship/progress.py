"""Which instalments are met: the oldest first, by what was received and by what reached the child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """One instalment; `received_vnd` and `delivered_vnd` are its share of the money so far."""

    number: int
    due_on: dt.date
    amount_vnd: int
    received_vnd: int
    delivered_vnd: int
    is_overdue: bool

    @property
    def is_received(self) -> bool:
        return self.received_vnd >= self.amount_vnd

    @property
    def is_delivered(self) -> bool:
        return self.delivered_vnd >= self.amount_vnd

    @property
    def is_begun(self) -> bool:
        return self.received_vnd > 0


def schedule_lines(
    instalments: Iterable[Any], received_vnd: int, delivered_vnd: int, today: dt.date | None
) -> list[Line]:
    """First in, first out over `instalments` (with due_on and amount_vnd), in the order of their due days.

    `received_vnd` is without what was booked as a surplus, which meets none, as in LatePledge.
    An instalment is overdue when its day has passed and it has not wholly reached the child; without `today`, for a
    pledge that is not in force, nothing is.
    """
    lines = []
    for number, each in enumerate(sorted(instalments, key=lambda each: each.due_on), 1):
        received, delivered = min(received_vnd, each.amount_vnd), min(delivered_vnd, each.amount_vnd)
        received_vnd, delivered_vnd = received_vnd - received, delivered_vnd - delivered
        overdue = today is not None and each.due_on < today and delivered < each.amount_vnd
        lines.append(Line(number, each.due_on, each.amount_vnd, received, delivered, overdue))
    return lines
