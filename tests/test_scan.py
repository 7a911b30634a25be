"""Of what a scanner finds, only what SECURITY.md names is answered."""

import pytest

from config.scan import is_answered

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
