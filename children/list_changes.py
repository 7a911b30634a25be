"""What a row of a list says otherwise than the child's record, field by field: in SQL, for all rows at once.

Makes the temporary table child_change (id, record_id, changes, shown, caregiver_id, new_phone, adds_caregiver): the
columns that entering the row writes, and what the preview shows of them (see imports.models.ImportRow.changes). An
empty cell never erases. What the record lacks is filled; what it has otherwise stays unless a person says so.
"""

# (the record's field, its column, old and new text, the new value, whether the record lacks it, whether it is shown)
FIELDS = """
    ('birth_date', 'birth_date', left(c.birth_date::text, known.there), left(i.birth_date::text, i.birth_length),
        i.birth_date::text, known.is_more_exact,
        known.is_more_exact OR c.birth_date <> i.birth_date AND known.there = i.birth_length),
    ('birth_date', 'birth_date_precision', '', i.birth_date_precision, i.birth_date_precision, known.is_more_exact,
        c.birth_date_precision <> i.birth_date_precision AND known.is_more_exact),
    ('sex', 'sex', c.sex, i.sex, i.sex, c.sex = '', true),
    ('ethnicity', 'ethnicity', c.ethnicity, i.ethnicity, i.ethnicity, c.ethnicity = '', true),
    ('address_as_written', 'address_as_written', c.address_as_written, i.address_as_written, i.address_as_written,
        c.address_as_written = '', c.address_as_written = ''),
    ('hamlet', 'hamlet', c.hamlet, i.hamlet, i.hamlet, c.hamlet = '', true),
    ('former_commune', 'former_commune_id', was.former_name, i.former_name, i.former_commune_id::text,
        c.former_commune_id IS NULL AND (c.commune_id IS NULL OR c.commune_id = i.commune_id), true),
    ('commune', 'commune_id', was.present_name, i.present_name, i.commune_id::text,
        c.commune_id IS NULL AND (c.former_commune_id IS NULL OR c.former_commune_id = i.former_commune_id), true),
    ('school', 'school', c.school, i.school, i.school, c.school = '', true),
    ('grade', 'grade', c.grade, i.grade, i.grade, c.grade = '', true),
    ('orphan_status', 'orphan_status', nullif(c.orphan_status, 'unknown'), nullif(i.orphan_status, 'unknown'),
        i.orphan_status, c.orphan_status = 'unknown', true),
    ('circumstances', 'circumstances', c.circumstances, i.circumstances, i.circumstances, c.circumstances = '', true),
    ('poverty', 'poverty', c.poverty, i.poverty, i.poverty, c.poverty = '', true),
    ('father_name', 'father_name', c.father_name, i.father_name, i.father_name, c.father_name = '', true),
    ('mother_name', 'mother_name', c.mother_name, i.mother_name, i.mother_name, c.mother_name = '', true),
    ('is_union_member_child', 'is_union_member_child', c.is_union_member_child::text,
        CASE WHEN i.is_union_member_child THEN 'true' END, 'true', NOT c.is_union_member_child, true),
    ('parents_union', 'parents_union', c.parents_union, i.parents_union, i.parents_union, c.parents_union = '', true),
    ('parents_union', 'parents_union_unit_id', '', i.parents_union_unit_id::text, i.parents_union_unit_id::text,
        c.parents_union = '' AND c.parents_union_unit_id IS NULL, c.parents_union = ''),
    ('list_code', 'list_code', c.list_code, i.list_code, i.list_code, c.list_code = '', true),
    -- behind what is noted already, never in its place
    ('note', 'note', c.note, noted.whole, noted.whole, c.note = '', noted.says_more),
    ('needs_since', 'needs_since', '', i.needs_since::text, i.needs_since::text,
        c.needs_since IS NULL AND c.need_ended_on IS NULL AND i.own_code = '',
        c.needs_since IS NULL AND c.need_ended_on IS NULL)
"""
LONGEST = 4000  # letters of a text on record; a longer one is shown and told, and not written
# One piece of a note, however it is typed.
PIECE = r"btrim(regexp_replace(vi_fold({0}), '\s+', ' ', 'g'), ' .,')"
SHOWN_ONCE = ("birth_date_precision", "parents_union_unit_id")  # columns that go with another

CHANGES = """
DROP TABLE IF EXISTS child_change;
CREATE TEMP TABLE child_change ON COMMIT DROP AS
SELECT DISTINCT ON (c.id) i.id, c.id AS record_id, coalesce(said.changes, '{}') AS changes,
    nullif(coalesce(said.shown, '[]') || coalesce(carer.shown, '[]'), '[]') AS shown,
    coalesce(said.is_long, false) AS is_long,
    carer.caregiver_id, coalesce(carer.new_phone, '') AS new_phone, coalesce(carer.is_added, false) AS adds_caregiver
FROM child_match m
JOIN incoming_child i USING (id)
JOIN children_child c ON c.id = m.record_id
CROSS JOIN LATERAL (
    SELECT %(overwrite_all)s OR i.row_key = ANY(%(overwrite)s) AS overwrites,
        coalesce(%(keep)s::jsonb->i.row_key, '[]') AS keeps
) decided
CROSS JOIN LATERAL (
    SELECT there, i.birth_date IS NOT NULL AND (c.birth_date IS NULL OR i.birth_length > there) AS is_more_exact
    FROM (SELECT CASE c.birth_date_precision WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END) AS precise(there)
) known
CROSS JOIN LATERAL (
    SELECT (SELECT name FROM organisation_area WHERE id = c.former_commune_id) AS former_name,
        (SELECT name FROM organisation_area WHERE id = c.commune_id) AS present_name
) was
CROSS JOIN LATERAL (
    SELECT concat_ws('; ', nullif(c.note, ''), string_agg(piece, '; ' ORDER BY nth)) AS whole,
        count(*) > 0 AS says_more
    FROM regexp_split_to_table(i.note, '\\s*;\\s*') WITH ORDINALITY AS listed(piece, nth)
    WHERE {listed} <> '' AND {listed} NOT IN (SELECT {known} FROM unnest(string_to_array(c.note, ';')) AS known)
        -- "Needs a donor since" of our own sheet, which comes back as a note
        AND (i.own_code = '' OR right(piece, 12) IS DISTINCT FROM ': ' || to_char(c.needs_since, 'DD/MM/YYYY'))
) noted
CROSS JOIN LATERAL (
    SELECT jsonb_object_agg(f.target, f.value) FILTER (WHERE f.applies) AS changes,
        jsonb_agg(jsonb_build_object('field', f.field, 'old', coalesce(f.old, ''), 'new', f.new, 'applies', f.applies))
            FILTER (WHERE f.target <> ALL(%(shown_once)s)) AS shown,
        bool_or(length(f.new) > {longest}) AS is_long
    FROM (
        SELECT v.*, (lacks OR overwrites) AND NOT keeps ? v.field AND length(v.new) <= {longest} AS applies
        FROM (VALUES {fields}) AS v(field, target, old, new, value, lacks, counts)
        WHERE counts AND new <> '' AND new IS DISTINCT FROM old
            AND (lacks OR vi_fold(new) <> vi_fold(coalesce(old, '')))
    ) f
) said
LEFT JOIN LATERAL (
    SELECT own.caregiver_id, own.is_added, own.new_phone, jsonb_path_query_array(jsonb_build_array(
        CASE WHEN own.is_other THEN jsonb_build_object('field', 'caregiver', 'old', own.names, 'new', i.caregiver_name,
            'applies', own.is_added) END,
        CASE WHEN own.is_other_phone THEN jsonb_build_object('field', 'phone', 'old', own.phone, 'new', i.phone,
            'applies', own.new_phone IS NOT NULL) END), '$[*] ? (@ != null)') AS shown
    FROM (
        SELECT k.*, is_other AND (names = '' OR overwrites) AND NOT keeps ? 'caregiver' AS is_added,
            CASE WHEN is_other_phone AND (phone = '' OR overwrites) AND NOT keeps ? 'phone' THEN i.phone END
                AS new_phone
        FROM (
            SELECT coalesce(string_agg(full_name, ', ' ORDER BY id), '') AS names,
                bool_or(name_folded = i.caregiver_folded) IS NOT TRUE AS is_other,
                min(id) FILTER (WHERE name_folded = i.caregiver_folded) AS caregiver_id,
                (array_agg(phone ORDER BY id) FILTER (WHERE name_folded = i.caregiver_folded))[1] AS phone,
                i.phone <> '' AND bool_or(name_folded = i.caregiver_folded)
                    AND bool_or(i.phone IN (phone, other_phone)) IS NOT TRUE AS is_other_phone
            FROM children_caregiver WHERE child_id = c.id
        ) k
    ) own
    WHERE i.caregiver_name <> '' AND (own.is_other OR own.is_other_phone)
) carer ON true
WHERE m.is_certain
ORDER BY c.id, i.id;
CREATE UNIQUE INDEX ON child_change (id)
""".replace("{fields}", FIELDS).replace("{longest}", str(LONGEST))
CHANGES = CHANGES.replace("{listed}", PIECE.format("piece")).replace("{known}", PIECE.format("known"))

KEEP_BEFORE = """
UPDATE imports_importrow r
SET before = nullif(CASE WHEN h.changes <> '{}' THEN jsonb_build_object('children.child', jsonb_build_object(
        'id', c.id, 'version', c.version + 1, 'values',
        (SELECT jsonb_object_agg(key, to_jsonb(c)->key) FROM jsonb_object_keys(h.changes) key))) ELSE '{}' END
    || CASE WHEN h.new_phone <> '' THEN jsonb_build_object('children.caregiver', jsonb_build_object(
        'id', k.id, 'version', k.version + 1, 'values', jsonb_build_object('phone', k.phone))) ELSE '{}' END, '{}')
FROM child_change h
JOIN children_child c ON c.id = h.record_id
LEFT JOIN children_caregiver k ON k.id = h.caregiver_id
WHERE r.id = h.id AND r.status = 'update'
"""
COMPLETE = """
UPDATE children_child c
SET birth_date = n.birth_date, birth_date_precision = n.birth_date_precision, sex = n.sex, ethnicity = n.ethnicity,
    address_as_written = n.address_as_written, hamlet = n.hamlet, former_commune_id = n.former_commune_id,
    commune_id = n.commune_id, school = n.school, grade = n.grade, orphan_status = n.orphan_status,
    circumstances = n.circumstances, poverty = n.poverty, father_name = n.father_name, mother_name = n.mother_name,
    is_union_member_child = n.is_union_member_child, parents_union = n.parents_union,
    parents_union_unit_id = n.parents_union_unit_id, list_code = n.list_code, note = n.note,
    needs_since = n.needs_since
FROM child_change h
JOIN imports_importrow r USING (id)
JOIN children_child old ON old.id = h.record_id
CROSS JOIN LATERAL jsonb_populate_record(old, h.changes) n
WHERE c.id = h.record_id AND r.status = 'update' AND h.changes <> '{}'
"""
COMPLETE_CAREGIVERS = """
UPDATE children_caregiver k SET phone = h.new_phone
FROM child_change h JOIN imports_importrow r USING (id)
WHERE k.id = h.caregiver_id AND r.status = 'update' AND h.new_phone <> ''
"""
