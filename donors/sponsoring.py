"""Which children a donor sponsors. The pledges stand in an app above this one, which says here how to ask them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, IntegerField, Value


@dataclass
class Pledges:
    """Query expressions over a donor, whoever looks: what is pledged elsewhere uses up a donor's capacity as well.

    `children`: how many children the donor sponsors today; `any_child`: whether it sponsors one at all, which is
    cheaper to filter by; `promised`: how many it sponsors or has proposed to, which is what uses up its capacity.
    """

    children: Callable[[], Any]
    any_child: Callable[[], Any]
    promised: Callable[[], Any]


_known = [
    Pledges(lambda: Value(0, IntegerField()), lambda: Value(False, BooleanField()), lambda: Value(0, IntegerField()))
]


def pledges_are(pledges: Pledges) -> None:
    """Called once, by the app of the pledges."""
    _known[:] = [pledges]


def children_count() -> Any:
    return _known[0].children()


def promised_count() -> Any:
    return _known[0].promised()


def sponsors_anybody() -> Any:
    return _known[0].any_child()
