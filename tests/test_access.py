"""Who gets which page: every URL × role × method, by the table in tests/access_table.py. A URL without a row fails."""

import datetime
import uuid
from collections.abc import Iterator
from copy import deepcopy
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client, RequestFactory, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from organisation.middleware import OPEN_BEFORE_SECOND_STEP as BEFORE_THE_SECOND_STEP
from organisation.models import User
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
    Row,
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


class World:
    """Commune A, in which the records of the table are, one person for each role in it, and those who come from
    elsewhere or not all the way in."""

    def __init__(self) -> None:
        self.district = factories.create_unit()
        self.unit = factories.create_unit(parent=self.district)
        commune_b = factories.create_unit(parent=self.district)
        self.actors: dict[str, User | None] = {
            "anonymous": None,
            "disabled": factories.create_user(role=Role.ADMINISTRATOR, unit=self.unit, is_active=False),
            "no second step": factories.create_user(role=Role.ADMINISTRATOR, unit=self.unit),
            "stranger": someone_with_every_role_elsewhere(),
            "clerk of B": factories.create_user(role=Role.DATA_CLERK, unit=commune_b),
            "district clerk": factories.create_user(role=Role.DATA_CLERK, unit=self.district),
            **{letter: factories.create_user(role=role, unit=self.unit) for letter, role in ROLES.items()},
        }
        self.clients = {who: signed_in(user) for who, user in self.actors.items()}
        self.leader_with_roles_elsewhere = someone_with_every_role_elsewhere(role=Role.LEADER, unit=self.unit)

    def ask_all(self, url: str, *methods: str, **sent: str) -> dict[str, list[int]]:
        """What each is answered; who has no second step is asked while one is required."""
        return {who: self.ask(who, url, *methods, **sent) for who in self.actors}

    def ask(self, who: str, url: str, *methods: str, **sent: str) -> list[int]:
        with override_settings(SECOND_FACTOR="required" if who == "no second step" else "offered"):
            return ask(self.clients[who], url, *methods, **sent)


def someone_with_every_role_elsewhere(**values: Any) -> User:
    user, elsewhere = factories.create_user(**values), factories.create_unit()
    for role in Role:
        user.appointments.create(role=role, unit=elsewhere, starts_on=datetime.date(2020, 1, 1))
    return user


def signed_in(user: User | None) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


REFUSED = {403, 404, 405}
# Not the records: who is signed in, and that somebody looked.
MAY_BE_WRITTEN = (
    "django_session", "organisation_session", "organisation_accesslog", "pghistory_context", "axes_",
    "organisation_sentform",
)  # fmt: skip


def ask(client: Client, url: str, *methods: str, **sent: str) -> list[int]:
    """The status of each answer. What the requests did is taken back; who was refused has written nothing."""
    statuses, cookies = [], deepcopy(client.cookies)
    for method in methods:
        written: list[str] = []
        with transaction.atomic():
            with connection.execute_wrapper(partial(note_writing, written)):
                answer = getattr(client, method)(url, sent)
            transaction.set_rollback(True)
        client.cookies = deepcopy(cookies)  # who signed out is in again
        statuses.append(answer.status_code)
        is_sent_to_the_login = answer.status_code == 302 and answer["Location"].startswith("/login/")
        if answer.status_code in REFUSED or is_sent_to_the_login:
            assert written == [], f"{method} {url} answered {answer.status_code} and wrote"
    return statuses


def note_writing(written: list[str], execute: Any, sql: str, *arguments: Any) -> Any:
    words = sql.split(None, 3)
    if words[:1] in (["INSERT"], ["UPDATE"], ["DELETE"]) and not any(table in sql[:80] for table in MAY_BE_WRITTEN):
        written.append(sql)
    return execute(sql, *arguments)


@pytest.fixture(scope="module")
def world(shared_records: Any) -> World:
    """The people of the table, signed in once for all its tests."""
    return World()


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROWS))
def test_who_gets_the_page(name: str, world: World) -> None:
    row = ROWS[name]
    url = reverse(name, kwargs=row.arguments(world.unit) if row.arguments else row.fixed)

    answers = world.ask_all(url, "get", "post", **row.sends)

    if name in BEFORE_THE_SECOND_STEP:
        del answers["no second step"]
    assert answers == {who: [row.expected(who, "get"), row.expected(who, "post")] for who in answers}
    if row.arguments:
        assert read_by_strangers(world, url, row) == read_by_strangers(world, of_nothing(name, url), row)


def read_by_strangers(world: World, url: str, row: Row) -> list[Any]:
    """All that an answer tells those who belong elsewhere: the same of a record that is here and of none."""
    told: list[Any] = []
    for who, method in (("stranger", "get"), ("clerk of B", "post")):
        answer = getattr(world.clients[who], method)(url, row.sends)
        told.append((who, answer.status_code, answer.content, sorted(answer.items())))
    return told


def of_nothing(name: str, url: str) -> str:
    """The same address, of records that nobody has."""
    nobody: dict[type, Any] = {uuid.UUID: uuid.UUID(int=0), int: 10**9}
    return reverse(name, kwargs={key: nobody.get(type(value), value) for key, value in resolve(url).kwargs.items()})


RECORDS = {name for name, row in ROWS.items() if row.arguments}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(RECORDS - OPEN_FROM_ELSEWHERE))
def test_a_role_elsewhere_opens_nothing_here(name: str, world: World) -> None:
    """A leader here who holds every role in another tree is a leader here."""
    row = ROWS[name]
    refused = 404 if name.startswith(UNSEEN_BY_LEADERS) else 403

    url = reverse(name, kwargs=row.arguments and row.arguments(world.unit))
    answers = ask(signed_in(world.leader_with_roles_elsewhere), url, "get", "post")

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
    statuses = ask(Client(raise_request_exception=False), reverse(name, kwargs=BY_ADDRESS.get(name)), "get")

    if name in BY_ADDRESS:
        assert statuses == [404]
    else:
        otherwise = {"set_language": 302, "admin:login": 302, "known:security": 404}  # nobody to write to is set
        assert statuses == [otherwise.get(name, 200)]


# --- Django's admin -----------------------------------------------------------------------------


def in_the_admin(opens: int) -> dict[str, list[int]]:
    """What each actor is answered where administrators get `opens`."""
    shut = dict.fromkeys(("anonymous", "disabled", "no second step"), 302)
    refused = dict.fromkeys(("clerk of B", "district clerk", "C", "M", "T", "L"), 403)
    return {who: [status] for who, status in (shut | refused | {"A": opens, "stranger": opens}).items()}


@pytest.mark.django_db
def test_only_administrators_enter_the_admin(world: World) -> None:
    assert world.ask_all(reverse("admin:index"), "get") == in_the_admin(200)


MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label_lower)


@pytest.mark.django_db
@pytest.mark.parametrize("model", MODELS)
def test_which_tables_the_admin_opens(model: Any, world: World) -> None:
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")

    answers = world.ask_all(url, "get")

    assert answers == in_the_admin(200 if model._meta.label_lower in ADMIN_TABLES else 403)


@pytest.mark.django_db
@pytest.mark.parametrize("model", sorted(ADMIN_TABLES - KEPT_IN_ADMIN))
def test_the_admin_neither_adds_nor_deletes(model: str, world: World) -> None:
    prefix = f"admin:{model.replace('.', '_')}"
    pk = getattr(apps.get_model(model).objects.first(), "pk", 1)

    assert world.ask("A", reverse(f"{prefix}_add"), "post") == [403]
    assert world.ask("A", reverse(f"{prefix}_delete", args=[pk]), "post")[0] in (302, 403)  # 302: no such record
