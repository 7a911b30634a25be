import pytest
from django.db import connection

from organisation.checks import MUST_BE_ON, commits_survive_power_loss


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
