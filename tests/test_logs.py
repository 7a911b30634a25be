"""No log line quotes a child."""

import io
import logging
import sys

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from config.logs import DropPersonalValues, PlainFormatter
from tests import factories


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
                factories.create_child(full_name="", hamlet="Xóm Bí Mật")
        except IntegrityError:
            logger.exception("Internal Server Error")

    text = logged(write)

    assert "violates check constraint" in text
    assert "Bí Mật" not in text
    assert "DETAIL" not in text


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
