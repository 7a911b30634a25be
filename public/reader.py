"""What visitors read: rows of the views in the schema `public_door`, through a role that can select nothing else.

No ORM: the role sees no table, so that a slip in a template or a query cannot reach a child's record.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.db import DatabaseError, connection, transaction

ROLE = "sponsorship_public"
HERE = Path(__file__).parent
ENSURE_ROLE, GRANTS = ((HERE / f"{name}.sql").read_text("utf-8") for name in ("role", "grants"))
REPLACE_STORIES, REPLACE_WAITING = ((HERE / f"{name}.sql").read_text("utf-8") for name in ("stories", "waiting"))
CREATE_VIEWS = ENSURE_ROLE + (HERE / "views.sql").read_text("utf-8") + REPLACE_WAITING + GRANTS
CREATE_APPEALS = (HERE / "appeals.sql").read_text("utf-8") + GRANTS


class DoorClosed(Exception):
    """The database has no role for visitors: nothing is read in its place."""


def prepare() -> bool:
    """Make the visitors' role if need be and if this program may. Returns whether it can be used."""
    with connection.cursor() as cursor:
        cursor.execute(ENSURE_ROLE + GRANTS)
    try:
        with reading():
            return True
    except DoorClosed:
        return False


@contextmanager
def reading() -> Iterator[Any]:
    """A cursor of the visitors' role. What goes wrong inside is rolled back, and the role with it."""
    with transaction.atomic(), connection.cursor() as cursor:
        try:
            cursor.execute(f"SET LOCAL ROLE {ROLE}")
        except DatabaseError as error:
            raise DoorClosed from error
        yield cursor
        cursor.execute("RESET ROLE")


def rows(sql: str, *parameters: Any) -> list[SimpleNamespace]:
    """The rows as objects with the columns' names. `sql` names views of `public_door` alone."""
    with reading() as cursor:
        cursor.execute(sql, parameters)
        names = [column.name for column in cursor.description]
        return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def open_pages() -> list[SimpleNamespace]:
    return rows("SELECT * FROM public_door.page ORDER BY unit_name")


def page_at(address: str) -> SimpleNamespace | None:
    return next(iter(rows("SELECT * FROM public_door.page WHERE address = %s", address)), None)


def figures(page_id: int) -> SimpleNamespace:
    """What the programme does today; counts of 1 to 4, and the money behind so few, are None."""
    return rows("SELECT * FROM public_door.figures WHERE page_id = %s", page_id)[0]


def waiting(page_id: int) -> list[SimpleNamespace]:
    """Children who wait by `area` ("" for the small ones together) and `band` of age; a hidden `count` is None."""
    return rows("SELECT * FROM public_door.waiting WHERE page_id = %s ORDER BY area = '', area, band", page_id)


def donors(page_id: int, *, most: int) -> list[SimpleNamespace]:
    """Donors who agreed to be named, with the year since which they give."""
    named = "SELECT *, count(*) OVER () AS total FROM public_door.donor WHERE page_id = %s"
    return rows(named + " ORDER BY since_year, name LIMIT %s", page_id, most)


def appeals(page_id: int) -> list[SimpleNamespace]:
    """Campaigns that call for contributions today, with what came (VND) and the `givers` who agreed to be named."""
    return rows("SELECT * FROM public_door.appeal WHERE page_id = %s ORDER BY until, name", page_id)


def stories(page_id: int, *, most: int) -> list[SimpleNamespace]:
    told = "SELECT * FROM public_door.story WHERE page_id = %s"
    return rows(told + " ORDER BY told_on DESC, public_id LIMIT %s", page_id, most)


def story_photo(address: str, public_id: Any) -> str | None:
    """The file name of a story's photo, as long as the consents hold."""
    told = "SELECT photo FROM public_door.story JOIN public_door.page USING (page_id)"
    return next((row.photo for row in rows(told + " WHERE address = %s AND public_id = %s", address, public_id)), None)
