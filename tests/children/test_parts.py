import datetime
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from children.forms import ProgressForm
from children.models import Child, Consent, Photo, Visit
from organisation.models import AccessLog, Unit
from organisation.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = f"{TODAY:%d/%m/%Y}"


@pytest.fixture
def unit() -> Unit:
    return factories.create_unit()


@pytest.fixture
def staff(client: Client, unit: Unit) -> Client:
    client.force_login(factories.create_user(role=Role.MATCHING_OFFICER, unit=unit))
    return client


@pytest.fixture
def child(unit: Unit) -> Child:
    return factories.create_child(unit=unit, birth_date=TODAY.replace(year=TODAY.year - 5, day=1))


def url(name: str, child: Child, **more: Any) -> str:
    return reverse(f"children:{name}", kwargs={"public_id": child.public_id, **more})


PARTS = {
    "caregiver": ({"full_name": "LÊ THỊ BÀ", "is_carer": "on", "phone": "0984631588"}, "full_name"),
    "consent": ({"purpose": "process", "given_by": "Lê Thị Bà", "given_on": DAY}, "given_by"),
    "need": ({"kind": "bicycle", "recorded_on": DAY}, "kind"),
    "progress": ({"school_year": str(TODAY.year - 1), "grade": "3"}, "school_year"),
    "visit": ({"visited_on": DAY, "visitors": "Chị Hòa, Hội Phụ nữ"}, "visitors"),
}
RELATED = {"caregiver": "caregivers", "consent": "consents", "need": "needs", "progress": "progress", "visit": "visits"}


def test_a_forced_text_of_invisible_characters_alone_is_empty(staff, child) -> None:
    values = PARTS["visit"][0] | {"visitors": "\u200b\u200b"}
    response = staff.post(url("visit_add", child), values)
    assert list(response.context["form"].errors) == ["visitors"]
    assert not Visit.objects.exists()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_added_changed_and_deleted(staff, child, part) -> None:
    values, forced = PARTS[part]
    rows = getattr(child, RELATED[part])
    assert staff.get(url(f"{part}_add", child)).status_code == 200
    assert forced in staff.post(url(f"{part}_add", child), values | {forced: ""}).context["form"].errors
    assert staff.post(url(f"{part}_add", child), values).status_code == 302
    record = rows.get()
    change = url(f"{part}_edit", child, record_id=record.public_id)
    assert staff.get(change).status_code == 200
    assert staff.post(change, values | {"version": record.version}).status_code == 302
    assert staff.post(change, values | {"version": record.version + 7}).status_code == 409
    delete = url(f"{part}_delete", child, record_id=record.public_id)
    assert staff.get(delete).status_code == 200
    assert rows.exists()
    staff.post(delete)
    assert not rows.exists()


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_reached_through_its_own_child_only(staff, unit, child, part) -> None:
    values, _forced = PARTS[part]
    staff.post(url(f"{part}_add", child), values)
    record = getattr(child, RELATED[part]).get()
    other = factories.create_child(unit=unit)
    assert staff.get(url(f"{part}_edit", other, record_id=record.public_id)).status_code == 404
    assert staff.post(url(f"{part}_delete", other, record_id=record.public_id)).status_code == 404


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_typed_in_its_card(staff, child, part) -> None:
    response = staff.get(url(f"{part}_add", child), headers={"HX-Request": "true", "HX-Target": RELATED[part]})
    html = response.content.decode()
    assert "<html" not in html
    assert f'action="{url(f"{part}_add", child)}"' in html


def test_a_visit_knows_who_noted_it(staff, child) -> None:
    staff.post(url("visit_add", child), PARTS["visit"][0])
    assert Visit.objects.get().recorded_by.pk == int(staff.session["_auth_user_id"])


def test_from_seven_years_the_child_has_to_agree(staff, unit) -> None:
    child = factories.create_child(unit=unit, birth_date=TODAY.replace(year=TODAY.year - 8, day=1))
    values = PARTS["consent"][0]
    assert "child_assented" in staff.post(url("consent_add", child), values).context["form"].errors
    assert staff.post(url("consent_add", child), values | {"child_assented": "on"}).status_code == 302


def test_a_consent_that_was_withdrawn_was_not_given_later(staff, child) -> None:
    early, later = TODAY - datetime.timedelta(days=9), TODAY - datetime.timedelta(days=5)
    consent = Consent.objects.create(child=child, purpose="share", given_by="Bà", given_on=early, withdrawn_on=later)
    values = {"purpose": "share", "given_by": "Bà", "given_on": DAY, "version": "1"}

    response = staff.post(url("consent_edit", child, record_id=consent.public_id), values)

    assert list(response.context["form"].errors) == ["given_on"]


def test_the_same_consent_is_not_given_twice(staff, child) -> None:
    for _ in range(2):
        response = staff.post(url("consent_add", child), PARTS["consent"][0])
    assert "purpose" in response.context["form"].errors


def test_the_same_school_year_is_not_entered_twice(staff, child) -> None:
    for _ in range(2):
        response = staff.post(url("progress_add", child), PARTS["progress"][0])
    assert "school_year" in response.context["form"].errors


@pytest.mark.parametrize(("told", "wrong"), [({}, ["grade"]), ({"days_absent": "abc"}, ["days_absent"])])
def test_a_school_year_of_which_nothing_is_known_is_not_kept(staff, child, told, wrong) -> None:
    response = staff.post(url("progress_add", child), {"school_year": PARTS["progress"][0]["school_year"]} | told)
    assert list(response.context["form"].errors) == wrong
    assert not child.progress.exists()


def test_no_day_of_absence_is_something_known(staff, child) -> None:
    staff.post(url("progress_add", child), {"school_year": PARTS["progress"][0]["school_year"], "days_absent": "0"})
    assert child.progress.get().days_absent == 0


def test_a_school_year_that_a_colleague_enters_at_the_same_moment_is_no_fault(staff, child, monkeypatch) -> None:
    values = PARTS["progress"][0]
    staff.post(url("progress_add", child), values)
    # when the form asks, the other one is not there yet
    monkeypatch.setattr(ProgressForm, "clean_school_year", lambda form: form.cleaned_data["school_year"])

    response = staff.post(url("progress_add", child), values)

    assert response.context["form"].non_field_errors()
    assert child.progress.count() == 1


def test_a_need_met_before_it_was_recorded_is_told(staff, child) -> None:
    early = f"{TODAY - datetime.timedelta(days=3):%d/%m/%Y}"
    response = staff.post(url("need_add", child), PARTS["need"][0] | {"met_on": early})
    assert "met_on" in response.context["form"].errors


# --- Photos -------------------------------------------------------------------------------------


def upload(kind: str = "JPEG") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, kind)
    return SimpleUploadedFile("IMG_0984631588.jpg", out.getvalue(), "image/jpeg")


def consented(child: Child) -> Consent:
    return Consent.objects.create(child=child, purpose="process", given_by="Lê Thị Bà", given_on=TODAY)


def test_a_photo_is_kept_shown_and_its_viewing_noted(staff, child) -> None:
    consented(child)
    assert staff.post(url("photo_add", child), {"photo": upload()}).status_code == 302
    response = staff.get(url("photo", child))
    assert response["Content-Type"] == "image/jpeg"
    assert "no-store" in response["Cache-Control"]
    assert "0984631588" not in response["Content-Disposition"]
    assert Image.open(io.BytesIO(b"".join(response.streaming_content))).size == (40, 30)
    assert AccessLog.objects.filter(action="photo", record_id=child.pk).count() == 1
    assert staff.get(url("photo", child), {"size": "small"}).status_code == 200


def test_without_consent_no_photo_is_taken(staff, child) -> None:
    response = staff.post(url("photo_add", child), {"photo": upload()})
    assert response.url == url("consent_add", child)
    assert not Photo.objects.exists()


def test_a_withdrawn_consent_hides_the_photo_on_the_next_request(staff, child) -> None:
    consent = consented(child)
    staff.post(url("photo_add", child), {"photo": upload()})
    photo = Photo.objects.get()
    staff.post(url("consent_withdraw", child, record_id=consent.public_id), {"on": DAY})
    assert staff.get(url("photo", child)).status_code == 404
    assert staff.get(url("old_photo", child, pk=photo.pk)).status_code == 404
    assert staff.get(url("detail", child)).context["photo"] is None


def test_another_units_photo_is_not_there(client, child) -> None:
    consented(child)
    client.force_login(factories.create_user(role=Role.MATCHING_OFFICER, unit=child.managing_unit))
    client.post(url("photo_add", child), {"photo": upload()})
    photo = Photo.objects.get()
    client.force_login(factories.create_user(role=Role.MATCHING_OFFICER, unit=factories.create_unit()))
    assert client.get(url("photo", child)).status_code == 404
    assert client.get(url("old_photo", child, pk=photo.pk)).status_code == 404


def test_a_web_page_named_jpg_is_refused_with_one_sentence(staff, child) -> None:
    consented(child)
    hostile = SimpleUploadedFile("anh.jpg", b"<html><script>alert(1)</script></html>", "image/jpeg")
    response = staff.post(url("photo_add", child), {"photo": hostile})
    assert response.context["form"].errors["photo"] == ["Tệp này không phải là ảnh. Hãy chọn tệp JPEG, PNG hoặc WebP."]
    assert not Photo.objects.exists()


def test_a_photo_is_deleted_after_asking(staff, child) -> None:
    consented(child)
    staff.post(url("photo_add", child), {"photo": upload()})
    photo = Photo.objects.get()
    delete = url("photo_delete", child, pk=photo.pk)
    assert staff.get(delete).status_code == 200
    assert Photo.objects.exists()
    staff.post(delete)
    assert not Photo.objects.exists()
