"""Events: guests, tasks, photos, attendance, recognised units."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from campaigns.models import EventGuest, EventPhoto, FollowUpTask, Recognition
from campaigns.operations import events as operations
from children import pictures
from organisation.roles import Role
from tests import factories as make
from tests.campaigns.plan_records import make_campaign, make_event, make_participation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def unit():
    return make.create_unit(name="LĐLĐ huyện Mẫu")


@pytest.fixture
def event(unit):
    return make_event(make_campaign(unit))


@pytest.fixture
def officer(unit):
    return make.create_user(role=Role.MATCHING_OFFICER, unit=unit)


@pytest.fixture
def staff(officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def test_the_units_of_the_campaign_are_invited_once(event, unit, officer, staff):
    for number in range(3):
        make_participation(event.campaign, make.create_unit(name=f"CĐCS {number}", parent=unit))
    page = reverse("campaigns:event_invite", args=[event.public_id])
    staff.post(page)
    make_participation(event.campaign, make.create_unit(name="CĐCS thêm", parent=unit))
    staff.post(page)
    assert event.guests.count() == 4


def test_the_attendance_is_marked_and_printed_to_sign(event, unit, staff):
    guest = EventGuest.objects.create(event=event, full_name="Nguyễn Văn Mẫu", title="Phó Chủ tịch UBND huyện")
    sent = EventGuest.objects.create(event=event, unit=unit)
    marked = {f"g{guest.pk}": "came", f"g{sent.pk}": "excused"}
    staff.post(reverse("campaigns:event_attendance", args=[event.public_id]), marked)
    assert set(event.guests.values_list("presence", flat=True)) == {"came", "excused"}
    found = staff.get(reverse("campaigns:event_attendance", args=[event.public_id]), {"q": "pho chu tich"})
    assert found.context["listing"].rows == [guest]
    sheet = staff.get(reverse("campaigns:event_sheet", args=[event.public_id])).content.decode()
    assert "Phó Chủ tịch UBND huyện" in sheet
    assert "LĐLĐ huyện Mẫu" in sheet


def test_a_guest_is_somebody(event, staff):
    answer = staff.post(reverse("campaigns:guest_add", args=[event.public_id]), {"presence": "invited"})
    assert list(answer.context["form"].errors) == ["full_name"]


def test_a_photo_is_encoded_anew_and_asks_who_agreed(event, staff):
    file = io.BytesIO()
    picture = Image.new("RGB", (60, 40), "red")
    picture.save(file, "JPEG", comment=b"secret place")
    page = reverse("campaigns:event_photo_add", args=[event.public_id])
    upload = {"photo": SimpleUploadedFile("anh.jpg", file.getvalue())}
    refused = staff.post(page, upload)
    assert list(refused.context["form"].errors) == ["consent_note"]
    upload["photo"].seek(0)
    staff.post(page, upload | {"consent_note": "Phụ huynh ký ngày 01/06"})
    photo = EventPhoto.objects.get()
    assert b"secret place" not in pictures.path_of(photo.file).read_bytes()
    address = reverse("campaigns:event_photo", args=[event.public_id, photo.pk])
    assert staff.get(address)["Content-Type"] == "image/jpeg"


def test_units_are_recognised_by_name_and_once_a_year(event, unit, officer, staff):
    school = make.create_unit(name="CĐ Trường TH Mẫu", parent=unit)
    page = reverse("campaigns:recognition_add", args=[event.campaign.public_id])
    said = {"unit": "cd truong th mau", "year": "2026", "reason": "Nhận đỡ đầu 2 cháu", "event": event.pk}
    assert staff.post(page, said).status_code == 302
    again = staff.post(page, said)
    assert again.status_code == 200
    assert Recognition.objects.get().unit == school
    added = operations.recognise_units(campaign=event.campaign, units=[school, unit], year=2026, by=officer)
    assert added == 1


def test_an_open_task_past_its_day_is_overdue(event):
    task = FollowUpTask(event=event, what="Lập danh sách", due_on=dt.date(2020, 1, 1))
    assert task.is_overdue
    task.done_on = dt.date(2020, 2, 1)
    assert not task.is_overdue


@pytest.mark.parametrize("what", ["events", "surveys"])
def test_the_lists_of_a_campaign_are_searched_by_several_columns(event, staff, what):
    found = staff.get(f"{event.campaign.get_absolute_url()}{what}/", {"q": "mau 1e309"})

    assert found.status_code == 200
