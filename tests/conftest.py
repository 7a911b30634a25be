"""What every test has. With no DATABASE_URL the tests use the database server of this clone."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import cache
from django.core.management.commands import flush
from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.test import override_settings
from django.utils.translation import trans_real
from hypothesis import settings as tried_texts
from pytest_django import DjangoDbBlocker

from config import messages, postgres, quality, test_database
from tests import watch_forms

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

FROM_MIGRATE = {"django_content_type", "auth_permission"}
PATIENCE_MILLISECONDS = 30_000  # a machine with other work to do
MEANT_REFUSAL = "status of 409"  # the console notes it, the page explains it
# A run tries the same texts as the last one; what chance finds is for `dev.py fuzz`.
tried_texts.register_profile("steady", derandomize=True, deadline=None)
tried_texts.register_profile("fuzz", max_examples=3000, deadline=None)
tried_texts.load_profile("steady")


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings

    if not os.environ.get("DATABASE_URL"):
        postgres.start()
    if not hasattr(config, "workerinput"):  # else the starting process has done it
        messages.compile_stale()
        trans_real._translations.clear()  # type: ignore[attr-defined]  # what was read before; Django keeps it private
    if migrated := os.environ.get(test_database.COPIED):
        settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = migrated
    settings.SECOND_FACTOR = "offered"  # who is asked for one: see tests/organisation/test_second_factor.py
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # argon2 is slow on purpose
    settings.STATIC_ROOT = None  # each test's client would look through the files collected for serving
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    _let_flush_pass_the_ledgers()
    watch_forms.start()


def pytest_collection_finish(session: pytest.Session) -> None:
    """What the tests are made of stays until they end: looking through it for rubbish took a quarter of their time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def _let_flush_pass_the_ledgers() -> None:
    """After a test with real transactions Django empties every table, which the triggers of the ledgers forbid.

    Row by row: TRUNCATE makes new files for each table and index, half a second for a few rows. The content
    types and permissions that post_migrate makes stay, so it is not sent again: an app that makes other rows then must
    have its table in FROM_MIGRATE.
    """

    def sql_flush(self: DatabaseOperations, style: Any, tables: Iterable[str], **options: Any) -> list[str]:
        asleep = "SET LOCAL session_replication_role = replica"
        return [asleep, *(f"DELETE FROM {self.quote_name(table)}" for table in sorted({*tables} - FROM_MIGRATE))]

    flush.emit_post_migrate_signal = lambda *_args: None  # type: ignore[attr-defined]  # imported there
    DatabaseOperations.sql_flush = sql_flush  # type: ignore[method-assign, assignment]  # Django offers no other way


@pytest.fixture(autouse=True)
def _own_media(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield


@pytest.fixture(scope="module")
def shared_records(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """What a fixture of the same scope makes after asking for this is there for all tests of the file; the folder of
    its photos.
    """
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        yield media
        transaction.set_rollback(True)


@pytest.fixture
def _django_db_helper(request: pytest.FixtureRequest) -> Iterator[None]:
    """pytest-django's own, or, beside records that are shared, a transaction that takes back what the test did."""
    if not connection.in_atomic_block:
        request.getfixturevalue("_django_db_helper")
        yield
        return
    marker = request.node.get_closest_marker("django_db")
    if (marker and marker.kwargs.get("transaction")) or {"transactional_db", "live_server"} & {*request.fixturenames}:
        pytest.fail("Nothing can be committed beside shared records: this test belongs in another file.")
    cache.clear()  # what is remembered of a unit: it is the same unit in each of these tests
    with taken_back():
        yield


@contextmanager
def taken_back() -> Iterator[None]:
    """A transaction that could be committed, and is not."""
    with transaction.atomic():
        yield
        if not connection.needs_rollback and connection.is_usable():
            connection.check_constraints()
        transaction.set_rollback(True)


@pytest.fixture
def areas(db: None) -> None:
    """The areas of the whole country, both generations."""
    from organisation.areas import load_areas

    load_areas()


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The database without a transaction around the test, for what happens between two connections.

    In place of `db`.
    """
    from django.core.management.color import no_style
    from django.db import connections

    with django_db_blocker.unblock():
        yield
        tables = connection.introspection.django_table_names(only_existing=True)
        connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables))
        connections.close_all()


# --- Journeys: a real browser -------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium. Without one a journey is skipped, or fails where REQUIRE_BROWSER=1."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_MILLISECONDS)
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
def open_tab(browser: "Browser") -> Iterator[Callable[..., "Page"]]:
    """Opens a tab of a Vietnamese browser of its own: one for each person at work.

    What a tab complains about (a script's error, the CSP, a missing file) fails the journey.
    """
    complaints: list[str] = []
    contexts = []

    def heard(message: "ConsoleMessage") -> None:
        if message.type == "error" and MEANT_REFUSAL not in message.text:
            complaints.append(message.text)

    def opened(**options: Any) -> "Page":
        desk = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", "viewport": {"width": 1366, "height": 768}}
        contexts.append(browser.new_context(**desk | options))
        contexts[-1].set_default_timeout(PATIENCE_MILLISECONDS)
        tab = contexts[-1].new_page()
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.on("console", heard)
        return tab

    yield opened
    for context in contexts:
        for tab in context.pages:
            tab.wait_for_load_state("networkidle")  # what a page still asks for would meet the tables being emptied
        context.close()
    assert not complaints, complaints


@pytest.fixture
def page(open_tab: Callable[..., "Page"]) -> "Page":
    return open_tab()
