import gzip

import pytest
from django.test import Client
from django.urls import reverse

from organisation.models import Unit
from organisation.roles import Role
from sponsorship.forms import batches
from sponsorship.forms.batches import LineForm
from sponsorship.forms.ceremonies import GivenForm
from sponsorship.operations import ceremonies
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR))
    return client


@pytest.mark.parametrize(
    "address", ["/organisation/areas/?q=%00", "/organisation/accounts/?q=a%00b", "/public/livez?x=%00"]
)
def test_nul_in_an_address_is_refused(address: str, signed_in: Client) -> None:
    assert signed_in.get(address).status_code == 400


@pytest.mark.parametrize("field", ["full_name", "username"])
def test_nul_in_a_form_is_a_message_beside_the_field(field: str, signed_in: Client) -> None:
    response = signed_in.post("/organisation/accounts/add/", {"full_name": "Lan", "username": "lan"} | {field: "a\0b"})

    assert response.status_code == 200
    assert response.context["form"].errors[field]


def test_nul_that_a_page_reads_without_a_form_is_refused(signed_in: Client) -> None:
    unit = Unit.objects.get()
    child = factories.create_child(unit=unit)
    address = reverse("children:sibling_link", args=[child.public_id])

    assert signed_in.post(address, {"code": "TE\0"}).status_code == 400


@pytest.mark.parametrize(
    "address",
    [
        "/organisation/accounts/" + "9" * 30 + "/",
        "/organisation/accounts/?role=none&page=999999999999999999&sort=-x",
        "/organisation/areas/?province=" + "9" * 30,
        "/organisation/areas/?q=" + "x" * 10_000,
        "/organisation/units/?q=%E2%80%8B&kind=x",
        "/organisation/units/add/?under=%F0%9F%98%80",
    ],
)
def test_a_senseless_address_is_no_fault_of_ours(address: str, signed_in: Client) -> None:
    assert signed_in.get(address).status_code in (200, 404)


def test_pages_are_kept_by_no_proxy_and_no_browser(signed_in: Client) -> None:
    assert signed_in.get("/organisation/units/")["Cache-Control"] == "private, no-store"


def test_an_address_does_not_enter_the_history(signed_in: Client) -> None:
    from organisation.middleware import HistoryMiddleware

    class Request:
        user = factories.create_user()
        path = "/children/?q=Nguyễn"

    assert set(HistoryMiddleware(None).get_context(Request())) == {"user"}


@pytest.mark.parametrize("address", ["/account/login/", "/children/add/"])
@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("full_name=a", "application/x-www-form-urlencoded; charset=utf-7"),
        ("a=&" * 20_000, "application/x-www-form-urlencoded"),
    ],
    ids=["a strange charset", "too many fields"],
)
def test_a_form_that_cannot_be_read_is_refused(address: str, body: str, kind: str) -> None:
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.get("/account/login/")  # the token's cookie

    response = client.generic("POST", address, body, content_type=kind)

    assert response.status_code == 400
    assert "lang=" in response.content.decode()


def test_the_longest_table_to_fill_can_be_sent(signed_in: Client) -> None:
    ceremony = len(GivenForm.base_fields) * ceremonies.LINES_AT_MOST
    batch = len(LineForm.base_fields) * batches.LINES_AT_MOST
    table = {f"line-{n}": "" for n in range(max(ceremony, batch))}

    assert signed_in.post("/children/add/", table).status_code == 200  # read, and found to lack a name


def test_a_page_comes_compressed_and_its_length_tells_nothing(signed_in: Client) -> None:
    address = reverse("organisation:areas")
    plain = signed_in.get(address)

    answers = [signed_in.get(address, headers={"Accept-Encoding": "gzip"}) for _ in range(5)]

    assert all(b"<html" in gzip.decompress(answer.content) for answer in answers)
    assert len(answers[0].content) < len(plain.content) / 3
    assert len({answer.content.index(b"\0", 10) for answer in answers}) > 1  # a file name at random comes first


def test_a_sheet_is_compressed_once() -> None:
    officer = Client()
    officer.force_login(factories.create_user(role=Role.MATCHING_OFFICER))

    answer = officer.get("/children/?export=xlsx", headers={"Accept-Encoding": "gzip"})

    assert answer["Content-Type"].endswith("sheet")
    assert "Content-Encoding" not in answer
