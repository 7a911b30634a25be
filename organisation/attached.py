"""What belongs to a record: every row of every app that refers to it, and how such rows go over to another record.

Found from the models themselves, so that nothing can be forgotten. An app registers a subclass of `Rows` where moving
takes more than changing the foreign key.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import pghistory.models
from django.db import connection, models
from django.db.models import Q

_special: dict[type[models.Model], dict[str, "Rows"]] = {}


class Rows:
    """Rows of `model` that belong to a record by the foreign key `field`."""

    stands_against_undo = True  # a row that was added since
    is_shown = True  # in the list of what moves

    def __init__(self, model: type[models.Model], field: str) -> None:
        self.model, self.field = model, field
        self.key = f"{model._meta.label_lower}.{field}"

    def of(self, record: models.Model) -> models.QuerySet:
        return self.model._base_manager.filter(**{self.field: record.pk}).order_by("pk")

    def move(self, rows: models.QuerySet, old: models.Model, new: models.Model) -> Any:
        """Let `rows` of `old` belong to `new`; gives what `move_back` has to know."""
        rows.order_by().update(**{self.field: new.pk})

    def move_back(self, rows: models.QuerySet, kept: models.Model, restored: models.Model, memo: Any) -> None:
        self.move(rows, kept, restored)

    def rivals(self, one: models.Model, other: models.Model) -> list[tuple[models.Model, models.Model]]:
        """Pairs of rows of which one record can have only one: the same school year twice."""
        return [pair for names, condition in self._once() for pair in self._pairs(one, other, names, condition)]

    @property
    def told_apart_by(self) -> set[str]:
        """The columns in which rivals say the same."""
        return {name for names, _condition in self._once() for name in names}

    def _once(self) -> Iterator[tuple[list[str], Q]]:
        fields = self.model._meta.get_field
        if fields(self.field).unique:  # type: ignore[union-attr]  # a foreign key
            yield [], Q()
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint) and self.field in constraint.fields:
                names = [fields(name).attname for name in constraint.fields if name != self.field]  # type: ignore[union-attr]  # columns
                yield names, constraint.condition or Q()

    def _pairs(
        self, one: models.Model, other: models.Model, names: list[str], condition: Q
    ) -> Iterator[tuple[models.Model, models.Model]]:
        def key(row: models.Model) -> tuple[Any, ...]:
            return tuple(getattr(row, name) for name in names)

        first = {key(row): row for row in self.of(one).filter(condition)}
        for row in self.of(other).filter(condition):
            if key(row) in first:
                yield first[key(row)], row


def register_rows(model: type[models.Model], rows: Rows) -> None:
    """Rows that move with a record of `model` in a way of their own, or belong to it without a foreign key."""
    _special.setdefault(model, {})[rows.key] = rows


def rows_of(model: type[models.Model]) -> list[Rows]:
    """Every kind of row that belongs to records of `model`; the history stays where it was written."""
    found = {}
    for relation in model._meta.get_fields(include_hidden=True):
        other = relation.related_model if relation.auto_created and relation.is_relation else None
        if other is None or relation.many_to_many or issubclass(other, pghistory.models.Event):
            continue
        if not other._meta.managed:  # a view: nothing of its own
            continue
        rows = Rows(other, relation.field.name)  # type: ignore[union-attr]  # the other side of a foreign key
        found[rows.key] = rows
    return [*(found | _special.get(model, {})).values()]


def counts(kinds: Sequence[Rows], records: Sequence[models.Model]) -> list[list[int]]:
    """How many rows of each kind each record has: one question for all of them."""
    asked = [rows.of(record).order_by().values("pk").query.sql_with_params() for rows in kinds for record in records]
    counted = ", ".join(f"(SELECT count(*) FROM ({sql}) t)" for sql, _params in asked)  # noqa: S608 - Django's own SQL
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counted}", [value for _sql, params in asked for value in params])
        found = cursor.fetchone()
    width = len(records)
    return [list(found[start : start + width]) for start in range(0, len(found), width)]
