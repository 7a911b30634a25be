"""Who gets which page: every URL × role × method in one table. A URL without a row fails the build.

Adding a page is adding one line to ROWS, by the name of its URL:
    "children:list": page("CMTLA")                  a page of its own: who is allowed gets 200, other roles 403
    "children:detail": record("CMTLA", a_child)     a page about a record: another unit's staff get 404
    "children:edit": record("CMA", a_child)
The letters are the roles that may: C data clerk, M matching officer, T treasurer, L leader, A administrator.
`a_child` is a function of the unit that returns the URL's arguments for a record managed there; write one if it is
missing. `get=` and `post=` say what whoever is allowed is answered if it is not 200 (an empty form is shown again);
for a deed that needs no further data that is `post=302`. Nobody who is not signed in gets anything but the way to the
login (302), nor does a disabled account. Pages without login stand in WITHOUT_LOGIN, and nowhere else.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from organisation.models import Unit, User
from organisation.roles import Role
from tests import factories

ROLES = dict(
    zip("CMTLA", (Role.DATA_CLERK, Role.MATCHING_OFFICER, Role.TREASURER, Role.LEADER, Role.ADMINISTRATOR), strict=True)
)
Arguments = Callable[[Unit], dict[str, Any]]


@dataclass
class Row:
    allowed: str
    arguments: Arguments | None = None
    get: int = 200
    post: int = 200

    def expected(self, actor: str, method: str) -> int:
        if actor in ("anonymous", "disabled"):
            return 302
        if actor == "stranger" and self.arguments:
            return 404
        if actor != "stranger" and actor not in self.allowed:
            return 403
        return getattr(self, method)


def page(allowed: str, **answers: int) -> Row:
    return Row(allowed, None, **answers)


def record(allowed: str, arguments: Arguments, **answers: int) -> Row:
    return Row(allowed, arguments, **answers)


# --- Records for the table ----------------------------------------------------------------------


def a_child(unit: Unit) -> dict[str, Any]:
    return {"public_id": factories.create_child(unit=unit).public_id}


def a_part_of_a_child(model: str, **values: Any) -> Arguments:
    """A caregiver, consent, need, school year or visit in the record of a child of the unit."""

    def create(unit: Unit) -> dict[str, Any]:
        child = factories.create_child(unit=unit)
        more = {"recorded_by": factories.create_user()} if model == "Visit" else {}
        record = apps.get_model("children", model).objects.create(child=child, **values, **more)
        record.refresh_from_db()
        return {"public_id": child.public_id, "record_id": record.public_id}

    return create


A_DAY = datetime.date(2025, 3, 1)
a_caregiver = a_part_of_a_child("Caregiver", full_name="Lê Thị Mẫu")
a_consent = a_part_of_a_child("Consent", purpose="process", given_by="Lê Thị Mẫu", given_on=A_DAY)
a_need = a_part_of_a_child("Need", kind="bicycle", recorded_on=A_DAY)
a_school_year = a_part_of_a_child("Progress", school_year=2024)
a_visit = a_part_of_a_child("Visit", visited_on=A_DAY, visitors="Chị Hòa")


def a_photo_of_a_child(unit: Unit) -> dict[str, Any]:
    """Without a consent, so that nobody gets to see it."""
    child, photo = factories.create_child(unit=unit), apps.get_model("children", "Photo")
    made = photo.objects.create(
        child=child, file=f"{child.public_id}.jpg", width=1, height=1, added_by=factories.create_user()
    )
    return {"public_id": child.public_id, "pk": made.pk}


def a_donor(unit: Unit) -> dict[str, Any]:
    return {"public_id": factories.create_donor(unit=unit).public_id}


def a_pledge(unit: Unit) -> dict[str, Any]:
    return {"public_id": factories.create_pledge(child=factories.create_child(unit=unit)).public_id}


def a_unit(unit: Unit) -> dict[str, Any]:
    return {"public_id": factories.create_unit(parent=unit).public_id}


def an_account(unit: Unit) -> dict[str, Any]:
    return {"pk": factories.create_user(role=Role.DATA_CLERK, unit=unit).pk}


def a_disabled_account(unit: Unit) -> dict[str, Any]:
    return {"pk": factories.create_user(role=Role.DATA_CLERK, unit=unit, is_active=False).pk}


def an_appointment(unit: Unit) -> dict[str, Any]:
    user = factories.create_user(role=Role.DATA_CLERK, unit=unit)
    return {"pk": user.pk, "appointment": user.appointments.get().public_id}


# --- The table ----------------------------------------------------------------------------------

ANYBODY = "CMTLA"

ROWS: dict[str, Row] = {
    "home": page(ANYBODY),
    "search": page(ANYBODY),
    # children
    "children:list": page(ANYBODY),
    "children:print": page("CMTL"),
    "children:add": page("CMA"),
    "children:detail": record(ANYBODY, a_child),
    "children:edit": record("CMA", a_child),
    "children:need_end": record("CMA", a_child),
    "children:need_reopen": record("CMA", a_child),
    "children:photo": record(ANYBODY, a_child, get=404, post=404),
    "children:old_photo": record(ANYBODY, a_photo_of_a_child, get=404, post=404),
    "children:photo_add": record("CMA", a_child, get=302, post=302),
    "children:photo_delete": record("CMA", a_photo_of_a_child, post=302),
    "children:sibling_link": record("CMA", a_child, get=302, post=302),
    "children:sibling_unlink": record("CMA", a_child, get=302, post=302),
    "children:consent_withdraw": record("CMA", a_consent),
    "children:caregiver_add": record("CMA", a_child),
    "children:caregiver_edit": record("CMA", a_caregiver),
    "children:caregiver_delete": record("CMA", a_caregiver, post=302),
    "children:consent_add": record("CMA", a_child),
    "children:consent_edit": record("CMA", a_consent),
    "children:consent_delete": record("CMA", a_consent, post=302),
    "children:need_add": record("CMA", a_child),
    "children:need_edit": record("CMA", a_need),
    "children:need_delete": record("CMA", a_need, post=302),
    "children:progress_add": record("CMA", a_child),
    "children:progress_edit": record("CMA", a_school_year),
    "children:progress_delete": record("CMA", a_school_year, post=302),
    "children:visit_add": record("CMA", a_child),
    "children:visit_edit": record("CMA", a_visit),
    "children:visit_delete": record("CMA", a_visit, post=302),
    # organisation
    "logout": page(ANYBODY, get=405, post=302),
    "password_change": page(ANYBODY),
    "organisation:units": page("A"),
    "organisation:unit_add": page("A"),
    "organisation:unit": record("A", a_unit),
    "organisation:unit_edit": record("A", a_unit),
    "organisation:unit_end": record("A", a_unit),
    "organisation:areas": page("A"),
    "organisation:accounts": page("A"),
    "organisation:account_add": page("A"),
    "organisation:account": record("A", an_account),
    "organisation:account_edit": record("A", an_account),
    "organisation:account_appoint": record("A", an_account),
    "organisation:appointment_end": record("A", an_appointment, post=302),
    "organisation:account_disable": record("A", an_account, post=302),
    "organisation:account_enable": record("A", a_disabled_account, post=302),
    "organisation:account_password": record("A", an_account),
}

WITHOUT_LOGIN = {"login", "set_language", "admin:login", "public:livez", "public:readyz"}

# What an administrator may open in Django's admin; every other table there is closed to everybody.
ADMIN_TABLES = {
    "organisation.area",
    "organisation.unit",
    "organisation.user",
    "organisation.appointment",
    "organisation.accesslog",
    "children.child",
}


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
    names = [name for name, _entry in patterns()]

    assert sorted({name for name in names if names.count(name) > 1} - {"admin:"}) == []


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
    elsewhere = factories.create_unit()
    for role in Role:
        stranger.appointments.create(role=role, unit=elsewhere, starts_on=datetime.date(2020, 1, 1))
    return {
        "anonymous": None,
        "disabled": factories.create_user(role=Role.ADMINISTRATOR, unit=unit, is_active=False),
        "stranger": stranger,
        **{letter: factories.create_user(role=role, unit=unit) for letter, role in ROLES.items()},
    }


def ask(user: User | None, method: str, url: str) -> int:
    """The answer's status; what the request did is taken back."""
    client = Client(raise_request_exception=False)
    with transaction.atomic():
        if user:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        status = getattr(client, method)(url).status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(ROWS))
def test_who_gets_the_page(name: str, actors: dict[str, User | None], unit: Unit) -> None:
    row = ROWS[name]
    url = reverse(name, kwargs=row.arguments(unit) if row.arguments else None)

    answers = {(who, method): ask(user, method, url) for who, user in actors.items() for method in ("get", "post")}

    assert answers == {(who, method): row.expected(who, method) for who, method in answers}


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(WITHOUT_LOGIN))
def test_a_page_without_login_opens_for_everybody(name: str) -> None:
    status = ask(None, "get", reverse(name))

    assert status == {"set_language": 302, "admin:login": 302}.get(name, 200)


# --- Django's admin -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_only_administrators_enter_the_admin(actors: dict[str, User | None]) -> None:
    answers = {who: ask(user, "get", reverse("admin:index")) for who, user in actors.items()}

    assert answers == {
        "anonymous": 302, "disabled": 302, "C": 403, "M": 403, "T": 403, "L": 403, "A": 200, "stranger": 200
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("model", sorted(admin.site._registry, key=lambda m: m._meta.label_lower))
def test_which_tables_the_admin_opens(model: Any, actors: dict[str, User | None]) -> None:
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    opens = 200 if model._meta.label_lower in ADMIN_TABLES else 403

    answers = {who: ask(user, "get", url) for who, user in actors.items()}

    assert answers == {
        "anonymous": 302, "disabled": 302, "C": 403, "M": 403, "T": 403, "L": 403, "A": opens, "stranger": opens
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("model", sorted(ADMIN_TABLES))
def test_the_admin_neither_adds_nor_deletes(model: str, actors: dict[str, User | None], unit: Unit) -> None:
    prefix = f"admin:{model.replace('.', '_')}"
    pk = getattr(apps.get_model(model).objects.first(), "pk", 1)

    answers = [ask(actors["A"], "post", reverse(f"{prefix}_add"))]
    answers += [ask(actors["A"], "post", reverse(f"{prefix}_delete", args=[pk]))]

    assert set(answers) <= {302, 403, 404}
    assert 200 not in answers
    assert answers[0] == 403
