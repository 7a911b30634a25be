"""How the rows of a children's list become records: everything at once, in SQL."""

import json
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from children.list_matching import match_children
from children.lists import CHILDREN
from children.models import Caregiver, Child
from children.models.choices import OrphanStatus, Sex
from imports.models import ImportBatch
from imports.showing import choice, day, text
from imports.writers import ListWriter, Shown, register_writer, root_path
from organisation.roles import Permission
from vietnamese.errors import gettext_noop

MAY_REPEAT = gettext_noop("May be the same child as this record. It will be entered as a new child.")
REPEATS_ROW = gettext_noop("Says the same as row %(row)s of sheet “%(sheet)s”.")
LIKE_ROW = gettext_noop("Same name and birth as row %(row)s of sheet “%(sheet)s”. It will be entered as another child.")
CODE_TWICE = gettext_noop("The code %(code)s stands at row %(row)s of sheet “%(sheet)s” too, for another child.")
LONG_NAME = gettext_noop("The name is too long for a name.")

ORPHAN_FIELDS = ("circumstances", "father_dead", "mother_dead", "both_dead")

READ_ROWS = """
DROP TABLE IF EXISTS incoming_child;
CREATE TEMP TABLE incoming_child ON COMMIT DROP AS
SELECT r.id, r.sheet, r.row, left(v.full_name, 120) AS full_name, length(v.full_name) > 120 AS is_long,
    vi_fold(v.full_name) AS name_folded,
    (v.birth || substr('0000-01-01', length(v.birth) + 1))::date AS birth_date,
    coalesce(v.birth_precision, 'day') AS birth_date_precision,
    CASE v.birth_precision WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END AS birth_length,
    coalesce(v.sex, '') AS sex, coalesce(left(v.ethnicity, 40), '') AS ethnicity,
    coalesce(left(v.address_as_written, 300), '') AS address_as_written, coalesce(left(v.hamlet, 120), '') AS hamlet,
    former.id AS former_commune_id, present.id AS commune_id,
    coalesce(left(v.school, 160), '') AS school, coalesce(left(v.grade, 20), '') AS grade,
    coalesce(v.orphan_status, 'unknown') AS orphan_status, coalesce(left(v.circumstances, 4000), '') AS circumstances,
    coalesce(v.poverty, '') AS poverty, coalesce(left(v.father_name, 120), '') AS father_name,
    coalesce(left(v.mother_name, 120), '') AS mother_name, coalesce(v.union_child, false) AS is_union_member_child,
    coalesce(left(v.union_unit, 200), '') AS parents_union, union_unit.id AS parents_union_unit_id,
    coalesce(left(v.note, 4000), '') AS note,
    CASE WHEN own.is_own THEN '' ELSE coalesce(left(v.code, 40), '') END AS list_code,
    CASE WHEN own.is_own THEN upper(v.code) ELSE '' END AS own_code,
    CASE WHEN %(needs_sponsor)s THEN least(coalesce(dates.value::date, %(today)s), %(today)s) END AS needs_since,
    coalesce(left(v.caregiver_name, 120), '') AS caregiver_name,
    vi_fold(coalesce(v.caregiver_name, '')) AS caregiver_folded,
    coalesce(left(v.caregiver_relation, 60), '') AS caregiver_relation, coalesce(left(v.phone, 20), '') AS phone,
    coalesce(left(v.other_phone, 20), '') AS other_phone,
    vi_fold(coalesce(v.father_name, '')) AS father_folded, vi_fold(coalesce(v.mother_name, '')) AS mother_folded
FROM imports_importrow r
CROSS JOIN LATERAL jsonb_to_record(r.values) AS v(
    full_name text, birth text, birth_precision text, sex text, ethnicity text, address_as_written text, hamlet text,
    former_commune_key text, commune_key text, school text, grade text, orphan_status text, circumstances text,
    poverty text, father_name text, mother_name text, union_unit text, union_child boolean, note text, code text,
    caregiver_name text, caregiver_relation text, phone text, other_phone text)
CROSS JOIN LATERAL (SELECT coalesce(v.code ~* '^TE\\d{6,}$', false) AS is_own) own
LEFT JOIN organisation_area former ON former.key = v.former_commune_key
LEFT JOIN organisation_area present ON present.key = v.commune_key
LEFT JOIN jsonb_each_text(%(list_dates)s::jsonb) dates ON dates.key = r.sheet
LEFT JOIN (
    SELECT name_folded, min(id) AS id FROM organisation_unit WHERE path LIKE %(root)s || '%%'
    GROUP BY 1 HAVING count(*) = 1
) union_unit ON union_unit.name_folded = vi_fold(v.union_unit)
WHERE r.batch_id = %(batch)s AND r.status = 'new'
"""
# The same row twice is one child; the same name and birth with other details are two, and shown beside each other.
REPEATS = """
WITH seen AS (
    SELECT id, first_value(id) OVER same AS first_id, row_number() OVER same AS nth,
        first_value(id) OVER alike AS alike_id
    FROM incoming_child
    WINDOW same AS (PARTITION BY name_folded, birth_date, birth_length, sex, coalesce(former_commune_id, commune_id),
            vi_fold(hamlet), phone, caregiver_folded, father_folded, mother_folded, list_code ORDER BY id),
        alike AS (PARTITION BY name_folded, birth_date, birth_length, coalesce(former_commune_id, commune_id)
            ORDER BY id)
)
UPDATE imports_importrow r
SET status = CASE WHEN seen.nth > 1 THEN 'duplicate' ELSE r.status END,
    errors = r.errors || jsonb_build_array(jsonb_build_object('check', true, 'look', seen.nth = 1, 'column', '',
        'message', CASE WHEN seen.nth > 1 THEN %(repeats_row)s ELSE %(like_row)s END,
        'params', jsonb_build_object('sheet', o.sheet, 'row', o.row)))
FROM seen JOIN incoming_child i USING (id)
JOIN incoming_child o ON o.id = CASE WHEN seen.nth > 1 THEN seen.first_id ELSE seen.alike_id END
WHERE r.id = seen.id AND o.id <> seen.id AND i.birth_date IS NOT NULL
"""
CODES = """
WITH doubled AS (
    SELECT id, first_value(id) OVER same AS first_id, first_value(name_folded) OVER same AS first_name, name_folded
    FROM incoming_child WHERE list_code <> '' WINDOW same AS (PARTITION BY list_code ORDER BY id)
)
UPDATE imports_importrow r
SET status = 'error',
    errors = r.errors || jsonb_build_array(jsonb_build_object('check', true, 'vital', true, 'column', '',
        'message', %(code_twice)s, 'params', jsonb_build_object('code', o.list_code, 'sheet', o.sheet, 'row', o.row)))
FROM doubled d JOIN incoming_child o ON o.id = d.first_id
WHERE r.id = d.id AND d.first_name <> d.name_folded
"""
LONG_NAMES = """
UPDATE imports_importrow r
SET status = 'error', errors = r.errors || jsonb_build_array(
    jsonb_build_object('check', true, 'vital', true, 'column', '', 'message', %(long_name)s))
FROM incoming_child i WHERE i.id = r.id AND i.is_long
"""
# What a row adds to its record: new values by column, only where the record has none (or a less exact birth date).
CHANGES = """
DROP TABLE IF EXISTS child_change;
CREATE TEMP TABLE child_change ON COMMIT DROP AS
SELECT DISTINCT ON (c.id) i.id, c.id AS record_id, jsonb_strip_nulls(jsonb_build_object(
    'birth_date', CASE WHEN more_exact THEN i.birth_date END,
    'birth_date_precision', CASE WHEN more_exact THEN i.birth_date_precision END,
    'sex', CASE WHEN c.sex = '' THEN nullif(i.sex, '') END,
    'ethnicity', CASE WHEN c.ethnicity = '' THEN nullif(i.ethnicity, '') END,
    'address_as_written', CASE WHEN c.address_as_written = '' THEN nullif(i.address_as_written, '') END,
    'hamlet', CASE WHEN c.hamlet = '' THEN nullif(i.hamlet, '') END,
    'former_commune_id', CASE WHEN c.former_commune_id IS NULL AND (c.commune_id IS NULL OR c.commune_id = i.commune_id)
        THEN i.former_commune_id END,
    'commune_id', CASE WHEN c.commune_id IS NULL AND (c.former_commune_id IS NULL
        OR c.former_commune_id = i.former_commune_id) THEN i.commune_id END,
    'school', CASE WHEN c.school = '' THEN nullif(i.school, '') END,
    'grade', CASE WHEN c.grade = '' THEN nullif(i.grade, '') END,
    'orphan_status', CASE WHEN c.orphan_status = 'unknown' THEN nullif(i.orphan_status, 'unknown') END,
    'circumstances', CASE WHEN c.circumstances = '' THEN nullif(i.circumstances, '') END,
    'poverty', CASE WHEN c.poverty = '' THEN nullif(i.poverty, '') END,
    'father_name', CASE WHEN c.father_name = '' THEN nullif(i.father_name, '') END,
    'mother_name', CASE WHEN c.mother_name = '' THEN nullif(i.mother_name, '') END,
    'is_union_member_child', CASE WHEN NOT c.is_union_member_child AND i.is_union_member_child THEN true END,
    'parents_union', CASE WHEN c.parents_union = '' THEN nullif(i.parents_union, '') END,
    'parents_union_unit_id', CASE WHEN c.parents_union = '' AND c.parents_union_unit_id IS NULL
        THEN i.parents_union_unit_id END,
    'list_code', CASE WHEN c.list_code = '' THEN nullif(i.list_code, '') END,
    'needs_since', CASE WHEN c.needs_since IS NULL AND c.need_ended_on IS NULL THEN i.needs_since END
    )) AS changes,
    i.caregiver_name <> '' AND NOT EXISTS (SELECT FROM children_caregiver k WHERE k.child_id = c.id) AS adds_caregiver
FROM child_match m JOIN incoming_child i USING (id) JOIN children_child c ON c.id = m.record_id
CROSS JOIN LATERAL (
    SELECT i.birth_date IS NOT NULL AND (c.birth_date IS NULL OR i.birth_length > CASE c.birth_date_precision
        WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END) AS more_exact
) birth
WHERE m.is_certain
ORDER BY c.id, i.id
"""
STATUSES = """
UPDATE imports_importrow r
SET status = CASE WHEN NOT m.is_certain THEN r.status WHEN h.changes <> '{}' OR h.adds_caregiver THEN 'update'
        ELSE 'duplicate' END,
    record_id = m.record_id,
    errors = CASE WHEN m.is_certain THEN r.errors ELSE r.errors || jsonb_build_array(
        jsonb_build_object('check', true, 'look', true, 'column', '', 'message', %(may_repeat)s,
            'record', jsonb_build_array('children.child', m.record_id))) END
FROM child_match m LEFT JOIN child_change h USING (id)
WHERE r.id = m.id AND r.status = 'new'
"""

NUMBER_NEW = """
DROP TABLE IF EXISTS new_child;
CREATE TEMP TABLE new_child ON COMMIT DROP AS
SELECT i.*, nextval(pg_get_serial_sequence('children_child', 'id')) AS record_id
FROM (SELECT i.* FROM incoming_child i JOIN imports_importrow r USING (id) WHERE r.status = 'new' ORDER BY i.id) i
"""
INSERT_CHILDREN = """
INSERT INTO children_child (id, managing_unit_id, import_batch_id, alias, personal_id_number, orphaned_by_covid,
    circumstance_groups, need_ended_reason, full_name, birth_date, birth_date_precision, sex, ethnicity,
    address_as_written, hamlet, former_commune_id, commune_id, school, grade, orphan_status, circumstances, poverty,
    father_name, mother_name, is_union_member_child, parents_union, parents_union_unit_id, list_code, needs_since, note)
SELECT record_id, %(unit)s, %(batch)s, '', '', false, '{}', '', full_name, birth_date, birth_date_precision, sex,
    ethnicity, address_as_written, hamlet, former_commune_id, commune_id, school, grade, orphan_status, circumstances,
    poverty, father_name, mother_name, is_union_member_child, parents_union, parents_union_unit_id, list_code,
    needs_since, CASE WHEN caregiver_name = '' AND phone <> ''
        THEN concat_ws('; ', nullif(note, ''), %(phone_label)s || ': ' || phone)
        ELSE note END
FROM new_child ORDER BY record_id
"""
INSERT_CAREGIVERS = """
INSERT INTO children_caregiver (child_id, full_name, relationship, phone, other_phone, bank_account, bank_name,
    is_carer, is_guardian, import_batch_id)
SELECT record_id, caregiver_name, caregiver_relation, phone, other_phone, '', '', true, false, %(batch)s
FROM (
    SELECT record_id, caregiver_name, caregiver_relation, phone, other_phone FROM new_child
    UNION ALL
    SELECT h.record_id, i.caregiver_name, i.caregiver_relation, i.phone, i.other_phone
    FROM child_change h JOIN incoming_child i USING (id) WHERE h.adds_caregiver
) k WHERE caregiver_name <> '' ORDER BY record_id
"""
KEEP_BEFORE = """
UPDATE imports_importrow r
SET before = jsonb_build_object('children.child', jsonb_build_object('id', c.id, 'version', c.version + 1, 'values',
    (SELECT jsonb_object_agg(key, to_jsonb(c)->key) FROM jsonb_object_keys(h.changes) key)))
FROM child_change h JOIN children_child c ON c.id = h.record_id
WHERE r.id = h.id AND r.status = 'update' AND h.changes <> '{}'
"""
COMPLETE = """
UPDATE children_child c
SET birth_date = n.birth_date, birth_date_precision = n.birth_date_precision, sex = n.sex, ethnicity = n.ethnicity,
    address_as_written = n.address_as_written, hamlet = n.hamlet, former_commune_id = n.former_commune_id,
    commune_id = n.commune_id, school = n.school, grade = n.grade, orphan_status = n.orphan_status,
    circumstances = n.circumstances, poverty = n.poverty, father_name = n.father_name, mother_name = n.mother_name,
    is_union_member_child = n.is_union_member_child, parents_union = n.parents_union,
    parents_union_unit_id = n.parents_union_unit_id, list_code = n.list_code, needs_since = n.needs_since
FROM child_change h
JOIN imports_importrow r USING (id)
JOIN children_child old ON old.id = h.record_id
CROSS JOIN LATERAL jsonb_populate_record(old, h.changes) n
WHERE c.id = h.record_id AND r.status = 'update' AND h.changes <> '{}'
"""
NAME_RECORDS = """
UPDATE imports_importrow r SET record_id = n.record_id FROM new_child n WHERE r.id = n.id
"""


def check(batch: ImportBatch) -> None:
    """Compare the batch's rows with the children of its unit and with each other; see imports.writers.ListWriter."""
    messages = {
        "repeats_row": REPEATS_ROW, "like_row": LIKE_ROW, "code_twice": CODE_TWICE, "may_repeat": MAY_REPEAT,
        "long_name": LONG_NAME,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(READ_ROWS, _facts(batch))
        match_children(cursor, batch.managing_unit.path)
        cursor.execute(CHANGES, [])
        for statement in (LONG_NAMES, CODES, REPEATS, STATUSES):
            cursor.execute(statement, messages)


def _facts(batch: ImportBatch) -> dict[str, Any]:
    dates = {sheet["name"]: sheet["list_date"] for sheet in batch.layout["sheets"] if sheet["list_date"]}
    return {
        "batch": batch.pk,
        "root": root_path(batch),
        "today": timezone.localdate(),
        "list_dates": json.dumps(dates),
        "needs_sponsor": batch.corrections.get("needs_sponsor", True),
    }


def write(batch: ImportBatch) -> None:
    """Enter the rows just checked; see imports.writers.ListWriter."""
    facts: dict[str, Any] = {"batch": batch.pk, "unit": batch.managing_unit_id, "phone_label": str(_("Telephone"))}
    with connection.cursor() as cursor:
        for statement in (NUMBER_NEW, INSERT_CHILDREN, INSERT_CAREGIVERS, KEEP_BEFORE, COMPLETE, NAME_RECORDS):
            cursor.execute(statement, facts)


register_writer(
    ListWriter(
        kind=CHILDREN,
        check=check,
        write=write,
        makes=((Caregiver, "import_batch"), (Child, "import_batch")),
        permission=Permission.EDIT_CHILDREN,
        record=Child,
        results_url="children:list",
        columns=(
            Shown(gettext_noop("Full name"), text("full_name"), ("full_name",)),
            Shown(gettext_noop("Date of birth"), day("birth"), ("birth", "male", "female")),
            Shown(gettext_noop("Sex"), choice("sex", Sex), ("sex",)),
            Shown(gettext_noop("Hamlet"), text("hamlet"), ("hamlet", "address")),
            Shown(
                gettext_noop("Commune"), text("commune"), ("former_commune", "present_commune", "commune", "address")
            ),
            Shown(gettext_noop("Orphan"), choice("orphan_status", OrphanStatus), ORPHAN_FIELDS),
            Shown(gettext_noop("Carer"), text("caregiver_name"), ("caregiver_name",)),
            Shown(gettext_noop("Telephone"), text("phone"), ("phone",)),
            Shown(gettext_noop("Union member's child (union)"), text("union_unit"), ("union_unit",)),
        ),
    )
)
