"""Brothers and sisters: proposed for rows of a list, linked where a person accepts the proposal."""

from collections.abc import Iterable

from django.db.backends.utils import CursorWrapper

from children.models import SiblingGroup
from imports.models import ImportBatch
from imports.sets import in_sets
from vietnamese.errors import gettext_noop

OF_ROW = gettext_noop("May be a brother or sister of the child in row %(row)s of sheet “%(sheet)s”.")
OF_RECORD = gettext_noop("May be a brother or sister of this child.")

# The same parents; the same carer with the same telephone, or in the same hamlet.
FAMILIES = """
    (1, 'parents', CASE WHEN father_folded <> '' AND mother_folded <> ''
        THEN concat_ws('|', father_folded, mother_folded, place_id) END),
    (2, 'carer phone', CASE WHEN caregiver_folded <> '' AND phone <> ''
        THEN concat_ws('|', caregiver_folded, phone) END),
    (3, 'carer', CASE WHEN caregiver_folded <> '' AND hamlet_folded <> '' AND place_id IS NOT NULL
        THEN concat_ws('|', caregiver_folded, hamlet_folded, place_id) END)
"""
IN_THE_LIST = """
DROP TABLE IF EXISTS child_sibling;
CREATE TEMP TABLE child_sibling ON COMMIT DROP AS
WITH family AS (
    SELECT i.id, i.name_folded, f.rank, f.reasons, first_value(i.id) OVER same AS first_id,
        first_value(i.name_folded) OVER same AS first_name, count(*) OVER (PARTITION BY f.rank, f.key) AS size
    FROM (SELECT *, coalesce(former_commune_id, commune_id) AS place_id, vi_fold(hamlet) AS hamlet_folded
        FROM incoming_child WHERE caregiver_folded <> '' OR mother_folded <> '') i
    JOIN imports_importrow r ON r.batch_id = %(batch)s AND r.id = i.id AND r.status IN ('new', 'update')
    CROSS JOIN LATERAL (VALUES {families}) AS f(rank, reasons, key)
    WHERE f.key IS NOT NULL
    WINDOW same AS (PARTITION BY f.rank, f.key ORDER BY i.id)
)
SELECT DISTINCT ON (id) id, first_id AS other_id, null::bigint AS record_id, string_to_array(reasons, ' ') AS reasons
FROM family WHERE first_id <> id AND first_name <> name_folded AND size <= 12
ORDER BY id, rank;
CREATE UNIQUE INDEX ON child_sibling (id)
""".replace("{families}", FAMILIES)
ON_RECORD = """
INSERT INTO child_sibling
SELECT DISTINCT ON (i.id) i.id, null, c.id, '{carer,phone}'
FROM incoming_child i
JOIN imports_importrow r ON r.id = i.id AND r.status = 'new'
JOIN children_caregiver k ON k.phone = i.phone AND k.name_folded = i.caregiver_folded
JOIN children_child c ON c.id = k.child_id
LEFT JOIN child_match m ON m.id = i.id AND m.record_id = c.id
WHERE i.phone <> '' AND k.phone <> '' AND i.caregiver_folded <> '' AND m.id IS NULL
    AND c.name_folded <> i.name_folded AND c.managing_unit_id = ANY(%(units)s)
    AND NOT EXISTS (SELECT FROM child_sibling s WHERE s.id = i.id)
ORDER BY i.id, c.id
"""
TELL = """
UPDATE imports_importrow r
SET errors = r.errors || jsonb_build_array(jsonb_build_object('check', true, 'sibling', true, 'column', '',
    'reasons', to_jsonb(s.reasons)) || CASE WHEN s.record_id IS NULL
        THEN jsonb_build_object('message', %(of_row)s, 'params', jsonb_build_object('sheet', o.sheet, 'row', o.row))
        ELSE jsonb_build_object('message', %(of_record)s, 'record', jsonb_build_array('children.child', s.record_id))
    END)
FROM child_sibling s LEFT JOIN incoming_child o ON o.id = s.other_id
WHERE r.id = s.id
"""
# The accepted pairs of children, by their records (new ones have their number already), with the group that each has.
ACCEPTED = """
SELECT r.id, coalesce(mine.record_id, r.record_id), c.sibling_group_id, coalesce(theirs.record_id, s.record_id,
    other.record_id), o.sibling_group_id
FROM child_sibling s
JOIN imports_importrow r ON r.id = s.id AND r.status IN ('new', 'update')
LEFT JOIN imports_importrow other ON other.id = s.other_id
LEFT JOIN new_child mine ON mine.id = r.id
LEFT JOIN new_child theirs ON theirs.id = other.id
LEFT JOIN children_child c ON r.status = 'update' AND c.id = r.record_id
LEFT JOIN children_child o ON theirs.id IS NULL AND o.id = coalesce(s.record_id, other.record_id)
WHERE (%(all)s OR r.sheet || '!' || r.row = ANY(%(keys)s))
    AND (theirs.id IS NOT NULL OR s.record_id IS NOT NULL OR other.status IN ('update', 'duplicate'))
ORDER BY r.id
"""
GROUPS = """
DROP TABLE IF EXISTS child_group;
CREATE TEMP TABLE child_group ON COMMIT DROP AS
SELECT * FROM unnest(%(rows)s::bigint[], %(children)s::bigint[], %(groups)s::bigint[]) AS g(row_id, child_id, group_id)
"""
# Children on record before the list get their earlier group back when it is undone.
KEEP_BEFORE = """
UPDATE imports_importrow r
SET before = coalesce(r.before, '{}') || jsonb_build_object('children.child', jsonb_build_object('id', c.id,
    'version', c.version + 1, 'values',
    coalesce(r.before->'children.child'->'values', '{}') || jsonb_build_object('sibling_group_id', c.sibling_group_id)))
FROM child_group g JOIN children_child c ON c.id = g.child_id AND c.sibling_group_id IS DISTINCT FROM g.group_id
WHERE r.id = g.row_id
    AND (r.before->'children.child' IS NULL OR (r.before->'children.child'->>'id')::bigint = c.id)
"""
LINK = """
UPDATE children_child c SET sibling_group_id = g.group_id
FROM child_group g WHERE c.id = g.child_id AND c.sibling_group_id IS DISTINCT FROM g.group_id
"""


def propose_siblings(cursor: CursorWrapper, batch: ImportBatch) -> None:
    """Say on rows that go in whose brother or sister the child may be. Takes incoming_child and child_match."""
    cursor.execute("SELECT id FROM organisation_unit WHERE path LIKE %s", [f"{batch.managing_unit.path}%"])
    units = [row[0] for row in cursor.fetchall()]
    in_sets(cursor, [IN_THE_LIST], {"batch": batch.pk})
    cursor.execute(ON_RECORD, {"units": units})
    cursor.execute(TELL, {"of_row": OF_ROW, "of_record": OF_RECORD})


def group_accepted(cursor: CursorWrapper, batch: ImportBatch) -> None:
    """Make child_group (row_id, child_id, group_id) of accepted brothers and sisters: before the new ones are there."""
    said = batch.corrections.get("siblings") or []
    pairs = []
    if said:
        cursor.execute(ACCEPTED, {"all": said is True, "keys": [] if said is True else said})
        pairs = cursor.fetchall()
    groups = _groups(pairs)
    rows = {other: row for row, _child, _group, other, _other_group in pairs}
    rows |= {child: row for row, child, _group, _other, _other_group in pairs}
    facts = {"rows": [rows[child] for child in groups], "children": list(groups), "groups": list(groups.values())}
    cursor.execute(GROUPS, facts)


def link_those_on_record(cursor: CursorWrapper) -> None:
    """Put the children who were there before into their groups of child_group."""
    cursor.execute(KEEP_BEFORE)
    cursor.execute(LINK)


def _groups(pairs: Iterable[tuple[int, int, int | None, int, int | None]]) -> dict[int, int]:
    """The group of each child: one that a brother or sister has already, or a new one."""
    family: dict[int, set[int]] = {}
    has_group: dict[int, int] = {}
    for _row, child, group, other, other_group in pairs:
        merged = family.get(child, {child}) | family.get(other, {other})
        family |= dict.fromkeys(merged, merged)
        has_group |= {pk: known for pk, known in ((child, group), (other, other_group)) if known}
    found: dict[int, int] = {}
    for children in {id(children): children for children in family.values()}.values():
        known = min((has_group[pk] for pk in children if pk in has_group), default=None)
        found |= dict.fromkeys(sorted(children), known or SiblingGroup.objects.create().pk)
    return found
