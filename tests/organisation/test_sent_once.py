"""The same form twice is one deed, whatever the form: by a double click, or by Back and again."""

import re
import threading
import uuid
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client, RequestFactory
from django.urls import reverse

from children.models import Child, Visit
from organisation import access
from organisation.models import SentForm
from organisation.roles import Role
from sponsorship.need_cells import Buttons
from tests import factories
from tests.every_page import signed_in

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


def at_the_same_moment() -> int:
    """How many visits a double click leaves: two requests that meet."""
    child = factories.create_child()
    clerk = factories.create_user(role=Role.DATA_CLERK, unit=child.managing_unit)
    once, ready, clients = str(uuid.uuid4()), threading.Barrier(2), [signed_in(clerk) for _n in range(2)]

    def click(client: Client) -> None:
        ready.wait()
        visit(client, child, once)
        connections.close_all()

    threads = [threading.Thread(target=click, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Visit.objects.filter(child=child).count()


@pytest.mark.usefixtures("committed")
def test_a_double_click_leaves_one() -> None:
    assert at_the_same_moment() == 1


@pytest.mark.usefixtures("committed")
def test_control_without_the_guard_it_leaves_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "answered_once", lambda request, answer: answer())

    assert at_the_same_moment() == 2
