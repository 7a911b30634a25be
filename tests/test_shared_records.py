"""Records that the tests of a file share (tests/conftest.py)."""

import pytest
from django.db import IntegrityError

from children.models import Child
from tests import factories
from tests.conftest import taken_back

pytestmark = pytest.mark.django_db


def test_what_could_not_be_committed_is_refused_beside_them() -> None:
    child = factories.create_child()

    with pytest.raises(IntegrityError), taken_back():
        Child.objects.filter(pk=child.pk).update(commune=10**9)


def test_each_takes_back_what_it_did() -> None:
    child = factories.create_child(grade="3")

    with taken_back():
        Child.objects.filter(pk=child.pk).update(grade="4")

    child.refresh_from_db()
    assert child.grade == "3"
