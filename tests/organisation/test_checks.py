import os
import re
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from config.postgres import ROOT
from config.settings import PAGE_LIMITS
from organisation.checks import MUST_BE_ON, commits_survive_power_loss, no_trial_settings, triggers_hold_for_us
from reports.checks import no_demo_accounts
from reports.demo import ACCOUNTS
from tests import factories


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, settings) -> dict[str, str]:
    """What the server says of itself; every setting on, until the test says otherwise."""
    said = dict.fromkeys(MUST_BE_ON, "on")
    settings.DEBUG = settings.UNSAFE_DATABASE = False

    class Cursor:
        def __enter__(self):
            return self

        def __exit__(self, *error):
            pass

        def execute(self, *query):
            pass

        def fetchall(self):
            return list(said.items())

    monkeypatch.setattr(connection, "cursor", Cursor)
    return said


def test_a_safe_server_passes(server: dict[str, str]) -> None:
    assert commits_survive_power_loss(databases=["default"]) == []


@pytest.mark.parametrize("name", MUST_BE_ON)
def test_a_server_that_may_lose_a_commit_is_refused(name: str, server: dict[str, str]) -> None:
    server[name] = "off"

    found = commits_survive_power_loss(databases=["default"])

    assert [error.id for error in found] == ["organisation.E001"]
    assert name in found[0].msg


@pytest.mark.parametrize("switch", ["DEBUG", "UNSAFE_DATABASE"])
def test_whoever_says_so_may_use_one(switch: str, server: dict[str, str], settings) -> None:
    server["fsync"] = "off"
    setattr(settings, switch, True)

    assert commits_survive_power_loss(databases=["default"]) == []


@pytest.mark.django_db
def test_the_server_is_really_asked(settings) -> None:
    settings.DEBUG = settings.UNSAFE_DATABASE = False
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")

    found = commits_survive_power_loss(databases=["default"])

    assert any("synchronous_commit" in error.msg for error in found)


# --- With --deploy ------------------------------------------------------------------------------


@pytest.fixture
def production(settings) -> None:
    settings.DEBUG = settings.UNSAFE_DATABASE = False
    settings.HTTPS, settings.SECOND_FACTOR = True, "required"
    settings.SECRET_KEY = "k7mpw9hqteCXV2r4zNsd8fgLbYuJ3aEwQ5tR6yP1oKhGvB0nMxZi"
    settings.ALLOWED_HOSTS = ["dodau.example.vn"]
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"


def test_production_passes(production: None) -> None:
    assert no_trial_settings() == []


@pytest.mark.parametrize(
    ("setting", "value", "refused"),
    [
        ("DEBUG", True, "E010"),
        ("UNSAFE_DATABASE", True, "E011"),
        ("HTTPS", False, "E012"),
        ("SECRET_KEY", "django-insecure-" + "k7mpw9hqteCXV2r4zNsd8fgLbYuJ3aEwQ5tR6yP1oKh", "E013"),
        ("SECRET_KEY", "x" * 60, "E013"),
        ("SECRET_KEY", "k7mpw9hqteCXV2r4zNs", "E013"),
        ("SECOND_FACTOR", "offered", "E014"),
        ("ALLOWED_HOSTS", ["*"], "E015"),
        ("ALLOWED_HOSTS", [".example.vn"], "E015"),
        ("SESSION_COOKIE_NAME", "sessionid", "E017"),
        ("CSRF_COOKIE_NAME", "csrftoken", "E017"),
    ],
)
def test_what_is_good_for_a_trial_is_refused(setting: str, value: object, refused: str, production, settings) -> None:
    setattr(settings, setting, value)

    assert [error.id for error in no_trial_settings()] == [f"organisation.{refused}"]


@pytest.mark.django_db
@pytest.mark.parametrize(("power", "refused"), [("SUPERUSER", ["organisation.E016"]), ("NOSUPERUSER", [])])
def test_a_superuser_of_the_database_is_refused_and_an_ordinary_role_is_not(power: str, refused: list[str]) -> None:
    """Roles belong to the whole server: this one is gone with the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE who_starts_the_program {power}")
        cursor.execute("SET LOCAL ROLE who_starts_the_program")
        found = triggers_hold_for_us(databases=["default"])
        cursor.execute("RESET ROLE")

    assert [error.id for error in found] == refused
    assert triggers_hold_for_us(databases=None) == []  # where no database is asked about


@pytest.mark.django_db
def test_the_demo_s_accounts_are_refused_but_not_who_bears_such_a_name() -> None:
    name, person, _role = ACCOUNTS[0]
    user = factories.create_user(username=name, full_name=person)
    factories.create_user(username=ACCOUNTS[1][0], full_name="Người có thật")

    assert [error.id for error in no_demo_accounts(databases=["default"])] == ["reports.E001"]

    user.is_active = False
    user.save()
    assert no_demo_accounts(databases=["default"]) == []


def test_a_whole_check_of_production_finds_nothing() -> None:
    """As deploy/'s service runs it, with its settings, but for the database, which has its own tests above."""
    lines = (settings.BASE_DIR / "deploy" / "dodau.env").read_text("utf-8").splitlines()
    said = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    said |= {"SECRET_KEY": "k7mpw9hqteCXV2r4zNsd8fgLbYuJ3aEwQ5tR6yP1oKhGvB0nMxZi", "PATH": os.environ["PATH"]}
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]

    clean = subprocess.run(command, cwd=settings.BASE_DIR, env=said, capture_output=True, text=True, check=False)
    trial = subprocess.run(
        command, cwd=settings.BASE_DIR, env=said | {"DEBUG": "true"}, capture_output=True, text=True, check=False
    )

    assert clean.returncode == 0, clean.stderr
    assert trial.returncode == 1
    assert "organisation.E010" in trial.stderr


def test_the_role_behind_pgbouncer_has_the_limits_of_a_connection_of_ours() -> None:
    ours = dict(re.findall(r"-c (\w+)=(\w+)", PAGE_LIMITS))
    roles = dict(re.findall(r"ALTER ROLE dodau SET (\w+) = '?(\w+)", (ROOT / "deploy/roles.sql").read_text()))

    assert ours.items() <= roles.items()
    assert set(roles) - set(ours) == {"timezone"}
