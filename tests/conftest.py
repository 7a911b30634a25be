"""What every test has. With no DATABASE_URL the tests use the database server of this clone."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import override_settings
from django.utils.translation import trans_real

from config import messages, postgres, quality

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ACTION_MILLISECONDS = 10_000


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    if not os.environ.get("DATABASE_URL"):
        postgres.start()
    if not hasattr(config, "workerinput"):  # else the starting process has done it
        messages.compile_stale()
        trans_real._translations.clear()  # what was read before
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # argon2 is slow on purpose
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    _let_flush_pass_the_ledgers()


def _let_flush_pass_the_ledgers() -> None:
    """After a test with real transactions Django empties every table, which the triggers of the ledgers forbid."""
    plain = DatabaseOperations.sql_flush

    def sql_flush(self: DatabaseOperations, *arguments: Any, **options: Any) -> list[str]:
        return ["SET LOCAL session_replication_role = replica", *plain(self, *arguments, **options)]

    DatabaseOperations.sql_flush = sql_flush


@pytest.fixture(autouse=True)
def _own_media(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield


@pytest.fixture
def areas(db: None) -> None:
    """The areas of the whole country, both generations."""
    from organisation.areas import load_areas

    load_areas()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """The database without a transaction around the test, for what happens between two connections. In place of `db`.

    Afterwards every table is emptied; the ledgers refuse that, so their triggers sleep for the moment.
    """
    from django.db import connection, connections

    kept = {"django_migrations", "django_content_type", "auth_permission"}
    with django_db_blocker.unblock():
        yield
        tables = [t for t in connection.introspection.django_table_names(only_existing=True) if t not in kept]
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, tables))} RESTART IDENTITY")
        connections.close_all()


# --- Journeys: a real browser -------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium. Without one a journey is skipped, or fails where REQUIRE_BROWSER=1."""
    from playwright.sync_api import sync_playwright

    chromium = quality.chromium()
    if chromium is None:
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail("REQUIRE_BROWSER=1, but no Chromium was found; CHROMIUM= names one")
        pytest.skip("no Chromium found; CHROMIUM= names one")
    # the driver runs an event loop in this thread, beside which Django would refuse its ordinary queries
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """One tab of a Vietnamese browser. What it complains about (a script's error, the CSP) fails the journey."""
    context = browser.new_context(
        locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", viewport={"width": 1366, "height": 768}
    )
    context.set_default_timeout(ACTION_MILLISECONDS)
    tab = context.new_page()
    complaints: list[str] = []
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield tab
    context.close()
    assert not complaints, complaints
