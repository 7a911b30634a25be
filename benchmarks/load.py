"""python -m benchmarks.load FOLDER DATABASE_URL: gen.py's rows into our tables, by COPY and INSERT … SELECT.

Triggers are off while loading; the sums that they keep are computed here in plain SQL.
"""

import json
import sys
from pathlib import Path

import psycopg

STAGE = "CREATE UNLOGGED TABLE gen_{table} ({columns}); "
UNITS = """
INSERT INTO organisation_unit (id, name, kind, parent_id, path)
SELECT id, name, CASE level WHEN 0 THEN 'programme' WHEN 1 THEN 'labour_federation' ELSE 'womens_union' END,
    nullif(parent_id, '')::bigint,
    CASE level::int WHEN 0 THEN '/' || id || '/' WHEN 1 THEN '/1/' || id || '/'
        ELSE '/1/' || parent_id || '/' || id || '/' END
FROM (SELECT id::bigint, name || ' ' || id AS name, level::int, parent_id FROM gen_unit) u;

CREATE UNLOGGED TABLE gen_place AS
SELECT u.id AS unit_id, a.id AS commune_id, (SELECT s.old_id FROM organisation_areasuccession s WHERE s.new_id = a.id
    ORDER BY s.old_id LIMIT 1) AS former_commune_id
FROM (SELECT id::bigint, row_number() OVER (ORDER BY id::bigint) AS n FROM gen_unit WHERE level = '2') u
JOIN (SELECT id, row_number() OVER (ORDER BY key) AS n FROM organisation_area
    WHERE level = 'commune' AND valid_to IS NULL) a USING (n);
"""
# Two of eight children are brother and sister, one of four has got a gift: what the order of need looks at.
CHILDREN = """
INSERT INTO children_siblinggroup (id) SELECT DISTINCT id::bigint / 8 + 1 FROM gen_child;
INSERT INTO children_child (id, list_code, managing_unit_id, commune_id, former_commune_id, full_name, alias, sex,
    birth_date, birth_date_precision, ethnicity, personal_id_number, hamlet, address_as_written, school, grade,
    orphan_status, orphaned_by_covid, circumstance_groups, circumstances, poverty, father_name, mother_name,
    is_union_member_child, parents_union, needs_since, need_ended_on, need_ended_reason, note, sibling_group_id,
    got_gifts)
SELECT c.id::bigint, c.code, c.unit_id::bigint, p.commune_id, p.former_commune_id, c.full_name, '',
    CASE c.gender WHEN 'm' THEN 'male' ELSE 'female' END, c.birth_date::date, 'day', 'Kinh', '',
    '', c.address, c.school, c.grade, (ARRAY['father', 'mother', 'both'])[1 + c.id::bigint % 3], false,
    CASE c.situation WHEN 'disabled' THEN '{d}'::varchar[] WHEN 'illness' THEN '{n}' ELSE '{}' END, '',
    CASE c.situation WHEN 'poor' THEN 'poor' WHEN 'near_poor' THEN 'near_poor' ELSE 'none' END, '', '',
    c.id::bigint % 7 = 0, CASE WHEN c.id::bigint % 7 = 0 THEN 'Công đoàn ' || c.school ELSE '' END,
    c.registered_on::date,
    CASE WHEN c.status IN ('paused', 'finished') THEN c.registered_on::date END,
    CASE WHEN c.status IN ('paused', 'finished') THEN 'helped_otherwise' ELSE '' END, c.note,
    CASE WHEN c.id::bigint % 8 < 2 THEN c.id::bigint / 8 + 1 END, c.id::bigint % 4 = 0
FROM gen_child c JOIN gen_place p ON p.unit_id = c.unit_id::bigint;

INSERT INTO children_caregiver (child_id, full_name, relationship, phone, other_phone, bank_account, bank_name,
    is_carer, is_guardian)
SELECT id::bigint, guardian_name, '', guardian_phone, '', '', '', true, false FROM gen_child;
"""
GIFTS = """
INSERT INTO campaigns_giftlist (id, title, managing_unit_id, given_on, note) SELECT 1, 'Quà Tết', 1, '2026-02-10', '';
INSERT INTO campaigns_giftgroup (id, gift_list_id, position, label, unit_name, goods, rate_vnd)
VALUES (1, 1, 0, 'Quà Tết', '', '', 300000);
INSERT INTO campaigns_giftrecipient (gift_group_id, child_id, full_name, birth_date_precision, sex, parent_name,
    unit_name, school, grade, address_as_written, amount_vnd, goods, note, delivery, delivered_on)
SELECT 1, id, full_name, 'day', sex, '', '', '', '', '', 300000, '', '', 'delivered', '2026-02-10'
FROM children_child WHERE got_gifts;
"""
DONORS = """
INSERT INTO donors_donor (id, kind, title, name, contact_name, position_title, phone, other_phone, email, address,
    wished_sex, wishes_double_orphan, wishes_union_member_child, wished_school, wishes_note, is_public,
    managing_unit_id, note)
SELECT id::bigint, CASE kind WHEN 'company' THEN 'organisation' WHEN 'group' THEN 'group' ELSE 'individual' END, '',
    full_name, '', '', phone, '', email, address, '', false, false, '', '', false, unit_id::bigint, '' FROM gen_sponsor;

INSERT INTO campaigns_campaign (id, name, kind, theme, starts_on, ends_on, managing_unit_id, legal_basis, note)
SELECT id::bigint, name, 'sponsorship_round', '', starts_on::date, ends_on::date, unit_id::bigint, '', ''
FROM gen_campaign;
"""
PLEDGES = """
INSERT INTO sponsorship_pledge (id, donor_id, child_id, place, managing_unit_id, state, form, form_detail, rate_vnd,
    per, active_months, starts_on, end_rule, ends_on, campaign_id, connecting_unit_id, agreement_number, active_from,
    ended_on, end_reason, note)
SELECT p.id::bigint, p.sponsor_id::bigint, p.child_id::bigint, 1, c.managing_unit_id,
    CASE p.status WHEN 'paused' THEN 'suspended' ELSE p.status END, 'cash', '', p.amount::bigint, p.period, '{}',
    p.starts_on::date, 'date', p.ends_on::date, nullif(p.campaign_id, '')::bigint, u.parent_id, '', p.starts_on::date,
    CASE p.status WHEN 'ended' THEN p.ends_on::date END, CASE p.status WHEN 'ended' THEN 'completed' ELSE '' END, ''
FROM gen_pledge p JOIN children_child c ON c.id = p.child_id::bigint
JOIN organisation_unit u ON u.id = c.managing_unit_id;

INSERT INTO sponsorship_instalment (pledge_id, number, due_on, amount_vnd)
SELECT p.id, row_number() OVER (PARTITION BY p.id ORDER BY d), d::date, p.rate_vnd
FROM sponsorship_pledge p, generate_series(p.starts_on, p.ends_on,
    CASE p.per WHEN 'month' THEN interval '1 month' WHEN 'quarter' THEN interval '3 months'
    ELSE interval '1 year' END) d;

UPDATE children_child c SET taken_places = n.open, sponsors_count = n.open, last_pledge_ended_on = n.last_ended
FROM (SELECT child_id, count(*) FILTER (WHERE state <> 'ended') AS open, max(ended_on) AS last_ended
    FROM sponsorship_pledge GROUP BY 1) n WHERE n.child_id = c.id;
"""
CHILD_TOTALS = """
INSERT INTO children_childtotal (unit_id, commune_id, former_commune_id, sponsored_count, helped_count, waiting_count,
    waiting_union_count)
SELECT managing_unit_id, commune_id, former_commune_id, count(*) FILTER (WHERE sponsors_count > 0),
    count(*) FILTER (WHERE sponsors_count > 0 OR last_pledge_ended_on IS NOT NULL), count(*) FILTER (WHERE waits),
    count(*) FILTER (WHERE waits AND is_union_member_child)
FROM children_child, LATERAL (
    SELECT sponsors_count = 0 AND needs_since IS NOT NULL AND need_ended_on IS NULL AS waits
) w GROUP BY 1, 2, 3;
"""
LEDGER = """
INSERT INTO sponsorship_{table} (public_id, idempotency_key, amount_vnd, method, note, recorded_by_id, unit_id,
    commune_id, former_commune_id, connecting_unit_id, campaign_id, pledge_id, {own})
SELECT gen_random_uuid(), gen_random_uuid(), y.amount::bigint, CASE y.method WHEN 'cash' THEN 'cash'
    ELSE 'bank_transfer' END, '', 1, p.managing_unit_id, c.commune_id, c.former_commune_id, p.connecting_unit_id,
    p.campaign_id, p.id, {values}
FROM gen_payment y JOIN sponsorship_pledge p ON p.id = y.pledge_id::bigint
JOIN children_child c ON c.id = p.child_id WHERE y.status = 'confirmed' {where} ORDER BY y.id::bigint;
"""
TOTALS = """
INSERT INTO sponsorship_ledgertotal (side, month, unit_id, commune_id, former_commune_id, connecting_unit_id,
    campaign_id, entries_count, amount_vnd)
SELECT '{side}', date_trunc('month', {day})::date, unit_id, commune_id, former_commune_id, connecting_unit_id,
    campaign_id, count(*), sum(amount_vnd) FROM sponsorship_{table} GROUP BY 2, 3, 4, 5, 6, 7;
"""
BALANCES = """
INSERT INTO sponsorship_pledgebalance (pledge_id, pledged_vnd, received_vnd, surplus_vnd, delivered_vnd,
    unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id, counted_from)
SELECT p.id, i.amount, coalesce(r.amount, 0), greatest(coalesce(r.amount, 0) - i.amount, 0), coalesce(h.amount, 0),
    p.managing_unit_id, c.commune_id, c.former_commune_id, p.connecting_unit_id, p.campaign_id, p.active_from
FROM sponsorship_pledge p JOIN children_child c ON c.id = p.child_id
JOIN (SELECT pledge_id, sum(amount_vnd) AS amount FROM sponsorship_instalment GROUP BY 1) i ON i.pledge_id = p.id
LEFT JOIN (SELECT pledge_id, sum(amount_vnd) AS amount FROM sponsorship_receipt GROUP BY 1) r ON r.pledge_id = p.id
LEFT JOIN (SELECT pledge_id, sum(amount_vnd) AS amount FROM sponsorship_handover GROUP BY 1) h ON h.pledge_id = p.id;

UPDATE sponsorship_pledgebalance b SET unpaid_since = o.unpaid_since, unmet_since = o.unmet_since
FROM (SELECT i.pledge_id, min(due_on) FILTER (WHERE so_far > k.received_vnd - k.surplus_vnd) AS unpaid_since,
    min(due_on) FILTER (WHERE so_far > k.delivered_vnd) AS unmet_since
    FROM (SELECT pledge_id, due_on, sum(amount_vnd) OVER (PARTITION BY pledge_id ORDER BY due_on, number) AS so_far
        FROM sponsorship_instalment) i JOIN sponsorship_pledgebalance k USING (pledge_id) GROUP BY 1) o
WHERE o.pledge_id = b.pledge_id;
"""
# Half a year before gen.py's day everything received has been handed over.
RECEIPT = LEDGER.format(
    table="receipt",
    own="received_on, surplus_vnd, source, reference, number_unit_id, number_year, number",
    values="""y.paid_on::date, 0, 'social_mobilisation', '', p.managing_unit_id, left(y.paid_on, 4)::int,
        row_number() OVER (PARTITION BY p.managing_unit_id, left(y.paid_on, 4) ORDER BY y.id::bigint)""",
    where="",
)
NUMBERS = """
INSERT INTO sponsorship_receiptcounter (unit_id, year, last)
SELECT number_unit_id, number_year, max(number) FROM sponsorship_receipt GROUP BY 1, 2;
"""
HANDOVER = LEDGER.format(
    table="handover",
    own="handed_on, given_by, received_by, relationship, is_signed, occasion",
    values="y.paid_on::date + 3, '', 'Bà nội', 'bà nội', true, ''",
    where="AND y.paid_on < '2026-05-01'",
)
TOTALS_OF_LEDGERS = "".join(
    [
        TOTALS.format(side="received", day="received_on", table="receipt"),
        TOTALS.format(side="delivered", day="handed_on", table="handover"),
    ]
)
BY_ONE_DIMENSION = """
INSERT INTO sponsorship_ledgersum (dimension, key, unit_id, pledged_vnd, received_vnd, delivered_vnd)
SELECT d.dimension, d.key, e.unit_id, coalesce(sum(e.amount_vnd) FILTER (WHERE e.side = 'pledged'), 0),
    coalesce(sum(e.amount_vnd) FILTER (WHERE e.side = 'received'), 0),
    coalesce(sum(e.amount_vnd) FILTER (WHERE e.side = 'delivered'), 0)
FROM (
    SELECT unit_id, side, month, commune_id, former_commune_id, connecting_unit_id, campaign_id, amount_vnd
    FROM sponsorship_ledgertotal
    UNION ALL SELECT unit_id, 'pledged', NULL, commune_id, former_commune_id, connecting_unit_id, campaign_id,
        pledged_vnd
    FROM sponsorship_pledgebalance WHERE counted_from IS NOT NULL
) e, LATERAL (
    VALUES ('month', to_char(e.month, 'YYYYMM')::bigint), ('commune', coalesce(e.commune_id, 0)),
        ('former_commune', coalesce(e.former_commune_id, 0)), ('connecting_unit', coalesce(e.connecting_unit_id, 0)),
        ('campaign', coalesce(e.campaign_id, 0))
) AS d (dimension, key) WHERE d.key IS NOT NULL GROUP BY 1, 2, 3;
"""
SEQUENCES = [
    "organisation_unit",
    "children_siblinggroup",
    "children_child",
    "donors_donor",
    "campaigns_campaign",
    "sponsorship_pledge",
    "campaigns_giftlist",
    "campaigns_giftgroup",
]


def load(folder: Path, url: str) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for table in manifest["order"]:
            columns = ", ".join(f"{name} text" for name in manifest["columns"][table])
            cursor.execute(STAGE.format(table=table, columns=columns))
            force = ", ".join(manifest["columns"][table])
            command = f"COPY gen_{table} FROM STDIN (FORMAT csv, HEADER, FORCE_NOT_NULL ({force}))"
            with (folder / f"{table}.csv").open("rb") as file, cursor.copy(command) as copy:
                while block := file.read(1 << 20):
                    copy.write(block)
        add_clerk(cursor)
        for step in (
            UNITS,
            CHILDREN,
            GIFTS,
            DONORS,
            PLEDGES,
            RECEIPT,
            NUMBERS,
            HANDOVER,
            TOTALS_OF_LEDGERS,
            BALANCES,
            BY_ONE_DIMENSION,
            CHILD_TOTALS,
        ):
            cursor.execute(step)
        for table in manifest["order"] + ["place"]:
            cursor.execute(f"DROP TABLE gen_{table}")
        for table in SEQUENCES:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def add_clerk(cursor: psycopg.Cursor) -> None:
    """One account with every role at the root; it can sign in with no password."""
    cursor.execute(
        "INSERT INTO organisation_user (id, password, is_superuser, username, email, is_staff, is_active, date_joined,"
        " full_name, phone) VALUES (1, '!', false, 'bench', '', false, true, now(), 'Bench', '')"
    )
    for role in ("data_clerk", "matching_officer", "treasurer", "leader", "administrator"):
        cursor.execute(
            "INSERT INTO organisation_appointment (user_id, role, unit_id, starts_on) VALUES (1, %s, 1, '2020-01-01')",
            [role],
        )


if __name__ == "__main__":
    load(Path(sys.argv[1]), sys.argv[2])
