"""Which child on record a row of a list speaks of: all rows at once, in SQL.

Takes the temporary table incoming_child, makes the temporary table child_match (id, record_id, is_certain, reasons,
against): at most one record for a row. Sure only when name, birth and place agree and nothing speaks against it, or a
person says so (same_as; as_new: it is nobody on record); anything less is shown to a person and never merged. Children
of one family whose given names differ (… Nhi, … Như) are brothers and sisters; twins are shown, since it may be a slip.
"""

from django.db.backends.utils import CursorWrapper

# What incoming_child must hold. Empty text is "" and an unknown place or date is null; birth_length says how much of
# the date is known: 10 day, 7 month, 4 year.
COLUMNS = """
    id bigint, full_name text, name_folded text, birth_date date, birth_length integer, sex text,
    former_commune_id bigint, commune_id bigint, phone text, caregiver_folded text, father_folded text,
    mother_folded text, own_code text,
    list_code text
"""
# What a person decided about a row, where the list lets them.
DECIDED = """
ALTER TABLE incoming_child ADD COLUMN IF NOT EXISTS as_new boolean NOT NULL DEFAULT false,
    ADD COLUMN IF NOT EXISTS same_as bigint
"""

# The marks of a name in their order, wherever in its syllable they are written (hòa, hoà); "" where none were typed.
MARKS = r"regexp_replace(normalize(lower({0}), NFD), '[a-z\s[:punct:]]', '', 'g')"

# One name spelt two ways (Mỹ, Mĩ; Quý, Quí) is one key; Thúy and Thúi, May and Mai stay apart.
ONE_I = r"regexp_replace({0}, '([bcdghklmnrstvx]|\mqu)y\M', '\1i', 'g')"

# Null when the row and the record name no parent in common.
SAME_PARENTS = """CASE
    WHEN (i.father_folded <> '' AND c.father_name <> '') OR (i.mother_folded <> '' AND c.mother_name <> '')
    THEN (i.father_folded <> '' AND vi_fold(c.father_name) = i.father_folded)
        OR (i.mother_folded <> '' AND vi_fold(c.mother_name) = i.mother_folded) END"""

# What speaks for and against each pair of a row and a record. {join} says which pairs.
PAIRS = (
    """
SELECT i.id, c.id AS record_id, c.code = i.own_code AS has_code, c.name_folded = i.name_folded AS same_name,
    l.known AS birth_length, left(i.birth_date::text, l.known) = left(c.birth_date::text, l.known) AS same_birth,
    extract(year FROM i.birth_date) - extract(year FROM c.birth_date) AS years_apart,
    CASE WHEN i.former_commune_id IS NOT NULL AND c.former_commune_id IS NOT NULL
        THEN i.former_commune_id = c.former_commune_id ELSE i.commune_id = c.commune_id END AS same_place,
    i.sex <> '' AND c.sex <> '' AND i.sex <> c.sex AS other_sex,
    i.list_code <> '' AND i.list_code = c.list_code AS same_list_code,
    k.same_phone, k.same_carer, {parents} AS same_parents,
    -- nearly always the names are the same, and taking their marks apart is dear
    lower(c.full_name) <> lower(i.full_name) AND {said} <> {known} AND {said} <> '' AND {known} <> '' AS other_marks
FROM incoming_child i
JOIN children_child c ON {join}
CROSS JOIN LATERAL (
    SELECT least(i.birth_length, CASE c.birth_date_precision WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END) AS known
) l
LEFT JOIN LATERAL (
    SELECT bool_or(i.phone IN (k.phone, k.other_phone)) FILTER (WHERE i.phone <> '' AND k.phone <> '') AS same_phone,
        bool_or(k.name_folded = i.caregiver_folded) FILTER (WHERE i.caregiver_folded <> '') AS same_carer
    FROM children_caregiver k WHERE k.child_id = c.id
) k ON true
WHERE c.managing_unit_id = ANY(%(units)s) AND NOT i.as_new
""".replace("{parents}", SAME_PARENTS)
    .replace("{said}", MARKS.format("i.full_name"))
    .replace("{known}", MARKS.format("c.full_name"))
)
SAME_NAME = """c.name_folded = i.name_folded AND (i.birth_date IS NULL OR c.birth_date IS NULL
    OR c.birth_date BETWEEN i.birth_date - 731 AND i.birth_date + 731)"""
BY_NAME = "CREATE TEMP TABLE child_pair ON COMMIT DROP AS " + PAIRS.replace("{join}", SAME_NAME)
BY_CODE = "INSERT INTO child_pair " + PAIRS.replace("{join}", "c.code = i.own_code AND i.own_code <> ''")
# One commune, born within three days, and names alike: only worth a look when the family is the same too, or unknown.
BY_LIKENESS = (
    """
INSERT INTO child_pair (id, record_id, has_code, same_name, birth_length, same_birth, same_place, other_sex,
    same_list_code, same_phone, same_carer, same_parents)
SELECT i.id, c.id, false, false, 10, c.birth_date = i.birth_date, true, false, false, k.same_phone, k.same_carer,
    k.same_parents
FROM incoming_child i
CROSS JOIN generate_series(-3, 3) AS days
JOIN children_child c ON c.commune_id = i.commune_id AND c.birth_date = i.birth_date + days
LEFT JOIN LATERAL (
    SELECT bool_or(k.phone = i.phone) FILTER (WHERE i.phone <> '' AND k.phone <> '') AS same_phone,
        bool_or(k.name_folded = i.caregiver_folded) FILTER (WHERE i.caregiver_folded <> '') AS same_carer,
        {parents} AS same_parents
    FROM children_caregiver k WHERE k.child_id = c.id
) k ON true
WHERE c.managing_unit_id = ANY(%(units)s) AND NOT i.as_new AND c.name_folded <> i.name_folded
    AND CASE WHEN k.same_phone OR k.same_carer OR k.same_parents
        THEN similarity(c.name_folded, i.name_folded) >= 0.5
            AND (days = 0 OR split_part(c.name_folded, ' ', -1) = split_part(i.name_folded, ' ', -1))
        ELSE days = 0 AND k.same_phone IS NULL AND (similarity(c.name_folded, i.name_folded) >= 0.8
            OR similarity(c.name_folded, i.name_folded) >= 0.3 AND {known_key} = {said_key}) END
""".replace("{parents}", SAME_PARENTS)
    .replace("{known_key}", ONE_I.format("c.name_folded"))
    .replace("{said_key}", ONE_I.format("i.name_folded"))
)
# A telephone that two families share is rare, brothers and sisters are not: name, or year of birth and given name, must
# agree too.
BY_PHONE = """
INSERT INTO child_pair (id, record_id, has_code, same_name, birth_length, same_birth, same_place, other_sex,
    same_list_code, same_phone)
SELECT i.id, c.id, false, c.name_folded = i.name_folded, 4,
    extract(year FROM c.birth_date) = extract(year FROM i.birth_date), null, false, false, true
FROM incoming_child i
JOIN children_caregiver k ON k.phone = i.phone
JOIN children_child c ON c.id = k.child_id
WHERE i.phone <> '' AND k.phone <> '' AND c.managing_unit_id = ANY(%(units)s) AND NOT i.as_new
    AND (c.name_folded = i.name_folded OR extract(year FROM c.birth_date) = extract(year FROM i.birth_date)
        AND similarity(c.name_folded, i.name_folded) >= 0.6
        AND split_part(c.name_folded, ' ', -1) = split_part(i.name_folded, ' ', -1))
"""
CHOOSE = """
CREATE TEMP TABLE child_match ON COMMIT DROP AS
WITH judged AS (
    SELECT DISTINCT ON (id, record_id) p.*, (NOT other_sex AND (has_code OR other_marks IS NOT TRUE) AND CASE
            WHEN has_code THEN same_name OR same_birth
            WHEN NOT same_name THEN false
            WHEN same_list_code THEN same_birth IS NOT FALSE
            WHEN same_birth IS NULL THEN same_place AND (same_phone OR same_carer OR same_parents)
            WHEN NOT same_birth OR NOT same_parents THEN false
            WHEN birth_length = 10 AND same_place THEN true
            WHEN birth_length = 10 THEN same_place IS NULL AND NOT (same_phone IS FALSE AND same_carer IS FALSE)
            ELSE same_place AND NOT (same_phone IS FALSE AND same_carer IS FALSE) END) IS TRUE AS is_certain,
        (same_name IS FALSE OR has_code
            OR same_birth AND (birth_length = 10 OR same_place IS NOT FALSE)
            OR same_phone OR same_carer OR same_parents OR (same_place AND abs(years_apart) <= 1)) IS TRUE
            AS is_worth_a_look,
        has_code::int * 8 + (birth_length = 10 AND same_birth IS TRUE)::int * 4 + (same_place IS TRUE)::int * 2
            + (same_phone IS TRUE OR same_carer IS TRUE OR same_parents IS TRUE)::int AS score,
        array_remove(ARRAY[CASE WHEN has_code THEN 'code' END, CASE WHEN same_list_code THEN 'list_code' END,
            CASE WHEN same_name AND other_marks IS NOT TRUE THEN 'name' END, CASE WHEN same_birth THEN 'birth' END,
            CASE WHEN same_place THEN 'commune' END, CASE WHEN same_phone THEN 'phone' END,
            CASE WHEN same_carer THEN 'carer' END, CASE WHEN same_parents THEN 'parents' END], NULL) AS reasons,
        array_remove(ARRAY[CASE WHEN NOT same_name OR other_marks THEN 'name' END,
            CASE WHEN NOT same_birth THEN 'birth' END,
            CASE WHEN NOT same_place THEN 'commune' END, CASE WHEN NOT same_phone THEN 'phone' END,
            CASE WHEN NOT same_carer THEN 'carer' END, CASE WHEN NOT same_parents THEN 'parents' END,
            CASE WHEN other_sex THEN 'sex' END], NULL) AS against
    FROM child_pair p
    ORDER BY id, record_id, is_certain DESC, score DESC
),
ranked AS (
    SELECT *, rank() OVER best AS place, count(*) OVER (PARTITION BY id, is_certain, score) AS rivals_count
    FROM judged WHERE is_certain OR is_worth_a_look
    WINDOW best AS (PARTITION BY id ORDER BY is_certain DESC, score DESC)
)
SELECT DISTINCT ON (id) id, record_id, is_certain AND rivals_count = 1 AS is_certain, reasons, against
FROM ranked WHERE place = 1 ORDER BY id, record_id
"""
SAID = """
DELETE FROM child_match m USING incoming_child i WHERE i.id = m.id AND i.same_as IS NOT NULL;
INSERT INTO child_match
SELECT i.id, c.id, true, '{said}', '{}' FROM incoming_child i JOIN children_child c ON c.id = i.same_as
WHERE c.managing_unit_id = ANY(%(units)s)
"""


def match_children(cursor: CursorWrapper, path: str) -> None:
    """Make child_match from incoming_child against the records of the unit with this path and those below it.

    Working tables live until the transaction ends.
    """
    cursor.execute("SELECT id FROM organisation_unit WHERE path LIKE %s", [f"{path}%"])
    units = [row[0] for row in cursor.fetchall()]
    cursor.execute("DROP TABLE IF EXISTS child_pair, child_match")
    cursor.execute(DECIDED)
    cursor.execute("ANALYZE incoming_child (id, name_folded, birth_date, commune_id, phone, own_code)")
    for statement in (BY_NAME, BY_CODE, BY_LIKENESS, BY_PHONE, CHOOSE, SAID):
        cursor.execute(statement, {"units": units})
    cursor.execute("CREATE UNIQUE INDEX ON child_match (id); ANALYZE child_match")
