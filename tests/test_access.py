"""Who gets which page: every URL × role × method, by the table in tests/access_table.py. A URL without a row fails."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from organisation.models import Unit, User
from organisation.roles import Role
from tests import factories
from tests.access_table import (
    ADMIN_TABLES,
    BY_ADDRESS,
    KEPT_IN_ADMIN,
    OPEN_FROM_ELSEWHERE,
    ROLES,
    ROWS,
    UNSEEN_BY_LEADERS,
    WITHOUT_LOGIN,
)

# --- The resolver -------------------------------------------------------------------------------


def patterns(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inside = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from patterns(entry, inside)
        else:
            yield f"{namespace}{entry.name or entry.pattern}", entry


URLS = dict(patterns())
OURS = {name: entry for name, entry in URLS.items() if not name.startswith("admin:")}


def needs_login(entry: URLPattern) -> bool:
    return getattr(entry.callback, "login_required", True)


def test_the_pages_without_login_are_exactly_these() -> None:
    assert {name for name, entry in URLS.items() if not needs_login(entry)} == WITHOUT_LOGIN


def test_every_url_has_a_row() -> None:
    assert set(OURS) - WITHOUT_LOGIN == set(ROWS)


def test_no_name_stands_for_two_urls() -> None:
    names = [name for name, _entry in patterns() if not name.startswith("admin:")]

    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.parametrize("name", sorted(set(OURS) - WITHOUT_LOGIN))
def test_each_view_names_its_permission(name: str) -> None:
    assert getattr(OURS[name].callback, "permission", None)


# --- Asking -------------------------------------------------------------------------------------


@pytest.fixture
def unit() -> Unit:
    return factories.create_unit()


@pytest.fixture
def actors(unit: Unit) -> dict[str, User | None]:
    """One person for each role in the unit, and one with all roles in another unit."""
    stranger = factories.create_user()
    give_every_role_elsewhere(stranger)
    return {
        "anonymous": None,
        "disabled": factories.create_user(role=Role.ADMINISTRATOR, unit=unit, is_active=False),
        "stranger": stranger,
        **{letter: factories.create_user(role=role, unit=unit) for letter, role in ROLES.items()},
    }


def give_every_role_elsewhere(user: User) -> None:
    elsewhere = factories.create_unit()
    for role in Role:
        user.appointments.create(role=role, unit=elsewhere, starts_on=datetime.date(2020, 1, 1))


def ask(user: User | None, url: str, *methods: str) -> list[int]:
    """The status of each answer; what the requests did is taken back."""
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    statuses = []
    for method in methods:
        with transaction.atomic():
            statuses.append(getattr(client, method)(url).status_code)
            transaction.set_rollback(True)
    return statuses


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROWS))
def test_who_gets_the_page(name: str, actors: dict[str, User | None], unit: Unit) -> None:
    row = ROWS[name]
    url = reverse(name, kwargs=row.arguments(unit) if row.arguments else row.fixed)

    answers = {who: ask(user, url, "get", "post") for who, user in actors.items()}

    assert answers == {who: [row.expected(who, "get"), row.expected(who, "post")] for who in actors}


RECORDS = {name for name, row in ROWS.items() if row.arguments}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(RECORDS - OPEN_FROM_ELSEWHERE))
def test_a_role_elsewhere_opens_nothing_here(name: str, unit: Unit) -> None:
    """A leader here who holds every role in another tree is a leader here."""
    guest, row = factories.create_user(role=Role.LEADER, unit=unit), ROWS[name]
    give_every_role_elsewhere(guest)
    refused = 404 if name.startswith(UNSEEN_BY_LEADERS) else 403

    answers = ask(guest, reverse(name, kwargs=row.arguments(unit) if row.arguments else None), "get", "post")

    as_leader = [row.expected("L", "get"), row.expected("L", "post")]
    assert answers == [refused if status == 403 else status for status in as_leader]


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"])
def test_pages_are_read_and_sent_forms_and_nothing_else(method: str) -> None:
    request = RequestFactory().generic(method, "/")

    open_to_it = {
        name
        for name in set(OURS) - WITHOUT_LOGIN
        if OURS[name].callback(request, **dict.fromkeys(OURS[name].pattern.converters)).status_code != 405
    }

    assert open_to_it == set()


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(WITHOUT_LOGIN))
def test_a_page_without_login_opens_for_everybody(name: str) -> None:
    statuses = ask(None, reverse(name, kwargs=BY_ADDRESS.get(name)), "get")

    if name in BY_ADDRESS:
        assert statuses == [404]
    else:
        assert statuses == [{"set_language": 302, "admin:login": 302}.get(name, 200)]


# --- Django's admin -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_only_administrators_enter_the_admin(actors: dict[str, User | None]) -> None:
    answers = {who: ask(user, reverse("admin:index"), "get")[0] for who, user in actors.items()}

    assert answers == {
        "anonymous": 302, "disabled": 302, "C": 403, "M": 403, "T": 403, "L": 403, "A": 200, "stranger": 200
    }  # fmt: skip


MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label_lower)


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS)
def test_which_tables_the_admin_opens(model: Any, actors: dict[str, User | None]) -> None:
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    opens = 200 if model._meta.label_lower in ADMIN_TABLES else 403

    answers = {who: ask(user, url, "get")[0] for who, user in actors.items()}

    assert answers == {
        "anonymous": 302, "disabled": 302, "C": 403, "M": 403, "T": 403, "L": 403, "A": opens, "stranger": opens
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("model", sorted(ADMIN_TABLES - KEPT_IN_ADMIN))
def test_the_admin_neither_adds_nor_deletes(model: str, actors: dict[str, User | None], unit: Unit) -> None:
    prefix = f"admin:{model.replace('.', '_')}"
    pk = getattr(apps.get_model(model).objects.first(), "pk", 1)

    assert ask(actors["A"], reverse(f"{prefix}_add"), "post") == [403]
    assert ask(actors["A"], reverse(f"{prefix}_delete", args=[pk]), "post")[0] in (302, 403)  # 302: no such record
