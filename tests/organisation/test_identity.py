"""What reaches far waits until whoever sits there has shown once more who it is: every such page of the table."""

from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from children.forms.progress_sheet import school_years
from organisation import roles
from organisation.models import Unit
from organisation.roles import Permission, Role
from organisation.second_factor import NEEDS_ONE
from tests import factories
from tests.access_table import ROWS
from tests.every_page import signed_in
from tests.organisation.test_second_factor import leads_to
from tests.organisation.test_sessions import set_back
from tests.test_access import OURS, note_writing

pytestmark = pytest.mark.django_db

# One person's paper is no list.
OF_ONE_PERSON = {
    f"sponsorship:paper_{name}"
    for name in ("agreement", "certificate", "donor_certificate", "receipt", "handover", "statement", "book", "given")
}
ASKED = {
    "sponsorship:ceremony_pack": "?day=01/12/2026&part=all",
    "children:progress_sheet": "?school_year={year}&unit={unit}",
}
# Taken away from at once, or nothing that opens anything.
WITHOUT = {"organisation:account_disable", "organisation:account_edit"}


def permission(name: str) -> Any:
    return getattr(OURS[name].callback, "permission", None)


WHOLE_LISTS = sorted(name for name in ROWS if permission(name) == Permission.EXPORT and name not in OF_ONE_PERSON)
DEEDS = sorted(
    name
    for name in ROWS
    if permission(name) == Permission.MANAGE_ACCOUNTS
    and name.startswith(("organisation:account_", "organisation:appointment_", "organisation:subject_request_nameless"))
    and not name.endswith("_history")
    and name not in WITHOUT
)


@pytest.fixture
def unit() -> Unit:
    return factories.create_unit()


def long_signed_in(unit: Unit, role: Role) -> Client:
    client = signed_in(factories.create_user(role=role, unit=unit))
    set_back(client, signed_in_at=601)
    return client


def asks(answer: Any) -> bool:
    return "registration/identity.html" in {template.name for template in answer.templates}


@pytest.mark.parametrize("name", WHOLE_LISTS)
def test_a_whole_list_leaves_only_to_who_has_just_shown_it(name: str, unit: Unit) -> None:
    row = ROWS[name]
    child = factories.create_child(unit=unit)
    factories.create_pledge(child=child)
    asked = ASKED.get(name, "").format(year=school_years()[0][0], unit=unit.pk)
    address = reverse(name, kwargs=row.arguments(unit) if row.arguments else row.fixed) + asked

    assert asks(long_signed_in(unit, Role.LEADER).get(address))
    assert not asks(signed_in(factories.create_user(role=Role.LEADER, unit=unit)).get(address))


def test_the_lists_are_those_that_leave() -> None:
    assert len(WHOLE_LISTS) > 8


@pytest.mark.parametrize("name", DEEDS)
def test_a_role_or_a_way_in_is_given_only_by_who_has_just_shown_it(name: str, unit: Unit) -> None:
    row = ROWS[name]
    address = reverse(name, kwargs=row.arguments(unit) if row.arguments else row.fixed)
    client, written = long_signed_in(unit, Role.ADMINISTRATOR), list[str]()

    with connection.execute_wrapper(partial(note_writing, written)):
        answer = client.post(address)

    assert asks(answer)
    assert written == []


# --- Who needs a second step --------------------------------------------------------------------


@pytest.mark.parametrize("permission", list(Permission))
def test_a_permission_needs_a_second_step_by_itself_or_not(
    permission: Permission, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SECOND_FACTOR = "required"
    monkeypatch.setitem(roles.PERMISSIONS, Role.LEADER, frozenset({permission}))
    needed = {Permission.EXPORT, Permission.VIEW_RESTRICTED, Permission.MANAGE_ACCOUNTS, Permission.MANAGE_UNITS}

    led_to = leads_to(signed_in(factories.create_user(role=Role.LEADER)))

    assert led_to == (reverse("second_factor_set_up") if permission in needed else "")


def test_leaders_and_administrators_hold_such_a_permission() -> None:
    assert all(role.permissions & NEEDS_ONE for role in (Role.ADMINISTRATOR, Role.LEADER))
