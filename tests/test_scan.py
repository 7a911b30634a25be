"""Of what a scanner finds, only what SECURITY.md names is answered."""

from urllib.parse import parse_qs, urlsplit

import pytest

from config.scan import SQLMAP_TARGETS, is_answered
from organisation.roles import Role
from tests import factories
from tests.every_page import signed_in

ANSWERS = "| `bandit B101 …` | all | | `bandit B608 children/list_sql.py` | this one |"


@pytest.mark.parametrize(
    ("finding", "answered"),
    [
        ("bandit B101 any/file.py", True),
        ("bandit B608 children/list_sql.py", True),
        ("bandit B608 children/list_sql.py.bak", False),
        ("bandit B602 children/list_sql.py", False),
        ("wapiti SQL Injection /children/", False),
    ],
)
def test_a_finding_is_answered_by_its_own_words(finding: str, answered: bool) -> None:
    assert is_answered(finding, ANSWERS) is answered


@pytest.mark.django_db
@pytest.mark.parametrize("target", SQLMAP_TARGETS)
def test_what_is_attacked_is_what_the_page_reads(target: str) -> None:
    officer = signed_in(factories.create_user(role=Role.MATCHING_OFFICER))

    answer = officer.get(target)

    forms = [getattr(answer.context.get("listing"), "form", None), answer.context.get("form")]
    read = {name for form in forms if form for name in form.fields} | {"q", "sort", "page"}
    assert set(parse_qs(urlsplit(target).query)) <= read
