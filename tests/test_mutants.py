"""The suite notices when a guard is missing. `dev.py mutants` takes away each, here four of them."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction

from tests import mutants, test_access
from tests.test_access import OURS, RECORDS, World, world

__all__ = ["world"]  # the fixture of the table
SHORT = [
    "page organisation:account_appoint",
    "page sponsorship:receipt_add",
    "scope children.Child",
    "scope donors.Donor",
]
VIEWS = {name: entry.callback for name, entry in OURS.items()}


def chosen() -> list[str]:
    asked = os.environ.get("MUTANTS", "")
    here = [name for name in mutants.names() if not name.startswith(mutants.RULE)]
    if not asked:
        return SHORT
    return [name for name in here if asked == "all" or any(word in name for word in asked.splitlines())]


def is_noticed(names: list[str], everybody: World) -> bool:
    """Whether the table of URLs, roles and methods fails for one of these URLs."""
    for name in names:
        try:
            with transaction.atomic():
                test_access.test_who_gets_the_page(name, everybody)
                transaction.set_rollback(True)
        except AssertionError:
            return True
    return False


def pages_for(name: str) -> list[str]:
    kind, _space, what = name.partition(" ")
    if kind == mutants.PAGE:
        return [what]
    app = what.partition(".")[0]
    return sorted(RECORDS, key=lambda url: (not url.startswith(app), url))


@pytest.mark.django_db
@pytest.mark.parametrize("name", chosen())
def test_the_table_notices_a_missing_guard(name: str, world: World) -> None:
    with mutants.without(name, VIEWS):
        assert is_noticed(pages_for(name), world), f"{name}: nothing failed without it"


def test_there_are_enough_guards_to_take_away() -> None:
    assert len(mutants.RULES) >= 30
    assert set(SHORT) <= set(mutants.names())


@pytest.mark.parametrize("name", mutants.RULES)
def test_a_rule_still_stands_in_the_source_and_has_its_tests(name: str) -> None:
    rule = mutants.RULES[name]

    assert (settings.BASE_DIR / rule.file).read_text("utf-8").count(rule.old) == 1
    assert all(Path(settings.BASE_DIR, test).is_file() for test in rule.tests)
