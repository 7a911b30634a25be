"""The SQL by which a list of who sponsors whom is compared with the records. See list_writer; list_entry enters it.

Working tables, all dropped with the transaction: incoming_pledge (the rows), incoming_donor and incoming_child (each
once), donor_match, child_match, pledge_terms (made in Python), judged (all of it), pledge_turn (its turn among the
child's rows), new_donor, new_child, new_pledge.
"""

from children.list_matching import MARKS

READ_ROWS = """
DROP TABLE IF EXISTS incoming_pledge, incoming_donor, incoming_child, donor_match, judged, pledge_turn, new_donor,
    new_child, new_pledge;
CREATE TEMP TABLE incoming_pledge ON COMMIT DROP AS
SELECT r.id, r.sheet, r.row, r.sheet || '!' || r.row AS row_key, v.donor,
    coalesce(%(known_donors)s::jsonb->>vi_fold(v.donor), vi_fold(v.donor)) AS donor_folded, v.donor_kind,
    coalesce(left(v.donor_honorific, 10), '') AS donor_title, coalesce(left(v.donor_phone, 20), '') AS donor_phone,
    coalesce(left(v.other_donor_phone, 20), '') AS donor_other_phone,
    coalesce(left(v.donor_address, 300), '') AS donor_address, v.child, vi_fold(v.child) AS name_folded,
    (v.child_birth || substr('0000-01-01', length(v.child_birth) + 1))::date AS birth_date,
    coalesce(v.child_birth_precision, 'day') AS birth_date_precision,
    CASE v.child_birth_precision WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END AS birth_length,
    coalesce(v.sex, '') AS sex, coalesce(left(v.hamlet, 120), '') AS hamlet,
    coalesce(left(v.address_as_written, 300), '') AS address_as_written,
    former.id AS former_commune_id, present.id AS commune_id,
    v.amount_vnd, v.per, v.stated_total_vnd, coalesce(left(v.support_form, 200), '') AS form_detail,
    coalesce(left(v.note, 4000), '') AS note, v.connecting_unit, null::bigint AS donor_row, null::bigint AS child_row
FROM imports_importrow r
CROSS JOIN LATERAL jsonb_to_record(r.values) AS v(
    donor text, donor_kind text, donor_honorific text, donor_phone text, other_donor_phone text, donor_address text,
    child text, child_birth text, child_birth_precision text, sex text, hamlet text, address_as_written text,
    former_commune_key text, commune_key text, amount_vnd bigint, per text, stated_total_vnd bigint, support_form text,
    note text, connecting_unit text)
LEFT JOIN organisation_area former ON former.key = v.former_commune_key
LEFT JOIN organisation_area present ON present.key = v.commune_key
WHERE r.batch_id = %(batch)s AND r.status = 'new';
CREATE UNIQUE INDEX ON incoming_pledge (id);
ANALYZE incoming_pledge
"""

# One donor for all rows with the name; people who share a name are told apart by their telephone.
DONORS_OF_ROWS = """
UPDATE incoming_pledge i SET donor_row = first.donor_row
FROM (
    SELECT i.id,
        min(i.id) OVER (PARTITION BY donor_folded, coalesce(nullif(phone.key, ''), only_phone, '')) AS donor_row
    FROM incoming_pledge i
    CROSS JOIN LATERAL (SELECT CASE WHEN donor_kind = 'individual' THEN donor_phone ELSE 'one' END AS key) phone
    LEFT JOIN (
        SELECT donor_folded, min(donor_phone) AS only_phone FROM incoming_pledge
        WHERE donor_phone <> '' AND donor_kind = 'individual' GROUP BY 1 HAVING count(DISTINCT donor_phone) = 1
    ) known USING (donor_folded)
) first WHERE first.id = i.id;
CREATE TEMP TABLE incoming_donor ON COMMIT DROP AS
SELECT donor_row AS id, min(donor_folded) AS name_folded, (array_agg(left(donor, 200) ORDER BY id))[1] AS name,
    coalesce((array_agg(donor_kind ORDER BY id))[1], 'individual') AS kind, max(donor_title) AS title,
    coalesce((array_agg(donor_phone ORDER BY id) FILTER (WHERE donor_phone <> ''))[1], '') AS phone,
    coalesce((array_agg(donor_other_phone ORDER BY id) FILTER (WHERE donor_other_phone <> ''))[1], '') AS other_phone,
    coalesce((array_agg(donor_address ORDER BY id) FILTER (WHERE donor_address <> ''))[1], '') AS address
FROM incoming_pledge GROUP BY donor_row;
ANALYZE incoming_donor
"""
MATCH_DONORS = """
CREATE TEMP TABLE donor_match ON COMMIT DROP AS
WITH pair AS (
    SELECT i.id, d.id AS record_id, d.code,
        CASE WHEN i.phone <> '' AND i.phone IN (d.phone, d.other_phone) THEN 2
            WHEN i.kind <> 'individual' OR i.phone = '' OR d.phone = '' THEN 1 ELSE 0 END AS rank
    FROM incoming_donor i JOIN donors_donor d ON d.name_folded = i.name_folded
    WHERE d.managing_unit_id IN (SELECT id FROM organisation_unit WHERE path LIKE %(path)s || '%%')
)
SELECT DISTINCT ON (id) id, record_id, code, rank > 0 AND count(*) OVER (PARTITION BY id, rank) = 1 AS is_certain
FROM pair ORDER BY id, rank DESC, record_id
"""

# A child of several rows has several donors, and is one child. Names with other marks (An, Ân) are two children; a name
# typed without marks is the one that has them, when there is but one such.
CHILDREN_OF_ROWS = """
UPDATE incoming_pledge i SET child_row = first.child_row
FROM (
    SELECT id, min(id) OVER (PARTITION BY name_folded, birth_date, birth_length, place,
        CASE WHEN marks = '' AND fewest = most THEN most ELSE marks END) AS child_row
    FROM (
        SELECT named.*, min(nullif(marks, '')) OVER alike AS fewest, max(nullif(marks, '')) OVER alike AS most
        FROM (
            SELECT id, name_folded, birth_date, birth_length, coalesce(former_commune_id, commune_id, -1) AS place,
                {MARKS_OF_CHILD} AS marks
            FROM incoming_pledge
        ) named
        WINDOW alike AS (PARTITION BY name_folded, birth_date, birth_length, place)
    ) marked
) first WHERE first.id = i.id;
CREATE TEMP TABLE incoming_child ON COMMIT DROP AS
SELECT id, left(child, 120) AS full_name, name_folded, birth_date, birth_date_precision, birth_length, sex, hamlet,
    address_as_written, former_commune_id, commune_id, '' AS phone, '' AS caregiver_folded, '' AS father_folded,
    '' AS mother_folded, '' AS own_code, '' AS list_code, said.as_new, said.same_as
FROM incoming_pledge i
JOIN (
    SELECT child_row AS id, bool_or(row_key = ANY(%(as_new)s)) AS as_new, min((keys->>row_key)::bigint) AS same_as
    FROM incoming_pledge CROSS JOIN (SELECT %(same_as)s::jsonb AS keys) decided GROUP BY 1
) said USING (id);
CREATE UNIQUE INDEX ON incoming_child (id)
""".replace("{MARKS_OF_CHILD}", MARKS.format("child"))

# Each row with the records it speaks of, the pledge that may stand already, and its turn among the child's new donors.
JUDGE = """
CREATE TEMP TABLE judged ON COMMIT DROP AS
SELECT i.*, t.form, t.starts_on, t.end_rule, t.months_count, t.end_grade, t.ends_on, t.message, t.is_vital, t.totals,
    d.record_id AS donor_id, d.code AS donor_code, coalesce(d.is_certain, false) AS knows_donor,
    m.record_id AS child_id, coalesce(m.is_certain, false) AS knows_child, m.reasons, m.against,
    same.id AS pledge_id, coalesce(same.is_same, false) AS is_same,
    first_value(i.id) OVER twice AS first_id, first_value(i.id) OVER again AS told_id,
    length(i.donor) > 200 OR length(i.child) > 120 AS is_long
FROM incoming_pledge i
JOIN pledge_terms t USING (id)
LEFT JOIN donor_match d ON d.id = i.donor_row
LEFT JOIN child_match m ON m.id = i.child_row
LEFT JOIN LATERAL (
    SELECT p.id, (p.rate_vnd, p.per, p.starts_on) = (i.amount_vnd, i.per, t.starts_on) AS is_same
    FROM sponsorship_pledge p
    WHERE d.is_certain AND m.is_certain AND p.donor_id = d.record_id AND p.child_id = m.record_id
        AND (p.state <> 'ended' OR (p.rate_vnd, p.per, p.starts_on) = (i.amount_vnd, i.per, t.starts_on))
    ORDER BY is_same DESC, p.id DESC LIMIT 1
) same ON true
WINDOW twice AS (PARTITION BY i.donor_row, i.child_row ORDER BY i.id),
    again AS (PARTITION BY i.donor_row, i.child_row, i.amount_vnd, i.per, t.starts_on, t.end_rule, t.ends_on,
        vi_fold(i.form_detail), vi_fold(i.note) ORDER BY i.id);
CREATE UNIQUE INDEX ON judged (id)
"""

STATUSES = (
    # cannot be entered as it stands
    """
    UPDATE imports_importrow r SET status = 'error', errors = r.errors || jsonb_build_array(
        jsonb_build_object('check', true, 'vital', true, 'column', '',
            'message', CASE WHEN is_long THEN %(long_name)s ELSE j.message END))
    FROM judged j WHERE j.id = r.id AND (j.is_vital OR j.is_long)
    """,
    # stands already, or stands twice in the list
    """
    UPDATE imports_importrow r SET status = 'duplicate', record_id = j.pledge_id,
        errors = r.errors || jsonb_build_array(jsonb_build_object('check', true, 'column', '',
            'message', CASE WHEN j.pledge_id IS NULL THEN %(repeats_row)s WHEN j.is_same THEN %(on_record)s
                ELSE %(other_terms)s END,
            'params', CASE WHEN j.pledge_id IS NULL THEN jsonb_build_object('sheet', o.sheet, 'row', o.row)
                ELSE '{}' END))
    FROM judged j JOIN judged o ON o.id = CASE WHEN j.told_id < j.id THEN j.told_id ELSE j.first_id END
    WHERE j.id = r.id AND r.status = 'new' AND (j.pledge_id IS NOT NULL OR j.first_id <> j.id)
    """,
    # the child on record has left, or has other donors
    """
    CREATE TEMP TABLE pledge_turn ON COMMIT DROP AS
    SELECT j.id, row_number() OVER (PARTITION BY j.child_row ORDER BY j.id) AS turn
    FROM judged j JOIN imports_importrow x USING (id) WHERE x.status = 'new';
    CREATE UNIQUE INDEX ON pledge_turn (id)
    """,
    """
    UPDATE imports_importrow r SET status = 'error', record_id = j.child_id, errors = r.errors || jsonb_build_array(
        jsonb_build_object('check', true, 'vital', true, 'column', '',
            'record', jsonb_build_array('children.child', c.id), 'message', CASE WHEN c.need_ended_on IS NOT NULL
                THEN %(no_need)s WHEN taken.codes <> '' THEN %(taken)s ELSE %(too_many)s END,
            'params', jsonb_build_object('day', to_char(c.need_ended_on, 'DD/MM/YYYY'), 'codes', taken.codes)))
    FROM judged j
    JOIN pledge_turn USING (id)
    LEFT JOIN children_child c ON c.id = j.child_id AND j.knows_child
    LEFT JOIN LATERAL (
        SELECT count(*) AS taken_count, coalesce(string_agg(code, ', '), '') AS codes FROM (
            SELECT code FROM sponsorship_pledge WHERE child_id = c.id AND state <> 'ended'
            UNION ALL
            SELECT 'TE' || c.id FROM sponsorship_hold WHERE child_id = c.id AND held_until > %(now)s
        ) p
    ) taken ON true
    WHERE j.id = r.id AND (c.need_ended_on IS NOT NULL OR turn > 9
        OR taken.taken_count > 0 AND taken.taken_count + turn > c.places)
    """,
    # goes in, with something to look at: a child or donor like it, a start or total that the list does not bear out
    """
    UPDATE imports_importrow r SET record_id = j.child_id, errors = r.errors || jsonb_build_array(
        jsonb_build_object('check', true, 'look', true, 'column', '', 'message', %(may_repeat)s,
            'reasons', to_jsonb(j.reasons), 'against', to_jsonb(j.against),
            'record', jsonb_build_array('children.child', j.child_id)))
    FROM judged j WHERE j.id = r.id AND r.status = 'new' AND j.child_id IS NOT NULL AND NOT j.knows_child
    """,
    """
    UPDATE imports_importrow r SET errors = r.errors || jsonb_build_array(
        jsonb_build_object('check', true, 'look', true, 'column', '', 'message', %(donor_may_repeat)s, 'params',
            jsonb_build_object('code', j.donor_code), 'record', jsonb_build_array('donors.donor', j.donor_id)))
    FROM judged j WHERE j.id = r.id AND r.status = 'new' AND j.donor_id IS NOT NULL AND NOT j.knows_donor
    """,
    """
    UPDATE imports_importrow r SET errors = r.errors || jsonb_build_array(
        jsonb_build_object('check', true, 'column', '', 'message', %(known_child)s, 'reasons', to_jsonb(j.reasons),
            'record', jsonb_build_array('children.child', j.child_id)))
    FROM judged j WHERE j.id = r.id AND r.status = 'new' AND j.knows_child
    """,
    """
    UPDATE imports_importrow r
    SET errors = r.errors || jsonb_build_array(jsonb_build_object('check', true, 'column', '', 'message', j.message))
    FROM judged j WHERE j.id = r.id AND r.status = 'new' AND j.message <> ''
    """,
    """
    UPDATE imports_importrow r SET errors = r.errors
        || CASE WHEN r.values->>'starts' IS NULL THEN jsonb_build_array(jsonb_build_object('check', true, 'look', true,
            'column', '', 'message', %(start_of_list)s, 'params', jsonb_build_object('day',
            to_char(j.starts_on, 'DD/MM/YYYY')))) ELSE '[]' END
        || CASE WHEN j.totals <> '' THEN jsonb_build_array(jsonb_build_object('check', true, 'look', true,
            'column', '', 'message', %(other_total)s, 'params', j.totals::jsonb)) ELSE '[]' END
    FROM judged j WHERE j.id = r.id AND r.status = 'new' AND (j.totals <> '' OR r.values->>'starts' IS NULL)
    """,
)
