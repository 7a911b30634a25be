import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from organisation import migrating


class Migration(migrating.Migration):
    initial = True

    replaces = [
        ("imports", "0001_initial"),
        ("imports", "0002_cells_are_a_list"),
        ("imports", "0003_remembered_columns"),
        ("imports", "0004_sent_again"),
    ]

    dependencies = [
        ("organisation", "0001_start"),
        ("organisation", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
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
                ("kind", models.CharField(max_length=20, verbose_name="kind of list")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checked", "to be checked"),
                            ("applied", "entered"),
                            ("undone", "undone"),
                            ("discarded", "discarded"),
                        ],
                        default="checked",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="file")),
                ("file_sha256", models.CharField(max_length=64)),
                ("stored_file", models.CharField(blank=True, max_length=60)),
                ("list_date", models.DateField(blank=True, null=True, verbose_name="date of the list")),
                ("layout", models.JSONField(default=dict)),
                ("corrections", models.JSONField(default=dict)),
                ("counts", models.JSONField(default=dict)),
                ("applied_at", models.DateTimeField(null=True, verbose_name="entered at")),
                ("undone_at", models.DateTimeField(null=True, verbose_name="undone at")),
                (
                    "applied_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
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
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sent_again",
                        to="imports.importbatch",
                    ),
                ),
            ],
            options={
                "verbose_name": "imported list",
                "verbose_name_plural": "imported lists",
                "ordering": ["-created_at"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "applied")),
                        fields=("managing_unit", "kind", "file_sha256"),
                        name="import_same_file_once",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."applied_at" IS DISTINCT FROM (NEW."applied_at") OR OLD."applied_by_id" IS DISTINCT FROM (NEW."applied_by_id") OR OLD."corrections" IS DISTINCT FROM (NEW."corrections") OR OLD."counts" IS DISTINCT FROM (NEW."counts") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."file_name" IS DISTINCT FROM (NEW."file_name") OR OLD."file_sha256" IS DISTINCT FROM (NEW."file_sha256") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."layout" IS DISTINCT FROM (NEW."layout") OR OLD."list_date" IS DISTINCT FROM (NEW."list_date") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."stored_file" IS DISTINCT FROM (NEW."stored_file") OR OLD."undone_at" IS DISTINCT FROM (NEW."undone_at"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="1d26a38603960dc73f53881754626f158f2233ef",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_f5a6c",
                            table="imports_importbatch",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sheet", models.CharField(max_length=100, verbose_name="sheet")),
                ("row", models.PositiveIntegerField(verbose_name="row")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "new"),
                            ("update", "adds to a record"),
                            ("duplicate", "already entered"),
                            ("error", "to be mended"),
                            ("skipped", "no record"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("values", models.JSONField(default=dict)),
                ("as_written", models.JSONField(default=list)),
                ("errors", models.JSONField(default=list)),
                ("record_id", models.BigIntegerField(null=True)),
                ("before", models.JSONField(null=True)),
                ("changes", models.JSONField(null=True)),
                ("mends", models.BigIntegerField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="imports.importbatch"
                    ),
                ),
            ],
            options={
                "verbose_name": "row of a list",
                "verbose_name_plural": "rows of a list",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["batch", "status", "id"], name="imports_imp_batch_i_85a56a_idx"),
                    models.Index(
                        condition=models.Q(("record_id__isnull", False)),
                        fields=["record_id", "batch"],
                        name="import_row_record",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ColumnTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("fingerprint", models.CharField(max_length=64)),
                ("decisions", models.JSONField(default=dict)),
                ("decided_at", models.DateTimeField(auto_now=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "remembered columns",
                "verbose_name_plural": "remembered columns",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "unit", "fingerprint"), name="columns_remembered_once")
                ],
            },
        ),
    ]
