import unicodedata
from importlib import import_module

import pytest
from django.db import connection

from children.models import Child
from organisation.sql import FOLD
from tests.factories import create_area, create_child
from vietnamese.text import fold, sort_key

NAMES = [
    "Nguyễn Thị Bình",
    "ĐẶNG ĐỨC ĐẠT",
    "Lê Ánh",
    "Lê Anh",
    "Trần Ơn",
    "Trần Ôn",
    "Phạm Y",
    "Hoà",
    unicodedata.normalize("NFD", "Hoàng Thị Ngọc Yến"),
    "Zi\u0323 x\u0301",  # a mark that joins no letter
    "Señor Ångström",
    "An",
]


@pytest.mark.django_db
@pytest.mark.parametrize(("function", "twin"), [("vi_fold", fold), ("vi_sortkey", sort_key)])
def test_the_database_and_python_agree_on_every_name(function, twin):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name, {function}(name) FROM unnest(%s::text[]) AS name", [NAMES])
        assert {name: twin(name) for name in NAMES} == dict(cursor.fetchall())


@pytest.mark.django_db
def test_names_kept_by_an_earlier_folding_are_folded_anew() -> None:
    """With nothing in the history: what is kept for searching is no change of the record."""
    child, area = create_child(full_name="Peña An"), create_area(name="Xã Ñoa")
    events = Child.pgh_event_model.objects  # type: ignore[attr-defined]  # added by pghistory
    old = FOLD.replace("CREATE", "CREATE OR REPLACE").replace("RETURN normalize", "RETURN 'as before ' || normalize")
    with connection.cursor() as cursor:
        cursor.execute(old)
        cursor.execute("UPDATE children_child SET full_name = full_name; UPDATE organisation_area SET name = name")
        child.refresh_from_db()
        area.refresh_from_db()
        assert area.name_folded == "as before xa noa"
        before = child.name_folded, child.version, events.count()
        for statement in import_module("organisation.migrations.0008_letters_taken_apart").STATEMENTS:
            cursor.execute(statement)

    child.refresh_from_db()
    area.refresh_from_db()
    assert area.name_folded == "xa noa"
    after = child.name_folded, child.version, events.count()
    assert (before, after) == (("as before pena an", *before[1:]), ("pena an", *before[1:]))


@pytest.mark.django_db
def test_a_list_is_ordered_by_given_name_then_family_name():
    with connection.cursor() as cursor:
        cursor.execute(
            'SELECT name FROM unnest(%s::text[]) AS name ORDER BY vi_sortkey(name) COLLATE "C"',
            [["Trần Văn Đạt", "Nguyễn An", "Bùi Ánh", "Lê Anh", "Võ Dũng", "Đỗ Ân", "Đinh An"]],
        )
        in_order = [name for (name,) in cursor.fetchall()]
    assert in_order == ["Đinh An", "Nguyễn An", "Lê Anh", "Bùi Ánh", "Đỗ Ân", "Võ Dũng", "Trần Văn Đạt"]


@pytest.mark.django_db
@pytest.mark.parametrize(("setting", "ignored"), [("", False), ("{other:named}", False), ("{other:named,t:n}", True)])
def test_triggers_ask_without_a_subtransaction_whether_they_are_ignored(setting: str, ignored: bool) -> None:
    """django-pgtrigger's own function catches an exception on every call: lists of n rows then take n * n steps."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT _pgtrigger_should_ignore('t:n')")
        assert cursor.fetchone() == (False,), "without the setting"
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [setting])
        cursor.execute("SELECT _pgtrigger_should_ignore('t:n')")
        assert cursor.fetchone() == (ignored,)
        cursor.execute(
            "SELECT lanname FROM pg_language l JOIN pg_proc p ON p.prolang = l.oid WHERE proname LIKE '%should_ignore'"
        )
        assert cursor.fetchall() == [("sql",)]


@pytest.mark.django_db
def test_money_is_whole_dong_in_bigint_and_nothing_is_a_float():
    """In the history too; of decimals there is the interest of a savings book in per cent."""
    columns = "SELECT column_name, data_type FROM information_schema.columns WHERE table_schema = current_schema()"
    with connection.cursor() as cursor:
        cursor.execute(f"{columns} AND column_name LIKE '%\\_vnd'")
        assert {kind for _name, kind in cursor.fetchall()} == {"bigint"}
        cursor.execute(f"{columns} AND data_type IN ('real', 'double precision', 'numeric', 'money')")
        assert {name for name, _kind in cursor.fetchall()} == {"interest_percent"}
