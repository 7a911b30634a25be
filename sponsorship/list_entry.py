"""The SQL by which the rows of a list of who sponsors whom are entered, once they are compared (list_sql)."""

WRITE = (
    """
    CREATE TEMP TABLE new_donor ON COMMIT DROP AS
    SELECT n.*, nextval(pg_get_serial_sequence('donors_donor', 'id')) AS record_id FROM (
        SELECT i.* FROM incoming_donor i WHERE i.id IN (
            SELECT j.donor_row FROM judged j JOIN imports_importrow r USING (id)
            WHERE r.status = 'new' AND NOT j.knows_donor
        ) ORDER BY i.id
    ) n
    """,
    """
    INSERT INTO donors_donor (id, kind, title, name, unit_id, contact_name, position_title, phone, other_phone, email,
        address, wished_sex, wishes_double_orphan, wishes_union_member_child, wished_school, wishes_note, is_public,
        note, managing_unit_id, import_batch_id)
    SELECT record_id, n.kind, title, n.name, CASE WHEN n.kind = 'organisation' THEN u.id END, '', '', phone,
        other_phone, '', address, '', false, false, '', '', false, '', %(unit)s, %(batch)s
    FROM new_donor n
    LEFT JOIN (
        SELECT name_folded, min(id) AS id FROM organisation_unit
        WHERE path LIKE %(root)s || '%%' GROUP BY 1 HAVING count(*) = 1
    ) u USING (name_folded)
    ORDER BY record_id
    """,
    # the places of each new pledge beside its child: the lowest that no open pledge and no hold has
    """
    CREATE TEMP TABLE new_pledge ON COMMIT DROP AS
    SELECT n.*, free.place, nextval(pg_get_serial_sequence('sponsorship_pledge', 'id')) AS new_pledge_id
    FROM (
        SELECT j.*, CASE WHEN j.knows_child THEN j.child_id END AS old_child_id,
            row_number() OVER (PARTITION BY j.child_row ORDER BY j.id) AS turn
        FROM judged j JOIN imports_importrow r USING (id) WHERE r.status = 'new' ORDER BY j.id
    ) n
    CROSS JOIN LATERAL (
        SELECT place, row_number() OVER (ORDER BY place) AS nth FROM generate_series(1, 9) AS place
        WHERE NOT EXISTS (SELECT FROM sponsorship_pledge p
                WHERE p.child_id = n.old_child_id AND p.place = place.place AND p.state <> 'ended')
            AND NOT EXISTS (SELECT FROM sponsorship_hold h
                WHERE h.child_id = n.old_child_id AND h.place = place.place AND h.held_until > %(now)s)
    ) free
    WHERE free.nth = n.turn ORDER BY n.id;
    CREATE UNIQUE INDEX ON new_pledge (id)
    """,
    """
    CREATE TEMP TABLE new_child ON COMMIT DROP AS
    SELECT k.*, n.places, n.needs_since, nextval(pg_get_serial_sequence('children_child', 'id')) AS record_id
    FROM (
        SELECT child_row, max(place) AS places, least(min(starts_on), %(today)s) AS needs_since
        FROM new_pledge WHERE old_child_id IS NULL GROUP BY 1 ORDER BY 1
    ) n JOIN incoming_child k ON k.id = n.child_row
    """,
    """
    INSERT INTO children_child (id, managing_unit_id, import_batch_id, alias, personal_id_number, orphaned_by_covid,
        circumstance_groups, need_ended_reason, full_name, birth_date, birth_date_precision, sex, ethnicity,
        address_as_written, hamlet, former_commune_id, commune_id, school, grade, orphan_status, circumstances, poverty,
        father_name, mother_name, is_union_member_child, parents_union, list_code, needs_since, places, note)
    SELECT record_id, %(unit)s, %(batch)s, '', '', false, '{}', '', full_name, birth_date, birth_date_precision, sex,
        '', address_as_written, hamlet, former_commune_id, commune_id, '', '', 'unknown', '', '', '', '', false, '', '',
        needs_since, places, ''
    FROM new_child ORDER BY record_id
    """,
    # a child on record with several donors in this list
    """
    UPDATE imports_importrow r SET before = jsonb_build_object('children.child', jsonb_build_object(
        'id', c.id, 'version', c.version + 1, 'values', jsonb_build_object('places', c.places)))
    FROM (SELECT old_child_id, max(place) AS places, min(id) AS id FROM new_pledge GROUP BY 1) n
    JOIN children_child c ON c.id = n.old_child_id AND n.places > c.places
    WHERE r.id = n.id
    """,
    """
    UPDATE children_child c SET places = n.places
    FROM (SELECT old_child_id, max(place) AS places FROM new_pledge GROUP BY 1) n
    WHERE c.id = n.old_child_id AND n.places > c.places
    """,
    """
    INSERT INTO sponsorship_pledge (id, donor_id, child_id, place, managing_unit_id, state, form, form_detail, rate_vnd,
        per, active_months, starts_on, end_rule, months_count, end_grade, ends_on, stated_total_vnd, connecting_unit_id,
        agreement_number, active_from, end_reason, note, import_batch_id)
    SELECT n.new_pledge_id, coalesce(d.record_id, n.donor_id), c.id, n.place, c.managing_unit_id, 'active', n.form,
        CASE WHEN n.form = 'cash' THEN '' ELSE n.form_detail END, n.amount_vnd, n.per, '{}', n.starts_on, n.end_rule,
        n.months_count, n.end_grade, n.ends_on, n.stated_total_vnd, u.id, '', least(n.starts_on, %(today)s), '',
        CASE WHEN u.id IS NULL AND n.connecting_unit <> '' THEN concat_ws('; ', nullif(n.note, ''), n.connecting_unit)
            ELSE n.note END, %(batch)s
    FROM new_pledge n
    LEFT JOIN new_donor d ON d.id = n.donor_row
    LEFT JOIN new_child k ON k.id = n.child_row
    JOIN children_child c ON c.id = coalesce(k.record_id, n.old_child_id)
    LEFT JOIN LATERAL (
        SELECT o.id FROM organisation_unit o
        CROSS JOIN LATERAL (
            SELECT coalesce(%(known_units)s::jsonb->>vi_fold(n.connecting_unit), vi_fold(n.connecting_unit)) AS folded
        ) said
        WHERE o.path LIKE %(root)s || '%%'
            AND (o.name_folded = said.folded
                OR o.kind = 'womens_union' AND said.folded ~ '^hoi (lhpn|lien hiep phu nu|phu nu)\\M'
                OR o.kind = 'labour_federation' AND said.folded ~ '^(ldld|lien doan lao dong)\\M')
        ORDER BY o.name_folded = said.folded DESC, length(o.path) - length(replace(o.path, '/', '')), o.id LIMIT 1
    ) u ON true
    ORDER BY n.id
    """,
    "UPDATE imports_importrow r SET record_id = n.new_pledge_id FROM new_pledge n WHERE r.id = n.id",
)
