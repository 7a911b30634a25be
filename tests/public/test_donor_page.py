"""A donor's own page: what it shows, what it never shows, and who can open it."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from children.models import Consent, Photo
from children.pictures import Picture, keep
from organisation.models import AccessLog, Unit, User
from organisation.models.access_log import AccessAction
from organisation.roles import Role
from public.donor_views import STATEMENTS_AN_HOUR
from sponsorship import operations
from sponsorship.models import DonorLink, Handover, HandoverPhoto, LetterPage, Pledge
from sponsorship.models.letter import Direction
from sponsorship.operations.letters import forward_letter
from sponsorship.operations.touch import hash_of, revoke_link
from tests import factories as make
from tests.sponsorship.letters import make_letter, make_link_for

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 3, 1)
PICTURE = Picture(b"large", b"small", 8, 8)


class Home:
    """Two donors of one child, in one unit; each has a page of its own."""

    def __init__(self) -> None:
        self.unit: Unit = make.create_unit(name="Hội LHPN xã Bích Hào")
        self.officer: User = make.create_user(role=Role.MATCHING_OFFICER, unit=self.unit)
        self.child = make.create_child(
            unit=self.unit,
            full_name="Trần Thị Mẫu",
            places=2,
            hamlet="Xóm Hồng Lĩnh",
            commune=make.create_area(name="Xã Bích Hào"),
            school="Trường Tiểu học Thanh Tùng",
            circumstances="Bố mất do tai nạn.",
        )
        make.create_caregiver(child=self.child, full_name="Lê Thị Bà", phone="0912345678")
        self.mine = self._pledge(1, "Cô Lan", 111_000)
        self.other = self._pledge(2, "Chú Minh", 222_000)
        self.link, self.token = make_link_for(self.mine.donor, self.unit, self.officer, whom="cô Lan")

    def _pledge(self, place: int, name: str, amount: int) -> Pledge:
        donor = make.create_donor(unit=self.unit, name=name, kind="individual")
        pledge = make.create_pledge(child=self.child, donor=donor, place=place)
        entry: dict[str, Any] = {"pledge": pledge, "by": self.officer}
        operations.record_receipt(amount_vnd=2 * amount, received_on=DAY, **entry)
        operations.record_handover(
            amount_vnd=amount, handed_on=DAY, received_by="Lê Thị Bà", occasion="Nhà văn hóa xóm", **entry
        )
        return pledge

    def agree(self, *purposes: str) -> None:
        for purpose in purposes or ("process", "share"):
            Consent.objects.create(
                child=self.child, purpose=purpose, given_by="Lê Thị Bà", given_on=DAY, child_assented=True
            )

    def url(self, name: str = "page", **more: Any) -> str:
        return reverse(f"donor_page:{name}", kwargs={"token": self.token} | more)

    @property
    def handover(self) -> Handover:
        return Handover.objects.get(pledge=self.mine)


@pytest.fixture
def home() -> Home:
    return Home()


def text(answer: Any) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


# --- Money --------------------------------------------------------------------------------------


def test_two_donors_of_one_child_each_see_their_own_money_and_not_each_other(home: Home, client: Client) -> None:
    home.agree()
    theirs = make_link_for(home.other.donor, home.unit, home.officer)[1]

    mine = text(client.get(home.url()))
    other = text(client.get(reverse("donor_page:page", args=[theirs])))

    assert "222.000" in mine  # received
    assert "111.000" in mine  # delivered, and held
    assert "444.000" not in mine
    assert "Chú Minh" not in mine
    assert "444.000" in other
    assert "Cô Lan" not in other


def test_what_was_taken_back_is_not_shown(home: Home, client: Client) -> None:
    wrong = operations.record_receipt(pledge=home.mine, amount_vnd=77_000, received_on=DAY, by=home.officer)
    operations.reverse_receipt(receipt=wrong, by=home.officer, note="nhầm")

    page = text(client.get(home.url()))
    assert "222.000" in page
    assert "77.000" not in page


def test_what_another_donor_left_is_not_said_to_be_agreed_with_this_one(home: Home, client: Client) -> None:
    move: dict[str, Any] = {
        "from_pledge": home.other,
        "to_pledge": home.mine,
        "amount_vnd": 33_000,
        "allow_surplus": True,
    }
    operations.move_money(**move, reason="Cháu chuyển đi", by=home.officer)

    page = text(client.get(home.url()))
    assert "33.000" in page
    assert "người đỡ đầu khác" in page
    assert "theo thỏa thuận với quý vị" not in page
    assert "Chú Minh" not in page


def test_pledges_of_other_units_stay_out(home: Home, client: Client) -> None:
    elsewhere = make.create_child(unit=make.create_unit(), full_name="Phan Văn Khác")
    pledge = make.create_pledge(child=elsewhere, donor=home.mine.donor)

    page = text(client.get(home.url()))
    assert home.child.code in page
    assert pledge.child.code not in page


def test_a_proposal_is_nothing_to_show_yet(home: Home, client: Client) -> None:
    child = make.create_child(unit=home.unit)
    make.create_pledge(child=child, donor=home.mine.donor, state="proposed")

    page = text(client.get(home.url()))
    assert home.child.code in page
    assert child.code not in page


# --- The child ----------------------------------------------------------------------------------

NEVER = ["Hồng Lĩnh", "Thanh Tùng", "0912345678", "Lê Thị Bà", "tai nạn", "Nhà văn hóa"]


def test_without_a_consent_the_child_has_a_code_and_nothing_else(home: Home, client: Client) -> None:
    page = text(client.get(home.url()))

    assert home.child.code in page
    for told in [*NEVER, "Mẫu", "2015", "Bích Hào ·", "xã Bích Hào</p>"]:
        assert told not in page


def test_with_the_consent_it_has_its_name_year_and_commune_and_never_more(home: Home, client: Client) -> None:
    home.agree()

    page = text(client.get(home.url()))

    for told in ["Trần Thị Mẫu", "2015", "xã Bích Hào"]:
        assert told in page
    for told in NEVER:
        assert told not in page


def test_a_withdrawn_consent_holds_on_the_next_request(home: Home, client: Client) -> None:
    home.agree()
    assert "Trần Thị Mẫu" in text(client.get(home.url()))

    Consent.objects.filter(purpose="process").update(withdrawn_on=timezone.localdate())

    assert "Mẫu" not in text(client.get(home.url()))


# --- Pictures and letters -----------------------------------------------------------------------


def pictures_of(home: Home) -> dict[str, str]:
    """A photo of the child, one of the handover, and a page of a forwarded letter."""
    Photo.objects.create(child=home.child, file=keep(PICTURE), width=8, height=8, added_by=home.officer)
    shot = HandoverPhoto.objects.create(
        handover=home.handover, file=keep(PICTURE), width=8, height=8, added_by=home.officer
    )
    letter = make_letter(home.mine, home.officer, text="Con chào cô.")
    page = LetterPage.objects.create(letter=letter, file=keep(PICTURE), width=8, height=8, added_by=home.officer)
    forward_letter(letter=letter, on=timezone.localdate(), by=home.officer)
    return {
        "photo": home.url("photo", pledge_id=home.mine.public_id),
        "handover": home.url("handover_photo", pk=shot.pk),
        "letter": home.url("letter_page", pk=page.pk),
    }


def test_pictures_are_served_while_the_consents_stand_and_not_a_moment_longer(home: Home, client: Client) -> None:
    addresses = pictures_of(home)
    home.agree("share")  # not yet the one to keep the record
    assert {client.get(url).status_code for url in addresses.values()} == {404}
    assert not any(url in text(client.get(home.url())) for url in addresses.values())

    home.agree("process")
    assert {client.get(url).status_code for url in addresses.values()} == {200}
    assert all(url in text(client.get(home.url())) for url in addresses.values())

    Consent.objects.filter(purpose="share").update(withdrawn_on=timezone.localdate())
    assert {client.get(url).status_code for url in addresses.values()} == {404}
    assert not any(url in text(client.get(home.url())) for url in addresses.values())


def test_the_other_donor_of_the_same_child_gets_neither_my_letter_nor_my_photo(home: Home, client: Client) -> None:
    home.agree()
    addresses = pictures_of(home)
    other = make_link_for(home.other.donor, home.unit, home.officer)[1]

    for name in ("handover", "letter"):
        assert client.get(addresses[name].replace(home.token, other)).status_code == 404
    assert "Con chào cô." not in text(client.get(reverse("donor_page:page", args=[other])))


def test_a_letter_stands_there_once_it_is_forwarded(home: Home, client: Client) -> None:
    home.agree()
    waiting = make_letter(home.mine, home.officer, text="Con chưa được chuyển.")
    to_child = make_letter(home.mine, home.officer, text="Chúc cháu học giỏi.", direction=Direction.FROM_DONOR)
    forward_letter(letter=to_child, on=timezone.localdate(), by=home.officer)
    assert "Con chưa được chuyển." not in text(client.get(home.url()))

    forward_letter(letter=waiting, on=timezone.localdate(), by=home.officer)

    page = text(client.get(home.url()))
    assert "Con chưa được chuyển." in page
    assert "Chúc cháu học giỏi." not in page  # the donor wrote it


# --- Who opens it -------------------------------------------------------------------------------


def test_a_wrong_an_expired_and_a_revoked_address_look_the_same(home: Home, client: Client) -> None:
    names = ["door", "page"]
    wrong = [client.get(home.url(name).replace(home.token, home.token[::-1])) for name in names]
    DonorLink.objects.update(valid_from=DAY, valid_until=DAY)
    expired = [client.get(home.url(name)) for name in names]
    DonorLink.objects.update(valid_from=timezone.localdate(), valid_until=timezone.localdate())
    revoke_link(link=home.link, by=home.officer)
    revoked = [client.get(home.url(name)) for name in names]

    answers = [*wrong, *expired, *revoked]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert not DonorLink.objects.get().opened_count


@pytest.mark.parametrize("token", ["x", "a" * 42, "a" * 44, "é" * 43, "%2e%2e"])
def test_what_cannot_be_a_token_does_not_reach_the_database(
    client: Client, token: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):  # of the request's transaction
        assert client.get(f"/cua-toi/{token}/xem/").status_code == 404


def test_the_token_itself_is_kept_nowhere(home: Home) -> None:
    kept = DonorLink.objects.values().get()
    events = home.link.events.values()  # type: ignore[attr-defined]  # of the history

    assert home.token not in str(kept) + str(list(events))
    assert kept["token_hash"] == hash_of(home.token)


@pytest.mark.parametrize("name", ["door", "page"])
def test_no_answer_is_kept_indexed_or_told_to_another_site_and_no_cookie_is_set(
    home: Home, client: Client, name: str
) -> None:
    answer = client.get(home.url(name))

    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies


def test_a_preview_of_the_address_learns_no_name_and_counts_as_no_opening(home: Home, client: Client) -> None:
    home.agree()

    page = text(client.get(home.url("door")))

    for told in ["Lan", "Mẫu", "111.000", home.child.code]:
        assert told not in page
    assert DonorLink.objects.get().opened_count == 0


def test_each_opening_is_counted_and_logged_by_donor_and_by_child(home: Home, client: Client) -> None:
    home.agree()

    client.get(home.url())
    client.get(home.url())

    link = DonorLink.objects.get()
    assert link.opened_count == 2
    assert link.last_opened_at
    logged = AccessLog.objects.filter(by_link=link.pk, user=None, action=AccessAction.VIEW)
    assert sorted(logged.values_list("record_kind", flat=True)) == ["children.child"] * 2 + ["donors.donor"] * 2


def test_an_officer_who_looks_is_logged_as_an_officer(home: Home, client: Client) -> None:
    client.force_login(home.officer, backend="django.contrib.auth.backends.ModelBackend")

    client.get(home.url())

    assert DonorLink.objects.get().opened_count == 0
    assert AccessLog.objects.get(record_kind="donors.donor").user == home.officer


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_sent_to_it(home: Home, client: Client, method: str) -> None:
    assert getattr(client, method)(home.url()).status_code == 405


# --- The statement ------------------------------------------------------------------------------


def test_the_statement_of_a_year_comes_through_the_same_link(home: Home, client: Client) -> None:
    answer = client.get(home.url("statement", year=2025))

    assert answer.content.startswith(b"%PDF")
    assert "Lan" not in answer["Content-Disposition"]
    assert AccessLog.objects.filter(by_link=home.link.pk, action=AccessAction.PRINT).count() == 1


@pytest.mark.parametrize("year", [1999, 2999])
def test_there_is_no_statement_of_a_year_that_cannot_be(home: Home, client: Client, year: int) -> None:
    assert client.get(home.url("statement", year=year)).status_code == 404


def test_statements_are_made_so_many_times_an_hour(home: Home, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("public.donor_views.pdf", lambda *contents: b"%PDF")
    statuses = [client.get(home.url("statement", year=2025)).status_code for _ in range(STATEMENTS_AN_HOUR + 1)]

    assert statuses == [200] * STATEMENTS_AN_HOUR + [429]


# --- Cost ---------------------------------------------------------------------------------------


def test_the_page_asks_no_more_for_many_children(home: Home, client: Client, django_assert_num_queries: Any) -> None:
    for _ in range(15):
        make.create_pledge(child=make.create_child(unit=home.unit), donor=home.mine.donor)

    with django_assert_num_queries(15):
        page = text(client.get(home.url()))

    assert page.count('class="child"') == 12
    assert text(client.get(home.url() + "?trang=2")).count('class="child"') == 4
    assert text(client.get(home.url() + f"?trang={uuid.uuid4()}")).count('class="child"') == 12
