"""Whoever opens a page about one child leaves a row in the access log: every such page, by the table of URLs."""

import pytest
from django.urls import reverse

from organisation.models import AccessLog
from organisation.roles import Role
from tests import access_table as table
from tests import factories
from tests.access_table import ROWS
from tests.every_page import signed_in

pytestmark = pytest.mark.django_db
OF_ONE_CHILD = {
    table.a_child, table.a_hidden_child, table.two_children, table.a_caregiver, table.a_consent, table.a_need,
    table.a_school_year, table.an_other_support, table.a_visit,
}  # fmt: skip
# A question or an empty form that says no more of the child than its name; the page before it showed that, and logged.
QUESTIONS = {
    "children:consent_withdraw", "children:hide", "children:show_again", "children:need_end", "children:need_reopen",
    "sponsorship:child_leave",
}  # fmt: skip
PAGES = sorted(
    name
    for name, row in ROWS.items()
    if row.arguments in OF_ONE_CHILD and row.get == 200 and not row.is_deed and name not in QUESTIONS
    if not (name.startswith("children:") and name.endswith(("_add", "_delete")))
)


def fail(*arguments: object, **options: object) -> None:
    raise RuntimeError("the disk is full")


@pytest.mark.parametrize("broken", ["children.views.records.render", "children.views.records.log_access"])
def test_the_page_and_its_row_are_there_together_or_not_at_all(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    child = factories.create_child(full_name="Lê Đức Kiên")
    reader = signed_in(factories.create_user(role=Role.MATCHING_OFFICER, unit=child.managing_unit))
    reader.raise_request_exception = False
    monkeypatch.setattr(broken, fail)

    answer = reader.get(child.get_absolute_url())

    assert answer.status_code == 500
    assert "Kiên" not in answer.content.decode()
    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("name", PAGES)
def test_the_page_leaves_a_row(name: str) -> None:
    unit, row = factories.create_unit(), ROWS[name]
    assert row.arguments
    reader = signed_in(factories.create_user(role=Role.MATCHING_OFFICER, unit=unit))

    assert reader.get(reverse(name, kwargs=row.arguments(unit))).status_code == 200

    assert AccessLog.objects.exists(), name
