"""What the database refuses of kept reports and forms of a higher level, whatever the code above it does."""

import datetime

import pytest
from django.db import IntegrityError

from reports.models import HigherForm, Snapshot
from tests import factories as make
from tests.reports.higher_records import create_higher_form

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


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("higher_form_name_once", {}),
        ("higher_form_has_name", {"name": ""}),
        ("higher_form_rows_known", {"name": "Khác", "rows_by": "hamlet"}),
    ],
)
def test_the_database_refuses_of_a_form(name, values):
    kept = create_higher_form(unit=make.create_unit())
    columns = ["name", "unit", "file", "file_name", "shape", "rows_by", "columns", "named", "uploaded_by"]
    with pytest.raises(IntegrityError, match=name):
        HigherForm.objects.create(**{column: getattr(kept, column) for column in columns} | values)
