"""Every number on the leader's page is followed to its list, which counts or adds up to exactly that number."""

import datetime as dt
import html
import re
from functools import reduce
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from organisation.models import User
from organisation.roles import Role
from reports.breakdown import DIVISIONS
from reports.indicators import INDICATORS
from reports.lists import LISTS
from reports.pictures import needs
from reports.scope import Scope
from tests import factories as make
from tests.every_page import signed_in
from tests.reports.worlds import World, create_world

pytestmark = pytest.mark.django_db
NUMBER = re.compile(r"-?[0-9.]+(\sđ)?")


class Numbers(HTMLParser):
    """The numbers of tiles and table cells, and the address that each one leads to ("" for none)."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.place: list[str] = []  # the open elements of a tile's figure or a table's cell
        self.text = self.address = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        classes = (known.get("class") or "").split()
        if self.place:
            self.place.append(tag)
            self.address = known.get("href") or self.address
        elif "stat-figure" in classes or (tag == "td" and "data-label" in known and "num" in classes):
            self.place, self.text, self.address = [tag], "", ""

    def handle_endtag(self, tag: str) -> None:
        if self.place and self.place.pop() == tag and not self.place:
            self.found.append((self.text.strip(), self.address))

    def handle_data(self, data: str) -> None:
        self.text += data


def make_world() -> World:
    return create_world(7, children_count=40, pledges_count=50)


def reader(who: str, world: World) -> User:
    if who == "leader of the programme":
        return make.create_user(role=Role.LEADER, unit=world.root)
    return make.create_user(role=Role.MATCHING_OFFICER, unit=world.units[0])


@pytest.mark.parametrize("who", ["leader of the programme", "officer of a unit below"])
def test_each_number_opens_the_rows_that_it_counts(who: str, world: World) -> None:
    client = signed_in(reader(who, world))
    numbers = {pair for by in DIVISIONS for pair in numbers_of(client, by)}

    assert {text for text, address in numbers if not address} <= {"0", "0\xa0đ"}  # nothing to open
    followed = {address: text for text, address in numbers if address}
    assert len(followed) > 60
    assert {address: counted(client, address) for address in followed} == {
        address: int(re.sub(r"\D", "", text)) for address, text in followed.items()
    }


def test_each_number_beside_its_own_last_year_opens_what_it_counts(world: World) -> None:
    client = signed_in(reader("leader of the programme", world))
    page = client.get(reverse("reports:compare"), {"as_of": "17/02/2025"})
    cells = [cell for line in page.context["lines"] for cell in line.cells]
    pairs = [pair for cell in cells for pair in ((cell.now, cell.now_url), (cell.before, cell.before_url))]

    assert {text for text, address in pairs if not address} <= {"0", "0\xa0đ"}
    followed = {address: text for text, address in pairs if address}
    assert len(followed) > 20
    for address, text in followed.items():
        assert counted(client, address) == int(re.sub(r"\D", "", text)), address


def test_each_number_of_a_communes_tile_opens_what_it_counts(world: World) -> None:
    client = signed_in(reader("leader of the programme", world))
    tiles = client.get(reverse("reports:tiles"), {"as_of": "17/02/2025"}).context["tiles"]

    assert {tile.name for tile in tiles} == {area.name for area in world.communes}
    for tile in tiles:
        assert counted(client, tile.waiting_url) == tile.waiting
        assert counted(client, tile.sponsored_url) == tile.sponsored


def test_each_bar_of_what_waiting_children_need_opens_those_children(world: World) -> None:
    user, day = reader("leader of the programme", world), dt.date(2025, 2, 17)
    for n, child in enumerate(world.children):
        child.needs.create(kind=("bicycle", "house")[n % 2], recorded_on=dt.date(2023, 1, 1))
    bars = needs(Scope(user=user, as_of=day))

    assert len(bars) == 2
    for _label, number, address in bars:
        assert counted(signed_in(user), address) == number


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("summary", list(INDICATORS)),
        ("pivot", ["children_sponsored"]),
        ("tiles", ["children_sponsored", "children_waiting"]),
        ("compare", ["children_sponsored", "donors_active", "children_waiting", "received_vnd", "delivered_vnd"]),
    ],
)
def test_each_page_of_figures_says_what_its_numbers_count(name: str, keys: list[str], world: World) -> None:
    client = signed_in(reader("leader of the programme", world))
    page = html.unescape(client.get(reverse(f"reports:{name}")).content.decode())
    for indicator in (INDICATORS[key] for key in keys):
        for said in (indicator.definition, indicator.counted, indicator.not_counted):
            assert str(said) in page, (indicator.key, said)


@pytest.mark.parametrize(
    "asked", ["children_waiting/?need=nothing", "received_vnd/?need=house", "held_vnd/?after=01/01/2025"]
)
def test_a_part_that_a_list_cannot_have_is_not_found(asked: str, world: World) -> None:
    client = signed_in(reader("leader of the programme", world))
    assert client.get(f"/reports/list/{asked}").status_code == 404


def numbers_of(client: Client, by: str) -> list[tuple[str, str]]:
    found = Numbers(client.get(reverse("reports:summary"), {"by": by}).content.decode()).found
    assert len(found) > 10 + len(DIVISIONS[by].figures)  # tiles, lines and their sum
    assert all(NUMBER.fullmatch(text) for text, _address in found), found
    return found


def counted(client: Client, address: str) -> int:
    """The rows of a list, counted one by one, or what they add up to."""
    answer: Any = client.get(address)
    kind, rows = LISTS[answer.wsgi_request.resolver_match.kwargs["key"]], list(answer.context["listing"].all_rows)
    if not kind.summed:
        assert answer.context["listing"].count == len(rows)
        return len(rows)
    amounts = [reduce(getattr, kind.summed.split("__"), row) for row in rows]
    assert answer.context["total"] == sum(amounts)
    return sum(amounts)
