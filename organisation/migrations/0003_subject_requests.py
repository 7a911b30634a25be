import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from organisation import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("organisation", "0002_signing_in"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="SubjectRequest",
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
                ("record_kind", models.CharField(editable=False, max_length=40)),
                ("record_id", models.BigIntegerField(editable=False)),
                ("record_code", models.CharField(editable=False, max_length=24, verbose_name="code")),
                (
                    "wish",
                    models.CharField(
                        choices=[
                            ("see", "see what is kept"),
                            ("correct", "have something corrected"),
                            ("erase", "have the data erased"),
                        ],
                        max_length=10,
                        verbose_name="what the person wishes",
                    ),
                ),
                ("asked_by", models.CharField(max_length=120, verbose_name="who asks")),
                ("evidence", models.CharField(max_length=300, verbose_name="how we know that this person may ask")),
                ("received_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="asked on")),
                ("due_on", models.DateField(editable=False, verbose_name="to answer by")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="what exactly")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("handed_over", "copy given"),
                            ("corrected", "corrected"),
                            ("anonymised", "made nameless"),
                            ("refused", "refused"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="what was done")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered on")),
                (
                    "answered_by",
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
                        verbose_name="managing unit",
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
                "verbose_name": "request about personal data",
                "verbose_name_plural": "requests about personal data",
                "ordering": ["-received_on", "-id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asked_by", ""), _negated=True), models.Q(("evidence", ""), _negated=True)
                        ),
                        name="subject_request_says_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("received_on"))), name="subject_request_due_later"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_by", None), ("answered_on", None), ("outcome", "")),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                                ("answered_by__isnull", False),
                                ("answered_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="subject_request_answered_whole",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_by_id" IS DISTINCT FROM (NEW."answered_by_id") OR OLD."answered_on" IS DISTINCT FROM (NEW."answered_on") OR OLD."asked_by" IS DISTINCT FROM (NEW."asked_by") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."evidence" IS DISTINCT FROM (NEW."evidence") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."outcome" IS DISTINCT FROM (NEW."outcome") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."record_code" IS DISTINCT FROM (NEW."record_code") OR OLD."record_id" IS DISTINCT FROM (NEW."record_id") OR OLD."record_kind" IS DISTINCT FROM (NEW."record_kind") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."wish" IS DISTINCT FROM (NEW."wish"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="44d58bffef17b8b9e3109a9d6be19f925b6789ce",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_a897d",
                            table="organisation_subjectrequest",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_subjectrequestevent" ("answer", "answered_by_id", "answered_on", "asked_by", "created_at", "due_on", "evidence", "id", "managing_unit_id", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "received_on", "record_code", "record_id", "record_kind", "recorded_by_id", "updated_at", "version", "wish") SELECT new_values."answer", new_values."answered_by_id", new_values."answered_on", new_values."asked_by", new_values."created_at", new_values."due_on", new_values."evidence", new_values."id", new_values."managing_unit_id", new_values."note", new_values."outcome", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."received_on", new_values."record_code", new_values."record_id", new_values."record_kind", new_values."recorded_by_id", new_values."updated_at", new_values."version", new_values."wish" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f57cc0855b4dbe2b7fbb6b0ebe1956e9405265a8",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fe4a7",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="organisation_subjectrequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_subjectrequestevent" ("answer", "answered_by_id", "answered_on", "asked_by", "created_at", "due_on", "evidence", "id", "managing_unit_id", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "received_on", "record_code", "record_id", "record_kind", "recorded_by_id", "updated_at", "version", "wish") SELECT new_values."answer", new_values."answered_by_id", new_values."answered_on", new_values."asked_by", new_values."created_at", new_values."due_on", new_values."evidence", new_values."id", new_values."managing_unit_id", new_values."note", new_values."outcome", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."received_on", new_values."record_code", new_values."record_id", new_values."record_kind", new_values."recorded_by_id", new_values."updated_at", new_values."version", new_values."wish" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3f26414228333aeba097641bbb7bac8b4bcf670c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c6f0c",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="organisation_subjectrequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "organisation_subjectrequestevent" ("answer", "answered_by_id", "answered_on", "asked_by", "created_at", "due_on", "evidence", "id", "managing_unit_id", "note", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "received_on", "record_code", "record_id", "record_kind", "recorded_by_id", "updated_at", "version", "wish") SELECT old_values."answer", old_values."answered_by_id", old_values."answered_on", old_values."asked_by", old_values."created_at", old_values."due_on", old_values."evidence", old_values."id", old_values."managing_unit_id", old_values."note", old_values."outcome", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."received_on", old_values."record_code", old_values."record_id", old_values."record_kind", old_values."recorded_by_id", old_values."updated_at", old_values."version", old_values."wish" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="2a2e030a5982265a935e75766d01e50ffafd5c8a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_78f70",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="organisation_subjectrequest",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=63)),
                ("rows", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="erasures",
                        to="organisation.subjectrequest",
                    ),
                ),
            ],
            options={
                "verbose_name": "erasure",
                "verbose_name_plural": "erasures",
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="803d15186692271390fd2b91059f2c1efe61a8f9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_eb20b",
                            table="organisation_erasure",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'a ledger is never emptied';",
                            hash="58ad8ccc29962241a775ba6624951dee3e06fca4",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_never_emptied_c57a0",
                            table="organisation_erasure",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubjectRequestEvent",
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
                ("record_kind", models.CharField(editable=False, max_length=40)),
                ("record_id", models.BigIntegerField(editable=False)),
                ("record_code", models.CharField(editable=False, max_length=24, verbose_name="code")),
                (
                    "wish",
                    models.CharField(
                        choices=[
                            ("see", "see what is kept"),
                            ("correct", "have something corrected"),
                            ("erase", "have the data erased"),
                        ],
                        max_length=10,
                        verbose_name="what the person wishes",
                    ),
                ),
                ("asked_by", models.CharField(max_length=120, verbose_name="who asks")),
                ("evidence", models.CharField(max_length=300, verbose_name="how we know that this person may ask")),
                ("received_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="asked on")),
                ("due_on", models.DateField(editable=False, verbose_name="to answer by")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="what exactly")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("handed_over", "copy given"),
                            ("corrected", "corrected"),
                            ("anonymised", "made nameless"),
                            ("refused", "refused"),
                        ],
                        default="",
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="what was done")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered on")),
                (
                    "answered_by",
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
                    "managing_unit",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="organisation.subjectrequest",
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
                            hash="aca3c2a2b7382c075ace95f454fe28d959b00840",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_80913",
                            table="organisation_subjectrequestevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
    ]
