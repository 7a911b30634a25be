"""How the rows of a list of donors become records: everything at once, in SQL."""

import json
from typing import Any

from django.db import connection
from django.utils.text import capfirst

from donors.lists import DONORS
from donors.models import Donor, DonorKind
from imports.known_names import known_as
from imports.models import ImportBatch
from imports.sets import in_sets
from imports.showing import choice, text
from imports.writers import ListWriter, Shown, register_writer, root_path
from organisation.roles import Permission
from vietnamese.errors import gettext_noop

MESSAGES = {
    "repeats_row": gettext_noop("Says the same as row %(row)s of sheet “%(sheet)s”."),
    "says_more": gettext_noop(
        "Row %(row)s of sheet “%(sheet)s” is the same donor and does not say all that this row says. Write what counts"
        " into one of the two, and leave the other out."
    ),
    "like_row": gettext_noop("Same name as row %(row)s of sheet “%(sheet)s”. It will be entered as another donor."),
    "may_repeat": gettext_noop("A donor with this name and another telephone is in the records."),
    "other_code": gettext_noop("The code %(code)s is another donor's, or not one of this unit."),
    "long_name": gettext_noop("The name is too long for a name."),
}

# The names of donors that are no persons, of this unit and those below it; see imports.known_names.
ORGANISATIONS = """
SELECT d.name FROM donors_donor d JOIN organisation_unit u ON u.id = d.managing_unit_id
WHERE u.path LIKE %(path)s || '%%' AND d.kind <> 'individual'
    AND split_part(d.name_folded, ' ', -1) = ANY(%(last_words)s)
"""
READ_ROWS = """
DROP TABLE IF EXISTS incoming_donor, donor_match, donor_change;
CREATE TEMP TABLE incoming_donor ON COMMIT DROP AS
SELECT r.id, r.sheet, r.row, left(v.donor, 200) AS name, length(v.donor) > 200 AS is_long,
    coalesce(%(known_donors)s::jsonb->>vi_fold(v.donor), vi_fold(v.donor)) AS name_folded,
    coalesce(v.donor_kind, 'individual') AS kind,
    coalesce(left(v.donor_honorific, 10), '') AS title, coalesce(left(v.donor_phone, 20), '') AS phone,
    coalesce(left(split_part(v.other_donor_phone, ',', 1), 20), '') AS other_phone,
    coalesce(left(v.contact_name, 120), '') AS contact_name,
    coalesce(left(v.position_title, 120), '') AS position_title, coalesce(left(v.email, 254), '') AS email,
    coalesce(left(v.donor_address, 300), '') AS address, coalesce(left(v.wishes, 400), '') AS wishes_note,
    v.capacity_children, v.capacity_vnd, coalesce(v.is_public, false) AS is_public,
    coalesce(left(v.note, 4000), '') AS note,
    CASE WHEN v.code ~* '^ND\\d{6,}$' THEN upper(v.code) ELSE '' END AS own_code
FROM imports_importrow r
CROSS JOIN LATERAL jsonb_to_record(r.values) AS v(
    donor text, donor_kind text, donor_honorific text, donor_phone text, other_donor_phone text, contact_name text,
    position_title text, email text, donor_address text, wishes text, capacity_children integer, capacity_vnd bigint,
    is_public boolean, code text, note text)
WHERE r.batch_id = %(batch)s AND r.status = 'new';
CREATE UNIQUE INDEX ON incoming_donor (id);
ANALYZE incoming_donor
"""
MATCH = """
CREATE TEMP TABLE donor_match ON COMMIT DROP AS
WITH pair AS (
    SELECT i.id, d.id AS record_id, CASE WHEN d.code = i.own_code THEN 3
            WHEN i.phone <> '' AND i.phone IN (d.phone, d.other_phone) THEN 2
            WHEN i.kind <> 'individual' OR i.phone = '' OR d.phone = '' THEN 1 ELSE 0 END AS rank
    FROM incoming_donor i JOIN donors_donor d ON d.name_folded = i.name_folded
    WHERE d.managing_unit_id IN (SELECT id FROM organisation_unit WHERE path LIKE %(path)s || '%%')
)
SELECT DISTINCT ON (id) id, record_id, rank > 0 AND count(*) OVER (PARTITION BY id, rank) = 1 AS is_certain
FROM pair ORDER BY id, rank DESC, record_id;
CREATE UNIQUE INDEX ON donor_match (id)
"""
CHANGES = """
CREATE TEMP TABLE donor_change ON COMMIT DROP AS
SELECT DISTINCT ON (d.id) i.id, d.id AS record_id, jsonb_strip_nulls(jsonb_build_object(
    'title', CASE WHEN d.title = '' THEN nullif(i.title, '') END,
    'contact_name', CASE WHEN d.contact_name = '' THEN nullif(i.contact_name, '') END,
    'position_title', CASE WHEN d.position_title = '' THEN nullif(i.position_title, '') END,
    'phone', CASE WHEN d.phone = '' THEN nullif(i.phone, '') END,
    'other_phone', CASE WHEN d.other_phone = '' AND i.other_phone <> d.phone THEN nullif(i.other_phone, '') END,
    'email', CASE WHEN d.email = '' THEN nullif(i.email, '') END,
    'address', CASE WHEN d.address = '' THEN nullif(i.address, '') END,
    'wishes_note', CASE WHEN d.wishes_note = '' AND d.wished_area_id IS NULL AND d.wished_age_from IS NULL
        AND d.wished_age_to IS NULL AND d.wished_sex = '' AND NOT d.wishes_double_orphan
        AND NOT d.wishes_union_member_child AND d.wished_school = '' THEN nullif(i.wishes_note, '') END,
    'capacity_children', CASE WHEN d.capacity_children IS NULL THEN i.capacity_children END,
    'capacity_vnd', CASE WHEN d.capacity_vnd IS NULL THEN i.capacity_vnd END
    )) AS changes
FROM donor_match m JOIN incoming_donor i USING (id) JOIN donors_donor d ON d.id = m.record_id
WHERE m.is_certain ORDER BY d.id, i.id;
CREATE UNIQUE INDEX ON donor_change (id)
"""
# By these two rows are of one donor.
IDENTITY = "name_folded, phone, CASE WHEN kind = 'individual' THEN vi_fold(address) END"
# What the second of two rows of one donor may say and the first does not: then a person says what counts.
_TEXTS = ("title", "other_phone", "contact_name", "position_title", "email", "address", "wishes_note", "note")
_NUMBERS = ("capacity_children", "capacity_vnd")
SAYS_MORE = " OR ".join(
    [f"vi_fold(i.{field}) NOT IN ('', vi_fold(o.{field}))" for field in _TEXTS]
    + [f"i.{field} <> coalesce(o.{field}, -1)" for field in _NUMBERS]
    + ["i.is_public > o.is_public", "i.kind <> o.kind"]
)
ALL_SAID = ", ".join([*(f"vi_fold({field})" for field in _TEXTS), *_NUMBERS, "is_public", "kind"])
WRONG = """
    UPDATE imports_importrow r SET status = 'error', errors = r.errors || jsonb_build_array(jsonb_build_object(
        'check', true, 'vital', true, 'column', '', 'message',
        CASE WHEN i.is_long THEN %(long_name)s ELSE %(other_code)s END, 'params', jsonb_build_object('code', own_code)))
    FROM incoming_donor i
    LEFT JOIN donor_match m USING (id)
    LEFT JOIN donors_donor d ON d.id = m.record_id
    WHERE i.id = r.id AND (i.is_long OR i.own_code <> '' AND i.own_code IS DISTINCT FROM d.code)
    """
REPEATS = (
    """
    WITH seen AS (
        SELECT id, first_value(id) OVER alike AS alike_id, first_value(id) OVER same AS same_id FROM incoming_donor
        WINDOW alike AS (PARTITION BY name_folded ORDER BY id), same AS (PARTITION BY {identity} ORDER BY id)
    ),
    again AS (  -- of the rows behind the first, which say the same as each other
        SELECT id, first_value(id) OVER (PARTITION BY same_id, {all_said} ORDER BY id) AS told_id
        FROM seen JOIN incoming_donor USING (id) WHERE same_id <> id
    )
    UPDATE imports_importrow r
    SET status = CASE WHEN says.more THEN 'error' WHEN s.same_id <> s.id THEN 'duplicate' ELSE r.status END,
        errors = r.errors || jsonb_build_array(jsonb_build_object('check', true, 'look', s.same_id = s.id, 'column', '',
            'vital', says.more, 'message', CASE WHEN says.more THEN %(says_more)s
                WHEN s.same_id <> s.id THEN %(repeats_row)s ELSE %(like_row)s END,
            'params', jsonb_build_object('sheet', o.sheet, 'row', o.row)))
    FROM seen s JOIN incoming_donor i USING (id)
    LEFT JOIN again USING (id)
    JOIN incoming_donor o
        ON o.id = CASE WHEN again.told_id < i.id THEN told_id WHEN s.same_id <> s.id THEN s.same_id ELSE s.alike_id END
    CROSS JOIN LATERAL (SELECT s.same_id <> s.id AND ({says_more}) AS more) says
    WHERE r.batch_id = %(batch)s AND r.id = s.id AND o.id <> s.id AND r.status = 'new'
    """.replace("{identity}", IDENTITY)
    .replace("{all_said}", ALL_SAID)
    .replace("{says_more}", SAYS_MORE)
)
ON_RECORD = """
    UPDATE imports_importrow r SET record_id = m.record_id,
        status = CASE WHEN NOT m.is_certain THEN r.status WHEN h.changes <> '{}' THEN 'update' ELSE 'duplicate' END,
        errors = CASE WHEN m.is_certain THEN r.errors ELSE r.errors || jsonb_build_array(jsonb_build_object(
            'check', true, 'look', true, 'column', '', 'message', %(may_repeat)s,
            'record', jsonb_build_array('donors.donor', m.record_id))) END
    FROM donor_match m LEFT JOIN donor_change h USING (id) WHERE r.id = m.id AND r.status = 'new'
    """

NUMBER_NEW = """
DROP TABLE IF EXISTS new_donor;
CREATE TEMP TABLE new_donor ON COMMIT DROP AS
SELECT i.*, nextval(pg_get_serial_sequence('donors_donor', 'id')) AS record_id
FROM (SELECT i.* FROM incoming_donor i JOIN imports_importrow r USING (id) WHERE r.status = 'new' ORDER BY i.id) i;
CREATE UNIQUE INDEX ON new_donor (id)
"""
INSERT = """
INSERT INTO donors_donor (id, kind, title, name, unit_id, contact_name, position_title, phone, other_phone, email,
    address, wished_sex, wishes_double_orphan, wishes_union_member_child, wished_school, wishes_note,
    capacity_children, capacity_vnd, is_public, note, managing_unit_id, import_batch_id)
SELECT record_id, n.kind, title, n.name, CASE WHEN n.kind = 'organisation' THEN u.id END, contact_name, position_title,
    phone, other_phone, email, address, '', false, false, '', wishes_note, capacity_children, capacity_vnd, is_public,
    note, %(unit)s, %(batch)s
FROM new_donor n
LEFT JOIN (
    SELECT name_folded, min(id) AS id FROM organisation_unit WHERE path LIKE %(root)s || '%%'
    GROUP BY 1 HAVING count(*) = 1
) u USING (name_folded)
ORDER BY record_id
"""
KEEP_BEFORE = """
UPDATE imports_importrow r SET before = jsonb_build_object('donors.donor', jsonb_build_object('id', d.id,
    'version', d.version + 1,
    'values', (SELECT jsonb_object_agg(key, to_jsonb(d)->key) FROM jsonb_object_keys(h.changes) AS key)))
FROM donor_change h JOIN donors_donor d ON d.id = h.record_id WHERE r.id = h.id AND r.status = 'update'
"""
COMPLETE = """
UPDATE donors_donor d SET title = n.title, contact_name = n.contact_name, position_title = n.position_title,
    phone = n.phone, other_phone = n.other_phone, email = n.email, address = n.address, wishes_note = n.wishes_note,
    capacity_children = n.capacity_children, capacity_vnd = n.capacity_vnd
FROM donor_change h
JOIN imports_importrow r USING (id)
JOIN donors_donor old ON old.id = h.record_id
CROSS JOIN LATERAL jsonb_populate_record(old, h.changes) n
WHERE d.id = h.record_id AND r.status = 'update'
"""
NAME_RECORDS = "UPDATE imports_importrow r SET record_id = n.record_id FROM new_donor n WHERE r.id = n.id"


def check(batch: ImportBatch) -> None:
    """Compare the batch's rows with the donors of its unit and with each other; see imports.writers.ListWriter."""
    facts: dict[str, Any] = MESSAGES | {"batch": batch.pk, "path": batch.managing_unit.path}
    with connection.cursor() as cursor:
        facts["known_donors"] = json.dumps(known_as(cursor, "donor", ORGANISATIONS, facts))
        for statement in (READ_ROWS, MATCH, CHANGES, WRONG):
            cursor.execute(statement, facts)
        in_sets(cursor, [REPEATS], facts)
        cursor.execute(ON_RECORD, facts)


def write(batch: ImportBatch) -> None:
    """Enter the rows just checked; see imports.writers.ListWriter."""
    facts: dict[str, Any] = {"batch": batch.pk, "unit": batch.managing_unit_id, "root": root_path(batch)}
    with connection.cursor() as cursor:
        for statement in (NUMBER_NEW, INSERT, KEEP_BEFORE, COMPLETE, NAME_RECORDS):
            cursor.execute(statement, facts)


def _kind(values: dict[str, Any]) -> str:
    return capfirst(choice("donor_kind", DonorKind)(values))


register_writer(
    ListWriter(
        kind=DONORS,
        check=check,
        write=write,
        makes=((Donor, "import_batch"),),
        permission=Permission.EDIT_DONORS,
        record=Donor,
        results_url="donors:list",
        columns=(
            Shown(gettext_noop("Donor"), text("donor"), ("donor",)),
            Shown(gettext_noop("Kind of donor"), _kind, ("kind",)),
            Shown(gettext_noop("Contact person"), text("contact_name"), ("contact_name",)),
            Shown(gettext_noop("Telephone"), text("donor_phone"), ("donor_phone",)),
            Shown(gettext_noop("E-mail"), text("email"), ("email",)),
            Shown(gettext_noop("Address"), text("donor_address"), ("donor_address",)),
            Shown(gettext_noop("Wishes"), text("wishes"), ("wishes",)),
        ),
    )
)
