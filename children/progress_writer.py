"""How the results that schools send become school years of children: row by row, by the child's code."""

from typing import Any

from django.db import connection
from django.utils import timezone

from children.models import Progress
from children.progress_lists import PROGRESS
from imports.models import ImportBatch
from imports.showing import day, text
from imports.writers import ListWriter, Shown, register_writer
from organisation.roles import Permission
from vietnamese.errors import gettext_noop

MESSAGES = {
    "no_code": gettext_noop("The child's code is missing. Fill in the workbook that was sent, it has the codes."),
    "unknown": gettext_noop("No child of this unit has the code %(code)s."),
    "other_name": gettext_noop("The code %(code)s is another child's: compare the name."),
    "no_such_year": gettext_noop("No school year begins in %(year)s."),
    "twice": gettext_noop("The same child and year stand at row %(row)s of sheet “%(sheet)s” with other results."),
    "repeats_row": gettext_noop("Says the same as row %(row)s of sheet “%(sheet)s”."),
    "differs": gettext_noop("The record says otherwise and stays as it is: %(said)s."),
}

READ_ROWS = """
DROP TABLE IF EXISTS incoming_year, year_change;
CREATE TEMP TABLE incoming_year ON COMMIT DROP AS
SELECT r.id, r.sheet, r.row, upper(coalesce(v.code, '')) AS code, vi_fold(coalesce(v.full_name, '')) AS name_folded,
    v.school_year, coalesce(left(v.school, 160), '') AS school, coalesce(left(v.grade, 20), '') AS grade,
    coalesce(left(v.result, 60), '') AS result, coalesce(left(v.conduct, 60), '') AS conduct, v.days_absent,
    coalesce(left(v.note, 400), '') AS note, c.id AS child_id, c.name_folded AS child_name, p.id AS progress_id,
    first_value(r.id) OVER same AS first_id
FROM imports_importrow r
CROSS JOIN LATERAL jsonb_to_record(r.values) AS v(
    code text, full_name text, school_year integer, school text, grade text, result text, conduct text,
    days_absent integer, note text)
LEFT JOIN children_child c ON c.code = upper(v.code)
    AND c.managing_unit_id IN (SELECT id FROM organisation_unit WHERE path LIKE %(path)s || '%%')
LEFT JOIN children_progress p ON p.child_id = c.id AND p.school_year = v.school_year
WHERE r.batch_id = %(batch)s AND r.status = 'new'
WINDOW same AS (PARTITION BY coalesce(c.id, -r.id), v.school_year ORDER BY r.id);
CREATE UNIQUE INDEX ON incoming_year (id);
ANALYZE incoming_year
"""
WRONG = """
UPDATE imports_importrow r SET status = 'error', errors = r.errors || jsonb_build_array(jsonb_build_object(
    'check', true, 'vital', true, 'column', '', 'message', w.message,
    'params', jsonb_build_object('code', i.code, 'year', i.school_year, 'sheet', o.sheet, 'row', o.row)))
FROM incoming_year i
JOIN incoming_year o ON o.id = i.first_id
CROSS JOIN LATERAL (SELECT CASE
    WHEN i.code = '' THEN %(no_code)s
    WHEN i.child_id IS NULL THEN %(unknown)s
    WHEN i.name_folded <> '' AND i.name_folded <> i.child_name THEN %(other_name)s
    WHEN i.school_year NOT BETWEEN 2000 AND extract(year FROM %(today)s::date) THEN %(no_such_year)s
    WHEN i.first_id <> i.id AND (i.school, i.grade, i.result, i.conduct, i.days_absent, i.note)
        IS DISTINCT FROM (o.school, o.grade, o.result, o.conduct, o.days_absent, o.note) THEN %(twice)s
    END AS message) w
WHERE r.id = i.id AND w.message IS NOT NULL
"""
REPEATS = """
UPDATE imports_importrow r SET status = 'duplicate', errors = r.errors || jsonb_build_array(jsonb_build_object(
    'check', true, 'column', '', 'message', %(repeats_row)s,
    'params', jsonb_build_object('sheet', o.sheet, 'row', o.row)))
FROM incoming_year i JOIN incoming_year o ON o.id = i.first_id
WHERE r.id = i.id AND o.id <> i.id AND r.status = 'new'
"""
# Only what the record lacks; what it says otherwise is told and stays.
CHANGES = """
CREATE TEMP TABLE year_change ON COMMIT DROP AS
SELECT i.id, p.id AS record_id, jsonb_strip_nulls(jsonb_build_object(
        'school', CASE WHEN p.school = '' THEN nullif(i.school, '') END,
        'grade', CASE WHEN p.grade = '' THEN nullif(i.grade, '') END,
        'result', CASE WHEN p.result = '' THEN nullif(i.result, '') END,
        'conduct', CASE WHEN p.conduct = '' THEN nullif(i.conduct, '') END,
        'days_absent', CASE WHEN p.days_absent IS NULL THEN i.days_absent END,
        'note', CASE WHEN p.note = '' THEN nullif(i.note, '') END)) AS changes,
    concat_ws('; ', CASE WHEN i.result <> '' AND i.result <> p.result THEN nullif(p.result, '') END,
        CASE WHEN i.conduct <> '' AND i.conduct <> p.conduct THEN nullif(p.conduct, '') END,
        CASE WHEN i.days_absent <> p.days_absent THEN p.days_absent::text END) AS said
FROM incoming_year i JOIN children_progress p ON p.id = i.progress_id;
CREATE UNIQUE INDEX ON year_change (id)
"""
STATUSES = """
UPDATE imports_importrow r SET record_id = h.record_id,
    status = CASE WHEN h.changes = '{}' THEN 'duplicate' ELSE 'update' END,
    errors = CASE WHEN h.said = '' THEN r.errors ELSE r.errors || jsonb_build_array(jsonb_build_object('check', true,
        'look', true, 'column', '', 'message', %(differs)s, 'params', jsonb_build_object('said', h.said))) END
FROM year_change h WHERE h.id = r.id AND r.status = 'new'
"""

NUMBER_NEW = """
DROP TABLE IF EXISTS new_year;
CREATE TEMP TABLE new_year ON COMMIT DROP AS
SELECT i.*, nextval(pg_get_serial_sequence('children_progress', 'id')) AS record_id
FROM (SELECT i.* FROM incoming_year i JOIN imports_importrow r USING (id) WHERE r.status = 'new' ORDER BY i.id) i;
CREATE UNIQUE INDEX ON new_year (id)
"""
INSERT = """
INSERT INTO children_progress (id, child_id, school_year, grade, school, result, conduct, days_absent, note,
    import_batch_id)
SELECT record_id, child_id, school_year, grade, school, result, conduct, days_absent, note, %(batch)s
FROM new_year ORDER BY record_id
"""
KEEP_BEFORE = """
UPDATE imports_importrow r SET before = jsonb_build_object('children.progress', jsonb_build_object('id', p.id,
    'version', p.version + 1,
    'values', (SELECT jsonb_object_agg(key, to_jsonb(p)->key) FROM jsonb_object_keys(h.changes) AS key)))
FROM year_change h JOIN children_progress p ON p.id = h.record_id WHERE r.id = h.id AND r.status = 'update'
"""
COMPLETE = """
UPDATE children_progress p SET school = n.school, grade = n.grade, result = n.result, conduct = n.conduct,
    days_absent = n.days_absent, note = n.note
FROM year_change h
JOIN imports_importrow r USING (id)
JOIN children_progress old ON old.id = h.record_id
CROSS JOIN LATERAL jsonb_populate_record(old, h.changes) n
WHERE p.id = h.record_id AND r.status = 'update'
"""
NAME_RECORDS = "UPDATE imports_importrow r SET record_id = n.record_id FROM new_year n WHERE r.id = n.id"


def check(batch: ImportBatch) -> None:
    """Compare the rows with the children and school years on record; see imports.writers.ListWriter."""
    facts: dict[str, Any] = {"batch": batch.pk, "path": batch.managing_unit.path, "today": timezone.localdate()}
    facts |= MESSAGES
    with connection.cursor() as cursor:
        for statement in (READ_ROWS, WRONG, REPEATS, CHANGES, STATUSES):
            cursor.execute(statement, facts)


def write(batch: ImportBatch) -> None:
    """Enter the rows just checked; see imports.writers.ListWriter."""
    with connection.cursor() as cursor:
        for statement in (NUMBER_NEW, INSERT, KEEP_BEFORE, COMPLETE, NAME_RECORDS):
            cursor.execute(statement, {"batch": batch.pk})


def year_text(values: dict[str, Any]) -> str:
    """2025 as 2025–2026."""
    year = values.get("school_year")
    return f"{year}–{year + 1}" if isinstance(year, int) else ""


def _days(values: dict[str, Any]) -> str:
    return str(values["days_absent"]) if values.get("days_absent") is not None else ""


register_writer(
    ListWriter(
        kind=PROGRESS,
        check=check,
        write=write,
        makes=((Progress, "import_batch"),),
        permission=Permission.EDIT_CHILDREN,
        record=Progress,
        results_url="children:list",
        columns=(
            Shown(gettext_noop("Full name"), text("full_name"), ("full_name",)),
            Shown(gettext_noop("Code"), text("code"), ("code",)),
            Shown(gettext_noop("Date of birth"), day("birth"), ("birth",)),
            Shown(gettext_noop("School year"), year_text, ("school_year",)),
            Shown(gettext_noop("School"), text("school"), ("school",)),
            Shown(gettext_noop("Grade"), text("grade"), ("grade",)),
            Shown(gettext_noop("Result"), text("result"), ("result",)),
            Shown(gettext_noop("Conduct"), text("conduct"), ("conduct",)),
            Shown(gettext_noop("Days absent"), _days, ("days_absent",)),
        ),
    )
)
