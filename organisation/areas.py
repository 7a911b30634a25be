"""The areas of the whole country in both generations, from the two files in data/."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import F, Func, Q, QuerySet
from django.utils.translation import gettext as _

from organisation.access import paths_where, units_where
from organisation.models import Area, Unit
from organisation.models.area import AreaLevel
from organisation.models.unit import UnitArea
from organisation.roles import Permission

FOLDER = Path(__file__).parent / "data"
AREAS, SUCCESSIONS = FOLDER / "areas.csv", FOLDER / "area_successions.csv"

STAGE = """
CREATE TEMP TABLE new_area (key text, code text, level text, kind text, name text, parent_key text,
                            valid_from date, valid_to date) ON COMMIT DROP;
CREATE TEMP TABLE new_succession (old_key text, new_key text, is_partial boolean) ON COMMIT DROP;
"""
COMPARE = "ANALYZE new_area; ANALYZE new_succession;"
# A parent may stand in the same file, so every row gets its id before the first is written.
UPSERT_AREAS = """
WITH numbered AS MATERIALIZED (
    SELECT n.*, coalesce(a.id, nextval(pg_get_serial_sequence('organisation_area', 'id'))) AS id
    FROM new_area n LEFT JOIN organisation_area a USING (key)
)
INSERT INTO organisation_area AS a (id, key, code, level, kind, name, parent_id, valid_from, valid_to)
SELECT n.id, n.key, n.code, n.level, n.kind, n.name, p.id, n.valid_from, n.valid_to
FROM numbered n LEFT JOIN numbered p ON p.key = n.parent_key
ORDER BY n.id
ON CONFLICT (key) DO UPDATE
SET (code, level, kind, name, parent_id, valid_from, valid_to) =
    (excluded.code, excluded.level, excluded.kind, excluded.name, excluded.parent_id, excluded.valid_from,
     excluded.valid_to)
WHERE (a.code, a.level, a.kind, a.name, a.parent_id, a.valid_from, a.valid_to) IS DISTINCT FROM
    (excluded.code, excluded.level, excluded.kind, excluded.name, excluded.parent_id, excluded.valid_from,
     excluded.valid_to)
"""
UPSERT_SUCCESSIONS = """
INSERT INTO organisation_areasuccession AS s (old_id, new_id, is_partial)
SELECT old.id, new.id, n.is_partial
FROM new_succession n
JOIN organisation_area old ON old.key = n.old_key
JOIN organisation_area new ON new.key = n.new_key
ON CONFLICT (old_id, new_id) DO UPDATE SET is_partial = excluded.is_partial
WHERE s.is_partial IS DISTINCT FROM excluded.is_partial
"""
# Nothing points at a succession, so one that a newer file no longer knows may go; an area stays for good.
DROP_SUCCESSIONS = """
DELETE FROM organisation_areasuccession s USING organisation_area old, organisation_area new, new_area f
WHERE old.id = s.old_id AND new.id = s.new_id AND f.key = old.key
    AND NOT EXISTS (SELECT FROM new_succession n WHERE n.old_key = old.key AND n.new_key = new.key)
"""


@transaction.atomic
def load_areas() -> dict[str, int]:
    """Brings areas and successions to the state of the files; returns how many rows were written.

    A row that stands already is not touched, an area that the files do not name is left alone.
    """
    with connection.cursor() as cursor:
        cursor.execute(STAGE)
        _copy(cursor, "new_area", AREAS)
        _copy(cursor, "new_succession", SUCCESSIONS)
        cursor.execute(COMPARE)
        cursor.execute(UPSERT_AREAS)
        areas = cursor.rowcount
        cursor.execute("ANALYZE organisation_area")  # else the joins below may expect an empty table: minutes
        cursor.execute(UPSERT_SUCCESSIONS)
        successions = cursor.rowcount
        cursor.execute("ANALYZE organisation_areasuccession")
        cursor.execute(DROP_SUCCESSIONS)
        cursor.execute("DROP TABLE new_area, new_succession")  # a test may load twice in one transaction
    return {"areas": areas, "successions": successions}


def _copy(cursor: CursorWrapper, table: str, file: Path) -> None:
    with cursor.copy(f"COPY {table} FROM STDIN (FORMAT csv, HEADER, NULL '')") as copy:
        copy.write(file.read_text(encoding="utf-8"))  # as text: a Windows checkout ends its lines otherwise


def former_district(code: str) -> Area | None:
    """The district that had this official code until 1 July 2025; leading zeros do not matter."""
    return Area.objects.former().filter(level=AreaLevel.DISTRICT, code=code.strip().lstrip("0")).first()


def successors_of(district: Area) -> QuerySet[Area]:
    """The present communes that took in a commune of this former district, wholly or in part."""
    return Area.objects.present().communes().filter(predecessors__parent=district).distinct().order_by("code")


def areas_within(areas: Iterable[int | None]) -> dict[int | None, set[int]]:
    """For each of these areas itself, what lies in it and the same ground in the other generation; nothing for None.

    One query, each part of it by an index: an OR of the three reads all areas of the country.
    """
    wanted = {pk for pk in areas if pk}
    found: dict[int | None, set[int]] = defaultdict(set)
    if not wanted:
        return found
    parts = [
        Area.objects.filter(**{f"{name}__in": wanted})
        .order_by()
        .values_list(F(name), "pk", "successions__new", "origins__old")
        for name in ("pk", "parent", "parent__parent")
    ]
    for within, *same_ground in parts[0].union(*parts[1:], all=True):
        found[within] |= {pk for pk in same_ground if pk}
    return found


def choices_for(unit: Unit, managed: QuerySet[Unit]) -> list[tuple[str, list[tuple[int, str]]]]:
    """The areas a unit may work in, for a form: its own, those of the `managed` units, and what they were before
    July 2025. The root of a tree may choose among all communes of its provinces.
    """
    known = Area.objects.filter(Q(units__in=managed) | Q(units=unit.pk or 0))
    if unit.pk and unit.parent_id is None:
        provinces = Area.objects.present().communes().filter(units=unit.pk).values("parent")
        wider = Area.objects.present().communes().filter(parent__in=provinces)
    else:
        wider = Area.objects.former().communes().filter(successors__in=known)
    areas = Area.objects.filter(pk__in=known.values("pk").union(wider.values("pk"), all=True))
    areas = areas.order_by(Func(F("name"), function="vi_prim"), "pk")
    groups: dict[str, list[tuple[int, str]]] = {}
    for area in sorted(areas, key=lambda a: (not a.is_present, a.level != AreaLevel.COMMUNE)):
        groups.setdefault(_group(area), []).append((area.pk, area.name))
    return list(groups.items())


def _group(area: Area) -> str:
    if area.level == AreaLevel.COMMUNE:
        return _("Present communes") if area.is_present else _("Communes until 30/06/2025")
    return _("Provinces and former districts")


def covered_by(user: Any, permission: Permission) -> QuerySet:
    """The areas where the units work at which `user` holds `permission`, as a subquery of ids.

    A unit without areas of its own works wherever the nearest unit above it does that has some.
    """
    lines = [[int(pk) for pk in path.split("/") if pk] for path in paths_where(user, permission)]
    above = UnitArea.objects.filter(unit__in={pk for line in lines for pk in line})
    with_areas = set(above.values_list("unit", flat=True)) if lines else set()
    nearest = [next((pk for pk in reversed(line) if pk in with_areas), 0) for line in lines]
    inherited = UnitArea.objects.filter(unit__in=nearest).values("area")
    return UnitArea.objects.filter(unit__in=units_where(user, permission)).values("area").union(inherited)
