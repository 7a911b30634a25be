"""Two records of one kind side by side, fact by fact, and which of both says more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.utils.text import capfirst

from organisation.history import display
from organisation.models.merge import DifferentPair
from organisation.roles import Permission
from organisation.templatetags.vietnamese import NOTHING

EMPTY: tuple[Any, ...] = (None, "", [], False, "unknown")


@dataclass(frozen=True)
class Line:
    """What is chosen as a whole: one fact in one or more columns.

    `show(record, user)` is what a person reads; without it the first column as the history shows it. `fuller(left,
    right)` says whether the right one is to be preferred; without it the one that says more.
    """

    label: Any
    names: tuple[str, ...]
    show: Callable[[Any, Any], str] | None = None
    fuller: Callable[[Any, Any], bool] | None = None

    @property
    def key(self) -> str:
        return self.names[0]

    def text(self, record: models.Model, user: Any) -> str:
        if self.show:
            return self.show(record, user)
        column = record._meta.get_field(self.key)
        if column.is_relation:
            return str(getattr(record, self.key) or NOTHING)
        shown = display(column, getattr(record, self.key), {})
        return str(capfirst(shown)) if getattr(column, "choices", None) else shown

    def values(self, record: models.Model) -> dict[str, Any]:
        return {name: getattr(record, record._meta.get_field(name).attname) for name in self.names}  # type: ignore[union-attr]  # columns

    def prefers_right(self, left: models.Model, right: models.Model) -> bool:
        if self.fuller:
            return self.fuller(left, right)
        one, other = self.values(left)[self.key], self.values(right)[self.key]
        return says_more(other, one)


def says_more(value: Any, than: Any) -> bool:
    if value in EMPTY or than in EMPTY:
        return value not in EMPTY and than in EMPTY
    return isinstance(value, str | list) and len(value) > len(than)


def better_written(name: str, than: str) -> bool:
    """Not in capitals throughout, with more of its marks, longer."""

    def rank(text: str) -> tuple[bool, int, int]:
        return (not text.isupper(), sum(not char.isascii() for char in text), len(text))

    return rank(name) > rank(than)


def _nothing_more(kept: Any, other: Any, values: dict[str, Any], user: Any) -> dict[str, Any]:
    return values


@dataclass(frozen=True)
class Kind:
    """Records that can be merged. `permission` is needed where either is managed.

    `lines` are chosen one by one; `facts` are what is compared before anything is decided, in a list of pairs.
    `settle(kept, other, values, user)` gives the columns to write, from those that were chosen. `undo_url` is the
    name of the page that asks whether to undo; it takes the merge's public id.
    """

    model: type[models.Model]
    merges: Any  # a model of ours that adds `kept` to Merge
    different: type[DifferentPair]
    permission: Permission
    lines: Sequence[Line]
    facts: Sequence[Line]
    undo_url: str
    settle: Callable[[Any, Any, dict[str, Any], Any], dict[str, Any]] = _nothing_more
    refusals: list[Callable[[Any, Any, Any], list[str]]] = field(default_factory=list)
    locks: list[Callable[[Any, Any], None]] = field(default_factory=list)


_kinds: dict[type[models.Model], Kind] = {}


def register_kind(kind: Kind) -> Kind:
    _kinds[kind.model] = kind
    return kind


def kind_of(model: type[models.Model]) -> Kind:
    """KeyError for records that cannot be merged."""
    return _kinds[model]


def refuses(model: type[models.Model], refusal: Callable[[Any, Any, Any], list[str]]) -> None:
    """`refusal(kept, other, user)` gives sentences that say why two records of `model` cannot be merged now.

    What `user` may not see is not told.
    """
    _kinds[model].refusals.append(refusal)


def locks(model: type[models.Model], lock: Callable[[Any, Any], None]) -> None:
    """`lock(kept, other)` keeps still, during a merge, what the refusals look at."""
    _kinds[model].locks.append(lock)


@dataclass(frozen=True)
class Compared:
    line: Line
    left: str
    right: str
    prefers_right: bool

    @property
    def differs(self) -> bool:
        return self.left != self.right


def compare(kind: Kind, left: models.Model, right: models.Model, user: Any) -> list[Compared]:
    return [
        Compared(line, line.text(left, user), line.text(right, user), line.prefers_right(left, right))
        for line in kind.lines
    ]


@dataclass
class Pair:
    """Two records that may be the same, by their ids, and why; the records themselves once they are shown."""

    ids: tuple[int, int]
    reasons: list[str]
    left: Any = None
    right: Any = None
    facts: Sequence[tuple[Any, str, str]] = ()  # label, what the one says, what the other says

    def compare(self, kind: Kind, user: Any) -> None:
        texts = [(line.label, line.text(self.left, user), line.text(self.right, user)) for line in kind.facts]
        self.facts = [fact for fact in texts if fact[1:] != (NOTHING, NOTHING)]


def fuller_of(compared: list[Compared], left: Any, right: Any) -> bool:
    """Whether the right record is the one to keep: the one that says more, the older one of equals."""
    lines = [line for line in compared if line.differs]
    rights = sum(line.prefers_right for line in lines if line.left == NOTHING or line.right == NOTHING)
    lefts = sum(not line.prefers_right for line in lines if line.right == NOTHING)
    return rights > lefts or (rights == lefts and right.pk < left.pk)
