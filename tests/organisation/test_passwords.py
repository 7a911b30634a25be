"""What a colleague would try first is no password."""

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

from organisation.models import User
from organisation.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    unit = factories.create_unit(name="Công đoàn xã Bích Hào")
    return factories.create_user(role=Role.DATA_CLERK, unit=unit, username="lethihoa", full_name="Lê Thị Hoa")


@pytest.mark.parametrize(
    "guess",
    [
        "840193756201",
        "Medodau@2025",
        "Mẹ đỡ đầu 2025",
        "congdoan123456",
        "PhuNu!!!2025",
        "matkhau123456",
        "qwertyuiop12",
        "asdfgh123456",
        "Bích Hào 2025!",
        "hoahoahoa2025",
        "Le.Thi.Hoa.1980",
        "abcabcabcabc",
    ],
)
def test_a_password_made_of_known_words_is_refused(guess: str, user: User) -> None:
    with pytest.raises(ValidationError):
        validate_password(guess, user)


@pytest.mark.parametrize(
    "good", ["bốn từ của riêng tôi", "cái ghế xanh trên núi", "xK4-mpTrv9-wQzd", "phunu giữ rừng thông"]
)
def test_words_of_ones_own_are_accepted(good: str, user: User) -> None:
    validate_password(good, user)
    validate_password(good)


def test_every_hint_speaks_as_the_other_pages_do() -> None:
    assert all("bạn" not in hint for hint in password_validators_help_texts())
