"""The SQL by which a gift list is compared with the lists on record and entered. See gift_writer.

Working tables, dropped with the transaction: incoming_gift (one for each gift of each row), incoming_child (one for
each named row), child_match, gift_target (the list on record that this one repeats), known_gift (rows whose gifts stand
there).
"""

READ_ROWS = """
DROP TABLE IF EXISTS incoming_gift, incoming_child, gift_target, known_gift;
CREATE TEMP TABLE incoming_gift ON COMMIT DROP AS
SELECT r.id, r.sheet, r.row, g.nth, left(v.full_name, 120) AS full_name, length(v.full_name) > 120 AS is_long,
    vi_fold(coalesce(left(v.full_name, 120), '')) AS name_folded,
    (v.birth || substr('0000-01-01', length(v.birth) + 1))::date AS birth_date,
    coalesce(v.birth_precision, 'day') AS birth_date_precision,
    CASE v.birth_precision WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END AS birth_length,
    coalesce(v.sex, '') AS sex, coalesce(left(v.parent_name, 160), '') AS parent_name,
    coalesce(left(v.unit, 200), '') AS unit_name, coalesce(left(v.school, 160), '') AS school,
    coalesce(left(v.grade, 20), '') AS grade, coalesce(left(v.address_as_written, 300), '') AS address_as_written,
    former.id AS former_commune_id, present.id AS commune_id, coalesce(left(v.goods, 200), '') AS goods,
    coalesce(left(v.note, 400), '') AS note, upper(coalesce(v.list_code, '')) AS list_code,
    left(g.award->>'group', 200) AS label, vi_fold(left(g.award->>'group', 200)) AS label_folded,
    (g.award->>'amount_vnd')::bigint AS amount_vnd,
    CASE WHEN v.full_name IS NULL THEN v.rate_vnd ELSE (g.award->>'amount_vnd')::bigint END AS rate_vnd,
    CASE WHEN v.full_name IS NULL THEN v.quantity END AS counted
FROM imports_importrow r
CROSS JOIN LATERAL jsonb_to_record(r.values) AS v(
    full_name text, birth text, birth_precision text, sex text, parent_name text, unit text, school text, grade text,
    address_as_written text, former_commune_key text, commune_key text, goods text, note text, list_code text,
    rate_vnd bigint, quantity bigint)
CROSS JOIN LATERAL jsonb_array_elements(coalesce(r.values->'awards', jsonb_build_array(
    jsonb_build_object('group', r.values->'group', 'amount_vnd', r.values->'amount_vnd'))))
    WITH ORDINALITY g(award, nth)
LEFT JOIN organisation_area former ON former.key = v.former_commune_key
LEFT JOIN organisation_area present ON present.key = v.commune_key
WHERE r.batch_id = %(batch)s AND r.status = 'new';
CREATE TEMP TABLE incoming_child ON COMMIT DROP AS
SELECT DISTINCT ON (id) id, full_name, name_folded, birth_date, birth_length, sex, former_commune_id, commune_id,
    '' AS phone, '' AS caregiver_folded, vi_fold(parent_name) AS father_folded, vi_fold(parent_name) AS mother_folded,
    '' AS own_code, '' AS list_code
FROM incoming_gift WHERE full_name IS NOT NULL ORDER BY id;
CREATE INDEX ON incoming_gift (id);
ANALYZE incoming_gift
"""

# The list on record that this one goes on: named by its code, else with the same title (and the same day and campaign,
# where both have one).
FIND_TARGET = """
CREATE TEMP TABLE gift_target ON COMMIT DROP AS
SELECT l.id FROM campaigns_giftlist l JOIN organisation_unit u ON u.id = l.managing_unit_id
WHERE u.path LIKE %(path)s || '%%' AND CASE
    WHEN EXISTS (SELECT FROM incoming_gift WHERE list_code <> '')
        THEN l.code = (SELECT min(list_code) FROM incoming_gift WHERE list_code <> '')
    ELSE l.title_folded = vi_fold(%(title)s) AND (l.given_on IS NULL OR %(day)s::date IS NULL OR l.given_on = %(day)s)
        AND coalesce(l.campaign_id = %(campaign)s, true)
    END
ORDER BY l.id DESC LIMIT 1
"""

# Unknown lists are never made from a code; a list of several codes would mix occasions.
WRONG_CODE = """
UPDATE imports_importrow r SET status = 'error', errors = r.errors || jsonb_build_array(jsonb_build_object(
    'check', true, 'vital', true, 'column', '', 'message', %(wrong_code)s,
    'params', jsonb_build_object('code', i.list_code)))
FROM incoming_gift i
WHERE i.id = r.id AND i.nth = 1 AND i.list_code <> ''
    AND i.list_code <> coalesce((SELECT code FROM campaigns_giftlist JOIN gift_target USING (id)), '')
"""
LONG_NAMES = """
UPDATE imports_importrow r SET status = 'error', errors = r.errors || jsonb_build_array(
    jsonb_build_object('check', true, 'vital', true, 'column', '', 'message', %(long_name)s))
FROM incoming_gift i WHERE i.id = r.id AND i.nth = 1 AND i.is_long
"""
# On record: every gift of the row stands in that list already.
ON_RECORD = """
CREATE TEMP TABLE known_gift ON COMMIT DROP AS
SELECT i.id, bool_and(CASE WHEN i.full_name IS NULL THEN EXISTS (
        SELECT FROM campaigns_giftgroup g WHERE g.gift_list_id = t.id AND g.label_folded = i.label_folded
            AND g.unit_name = i.unit_name AND g.rate_vnd IS NOT DISTINCT FROM i.rate_vnd
            AND g.recipients_count = i.counted)
    ELSE EXISTS (
        SELECT FROM campaigns_giftrecipient x JOIN campaigns_giftgroup g ON g.id = x.gift_group_id
        WHERE g.gift_list_id = t.id AND g.label_folded = i.label_folded AND x.name_folded = i.name_folded
            AND x.amount_vnd IS NOT DISTINCT FROM i.amount_vnd
            AND x.birth_date IS NOT DISTINCT FROM i.birth_date AND vi_fold(x.parent_name) = vi_fold(i.parent_name)
            AND (x.unit_name = i.unit_name
                OR EXISTS (SELECT FROM children_child c WHERE c.id = x.child_id AND c.is_hidden))) END) AS all_known
FROM incoming_gift i CROSS JOIN gift_target t GROUP BY i.id;
CREATE UNIQUE INDEX ON known_gift (id);
UPDATE imports_importrow r SET status = 'duplicate', record_id = t.id, errors = r.errors || jsonb_build_array(
    jsonb_build_object('check', true, 'column', '', 'message', %(on_record)s))
FROM known_gift k CROSS JOIN gift_target t WHERE r.id = k.id AND k.all_known AND r.status = 'new'
"""
# The same child twice in a group of one list may be two children, or one entered twice: a person looks.
TWICE = """
WITH seen AS (
    SELECT id, label, first_value(id) OVER same AS first_id FROM incoming_gift WHERE full_name IS NOT NULL
    WINDOW same AS (PARTITION BY name_folded, birth_date, vi_fold(parent_name), label_folded, unit_name ORDER BY id)
)
UPDATE imports_importrow r SET errors = r.errors || jsonb_build_array(jsonb_build_object('check', true, 'look', true,
    'column', '', 'message', %(twice)s, 'params', jsonb_build_object('sheet', o.sheet, 'row', o.row)))
FROM seen JOIN imports_importrow o ON o.batch_id = %(batch)s AND o.id = seen.first_id
WHERE r.batch_id = %(batch)s AND r.id = seen.id AND o.id <> r.id AND r.status = 'new'
"""
MAY_BE_CHILD = """
UPDATE imports_importrow r SET errors = r.errors || jsonb_build_array(jsonb_build_object('check', true, 'column', '',
    'message', CASE WHEN m.is_certain THEN %(known_child)s ELSE %(may_be_child)s END,
    'record', jsonb_build_array('children.child', m.record_id)))
FROM child_match m WHERE m.id = r.id AND r.status = 'new'
"""

# Nor does the gift say where a child is whose place is kept secret, were it only likely that this is the one; of who
# is surely known the trigger of the table sees to it (children/models/hiding.py).
HIDE_PLACES = """
UPDATE incoming_gift i SET school = '', address_as_written = '', commune_id = NULL, unit_name = '', note = ''
FROM child_match m JOIN children_child c ON c.id = m.record_id
WHERE m.id = i.id AND c.is_hidden AND i.full_name IS NOT NULL
"""

INSERT_LIST = """
INSERT INTO campaigns_giftlist (title, given_on, managing_unit_id, stated_total_vnd, note, import_batch_id, campaign_id)
SELECT %(title)s, %(day)s, %(unit)s, %(stated_vnd)s, '', %(batch)s,
    (SELECT id FROM campaigns_campaign WHERE id = %(campaign)s)
WHERE NOT EXISTS (SELECT FROM gift_target)
RETURNING id
"""
# A list that stood without a campaign gets the one that was said.
NAME_CAMPAIGN = """
UPDATE campaigns_giftlist l SET campaign_id = c.id FROM gift_target t, campaigns_campaign c
WHERE l.id = t.id AND l.campaign_id IS NULL AND c.id = %(campaign)s
"""
KEEP_TARGET = "INSERT INTO gift_target SELECT %(list)s"
INSERT_GROUPS = """
INSERT INTO campaigns_giftgroup (gift_list_id, position, label, unit_name, rate_vnd, goods, recipients_count,
    delivered_count, stated_amount_vnd, import_batch_id)
SELECT t.id, coalesce((SELECT max(position) FROM campaigns_giftgroup WHERE gift_list_id = t.id), 0) + row_number()
        OVER (ORDER BY n.first_id, n.first_nth), n.label, n.unit_name, n.rate_vnd, n.goods, n.counted,
    CASE WHEN (SELECT given_on FROM campaigns_giftlist l WHERE l.id = t.id) < %(surely_given)s THEN n.counted END,
    CASE WHEN n.stated_vnd <= %(most_vnd)s THEN n.stated_vnd END,
    %(batch)s
FROM gift_target t CROSS JOIN (
    SELECT min(i.id) AS first_id, min(i.nth) AS first_nth, (array_agg(i.label ORDER BY i.id))[1] AS label,
        label_folded, CASE WHEN i.counted IS NULL THEN '' ELSE i.unit_name END AS unit_name, i.rate_vnd,
        coalesce(max(i.goods) FILTER (WHERE i.counted IS NOT NULL), '') AS goods, sum(i.counted) AS counted,
        sum(i.amount_vnd) FILTER (WHERE i.counted IS NOT NULL) AS stated_vnd
    FROM incoming_gift i JOIN imports_importrow r USING (id) WHERE r.status = 'new'
    GROUP BY label_folded, 5, i.rate_vnd
) n
ON CONFLICT DO NOTHING
"""
# A list of long ago tells of what was given. One of these weeks may name the day of its covering letter: somebody says
# afterwards who received.
INSERT_RECIPIENTS = """
INSERT INTO campaigns_giftrecipient (gift_group_id, child_id, full_name, birth_date, birth_date_precision, sex,
    parent_name, unit_name, school, grade, address_as_written, commune_id, amount_vnd, goods, delivery,
    delivered_on, note, import_batch_id)
SELECT g.id, m.record_id, i.full_name, i.birth_date, i.birth_date_precision, i.sex, i.parent_name, i.unit_name,
    i.school, i.grade, i.address_as_written, i.commune_id, i.amount_vnd, i.goods,
    CASE WHEN l.given_on < %(surely_given)s THEN 'delivered' ELSE '' END,
    CASE WHEN l.given_on < %(surely_given)s THEN l.given_on END, i.note, %(batch)s
FROM incoming_gift i
JOIN imports_importrow r USING (id)
CROSS JOIN gift_target t
JOIN campaigns_giftlist l ON l.id = t.id
JOIN campaigns_giftgroup g ON g.gift_list_id = t.id AND g.label_folded = i.label_folded AND g.unit_name = ''
    AND g.rate_vnd IS NOT DISTINCT FROM i.rate_vnd
LEFT JOIN child_match m ON m.id = i.id AND m.is_certain
WHERE r.status = 'new' AND i.full_name IS NOT NULL ORDER BY i.id, i.nth
"""
NAME_RECORDS = """
UPDATE imports_importrow r SET record_id = t.id FROM gift_target t
WHERE r.batch_id = %(batch)s AND r.status = 'new'
"""
LINES = """
SELECT max(g.award->>'group'), coalesce(max(r.values->>'unit') FILTER (WHERE r.values->>'full_name' IS NULL), ''),
    CASE WHEN r.values->>'full_name' IS NULL THEN (r.values->>'rate_vnd')::bigint
        ELSE (g.award->>'amount_vnd')::bigint END AS rate_vnd,
    sum(CASE WHEN r.values->>'full_name' IS NULL THEN (r.values->>'quantity')::bigint ELSE 1 END)::bigint,
    sum(CASE WHEN r.values->>'full_name' IS NULL
        THEN coalesce((r.values->>'quantity')::bigint * (r.values->>'rate_vnd')::bigint,
            (r.values->>'amount_vnd')::bigint)
        ELSE (g.award->>'amount_vnd')::bigint END)::bigint
FROM imports_importrow r
CROSS JOIN LATERAL jsonb_array_elements(coalesce(r.values->'awards', jsonb_build_array(
    jsonb_build_object('group', r.values->'group', 'amount_vnd', r.values->'amount_vnd'))))
    WITH ORDINALITY g(award, nth)
WHERE r.batch_id = %(batch)s AND r.status IN ('new', 'update', 'duplicate')
GROUP BY vi_fold(g.award->>'group'),
    CASE WHEN r.values->>'full_name' IS NULL THEN coalesce(r.values->>'unit', '') ELSE '' END, 3
ORDER BY min(r.id), min(g.nth)
"""
