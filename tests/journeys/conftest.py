from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from organisation.models import Unit, User
from organisation.roles import Role
from tests import factories as make
from tests.journeys.screen import PASSWORD, Screen

THANH_CHUONG = "428"


@pytest.fixture
def screen(live_server: Any, page: Page) -> Screen:
    return Screen(page, live_server.url)


@pytest.fixture
def open_screen(live_server: Any, open_tab: Callable[..., Page]) -> Callable[..., Screen]:
    """A screen for one more person, or one of another size."""
    return lambda **options: Screen(open_tab(**options), live_server.url)


@pytest.fixture
def district(transactional_db: None) -> Unit:
    """The programme of a former district, and nothing else but the areas of the country."""
    call_command("load_areas", verbosity=0)
    call_command("start_programme", "--name", "Mẹ đỡ đầu Thanh Chương", "--former-district", THANH_CHUONG)
    return Unit.objects.get(parent=None)


def account(role: Role, full_name: str, unit: Unit) -> User:
    """Of someone who can sign in."""
    user = make.create_user(role=role, unit=unit, full_name=full_name)
    user.set_password(PASSWORD)
    user.save()
    return user
