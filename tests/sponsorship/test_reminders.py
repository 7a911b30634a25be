"""Whose support is late, what is said to them and what came of it; and the making of personal pages."""

import datetime as dt
import re
import smtplib
import uuid
from typing import Any

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from children.models import Consent
from organisation.roles import Role
from sponsorship import reminding
from sponsorship.models import Contact, DonorLink, Pledge, ReminderText
from sponsorship.models.touch import LONGEST
from sponsorship.operations import touch
from sponsorship.reminding import late_donors, late_support
from tests.factories import create_child, create_donor, create_pledge, create_unit, create_user
from tests.sponsorship.letters import make_contact, make_link_for
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db


def months_ago(count: int) -> dt.date:
    """The first of a month, so that `count` and one more firsts have passed by yesterday."""
    month = yesterday().year * 12 + yesterday().month - 1 - count
    return dt.date(month // 12, month % 12 + 1, 1)


def yesterday() -> dt.date:
    return timezone.localdate() - dt.timedelta(days=1)


def six_due(world: World, **values: Any) -> Pledge:
    """A pledge of which six instalments have fallen due, today's not counted."""
    defaults: dict[str, Any] = {"child": world.child, "donor": world.donor, "starts_on": months_ago(5)}
    return create_pledge(**defaults | values)


@pytest.fixture
def world() -> World:
    world = World(full_name="Trần Thị Mẫu")
    world.donor.title, world.donor.name, world.donor.kind = "Bà", "Nguyễn Thị Hiền", "individual"
    world.donor.phone, world.donor.email = "0984631588", "hien@example.vn"
    world.donor.save()
    return world


@pytest.fixture
def page(world: World, client: Client) -> Client:
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name: str, record: Any = None) -> str:
    return reverse(f"sponsorship:{name}", args=[record.public_id] if record else [])


def owed(world: World) -> tuple[int, int, dt.date] | None:
    found = late_donors(world.officer).first()
    return (found.open_vnd, found.received_vnd, found.unpaid_since) if found else None


# --- Arithmetic ---------------------------------------------------------------------------------


def test_what_is_late_is_what_fell_due_without_being_received(world: World) -> None:
    pledge = six_due(world)
    assert owed(world) == (3_000_000, 0, months_ago(5))

    world.receive(pledge, 1_200_000, received_on=yesterday())

    assert owed(world) == (1_800_000, 1_200_000, months_ago(3))  # the third is paid in part


def test_who_has_given_all_that_was_due_is_not_called(world: World) -> None:
    world.receive(six_due(world), 3_000_000, received_on=yesterday())

    assert owed(world) is None


def test_a_surplus_pays_no_instalment(world: World) -> None:
    pledge = six_due(world, months=6)
    world.receive(pledge, 3_500_000, allow_surplus=True, received_on=yesterday())

    assert owed(world) is None
    assert pledge.balance.surplus_vnd == 500_000


def test_several_pledges_of_a_donor_are_one_call(world: World) -> None:
    paid = six_due(world)
    six_due(world, child=create_child(unit=world.unit), rate_vnd=100_000)
    world.receive(paid, 3_000_000, received_on=yesterday())

    assert owed(world) == (600_000, 0, months_ago(5))
    assert len(late_support(world.officer, world.donor).pledges) == 1


@pytest.mark.parametrize("state", ["proposed", "approved"])
def test_nobody_is_called_for_what_is_not_in_force(world: World, state: str) -> None:
    six_due(world, state=state)

    assert owed(world) is None


def test_another_units_donors_are_not_called_from_here(world: World) -> None:
    create_pledge(child=create_child(unit=create_unit()), starts_on=months_ago(5))

    assert owed(world) is None


# --- The words ----------------------------------------------------------------------------------


def words(world: World, **options: bool) -> str:
    late = late_support(world.officer, world.donor)
    values = reminding.values_for(late, world.officer, **{"names_children": True} | options)
    return reminding.filled(reminding.text_for(world.unit), values)


def agree(world: World) -> None:
    Consent.objects.create(
        child=world.child, purpose="share", given_by="x", given_on=dt.date(2025, 1, 1), child_assented=True
    )


def test_the_text_is_filled_without_a_gap_and_names_the_child_only_with_a_consent(world: World) -> None:
    six_due(world)

    said = words(world)
    assert "{" not in said
    for told in ("bà Nguyễn Thị Hiền", "06 kỳ", f"{months_ago(5):%d/%m/%Y}", "3.000.000 đồng", world.child.code):
        assert told in said
    assert "Trần Thị Mẫu" not in said

    agree(world)
    assert "cháu Trần Thị Mẫu" in words(world)


def test_a_unit_has_its_own_words_and_the_units_below_it_inherit_them(world: World, page: Client) -> None:
    below = create_unit(parent=world.unit)
    answer = page.post(url("reminder_text", world.unit), {"text": "Chào {người đỡ đầu}."})

    assert answer.status_code == 302
    assert reminding.text_for(below) == "Chào {người đỡ đầu}."
    assert reminding.text_for(create_unit()) == reminding.STANDARD

    page.post(url("reminder_text", world.unit), {"standard": "1"})
    assert not ReminderText.objects.exists()


def test_a_place_that_nothing_can_fill_is_named(world: World, page: Client) -> None:
    answer = page.post(url("reminder_text", world.unit), {"text": "Chào {tên}."})

    assert "{tên}" in str(answer.context["form"].errors["text"])


# --- The pages ----------------------------------------------------------------------------------


@pytest.fixture
def late(world: World) -> World:
    """Late today, whenever that is."""
    six_due(world, starts_on=months_ago(3))
    return world


def test_the_list_can_be_narrowed_to_whom_nobody_has_called(late: World, page: Client) -> None:
    def shown(**query: str) -> bool:
        return late.donor.code in page.get(url("reminders"), query).content.decode()

    assert shown() and shown(late="60") and shown(contact="none") and shown(q="hien")  # noqa: PT018 - one list
    assert not shown(late="180")
    make_contact(late.donor, late.officer, day=timezone.localdate())
    assert not shown(contact="none")
    assert shown(contact="recent")


def test_a_talk_is_noted_with_what_came_of_it(late: World, page: Client) -> None:
    today = timezone.localdate()
    talk = {"contacted_on": f"{today:%d/%m/%Y}", "channel": "phone", "answer": "promised", "note": "Cuối tháng"}

    refused = page.post(url("reminder", late.donor), talk | {"promised_on": f"{today - dt.timedelta(1):%d/%m/%Y}"})
    assert refused.context["form"].errors["promised_on"]
    page.post(url("reminder", late.donor), talk | {"promised_on": f"{today + dt.timedelta(9):%d/%m/%Y}"})

    contact = Contact.objects.get()
    assert (contact.recorded_by, contact.promised_on) == (late.officer, today + dt.timedelta(9))
    assert f"{contact.promised_on:%d/%m/%Y}" in page.get(url("reminders")).content.decode()


def test_one_press_notes_that_the_text_went_by_zalo(late: World, page: Client) -> None:
    page.post(url("reminder_sent", late.donor))

    assert Contact.objects.get().channel == "zalo"


# --- Mail ---------------------------------------------------------------------------------------

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


def test_without_a_mail_server_no_mail_is_offered_and_the_page_says_so(late: World, page: Client) -> None:
    shown = page.get(url("reminder", late.donor))

    assert url("reminder_mail", late.donor) not in shown.content.decode()
    assert shown.context["has_mail"] is False
    assert page.post(url("reminder_mail", late.donor)).status_code == 404


@override_settings(MAIL_IS_SET_UP=True, EMAIL_BACKEND=LOCMEM)
def test_one_mail_goes_to_one_donor_by_a_click_and_names_no_child(late: World, page: Client) -> None:
    agree(late)
    page.get(url("reminder_mail", late.donor))  # looks first
    assert mail.outbox == []

    page.post(url("reminder_mail", late.donor))

    (sent,) = mail.outbox
    assert (sent.to, sent.cc, sent.bcc) == (["hien@example.vn"], [], [])
    assert "01 cháu" in sent.body
    for told in ("Trần Thị Mẫu", late.child.code):
        assert told not in f"{sent.body} {sent.subject}"
    assert Contact.objects.get().channel == "mail"


@override_settings(MAIL_IS_SET_UP=True, EMAIL_BACKEND=LOCMEM)
def test_a_mail_that_is_not_taken_is_not_noted(late: World, page: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Any, messages: Any) -> None:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(f"{LOCMEM}.send_messages", refuse)

    answer = page.post(url("reminder_mail", late.donor), follow=True)

    assert answer.status_code == 200
    assert not Contact.objects.exists()


# --- Personal pages -----------------------------------------------------------------------------


def form(**values: Any) -> dict[str, Any]:
    until = timezone.localdate() + dt.timedelta(days=30)
    return {"key": uuid.uuid4(), "for_whom": "Cô Hòa", "valid_until": f"{until:%d/%m/%Y}"} | values


def test_the_address_is_shown_once_and_opens_the_page(world: World, page: Client) -> None:
    made = page.post(url("links", world.donor), form()).content.decode()

    token = re.search(r"/cua-toi/([\w-]{43})/", made)
    assert token
    assert Client().get(f"/cua-toi/{token[1]}/").status_code == 200
    assert token[1] not in page.get(url("links", world.donor)).content.decode()


def test_the_same_form_twice_makes_one_page(world: World, page: Client) -> None:
    same = form()
    page.post(url("links", world.donor), same)

    assert page.post(url("links", world.donor), same).status_code == 302
    assert DonorLink.objects.count() == 1


@pytest.mark.parametrize("days", [-1, 367])
def test_a_page_is_open_for_a_year_at_most(world: World, page: Client, days: int) -> None:
    day = timezone.localdate() + dt.timedelta(days=days)

    answer = page.post(url("links", world.donor), form(valid_until=f"{day:%d/%m/%Y}"))

    assert answer.context["form"].errors["valid_until"]


def test_a_page_shows_no_more_than_its_maker_may_see(world: World, client: Client) -> None:
    branch = create_unit(parent=world.unit)
    local = create_user(role=Role.MATCHING_OFFICER, unit=branch)
    donor = create_donor(unit=branch)
    for maker in (local, world.officer):
        client.force_login(maker, backend="django.contrib.auth.backends.ModelBackend")
        client.post(url("links", donor), form())

    assert [link.unit for link in DonorLink.objects.order_by("pk")] == [branch, world.unit]


def test_a_page_is_renewed_at_the_same_address_and_revoked_for_good(world: World, page: Client) -> None:
    link, token = make_link_for(world.donor, world.unit, world.officer)

    page.post(url("link_renew", link))
    link.refresh_from_db()
    assert link.valid_until == timezone.localdate() + LONGEST
    assert touch.link_of(token) == link

    page.post(url("link_revoke", link))
    assert touch.link_of(token) is None
    with pytest.raises(touch.LinkOver):
        touch.renew_link(link=link, by=world.officer)
