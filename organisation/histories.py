"""The history pages of records that have none made for them: which there are, who may read them, what is told there.

Each app names its own in its `histories.py`. A record that belongs to another is told on the page of that one
(history.Part); tests/test_histories.py holds that nothing tracked is left out.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse

from organisation.history import Part


@dataclass(frozen=True)
class Told:
    """`rows` gives the records whose history a user may read; `crumb` leads back to their list, `has_page`: to them."""

    rows: Callable[[Any], models.QuerySet]
    crumb: tuple[Any, Any]
    parts: Sequence[Part]
    hidden: Iterable[str]
    has_page: bool


_kinds: dict[str, Told] = {}


def register_history(
    model: Any,
    rows: Callable[[Any], models.QuerySet] | None = None,
    *,
    crumb: tuple[Any, Any],
    parts: Sequence[Part] = (),
    hidden: Iterable[str] = (),
    has_page: bool = True,
) -> None:
    """Records of `model` have a history page. `rows`: as in Told; else what is visible_to() the user."""
    _kinds[model._meta.model_name] = Told(rows or model.objects.visible_to, crumb, parts, hidden, has_page)


def told_of(kind: str) -> Told | None:
    return _kinds.get(kind)


def history_url(record: Any) -> str:
    """Where the whole history of a record is; nowhere for a kind that nobody registered, or that is not kept yet."""
    kind = record._meta.model_name
    return reverse("organisation:record_history", args=[kind, record.public_id]) if kind in _kinds and record.pk else ""
