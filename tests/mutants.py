"""Each guard taken away in turn: the suite has to notice. `dev.py mutants` tries them all, tests/test_mutants.py a few.

Three kinds, by name:
  "page children:detail"   the permission of that URL's view, wherever it is asked (`requires`, and again for the
                           record's unit); the table of URLs (tests/test_access.py) must fail
  "scope children.Child"   what a reader sees of that model becomes everything; the same table must fail
  "rule …"                 one of tests/mutants.toml: words of the source that are replaced in a copy of the tree, and
                           the tests that must fail there
"""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from django.apps import apps
from django.db import models

from organisation import access
from organisation.access import SIGNED_IN
from organisation.roles import Permission
from tests.access_table import ROWS

PAGE, SCOPE, RULE = "page", "scope", "rule"
RULES_INSTEAD = {"children.Progress", "children.Whereabouts"}  # shown on the pages of other records alone
ASKS_TOO = {  # behind its own permission such a page asks for another, which would hide that the first is missing
    "campaigns:attachment_delete": Permission.EDIT_CAMPAIGNS,
    "campaigns:gifts_import": Permission.EDIT_CHILDREN,
    "campaigns:survey_child": Permission.EDIT_CHILDREN,
}


@dataclass(frozen=True)
class Rule:
    """In `file` the words `old`, which stand there once, become `new`: then one of `tests` fails."""

    file: str
    old: str
    new: str
    tests: list[str]


def rules() -> dict[str, Rule]:
    told = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {name: Rule(**values) for name, values in told.items()}


RULES = rules()


def scoped() -> dict[str, type[models.QuerySet]]:
    """The classes of querysets that say what a reader sees, by the first model that uses each."""
    found: dict[type[models.QuerySet], str] = {}
    for model in apps.get_models():
        rows = type(model._default_manager.all())
        says = next((parent for parent in rows.__mro__ if "visible_to" in vars(parent)), None)
        if says and model._meta.label not in RULES_INSTEAD:
            found.setdefault(says, model._meta.label)
    return {label: says for says, label in found.items()}


def names() -> list[str]:
    pages = [f"{PAGE} {name}" for name, row in sorted(ROWS.items()) if row.allowed != "CMTLA" and not row.at_root]
    return [*pages, *(f"{SCOPE} {label}" for label in sorted(scoped())), *(f"{RULE} {name}" for name in RULES)]


def without(name: str, views: dict[str, Callable[..., Any]]) -> AbstractContextManager[Any]:
    """While this lasts the guard of a page or a scope is missing. `views`: the URLs' views, by name."""
    kind, _space, what = name.partition(" ")
    if kind == SCOPE:
        return mock.patch.object(scoped()[what], "visible_to", lambda rows, user: rows.all())
    return _open_to_all(views[what], ASKS_TOO.get(what))


@contextmanager
def _open_to_all(view: Any, second: Permission | None) -> Iterator[None]:
    """Neither `requires` asks for the view's permission nor what the view calls (many ask again of the record's unit):
    every role counts as holding it, where it was given."""
    while "permission" not in view.__code__.co_freevars:  # another decorator stands before `requires`
        view = view.__wrapped__
    cell = view.__closure__[view.__code__.co_freevars.index("permission")]
    permission, roots_of = cell.cell_contents, access._roots

    def roots(user: Any) -> dict[Permission, list[str]]:
        own = roots_of(user)
        anywhere = sorted({path for paths in own.values() for path in paths})
        return {**own, permission: anywhere, **({second: anywhere} if second else {})}

    cell.cell_contents = SIGNED_IN
    try:
        with mock.patch.object(access, "_roots", roots):
            yield
    finally:
        cell.cell_contents = permission
