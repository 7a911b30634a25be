import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from organisation import migrating


class Migration(migrating.Migration):
    initial = True

    dependencies = [
        ("organisation", "0002_signing_in"),
        ("organisation", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                (
                    "code",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.Value("BC"), models.F("id"), function="readable_code"),
                        output_field=models.CharField(max_length=24, verbose_name="code"),
                        unique=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("interim", "interim review"),
                            ("half_year", "six-month report"),
                            ("year", "yearly report"),
                            ("final", "final review"),
                            ("other", "other report"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("as_of", models.DateField(verbose_name="as of")),
                ("since", models.DateField(verbose_name="compared with")),
                ("filters", models.JSONField(default=dict)),
                ("edition", models.PositiveSmallIntegerField(default=1)),
                ("reason", models.CharField(blank=True, default="", max_length=400, verbose_name="reason")),
                ("content", models.JSONField()),
                ("lists", models.JSONField()),
                (
                    "taken_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="taken at"
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
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
                "verbose_name": "kept report",
                "verbose_name_plural": "kept reports",
                "ordering": ["-as_of", "-id"],
                "indexes": [models.Index(fields=["unit", "-as_of", "-id"], name="snapshot_unit_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "as_of", "since", "kind", "filters", "edition"), name="snapshot_edition_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edition", 1), ("reason", "")),
                            models.Q(("edition__gt", 1), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="snapshot_edition_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("since__lt", models.F("as_of"))), name="snapshot_days_in_order"
                    ),
                    models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="snapshot_has_title"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cfdfb6cc4820ad61eed4714d6f0ca1f82c441b27",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_96e0e",
                            table="reports_snapshot",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'a ledger is never emptied';",
                            hash="ba910e2fafc26b8f515ae6f358ce12b6d66152b9",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_never_emptied_916ce",
                            table="reports_snapshot",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
    ]
