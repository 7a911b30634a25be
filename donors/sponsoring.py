"""How many children a donor sponsors. The pledges stand in an app above this one, which says here how to count them."""

from collections.abc import Callable
from typing import Any

from django.db.models import IntegerField, Value

_counting: list[Callable[[], Any]] = []


def count_children_by(expression: Callable[[], Any]) -> None:
    """Called once by the app of the pledges: a function that gives a query expression over a donor."""
    _counting[:] = [expression]


def children_count() -> Any:
    """An expression to annotate donors with: the children each of them sponsors today, whoever looks.

    Not only those that the reader may see: a donor whose capacity is used up elsewhere has none left here.
    """
    return _counting[0]() if _counting else Value(0, IntegerField())
