"""The same form twice is one deed, whatever the form: by a double click, or by Back and again."""

import datetime
import inspect
import re
import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.messages import WARNING, get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import connection, connections
from django.shortcuts import redirect
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from children.models import Child, Visit
from imports.operations import apply_batch
from organisation import access, sent_once
from organisation.models import SentForm, Unit, User
from organisation.roles import Role
from organisation.second_factor import PASSED
from sponsorship.need_cells import Buttons
from tests import factories
from tests.access_table import a_donor, an_account
from tests.every_page import signed_in
from tests.imports.test_user_lists import opened, row, users_list
from tests.test_access import OURS
from tests.watch_forms import Written

VISIT = {"visited_on": "01/03/2026", "visitors": "Chị Hòa"}


@pytest.fixture
def child(db: None) -> Child:
    return factories.create_child()


def clerk_of(child: Child) -> Client:
    return signed_in(factories.create_user(role=Role.DATA_CLERK, unit=child.managing_unit))


def visit(client: Client, child: Child, once: str, **more: str) -> Any:
    return client.post(reverse("children:visit_add", args=[child.public_id]), VISIT | {"once": once} | more)


TEMPLATES = settings.BASE_DIR / "templates"
FORM = re.compile(r'<form\b[^>]*method="post".*?</form>', re.DOTALL)
INCLUDED = re.compile(r'{% include "([^"]+)"')
WITHOUT = {  # what stands in the form, and why it may come twice
    'action="{% url "logout" %}"': "who is signed out is signed out",
    'action="{% url "set_language" %}"': "a language is chosen",
    'action="{% url "imports:decide" batch.public_id %}"': "what is said of a row stands, however often it is said",
    'action="{% url "imports:fix" batch.public_id %}"': "what is typed into a cell stands in it",
    'autocomplete="current-password"': "signing in; or it hands on the form that was sent, with its word",
    '{% translate "Keep this password" %}': "its link works once",
    '?find" ': "a search changes nothing",
    "{{ form.key }}": "the public form has a signed key, which becomes the number of the offer",
}


def brings_a_word(text: str) -> bool:
    parts = (TEMPLATES.joinpath(name).read_text("utf-8") for name in INCLUDED.findall(text))
    return "{% once %}" in text or any(map(brings_a_word, parts))


def test_every_form_of_every_page_brings_a_word_or_may_come_twice() -> None:
    forms = [
        (str(path.relative_to(TEMPLATES)), form)
        for path in TEMPLATES.rglob("*.html")
        for form in FORM.findall(path.read_text("utf-8"))
    ]

    lacking = [name for name, form in forms if not brings_a_word(form) and not any(sign in form for sign in WITHOUT)]

    assert len(forms) > 50
    assert lacking == []
    assert [sign for sign in WITHOUT if not any(sign in form for _name, form in forms)] == []


def test_so_does_each_form_that_is_put_together_in_python() -> None:
    ours = (
        path for app in settings.BASE_DIR.iterdir() if app.joinpath("apps.py").is_file() for path in app.rglob("*.py")
    )

    assert [path.name for path in ours if "<form" in path.read_text("utf-8")] == ["need_cells.py"]
    assert 'name="once"' in Buttons(RequestFactory().get("/")).form("/", "Hold", "")


def test_every_form_of_the_kit_brings_a_word_of_its_own(child: Child) -> None:
    address = reverse("children:visit_add", args=[child.public_id])
    client = clerk_of(child)

    words = {client.get(address).content.decode().partition('name="once" value="')[2][:36] for _n in range(2)}

    assert len({uuid.UUID(word) for word in words}) == 2


def test_the_second_time_leads_where_the_first_led_and_does_nothing(child: Child) -> None:
    client, once = clerk_of(child), str(uuid.uuid4())

    first, second = visit(client, child, once), visit(client, child, once)

    assert first["Location"] == second["Location"]
    assert Visit.objects.count() == 1
    assert "chỉ được tính một lần" in client.get(second["Location"]).content.decode()


def test_of_a_long_address_the_second_time_leads_to_its_page(child: Child) -> None:
    request = RequestFactory().post("/somewhere/", {"once": str(uuid.uuid4())})
    request.user = factories.create_user()
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]  # where Django's middleware puts them
    done: list[int] = []

    def answer() -> Any:
        done.append(1)
        return redirect("/children/?q=" + "x" * 500)

    led = [sent_once.answered_once(request, answer)["Location"] for _n in range(2)]

    assert (led[0], led[1], len(done)) == ("/children/?q=" + "x" * 500, "/children/", 1)


def test_what_was_changed_in_between_is_another_form(child: Child) -> None:
    client, once = clerk_of(child), str(uuid.uuid4())

    visit(client, child, once)
    visit(client, child, once, visitors="Chị Lan")

    assert Visit.objects.count() == 2


def test_a_form_with_something_to_mend_counts_once_it_is_mended(child: Child) -> None:
    client, once = clerk_of(child), str(uuid.uuid4())

    assert visit(client, child, once, visited_on="31/02/2026").status_code == 200
    assert visit(client, child, once).status_code == 302
    assert Visit.objects.count() == 1
    assert SentForm.objects.count() == 1


def test_two_people_who_send_the_same_are_two(child: Child) -> None:
    once = str(uuid.uuid4())

    for _n in range(2):
        visit(clerk_of(child), child, once)

    assert Visit.objects.count() == 2


def visits_of_a_double_click() -> int:
    child = factories.create_child()
    once = str(uuid.uuid4())
    clerk = factories.create_user(role=Role.DATA_CLERK, unit=child.managing_unit)
    at_the_same_moment(clerk, lambda client: visit(client, child, once))
    return Visit.objects.filter(child=child).count()


def pages_of_codes_of_a_double_click() -> int:
    """A page that was shown and then overtaken by another one would hold codes that open nothing."""
    shown = list[int]()
    user = factories.create_user(second_factor_since=timezone.now())
    at_the_same_moment(
        user, lambda client: shown.append(client.post(reverse("recovery_codes"), {"once": "1"}).status_code)
    )
    return shown.count(200)


def let_in(user: User) -> Client:
    """Signed in, the code from the telephone shown."""
    client = signed_in(user)
    session = client.session
    session[PASSED] = user.second_factor_since and user.second_factor_since.isoformat()
    session.save()
    return client


def at_the_same_moment(user: User, send: Callable[[Client], Any]) -> None:
    """Two requests that meet."""
    ready, clients = threading.Barrier(2), [let_in(user) for _n in range(2)]

    def click(client: Client) -> None:
        ready.wait()
        send(client)
        connections.close_all()

    threads = [threading.Thread(target=click, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


DOUBLE_CLICKS = [visits_of_a_double_click, pages_of_codes_of_a_double_click]


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("count", DOUBLE_CLICKS)
def test_a_double_click_leaves_one(count: Callable[[], int]) -> None:
    assert count() == 1


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize("count", DOUBLE_CLICKS)
def test_control_without_the_guard_it_leaves_two(count: Callable[[], int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "answered_once", lambda request, answer: answer())

    assert count() == 2


# --- Forms that are answered by a page: what it shows is shown once -----------------------------


@dataclass(frozen=True)
class Shown:
    """Who sends the form where, what it says the first time and the next, and what the page shows."""

    role: Role
    arguments: Callable[[Unit], dict[str, Any]] | None = None
    sends: tuple[dict[str, Any], dict[str, Any]] = ({}, {})


def a_person(n: int) -> dict[str, Any]:
    said = {"username": f"lan.{n}", "full_name": "Trần Thị Mẫu", "role": "data_clerk", "starts_on": "01/03/2026"}
    return said | {"unit": lambda unit: unit.pk}  # which is made later


def accounts_of_a_list(unit: Unit) -> dict[str, Any]:
    by = unit.appointments.get(role=Role.ADMINISTRATOR).user
    return {"public_id": apply_batch(batch=opened(users_list(row()), unit, by), by=by).public_id}


def a_link(n: int) -> dict[str, Any]:
    until = timezone.localdate() + datetime.timedelta(days=n)
    return {"for_whom": "Bà Lan", "valid_until": f"{until:%d/%m/%Y}", "key": str(uuid.UUID(int=n))}


PAGES = {
    "organisation:account_add": Shown(Role.ADMINISTRATOR, sends=(a_person(1), a_person(2))),
    "organisation:account_password": Shown(Role.ADMINISTRATOR, an_account),
    "imports:password_links": Shown(Role.ADMINISTRATOR, accounts_of_a_list),
    "sponsorship:links": Shown(Role.MATCHING_OFFICER, a_donor, (a_link(1), a_link(2))),
    "recovery_codes": Shown(Role.LEADER),
}


def ways_of_asking(name: str) -> Callable[..., Any]:
    """Sends the form of this page, for the first or the next time, with a word."""
    shown, unit = PAGES[name], factories.create_unit()
    user = factories.create_user(role=shown.role, unit=unit, second_factor_since=timezone.now())
    client = let_in(user)
    address = reverse(name, kwargs=shown.arguments(unit) if shown.arguments else None)

    def send(once: str, turn: int = 0) -> tuple[Any, list[str]]:
        said = {key: value(unit) if callable(value) else value for key, value in shown.sends[turn].items()}
        with connection.execute_wrapper(written := Written()):
            answer = client.post(address, said | {"once": once})
        return answer, written.tables

    return send


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_what_is_shown_once_is_made_once(name: str) -> None:
    send = ways_of_asking(name)

    (first, did), (second, did_again) = send("1"), send("1")

    assert first.status_code == 200
    assert did
    assert (second.status_code, did_again) == (302, [])
    assert [message.level for message in get_messages(second.wsgi_request)] == [WARNING]
    assert SentForm.objects.get().location == ""


@pytest.mark.django_db
@pytest.mark.parametrize("name", PAGES)
def test_a_new_form_makes_it_anew(name: str) -> None:
    send = ways_of_asking(name)

    (first, did), (second, did_again) = send("1"), send("2", turn=1)

    assert (first.status_code, second.status_code) == (200, 200)
    assert did
    assert did_again
    assert first.content != second.content


def test_every_page_that_shows_something_once_was_sent_twice_here() -> None:
    ours = (
        path for app in settings.BASE_DIR.iterdir() if app.joinpath("apps.py").is_file() for path in app.rglob("*.py")
    )
    marking = {path for path in ours if "carried_out(" in path.read_text("utf-8")} - {Path(sent_once.__file__)}

    tried = {Path(str(inspect.getsourcefile(inspect.unwrap(OURS[name].callback)))) for name in PAGES}
    assert marking == tried


@pytest.mark.django_db
def test_a_page_that_forgets_to_say_so_fails_whichever_test_it_is_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sponsorship.views.links.carried_out", lambda page: page)

    with pytest.raises(AssertionError, match="sponsorship:links wrote to"):
        ways_of_asking("sponsorship:links")("1")
