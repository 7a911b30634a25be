import datetime
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.indicators import INDICATORS, figures
from reports.scope import Scope
from tests.reports.worlds import create_world

pytestmark = pytest.mark.django_db


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("figures", *arguments, stdout=out)
    return out.getvalue()


def test_json_holds_exactly_the_ten_figures():
    create_world(51)
    assert list(json.loads(printed("--json"))) == list(INDICATORS)
    assert json.loads(printed("--json")) == figures(Scope())


def test_a_day_and_a_unit_narrow_the_figures():
    world = create_world(52)
    world.units[0].refresh_from_db()
    scope = Scope(as_of=datetime.date(2025, 2, 17), unit=world.units[0])
    code = world.units[0].code.lower()
    assert json.loads(printed("--json", "--as-of", "2025-02-17", "--unit", code)) == figures(scope)


def test_for_people_it_is_a_table_in_vietnamese():
    create_world(53)
    lines = printed("--as-of", "2025-02-17").splitlines()
    assert lines[0] == "Số liệu tính đến ngày 17/02/2025"
    assert len(lines) == 11
    assert lines[-1].endswith("đ")


@pytest.mark.parametrize("arguments", [["--as-of", "2025-02-30"], ["--as-of", "17/02/2025"], ["--unit", "DV999999"]])
def test_what_cannot_be_is_named(arguments):
    with pytest.raises(CommandError, match=arguments[1]):
        printed(*arguments)
