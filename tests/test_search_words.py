"""What is typed into a search stands in no address: not in the browser's, nor in any that a page offers."""

import re
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from urllib.parse import unquote_plus, urlsplit

import openpyxl
import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from children.models import Child
from organisation.models import Unit, User
from organisation.roles import Role
from organisation.search_words import Encrypted, decrypt, encrypt
from tests import factories
from tests.every_page import PAGES, signed_in
from tests.programme import Programme
from vietnamese.text import fold

pytestmark = pytest.mark.django_db

SECRET = "Đỗ Zwkqxj 0355001999"  # in no record, and in no address of ours
HTMX = {"HX-Request": "true", "HX-Target": "results"}
ADDRESSES = re.compile(r"href|src|action|formaction|content|(hx|data)-.*")
TOKENS = re.compile(r'(csrf\w*"[^>]*|"x-csrftoken": ")[\w-]{64}|name="(once|key)" value="[\w-]+"', re.IGNORECASE)


class Read(HTMLParser):
    """The addresses that a page offers, and its forms with what they would send."""

    def __init__(self, answer: Any) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.forms: list[tuple[dict[str, str], dict[str, str]]] = []
        self.feed(answer.content.decode())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        self.addresses += [value for name, value in said.items() if ADDRESSES.fullmatch(name)]
        if tag == "form":
            self.forms.append((said, {}))
        elif tag == "input" and self.forms and said.get("type") in ("hidden", "search", "text"):
            self.forms[-1][1][said.get("name", "")] = said.get("value", "")

    @property
    def searches(self) -> list[tuple[dict[str, str], dict[str, str]]]:
        return [(form, sent) for form, sent in self.forms if "q" in sent]


def tells(address: str) -> bool:
    """Whether the secret can be read in it, whatever way it is written."""
    plain = fold(unquote_plus(unquote_plus(address)))
    return any(fold(word) in plain for word in SECRET.split()[1:])


def posted_to(form: dict[str, str], address: str) -> str:
    to = form["action"]
    return urlsplit(address).path + to if to.startswith("?") else to


def search(client: Client, address: str, form: dict[str, str], sent: dict[str, str], words: str) -> Any:
    return client.post(posted_to(form, address), sent | {"q": words})


def page_of(client: Client, address: str) -> str:
    return TOKENS.sub("", client.get(address).content.decode())


def admin_lists() -> dict[str, str]:
    lists = {model: each for model, each in admin.site._registry.items() if each.search_fields}
    return {
        model._meta.label: reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist") for model in lists
    }


@pytest.fixture
def unit() -> Unit:
    return factories.create_unit()


@pytest.fixture
def officer(unit: Unit) -> User:
    return factories.create_user(role=Role.MATCHING_OFFICER, unit=unit)


def test_every_search_of_every_page_leads_to_an_address_without_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("organisation.listing.ROWS_PER_PAGE", 1)  # so that there are pages to turn
    programme = Programme(size=2)
    plain = {page.url: page for page in reversed(PAGES.values())}  # of several ways to open a page the first
    offered = {name: (page.opened_by(programme), page.address(programme)) for name, page in plain.items()}
    offered |= {label: (programme.staff["A"], address) for label, address in admin_lists().items()}
    searched, found, turned = set(), set(), set()

    for name, (reader, address) in offered.items():
        client = signed_in(reader)
        answer = client.get(address)
        if answer.streaming or "html" not in answer["Content-Type"]:
            continue
        for form, sent in Read(answer).searches:
            assert form["method"] == "post", name
            assert form.get("hx-post", form["action"]) == form["action"], name
            assert not {"hx-get", "hx-push-url", "hx-replace-url"} & set(form), name
            place = posted_to(form, address)
            if place in searched:
                continue
            searched.add(place)
            _is_safe(client, address, form, sent)
            if _is_the_same_search(client, address, form, sent):
                turned.add(name)
            found.add(name)

    assert {"children:list", "sponsorship:receipt_add", "campaigns:collect", "children.Child"} <= found
    assert f"{reverse('search')}?find" in searched
    assert len(turned) > 10


def _is_safe(client: Client, address: str, form: dict[str, str], sent: dict[str, str]) -> None:
    led = search(client, address, form, sent, SECRET)
    assert led.status_code == 302, address
    assert not tells(led["Location"]), address
    answer = client.get(led["Location"])
    read = Read(answer)
    assert answer.status_code == 200, address
    assert SECRET in [fields["q"] for _form, fields in read.searches], address
    assert not [offer for offer in read.addresses if tells(offer)], address


def _is_the_same_search(client: Client, address: str, form: dict[str, str], sent: dict[str, str]) -> bool:
    """As if the words were in the address, which the answer leads on from; whether it has a next page."""
    path = posted_to(form, address).partition("?")[0]
    led = search(client, address, form, sent, "mau")["Location"]
    rest = "&".join(
        f"{name}={value}" for name, value in sent.items() if value and name not in ("q", "csrfmiddlewaretoken")
    )
    assert page_of(client, led) == page_of(client, f"{path}?{rest}&q=mau"), address
    onward = [offer for offer in Read(client.get(led)).addresses if re.search(r"[?&]page=2\b", offer)]
    for offer in onward:
        next_page = client.get(path + offer)
        assert next_page.status_code == 200, offer
        assert "mau" in [fields["q"] for _form, fields in Read(next_page).searches], offer
    return bool(onward)


def test_sheet_and_print_have_the_rows_that_were_found(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("organisation.listing.ROWS_PER_PAGE", 1)
    leader = factories.create_user(role=Role.LEADER, unit=unit)
    for name in ("Đỗ Zwkqxj Lan", "Đỗ Zwkqxj Hoa", "Trần Ngọc Sơn"):
        factories.create_child(unit=unit, full_name=name)
    client = signed_in(leader)

    led = client.post("/children/?find", {"q": "do zwkqxj", "sort": "name"})["Location"]
    offers = Read(client.get(led)).addresses
    sheet: Any = client.get("/children/" + next(offer for offer in offers if "export=xlsx" in offer))
    printed = client.get(next(offer for offer in offers if offer.startswith(reverse("children:print"))))

    rows = openpyxl.load_workbook(BytesIO(b"".join(sheet.streaming_content))).active
    assert rows
    names = [cell.value for row in rows.iter_rows() for cell in row]
    for said in (names, re.findall(r"[^<>]+", printed.content.decode())):
        assert {"Đỗ Zwkqxj Lan", "Đỗ Zwkqxj Hoa"} <= set(said)
        assert "Trần Ngọc Sơn" not in said


# --- Typing, by hand, too late -------------------------------------------------------------------


def test_results_while_one_types_come_at_once_and_name_their_address(unit: Unit, officer: User) -> None:
    factories.create_child(unit=unit, full_name="Đỗ Zwkqxj Lan")
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.post("/children/?find", {"q": "do zwkqxj", "state": "", "sort": "name"}, headers=HTMX)

    assert answer.status_code == 200
    assert b"<html" not in answer.content
    assert "Đỗ Zwkqxj Lan" in answer.content.decode()
    assert answer["HX-Push-Url"] == f"/children/?sort=name&q={encrypt('do zwkqxj', officer)}"
    assert "Đỗ Zwkqxj Lan" in client.get(answer["HX-Push-Url"]).content.decode()


def test_words_typed_into_the_address_bar_leave_it(officer: User) -> None:
    answer = signed_in(officer).get("/children/?q=do+zwkqxj&sort=name", headers={"Sec-Fetch-Mode": "navigate"})

    assert answer.status_code == 302
    assert answer["Location"] == f"/children/?sort=name&q={encrypt('do zwkqxj', officer)}"


def test_an_empty_box_leads_to_the_whole_list(officer: User) -> None:
    assert signed_in(officer).post("/children/?find", {"q": "", "state": ""})["Location"] == "/children/"


def test_somebody_else_at_the_same_computer_learns_no_words_and_takes_no_list_away(unit: Unit, officer: User) -> None:
    factories.create_child(unit=unit, full_name="Trần Ngọc Sơn")
    address = signed_in(officer).post("/children/?find", {"q": SECRET})["Location"]
    client = signed_in(factories.create_user(role=Role.LEADER, unit=unit))

    answer = client.get(f"{address}&export=xlsx")

    assert not answer.streaming
    assert SECRET not in answer.content.decode()
    assert answer.context["listing"].form["q"].value() is None
    assert "Hãy gõ lại" in answer.content.decode()


def test_a_deed_meant_for_what_was_found_is_not_done_when_the_words_are_lost(unit: Unit, officer: User) -> None:
    answer = signed_in(officer).post("/children/add/?q=~cut&sort=name", {"full_name": "Đỗ Văn Mẫu"})

    assert (answer.status_code, answer["Location"]) == (302, "/children/add/?sort=name")
    assert not Child.objects.exists()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_whoever_was_signed_out_meanwhile_signs_in_without_the_words(headers: dict[str, str]) -> None:
    answer = Client().post("/children/?find", {"q": SECRET, "sort": "name"}, headers=headers, follow=True)

    assert [to for to, _status in answer.redirect_chain][-1] == "/account/login/?next=/children/%3Fsort%3Dname"


def test_on_the_way_to_signing_in_an_address_keeps_what_it_hides_and_loses_what_it_tells(officer: User) -> None:
    hidden = encrypt(SECRET, officer)

    assert hidden in Client().get(f"/children/?q={hidden}")["Location"]
    assert Client().get("/children/", {"q": SECRET})["Location"] == "/account/login/?next=/children/"


@pytest.mark.parametrize("path", ["/nowhere/", "/children/00000000-0000-0000-0000-000000000000/", "//evil.example/"])
def test_a_search_opens_no_page_that_is_not_there_and_leads_nowhere_else(path: str, officer: User) -> None:
    client = signed_in(officer)

    led = client.post(f"http://testserver{path}?find", {"q": SECRET})["Location"]

    assert not urlsplit(led).netloc
    assert client.get(f"http://testserver{led}").status_code == 404


def test_a_search_with_nul_is_refused(officer: User) -> None:
    client = signed_in(officer)

    assert client.post("/children/?find", {"q": "a\0b"}).status_code == 400


# --- The encryption ------------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["Nguyễn Thị Bình", "0984 631 588", "~", " ", "a" * 100])
def test_what_is_encrypted_can_be_read_by_its_owner_alone(words: str, officer: User) -> None:
    hidden = encrypt(words, officer)

    assert re.fullmatch(r"~[\w-]+", hidden)
    read = decrypt(hidden, officer)
    assert isinstance(read, Encrypted)
    assert (read, read.words) == (hidden, words)
    assert decrypt(hidden, factories.create_user()) is None


@pytest.mark.parametrize("written", ["~", "~AA", "~ấ", "~" + "A" * 40, "~A"])
def test_what_nobody_encrypted_is_not_read(written: str, officer: User) -> None:
    assert decrypt(written, officer) is None


def test_no_part_can_be_changed(officer: User) -> None:
    hidden = encrypt("Nguyễn Thị Bình", officer)

    for at in range(1, len(hidden) - 1):  # of the last letter some bits say nothing
        other = "A" if hidden[at] != "A" else "B"
        assert decrypt(f"{hidden[:at]}{other}{hidden[at + 1 :]}", officer) is None
