"""A programme with a page of its own, and children who wait there."""

import datetime as dt
from typing import Any

from django.utils import timezone

from children.models import Child, Consent
from organisation.models import Unit
from public.models import PublicPage, Story
from tests.factories import create_child, create_unit


def create_page(
    *, unit: Unit | None = None, address: str = "huyen-mau", is_open: bool = True, **values: Any
) -> PublicPage:
    defaults = {"greeting": "Mỗi em mồ côi có một người đỡ đầu.", "phone": "0984631588"}
    page = PublicPage.objects.create(
        managing_unit=unit or create_unit(name="Huyện Mẫu"), address=address, is_open=is_open, **defaults | values
    )
    page.refresh_from_db()
    return page


def create_story(*, page: PublicPage, **values: Any) -> Story:
    defaults = {
        "title": "Chiếc xe đạp",
        "text": "Em có xe đi học.",
        "told_on": dt.date(2026, 9, 5),
        "is_published": True,
    }
    story = Story.objects.create(page=page, **defaults | values)
    story.refresh_from_db()
    return story


def create_waiting(unit: Unit, *, years: int, number: int = 1, **values: Any) -> list[Child]:
    born = timezone.localdate().replace(month=1, day=1) - dt.timedelta(days=int(years * 365.25))
    needing = {"needs_since": dt.date(2026, 1, 1), "birth_date": born, **values}
    return [create_child(unit=unit, **needing) for _n in range(number)]


def agree(child: Child, *purposes: str, **values: Any) -> None:
    defaults = {"given_by": "Lê Thị Mẫu", "given_on": dt.date(2025, 1, 1), "child_assented": True}
    for purpose in purposes:
        Consent.objects.create(child=child, purpose=purpose, **defaults | values)
