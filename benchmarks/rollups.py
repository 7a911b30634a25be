"""The roll-up over a tree of 12,000 units with 2,000,000 result lines, beside two summary pages.

python -m benchmarks.rollups, with DATABASE_URL: adds the tree to that database, with an account that sees it alone, so
that the other scenarios see nothing of it. Triggers are off while loading; the totals are computed as they are proved.
"""

from benchmarks import databases
from benchmarks.serving import Client, Clients, Steps, signed_in

ACCOUNT = "rollup"
PROVINCES, UNITS, LINES = 34, 12_000, 2_000_000
THREE_YEARS = "/campaigns/roll-up/?since=01/01/2024&until=31/12/2026"
TREE = f"""
SELECT setval(pg_get_serial_sequence('organisation_user', 'id'), max(id)) FROM organisation_user;
INSERT INTO organisation_unit (name, kind, path) VALUES ('Tổng hợp toàn quốc', 'labour_federation', '/x/');
CREATE TEMPORARY TABLE top AS SELECT id FROM organisation_unit WHERE path = '/x/';
UPDATE organisation_unit u SET path = '/' || u.id || '/' FROM top WHERE u.id = top.id;
INSERT INTO organisation_unit (name, kind, parent_id, path)
SELECT 'Liên đoàn Lao động tỉnh ' || n, 'labour_federation', top.id, '/x/' FROM top, generate_series(1, {PROVINCES}) n;
CREATE TEMPORARY TABLE province AS
SELECT u.id, row_number() OVER (ORDER BY u.id) - 1 AS n FROM organisation_unit u JOIN top ON u.parent_id = top.id;
UPDATE organisation_unit u SET path = '/' || u.parent_id || '/' || u.id || '/' FROM province p WHERE u.id = p.id;
INSERT INTO organisation_unit (name, kind, parent_id, path)
SELECT 'Công đoàn cơ sở ' || g.i, 'grassroots_union', p.id, '/x/'
FROM generate_series(1, {UNITS - PROVINCES - 1}) AS g(i) JOIN province p ON p.n = g.i % {PROVINCES};
CREATE TEMPORARY TABLE leaf AS
SELECT u.id, row_number() OVER (ORDER BY u.id) - 1 AS n FROM organisation_unit u JOIN province p ON u.parent_id = p.id;
UPDATE organisation_unit u SET path = p.path || u.id || '/' FROM organisation_unit p, leaf
WHERE u.id = leaf.id AND p.id = u.parent_id;
INSERT INTO campaigns_campaign (name, kind, theme, managing_unit_id, legal_basis, note, path)
SELECT 'Chăm lo đoàn viên', 'other', '', id, '', '', '/' FROM top;
INSERT INTO campaigns_result (campaign_id, managing_unit_id, has_examples, label, category, measure, quantity,
    people_count, times_count, qualifier, amount_vnd, goods_vnd, money_qualifier, ends_on, place, told_by, note)
SELECT (SELECT max(id) FROM campaigns_campaign), leaf.id, false, 'Trao quà lần ' || g.i,
    (ARRAY['gifts', 'scholarships', 'cash', 'welfare_bags', 'activities', 'blood'])[1 + g.i / 7 % 6],
    (ARRAY['gift', 'award', 'person', 'bag', 'session', 'blood_unit'])[1 + g.i / 7 % 6], g.i % 50,
    CASE WHEN g.i % 3 = 0 THEN g.i % 40 END, CASE WHEN g.i % 3 = 1 THEN g.i % 90 END, '',
    CASE WHEN g.i % 5 > 0 THEN g.i % 97 * 100000 END, CASE WHEN g.i % 5 = 0 THEN 500000 END, '',
    date '2024-01-05' + (g.i / 11 % 1090), '', '', ''
FROM generate_series(1, {LINES}) AS g(i) JOIN leaf ON leaf.n = g.i % (SELECT count(*) FROM leaf);
INSERT INTO organisation_user (password, is_superuser, username, email, is_staff, is_active, date_joined, full_name,
    phone) VALUES ('!', false, '{ACCOUNT}', '', false, true, now(), 'Bench', '');
INSERT INTO organisation_appointment (user_id, role, unit_id, starts_on)
SELECT u.id, 'leader', top.id, '2020-01-01' FROM organisation_user u, top WHERE u.username = '{ACCOUNT}';
"""


def steps(clients: Clients, database: str) -> Steps:
    env = {"DATABASE_URL": databases.url_of(database), "DJANGO_SETTINGS_MODULE": "config.settings"}
    with databases.connect(database) as connection:
        found = connection.execute("SELECT 1 FROM organisation_user WHERE username = %s", [ACCOUNT]).fetchone()
    if not found:
        databases.run([databases.sys.executable, "-m", "benchmarks.rollups"], env)
    reader = Client(clients["ours"].port, signed_in(env, databases.ROOT, ACCOUNT))

    def two_summaries() -> None:
        for _ in range(2):
            clients["ours"].get("/reports/")

    return {"ours": lambda: reader.get(THREE_YEARS), "floor": two_summaries}


def load() -> None:
    import django

    django.setup()
    from django.db import connection, transaction

    from campaigns.models import result_totals

    with connection.cursor() as cursor:
        with transaction.atomic():
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(TREE)
            columns = f"{result_totals.KEY}, {', '.join(result_totals.SUMS)}"
            cursor.execute(f"INSERT INTO campaigns_resulttotal ({columns}) {result_totals.COUNTED}")
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM ANALYZE organisation_unit, campaigns_result, campaigns_resulttotal")


if __name__ == "__main__":
    load()
