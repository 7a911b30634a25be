"""The country's communes as the engine needs them, read from the database once a process."""

from typing import Any

from django.db import connection

from organisation.models import Unit
from vietnamese.places import PlaceIndex, PlaceRecord

# Changes whenever an area or a succession is added, renamed or removed.
FINGERPRINT = """
SELECT (SELECT (count(*), max(id), sum(hashtext(name || key))) FROM organisation_area)::text
    || (SELECT (count(*), max(id)) FROM organisation_areasuccession)::text
"""
RECORDS = """
SELECT a.key, a.name, a.kind, a.level, CASE WHEN a.valid_to IS NULL THEN 'present' ELSE 'former' END,
    coalesce(p.key, ''), coalesce(s.keys, '{}')
FROM organisation_area a
LEFT JOIN organisation_area p ON p.id = a.parent_id
LEFT JOIN (
    SELECT s.old_id, array_agg(n.key ORDER BY s.is_partial, n.key) AS keys
    FROM organisation_areasuccession s JOIN organisation_area n ON n.id = s.new_id GROUP BY 1
) s ON s.old_id = a.id
"""
# The unit itself or the nearest above it that has areas.
AREAS_OF_UNIT = """
SELECT a.key, a.level, array(SELECT c.key FROM organisation_area c WHERE c.parent_id = a.id AND c.level = 'commune')
FROM organisation_unit u
JOIN organisation_unitarea ua ON ua.unit_id = u.id
JOIN organisation_area a ON a.id = ua.area_id
WHERE %(path)s LIKE u.path || '%%'
    AND length(u.path) = (
        SELECT max(length(o.path)) FROM organisation_unit o
        WHERE %(path)s LIKE o.path || '%%' AND EXISTS (SELECT FROM organisation_unitarea x WHERE x.unit_id = o.id)
    )
ORDER BY a.key
"""

_known: tuple[str, PlaceIndex] | None = None


def country() -> PlaceIndex:
    """All communes of both generations; built anew only after the areas changed."""
    global _known
    with connection.cursor() as cursor:
        cursor.execute(FINGERPRINT)
        fingerprint = cursor.fetchone()[0]
        if _known is None or _known[0] != fingerprint:
            cursor.execute(RECORDS)
            _known = fingerprint, PlaceIndex(_record(*row) for row in cursor.fetchall())
    return _known[1]


def _record(key: str, name: str, kind: str, level: str, generation: Any, parent: str, keys: list[str]) -> PlaceRecord:
    return PlaceRecord(key, name, kind, level, generation, parent, tuple(keys))


def places_for(unit: Unit) -> tuple[PlaceIndex, str]:
    """The communes, preferring those of the unit (or of the nearest unit above it that has areas), and the key of its
    commune if it has just one ("" otherwise), where rows that name no place belong.
    """
    with connection.cursor() as cursor:
        cursor.execute(AREAS_OF_UNIT, {"path": unit.path})
        areas = cursor.fetchall()
    communes = [key for key, level, _within in areas if level == "commune"]
    keys = {key for key, _level, within in areas for key in (key, *within)}
    return country().preferring(keys), communes[0] if len(communes) == 1 and len(areas) == 1 else ""
