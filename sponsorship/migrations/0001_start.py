import datetime
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models
from organisation import migrating


# The pair is one foreign key: a pledge's unit is its child's, and follows the child.
PLEDGE_FOLLOWS_CHILD = migrations.RunSQL(
    """
    ALTER TABLE sponsorship_pledge ADD CONSTRAINT pledge_in_childs_unit
    FOREIGN KEY (child_id, managing_unit_id) REFERENCES children_child (id, managing_unit_id)
    ON UPDATE CASCADE ON DELETE RESTRICT;
    """,
    "ALTER TABLE sponsorship_pledge DROP CONSTRAINT pledge_in_childs_unit;",
)
# A child that moves takes its money along in the figures. The trigger is on the children's table but of this app: the
# register of children knows nothing of money.
ENTRIES_FOLLOW_CHILD = migrations.RunSQL(
    """
    CREATE FUNCTION entries_follow_child() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE sponsorship_receipt e SET commune_id = NEW.commune_id, former_commune_id = NEW.former_commune_id
        FROM sponsorship_pledge p WHERE p.id = e.pledge_id AND p.child_id = NEW.id;
        UPDATE sponsorship_handover e SET commune_id = NEW.commune_id, former_commune_id = NEW.former_commune_id
        FROM sponsorship_pledge p WHERE p.id = e.pledge_id AND p.child_id = NEW.id;
        UPDATE sponsorship_pledgebalance e SET commune_id = NEW.commune_id, former_commune_id = NEW.former_commune_id
        FROM sponsorship_pledge p WHERE p.id = e.pledge_id AND p.child_id = NEW.id;
        RETURN NULL;
    END $$;
    CREATE TRIGGER entries_follow_child AFTER UPDATE OF commune_id, former_commune_id ON children_child
    FOR EACH ROW WHEN ((OLD.commune_id, OLD.former_commune_id)
        IS DISTINCT FROM (NEW.commune_id, NEW.former_commune_id))
    EXECUTE FUNCTION entries_follow_child();
    """,
    "DROP TRIGGER entries_follow_child ON children_child; DROP FUNCTION entries_follow_child();",
)
# A function of one SELECT, which the planner expands in the view: a filter by unit or donor reaches the pledges. Its text
# binds no column's type, so that later migrations may alter the tables.
LATE_PLEDGES = migrations.RunSQL(
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


class Migration(migrating.Migration):
    initial = True

    replaces = [
        ("sponsorship", "0001_initial"),
        ("sponsorship", "0002_pledge_follows_child"),
        ("sponsorship", "0003_who_proposed"),
        ("sponsorship", "0004_end_rules_need_their_number"),
        ("sponsorship", "0005_history_by_statement"),
        ("sponsorship", "0006_words_for_history"),
        ("sponsorship", "0007_sums_by_one_dimension"),
        ("sponsorship", "0008_entries_follow"),
        ("sponsorship", "0009_entries_follow_the_child"),
        ("sponsorship", "0010_words_for_terms"),
        ("sponsorship", "0011_sums_of_pledged"),
        ("sponsorship", "0012_pledge_goes_to_another_child"),
        ("sponsorship", "0013_paper_templates"),
        ("sponsorship", "0014_money_in_batches"),
        ("sponsorship", "0015_keeping_in_touch"),
        ("sponsorship", "0016_order_of_need"),
        ("sponsorship", "0017_the_life_of_a_pledge"),
        ("sponsorship", "0018_capacity_and_launches"),
        ("sponsorship", "0019_late_pledges"),
        ("sponsorship", "0020_a_child_is_counted_once"),
    ]

    dependencies = [
        ("campaigns", "0001_start"),
        ("children", "0001_start"),
        ("donors", "0001_start"),
        ("imports", "0001_start"),
        ("organisation", "0001_start"),
        ("organisation", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Pledge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                (
                    "code",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.Value("CK"), models.F("id"), function="readable_code"),
                        output_field=models.CharField(max_length=24, verbose_name="code"),
                        unique=True,
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(default=1, verbose_name="place")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("approved", "approved"),
                            ("active", "active"),
                            ("suspended", "suspended"),
                            ("ended", "ended"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("cash", "money"),
                            ("savings_book", "savings book"),
                            ("insurance_card", "health insurance card"),
                            ("scholarship", "scholarship"),
                            ("in_kind", "in kind"),
                            ("direct_care", "direct care"),
                        ],
                        default="cash",
                        max_length=16,
                        verbose_name="form of support",
                    ),
                ),
                ("form_detail", models.CharField(blank=True, max_length=200, verbose_name="detail")),
                ("rate_vnd", models.BigIntegerField(verbose_name="support amount")),
                (
                    "per",
                    models.CharField(
                        choices=[
                            ("once", "once"),
                            ("month", "month"),
                            ("quarter", "quarter"),
                            ("semester", "semester"),
                            ("school_year", "school year"),
                            ("year", "year"),
                        ],
                        max_length=12,
                        verbose_name="per",
                    ),
                ),
                (
                    "active_months",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="only in the months",
                    ),
                ),
                (
                    "pays_every",
                    models.PositiveSmallIntegerField(db_default=1, default=1, verbose_name="months paid together"),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                (
                    "end_rule",
                    models.CharField(
                        choices=[
                            ("date", "until a date"),
                            ("months", "a number of months"),
                            ("age_18", "until the child is 18"),
                            ("grade", "until the end of a grade"),
                        ],
                        default="date",
                        max_length=8,
                        verbose_name="length of time",
                    ),
                ),
                (
                    "months_count",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number of months"),
                ),
                ("end_grade", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="end of grade")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("stated_total_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="total as stated")),
                ("agreement_number", models.CharField(blank=True, max_length=60, verbose_name="agreement number")),
                ("agreed_on", models.DateField(blank=True, null=True, verbose_name="agreement signed on")),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="approved on")),
                ("active_from", models.DateField(editable=False, null=True, verbose_name="in force from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("completed", "the agreed time is over"),
                            ("aged_out", "the child turned 18"),
                            ("moved_away", "the child moved away"),
                            ("adopted", "the child was adopted"),
                            ("died", "the child died"),
                            ("donor_stopped", "the donor stopped"),
                            ("family_declined", "the family declined"),
                            ("replaced", "replaced by another pledge"),
                            ("not_approved", "not approved"),
                            ("error", "entered by mistake"),
                        ],
                        max_length=16,
                        verbose_name="why it ended",
                    ),
                ),
                (
                    "end_note",
                    models.CharField(blank=True, db_default="", max_length=400, verbose_name="note on the end"),
                ),
                ("reviewed_on", models.DateField(editable=False, null=True)),
                (
                    "above_target_reason",
                    models.CharField(
                        blank=True, db_default="", max_length=200, verbose_name="why more than the child's target"
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="note")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="pledges",
                        to="campaigns.campaign",
                        verbose_name="campaign round",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="pledges",
                        to="children.child",
                        verbose_name="child",
                    ),
                ),
                (
                    "connecting_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="connecting unit",
                    ),
                ),
                (
                    "donor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="pledges",
                        to="donors.donor",
                        verbose_name="donor",
                    ),
                ),
                (
                    "import_batch",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="pledges",
                        to="imports.importbatch",
                    ),
                ),
                (
                    "managing_unit",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="managing unit",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="replaced_by",
                        to="sponsorship.pledge",
                        verbose_name="continues the pledge",
                    ),
                ),
            ],
            options={
                "verbose_name": "pledge",
                "verbose_name_plural": "pledges",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["managing_unit", "-starts_on", "-id"], name="pledge_unit_start"),
                    models.Index(fields=["-starts_on", "-id"], name="pledge_start"),
                    models.Index(fields=["active_from", "ended_on"], name="pledge_in_force"),
                    models.Index(condition=models.Q(("ended_on", None)), fields=["ends_on"], name="pledge_ends"),
                    models.Index(
                        condition=models.Q(("ended_on", None)),
                        fields=["donor"],
                        include=("managing_unit", "active_from"),
                        name="pledge_donor_active",
                    ),
                    models.Index(
                        django.db.models.functions.comparison.Coalesce("reviewed_on", "starts_on"),
                        condition=models.Q(("state__in", ["active", "suspended"])),
                        name="pledge_review",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["active", "approved", "proposed", "suspended"])),
                        fields=("child", "place"),
                        name="pledge_place_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__gte", 1), ("place__lte", 9)), name="pledge_place_1_to_9"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rate_vnd__gt", 0),
                            models.Q(("form__in", ["in_kind", "direct_care", "insurance_card"]), ("rate_vnd", 0)),
                            _connector="OR",
                        ),
                        name="pledge_rate_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pays_every", 1),
                            models.Q(("pays_every__gte", 2), ("pays_every__lte", 12), ("per", "month")),
                            _connector="OR",
                        ),
                        name="pledge_months_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on", None), ("starts_on__lte", models.F("ends_on")), _connector="OR"),
                        name="pledge_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("per", "once"), ("ends_on__isnull", False), _connector="OR"),
                        name="pledge_regular_has_last_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_rule", "months"), _negated=True),
                            models.Q(("months_count__gt", 0), ("months_count__isnull", False)),
                            _connector="OR",
                        ),
                        name="pledge_months_counted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_rule", "grade"), _negated=True),
                            models.Q(("end_grade__gte", 1), ("end_grade__isnull", False), ("end_grade__lte", 12)),
                            _connector="OR",
                        ),
                        name="pledge_grade_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_on__isnull", False),
                                ("state", "ended"),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state", "ended"), _negated=True), ("end_reason", ""), ("ended_on", None)
                            ),
                            _connector="OR",
                        ),
                        name="pledge_end_has_day_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["active", "suspended"]), _negated=True),
                            ("active_from__isnull", False),
                            _connector="OR",
                        ),
                        name="pledge_in_force_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["active", "suspended", "ended"]), ("active_from", None), _connector="OR"
                        ),
                        name="pledge_not_yet_in_force",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."above_target_reason" IS DISTINCT FROM (NEW."above_target_reason") OR OLD."active_from" IS DISTINCT FROM (NEW."active_from") OR OLD."active_months" IS DISTINCT FROM (NEW."active_months") OR OLD."agreed_on" IS DISTINCT FROM (NEW."agreed_on") OR OLD."agreement_number" IS DISTINCT FROM (NEW."agreement_number") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."approved_on" IS DISTINCT FROM (NEW."approved_on") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."connecting_unit_id" IS DISTINCT FROM (NEW."connecting_unit_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."donor_id" IS DISTINCT FROM (NEW."donor_id") OR OLD."end_grade" IS DISTINCT FROM (NEW."end_grade") OR OLD."end_note" IS DISTINCT FROM (NEW."end_note") OR OLD."end_reason" IS DISTINCT FROM (NEW."end_reason") OR OLD."end_rule" IS DISTINCT FROM (NEW."end_rule") OR OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."form_detail" IS DISTINCT FROM (NEW."form_detail") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."import_batch_id" IS DISTINCT FROM (NEW."import_batch_id") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."months_count" IS DISTINCT FROM (NEW."months_count") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."pays_every" IS DISTINCT FROM (NEW."pays_every") OR OLD."per" IS DISTINCT FROM (NEW."per") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."proposed_by_id" IS DISTINCT FROM (NEW."proposed_by_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."rate_vnd" IS DISTINCT FROM (NEW."rate_vnd") OR OLD."replaces_id" IS DISTINCT FROM (NEW."replaces_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."stated_total_vnd" IS DISTINCT FROM (NEW."stated_total_vnd"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="cadbbe10674008236918b05ae5a15aefec47a956",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_0c74d",
                            table="sponsorship_pledge",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="legal_moves",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func="\n        IF (OLD.state, NEW.state) NOT IN (('active', 'ended'), ('active', 'suspended'), ('approved', 'active'), ('approved', 'ended'), ('proposed', 'approved'), ('proposed', 'ended'), ('suspended', 'active'), ('suspended', 'ended')) THEN\n            RAISE EXCEPTION 'a pledge that is % cannot become %', OLD.state, NEW.state\n                USING ERRCODE = 'check_violation', CONSTRAINT = 'pledge_legal_moves';\n        END IF;\n        RETURN NULL;\n    ",
                            hash="8a16421ff82249ec5669bd464ffbd81321f08cb3",
                            operation='UPDATE OF "state"',
                            pgid="pgtrigger_legal_moves_bea97",
                            table="sponsorship_pledge",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="open_balance",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        INSERT INTO sponsorship_pledgebalance\n            (pledge_id, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id, counted_from)\n        SELECT p.id, p.managing_unit_id, c.commune_id, c.former_commune_id, p.connecting_unit_id, p.campaign_id,\n            p.active_from\n        FROM pledges p JOIN children_child c ON c.id = p.child_id;\n        RETURN NULL;\n    ",
                            hash="268686bfe3d0db1a092522a16c34b8a5ad1fea90",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_open_balance_60492",
                            referencing="REFERENCING NEW TABLE AS pledges ",
                            table="sponsorship_pledge",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="entries_follow",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."connecting_unit_id" IS DISTINCT FROM (NEW."connecting_unit_id") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id"))',
                            func="\n        UPDATE sponsorship_receipt SET unit_id = NEW.managing_unit_id, campaign_id = NEW.campaign_id,\n            connecting_unit_id = NEW.connecting_unit_id, commune_id = c.commune_id,\n            former_commune_id = c.former_commune_id\n        FROM children_child c WHERE c.id = NEW.child_id AND pledge_id = NEW.id;\n        UPDATE sponsorship_handover SET unit_id = NEW.managing_unit_id, campaign_id = NEW.campaign_id,\n            connecting_unit_id = NEW.connecting_unit_id, commune_id = c.commune_id,\n            former_commune_id = c.former_commune_id\n        FROM children_child c WHERE c.id = NEW.child_id AND pledge_id = NEW.id;\n        RETURN NULL;\n    ",
                            hash="c301621764780904e87d42ea9e376c4fff6fb6db",
                            operation='UPDATE OF "managing_unit_id", "campaign_id", "connecting_unit_id", "child_id"',
                            pgid="pgtrigger_entries_follow_ea508",
                            table="sponsorship_pledge",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="balance_follows",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."active_from" IS DISTINCT FROM (NEW."active_from") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."connecting_unit_id" IS DISTINCT FROM (NEW."connecting_unit_id") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id"))',
                            func="\n        UPDATE sponsorship_pledgebalance SET unit_id = NEW.managing_unit_id, campaign_id = NEW.campaign_id,\n            connecting_unit_id = NEW.connecting_unit_id, commune_id = c.commune_id,\n            former_commune_id = c.former_commune_id, counted_from = NEW.active_from\n        FROM children_child c WHERE c.id = NEW.child_id AND pledge_id = NEW.id;\n        RETURN NULL;\n    ",
                            hash="c552638e5db55b0967f13322055e9d668833d95f",
                            operation='UPDATE OF "managing_unit_id", "campaign_id", "connecting_unit_id", "child_id", "active_from"',
                            pgid="pgtrigger_balance_follows_731b7",
                            table="sponsorship_pledge",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="count_new",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            PERFORM 1 FROM children_child WHERE id IN (SELECT DISTINCT child_id FROM pledges) ORDER BY id FOR NO KEY UPDATE;\n            UPDATE children_child c\n            SET taken_places = n.taken, sponsors_count = n.in_force, last_pledge_ended_on = n.last_ended,\n                taken_yearly_vnd = n.yearly\n            FROM (\n                SELECT t.child_id, count(p.id) FILTER (WHERE p.state IN ('active', 'approved', 'proposed', 'suspended')) AS taken,\n                    count(p.id) FILTER (WHERE p.state IN ('active', 'suspended')) AS in_force,\n                    max(p.ended_on) FILTER (WHERE p.active_from IS NOT NULL) AS last_ended,\n                    coalesce(sum((coalesce((SELECT r.rate_vnd FROM sponsorship_ratechange r WHERE r.pledge_id = p.id\n        ORDER BY r.from_on DESC LIMIT 1), p.rate_vnd)\n        * CASE p.per WHEN 'quarter' THEN 4 WHEN 'semester' THEN 2 WHEN 'school_year' THEN 1 WHEN 'year' THEN 1 WHEN 'once' THEN 0 ELSE coalesce(nullif(cardinality(p.active_months), 0), 12) END)) FILTER (WHERE p.state IN ('active', 'approved', 'proposed', 'suspended')), 0) AS yearly\n                FROM (SELECT DISTINCT child_id FROM pledges) t\n                LEFT JOIN sponsorship_pledge p ON p.child_id = t.child_id GROUP BY 1\n            ) n WHERE c.id = n.child_id AND (c.taken_places, c.sponsors_count, c.last_pledge_ended_on,\n                c.taken_yearly_vnd) IS DISTINCT FROM (n.taken, n.in_force, n.last_ended, n.yearly);\n    \n            IF EXISTS (\n                SELECT 1 FROM pledges p JOIN children_child c ON c.id = p.child_id \n                WHERE c.taken_yearly_vnd >= c.target_yearly_vnd + 12000 AND p.state IN ('active', 'approved', 'proposed', 'suspended')\n                    AND p.above_target_reason = '' AND p.import_batch_id IS NULL AND (coalesce((SELECT r.rate_vnd FROM sponsorship_ratechange r WHERE r.pledge_id = p.id\n        ORDER BY r.from_on DESC LIMIT 1), p.rate_vnd)\n        * CASE p.per WHEN 'quarter' THEN 4 WHEN 'semester' THEN 2 WHEN 'school_year' THEN 1 WHEN 'year' THEN 1 WHEN 'once' THEN 0 ELSE coalesce(nullif(cardinality(p.active_months), 0), 12) END) > 0\n            ) THEN\n                RAISE EXCEPTION 'more is pledged for a child than is aimed at'\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'child_target_not_exceeded';\n            END IF;\n            RETURN NULL;",
                            hash="fa5b22d453c474984a4fdde627992b3aed9ae0e9",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_count_new_dfb5b",
                            referencing="REFERENCING NEW TABLE AS pledges ",
                            table="sponsorship_pledge",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="count_changed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            PERFORM 1 FROM children_child WHERE id IN (SELECT DISTINCT child_id FROM gone UNION SELECT DISTINCT child_id FROM pledges) ORDER BY id FOR NO KEY UPDATE;\n            UPDATE children_child c\n            SET taken_places = n.taken, sponsors_count = n.in_force, last_pledge_ended_on = n.last_ended,\n                taken_yearly_vnd = n.yearly\n            FROM (\n                SELECT t.child_id, count(p.id) FILTER (WHERE p.state IN ('active', 'approved', 'proposed', 'suspended')) AS taken,\n                    count(p.id) FILTER (WHERE p.state IN ('active', 'suspended')) AS in_force,\n                    max(p.ended_on) FILTER (WHERE p.active_from IS NOT NULL) AS last_ended,\n                    coalesce(sum((coalesce((SELECT r.rate_vnd FROM sponsorship_ratechange r WHERE r.pledge_id = p.id\n        ORDER BY r.from_on DESC LIMIT 1), p.rate_vnd)\n        * CASE p.per WHEN 'quarter' THEN 4 WHEN 'semester' THEN 2 WHEN 'school_year' THEN 1 WHEN 'year' THEN 1 WHEN 'once' THEN 0 ELSE coalesce(nullif(cardinality(p.active_months), 0), 12) END)) FILTER (WHERE p.state IN ('active', 'approved', 'proposed', 'suspended')), 0) AS yearly\n                FROM (SELECT DISTINCT child_id FROM gone UNION SELECT DISTINCT child_id FROM pledges) t\n                LEFT JOIN sponsorship_pledge p ON p.child_id = t.child_id GROUP BY 1\n            ) n WHERE c.id = n.child_id AND (c.taken_places, c.sponsors_count, c.last_pledge_ended_on,\n                c.taken_yearly_vnd) IS DISTINCT FROM (n.taken, n.in_force, n.last_ended, n.yearly);\n    \n            IF EXISTS (\n                SELECT 1 FROM pledges p JOIN children_child c ON c.id = p.child_id JOIN gone g ON g.id = p.id\n                WHERE c.taken_yearly_vnd >= c.target_yearly_vnd + 12000 AND p.state IN ('active', 'approved', 'proposed', 'suspended')\n                    AND p.above_target_reason = '' AND p.import_batch_id IS NULL AND (coalesce((SELECT r.rate_vnd FROM sponsorship_ratechange r WHERE r.pledge_id = p.id\n        ORDER BY r.from_on DESC LIMIT 1), p.rate_vnd)\n        * CASE p.per WHEN 'quarter' THEN 4 WHEN 'semester' THEN 2 WHEN 'school_year' THEN 1 WHEN 'year' THEN 1 WHEN 'once' THEN 0 ELSE coalesce(nullif(cardinality(p.active_months), 0), 12) END) > CASE WHEN g.child_id = p.child_id AND g.state IN ('active', 'approved', 'proposed', 'suspended') THEN (coalesce((SELECT r.rate_vnd FROM sponsorship_ratechange r WHERE r.pledge_id = g.id\n        ORDER BY r.from_on DESC LIMIT 1), g.rate_vnd)\n        * CASE g.per WHEN 'quarter' THEN 4 WHEN 'semester' THEN 2 WHEN 'school_year' THEN 1 WHEN 'year' THEN 1 WHEN 'once' THEN 0 ELSE coalesce(nullif(cardinality(g.active_months), 0), 12) END) ELSE 0 END\n            ) THEN\n                RAISE EXCEPTION 'more is pledged for a child than is aimed at'\n                    USING ERRCODE = 'check_violation', CONSTRAINT = 'child_target_not_exceeded';\n            END IF;\n            RETURN NULL;",
                            hash="65454ca2f1e659ae4e3ed6689c0c95ab50606cec",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_count_changed_660a9",
                            referencing="REFERENCING OLD TABLE AS gone  NEW TABLE AS pledges ",
                            table="sponsorship_pledge",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="count_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            PERFORM 1 FROM children_child WHERE id IN (SELECT DISTINCT child_id FROM pledges) ORDER BY id FOR NO KEY UPDATE;\n            UPDATE children_child c\n            SET taken_places = n.taken, sponsors_count = n.in_force, last_pledge_ended_on = n.last_ended,\n                taken_yearly_vnd = n.yearly\n            FROM (\n                SELECT t.child_id, count(p.id) FILTER (WHERE p.state IN ('active', 'approved', 'proposed', 'suspended')) AS taken,\n                    count(p.id) FILTER (WHERE p.state IN ('active', 'suspended')) AS in_force,\n                    max(p.ended_on) FILTER (WHERE p.active_from IS NOT NULL) AS last_ended,\n                    coalesce(sum((coalesce((SELECT r.rate_vnd FROM sponsorship_ratechange r WHERE r.pledge_id = p.id\n        ORDER BY r.from_on DESC LIMIT 1), p.rate_vnd)\n        * CASE p.per WHEN 'quarter' THEN 4 WHEN 'semester' THEN 2 WHEN 'school_year' THEN 1 WHEN 'year' THEN 1 WHEN 'once' THEN 0 ELSE coalesce(nullif(cardinality(p.active_months), 0), 12) END)) FILTER (WHERE p.state IN ('active', 'approved', 'proposed', 'suspended')), 0) AS yearly\n                FROM (SELECT DISTINCT child_id FROM pledges) t\n                LEFT JOIN sponsorship_pledge p ON p.child_id = t.child_id GROUP BY 1\n            ) n WHERE c.id = n.child_id AND (c.taken_places, c.sponsors_count, c.last_pledge_ended_on,\n                c.taken_yearly_vnd) IS DISTINCT FROM (n.taken, n.in_force, n.last_ended, n.yearly);\n                RETURN NULL;",
                            hash="52b58fec2f44ccc185c5b70d5904a99178b1d187",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_count_deleted_f03cb",
                            referencing="REFERENCING OLD TABLE AS pledges ",
                            table="sponsorship_pledge",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_pledgeevent" ("above_target_reason", "active_from", "active_months", "agreed_on", "agreement_number", "approved_by_id", "approved_on", "campaign_id", "child_id", "connecting_unit_id", "created_at", "donor_id", "end_grade", "end_note", "end_reason", "end_rule", "ended_on", "ends_on", "form", "form_detail", "id", "import_batch_id", "managing_unit_id", "months_count", "note", "pays_every", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "proposed_by_id", "public_id", "rate_vnd", "replaces_id", "starts_on", "state", "stated_total_vnd", "updated_at", "version") SELECT new_values."above_target_reason", new_values."active_from", new_values."active_months", new_values."agreed_on", new_values."agreement_number", new_values."approved_by_id", new_values."approved_on", new_values."campaign_id", new_values."child_id", new_values."connecting_unit_id", new_values."created_at", new_values."donor_id", new_values."end_grade", new_values."end_note", new_values."end_reason", new_values."end_rule", new_values."ended_on", new_values."ends_on", new_values."form", new_values."form_detail", new_values."id", new_values."import_batch_id", new_values."managing_unit_id", new_values."months_count", new_values."note", new_values."pays_every", new_values."per", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."proposed_by_id", new_values."public_id", new_values."rate_vnd", new_values."replaces_id", new_values."starts_on", new_values."state", new_values."stated_total_vnd", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6ac706749cf186bbcc2f07e12e1c7ea05e81b48e",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1dfd1",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="sponsorship_pledge",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_pledgeevent" ("above_target_reason", "active_from", "active_months", "agreed_on", "agreement_number", "approved_by_id", "approved_on", "campaign_id", "child_id", "connecting_unit_id", "created_at", "donor_id", "end_grade", "end_note", "end_reason", "end_rule", "ended_on", "ends_on", "form", "form_detail", "id", "import_batch_id", "managing_unit_id", "months_count", "note", "pays_every", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "proposed_by_id", "public_id", "rate_vnd", "replaces_id", "starts_on", "state", "stated_total_vnd", "updated_at", "version") SELECT new_values."above_target_reason", new_values."active_from", new_values."active_months", new_values."agreed_on", new_values."agreement_number", new_values."approved_by_id", new_values."approved_on", new_values."campaign_id", new_values."child_id", new_values."connecting_unit_id", new_values."created_at", new_values."donor_id", new_values."end_grade", new_values."end_note", new_values."end_reason", new_values."end_rule", new_values."ended_on", new_values."ends_on", new_values."form", new_values."form_detail", new_values."id", new_values."import_batch_id", new_values."managing_unit_id", new_values."months_count", new_values."note", new_values."pays_every", new_values."per", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."proposed_by_id", new_values."public_id", new_values."rate_vnd", new_values."replaces_id", new_values."starts_on", new_values."state", new_values."stated_total_vnd", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."above_target_reason" IS DISTINCT FROM (new_values."above_target_reason") OR old_values."active_from" IS DISTINCT FROM (new_values."active_from") OR old_values."active_months" IS DISTINCT FROM (new_values."active_months") OR old_values."agreed_on" IS DISTINCT FROM (new_values."agreed_on") OR old_values."agreement_number" IS DISTINCT FROM (new_values."agreement_number") OR old_values."approved_by_id" IS DISTINCT FROM (new_values."approved_by_id") OR old_values."approved_on" IS DISTINCT FROM (new_values."approved_on") OR old_values."campaign_id" IS DISTINCT FROM (new_values."campaign_id") OR old_values."child_id" IS DISTINCT FROM (new_values."child_id") OR old_values."connecting_unit_id" IS DISTINCT FROM (new_values."connecting_unit_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."donor_id" IS DISTINCT FROM (new_values."donor_id") OR old_values."end_grade" IS DISTINCT FROM (new_values."end_grade") OR old_values."end_note" IS DISTINCT FROM (new_values."end_note") OR old_values."end_reason" IS DISTINCT FROM (new_values."end_reason") OR old_values."end_rule" IS DISTINCT FROM (new_values."end_rule") OR old_values."ended_on" IS DISTINCT FROM (new_values."ended_on") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."form" IS DISTINCT FROM (new_values."form") OR old_values."form_detail" IS DISTINCT FROM (new_values."form_detail") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."import_batch_id" IS DISTINCT FROM (new_values."import_batch_id") OR old_values."managing_unit_id" IS DISTINCT FROM (new_values."managing_unit_id") OR old_values."months_count" IS DISTINCT FROM (new_values."months_count") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."pays_every" IS DISTINCT FROM (new_values."pays_every") OR old_values."per" IS DISTINCT FROM (new_values."per") OR old_values."place" IS DISTINCT FROM (new_values."place") OR old_values."proposed_by_id" IS DISTINCT FROM (new_values."proposed_by_id") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."rate_vnd" IS DISTINCT FROM (new_values."rate_vnd") OR old_values."replaces_id" IS DISTINCT FROM (new_values."replaces_id") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."stated_total_vnd" IS DISTINCT FROM (new_values."stated_total_vnd") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="cb93ac588ac351f3bc8edc3ca632bc5a81de87fe",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_40577",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="sponsorship_pledge",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_pledgeevent" ("above_target_reason", "active_from", "active_months", "agreed_on", "agreement_number", "approved_by_id", "approved_on", "campaign_id", "child_id", "connecting_unit_id", "created_at", "donor_id", "end_grade", "end_note", "end_reason", "end_rule", "ended_on", "ends_on", "form", "form_detail", "id", "import_batch_id", "managing_unit_id", "months_count", "note", "pays_every", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "proposed_by_id", "public_id", "rate_vnd", "replaces_id", "starts_on", "state", "stated_total_vnd", "updated_at", "version") SELECT old_values."above_target_reason", old_values."active_from", old_values."active_months", old_values."agreed_on", old_values."agreement_number", old_values."approved_by_id", old_values."approved_on", old_values."campaign_id", old_values."child_id", old_values."connecting_unit_id", old_values."created_at", old_values."donor_id", old_values."end_grade", old_values."end_note", old_values."end_reason", old_values."end_rule", old_values."ended_on", old_values."ends_on", old_values."form", old_values."form_detail", old_values."id", old_values."import_batch_id", old_values."managing_unit_id", old_values."months_count", old_values."note", old_values."pays_every", old_values."per", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."proposed_by_id", old_values."public_id", old_values."rate_vnd", old_values."replaces_id", old_values."starts_on", old_values."state", old_values."stated_total_vnd", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="1d1bc9f49d00fe2e683b113a87309fd3760b7ef4",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4d801",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="sponsorship_pledge",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
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
        migrations.CreateModel(
            name="BankStatement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("file_name", models.CharField(max_length=200, verbose_name="file")),
                ("sha256", models.CharField(editable=False, max_length=64)),
                ("lines_count", models.PositiveIntegerField(default=0)),
                ("repeated_count", models.PositiveIntegerField(default=0)),
                ("outgoing_count", models.PositiveIntegerField(default=0)),
                ("unread", models.JSONField(default=list)),
                ("first_on", models.DateField(null=True)),
                ("last_on", models.DateField(null=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "managing_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "bank statement",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("managing_unit", "sha256"), name="statement_file_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."first_on" IS DISTINCT FROM (NEW."first_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."last_on" IS DISTINCT FROM (NEW."last_on") OR OLD."lines_count" IS DISTINCT FROM (NEW."lines_count") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."outgoing_count" IS DISTINCT FROM (NEW."outgoing_count") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."repeated_count" IS DISTINCT FROM (NEW."repeated_count") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."unread" IS DISTINCT FROM (NEW."unread"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="4d5a259fe35f15e9f695e8115be7e9c56fae731a",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_4b24d",
                            table="sponsorship_bankstatement",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ceremony",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                (
                    "code",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.Value("BT"), models.F("id"), function="readable_code"),
                        output_field=models.CharField(max_length=24, verbose_name="code"),
                        unique=True,
                    ),
                ),
                ("held_on", models.DateField(verbose_name="day")),
                ("place", models.CharField(max_length=200, verbose_name="place or occasion")),
                ("given_by", models.CharField(blank=True, max_length=120, verbose_name="given by")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "planned"), ("held", "held")],
                        default="planned",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("delivered_at", models.DateTimeField(editable=False, null=True)),
                ("saves_count", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="ceremonies",
                        to="campaigns.campaign",
                        verbose_name="campaign round",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.area",
                        verbose_name="commune",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "delivered_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "managing_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "handover ceremony",
                "abstract": False,
                "indexes": [models.Index(fields=["managing_unit", "-held_on", "-id"], name="ceremony_unit_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("delivered_at", None), ("delivered_by", None), ("state", "planned")),
                            models.Q(
                                ("delivered_at__isnull", False), ("delivered_by__isnull", False), ("state", "held")
                            ),
                            _connector="OR",
                        ),
                        name="ceremony_held_by_name",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."commune_id" IS DISTINCT FROM (NEW."commune_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."delivered_at" IS DISTINCT FROM (NEW."delivered_at") OR OLD."delivered_by_id" IS DISTINCT FROM (NEW."delivered_by_id") OR OLD."given_by" IS DISTINCT FROM (NEW."given_by") OR OLD."held_on" IS DISTINCT FROM (NEW."held_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."saves_count" IS DISTINCT FROM (NEW."saves_count") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="6dbb513075ecfb68525b00a9888e1540591bf890",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_df98e",
                            table="sponsorship_ceremony",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("contacted_on", models.DateField(verbose_name="day")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "telephone"),
                            ("zalo", "Zalo"),
                            ("mail", "e-mail"),
                            ("visit", "visit"),
                            ("letter", "letter"),
                        ],
                        default="phone",
                        max_length=8,
                        verbose_name="how",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("told", "told, no answer needed"),
                            ("promised", "will give, on a day"),
                            ("paid", "says it has been paid"),
                            ("no_answer", "could not be reached"),
                            ("wants_talk", "wants to talk about the pledge"),
                            ("stops", "wants to stop"),
                        ],
                        max_length=12,
                        verbose_name="result",
                    ),
                ),
                ("promised_on", models.DateField(blank=True, null=True, verbose_name="promised for")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "donor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="contacts",
                        to="donors.donor",
                        verbose_name="donor",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "contact",
                "verbose_name_plural": "contacts",
                "ordering": ["-contacted_on", "-pk"],
                "abstract": False,
                "indexes": [models.Index(fields=["donor", "-contacted_on", "-id"], name="contact_donor_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("promised_on", None),
                            models.Q(("answer", "promised"), ("promised_on__gte", models.F("contacted_on"))),
                            _connector="OR",
                        ),
                        name="contact_promise_comes_later",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."contacted_on" IS DISTINCT FROM (NEW."contacted_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."donor_id" IS DISTINCT FROM (NEW."donor_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."promised_on" IS DISTINCT FROM (NEW."promised_on") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="85e8bb5fd7697e4eedfe54e8a4fa858ca0c942a4",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_54742",
                            table="sponsorship_contact",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_contactevent" ("answer", "channel", "contacted_on", "created_at", "donor_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_on", "public_id", "recorded_by_id", "updated_at", "version") SELECT new_values."answer", new_values."channel", new_values."contacted_on", new_values."created_at", new_values."donor_id", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."promised_on", new_values."public_id", new_values."recorded_by_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ba85803c78d36d2954528ca8eacd6ff7638ab2be",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_18405",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="sponsorship_contact",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_contactevent" ("answer", "channel", "contacted_on", "created_at", "donor_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_on", "public_id", "recorded_by_id", "updated_at", "version") SELECT new_values."answer", new_values."channel", new_values."contacted_on", new_values."created_at", new_values."donor_id", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."promised_on", new_values."public_id", new_values."recorded_by_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5034518d60330ea5476deb4c2cae490e133ec348",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5345f",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="sponsorship_contact",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_contactevent" ("answer", "channel", "contacted_on", "created_at", "donor_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_on", "public_id", "recorded_by_id", "updated_at", "version") SELECT old_values."answer", old_values."channel", old_values."contacted_on", old_values."created_at", old_values."donor_id", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."promised_on", old_values."public_id", old_values."recorded_by_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="ddc89b7febae427dc3c06f5f977ed8b989024180",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4553b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="sponsorship_contact",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("contacted_on", models.DateField(verbose_name="day")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("phone", "telephone"),
                            ("zalo", "Zalo"),
                            ("mail", "e-mail"),
                            ("visit", "visit"),
                            ("letter", "letter"),
                        ],
                        default="phone",
                        max_length=8,
                        verbose_name="how",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("told", "told, no answer needed"),
                            ("promised", "will give, on a day"),
                            ("paid", "says it has been paid"),
                            ("no_answer", "could not be reached"),
                            ("wants_talk", "wants to talk about the pledge"),
                            ("stops", "wants to stop"),
                        ],
                        max_length=12,
                        verbose_name="result",
                    ),
                ),
                ("promised_on", models.DateField(blank=True, null=True, verbose_name="promised for")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "donor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="donors.donor",
                        verbose_name="donor",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="sponsorship.contact",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="eb7faba68cca56a46310a2d199d672f3bb93ec57",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e8815",
                            table="sponsorship_contactevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DonorLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("for_whom", models.CharField(max_length=120, verbose_name="for whom")),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("valid_from", models.DateField(verbose_name="from")),
                ("valid_until", models.DateField(verbose_name="valid until")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked at")),
                (
                    "opened_count",
                    models.PositiveIntegerField(db_default=0, default=0, editable=False, verbose_name="times opened"),
                ),
                (
                    "last_opened_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last opened"),
                ),
                (
                    "donor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="links",
                        to="donors.donor",
                        verbose_name="donor",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="revoked by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "personal page of a donor",
                "verbose_name_plural": "personal pages of donors",
                "ordering": ["-pk"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("for_whom", ""), _negated=True), name="donor_link_names_its_reader"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("token_hash__regex", "^[0-9a-f]{64}$")), name="donor_link_token_is_hashed"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__gte", models.F("valid_from")),
                            (
                                "valid_until__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("valid_from"), "+", models.Value(datetime.timedelta(days=366))
                                ),
                            ),
                        ),
                        name="donor_link_expires",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at", None), ("revoked_by", None)),
                            models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="donor_link_revoked_by_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("last_opened_at", None), ("opened_count", 0)),
                            models.Q(("last_opened_at__isnull", False), ("opened_count__gt", 0)),
                            _connector="OR",
                        ),
                        name="donor_link_openings_agree",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."donor_id" IS DISTINCT FROM (NEW."donor_id") OR OLD."for_whom" IS DISTINCT FROM (NEW."for_whom") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."revoked_by_id" IS DISTINCT FROM (NEW."revoked_by_id") OR OLD."token_hash" IS DISTINCT FROM (NEW."token_hash") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."valid_until" IS DISTINCT FROM (NEW."valid_until"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="7ff54717090fd7afe95ab161c7d7f418e569899e",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_299a1",
                            table="sponsorship_donorlink",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_donorlinkevent" ("created_at", "donor_id", "for_whom", "id", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "revoked_at", "revoked_by_id", "token_hash", "unit_id", "updated_at", "valid_from", "valid_until", "version") SELECT new_values."created_at", new_values."donor_id", new_values."for_whom", new_values."id", new_values."made_by_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."revoked_at", new_values."revoked_by_id", new_values."token_hash", new_values."unit_id", new_values."updated_at", new_values."valid_from", new_values."valid_until", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6799e35c4a0287c8dfb6be7eb8ea7bfa59edd08c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_80be3",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="sponsorship_donorlink",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_donorlinkevent" ("created_at", "donor_id", "for_whom", "id", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "revoked_at", "revoked_by_id", "token_hash", "unit_id", "updated_at", "valid_from", "valid_until", "version") SELECT new_values."created_at", new_values."donor_id", new_values."for_whom", new_values."id", new_values."made_by_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."revoked_at", new_values."revoked_by_id", new_values."token_hash", new_values."unit_id", new_values."updated_at", new_values."valid_from", new_values."valid_until", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."donor_id" IS DISTINCT FROM (new_values."donor_id") OR old_values."for_whom" IS DISTINCT FROM (new_values."for_whom") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."made_by_id" IS DISTINCT FROM (new_values."made_by_id") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."revoked_at" IS DISTINCT FROM (new_values."revoked_at") OR old_values."revoked_by_id" IS DISTINCT FROM (new_values."revoked_by_id") OR old_values."token_hash" IS DISTINCT FROM (new_values."token_hash") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."valid_from" IS DISTINCT FROM (new_values."valid_from") OR old_values."valid_until" IS DISTINCT FROM (new_values."valid_until") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="27006607f9631f75cf43d2ab4c9b60c73d5bb092",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2c4cf",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="sponsorship_donorlink",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_donorlinkevent" ("created_at", "donor_id", "for_whom", "id", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "revoked_at", "revoked_by_id", "token_hash", "unit_id", "updated_at", "valid_from", "valid_until", "version") SELECT old_values."created_at", old_values."donor_id", old_values."for_whom", old_values."id", old_values."made_by_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."revoked_at", old_values."revoked_by_id", old_values."token_hash", old_values."unit_id", old_values."updated_at", old_values."valid_from", old_values."valid_until", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="5f4d3da06276c67cfbe5538acc53355155ef9096",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8cd16",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="sponsorship_donorlink",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DonorLinkEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("for_whom", models.CharField(max_length=120, verbose_name="for whom")),
                ("token_hash", models.CharField(editable=False, max_length=64)),
                ("valid_from", models.DateField(verbose_name="from")),
                ("valid_until", models.DateField(verbose_name="valid until")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked at")),
                (
                    "donor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="donors.donor",
                        verbose_name="donor",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="sponsorship.donorlink",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="revoked by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fee48bb3548b8ee14bcd7e6e09641acc058676fc",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_27233",
                            table="sponsorship_donorlinkevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FundContribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("idempotency_key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("received_on", models.DateField(verbose_name="received on")),
                ("amount_vnd", models.BigIntegerField(verbose_name="amount")),
                ("given_by", models.CharField(max_length=200, verbose_name="from whom")),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("cash", "cash"),
                            ("bank_transfer", "bank transfer"),
                            ("savings_book", "savings book"),
                            ("goods", "goods, by their value"),
                        ],
                        default="cash",
                        max_length=14,
                        verbose_name="method",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "donor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="contributions",
                        to="donors.donor",
                        verbose_name="fund",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="reversed_by",
                        to="sponsorship.fundcontribution",
                    ),
                ),
            ],
            options={
                "verbose_name": "contribution to a fund",
                "ordering": ["-received_on", "-id"],
                "indexes": [models.Index(fields=["donor", "-received_on", "-id"], name="contribution_fund_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount_vnd__gt", 0), ("reverses", None)),
                            models.Q(("amount_vnd__lt", 0), ("reverses__isnull", False)),
                            _connector="OR",
                        ),
                        name="contribution_amount_sign",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("given_by", ""), _negated=True), name="contribution_has_giver"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="reversal_is_exact",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.reverses_id IS NOT NULL)",
                            func="\n            PERFORM 1 FROM sponsorship_fundcontribution o WHERE o.id = NEW.reverses_id AND o.reverses_id IS NULL\n                AND o.donor_id = NEW.donor_id AND o.amount_vnd = -NEW.amount_vnd;\n            IF NOT FOUND THEN\n                RAISE EXCEPTION 'a reversal takes back one entry, whole' USING ERRCODE = 'check_violation',\n                    CONSTRAINT = 'reversal_is_exact';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="670563d9bcfd630d0cff30c800f238ffb39e0949",
                            operation="INSERT",
                            pgid="pgtrigger_reversal_is_exact_95b23",
                            table="sponsorship_fundcontribution",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_changed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."amount_vnd" IS DISTINCT FROM (NEW."amount_vnd") OR OLD."given_by" IS DISTINCT FROM (NEW."given_by") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."idempotency_key" IS DISTINCT FROM (NEW."idempotency_key") OR OLD."method" IS DISTINCT FROM (NEW."method") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."reverses_id" IS DISTINCT FROM (NEW."reverses_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="8d2d0095e47b51eb666d8932231f3a92a541b58e",
                            operation="UPDATE",
                            pgid="pgtrigger_never_changed_d64ec",
                            table="sponsorship_fundcontribution",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="e472b182e3a38a7f8bfbfbb3230200b8b94f76af",
                            operation="DELETE",
                            pgid="pgtrigger_never_deleted_b98b4",
                            table="sponsorship_fundcontribution",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'a ledger is never emptied';",
                            hash="f92dedf722fcc9ef09345255b1765aff08d97b10",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_never_emptied_cb8dc",
                            table="sponsorship_fundcontribution",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("idempotency_key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("amount_vnd", models.BigIntegerField(verbose_name="amount")),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("cash", "cash"),
                            ("bank_transfer", "bank transfer"),
                            ("savings_book", "savings book"),
                            ("goods", "goods, by their value"),
                        ],
                        default="cash",
                        max_length=14,
                        verbose_name="method",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "code",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.Value("PC"), models.F("id"), function="readable_code"),
                        output_field=models.CharField(max_length=24, verbose_name="code"),
                        unique=True,
                    ),
                ),
                ("handed_on", models.DateField(verbose_name="handed over on")),
                ("given_by", models.CharField(blank=True, max_length=120, verbose_name="given by")),
                ("received_by", models.CharField(max_length=120, verbose_name="received by")),
                ("relationship", models.CharField(blank=True, max_length=60, verbose_name="relationship to the child")),
                ("is_signed", models.BooleanField(default=False, verbose_name="signed for")),
                ("occasion", models.CharField(blank=True, max_length=200, verbose_name="place or occasion")),
                ("detail", models.CharField(blank=True, db_default="", max_length=200, verbose_name="what was given")),
                (
                    "campaign",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.area",
                    ),
                ),
                (
                    "connecting_unit",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
                (
                    "former_commune",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.area",
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="handovers",
                        to="sponsorship.pledge",
                        verbose_name="pledge",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="reversed_by",
                        to="sponsorship.handover",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "handover",
                "verbose_name_plural": "handovers",
                "ordering": ["-handed_on", "-id"],
                "indexes": [
                    models.Index(fields=["-handed_on", "-id"], name="handover_day"),
                    models.Index(fields=["unit", "-handed_on", "-id"], name="handover_unit_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount_vnd__gt", 0), ("reverses", None)),
                            models.Q(("amount_vnd__lt", 0), ("reverses__isnull", False)),
                            _connector="OR",
                        ),
                        name="handover_amount_sign",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="stamp",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        SELECT p.managing_unit_id, c.commune_id, c.former_commune_id, p.connecting_unit_id, p.campaign_id\n        INTO NEW.unit_id, NEW.commune_id, NEW.former_commune_id, NEW.connecting_unit_id, NEW.campaign_id\n        FROM sponsorship_pledge p JOIN children_child c ON c.id = p.child_id WHERE p.id = NEW.pledge_id;\n        RETURN NEW;\n    ",
                            hash="00ddfb00a4b281cc2efdb2836f0c80ee2a5be730",
                            operation="INSERT",
                            pgid="pgtrigger_stamp_2bc78",
                            table="sponsorship_handover",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="reversal_is_exact",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.reverses_id IS NOT NULL)",
                            func="\n            PERFORM 1 FROM sponsorship_handover o WHERE o.id = NEW.reverses_id AND o.reverses_id IS NULL\n                AND o.pledge_id = NEW.pledge_id AND o.amount_vnd = -NEW.amount_vnd;\n            IF NOT FOUND THEN\n                RAISE EXCEPTION 'a reversal takes back one entry, whole' USING ERRCODE = 'check_violation',\n                    CONSTRAINT = 'reversal_is_exact';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="df8cfa7600924bab77ddea52a06c77224bfb8e65",
                            operation="INSERT",
                            pgid="pgtrigger_reversal_is_exact_8fc6a",
                            table="sponsorship_handover",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="book",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE sponsorship_pledgebalance b\n            SET delivered_vnd = b.delivered_vnd + e.amount, surplus_vnd = b.surplus_vnd + e.surplus\n            FROM (SELECT pledge_id, sum(amount_vnd) AS amount, 0 AS surplus FROM entries GROUP BY 1) e\n            WHERE b.pledge_id = e.pledge_id;\n            \n            INSERT INTO sponsorship_ledgertotal AS t (side, month, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id, entries_count, amount_vnd)\n            SELECT 'delivered', date_trunc('month', handed_on)::date, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id, sum(n), sum(sum)\n            FROM (SELECT *, 1 AS n, amount_vnd AS sum FROM entries) e GROUP BY 2, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id ORDER BY 2, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id\n            ON CONFLICT (side, month, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id) DO UPDATE\n            SET entries_count = t.entries_count + excluded.entries_count,\n                amount_vnd = t.amount_vnd + excluded.amount_vnd;\n            \n            INSERT INTO sponsorship_ledgersum AS t (unit_id, dimension, side, key, amount_vnd)\n            SELECT e.unit_id, d.dimension, 'delivered', d.key, sum(e.sum)\n            FROM (SELECT *, 1 AS n, amount_vnd AS sum FROM entries) e, LATERAL (VALUES ('month', to_char(e.handed_on, 'YYYYMM')::bigint), ('commune', coalesce(e.commune_id, 0)), ('former_commune', coalesce(e.former_commune_id, 0)), ('connecting_unit', coalesce(e.connecting_unit_id, 0)), ('campaign', coalesce(e.campaign_id, 0))) AS d (dimension, key)\n            GROUP BY 1, 2, 4 HAVING sum(e.sum) <> 0 ORDER BY 1, 2, 4\n            ON CONFLICT (dimension, unit_id, side, key) DO UPDATE SET amount_vnd = t.amount_vnd + excluded.amount_vnd;\n    \n    \n            RETURN NULL;\n        ",
                            hash="73ce271d5c1a922ec8dbed0cc8eb9d5d356ae265",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_book_6f6b7",
                            referencing="REFERENCING NEW TABLE AS entries ",
                            table="sponsorship_handover",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="move_totals",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            INSERT INTO sponsorship_ledgertotal AS t (side, month, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id, entries_count, amount_vnd)\n            SELECT 'delivered', date_trunc('month', handed_on)::date, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id, sum(n), sum(sum)\n            FROM (SELECT *, -1 AS n, -amount_vnd AS sum FROM gone UNION ALL SELECT *, 1 AS n, amount_vnd AS sum FROM come) e GROUP BY 2, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id ORDER BY 2, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id\n            ON CONFLICT (side, month, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id) DO UPDATE\n            SET entries_count = t.entries_count + excluded.entries_count,\n                amount_vnd = t.amount_vnd + excluded.amount_vnd;\n            \n            INSERT INTO sponsorship_ledgersum AS t (unit_id, dimension, side, key, amount_vnd)\n            SELECT e.unit_id, d.dimension, 'delivered', d.key, sum(e.sum)\n            FROM (SELECT *, -1 AS n, -amount_vnd AS sum FROM gone UNION ALL SELECT *, 1 AS n, amount_vnd AS sum FROM come) e, LATERAL (VALUES ('month', to_char(e.handed_on, 'YYYYMM')::bigint), ('commune', coalesce(e.commune_id, 0)), ('former_commune', coalesce(e.former_commune_id, 0)), ('connecting_unit', coalesce(e.connecting_unit_id, 0)), ('campaign', coalesce(e.campaign_id, 0))) AS d (dimension, key)\n            GROUP BY 1, 2, 4 HAVING sum(e.sum) <> 0 ORDER BY 1, 2, 4\n            ON CONFLICT (dimension, unit_id, side, key) DO UPDATE SET amount_vnd = t.amount_vnd + excluded.amount_vnd;\n    \n     RETURN NULL;",
                            hash="820f296e39dc346a9f29b82b344b62a70128a8ce",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_move_totals_4f04f",
                            referencing="REFERENCING OLD TABLE AS gone  NEW TABLE AS come ",
                            table="sponsorship_handover",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_changed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1\n            AND to_jsonb(NEW) - '{unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id,code}'::text[] = to_jsonb(OLD) - '{unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id,code}'::text[] THEN\n            RETURN NEW;\n        END IF;\n        RAISE EXCEPTION 'a ledger is append-only: reverse the entry instead';\n    ",
                            hash="4efed8b584ecde2446bcca2143ed98e2efe80dca",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_never_changed_740e3",
                            table="sponsorship_handover",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'a ledger is never emptied';",
                            hash="843fc21d6bb14806348e0893dea2c2a715e130b8",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_never_emptied_31a1b",
                            table="sponsorship_handover",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CeremonyLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("amount_vnd", models.BigIntegerField()),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("cash", "cash"),
                            ("bank_transfer", "bank transfer"),
                            ("savings_book", "savings book"),
                            ("goods", "goods, by their value"),
                        ],
                        default="cash",
                        max_length=14,
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=200)),
                ("received_by", models.CharField(blank=True, max_length=120)),
                ("relationship", models.CharField(blank=True, max_length=60)),
                ("is_direct", models.BooleanField(default=False)),
                ("is_absent", models.BooleanField(default=False)),
                (
                    "ceremony",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="sponsorship.ceremony"
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="sponsorship.pledge"
                    ),
                ),
                (
                    "handover",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="ceremony_line",
                        to="sponsorship.handover",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("ceremony", "pledge"), name="ceremony_pledge_once"),
                    models.CheckConstraint(condition=models.Q(("amount_vnd__gt", 0)), name="ceremony_line_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("is_absent", False), ("handover", None), _connector="OR"),
                        name="absent_was_given_nothing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.CharField(max_length=40, unique=True)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("added_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "ceremony",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="sponsorship.ceremony",
                    ),
                ),
                (
                    "handover",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="photos",
                        to="sponsorship.handover",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ceremony__isnull", False), ("handover", None)),
                            models.Q(("ceremony", None), ("handover__isnull", False)),
                            _connector="OR",
                        ),
                        name="handover_photo_of_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("place", models.PositiveSmallIntegerField(default=1, verbose_name="place")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("thinking", "the donor is thinking it over"),
                            ("telephone", "agreed by telephone"),
                            ("visit", "the donor comes to see the child first"),
                            ("launch", "for a launch"),
                        ],
                        db_default="thinking",
                        default="thinking",
                        max_length=10,
                        verbose_name="why it is kept",
                    ),
                ),
                ("held_from", models.DateTimeField(verbose_name="held from")),
                ("held_until", models.DateTimeField(verbose_name="held until")),
                ("extensions_count", models.PositiveSmallIntegerField(default=0, verbose_name="extensions")),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="holds",
                        to="campaigns.campaign",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holds",
                        to="children.child",
                        verbose_name="child",
                    ),
                ),
                (
                    "donor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="holds",
                        to="donors.donor",
                        verbose_name="donor",
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="held by",
                    ),
                ),
            ],
            options={
                "verbose_name": "hold",
                "verbose_name_plural": "holds",
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Instalment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="instalment")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("amount_vnd", models.BigIntegerField(verbose_name="amount")),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="instalments", to="sponsorship.pledge"
                    ),
                ),
            ],
            options={
                "ordering": ["pledge", "number"],
                "indexes": [models.Index(fields=["due_on"], include=("pledge", "amount_vnd"), name="instalment_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("pledge", "number"), name="instalment_number_once"),
                    models.CheckConstraint(condition=models.Q(("amount_vnd__gt", 0)), name="instalment_positive"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="add_to_pledged",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE sponsorship_pledgebalance b SET pledged_vnd = b.pledged_vnd + c.amount\n            FROM (SELECT pledge_id, sum(amount_vnd) AS amount FROM changed GROUP BY 1) c\n            WHERE b.pledge_id = c.pledge_id;\n            RETURN NULL;\n        ",
                            hash="22d98ccdc5fd42e7dff1c73babe36163455b32fc",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_add_to_pledged_a863a",
                            referencing="REFERENCING NEW TABLE AS changed ",
                            table="sponsorship_instalment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="take_from_pledged",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE sponsorship_pledgebalance b SET pledged_vnd = b.pledged_vnd - c.amount\n            FROM (SELECT pledge_id, sum(amount_vnd) AS amount FROM changed GROUP BY 1) c\n            WHERE b.pledge_id = c.pledge_id;\n            RETURN NULL;\n        ",
                            hash="06d40b2dde21b07d2c576d5c575b72cbc95a046b",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_take_from_pledged_94948",
                            referencing="REFERENCING OLD TABLE AS changed ",
                            table="sponsorship_instalment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="ee2b5e1c0ff6f4d3fe4165e7bc8391912942cb28",
                            operation="UPDATE",
                            pgid="pgtrigger_never_edited_2b1e4",
                            table="sponsorship_instalment",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Launch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                (
                    "code",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.Value("PD"), models.F("id"), function="readable_code"),
                        output_field=models.CharField(max_length=24, verbose_name="code"),
                        unique=True,
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="what it is called")),
                ("ends_at", models.DateTimeField(verbose_name="children are kept until")),
                ("keeps_siblings", models.BooleanField(default=True, verbose_name="brothers and sisters to one donor")),
                ("rate_vnd", models.BigIntegerField(verbose_name="support amount")),
                (
                    "per",
                    models.CharField(
                        choices=[
                            ("once", "once"),
                            ("month", "month"),
                            ("quarter", "quarter"),
                            ("semester", "semester"),
                            ("school_year", "school year"),
                            ("year", "year"),
                        ],
                        default="month",
                        max_length=12,
                        verbose_name="per",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                (
                    "end_rule",
                    models.CharField(
                        choices=[
                            ("date", "until a date"),
                            ("months", "a number of months"),
                            ("age_18", "until the child is 18"),
                            ("grade", "until the end of a grade"),
                        ],
                        default="months",
                        max_length=8,
                        verbose_name="length of time",
                    ),
                ),
                (
                    "months_count",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number of months"),
                ),
                ("end_grade", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="end of grade")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "being prepared"), ("accepted", "accepted"), ("dropped", "given up")],
                        default="open",
                        editable=False,
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("accepted_at", models.DateTimeField(editable=False, null=True)),
                ("saves_count", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="launches",
                        to="campaigns.campaign",
                        verbose_name="campaign round or event",
                    ),
                ),
                (
                    "connecting_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="connecting unit",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "managing_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "launch",
                "verbose_name_plural": "launches",
                "abstract": False,
                "indexes": [models.Index(fields=["managing_unit", "-ends_at", "-id"], name="launch_unit_end")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("rate_vnd__gt", 0)), name="launch_rate_positive"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("accepted_at__isnull", False), ("accepted_by__isnull", False), ("state", "accepted")
                            ),
                            models.Q(
                                models.Q(("state", "accepted"), _negated=True),
                                ("accepted_at", None),
                                ("accepted_by", None),
                            ),
                            _connector="OR",
                        ),
                        name="launch_accepted_by_name",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."accepted_by_id" IS DISTINCT FROM (NEW."accepted_by_id") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."connecting_unit_id" IS DISTINCT FROM (NEW."connecting_unit_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."end_grade" IS DISTINCT FROM (NEW."end_grade") OR OLD."end_rule" IS DISTINCT FROM (NEW."end_rule") OR OLD."ends_at" IS DISTINCT FROM (NEW."ends_at") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."keeps_siblings" IS DISTINCT FROM (NEW."keeps_siblings") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."months_count" IS DISTINCT FROM (NEW."months_count") OR OLD."per" IS DISTINCT FROM (NEW."per") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."rate_vnd" IS DISTINCT FROM (NEW."rate_vnd") OR OLD."saves_count" IS DISTINCT FROM (NEW."saves_count") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="8dab6367b2f9111e90792ff5e4c4e09e58feb2cb",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_f8f4b",
                            table="sponsorship_launch",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_launchevent" ("accepted_at", "accepted_by_id", "campaign_id", "connecting_unit_id", "created_at", "created_by_id", "end_grade", "end_rule", "ends_at", "ends_on", "id", "keeps_siblings", "managing_unit_id", "months_count", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "rate_vnd", "saves_count", "starts_on", "state", "title", "updated_at", "version") SELECT new_values."accepted_at", new_values."accepted_by_id", new_values."campaign_id", new_values."connecting_unit_id", new_values."created_at", new_values."created_by_id", new_values."end_grade", new_values."end_rule", new_values."ends_at", new_values."ends_on", new_values."id", new_values."keeps_siblings", new_values."managing_unit_id", new_values."months_count", new_values."per", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."rate_vnd", new_values."saves_count", new_values."starts_on", new_values."state", new_values."title", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6c989943cc91727bc81337a46077d1392ab636fd",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e5957",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="sponsorship_launch",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_launchevent" ("accepted_at", "accepted_by_id", "campaign_id", "connecting_unit_id", "created_at", "created_by_id", "end_grade", "end_rule", "ends_at", "ends_on", "id", "keeps_siblings", "managing_unit_id", "months_count", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "rate_vnd", "saves_count", "starts_on", "state", "title", "updated_at", "version") SELECT new_values."accepted_at", new_values."accepted_by_id", new_values."campaign_id", new_values."connecting_unit_id", new_values."created_at", new_values."created_by_id", new_values."end_grade", new_values."end_rule", new_values."ends_at", new_values."ends_on", new_values."id", new_values."keeps_siblings", new_values."managing_unit_id", new_values."months_count", new_values."per", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."rate_vnd", new_values."saves_count", new_values."starts_on", new_values."state", new_values."title", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."accepted_at" IS DISTINCT FROM (new_values."accepted_at") OR old_values."accepted_by_id" IS DISTINCT FROM (new_values."accepted_by_id") OR old_values."campaign_id" IS DISTINCT FROM (new_values."campaign_id") OR old_values."connecting_unit_id" IS DISTINCT FROM (new_values."connecting_unit_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."created_by_id" IS DISTINCT FROM (new_values."created_by_id") OR old_values."end_grade" IS DISTINCT FROM (new_values."end_grade") OR old_values."end_rule" IS DISTINCT FROM (new_values."end_rule") OR old_values."ends_at" IS DISTINCT FROM (new_values."ends_at") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."keeps_siblings" IS DISTINCT FROM (new_values."keeps_siblings") OR old_values."managing_unit_id" IS DISTINCT FROM (new_values."managing_unit_id") OR old_values."months_count" IS DISTINCT FROM (new_values."months_count") OR old_values."per" IS DISTINCT FROM (new_values."per") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."rate_vnd" IS DISTINCT FROM (new_values."rate_vnd") OR old_values."saves_count" IS DISTINCT FROM (new_values."saves_count") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="32f72f1bdf4f9bb35fbac4e0a904f7cf0abe06b2",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_102a9",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="sponsorship_launch",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_launchevent" ("accepted_at", "accepted_by_id", "campaign_id", "connecting_unit_id", "created_at", "created_by_id", "end_grade", "end_rule", "ends_at", "ends_on", "id", "keeps_siblings", "managing_unit_id", "months_count", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "rate_vnd", "saves_count", "starts_on", "state", "title", "updated_at", "version") SELECT old_values."accepted_at", old_values."accepted_by_id", old_values."campaign_id", old_values."connecting_unit_id", old_values."created_at", old_values."created_by_id", old_values."end_grade", old_values."end_rule", old_values."ends_at", old_values."ends_on", old_values."id", old_values."keeps_siblings", old_values."managing_unit_id", old_values."months_count", old_values."per", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."rate_vnd", old_values."saves_count", old_values."starts_on", old_values."state", old_values."title", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="982675c3b758a1d5864fbd8f989d0631d3241dff",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_457a0",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="sponsorship_launch",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HoldEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("place", models.PositiveSmallIntegerField(default=1, verbose_name="place")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("thinking", "the donor is thinking it over"),
                            ("telephone", "agreed by telephone"),
                            ("visit", "the donor comes to see the child first"),
                            ("launch", "for a launch"),
                        ],
                        db_default="thinking",
                        default="thinking",
                        max_length=10,
                        verbose_name="why it is kept",
                    ),
                ),
                ("held_from", models.DateTimeField(verbose_name="held from")),
                ("held_until", models.DateTimeField(verbose_name="held until")),
                ("extensions_count", models.PositiveSmallIntegerField(default=0, verbose_name="extensions")),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaign",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="children.child",
                        verbose_name="child",
                    ),
                ),
                (
                    "donor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="donors.donor",
                        verbose_name="donor",
                    ),
                ),
                (
                    "held_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="held by",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="sponsorship.hold",
                    ),
                ),
                (
                    "launch",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sponsorship.launch",
                        verbose_name="launch",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="899165fc6c88150ac9cfb9a6aae4a0cf9043512f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ef6c4",
                            table="sponsorship_holdevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="hold",
            name="launch",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="holds",
                to="sponsorship.launch",
                verbose_name="launch",
            ),
        ),
        migrations.CreateModel(
            name="LaunchEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("title", models.CharField(max_length=200, verbose_name="what it is called")),
                ("ends_at", models.DateTimeField(verbose_name="children are kept until")),
                ("keeps_siblings", models.BooleanField(default=True, verbose_name="brothers and sisters to one donor")),
                ("rate_vnd", models.BigIntegerField(verbose_name="support amount")),
                (
                    "per",
                    models.CharField(
                        choices=[
                            ("once", "once"),
                            ("month", "month"),
                            ("quarter", "quarter"),
                            ("semester", "semester"),
                            ("school_year", "school year"),
                            ("year", "year"),
                        ],
                        default="month",
                        max_length=12,
                        verbose_name="per",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                (
                    "end_rule",
                    models.CharField(
                        choices=[
                            ("date", "until a date"),
                            ("months", "a number of months"),
                            ("age_18", "until the child is 18"),
                            ("grade", "until the end of a grade"),
                        ],
                        default="months",
                        max_length=8,
                        verbose_name="length of time",
                    ),
                ),
                (
                    "months_count",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number of months"),
                ),
                ("end_grade", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="end of grade")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "being prepared"), ("accepted", "accepted"), ("dropped", "given up")],
                        default="open",
                        editable=False,
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("accepted_at", models.DateTimeField(editable=False, null=True)),
                ("saves_count", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaign",
                        verbose_name="campaign round or event",
                    ),
                ),
                (
                    "connecting_unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="connecting unit",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "managing_unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="sponsorship.launch",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b553f809f872bf4fe6465d245fdfed850a014a34",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_273b0",
                            table="sponsorship_launchevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LaunchSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(verbose_name="seat")),
                ("is_fixed", models.BooleanField(default=False, verbose_name="chosen by hand")),
                ("rate_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="support amount")),
                (
                    "per",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("once", "once"),
                            ("month", "month"),
                            ("quarter", "quarter"),
                            ("semester", "semester"),
                            ("school_year", "school year"),
                            ("year", "year"),
                        ],
                        max_length=12,
                        verbose_name="per",
                    ),
                ),
                (
                    "months_count",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number of months"),
                ),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="launch_seats",
                        to="children.child",
                        verbose_name="child",
                    ),
                ),
                (
                    "donor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="launch_seats",
                        to="donors.donor",
                        verbose_name="donor",
                    ),
                ),
                (
                    "launch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="sponsorship.launch"
                    ),
                ),
                (
                    "pledge",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="launch_seat",
                        to="sponsorship.pledge",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("launch", "position"), name="launch_position_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("child__isnull", False)),
                        fields=("launch", "child"),
                        name="launch_child_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rate_vnd", None), ("rate_vnd__gt", 0), _connector="OR"),
                        name="launch_seat_rate_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pledge", None),
                            models.Q(("child__isnull", False), ("donor__isnull", False)),
                            _connector="OR",
                        ),
                        name="launch_seat_was_complete",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_launchseatevent" ("child_id", "donor_id", "id", "is_fixed", "launch_id", "months_count", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "position", "rate_vnd") SELECT new_values."child_id", new_values."donor_id", new_values."id", new_values."is_fixed", new_values."launch_id", new_values."months_count", new_values."per", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pledge_id", new_values."position", new_values."rate_vnd" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="940c4b6439e7c0b92eabd75d6f75c395158b1a20",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2307e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="sponsorship_launchseat",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_launchseatevent" ("child_id", "donor_id", "id", "is_fixed", "launch_id", "months_count", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "position", "rate_vnd") SELECT new_values."child_id", new_values."donor_id", new_values."id", new_values."is_fixed", new_values."launch_id", new_values."months_count", new_values."per", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pledge_id", new_values."position", new_values."rate_vnd" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0474e5f6bec594e151f600c93b2718f4d26af49e",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_91396",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="sponsorship_launchseat",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_launchseatevent" ("child_id", "donor_id", "id", "is_fixed", "launch_id", "months_count", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "position", "rate_vnd") SELECT old_values."child_id", old_values."donor_id", old_values."id", old_values."is_fixed", old_values."launch_id", old_values."months_count", old_values."per", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pledge_id", old_values."position", old_values."rate_vnd" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="bfb2362b5f235f26d999690dafca0b2449285c48",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4ddc6",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="sponsorship_launchseat",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LaunchSeatEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("position", models.PositiveIntegerField(verbose_name="seat")),
                ("is_fixed", models.BooleanField(default=False, verbose_name="chosen by hand")),
                ("rate_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="support amount")),
                (
                    "per",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("once", "once"),
                            ("month", "month"),
                            ("quarter", "quarter"),
                            ("semester", "semester"),
                            ("school_year", "school year"),
                            ("year", "year"),
                        ],
                        max_length=12,
                        verbose_name="per",
                    ),
                ),
                (
                    "months_count",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number of months"),
                ),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="children.child",
                        verbose_name="child",
                    ),
                ),
                (
                    "donor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="donors.donor",
                        verbose_name="donor",
                    ),
                ),
                (
                    "launch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sponsorship.launch",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="sponsorship.launchseat",
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sponsorship.pledge",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d52f1be9cc532bb9590bc6909814c283c18ef175",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0ba94",
                            table="sponsorship_launchseatevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerSum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "dimension",
                    models.CharField(
                        choices=[
                            ("month", "month"),
                            ("commune", "commune"),
                            ("former_commune", "commune before July 2025"),
                            ("connecting_unit", "connecting unit"),
                            ("campaign", "campaign round"),
                        ],
                        max_length=16,
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("received", "received"), ("delivered", "delivered"), ("pledged", "pledged")],
                        max_length=10,
                    ),
                ),
                ("key", models.BigIntegerField()),
                ("amount_vnd", models.BigIntegerField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("dimension", "unit", "side", "key"), name="ledger_sum_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(choices=[("received", "received"), ("delivered", "delivered")], max_length=10),
                ),
                ("month", models.DateField()),
                ("entries_count", models.IntegerField()),
                ("amount_vnd", models.BigIntegerField()),
                (
                    "campaign",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.area",
                    ),
                ),
                (
                    "connecting_unit",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
                (
                    "former_commune",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.area",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("side", "month", "unit", "commune", "former_commune", "connecting_unit", "campaign"),
                        name="ledger_total_once",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                (
                    "code",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.Value("TH"), models.F("id"), function="readable_code"),
                        output_field=models.CharField(max_length=24, verbose_name="code"),
                        unique=True,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("from_child", "from the child to the donor"),
                            ("from_donor", "from the donor to the child"),
                            ("from_programme", "from the programme to the donor"),
                        ],
                        max_length=14,
                        verbose_name="which way",
                    ),
                ),
                ("written_on", models.DateField(verbose_name="written on")),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="text")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "to be forwarded"), ("forwarded", "forwarded"), ("kept", "kept back")],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                ("decision_note", models.CharField(blank=True, max_length=400, verbose_name="how, or why not")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="letters",
                        to="sponsorship.pledge",
                        verbose_name="pledge",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "letter",
                "verbose_name_plural": "letters",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["-written_on", "-id"], name="letter_day"),
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["written_on"], name="letter_waiting"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_by", None), ("decided_on", None), ("state", "waiting")),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("decided_by__isnull", False),
                                ("decided_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="letter_decided_by_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on", None), ("decided_on__gte", models.F("written_on")), _connector="OR"
                        ),
                        name="letter_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "kept"), _negated=True),
                            models.Q(("decision_note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="letter_kept_for_a_reason",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decided_on" IS DISTINCT FROM (NEW."decided_on") OR OLD."decision_note" IS DISTINCT FROM (NEW."decision_note") OR OLD."direction" IS DISTINCT FROM (NEW."direction") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."pledge_id" IS DISTINCT FROM (NEW."pledge_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."written_on" IS DISTINCT FROM (NEW."written_on"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="e054ca48569841c101698583f59db97841434439",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_36e2b",
                            table="sponsorship_letter",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_letterevent" ("created_at", "decided_by_id", "decided_on", "decision_note", "direction", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "public_id", "recorded_by_id", "state", "text", "updated_at", "version", "written_on") SELECT new_values."created_at", new_values."decided_by_id", new_values."decided_on", new_values."decision_note", new_values."direction", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pledge_id", new_values."public_id", new_values."recorded_by_id", new_values."state", new_values."text", new_values."updated_at", new_values."version", new_values."written_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="cba277bf90cd4351330341cea22fd3d19e7470e3",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a3286",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="sponsorship_letter",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_letterevent" ("created_at", "decided_by_id", "decided_on", "decision_note", "direction", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "public_id", "recorded_by_id", "state", "text", "updated_at", "version", "written_on") SELECT new_values."created_at", new_values."decided_by_id", new_values."decided_on", new_values."decision_note", new_values."direction", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pledge_id", new_values."public_id", new_values."recorded_by_id", new_values."state", new_values."text", new_values."updated_at", new_values."version", new_values."written_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."decided_by_id" IS DISTINCT FROM (new_values."decided_by_id") OR old_values."decided_on" IS DISTINCT FROM (new_values."decided_on") OR old_values."decision_note" IS DISTINCT FROM (new_values."decision_note") OR old_values."direction" IS DISTINCT FROM (new_values."direction") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."pledge_id" IS DISTINCT FROM (new_values."pledge_id") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."recorded_by_id" IS DISTINCT FROM (new_values."recorded_by_id") OR old_values."state" IS DISTINCT FROM (new_values."state") OR old_values."text" IS DISTINCT FROM (new_values."text") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."written_on" IS DISTINCT FROM (new_values."written_on")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ac0428cfe3ed8e7d9ab862932299908223eadd8a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0f6ee",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="sponsorship_letter",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_letterevent" ("created_at", "decided_by_id", "decided_on", "decision_note", "direction", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "public_id", "recorded_by_id", "state", "text", "updated_at", "version", "written_on") SELECT old_values."created_at", old_values."decided_by_id", old_values."decided_on", old_values."decision_note", old_values."direction", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pledge_id", old_values."public_id", old_values."recorded_by_id", old_values."state", old_values."text", old_values."updated_at", old_values."version", old_values."written_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="6ce247d1f91d328a13a5df59d534ea1a1d06ca5d",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ddf39",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="sponsorship_letter",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("from_child", "from the child to the donor"),
                            ("from_donor", "from the donor to the child"),
                            ("from_programme", "from the programme to the donor"),
                        ],
                        max_length=14,
                        verbose_name="which way",
                    ),
                ),
                ("written_on", models.DateField(verbose_name="written on")),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="text")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "to be forwarded"), ("forwarded", "forwarded"), ("kept", "kept back")],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                ("decision_note", models.CharField(blank=True, max_length=400, verbose_name="how, or why not")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="sponsorship.letter",
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sponsorship.pledge",
                        verbose_name="pledge",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="864a0e09c9e5cb9b0ab34a4eea18d5f23fc69eb5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9c3a5",
                            table="sponsorship_letterevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterPage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.CharField(max_length=40, unique=True)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("added_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pages", to="sponsorship.letter"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="MoneyMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("idempotency_key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("amount_vnd", models.BigIntegerField(verbose_name="amount")),
                ("moved_on", models.DateField(verbose_name="moved on")),
                ("reason", models.CharField(max_length=400, verbose_name="reason")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "from_pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="moves_away",
                        to="sponsorship.pledge",
                        verbose_name="from the pledge",
                    ),
                ),
                (
                    "to_pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="moves_here",
                        to="sponsorship.pledge",
                        verbose_name="to the pledge",
                    ),
                ),
            ],
            options={
                "verbose_name": "money moved",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount_vnd__gt", 0)), name="move_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("from_pledge", models.F("to_pledge")), _negated=True),
                        name="move_between_two",
                    ),
                    models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="move_has_reason"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="63f0461dba1150a0813de5850c35f62fa949a6ce",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c5eb0",
                            table="sponsorship_moneymove",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'a ledger is never emptied';",
                            hash="c0c13b57fb7436d4961d1bcf8def9de5d34a4b99",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_never_emptied_b53cf",
                            table="sponsorship_moneymove",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NeedOrder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                (
                    "lost_both",
                    models.PositiveSmallIntegerField(
                        default=40,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="lost both parents",
                    ),
                ),
                (
                    "lost_one",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="lost the father or the mother",
                    ),
                ),
                (
                    "poor",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="poor household",
                    ),
                ),
                (
                    "near_poor",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="near-poor household",
                    ),
                ),
                (
                    "disabled",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="with a disability",
                    ),
                ),
                (
                    "ill",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="gravely or long ill",
                    ),
                ),
                (
                    "without_support",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="abandoned or without support",
                    ),
                ),
                (
                    "never_helped",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="never helped by anybody",
                    ),
                ),
                (
                    "lost_donor",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="lost a donor",
                    ),
                ),
                (
                    "waiting_points",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="points",
                    ),
                ),
                (
                    "waiting_days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(365),
                        ],
                        verbose_name="for every",
                    ),
                ),
                (
                    "waiting_most",
                    models.PositiveSmallIntegerField(
                        default=24,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="at most",
                    ),
                ),
                (
                    "very_young",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="small child",
                    ),
                ),
                (
                    "very_young_age",
                    models.PositiveSmallIntegerField(
                        default=6,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(21),
                        ],
                        verbose_name="younger than",
                    ),
                ),
                (
                    "nearly_grown",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="soon grown up",
                    ),
                ),
                (
                    "nearly_grown_age",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(21),
                        ],
                        verbose_name="from the age of",
                    ),
                ),
                (
                    "sibling_waits",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="a brother or sister waits too",
                    ),
                ),
                (
                    "union_member",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="union member's child",
                    ),
                ),
                (
                    "unit",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="need_order",
                        to="organisation.unit",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "order of need",
                "verbose_name_plural": "orders of need",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("waiting_days__gte", 1), ("waiting_days__lte", 365)),
                        name="need_order_days_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("very_young_age__lte", models.F("nearly_grown_age"))),
                        name="need_order_ages_in_order",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."disabled" IS DISTINCT FROM (NEW."disabled") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."ill" IS DISTINCT FROM (NEW."ill") OR OLD."lost_both" IS DISTINCT FROM (NEW."lost_both") OR OLD."lost_donor" IS DISTINCT FROM (NEW."lost_donor") OR OLD."lost_one" IS DISTINCT FROM (NEW."lost_one") OR OLD."near_poor" IS DISTINCT FROM (NEW."near_poor") OR OLD."nearly_grown" IS DISTINCT FROM (NEW."nearly_grown") OR OLD."nearly_grown_age" IS DISTINCT FROM (NEW."nearly_grown_age") OR OLD."never_helped" IS DISTINCT FROM (NEW."never_helped") OR OLD."poor" IS DISTINCT FROM (NEW."poor") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."sibling_waits" IS DISTINCT FROM (NEW."sibling_waits") OR OLD."union_member" IS DISTINCT FROM (NEW."union_member") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."very_young" IS DISTINCT FROM (NEW."very_young") OR OLD."very_young_age" IS DISTINCT FROM (NEW."very_young_age") OR OLD."waiting_days" IS DISTINCT FROM (NEW."waiting_days") OR OLD."waiting_most" IS DISTINCT FROM (NEW."waiting_most") OR OLD."waiting_points" IS DISTINCT FROM (NEW."waiting_points") OR OLD."without_support" IS DISTINCT FROM (NEW."without_support"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="78b44207823d70df946a5e3470d1ba6cb718c6c6",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_01660",
                            table="sponsorship_needorder",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_needorderevent" ("created_at", "disabled", "id", "ill", "lost_both", "lost_donor", "lost_one", "near_poor", "nearly_grown", "nearly_grown_age", "never_helped", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poor", "public_id", "sibling_waits", "union_member", "unit_id", "updated_at", "version", "very_young", "very_young_age", "waiting_days", "waiting_most", "waiting_points", "without_support") SELECT new_values."created_at", new_values."disabled", new_values."id", new_values."ill", new_values."lost_both", new_values."lost_donor", new_values."lost_one", new_values."near_poor", new_values."nearly_grown", new_values."nearly_grown_age", new_values."never_helped", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."poor", new_values."public_id", new_values."sibling_waits", new_values."union_member", new_values."unit_id", new_values."updated_at", new_values."version", new_values."very_young", new_values."very_young_age", new_values."waiting_days", new_values."waiting_most", new_values."waiting_points", new_values."without_support" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3efe3101bcc6665fe7f63b8166c3e03dc7c2d6f3",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3fe61",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="sponsorship_needorder",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_needorderevent" ("created_at", "disabled", "id", "ill", "lost_both", "lost_donor", "lost_one", "near_poor", "nearly_grown", "nearly_grown_age", "never_helped", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poor", "public_id", "sibling_waits", "union_member", "unit_id", "updated_at", "version", "very_young", "very_young_age", "waiting_days", "waiting_most", "waiting_points", "without_support") SELECT new_values."created_at", new_values."disabled", new_values."id", new_values."ill", new_values."lost_both", new_values."lost_donor", new_values."lost_one", new_values."near_poor", new_values."nearly_grown", new_values."nearly_grown_age", new_values."never_helped", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."poor", new_values."public_id", new_values."sibling_waits", new_values."union_member", new_values."unit_id", new_values."updated_at", new_values."version", new_values."very_young", new_values."very_young_age", new_values."waiting_days", new_values."waiting_most", new_values."waiting_points", new_values."without_support" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="987177be8ab458c47e513acc86d1096b4a7405b4",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e61ac",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="sponsorship_needorder",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_needorderevent" ("created_at", "disabled", "id", "ill", "lost_both", "lost_donor", "lost_one", "near_poor", "nearly_grown", "nearly_grown_age", "never_helped", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "poor", "public_id", "sibling_waits", "union_member", "unit_id", "updated_at", "version", "very_young", "very_young_age", "waiting_days", "waiting_most", "waiting_points", "without_support") SELECT old_values."created_at", old_values."disabled", old_values."id", old_values."ill", old_values."lost_both", old_values."lost_donor", old_values."lost_one", old_values."near_poor", old_values."nearly_grown", old_values."nearly_grown_age", old_values."never_helped", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."poor", old_values."public_id", old_values."sibling_waits", old_values."union_member", old_values."unit_id", old_values."updated_at", old_values."version", old_values."very_young", old_values."very_young_age", old_values."waiting_days", old_values."waiting_most", old_values."waiting_points", old_values."without_support" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="70226bef55dc3045c29adf121ff2d3ab1cfeec26",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c69d3",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="sponsorship_needorder",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NeedOrderEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                (
                    "lost_both",
                    models.PositiveSmallIntegerField(
                        default=40,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="lost both parents",
                    ),
                ),
                (
                    "lost_one",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="lost the father or the mother",
                    ),
                ),
                (
                    "poor",
                    models.PositiveSmallIntegerField(
                        default=20,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="poor household",
                    ),
                ),
                (
                    "near_poor",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="near-poor household",
                    ),
                ),
                (
                    "disabled",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="with a disability",
                    ),
                ),
                (
                    "ill",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="gravely or long ill",
                    ),
                ),
                (
                    "without_support",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="abandoned or without support",
                    ),
                ),
                (
                    "never_helped",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="never helped by anybody",
                    ),
                ),
                (
                    "lost_donor",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="lost a donor",
                    ),
                ),
                (
                    "waiting_points",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="points",
                    ),
                ),
                (
                    "waiting_days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(365),
                        ],
                        verbose_name="for every",
                    ),
                ),
                (
                    "waiting_most",
                    models.PositiveSmallIntegerField(
                        default=24,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="at most",
                    ),
                ),
                (
                    "very_young",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="small child",
                    ),
                ),
                (
                    "very_young_age",
                    models.PositiveSmallIntegerField(
                        default=6,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(21),
                        ],
                        verbose_name="younger than",
                    ),
                ),
                (
                    "nearly_grown",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="soon grown up",
                    ),
                ),
                (
                    "nearly_grown_age",
                    models.PositiveSmallIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(21),
                        ],
                        verbose_name="from the age of",
                    ),
                ),
                (
                    "sibling_waits",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="a brother or sister waits too",
                    ),
                ),
                (
                    "union_member",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(200),
                        ],
                        verbose_name="union member's child",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="sponsorship.needorder",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9ff88967f7b4d1e47090931555c4d99863fcf1e4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3aec3",
                            table="sponsorship_needorderevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                (
                    "paper",
                    models.CharField(
                        choices=[
                            ("agreement", "agreement of three parties"),
                            ("certificate", "certificate for the donor"),
                            ("receipt", "receipt for the donor"),
                            ("handover", "handover minutes"),
                            ("statement", "donor's statement of a year"),
                            ("book", "the child's tracking book"),
                            ("list", "list to sign on receipt"),
                        ],
                        max_length=12,
                        verbose_name="paper",
                    ),
                ),
                ("file", models.BinaryField()),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="fingerprint")),
                ("size", models.PositiveIntegerField(editable=False, verbose_name="size in bytes")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="paper_templates",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "Word template",
                "verbose_name_plural": "Word templates",
                "ordering": ["unit__path", "paper"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "paper"), name="paper_template_once"),
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0), ("size__lte", 2097152)), name="paper_template_size"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."paper" IS DISTINCT FROM (NEW."paper") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."sha256" IS DISTINCT FROM (NEW."sha256") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."uploaded_by_id" IS DISTINCT FROM (NEW."uploaded_by_id"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="7ada048705aae1fb3348bd75c304d39a37e67448",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_a46d7",
                            table="sponsorship_papertemplate",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_papertemplateevent" ("created_at", "id", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sha256", "size", "unit_id", "updated_at", "uploaded_by_id", "version") SELECT new_values."created_at", new_values."id", new_values."paper", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."sha256", new_values."size", new_values."unit_id", new_values."updated_at", new_values."uploaded_by_id", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7c1f5c69f9903b7e9081f9fdbf892951bb7a4f54",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1d5db",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="sponsorship_papertemplate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_papertemplateevent" ("created_at", "id", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sha256", "size", "unit_id", "updated_at", "uploaded_by_id", "version") SELECT new_values."created_at", new_values."id", new_values."paper", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."sha256", new_values."size", new_values."unit_id", new_values."updated_at", new_values."uploaded_by_id", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."paper" IS DISTINCT FROM (new_values."paper") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."sha256" IS DISTINCT FROM (new_values."sha256") OR old_values."size" IS DISTINCT FROM (new_values."size") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."uploaded_by_id" IS DISTINCT FROM (new_values."uploaded_by_id") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="256926e925a02980fbf42f451bc62886021f2e12",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0f332",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="sponsorship_papertemplate",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_papertemplateevent" ("created_at", "id", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "sha256", "size", "unit_id", "updated_at", "uploaded_by_id", "version") SELECT old_values."created_at", old_values."id", old_values."paper", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."sha256", old_values."size", old_values."unit_id", old_values."updated_at", old_values."uploaded_by_id", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="cc195ecd4890f95406e12e3125fdc88a7bd64c8f",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4e86a",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="sponsorship_papertemplate",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperTemplateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                (
                    "paper",
                    models.CharField(
                        choices=[
                            ("agreement", "agreement of three parties"),
                            ("certificate", "certificate for the donor"),
                            ("receipt", "receipt for the donor"),
                            ("handover", "handover minutes"),
                            ("statement", "donor's statement of a year"),
                            ("book", "the child's tracking book"),
                            ("list", "list to sign on receipt"),
                        ],
                        max_length=12,
                        verbose_name="paper",
                    ),
                ),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="fingerprint")),
                ("size", models.PositiveIntegerField(editable=False, verbose_name="size in bytes")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="sponsorship.papertemplate",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2b10101ce9722508eaa872e544abb257329279fd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2ebe5",
                            table="sponsorship_papertemplateevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PledgeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("place", models.PositiveSmallIntegerField(default=1, verbose_name="place")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("approved", "approved"),
                            ("active", "active"),
                            ("suspended", "suspended"),
                            ("ended", "ended"),
                        ],
                        default="proposed",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("cash", "money"),
                            ("savings_book", "savings book"),
                            ("insurance_card", "health insurance card"),
                            ("scholarship", "scholarship"),
                            ("in_kind", "in kind"),
                            ("direct_care", "direct care"),
                        ],
                        default="cash",
                        max_length=16,
                        verbose_name="form of support",
                    ),
                ),
                ("form_detail", models.CharField(blank=True, max_length=200, verbose_name="detail")),
                ("rate_vnd", models.BigIntegerField(verbose_name="support amount")),
                (
                    "per",
                    models.CharField(
                        choices=[
                            ("once", "once"),
                            ("month", "month"),
                            ("quarter", "quarter"),
                            ("semester", "semester"),
                            ("school_year", "school year"),
                            ("year", "year"),
                        ],
                        max_length=12,
                        verbose_name="per",
                    ),
                ),
                (
                    "active_months",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="only in the months",
                    ),
                ),
                (
                    "pays_every",
                    models.PositiveSmallIntegerField(db_default=1, default=1, verbose_name="months paid together"),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                (
                    "end_rule",
                    models.CharField(
                        choices=[
                            ("date", "until a date"),
                            ("months", "a number of months"),
                            ("age_18", "until the child is 18"),
                            ("grade", "until the end of a grade"),
                        ],
                        default="date",
                        max_length=8,
                        verbose_name="length of time",
                    ),
                ),
                (
                    "months_count",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="number of months"),
                ),
                ("end_grade", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="end of grade")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="last day")),
                ("stated_total_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="total as stated")),
                ("agreement_number", models.CharField(blank=True, max_length=60, verbose_name="agreement number")),
                ("agreed_on", models.DateField(blank=True, null=True, verbose_name="agreement signed on")),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="approved on")),
                ("active_from", models.DateField(editable=False, null=True, verbose_name="in force from")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("completed", "the agreed time is over"),
                            ("aged_out", "the child turned 18"),
                            ("moved_away", "the child moved away"),
                            ("adopted", "the child was adopted"),
                            ("died", "the child died"),
                            ("donor_stopped", "the donor stopped"),
                            ("family_declined", "the family declined"),
                            ("replaced", "replaced by another pledge"),
                            ("not_approved", "not approved"),
                            ("error", "entered by mistake"),
                        ],
                        max_length=16,
                        verbose_name="why it ended",
                    ),
                ),
                (
                    "end_note",
                    models.CharField(blank=True, db_default="", max_length=400, verbose_name="note on the end"),
                ),
                (
                    "above_target_reason",
                    models.CharField(
                        blank=True, db_default="", max_length=200, verbose_name="why more than the child's target"
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="note")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaign",
                        verbose_name="campaign round",
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="children.child",
                        verbose_name="child",
                    ),
                ),
                (
                    "connecting_unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="connecting unit",
                    ),
                ),
                (
                    "donor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="donors.donor",
                        verbose_name="donor",
                    ),
                ),
                (
                    "import_batch",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="imports.importbatch",
                    ),
                ),
                (
                    "managing_unit",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="managing unit",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="sponsorship.pledge",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="entered by",
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sponsorship.pledge",
                        verbose_name="continues the pledge",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="46d7bb7c8e11843a097b6d2bdc52f79b7de49251",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9afbe",
                            table="sponsorship_pledgeevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PledgeReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reviewed_on", models.DateField(verbose_name="reviewed on")),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("continue", "goes on as it is"),
                            ("change", "goes on with changes"),
                            ("stop", "is to end"),
                        ],
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="sponsorship.pledge"
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "review",
                "ordering": ["-reviewed_on"],
                "constraints": [
                    models.UniqueConstraint(fields=("pledge", "reviewed_on"), name="review_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision", "continue"), models.Q(("note", ""), _negated=True), _connector="OR"
                        ),
                        name="review_says_why",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2a3dae5922a58a6fd519bda2c2464ee28018969a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_937cb",
                            table="sponsorship_pledgereview",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'a ledger is never emptied';",
                            hash="2ec7a50126912b6843152517ec78125199e0f915",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_never_emptied_fd763",
                            table="sponsorship_pledgereview",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RateChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="from")),
                ("rate_vnd", models.BigIntegerField(verbose_name="support amount")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="rate_changes",
                        to="sponsorship.pledge",
                    ),
                ),
            ],
            options={
                "ordering": ["from_on"],
                "constraints": [
                    models.UniqueConstraint(fields=("pledge", "from_on"), name="rate_change_once_a_day"),
                    models.CheckConstraint(condition=models.Q(("rate_vnd__gt", 0)), name="rate_change_positive"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="count_new",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            PERFORM 1 FROM children_child WHERE id IN (SELECT DISTINCT child_id FROM sponsorship_pledge WHERE id IN (SELECT pledge_id FROM changed)) ORDER BY id FOR NO KEY UPDATE;\n            UPDATE children_child c\n            SET taken_places = n.taken, sponsors_count = n.in_force, last_pledge_ended_on = n.last_ended,\n                taken_yearly_vnd = n.yearly\n            FROM (\n                SELECT t.child_id, count(p.id) FILTER (WHERE p.state IN ('active', 'approved', 'proposed', 'suspended')) AS taken,\n                    count(p.id) FILTER (WHERE p.state IN ('active', 'suspended')) AS in_force,\n                    max(p.ended_on) FILTER (WHERE p.active_from IS NOT NULL) AS last_ended,\n                    coalesce(sum((coalesce((SELECT r.rate_vnd FROM sponsorship_ratechange r WHERE r.pledge_id = p.id\n        ORDER BY r.from_on DESC LIMIT 1), p.rate_vnd)\n        * CASE p.per WHEN 'quarter' THEN 4 WHEN 'semester' THEN 2 WHEN 'school_year' THEN 1 WHEN 'year' THEN 1 WHEN 'once' THEN 0 ELSE coalesce(nullif(cardinality(p.active_months), 0), 12) END)) FILTER (WHERE p.state IN ('active', 'approved', 'proposed', 'suspended')), 0) AS yearly\n                FROM (SELECT DISTINCT child_id FROM sponsorship_pledge WHERE id IN (SELECT pledge_id FROM changed)) t\n                LEFT JOIN sponsorship_pledge p ON p.child_id = t.child_id GROUP BY 1\n            ) n WHERE c.id = n.child_id AND (c.taken_places, c.sponsors_count, c.last_pledge_ended_on,\n                c.taken_yearly_vnd) IS DISTINCT FROM (n.taken, n.in_force, n.last_ended, n.yearly);\n                RETURN NULL;",
                            hash="64d75bf66ccb6bab88c06fefd4a9555d5a8f638b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_count_new_c2eed",
                            referencing="REFERENCING NEW TABLE AS changed ",
                            table="sponsorship_ratechange",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="count_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            PERFORM 1 FROM children_child WHERE id IN (SELECT DISTINCT child_id FROM sponsorship_pledge WHERE id IN (SELECT pledge_id FROM changed)) ORDER BY id FOR NO KEY UPDATE;\n            UPDATE children_child c\n            SET taken_places = n.taken, sponsors_count = n.in_force, last_pledge_ended_on = n.last_ended,\n                taken_yearly_vnd = n.yearly\n            FROM (\n                SELECT t.child_id, count(p.id) FILTER (WHERE p.state IN ('active', 'approved', 'proposed', 'suspended')) AS taken,\n                    count(p.id) FILTER (WHERE p.state IN ('active', 'suspended')) AS in_force,\n                    max(p.ended_on) FILTER (WHERE p.active_from IS NOT NULL) AS last_ended,\n                    coalesce(sum((coalesce((SELECT r.rate_vnd FROM sponsorship_ratechange r WHERE r.pledge_id = p.id\n        ORDER BY r.from_on DESC LIMIT 1), p.rate_vnd)\n        * CASE p.per WHEN 'quarter' THEN 4 WHEN 'semester' THEN 2 WHEN 'school_year' THEN 1 WHEN 'year' THEN 1 WHEN 'once' THEN 0 ELSE coalesce(nullif(cardinality(p.active_months), 0), 12) END)) FILTER (WHERE p.state IN ('active', 'approved', 'proposed', 'suspended')), 0) AS yearly\n                FROM (SELECT DISTINCT child_id FROM sponsorship_pledge WHERE id IN (SELECT pledge_id FROM changed)) t\n                LEFT JOIN sponsorship_pledge p ON p.child_id = t.child_id GROUP BY 1\n            ) n WHERE c.id = n.child_id AND (c.taken_places, c.sponsors_count, c.last_pledge_ended_on,\n                c.taken_yearly_vnd) IS DISTINCT FROM (n.taken, n.in_force, n.last_ended, n.yearly);\n                RETURN NULL;",
                            hash="79abd26777edc495b1b439fe0e879c24d6ec204c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_count_deleted_0cde2",
                            referencing="REFERENCING OLD TABLE AS changed ",
                            table="sponsorship_ratechange",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_ratechangeevent" ("decided_by_id", "from_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "rate_vnd") SELECT new_values."decided_by_id", new_values."from_on", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pledge_id", new_values."rate_vnd" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c08489154f213eec42aaf4cfdafbb9e2caed9b3b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_76611",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="sponsorship_ratechange",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_ratechangeevent" ("decided_by_id", "from_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "rate_vnd") SELECT new_values."decided_by_id", new_values."from_on", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pledge_id", new_values."rate_vnd" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="121fa66953da0824637a75152c359406a2e11ba2",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_65dd6",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="sponsorship_ratechange",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_ratechangeevent" ("decided_by_id", "from_on", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "rate_vnd") SELECT old_values."decided_by_id", old_values."from_on", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pledge_id", old_values."rate_vnd" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="bcbf2861ddf6a971f07897df12797896ecd46d5b",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_24cbd",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="sponsorship_ratechange",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RateChangeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("from_on", models.DateField(verbose_name="from")),
                ("rate_vnd", models.BigIntegerField(verbose_name="support amount")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="sponsorship.ratechange",
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sponsorship.pledge",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cfcb466eb27c8973960e0d6f140665243833a258",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8d0eb",
                            table="sponsorship_ratechangeevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Receipt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("idempotency_key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("amount_vnd", models.BigIntegerField(verbose_name="amount")),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("cash", "cash"),
                            ("bank_transfer", "bank transfer"),
                            ("savings_book", "savings book"),
                            ("goods", "goods, by their value"),
                        ],
                        default="cash",
                        max_length=14,
                        verbose_name="method",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "code",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.Value("PT"), models.F("id"), function="readable_code"),
                        output_field=models.CharField(max_length=24, verbose_name="code"),
                        unique=True,
                    ),
                ),
                ("received_on", models.DateField(verbose_name="received on")),
                ("surplus_vnd", models.BigIntegerField(db_default=0, default=0, verbose_name="of it surplus")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("social_mobilisation", "social mobilisation"),
                            ("union_finance", "union finance"),
                            ("budget", "state budget"),
                            ("fund", "fund"),
                            ("partner", "partner"),
                        ],
                        default="social_mobilisation",
                        max_length=20,
                        verbose_name="funding source",
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=60, verbose_name="paper or bank reference")),
                (
                    "number",
                    models.PositiveIntegerField(db_default=None, editable=False, null=True, verbose_name="number"),
                ),
                ("number_year", models.PositiveSmallIntegerField(db_default=None, editable=False, null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.area",
                    ),
                ),
                (
                    "connecting_unit",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
                (
                    "former_commune",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.area",
                    ),
                ),
                (
                    "move",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="entries",
                        to="sponsorship.moneymove",
                    ),
                ),
                (
                    "number_unit",
                    models.ForeignKey(
                        db_default=None,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="receipts",
                        to="sponsorship.pledge",
                        verbose_name="pledge",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="reversed_by",
                        to="sponsorship.receipt",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "receipt",
                "verbose_name_plural": "receipts",
                "ordering": ["-received_on", "-id"],
                "indexes": [
                    models.Index(fields=["-received_on", "-id"], name="receipt_day"),
                    models.Index(fields=["unit", "-received_on", "-id"], name="receipt_unit_day"),
                    models.Index(condition=models.Q(("move__isnull", False)), fields=["move"], name="receipt_move"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("move", None),
                                models.Q(
                                    models.Q(("amount_vnd__gt", 0), ("reverses", None)),
                                    models.Q(("amount_vnd__lt", 0), ("reverses__isnull", False)),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(("move__isnull", False), models.Q(("amount_vnd", 0), _negated=True)),
                            _connector="OR",
                        ),
                        name="receipt_amount_sign",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reverses", None)),
                        fields=("number_unit", "number_year", "number"),
                        name="receipt_number_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("move__isnull", False), ("number", None)),
                            models.Q(
                                ("move", None),
                                ("number__isnull", False),
                                ("number_unit__isnull", False),
                                ("number_year__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="receipt_has_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("surplus_vnd", 0),
                            models.Q(
                                ("amount_vnd__gt", 0),
                                ("surplus_vnd__gt", 0),
                                ("surplus_vnd__lte", models.F("amount_vnd")),
                            ),
                            models.Q(
                                ("amount_vnd__lt", 0),
                                ("surplus_vnd__gte", models.F("amount_vnd")),
                                ("surplus_vnd__lt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="receipt_surplus_within_amount",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="stamp",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        SELECT p.managing_unit_id, c.commune_id, c.former_commune_id, p.connecting_unit_id, p.campaign_id\n        INTO NEW.unit_id, NEW.commune_id, NEW.former_commune_id, NEW.connecting_unit_id, NEW.campaign_id\n        FROM sponsorship_pledge p JOIN children_child c ON c.id = p.child_id WHERE p.id = NEW.pledge_id;\n        RETURN NEW;\n    ",
                            hash="8a20e1d230540ed03fdb1bd5652c840d58e971e2",
                            operation="INSERT",
                            pgid="pgtrigger_stamp_b4e5e",
                            table="sponsorship_receipt",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="take_number",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF NEW.move_id IS NOT NULL THEN\n            NEW.number := NULL; NEW.number_year := NULL; NEW.number_unit_id := NULL;\n        ELSIF NEW.reverses_id IS NOT NULL THEN\n            SELECT r.number, r.number_year, r.number_unit_id INTO NEW.number, NEW.number_year, NEW.number_unit_id\n            FROM sponsorship_receipt r WHERE r.id = NEW.reverses_id;\n        ELSE\n            NEW.number_unit_id := NEW.unit_id;\n            NEW.number_year := extract(year FROM NEW.received_on);\n            INSERT INTO sponsorship_receiptcounter AS c (unit_id, year, last)\n            VALUES (NEW.number_unit_id, NEW.number_year, 1)\n            ON CONFLICT (unit_id, year) DO UPDATE SET last = c.last + 1 RETURNING last INTO NEW.number;\n        END IF;\n        RETURN NEW;\n    ",
                            hash="bb60f1d7e8540f5e347f1c3f6b883894e9f1a5b1",
                            operation="INSERT",
                            pgid="pgtrigger_take_number_79de6",
                            table="sponsorship_receipt",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="move_is_whole",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF EXISTS (SELECT FROM entries WHERE move_id IS NOT NULL GROUP BY move_id\n                   HAVING sum(amount_vnd) <> 0 OR count(*) <> 2) THEN\n            RAISE EXCEPTION 'a move takes from one pledge what it gives to the other' USING\n                ERRCODE = 'check_violation', CONSTRAINT = 'move_is_whole';\n        END IF;\n        RETURN NULL;\n    ",
                            hash="5606f9c8488a901f299bd03dc5cd94c38a7401be",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_move_is_whole_321bc",
                            referencing="REFERENCING NEW TABLE AS entries ",
                            table="sponsorship_receipt",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="reversal_is_exact",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.reverses_id IS NOT NULL)",
                            func="\n            PERFORM 1 FROM sponsorship_receipt o WHERE o.id = NEW.reverses_id AND o.reverses_id IS NULL\n                AND o.pledge_id = NEW.pledge_id AND o.amount_vnd = -NEW.amount_vnd;\n            IF NOT FOUND THEN\n                RAISE EXCEPTION 'a reversal takes back one entry, whole' USING ERRCODE = 'check_violation',\n                    CONSTRAINT = 'reversal_is_exact';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="1a99c26aa8f19056cd7aa9947ca6809d8a0a1e1d",
                            operation="INSERT",
                            pgid="pgtrigger_reversal_is_exact_17886",
                            table="sponsorship_receipt",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="book",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE sponsorship_pledgebalance b\n            SET received_vnd = b.received_vnd + e.amount, surplus_vnd = b.surplus_vnd + e.surplus\n            FROM (SELECT pledge_id, sum(amount_vnd) AS amount, sum(surplus_vnd) AS surplus FROM entries GROUP BY 1) e\n            WHERE b.pledge_id = e.pledge_id;\n            \n            INSERT INTO sponsorship_ledgertotal AS t (side, month, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id, entries_count, amount_vnd)\n            SELECT 'received', date_trunc('month', received_on)::date, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id, sum(n), sum(sum)\n            FROM (SELECT *, 1 AS n, amount_vnd AS sum FROM entries) e GROUP BY 2, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id ORDER BY 2, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id\n            ON CONFLICT (side, month, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id) DO UPDATE\n            SET entries_count = t.entries_count + excluded.entries_count,\n                amount_vnd = t.amount_vnd + excluded.amount_vnd;\n            \n            INSERT INTO sponsorship_ledgersum AS t (unit_id, dimension, side, key, amount_vnd)\n            SELECT e.unit_id, d.dimension, 'received', d.key, sum(e.sum)\n            FROM (SELECT *, 1 AS n, amount_vnd AS sum FROM entries) e, LATERAL (VALUES ('month', to_char(e.received_on, 'YYYYMM')::bigint), ('commune', coalesce(e.commune_id, 0)), ('former_commune', coalesce(e.former_commune_id, 0)), ('connecting_unit', coalesce(e.connecting_unit_id, 0)), ('campaign', coalesce(e.campaign_id, 0))) AS d (dimension, key)\n            GROUP BY 1, 2, 4 HAVING sum(e.sum) <> 0 ORDER BY 1, 2, 4\n            ON CONFLICT (dimension, unit_id, side, key) DO UPDATE SET amount_vnd = t.amount_vnd + excluded.amount_vnd;\n    \n    \n            RETURN NULL;\n        ",
                            hash="8dd553622e65cd6ed77ce0917c2aa154946c783b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_book_3d2b7",
                            referencing="REFERENCING NEW TABLE AS entries ",
                            table="sponsorship_receipt",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="move_totals",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            INSERT INTO sponsorship_ledgertotal AS t (side, month, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id, entries_count, amount_vnd)\n            SELECT 'received', date_trunc('month', received_on)::date, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id, sum(n), sum(sum)\n            FROM (SELECT *, -1 AS n, -amount_vnd AS sum FROM gone UNION ALL SELECT *, 1 AS n, amount_vnd AS sum FROM come) e GROUP BY 2, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id ORDER BY 2, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id\n            ON CONFLICT (side, month, unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id) DO UPDATE\n            SET entries_count = t.entries_count + excluded.entries_count,\n                amount_vnd = t.amount_vnd + excluded.amount_vnd;\n            \n            INSERT INTO sponsorship_ledgersum AS t (unit_id, dimension, side, key, amount_vnd)\n            SELECT e.unit_id, d.dimension, 'received', d.key, sum(e.sum)\n            FROM (SELECT *, -1 AS n, -amount_vnd AS sum FROM gone UNION ALL SELECT *, 1 AS n, amount_vnd AS sum FROM come) e, LATERAL (VALUES ('month', to_char(e.received_on, 'YYYYMM')::bigint), ('commune', coalesce(e.commune_id, 0)), ('former_commune', coalesce(e.former_commune_id, 0)), ('connecting_unit', coalesce(e.connecting_unit_id, 0)), ('campaign', coalesce(e.campaign_id, 0))) AS d (dimension, key)\n            GROUP BY 1, 2, 4 HAVING sum(e.sum) <> 0 ORDER BY 1, 2, 4\n            ON CONFLICT (dimension, unit_id, side, key) DO UPDATE SET amount_vnd = t.amount_vnd + excluded.amount_vnd;\n    \n     RETURN NULL;",
                            hash="c9906e4c56e7080f6aec93f8daebf533f7c01142",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_move_totals_1f956",
                            referencing="REFERENCING OLD TABLE AS gone  NEW TABLE AS come ",
                            table="sponsorship_receipt",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_changed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1\n            AND to_jsonb(NEW) - '{unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id,code}'::text[] = to_jsonb(OLD) - '{unit_id, commune_id, former_commune_id, connecting_unit_id, campaign_id,code}'::text[] THEN\n            RETURN NEW;\n        END IF;\n        RAISE EXCEPTION 'a ledger is append-only: reverse the entry instead';\n    ",
                            hash="ac4c1f67b7e40675bf99df8cc99787760c78c42f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_never_changed_b7a95",
                            table="sponsorship_receipt",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'a ledger is never emptied';",
                            hash="078341b25f00aeb53f1ee916faca025437172e81",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_never_emptied_f38d5",
                            table="sponsorship_receipt",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BankLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("row", models.PositiveIntegerField()),
                ("booked_on", models.DateField(verbose_name="day")),
                ("amount_vnd", models.BigIntegerField(verbose_name="amount")),
                ("text", models.CharField(blank=True, max_length=600, verbose_name="what the bank wrote")),
                (
                    "text_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("text"), function="vi_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                ("bank_reference", models.CharField(blank=True, max_length=60, verbose_name="bank reference")),
                ("fingerprint", models.CharField(editable=False, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "to be booked"), ("booked", "booked"), ("aside", "set aside")],
                        default="open",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("confidence", models.PositiveSmallIntegerField(default=0)),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), default=list, size=None
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "managing_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="organisation.unit"
                    ),
                ),
                (
                    "proposed",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="sponsorship.pledge",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="sponsorship.bankstatement",
                    ),
                ),
                ("receipts", models.ManyToManyField(related_name="bank_lines", to="sponsorship.receipt")),
            ],
            options={
                "verbose_name": "line of a bank statement",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["managing_unit", "state", "-booked_on", "-id"], name="bank_line_state")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("managing_unit", "fingerprint"), name="bank_line_once"),
                    models.CheckConstraint(condition=models.Q(("amount_vnd__gt", 0)), name="bank_line_positive"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "open"),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="bank_line_decided_by_name",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."amount_vnd" IS DISTINCT FROM (NEW."amount_vnd") OR OLD."bank_reference" IS DISTINCT FROM (NEW."bank_reference") OR OLD."booked_on" IS DISTINCT FROM (NEW."booked_on") OR OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."fingerprint" IS DISTINCT FROM (NEW."fingerprint") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."proposed_id" IS DISTINCT FROM (NEW."proposed_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."reasons" IS DISTINCT FROM (NEW."reasons") OR OLD."row" IS DISTINCT FROM (NEW."row") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."statement_id" IS DISTINCT FROM (NEW."statement_id") OR OLD."text" IS DISTINCT FROM (NEW."text"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="6aad388f80448d20c482dc35ad149fa18dde4c57",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_167ce",
                            table="sponsorship_bankline",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceiptBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                (
                    "code",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.Value("BK"), models.F("id"), function="readable_code"),
                        output_field=models.CharField(max_length=24, verbose_name="code"),
                        unique=True,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="what it is")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("social_mobilisation", "social mobilisation"),
                            ("union_finance", "union finance"),
                            ("budget", "state budget"),
                            ("fund", "fund"),
                            ("partner", "partner"),
                        ],
                        default="social_mobilisation",
                        max_length=20,
                        verbose_name="funding source",
                    ),
                ),
                (
                    "declared_count",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="number of receipts"),
                ),
                ("declared_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="total")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("booked", "booked")],
                        default="draft",
                        editable=False,
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("booked_at", models.DateTimeField(editable=False, null=True)),
                ("overrule_reason", models.CharField(blank=True, editable=False, max_length=400)),
                ("saves_count", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "booked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "managing_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "overruled_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "batch of receipts",
                "abstract": False,
                "indexes": [models.Index(fields=["managing_unit", "-id"], name="batch_unit")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("booked_at", None), ("booked_by", None), ("state", "draft")),
                            models.Q(
                                ("booked_at__isnull", False),
                                ("booked_by__isnull", False),
                                ("declared_count__isnull", False),
                                ("declared_vnd__isnull", False),
                                ("state", "booked"),
                            ),
                            _connector="OR",
                        ),
                        name="batch_booked_with_totals",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("overrule_reason", ""), ("overruled_by", None)),
                            models.Q(("overruled_by__isnull", False), models.Q(("overrule_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="batch_overruled_by_name",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."booked_at" IS DISTINCT FROM (NEW."booked_at") OR OLD."booked_by_id" IS DISTINCT FROM (NEW."booked_by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."declared_count" IS DISTINCT FROM (NEW."declared_count") OR OLD."declared_vnd" IS DISTINCT FROM (NEW."declared_vnd") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."overrule_reason" IS DISTINCT FROM (NEW."overrule_reason") OR OLD."overruled_by_id" IS DISTINCT FROM (NEW."overruled_by_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."saves_count" IS DISTINCT FROM (NEW."saves_count") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="994b7b2c76419105f0416a9a78b3f64f3702a14c",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_f6404",
                            table="sponsorship_receiptbatch",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BatchLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("pledge_text", models.CharField(blank=True, max_length=120)),
                ("amount_vnd", models.BigIntegerField(null=True)),
                ("received_on", models.DateField(null=True)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("cash", "cash"),
                            ("bank_transfer", "bank transfer"),
                            ("savings_book", "savings book"),
                            ("goods", "goods, by their value"),
                        ],
                        default="cash",
                        max_length=14,
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("allow_surplus", models.BooleanField(default=False)),
                (
                    "pledge",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="sponsorship.pledge",
                    ),
                ),
                (
                    "receipt",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="batch_line",
                        to="sponsorship.receipt",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="sponsorship.receiptbatch"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_vnd", None), ("amount_vnd__gt", 0), _connector="OR"),
                        name="batch_line_amount_positive",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceiptCounter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("unit", "year"), name="receipt_counter_once")],
            },
        ),
        migrations.CreateModel(
            name="ReminderText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("text", models.TextField(max_length=2000, verbose_name="text")),
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder text",
                "verbose_name_plural": "reminder texts",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="reminder_text_says_something"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="03694b17cf2eab220623e9b73f59d924462c0cfe",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_7a44a",
                            table="sponsorship_remindertext",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_remindertextevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "text", "unit_id", "updated_at", "version") SELECT new_values."created_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."text", new_values."unit_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3685df4f0ef6e55a848f095cc6876a303931eeea",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6e4a8",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="sponsorship_remindertext",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_remindertextevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "text", "unit_id", "updated_at", "version") SELECT new_values."created_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."text", new_values."unit_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b39db61f16861ee2d217eb0be9375fd97ff1387a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_67232",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="sponsorship_remindertext",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_remindertextevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "text", "unit_id", "updated_at", "version") SELECT old_values."created_at", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."text", old_values."unit_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="805826cfeb49b173e417905b67c747949c082773",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_306fb",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="sponsorship_remindertext",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReminderTextEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("text", models.TextField(max_length=2000, verbose_name="text")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="sponsorship.remindertext",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="72b38578150645f89f46b73a579299e280d93af5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3a888",
                            table="sponsorship_remindertextevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SavingsBook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("number", models.CharField(max_length=40, verbose_name="book number")),
                ("bank", models.CharField(max_length=160, verbose_name="bank")),
                ("opened_on", models.DateField(verbose_name="opened on")),
                ("matures_on", models.DateField(verbose_name="matures on")),
                ("principal_vnd", models.BigIntegerField(verbose_name="principal")),
                (
                    "interest_percent",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=4, null=True, verbose_name="interest a year (%)"
                    ),
                ),
                ("kept_by", models.CharField(blank=True, max_length=160, verbose_name="who keeps the book")),
                ("paid_out_on", models.DateField(blank=True, null=True, verbose_name="principal paid out on")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "pledge",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="savings_book",
                        to="sponsorship.pledge",
                    ),
                ),
            ],
            options={
                "verbose_name": "savings book",
                "abstract": False,
                "indexes": [
                    models.Index(condition=models.Q(("paid_out_on", None)), fields=["matures_on"], name="book_matures")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", ""), _negated=True), models.Q(("bank", ""), _negated=True)
                        ),
                        name="book_can_be_found",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("principal_vnd__gt", 0)), name="book_principal_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("matures_on__gt", models.F("opened_on")),
                            models.Q(
                                ("paid_out_on", None), ("paid_out_on__gte", models.F("opened_on")), _connector="OR"
                            ),
                        ),
                        name="book_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("interest_percent", None),
                            models.Q(("interest_percent__gte", 0), ("interest_percent__lte", 20)),
                            _connector="OR",
                        ),
                        name="book_interest_plausible",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."bank" IS DISTINCT FROM (NEW."bank") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."interest_percent" IS DISTINCT FROM (NEW."interest_percent") OR OLD."kept_by" IS DISTINCT FROM (NEW."kept_by") OR OLD."matures_on" IS DISTINCT FROM (NEW."matures_on") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."opened_on" IS DISTINCT FROM (NEW."opened_on") OR OLD."paid_out_on" IS DISTINCT FROM (NEW."paid_out_on") OR OLD."pledge_id" IS DISTINCT FROM (NEW."pledge_id") OR OLD."principal_vnd" IS DISTINCT FROM (NEW."principal_vnd") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="c80035247db48e8c81b7dfa268975e5f25880804",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_f280b",
                            table="sponsorship_savingsbook",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_savingsbookevent" ("bank", "created_at", "id", "interest_percent", "kept_by", "matures_on", "note", "number", "opened_on", "paid_out_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "principal_vnd", "public_id", "updated_at", "version") SELECT new_values."bank", new_values."created_at", new_values."id", new_values."interest_percent", new_values."kept_by", new_values."matures_on", new_values."note", new_values."number", new_values."opened_on", new_values."paid_out_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pledge_id", new_values."principal_vnd", new_values."public_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e3f20d20322a71826490a577a92e3e2f0c433c31",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_188e4",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="sponsorship_savingsbook",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_savingsbookevent" ("bank", "created_at", "id", "interest_percent", "kept_by", "matures_on", "note", "number", "opened_on", "paid_out_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "principal_vnd", "public_id", "updated_at", "version") SELECT new_values."bank", new_values."created_at", new_values."id", new_values."interest_percent", new_values."kept_by", new_values."matures_on", new_values."note", new_values."number", new_values."opened_on", new_values."paid_out_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pledge_id", new_values."principal_vnd", new_values."public_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="bef9f975b1eed3cd7e7d5bcdeb9cbd9f53026974",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1c278",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="sponsorship_savingsbook",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_savingsbookevent" ("bank", "created_at", "id", "interest_percent", "kept_by", "matures_on", "note", "number", "opened_on", "paid_out_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "principal_vnd", "public_id", "updated_at", "version") SELECT old_values."bank", old_values."created_at", old_values."id", old_values."interest_percent", old_values."kept_by", old_values."matures_on", old_values."note", old_values."number", old_values."opened_on", old_values."paid_out_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pledge_id", old_values."principal_vnd", old_values."public_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3001d8e0809115fbc1ee3cb5d366bdca18d04cca",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_5fccc",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="sponsorship_savingsbook",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavingsBookEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "public_id",
                    models.UUIDField(db_default=django.contrib.postgres.functions.RandomUUID(), editable=False),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="created at"
                    ),
                ),
                (
                    "updated_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="updated at"
                    ),
                ),
                ("version", models.PositiveIntegerField(db_default=1, editable=False)),
                ("number", models.CharField(max_length=40, verbose_name="book number")),
                ("bank", models.CharField(max_length=160, verbose_name="bank")),
                ("opened_on", models.DateField(verbose_name="opened on")),
                ("matures_on", models.DateField(verbose_name="matures on")),
                ("principal_vnd", models.BigIntegerField(verbose_name="principal")),
                (
                    "interest_percent",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=4, null=True, verbose_name="interest a year (%)"
                    ),
                ),
                ("kept_by", models.CharField(blank=True, max_length=160, verbose_name="who keeps the book")),
                ("paid_out_on", models.DateField(blank=True, null=True, verbose_name="principal paid out on")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="sponsorship.savingsbook",
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sponsorship.pledge",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="195903c01f428e6615e81eb921ae7db67b2ecfa7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e21ce",
                            table="sponsorship_savingsbookevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_on", models.DateField(verbose_name="suspended from")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="expected to go on from")),
                ("over_on", models.DateField(blank=True, null=True, verbose_name="went on from")),
                ("reason", models.CharField(max_length=400, verbose_name="reason")),
                (
                    "decided_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("over_at", models.DateTimeField(editable=False, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "over_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="suspensions", to="sponsorship.pledge"
                    ),
                ),
            ],
            options={
                "verbose_name": "suspension",
                "ordering": ["from_on", "id"],
                "indexes": [
                    models.Index(condition=models.Q(("over_on", None)), fields=["until_on"], name="suspension_expected")
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("pledge", "="),
                            (models.Func("from_on", "over_on", models.Value("[)"), function="daterange"), "&&"),
                        ],
                        name="suspension_one_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("until_on", None), ("until_on__gt", models.F("from_on")), _connector="OR"),
                            models.Q(("over_on", None), ("over_on__gte", models.F("from_on")), _connector="OR"),
                        ),
                        name="suspension_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="suspension_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("over_at", None), ("over_by", None), ("over_on", None)),
                            models.Q(
                                ("over_at__isnull", False), ("over_by__isnull", False), ("over_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="suspension_over_by_somebody",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_suspensionevent" ("decided_at", "decided_by_id", "from_on", "id", "over_at", "over_by_id", "over_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "reason", "until_on") SELECT new_values."decided_at", new_values."decided_by_id", new_values."from_on", new_values."id", new_values."over_at", new_values."over_by_id", new_values."over_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pledge_id", new_values."reason", new_values."until_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="01ff4ffe8e368edbc9482e176edc8e6da3dbcb62",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d7aea",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="sponsorship_suspension",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_suspensionevent" ("decided_at", "decided_by_id", "from_on", "id", "over_at", "over_by_id", "over_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "reason", "until_on") SELECT new_values."decided_at", new_values."decided_by_id", new_values."from_on", new_values."id", new_values."over_at", new_values."over_by_id", new_values."over_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pledge_id", new_values."reason", new_values."until_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6b47173f75d5a290148c40195267098b21fc84a1",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d6421",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="sponsorship_suspension",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_suspensionevent" ("decided_at", "decided_by_id", "from_on", "id", "over_at", "over_by_id", "over_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pledge_id", "reason", "until_on") SELECT old_values."decided_at", old_values."decided_by_id", old_values."from_on", old_values."id", old_values."over_at", old_values."over_by_id", old_values."over_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."pledge_id", old_values."reason", old_values."until_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="9a0db0bcb79a572e72463755796e370f427a46e2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_32b7e",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="sponsorship_suspension",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SuspensionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("from_on", models.DateField(verbose_name="suspended from")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="expected to go on from")),
                ("over_on", models.DateField(blank=True, null=True, verbose_name="went on from")),
                ("reason", models.CharField(max_length=400, verbose_name="reason")),
                (
                    "decided_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("over_at", models.DateTimeField(editable=False, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "over_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="sponsorship.suspension",
                    ),
                ),
                (
                    "pledge",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="sponsorship.pledge",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="be8f5924f2580b0aec2f90b889fb350e9c451415",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3969e",
                            table="sponsorship_suspensionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PledgeBalance",
            fields=[
                (
                    "pledge",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="balance",
                        serialize=False,
                        to="sponsorship.pledge",
                    ),
                ),
                ("pledged_vnd", models.BigIntegerField(db_default=0, verbose_name="pledged")),
                ("received_vnd", models.BigIntegerField(db_default=0, verbose_name="received")),
                ("surplus_vnd", models.BigIntegerField(db_default=0, verbose_name="surplus")),
                ("delivered_vnd", models.BigIntegerField(db_default=0, verbose_name="delivered")),
                ("counted_from", models.DateField(editable=False, null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.area",
                    ),
                ),
                (
                    "connecting_unit",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
                (
                    "former_commune",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.area",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pledged_vnd__gte", 0), ("surplus_vnd__gte", 0)),
                        name="balance_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "received_vnd__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("pledged_vnd"), "+", models.F("surplus_vnd")
                                ),
                            )
                        ),
                        name="balance_not_overpaid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("delivered_vnd__gte", 0), ("delivered_vnd__lte", models.F("received_vnd"))),
                        name="balance_held_not_negative",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="sum_pledged",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        \n            INSERT INTO sponsorship_ledgersum AS t (unit_id, dimension, side, key, amount_vnd)\n            SELECT e.unit_id, d.dimension, 'pledged', d.key, sum(e.sum)\n            FROM (SELECT *, -pledged_vnd AS sum FROM gone WHERE counted_from IS NOT NULL UNION ALL SELECT *, pledged_vnd AS sum FROM come WHERE counted_from IS NOT NULL) e, LATERAL (VALUES ('commune', coalesce(e.commune_id, 0)), ('former_commune', coalesce(e.former_commune_id, 0)), ('connecting_unit', coalesce(e.connecting_unit_id, 0)), ('campaign', coalesce(e.campaign_id, 0))) AS d (dimension, key)\n            GROUP BY 1, 2, 4 HAVING sum(e.sum) <> 0 ORDER BY 1, 2, 4\n            ON CONFLICT (dimension, unit_id, side, key) DO UPDATE SET amount_vnd = t.amount_vnd + excluded.amount_vnd;\n    \n        RETURN NULL;\n    ",
                            hash="77bd449153b84e0674b6a72fa84a7b13004cc6b4",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_sum_pledged_209d7",
                            referencing="REFERENCING OLD TABLE AS gone  NEW TABLE AS come ",
                            table="sponsorship_pledgebalance",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("child", "="),
                    ("place", "="),
                    (models.Func("held_from", "held_until", models.Value("[)"), function="tstzrange"), "&&"),
                ],
                name="hold_place_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_from__lte", models.F("held_until"))), name="hold_times_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("extensions_count__lte", 2)), name="hold_extended_twice_at_most"
            ),
        ),
        migrations.AddConstraint(
            model_name="hold",
            constraint=models.CheckConstraint(
                condition=models.Q(("launch", None), ("kind", "launch"), _connector="OR"),
                name="hold_of_a_launch_is_of_its_kind",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hold",
            trigger=pgtrigger.compiler.Trigger(
                name="bump_version",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."donor_id" IS DISTINCT FROM (NEW."donor_id") OR OLD."extensions_count" IS DISTINCT FROM (NEW."extensions_count") OR OLD."held_by_id" IS DISTINCT FROM (NEW."held_by_id") OR OLD."held_from" IS DISTINCT FROM (NEW."held_from") OR OLD."held_until" IS DISTINCT FROM (NEW."held_until") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."launch_id" IS DISTINCT FROM (NEW."launch_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id"))',
                    func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                    hash="6ec29988cb6841f6dcb8e27c4769904555ae62d4",
                    operation="UPDATE",
                    pgid="pgtrigger_bump_version_7b522",
                    table="sponsorship_hold",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hold",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_holdevent" ("campaign_id", "child_id", "created_at", "donor_id", "extensions_count", "held_by_id", "held_from", "held_until", "id", "kind", "launch_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "updated_at", "version") SELECT new_values."campaign_id", new_values."child_id", new_values."created_at", new_values."donor_id", new_values."extensions_count", new_values."held_by_id", new_values."held_from", new_values."held_until", new_values."id", new_values."kind", new_values."launch_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."public_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c2bdd78d84373759f635cdfe1523f8aae6b6e866",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_aa164",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="sponsorship_hold",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hold",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_holdevent" ("campaign_id", "child_id", "created_at", "donor_id", "extensions_count", "held_by_id", "held_from", "held_until", "id", "kind", "launch_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "updated_at", "version") SELECT new_values."campaign_id", new_values."child_id", new_values."created_at", new_values."donor_id", new_values."extensions_count", new_values."held_by_id", new_values."held_from", new_values."held_until", new_values."id", new_values."kind", new_values."launch_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."public_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="27993b855b65e4f6b016cfe112daf88c163896f5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_724bc",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="sponsorship_hold",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="hold",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "sponsorship_holdevent" ("campaign_id", "child_id", "created_at", "donor_id", "extensions_count", "held_by_id", "held_from", "held_until", "id", "kind", "launch_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "updated_at", "version") SELECT old_values."campaign_id", old_values."child_id", old_values."created_at", old_values."donor_id", old_values."extensions_count", old_values."held_by_id", old_values."held_from", old_values."held_until", old_values."id", old_values."kind", old_values."launch_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."public_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="7afe9ec19d35b9bd1d3df09e71b5fc9667aff27c",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f8e41",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="sponsorship_hold",
                    when="AFTER",
                ),
            ),
        ),
        PLEDGE_FOLLOWS_CHILD,
        ENTRIES_FOLLOW_CHILD,
        LATE_PLEDGES,
    ]
