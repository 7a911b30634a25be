import django.db.models.deletion
from django.db import migrations, models

# A function of one SELECT, which the planner expands in the view: a filter by unit or donor reaches the pledges. Its text
# binds no column's type, so that later migrations may alter the tables.
VIEW = migrations.RunSQL(
    """
    CREATE FUNCTION late_pledges() RETURNS TABLE (
        pledge_id bigint, donor_id bigint, managing_unit_id bigint, due_vnd bigint, received_vnd bigint,
        open_vnd bigint, unpaid_since date, unpaid_count integer
    ) LANGUAGE sql STABLE AS $$
        SELECT p.id, p.donor_id, p.managing_unit_id, due.vnd, net.vnd, due.vnd - net.vnd, due.since, due.count
        FROM sponsorship_pledge p
        JOIN sponsorship_pledgebalance b ON b.pledge_id = p.id
        CROSS JOIN LATERAL (SELECT b.received_vnd - b.surplus_vnd AS vnd) net
        CROSS JOIN LATERAL (
            SELECT max(so_far)::bigint AS vnd,
                min(due_on) FILTER (WHERE so_far > net.vnd) AS since,
                (count(*) FILTER (WHERE so_far > net.vnd))::integer AS count
            FROM (
                SELECT i.due_on, sum(i.amount_vnd) OVER (ORDER BY i.due_on, i.number) AS so_far
                FROM sponsorship_instalment i
                WHERE i.pledge_id = p.id AND i.due_on < (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
            ) instalments
        ) due
        WHERE p.state IN ('active', 'suspended') AND due.vnd > net.vnd
    $$;
    CREATE VIEW sponsorship_latepledge AS SELECT * FROM late_pledges();
    """,
    "DROP VIEW sponsorship_latepledge; DROP FUNCTION late_pledges();",
)


class Migration(migrations.Migration):
    dependencies = [
        ("donors", "0005_merging"),
        ("organisation", "0003_readers_by_link"),
        ("sponsorship", "0018_capacity_and_launches"),
    ]

    operations = [
        migrations.CreateModel(
            name="LatePledge",
            fields=[
                (
                    "pledge",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="late",
                        serialize=False,
                        to="sponsorship.pledge",
                    ),
                ),
                ("due_vnd", models.BigIntegerField()),
                ("received_vnd", models.BigIntegerField()),
                ("open_vnd", models.BigIntegerField()),
                ("unpaid_since", models.DateField()),
                ("unpaid_count", models.IntegerField()),
            ],
            options={
                "db_table": "sponsorship_latepledge",
                "managed": False,
            },
        ),
        VIEW,
    ]
