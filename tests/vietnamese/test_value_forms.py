"""Every form of value_forms.py means what stands beside it; what has to be asked is refused with a whole sentence."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from tests.vietnamese import value_forms as forms
from vietnamese.carers import read_caregiver
from vietnamese.circumstances import parse_orphan_status, parse_poverty
from vietnamese.dates import parse_birth
from vietnamese.errors import Unreadable
from vietnamese.money import parse_rate
from vietnamese.names import expand_union_name, organisation_key, parse_person
from vietnamese.periods import parse_period
from vietnamese.phones import parse_phones

LIST_DATE = dt.date(2024, 9, 30)


def birth(written: Any) -> str:
    found = parse_birth(written, list_date=LIST_DATE)
    return f"{found.iso()} {found.precision}"


def rate(written: Any, **known: Any) -> tuple[int, str | None]:
    found = parse_rate(written, **known)
    return found.amount_vnd, found.per


def asked_or(read: Callable[[], Any], *, asked: Any = None) -> Any:
    """What `read` gives; `asked` when it refuses."""
    try:
        return read()
    except Unreadable:
        return asked


@pytest.mark.parametrize(("written", "means"), forms.BIRTHS)
def test_births(written, means):
    assert asked_or(lambda: birth(written)) == means


@pytest.mark.parametrize(("written", "means"), forms.RATES)
def test_rates(written, means):
    assert asked_or(lambda: rate(written)) == means


@pytest.mark.parametrize(("written", "means"), forms.RATES_IN_THOUSANDS)
def test_rates_under_a_heading_that_counts_thousands(written, means):
    assert asked_or(lambda: rate(written, unit_vnd=1000)) == means


@pytest.mark.parametrize(("written", "means"), forms.RATES_EACH_MONTH)
def test_rates_under_a_heading_that_says_each_month(written, means):
    assert asked_or(lambda: rate(written, default_per="month")) == means


@pytest.mark.parametrize(("written", "means"), forms.PERIODS)
def test_periods(written, means):
    assert asked_or(lambda: parse_period(written)) == means


@pytest.mark.parametrize(("written", "means"), forms.PHONES)
def test_phones(written, means):
    assert asked_or(lambda: parse_phones(written)) == means


@pytest.mark.parametrize(("written", "means"), forms.POVERTY)
def test_poverty(written, means):
    assert asked_or(lambda: parse_poverty(written), asked="?") == means


@pytest.mark.parametrize(("written", "means"), forms.ORPHANS)
def test_orphans(written, means):
    assert parse_orphan_status(written) == means


@pytest.mark.parametrize(("written", "means"), forms.CARERS)
def test_carers(written, means):
    found = read_caregiver(written)
    assert (found.name, found.relation) == means


@pytest.mark.parametrize(("written", "means"), forms.PEOPLE)
def test_people(written, means):
    assert parse_person(written).name == means


@pytest.mark.parametrize(("written", "means"), forms.ORGANISATIONS)
def test_organisations(written, means):
    assert expand_union_name(written) == means
    assert organisation_key(written) == organisation_key(means) == organisation_key(means.upper())


def test_the_table_is_long_enough():
    tables = [table for name, table in vars(forms).items() if name.isupper()]
    assert sum(map(len, tables)) >= 400
