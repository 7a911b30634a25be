"""Senseless and hostile requests to every address: a message, never a 500; who is refused changes nothing, nothing
of another unit is touched by naming it there.

FUZZ_REQUESTS=20000 asks that often (many minutes), FUZZ_SEED= another run of chance; the suite asks 300 times.
"""

import os
import random
import re
import uuid
from collections import Counter
from copy import deepcopy
from functools import partial
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.test import Client
from django.urls import reverse

from organisation.models import User
from organisation.roles import Role
from tests import factories
from tests.access_table import ROWS
from tests.every_page import PAGES, Page, signed_in
from tests.programme import Programme
from tests.test_access import REFUSED, note_writing, someone_with_every_role_elsewhere

pytestmark = pytest.mark.django_db
REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "300"))
SEED = int(os.environ.get("FUZZ_SEED", "7"))
HOSTILE: list[Any] = [
    "", "\0", "a\0b", "31/02/2026", "9999-12-31", "31/12/9999", "\u200b\u200c\u200d", "\u202eNguyễn", "Nguyễ\u0302n",
    "x" * 10_000, str(10**30), "-1", "0", "1e309", "NaN", "٣", "'; DROP TABLE children_child; --", "{{ 7*7 }}",
    "<script>alert(1)</script>", "../../etc/passwd", "=cmd|' /C calc'!A0", "on", "true", "[]", '{"a": 1}', "%00",
    "Nguyễn Thị Mẫu", "01/01/2026", "500000", "500.000", "0912345678", "1", str(2**31), str(2**63), "\r\n", "💥" * 40,
]  # fmt: skip
FIELD = re.compile(r'name="([^"]{1,80})"')
QUERIES = (
    "q",
    "page",
    "sort",
    "export",
    "state",
    "unit",
    "commune",
    "since",
    "until",
    "key",
    "day",
    "month",
    "by",
    "child",
)


class World:
    def __init__(self) -> None:
        self.chance = random.Random(SEED)
        self.programme = Programme(size=1)
        stranger = someone_with_every_role_elsewhere()
        elsewhere = stranger.appointments.get(role=Role.LEADER).unit
        child, donor = factories.create_child(unit=elsewhere), factories.create_donor(unit=elsewhere)
        pledge = factories.create_pledge(child=factories.create_child(unit=elsewhere), donor=donor)
        self.foreign: list[models.Model] = [child, donor, pledge, factories.create_campaign(unit=elsewhere), elsewhere]
        for record in self.foreign:
            record.refresh_from_db()
        self.pages = [*PAGES.values(), *(Page(name, name) for name, row in ROWS.items() if row.is_deed)]
        self.addresses = {page.name: page.address(self.programme) for page in self.pages}
        people: dict[str, User] = {**self.programme.staff, "stranger": stranger}
        self.clients = {who: signed_in(user) for who, user in people.items()} | {"anonymous": Client()}
        for client in self.clients.values():
            client.raise_request_exception = False
        self.fields: dict[str, list[str]] = {}
        self.others = self.state_of_the_others()

    def fields_of(self, page: Page) -> list[str]:
        """The names in the page's forms, as whoever may open it reads them."""
        if page.name not in self.fields:
            client = signed_in(page.opened_by(self.programme))
            client.raise_request_exception = False
            answer = client.get(self.addresses[page.name])
            text = b"" if answer.streaming else answer.content
            self.fields[page.name] = sorted(set(FIELD.findall(text.decode("utf-8", "replace")))) or ["q"]
        return self.fields[page.name]

    def value(self) -> Any:
        if self.chance.random() < 0.25:  # a record of another unit, or none
            record: Any = self.chance.choice(self.foreign)
            nobody = uuid.UUID(int=self.chance.getrandbits(128))
            return self.chance.choice([record.pk, record.public_id, record.code, f"{record.code} {record}", nobody])
        return self.chance.choice(HOSTILE)

    def request(self) -> tuple[str, str, str, dict[str, Any]]:
        page = self.chance.choice(self.pages)
        method = self.chance.choice(["get", "post", "post"])
        names = list(QUERIES) if method == "get" else self.fields_of(page)
        sent = {name: self.value() for name in names if self.chance.random() < 0.6}
        sent.pop("csrfmiddlewaretoken", None)
        who = self.chance.choice([*self.clients, *(["M"] * 4)])
        return who, method, self.addresses[page.name], sent

    def state_of_the_others(self) -> list[Any]:
        """The foreign records, and how many rows refer to each."""
        seen: list[Any] = []
        for record in self.foreign:
            seen.append(type(record)._base_manager.filter(pk=record.pk).values().get())
            for relation in record._meta.related_objects:
                model: Any = relation.related_model
                if model._meta.managed:
                    seen.append(model._base_manager.filter(**{relation.field.name: record.pk}).count())
        return seen


@pytest.fixture(scope="module")
def world(shared_records: Any) -> World:
    return World()


def ask(world: World, who: str, method: str, address: str, sent: dict[str, Any]) -> tuple[int, list[str]]:
    """The status, and what is wrong: each request is taken back."""
    client, written = world.clients[who], list[str]()
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        with connection.execute_wrapper(partial(note_writing, written)):
            answer = getattr(client, method)(address, sent)
        wrong: list[str] = []
        is_refused = answer.status_code in REFUSED or answer.get("Location", "").startswith("/login/")
        if answer.status_code >= 500:
            wrong.append(f"{answer.status_code}")
        elif is_refused and written:
            wrong.append("refused, and wrote")
        elif (
            (written or answer.status_code == 302) and who != "stranger" and world.state_of_the_others() != world.others
        ):
            wrong.append("touched another unit's record")
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer.status_code, wrong


def test_whatever_is_sent_is_answered_and_touches_nothing_of_others(world: World) -> None:
    answers: Counter[int] = Counter()
    wrong: list[str] = []
    for number in range(REQUESTS):
        if number % 1000 == 999:
            print(number + 1, dict(sorted(answers.items())), *wrong, sep="\n", flush=True)
        who, method, address, sent = world.request()
        status, found = ask(world, who, method, address, sent)
        answers[status] += 1
        wrong += [f"{who} {method} {address} {sent!r:.600}: {each}" for each in found]

    print(f"{sum(answers.values())} requests: {dict(sorted(answers.items()))}, wrong: {len(wrong)}")
    assert wrong == []
    assert answers[200] > REQUESTS / 20


@pytest.mark.parametrize(
    "path", ["/%ff%fe", "/children/%ff/", "/children/" + "9" * 400 + "/", "/%00", "/children/\u202e/"]
)
def test_addresses_of_nothing_are_not_found(world: World, path: str) -> None:
    assert world.clients["M"].get(path).status_code in (400, 404)


@pytest.mark.parametrize(
    "address", ["/children/?q=%ff%fe", "/search/?q=%c3%28", "/?%ff=%ff", "/receipts/?since=%ed%a0%80"]
)
def test_what_is_no_utf_8_is_answered(world: World, address: str) -> None:
    assert world.clients["M"].get(address).status_code == 200


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"full_name=%ff%fe&note=%ed%a0%80"),
        ("application/x-www-form-urlencoded", b"full_name=\xff\xfe&\xc3=\xc3"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="full_name"\r\n\r\n\xff\xfe\r\n--x--',
        ),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="\xff"\r\n\r\na\r\n--x--'),
    ],
)
@pytest.mark.parametrize("address", ["/children/add/", "/donors/add/", "/children/?find"])
def test_a_form_that_is_no_utf_8_is_answered(world: World, address: str, kind: str, body: bytes) -> None:
    answer = world.clients["M"].post(address, body, content_type=kind)

    assert answer.status_code in (200, 302, 400)


def test_every_address_of_the_table_is_asked(world: World) -> None:
    assert {page.url for page in world.pages} >= {name for name, row in ROWS.items() if row.is_deed or row.get == 200}
    assert reverse("home") in world.addresses.values()
