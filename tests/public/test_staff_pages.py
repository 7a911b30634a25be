"""Administrators keep the public pages and their stories."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from organisation.roles import Role
from public import reader
from public.models import PublicPage, Story
from tests.factories import create_child, create_unit, create_user
from tests.public.door_records import agree, create_page, create_story

pytestmark = pytest.mark.django_db
STORY = {"title": "Chiếc xe đạp", "text": "Em có xe đi học.", "told_on": "05/09/2026", "is_published": "on"}


@pytest.fixture
def page(client: Client) -> PublicPage:
    page = create_page()
    client.force_login(create_user(role=Role.ADMINISTRATOR, unit=page.managing_unit))
    return page


def tell(client: Client, page: PublicPage, **values: str) -> Any:
    return client.post(reverse("public_staff:story_add", args=[page.public_id]), STORY | values)


def test_a_page_is_opened_for_a_unit(client: Client) -> None:
    unit = create_unit(name="Huyện Mẫu")
    client.force_login(create_user(role=Role.ADMINISTRATOR, unit=unit))
    typed = {
        "managing_unit": unit.pk,
        "address": "huyen-mau",
        "is_open": "on",
        "greeting": "Chào.",
        "phone": "0984631588",
    }

    client.post(reverse("public_staff:page_add"), typed)

    assert PublicPage.objects.get().managing_unit == unit
    assert client.get("/chung-tay/huyen-mau/").status_code == 200


def test_a_page_that_nobody_could_read_is_not_opened(
    client: Client, page: PublicPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.delete()
    monkeypatch.setattr(reader, "prepare", lambda: False)
    typed = {
        "managing_unit": page.managing_unit_id,
        "address": page.address,
        "is_open": "on",
        "greeting": "Chào.",
        "phone": "0984631588",
    }

    answer = client.post(reverse("public_staff:page_add"), typed)

    assert reader.ROLE in str(answer.context["form"].errors["is_open"])
    assert not PublicPage.objects.exists()


def test_the_database_is_made_ready_only_when_a_valid_page_is_saved(
    client: Client, page: PublicPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.delete()
    asked: list[bool] = []
    monkeypatch.setattr(reader, "prepare", lambda: not asked.append(True))  # type: ignore[func-returns-value]  # None
    typed = {"managing_unit": page.managing_unit_id, "address": page.address, "is_open": "on", "greeting": "Chào."}
    url = reverse("public_staff:page_add")

    client.post(url, typed | {"phone": "no number"})
    assert asked == []
    client.post(url, typed | {"phone": "0984631588"})
    assert asked == [True]


def test_one_address_is_one_page(client: Client, page: PublicPage) -> None:
    typed = {
        "managing_unit": page.managing_unit_id,
        "address": page.address,
        "greeting": "Chào.",
        "phone": "0984631588",
    }

    answer = client.post(reverse("public_staff:page_add"), typed)

    assert answer.status_code == 200
    assert PublicPage.objects.count() == 1


def test_a_story_may_be_about_nobody(client: Client, page: PublicPage) -> None:
    tell(client, page)

    assert "Chiếc xe đạp" in client.get(f"/chung-tay/{page.address}/").content.decode()


def test_a_story_without_consent_is_kept_and_not_shown(client: Client, page: PublicPage) -> None:
    child = create_child(unit=page.managing_unit)

    tell(client, page, child_code=child.code)

    assert "Chiếc xe đạp" not in client.get(f"/chung-tay/{page.address}/").content.decode()
    assert "còn thiếu sự đồng ý" in client.get(page.get_absolute_url()).content.decode()

    agree(child, "process", "publish")
    assert "Chiếc xe đạp" in client.get(f"/chung-tay/{page.address}/").content.decode()


@pytest.mark.parametrize("told", ["Lò Thị Giấu Kín", "lo thi giau kin", "Trường Bí Mật", "Bản Xa Xôi"])
def test_a_story_that_would_tell_who_the_child_is_is_refused(client: Client, page: PublicPage, told: str) -> None:
    child = create_child(
        unit=page.managing_unit, full_name="Lò Thị Giấu Kín", school="Trường Bí Mật", hamlet="Bản Xa Xôi"
    )

    answer = tell(client, page, child_code=child.code, text=f"Hôm ấy {told} đi học.")

    assert answer.status_code == 200
    assert not Story.objects.exists()


def test_a_child_of_another_programme_is_unknown_here(client: Client, page: PublicPage) -> None:
    other = create_child(unit=create_unit(name="Huyện Khác"))

    assert tell(client, page, child_code=other.code).status_code == 200
    assert not Story.objects.exists()


def test_a_photo_is_somebodys(page: PublicPage) -> None:
    with pytest.raises(IntegrityError, match="story_photo_is_a_childs"), transaction.atomic():
        create_story(page=page, with_photo=True)


def test_a_story_has_title_and_text(page: PublicPage) -> None:
    with pytest.raises(IntegrityError, match="story_has_title_and_text"), transaction.atomic():
        create_story(page=page, text="")


def test_a_page_says_what_it_is_and_whom_to_ask(page: PublicPage) -> None:
    with pytest.raises(IntegrityError, match="public_page_says_what_and_whom"), transaction.atomic():
        PublicPage.objects.update(phone="")
