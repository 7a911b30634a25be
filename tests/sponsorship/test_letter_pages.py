"""Letters are recorded with their pages, read, and forwarded or kept back by name; and the child's timeline."""

import datetime as dt
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from campaigns.models.gifts import Delivery
from children import pictures
from children.models import Consent, Photo, Progress, Visit
from organisation.models import AccessLog
from organisation.roles import Role
from sponsorship import operations as money
from sponsorship.models import Letter, LetterPage
from sponsorship.models.letter import Direction, LetterState
from sponsorship.operations import letters
from sponsorship.timeline import moments, said
from tests.factories import create_gift, create_gift_list, create_user
from tests.sponsorship.letters import make_letter
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 3, 1)


@pytest.fixture
def world() -> World:
    return World(full_name="Trần Thị Mẫu")


@pytest.fixture
def page(world: World, client: Client) -> Client:
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name: str, letter: Letter | None = None, **query: Any) -> str:
    address = reverse(f"sponsorship:{name}", args=[letter.public_id] if letter else [])
    return f"{address}?{'&'.join(f'{key}={value}' for key, value in query.items())}" if query else address


def photo(name: str = "thu.jpg") -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(drawn, "JPEG", comment=b"Xom Hong Linh")
    return SimpleUploadedFile(name, drawn.getvalue(), "image/jpeg")


def sent(**values: Any) -> dict[str, Any]:
    return {"direction": Direction.FROM_CHILD, "written_on": "01/03/2025", "text": "Con chào bác."} | values


# --- Recording ----------------------------------------------------------------------------------


def test_a_letter_is_recorded_with_its_pages_drawn_anew(world: World, page: Client) -> None:
    pledge = world.activate()

    answer = page.post(url("letter_add", pledge=pledge.public_id), sent(text="", pages=[photo(), photo("2.png")]))

    letter = Letter.objects.get()
    assert answer.url == letter.get_absolute_url()  # type: ignore[attr-defined]  # a redirect
    assert (letter.pledge, letter.state, letter.recorded_by) == (pledge, LetterState.WAITING, world.officer)
    first = letter.pages.first()
    assert letter.pages.count() == 2
    assert first
    assert b"Xom Hong Linh" not in pictures.path_of(first.file).read_bytes()


def test_a_letter_says_something_or_shows_something(world: World, page: Client) -> None:
    answer = page.post(url("letter_add", pledge=world.activate().public_id), sent(text=""))

    assert answer.status_code == 200
    assert not Letter.objects.exists()


def test_a_file_that_is_no_photo_is_refused_with_a_sentence_and_nothing_is_kept(world: World, page: Client) -> None:
    hostile = SimpleUploadedFile("thu.jpg", b"<svg onload=alert(1)>", "image/jpeg")

    answer = page.post(url("letter_add", pledge=world.activate().public_id), sent(pages=[photo(), hostile]))

    assert answer.context["form"].errors["pages"]
    assert not Letter.objects.exists()


def test_too_many_pages_at_once_are_refused(world: World, page: Client) -> None:
    answer = page.post(url("letter_add", pledge=world.activate().public_id), sent(pages=[photo()] * 9))

    assert answer.context["form"].errors["pages"]


def test_pages_are_added_while_the_letter_waits(world: World, page: Client) -> None:
    letter = make_letter(world.activate(), world.officer)

    page.post(url("letter_page_add", letter), {"pages": [photo()]})
    letters.forward_letter(letter=letter, on=DAY, by=world.officer)
    page.post(url("letter_page_add", letter), {"pages": [photo()]})

    assert letter.pages.count() == 1
    with pytest.raises(letters.LetterDecided):
        letters.add_page(letter=letter, picture=pictures.Picture(b"", b"", 1, 1), by=world.officer)


def test_the_files_go_with_a_letter_entered_by_mistake(
    world: World, page: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page.post(url("letter_add", pledge=world.activate().public_id), sent(pages=[photo()]))
    path = pictures.path_of(LetterPage.objects.get().file)
    assert path.exists()

    with django_capture_on_commit_callbacks(execute=True):
        page.post(url("letter_drop", Letter.objects.get()))

    assert not Letter.objects.exists()
    assert not path.exists()


# --- Deciding -----------------------------------------------------------------------------------


def test_a_letter_is_forwarded_only_by_who_says_it_was_read(world: World, page: Client) -> None:
    letter = make_letter(world.activate(), world.officer)

    page.post(url("letter_forward", letter), {"on": "02/03/2025", "note": "Qua Zalo"})
    letter.refresh_from_db()
    assert letter.is_waiting

    page.post(url("letter_forward", letter), {"on": "02/03/2025", "note": "Qua Zalo", "is_harmless": "on"})
    letter.refresh_from_db()
    assert (letter.state, letter.decided_by, letter.decided_on) == (
        LetterState.FORWARDED, world.officer, dt.date(2025, 3, 2)
    )  # fmt: skip


def test_a_letter_kept_back_says_why(world: World, page: Client) -> None:
    letter = make_letter(world.activate(), world.officer)

    assert page.post(url("letter_keep", letter), {"on": "02/03/2025"}).status_code == 200
    page.post(url("letter_keep", letter), {"on": "02/03/2025", "note": "Có số điện thoại của bà"})

    letter.refresh_from_db()
    assert (letter.state, letter.decision_note) == (LetterState.KEPT, "Có số điện thoại của bà")


def test_the_second_officer_reads_that_it_was_decided(world: World) -> None:
    letter = make_letter(world.activate(), world.officer)
    letters.forward_letter(letter=letter, on=DAY, by=world.officer)

    with pytest.raises(letters.LetterDecided):
        letters.keep_letter_back(letter=letter, on=DAY, note="x", by=create_user())


def test_a_day_before_the_letter_was_written_is_a_slip(world: World, page: Client) -> None:
    letter = make_letter(world.activate(), world.officer)

    answer = page.post(url("letter_forward", letter), {"on": "28/02/2025", "is_harmless": "on"})

    assert answer.context["form"].errors["on"]


# --- The list -----------------------------------------------------------------------------------


def test_the_list_is_searched_filtered_and_taken_out(world: World, page: Client) -> None:
    letter = make_letter(world.activate(), world.officer)

    for query in ({"q": "tran thi mau"}, {"q": letter.code}, {"state": "waiting", "direction": "from_child"}):
        assert letter.code in page.get(url("letters"), query).content.decode()
    for query in ({"q": "nguyen"}, {"state": "forwarded"}, {"since": "02/03/2025"}, {"until": "28/02/2025"}):
        assert letter.code not in page.get(url("letters"), query).content.decode()
    assert page.get(url("letters", export="xlsx")).status_code == 200
    assert AccessLog.objects.filter(record_kind="sponsorship.letter", action="export", rows_count=1).exists()


# --- The timeline -------------------------------------------------------------------------------


def lived(world: World) -> None:
    """One moment of each kind, on six days."""
    child, officer, pledge = world.child, world.officer, world.activate()
    Visit.objects.create(child=child, visited_on=dt.date(2025, 3, 1), visitors="Chị Hòa", recorded_by=officer)
    Photo.objects.create(child=child, file="0.jpg", width=1, height=1, taken_on=dt.date(2025, 3, 2), added_by=officer)
    make_letter(pledge, officer, day=dt.date(2025, 3, 3))
    world.receive(pledge, 500_000)
    money.record_handover(
        pledge=pledge, amount_vnd=300_000, handed_on=dt.date(2025, 3, 4), received_by="Lê Thị Mẫu", by=officer
    )
    Progress.objects.create(child=child, school_year=2024, grade="4", result="Tốt")
    gifts = create_gift_list(unit=world.unit, given_on=dt.date(2025, 6, 1))
    create_gift(gift_list=gifts, child=child, delivery=Delivery.DELIVERED)


def kinds(world: World, user: Any = None, **options: Any) -> list[str]:
    found = moments(world.child, user or world.officer, **{"with_photos": True} | options)
    return [said(row).kind for row in found]


def test_the_timeline_has_everything_in_the_order_of_its_days(world: World) -> None:
    lived(world)

    assert kinds(world) == ["gift", "progress", "handover", "letter", "photo", "visit"]
    assert kinds(world, kind="letter") == ["letter"]


def test_photos_stand_on_the_timeline_only_with_a_consent(world: World, page: Client) -> None:
    lived(world)
    address = reverse("sponsorship:timeline", args=[world.child.public_id])
    shown = reverse("children:old_photo", args=[world.child.public_id, Photo.objects.get().pk])
    assert shown not in page.get(address).content.decode()

    Consent.objects.create(child=world.child, purpose="process", given_by="Lê Thị Mẫu", given_on=DAY)

    assert shown in page.get(address).content.decode()
    assert "photo" not in kinds(world, with_photos=False)


def test_a_school_year_that_goes_on_stands_on_the_day_it_was_noted(world: World) -> None:
    today = timezone.localdate()
    Progress.objects.create(child=world.child, school_year=today.year)

    assert [said(row).day for row in moments(world.child, world.officer, with_photos=False)] == [today]


def test_the_timeline_is_paged_and_reading_it_is_logged(
    world: World, page: Client, django_assert_max_num_queries
) -> None:
    for n in range(45):
        day = DAY + dt.timedelta(days=n)
        Visit.objects.create(child=world.child, visited_on=day, visitors="Chị Hòa", recorded_by=world.officer)
    address = reverse("sponsorship:timeline", args=[world.child.public_id])

    with django_assert_max_num_queries(13):
        first = page.get(address)

    assert len(first.context["moments"]) == 40
    assert len(page.get(f"{address}?page=2").context["moments"]) == 5
    assert AccessLog.objects.filter(record_kind="children.child", record_id=world.child.pk).count() == 2


def test_a_clerk_reads_the_timeline(world: World, client: Client) -> None:
    lived(world)
    clerk = create_user(role=Role.DATA_CLERK, unit=world.unit)
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(reverse("sponsorship:timeline", args=[world.child.public_id])).status_code == 200
    assert kinds(world, clerk)[0] == "gift"
