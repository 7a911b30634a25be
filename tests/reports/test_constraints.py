"""What the database refuses of a kept report, whatever the code above it does."""

import datetime

import pytest
from django.db import IntegrityError

from reports.models import Snapshot
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("snapshot_edition_has_reason", {"edition": 2}),
        ("snapshot_edition_has_reason", {"reason": "Bổ sung", "as_of": datetime.date(2025, 7, 1)}),
        ("snapshot_days_in_order", {"since": datetime.date(2025, 6, 30)}),
        ("snapshot_has_title", {"title": "", "as_of": datetime.date(2025, 7, 1)}),
        ("snapshot_edition_once", {}),
    ],
)
def test_the_database_refuses(name, values):
    kept = make.create_snapshot(unit=make.create_unit())
    columns = ["kind", "title", "unit", "as_of", "since", "filters", "content", "lists", "taken_by"]
    with pytest.raises(IntegrityError, match=name):
        Snapshot.objects.create(**{column: getattr(kept, column) for column in columns} | values)
