"""How far a long piece of work has come, as another connection sees it."""

import threading
import uuid

import pytest
from django.db import connections, transaction

from imports import progress

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_figure_is_seen_from_outside_while_the_work_lasts_and_not_afterwards() -> None:
    token = uuid.uuid4().hex
    told, seen = threading.Event(), threading.Event()

    def work() -> None:
        with progress.followed(token), transaction.atomic():
            progress.tell("comparing", 75)
            told.set()
            seen.wait(10)
        connections.close_all()

    thread = threading.Thread(target=work)
    assert progress.told(token) is None
    thread.start()
    assert told.wait(10)
    during, of_another = progress.told(token), progress.told(uuid.uuid4().hex)
    seen.set()
    thread.join(10)

    assert (during, of_another, progress.told(token)) == (("comparing", 75), None, None)


@pytest.mark.parametrize("token", ["", "%", "list", "x" * 32, "0" * 31])
def test_a_token_that_is_none_finds_nothing_and_tells_nobody(token: str) -> None:
    with progress.followed(token), transaction.atomic():
        progress.tell("reading", 5)
        assert progress.told(token) is None
