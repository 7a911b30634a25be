"""The SQL by which the rows of a children's list are compared and entered. See list_writer."""

from children.list_changes import LONGEST
from children.list_matching import MARKS, ONE_I

READ_ROWS = """
DROP TABLE IF EXISTS incoming_child;
CREATE TEMP TABLE incoming_child ON COMMIT DROP AS
WITH written AS MATERIALIZED (
    SELECT written, coalesce(%(known_units)s::jsonb->>vi_fold(written), vi_fold(written)) AS name_folded
    FROM (SELECT DISTINCT r.values->>'union_unit' AS written FROM imports_importrow r WHERE r.batch_id = %(batch)s) w
    WHERE written IS NOT NULL
),
union_unit AS MATERIALIZED (
    SELECT w.written, min(u.id) AS id FROM written w JOIN organisation_unit u USING (name_folded)
    WHERE u.path LIKE %(root)s || '%%' GROUP BY 1 HAVING count(*) = 1
)
SELECT r.id, r.sheet, r.row, r.sheet || '!' || r.row AS row_key, left(v.full_name, 120) AS full_name,
    length(v.full_name) > 120 AS is_long,
    named.folded AS name_folded, {key} AS name_key,
    (v.birth || substr('0000-01-01', length(v.birth) + 1))::date AS birth_date,
    coalesce(v.birth_precision, 'day') AS birth_date_precision,
    CASE v.birth_precision WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END AS birth_length,
    coalesce(v.sex, '') AS sex, coalesce(left(v.ethnicity, 40), '') AS ethnicity,
    coalesce(left(v.address_as_written, 300), '') AS address_as_written, coalesce(left(v.hamlet, 120), '') AS hamlet,
    former.id AS former_commune_id, present.id AS commune_id, former.name AS former_name, present.name AS present_name,
    coalesce(left(v.school, 160), '') AS school, coalesce(left(v.grade, 20), '') AS grade,
    coalesce(v.orphan_status, 'unknown') AS orphan_status, coalesce(left(v.circumstances, 4000), '') AS circumstances,
    coalesce(v.poverty, '') AS poverty, coalesce(left(v.father_name, 120), '') AS father_name,
    coalesce(left(v.mother_name, 120), '') AS mother_name, coalesce(v.union_child, false) AS is_union_member_child,
    coalesce(left(v.union_unit, 200), '') AS parents_union, union_unit.id AS parents_union_unit_id,
    coalesce(v.note, '') AS note,
    CASE WHEN own.is_own THEN '' ELSE coalesce(left(v.code, 40), '') END AS list_code,
    CASE WHEN own.is_own THEN upper(v.code) ELSE '' END AS own_code,
    CASE WHEN %(needs_sponsor)s THEN least(coalesce(dates.value::date, %(today)s), %(today)s) END AS needs_since,
    coalesce(left(v.caregiver_name, 120), '') AS caregiver_name,
    vi_fold(coalesce(v.caregiver_name, '')) AS caregiver_folded,
    coalesce(left(v.caregiver_relation, 60), '') AS caregiver_relation, coalesce(left(v.phone, 20), '') AS phone,
    coalesce(left(v.other_phone, 20), '') AS other_phone,
    vi_fold(coalesce(v.father_name, '')) AS father_folded, vi_fold(coalesce(v.mother_name, '')) AS mother_folded,
    r.sheet || '!' || r.row = ANY(%(as_new)s) AS as_new,
    (%(same_as)s::jsonb->>(r.sheet || '!' || r.row))::bigint AS same_as
FROM imports_importrow r
CROSS JOIN LATERAL jsonb_to_record(r.values) AS v(
    full_name text, birth text, birth_precision text, sex text, ethnicity text, address_as_written text, hamlet text,
    former_commune_key text, commune_key text, school text, grade text, orphan_status text, circumstances text,
    poverty text, father_name text, mother_name text, union_unit text, union_child boolean, note text, code text,
    caregiver_name text, caregiver_relation text, phone text, other_phone text)
CROSS JOIN LATERAL (SELECT coalesce(v.code ~* '^TE\\d{6,}$', false) AS is_own) own
CROSS JOIN LATERAL (SELECT vi_fold(v.full_name) AS folded OFFSET 0) named  -- OFFSET 0: worked out once
LEFT JOIN organisation_area former ON former.key = v.former_commune_key
LEFT JOIN organisation_area present ON present.key = v.commune_key
LEFT JOIN jsonb_each_text(%(list_dates)s::jsonb) dates ON dates.key = r.sheet
LEFT JOIN union_unit ON union_unit.written = v.union_unit
WHERE r.batch_id = %(batch)s AND r.status = 'new';
CREATE UNIQUE INDEX ON incoming_child (id)
""".replace("{key}", ONE_I.format("named.folded"))
# By these two rows may be of one child, and by the next they are.
LIKENESS = "name_key, birth_date, birth_length, coalesce(former_commune_id, commune_id)"
IDENTITY = f"""name_folded, {MARKS.format("full_name")}, birth_date, birth_length, sex,
            coalesce(former_commune_id, commune_id), vi_fold(hamlet), phone, caregiver_folded, father_folded,
            mother_folded, list_code"""
# What the second of two rows of one child may say and the first does not: then a person says what counts.
_TEXTS = (
    "circumstances", "poverty", "school", "grade", "ethnicity", "parents_union", "caregiver_relation", "other_phone",
    "note",
)  # fmt: skip
SAYS_MORE = " OR ".join(
    [f"vi_fold(i.{field}) NOT IN ('', vi_fold(o.{field}))" for field in _TEXTS]
    + ["i.orphan_status NOT IN ('unknown', o.orphan_status)", "i.is_union_member_child > o.is_union_member_child"]
)
ALL_SAID = ", ".join([f"vi_fold({field})" for field in _TEXTS] + ["orphan_status", "is_union_member_child"])
# The same row twice is one child; the same name and birth with other details are two, and shown beside each other.
REPEATS = (
    """
WITH alike AS (
    SELECT id, first_value(id) OVER alike AS alike_id, count(*) OVER (PARTITION BY {likeness}) AS alike_count
    FROM incoming_child WINDOW alike AS (PARTITION BY {likeness} ORDER BY id)
),
seen AS (
    SELECT id, first_value(id) OVER same AS first_id, row_number() OVER same AS nth, alike_id
    FROM alike JOIN incoming_child USING (id) WHERE alike_count > 1
    WINDOW same AS (PARTITION BY {identity} ORDER BY id)
),
again AS (  -- of the rows behind the first, which say the same as each other
    SELECT id, first_value(id) OVER (PARTITION BY first_id, {all_said} ORDER BY id) AS told_id
    FROM seen JOIN incoming_child USING (id) WHERE nth > 1
)
UPDATE imports_importrow r
SET status = CASE WHEN says.more THEN 'error' WHEN seen.nth > 1 THEN 'duplicate' ELSE r.status END,
    errors = r.errors || jsonb_build_array(jsonb_build_object('check', true, 'look', seen.nth = 1, 'column', '',
        'vital', says.more, 'message', CASE WHEN says.more THEN %(says_more)s WHEN seen.nth > 1 THEN %(repeats_row)s
            ELSE %(like_row)s END, 'params', jsonb_build_object('sheet', o.sheet, 'row', o.row)))
FROM seen JOIN incoming_child i USING (id)
LEFT JOIN again USING (id)
JOIN incoming_child o
    ON o.id = CASE WHEN again.told_id < i.id THEN told_id WHEN seen.nth > 1 THEN seen.first_id ELSE seen.alike_id END
CROSS JOIN LATERAL (SELECT seen.nth > 1 AND ({says_more}) AS more) says
WHERE r.batch_id = %(batch)s AND r.id = seen.id AND o.id <> seen.id AND i.birth_date IS NOT NULL AND NOT i.as_new
""".replace("{identity}", IDENTITY)
    .replace("{likeness}", LIKENESS)
    .replace("{all_said}", ALL_SAID)
    .replace("{says_more}", SAYS_MORE)
)
# Where a birth date is missing or less exact, or the family is the same, two rows of one name and place may be one
# child: both are entered, and shown.
NAMESAKES = """
WITH alike AS (
    SELECT DISTINCT ON (i.id) i.id, o.sheet, o.row, o.birth_date IS NULL OR i.birth_date IS NULL AS is_unborn
    FROM incoming_child i JOIN incoming_child o USING (name_key)
    WHERE o.id < i.id AND NOT i.as_new AND CASE
            WHEN o.birth_date IS NULL OR i.birth_date IS NULL THEN true
            WHEN o.birth_date = i.birth_date AND o.birth_length = i.birth_length THEN false
            WHEN o.birth_length <> i.birth_length AND left(o.birth_date::text, least(o.birth_length, i.birth_length))
                = left(i.birth_date::text, least(o.birth_length, i.birth_length)) THEN true
            WHEN abs(extract(year FROM o.birth_date) - extract(year FROM i.birth_date)) > 1 THEN false
            ELSE i.phone <> '' AND i.phone = o.phone OR i.father_folded <> '' AND i.father_folded = o.father_folded
                OR i.mother_folded <> '' AND i.mother_folded = o.mother_folded END
        AND coalesce(o.former_commune_id, o.commune_id, 0) = coalesce(i.former_commune_id, i.commune_id, 0)
        AND ({said} = {before} OR {said} = '' OR {before} = '')
        AND (o.sex = '' OR i.sex IN ('', o.sex))
        AND (o.caregiver_folded = '' OR i.caregiver_folded IN ('', o.caregiver_folded))
        AND (o.father_folded = '' OR i.father_folded IN ('', o.father_folded))
        AND (o.mother_folded = '' OR i.mother_folded IN ('', o.mother_folded))
    ORDER BY i.id, o.id
)
UPDATE imports_importrow r
SET errors = r.errors || jsonb_build_array(jsonb_build_object('check', true, 'look', true, 'column', '',
        'message', CASE WHEN a.is_unborn THEN %(namesake)s ELSE %(birth_differs)s END,
        'params', jsonb_build_object('sheet', a.sheet, 'row', a.row)))
FROM alike a WHERE r.batch_id = %(batch)s AND r.id = a.id
""".replace("{said}", MARKS.format("i.full_name")).replace("{before}", MARKS.format("o.full_name"))
CODES = """
WITH doubled AS (
    SELECT id, own_code || list_code AS code, name_folded, first_value(id) OVER same AS first_id,
        first_value(name_folded) OVER same AS first_name
    FROM incoming_child WHERE own_code <> '' OR list_code <> ''
    WINDOW same AS (PARTITION BY own_code, list_code ORDER BY id)
)
UPDATE imports_importrow r
SET status = 'error',
    errors = r.errors || jsonb_build_array(jsonb_build_object('check', true, 'vital', true, 'column', '',
        'message', %(code_twice)s, 'params', jsonb_build_object('code', d.code, 'sheet', o.sheet, 'row', o.row)))
FROM doubled d JOIN incoming_child o ON o.id = d.first_id
WHERE r.batch_id = %(batch)s AND r.id = d.id AND d.first_name <> d.name_folded
"""
LONG_NAMES = """
UPDATE imports_importrow r
SET status = 'error', errors = r.errors || jsonb_build_array(
    jsonb_build_object('check', true, 'vital', true, 'column', '', 'message', %(long_name)s))
FROM incoming_child i WHERE i.id = r.id AND i.is_long
"""
# Who may be a child whose place is kept secret is not entered until a person says so: a second record would tell it.
MAY_BE_HIDDEN = """
UPDATE imports_importrow r SET status = 'error', record_id = c.id, errors = r.errors || jsonb_build_array(
    jsonb_build_object('check', true, 'vital', true, 'look', true, 'column', '', 'message', %(may_be_hidden)s,
        'params', jsonb_build_object('code', c.code), 'record', jsonb_build_array('children.child', c.id),
        'reasons', to_jsonb(m.reasons), 'against', to_jsonb(m.against)))
FROM {match} m JOIN children_child c ON c.id = m.{child}
WHERE r.id = m.id AND r.status = 'new' AND c.is_hidden AND NOT m.{certain}
"""
# A row whose child is on record adds to the record, or is entered already; one that is only alike goes in as new.
STATUSES = """
UPDATE imports_importrow r
SET status = CASE WHEN NOT m.is_certain THEN r.status
        WHEN h.changes <> '{}' OR h.adds_caregiver OR h.new_phone <> '' THEN 'update' ELSE 'duplicate' END,
    record_id = m.record_id, changes = h.shown,
    errors = r.errors || jsonb_build_array(jsonb_build_object('check', true, 'column', '',
        'record', jsonb_build_array('children.child', m.record_id), 'reasons', to_jsonb(m.reasons))
        || CASE WHEN m.is_certain THEN jsonb_build_object('message', %(on_record)s)
            ELSE jsonb_build_object('message', %(may_repeat)s, 'look', true, 'against', to_jsonb(m.against)) END)
FROM child_match m LEFT JOIN child_change h USING (id)
WHERE r.id = m.id AND r.status = 'new'
"""
# A note that is longer than a record holds.
LONG_NOTES = """
UPDATE imports_importrow r
SET errors = r.errors || jsonb_build_array(jsonb_build_object('check', true, 'look', true, 'column', '',
        'message', CASE WHEN h.is_long THEN %(full_note)s ELSE %(long_note)s END))
FROM incoming_child i LEFT JOIN child_change h USING (id)
WHERE i.id = r.id AND (h.is_long OR r.status = 'new' AND length(i.note) > {longest})
""".replace("{longest}", str(LONGEST))

NUMBER_NEW = """
DROP TABLE IF EXISTS new_child;
CREATE TEMP TABLE new_child ON COMMIT DROP AS
SELECT i.*, nextval(pg_get_serial_sequence('children_child', 'id')) AS record_id
FROM (SELECT i.* FROM incoming_child i JOIN imports_importrow r USING (id) WHERE r.status = 'new' ORDER BY i.id) i;
CREATE UNIQUE INDEX ON new_child (id)
"""
INSERT_CHILDREN = """
INSERT INTO children_child (id, managing_unit_id, import_batch_id, alias, personal_id_number, orphaned_by_covid,
    circumstance_groups, need_ended_reason, full_name, birth_date, birth_date_precision, sex, ethnicity,
    address_as_written, hamlet, former_commune_id, commune_id, school, grade, orphan_status, circumstances, poverty,
    father_name, mother_name, is_union_member_child, parents_union, parents_union_unit_id, list_code, needs_since, note,
    sibling_group_id)
SELECT record_id, %(unit)s, %(batch)s, '', '', false, '{}', '', full_name, birth_date, birth_date_precision, sex,
    ethnicity, address_as_written, hamlet, former_commune_id, commune_id, school, grade, orphan_status, circumstances,
    poverty, father_name, mother_name, is_union_member_child, parents_union, parents_union_unit_id,
    -- a code of ours that no child has is another programme's
    CASE WHEN own_code <> '' AND NOT EXISTS (SELECT FROM children_child c WHERE c.code = own_code) THEN own_code
        ELSE list_code END,
    needs_since, left(CASE WHEN caregiver_name = '' AND (phone <> '' OR caregiver_relation <> '') THEN concat_ws('; ',
            nullif(note, ''), %(carer_label)s || ': ' || nullif(caregiver_relation, ''),
            %(phone_label)s || ': ' || nullif(concat_ws(', ', nullif(phone, ''), nullif(other_phone, '')), ''))
        ELSE note END, {longest}), g.group_id
FROM new_child LEFT JOIN child_group g ON g.child_id = record_id ORDER BY record_id
""".replace("{longest}", str(LONGEST))
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
NAME_RECORDS = """
UPDATE imports_importrow r SET record_id = n.record_id FROM new_child n WHERE r.id = n.id
"""
