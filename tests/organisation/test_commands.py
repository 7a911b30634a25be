import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from organisation.models import Unit, User
from organisation.models.area import AreaLevel
from organisation.models.unit import UnitKind
from tests import factories

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    printed = io.StringIO()
    call_command(*arguments, stdout=printed)
    return printed.getvalue()


@pytest.fixture
def district() -> None:
    """A former district, code 428, whose two communes went into one."""
    old = factories.create_area(name="Huyện Mẫu Sơn", level=AreaLevel.DISTRICT, former=True, code="428", kind="huyện")
    new = factories.create_area(name="Xã Bích Hào")
    for name in ("Xã Thanh Tùng", "Xã Thanh Giang"):
        factories.create_former_commune(name=name, into=new, parent=old)


def test_a_programme_starts_with_its_two_organisations(district: None) -> None:
    printed = json.loads(run("start_programme", "--name", "Mẹ đỡ đầu", "--former-district", "428", "--json"))

    root = Unit.objects.get(code=printed["unit"])
    federation, women = (Unit.objects.get(code=printed[key]) for key in ("labour_federation", "womens_union"))
    assert printed["communes"] == 1
    assert (root.kind, root.parent) == (UnitKind.PROGRAMME, None)
    assert (federation.name, federation.kind) == ("Liên đoàn Lao động huyện Mẫu Sơn", UnitKind.LABOUR_FEDERATION)
    assert (women.name, women.kind) == ("Hội Liên hiệp Phụ nữ huyện Mẫu Sơn", UnitKind.WOMENS_UNION)
    assert federation.parent == women.parent == root


def test_a_programme_lies_in_both_generations(district: None) -> None:
    run("start_programme", "--name", "Mẹ đỡ đầu", "--former-district", "428")

    names = set(Unit.objects.get(parent=None).areas.values_list("name", flat=True))

    assert names == {"Huyện Mẫu Sơn", "Xã Bích Hào"}


@pytest.mark.parametrize(
    ("name", "code", "says"), [("Mới", "999", "999"), ("  ", "428", "tên"), ("mẹ đỡ đầu", "428", "mẹ đỡ đầu")]
)
def test_a_programme_that_cannot_start_says_why(district: None, name: str, code: str, says: str) -> None:
    run("start_programme", "--name", "Mẹ đỡ đầu", "--former-district", "428")

    with pytest.raises(CommandError, match=says):
        run("start_programme", "--name", name, "--former-district", code)

    assert Unit.objects.count() == 3


def test_an_appointed_account_gets_a_link_to_choose_a_password(client: Client) -> None:
    unit = factories.create_unit()

    printed = run("appoint", "lan.pt", "administrator", unit.code, "--create", "--full-name", "Phạm Thị Lan")

    user = User.objects.get(username="lan.pt")
    assert client.get(printed.split()[-1]).context["account"] == user
    assert [(a.role, a.unit) for a in user.appointments.all()] == [("administrator", unit)]


def test_an_account_whose_link_is_over_gets_another(client: Client) -> None:
    unit = factories.create_unit()
    first = run("appoint", "lan.pt", "administrator", unit.code, "--create").split()[-1]
    User.objects.filter(username="lan.pt").update(password_link_until=timezone.now())

    second = run("appoint", "lan.pt", "leader", unit.code).split()[-1]

    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


def test_an_account_that_exists_keeps_its_password() -> None:
    user = factories.create_user()
    before = user.password

    printed = run("appoint", user.username, "leader", factories.create_unit().code.lower())

    user.refresh_from_db()
    assert user.password == before
    assert "http" not in printed


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["lan", "leader", "DV999999"], "DV999999"),
        (["lan", "leader"], "--create"),
        (["hai chữ", "leader", "--create"], "đăng nhập"),
        (["lan", "boss"], "boss"),
    ],
)
def test_an_appointment_that_cannot_be_made_says_why(arguments: list[str], says: str) -> None:
    unit = factories.create_unit()
    place = [] if any(a.startswith("DV") for a in arguments) else [unit.code]

    with pytest.raises(CommandError, match=says):
        run("appoint", *arguments[:2], *place, *arguments[2:])

    assert not User.objects.exists()
