"""No log line quotes a child."""

import io
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from operator import attrgetter

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import Client

from config.logs import DropPersonalValues, PlainFormatter
from tests import factories

SECRET = "Bí Mật"  # by a name, since a traceback shows the lines of this file


def logged(write) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(DropPersonalValues())
    handler.setFormatter(PlainFormatter("%(message)s"))
    logger = logging.Logger("test")
    logger.addHandler(handler)
    write(logger)
    return stream.getvalue()


@pytest.mark.django_db
def test_a_violated_constraint_is_logged_without_the_failing_row() -> None:
    def write(logger: logging.Logger) -> None:
        try:
            with transaction.atomic():
                factories.create_child(full_name="", hamlet=SECRET)
        except IntegrityError:
            logger.exception("Internal Server Error")

    text = logged(write)

    assert "CheckViolation: 23514 children_child, " in text
    assert SECRET not in text
    assert "DETAIL" not in text


def from_a_wrong_date() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM children_child WHERE birth_date = %s", [SECRET])


def from_another() -> None:
    try:
        dict[str, str]()[SECRET]
    except KeyError as error:
        raise ValueError(SECRET) from error


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fails", "told"),
    [
        (lambda: int(SECRET), ["ValueError"]),
        (lambda: dict[str, str]()[SECRET], ["KeyError"]),
        (from_a_wrong_date, ["InvalidDatetimeFormat: 22007", "django.db.utils.DataError"]),
        (from_another, ["KeyError", "which led to:", "ValueError", "in from_another"]),
        (lambda: attrgetter("name")(None), ["AttributeError: 'NoneType' object has no attribute 'name'"]),
        (lambda: open(f"/nowhere/{SECRET}"), ["FileNotFoundError: No such file or directory"]),  # noqa: SIM115 - opens nothing
    ],
)
def test_an_error_is_told_by_its_kind_and_place_and_not_by_what_it_quotes(
    fails: Callable[[], object], told: list[str]
) -> None:
    def write(logger: logging.Logger) -> None:
        try:
            with transaction.atomic():
                fails()
        except Exception:
            logger.exception("Internal Server Error")

    text = logged(write)

    assert SECRET not in text
    assert [words for words in told if words not in text] == []


@pytest.mark.parametrize(("started_by", "is_told"), [({"JOURNAL_STREAM": "8:1"}, False), ({}, True)])
def test_what_a_timer_starts_tells_the_journal_no_more(started_by: dict[str, str], is_told: bool) -> None:
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", "import sys; int(sys.stdin.read())"]
    surroundings = {name: value for name, value in os.environ.items() if name != "JOURNAL_STREAM"} | started_by

    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=surroundings, input=SECRET, text=True, capture_output=True, check=False
    )

    assert done.returncode == 1
    assert "ValueError" in done.stderr
    assert (SECRET in done.stderr) is is_told


def test_the_message_itself_is_cleaned_and_its_arguments_too() -> None:
    text = logged(
        lambda logger: logger.error("failed: %s", "no\nDETAIL:  Key (name)=(Lan) exists.\n  more of Lan\nafter")
    )

    assert "Lan" not in text
    assert text.startswith("failed: no")
    assert text.rstrip().endswith("after")


def test_a_personal_address_is_logged_without_what_opens_it() -> None:
    token = "eo8ZXmtS0KUeSmRAIY1nZmqm4gJSxPbNiZpO1JiyQWw"

    text = logged(lambda logger: logger.warning("Not Found: %s", f"/cua-toi/{token}/xem/"))

    assert token not in text
    assert text.rstrip() == "Not Found: /cua-toi/…/xem/"


@pytest.mark.django_db
def test_django_itself_logs_a_closed_personal_page_through_that_filter(client: Client) -> None:
    """Its own handler of the settings, not one of this test."""
    django_log, stream = logging.getLogger("django"), io.StringIO()
    handler = next(each for each in django_log.handlers if isinstance(each, logging.StreamHandler))
    before = handler.setStream(stream)
    try:
        client.get("/cua-toi/eo8ZXmtS0KUeSmRAIY1nZmqm4gJSxPbNiZpO1JiyQWw/xem/")
    finally:
        handler.setStream(before or sys.stderr)

    assert "/cua-toi/…/xem/" in stream.getvalue()
    assert "eo8ZXmtS" not in stream.getvalue()
