import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from organisation import migrating


class Migration(migrating.Migration):
    initial = True

    replaces = [
        ("donors", "0001_initial"),
        ("donors", "0002_registration_answers"),
        ("donors", "0003_history_by_statement"),
        ("donors", "0004_commune_of_donor"),
        ("donors", "0005_merging"),
    ]

    dependencies = [
        ("imports", "0001_start"),
        ("organisation", "0001_start"),
        ("organisation", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Donor",
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
                        expression=models.Func(models.Value("ND"), models.F("id"), function="readable_code"),
                        output_field=models.CharField(max_length=24, verbose_name="code"),
                        unique=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("individual", "individual"),
                            ("organisation", "organisation"),
                            ("group", "group of donors"),
                            ("fund", "fund"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=10, verbose_name="form of address")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "name_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="vi_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "name_sort",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="vi_sortkey"),
                        output_field=models.TextField(db_collation="C"),
                    ),
                ),
                ("contact_name", models.CharField(blank=True, max_length=120, verbose_name="contact person")),
                ("position_title", models.CharField(blank=True, max_length=120, verbose_name="position")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("other_phone", models.CharField(blank=True, max_length=20, verbose_name="other phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("wished_age_from", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="age from")),
                ("wished_age_to", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="age to")),
                (
                    "wished_sex",
                    models.CharField(
                        blank=True,
                        choices=[("", "any"), ("male", "boy"), ("female", "girl")],
                        default="",
                        max_length=6,
                        verbose_name="boy or girl",
                    ),
                ),
                (
                    "wishes_double_orphan",
                    models.BooleanField(default=False, verbose_name="a child who lost both parents"),
                ),
                (
                    "wishes_union_member_child",
                    models.BooleanField(default=False, verbose_name="a union member's child"),
                ),
                ("wished_school", models.CharField(blank=True, max_length=160, verbose_name="at the school")),
                ("wishes_note", models.CharField(blank=True, max_length=400, verbose_name="other wishes")),
                (
                    "capacity_children",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="children it can take"),
                ),
                ("capacity_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="VND a month it can give")),
                ("is_public", models.BooleanField(default=False, verbose_name="may be named in public")),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="note")),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.area",
                        verbose_name="commune of the address",
                    ),
                ),
                (
                    "import_batch",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="donors",
                        to="imports.importbatch",
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
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="its unit, if it is one of ours",
                    ),
                ),
                (
                    "wished_area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="organisation.area",
                        verbose_name="area wished for",
                    ),
                ),
            ],
            options={
                "verbose_name": "donor",
                "verbose_name_plural": "donors",
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name_folded"], name="donor_name_trgm", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(fields=["name_sort", "id"], name="donor_name_sort"),
                    models.Index(fields=["managing_unit", "name_sort"], name="donor_unit_name"),
                    models.Index(
                        condition=models.Q(("phone", ""), _negated=True), fields=["phone"], name="donor_phone"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="donor_has_name"),
                    models.CheckConstraint(
                        condition=models.Q(("capacity_vnd", None), ("capacity_vnd__gt", 0), _connector="OR"),
                        name="donor_capacity_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("wished_age_from", None),
                            ("wished_age_to", None),
                            ("wished_age_from__lte", models.F("wished_age_to")),
                            _connector="OR",
                        ),
                        name="donor_wished_ages_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit", None), ("kind", "organisation"), _connector="OR"),
                        name="donor_unit_only_for_organisation",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."capacity_children" IS DISTINCT FROM (NEW."capacity_children") OR OLD."capacity_vnd" IS DISTINCT FROM (NEW."capacity_vnd") OR OLD."commune_id" IS DISTINCT FROM (NEW."commune_id") OR OLD."contact_name" IS DISTINCT FROM (NEW."contact_name") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."import_batch_id" IS DISTINCT FROM (NEW."import_batch_id") OR OLD."is_public" IS DISTINCT FROM (NEW."is_public") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."other_phone" IS DISTINCT FROM (NEW."other_phone") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."position_title" IS DISTINCT FROM (NEW."position_title") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."wished_age_from" IS DISTINCT FROM (NEW."wished_age_from") OR OLD."wished_age_to" IS DISTINCT FROM (NEW."wished_age_to") OR OLD."wished_area_id" IS DISTINCT FROM (NEW."wished_area_id") OR OLD."wished_school" IS DISTINCT FROM (NEW."wished_school") OR OLD."wished_sex" IS DISTINCT FROM (NEW."wished_sex") OR OLD."wishes_double_orphan" IS DISTINCT FROM (NEW."wishes_double_orphan") OR OLD."wishes_note" IS DISTINCT FROM (NEW."wishes_note") OR OLD."wishes_union_member_child" IS DISTINCT FROM (NEW."wishes_union_member_child"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="ecd4d39a0dc524c3bac9f00c40ea4228344ba581",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_c7bbf",
                            table="donors_donor",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "donors_donorevent" ("address", "capacity_children", "capacity_vnd", "commune_id", "contact_name", "created_at", "email", "id", "import_batch_id", "is_public", "kind", "managing_unit_id", "name", "note", "other_phone", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position_title", "public_id", "title", "unit_id", "updated_at", "version", "wished_age_from", "wished_age_to", "wished_area_id", "wished_school", "wished_sex", "wishes_double_orphan", "wishes_note", "wishes_union_member_child") SELECT new_values."address", new_values."capacity_children", new_values."capacity_vnd", new_values."commune_id", new_values."contact_name", new_values."created_at", new_values."email", new_values."id", new_values."import_batch_id", new_values."is_public", new_values."kind", new_values."managing_unit_id", new_values."name", new_values."note", new_values."other_phone", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."position_title", new_values."public_id", new_values."title", new_values."unit_id", new_values."updated_at", new_values."version", new_values."wished_age_from", new_values."wished_age_to", new_values."wished_area_id", new_values."wished_school", new_values."wished_sex", new_values."wishes_double_orphan", new_values."wishes_note", new_values."wishes_union_member_child" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="13115cf39053bb046e11f26662a97796e3555ebc",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_79eaf",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="donors_donor",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "donors_donorevent" ("address", "capacity_children", "capacity_vnd", "commune_id", "contact_name", "created_at", "email", "id", "import_batch_id", "is_public", "kind", "managing_unit_id", "name", "note", "other_phone", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position_title", "public_id", "title", "unit_id", "updated_at", "version", "wished_age_from", "wished_age_to", "wished_area_id", "wished_school", "wished_sex", "wishes_double_orphan", "wishes_note", "wishes_union_member_child") SELECT new_values."address", new_values."capacity_children", new_values."capacity_vnd", new_values."commune_id", new_values."contact_name", new_values."created_at", new_values."email", new_values."id", new_values."import_batch_id", new_values."is_public", new_values."kind", new_values."managing_unit_id", new_values."name", new_values."note", new_values."other_phone", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."position_title", new_values."public_id", new_values."title", new_values."unit_id", new_values."updated_at", new_values."version", new_values."wished_age_from", new_values."wished_age_to", new_values."wished_area_id", new_values."wished_school", new_values."wished_sex", new_values."wishes_double_orphan", new_values."wishes_note", new_values."wishes_union_member_child" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."address" IS DISTINCT FROM (new_values."address") OR old_values."capacity_children" IS DISTINCT FROM (new_values."capacity_children") OR old_values."capacity_vnd" IS DISTINCT FROM (new_values."capacity_vnd") OR old_values."commune_id" IS DISTINCT FROM (new_values."commune_id") OR old_values."contact_name" IS DISTINCT FROM (new_values."contact_name") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."email" IS DISTINCT FROM (new_values."email") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."import_batch_id" IS DISTINCT FROM (new_values."import_batch_id") OR old_values."is_public" IS DISTINCT FROM (new_values."is_public") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."managing_unit_id" IS DISTINCT FROM (new_values."managing_unit_id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."other_phone" IS DISTINCT FROM (new_values."other_phone") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."position_title" IS DISTINCT FROM (new_values."position_title") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."wished_age_from" IS DISTINCT FROM (new_values."wished_age_from") OR old_values."wished_age_to" IS DISTINCT FROM (new_values."wished_age_to") OR old_values."wished_area_id" IS DISTINCT FROM (new_values."wished_area_id") OR old_values."wished_school" IS DISTINCT FROM (new_values."wished_school") OR old_values."wished_sex" IS DISTINCT FROM (new_values."wished_sex") OR old_values."wishes_double_orphan" IS DISTINCT FROM (new_values."wishes_double_orphan") OR old_values."wishes_note" IS DISTINCT FROM (new_values."wishes_note") OR old_values."wishes_union_member_child" IS DISTINCT FROM (new_values."wishes_union_member_child")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="627fce54badf2c0cf108dd8b998b113b0275df7a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9c475",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="donors_donor",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "donors_donorevent" ("address", "capacity_children", "capacity_vnd", "commune_id", "contact_name", "created_at", "email", "id", "import_batch_id", "is_public", "kind", "managing_unit_id", "name", "note", "other_phone", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "position_title", "public_id", "title", "unit_id", "updated_at", "version", "wished_age_from", "wished_age_to", "wished_area_id", "wished_school", "wished_sex", "wishes_double_orphan", "wishes_note", "wishes_union_member_child") SELECT old_values."address", old_values."capacity_children", old_values."capacity_vnd", old_values."commune_id", old_values."contact_name", old_values."created_at", old_values."email", old_values."id", old_values."import_batch_id", old_values."is_public", old_values."kind", old_values."managing_unit_id", old_values."name", old_values."note", old_values."other_phone", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."position_title", old_values."public_id", old_values."title", old_values."unit_id", old_values."updated_at", old_values."version", old_values."wished_age_from", old_values."wished_age_to", old_values."wished_area_id", old_values."wished_school", old_values."wished_sex", old_values."wishes_double_orphan", old_values."wishes_note", old_values."wishes_union_member_child" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="7bf0aade3ad0440dec7606c9fe7f2db6a1a68328",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_ce73a",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="donors_donor",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DonorEvent",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("individual", "individual"),
                            ("organisation", "organisation"),
                            ("group", "group of donors"),
                            ("fund", "fund"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=10, verbose_name="form of address")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("contact_name", models.CharField(blank=True, max_length=120, verbose_name="contact person")),
                ("position_title", models.CharField(blank=True, max_length=120, verbose_name="position")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("other_phone", models.CharField(blank=True, max_length=20, verbose_name="other phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("wished_age_from", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="age from")),
                ("wished_age_to", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="age to")),
                (
                    "wished_sex",
                    models.CharField(
                        blank=True,
                        choices=[("", "any"), ("male", "boy"), ("female", "girl")],
                        default="",
                        max_length=6,
                        verbose_name="boy or girl",
                    ),
                ),
                (
                    "wishes_double_orphan",
                    models.BooleanField(default=False, verbose_name="a child who lost both parents"),
                ),
                (
                    "wishes_union_member_child",
                    models.BooleanField(default=False, verbose_name="a union member's child"),
                ),
                ("wished_school", models.CharField(blank=True, max_length=160, verbose_name="at the school")),
                ("wishes_note", models.CharField(blank=True, max_length=400, verbose_name="other wishes")),
                (
                    "capacity_children",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="children it can take"),
                ),
                ("capacity_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="VND a month it can give")),
                ("is_public", models.BooleanField(default=False, verbose_name="may be named in public")),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="note")),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.area",
                        verbose_name="commune of the address",
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
                        to="donors.donor",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="its unit, if it is one of ours",
                    ),
                ),
                (
                    "wished_area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.area",
                        verbose_name="area wished for",
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
                            hash="efc328464fa72e7a7ec7854219ce5c472f79e530",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_59fab",
                            table="donors_donorevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DonorMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False, unique=True
                    ),
                ),
                ("gone_id", models.BigIntegerField()),
                ("gone_public_id", models.UUIDField(db_index=True)),
                ("gone_code", models.CharField(max_length=24, verbose_name="code")),
                ("gone", models.JSONField()),
                ("replaced", models.JSONField()),
                ("written", models.JSONField()),
                ("moved", models.JSONField()),
                ("set_aside", models.JSONField()),
                ("last", models.JSONField()),
                (
                    "merged_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="merged at"
                    ),
                ),
                ("undone_at", models.DateTimeField(null=True, verbose_name="undone at")),
                (
                    "gone_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="organisation.unit"
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="merges",
                        to="donors.donor",
                    ),
                ),
                (
                    "merged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "merge of records",
                "verbose_name_plural": "merges of records",
                "ordering": ["-id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("undone_at", None)), fields=("gone_id",), name="donormerge_gone_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kept__isnull", False), ("undone_at", None), ("undone_by__isnull", True)),
                            models.Q(("kept", None), ("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="donormerge_stands_or_undone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("gone_id")), _negated=True), name="donormerge_two_records"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="527ee6d4d98a4dc7809d183c0d5dda205061e760",
                            operation="DELETE",
                            pgid="pgtrigger_stays_3fb63",
                            table="donors_donormerge",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Registration",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("individual", "individual"),
                            ("organisation", "organisation"),
                            ("group", "group of donors"),
                            ("fund", "fund"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("phone", models.CharField(max_length=20, verbose_name="phone")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
                ("offer", models.TextField(blank=True, max_length=2000, verbose_name="what is offered")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting for an officer"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered at")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
                (
                    "donor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="registrations",
                        to="donors.donor",
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
                "verbose_name": "registration",
                "verbose_name_plural": "registrations",
                "ordering": ["-created_at"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "accepted"), _negated=True), ("donor__isnull", False), _connector="OR"
                        ),
                        name="registration_accepted_has_donor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", True),
                                ("answered_by__isnull", True),
                                ("donor", None),
                                ("state", "waiting"),
                            ),
                            models.Q(
                                models.Q(("state", "waiting"), _negated=True),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="registration_answer_has_author",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True), ("donor", None), _connector="OR"
                        ),
                        name="registration_declined_has_no_donor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="registration_has_name"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."answered_by_id" IS DISTINCT FROM (NEW."answered_by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."donor_id" IS DISTINCT FROM (NEW."donor_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."offer" IS DISTINCT FROM (NEW."offer") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."state" IS DISTINCT FROM (NEW."state"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="e84b42a5939a73808c43f18fa0695bb2cbb5c8b1",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_cf2ce",
                            table="donors_registration",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DifferentDonors",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("low_id", models.BigIntegerField()),
                ("high_id", models.BigIntegerField()),
                ("marked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "marked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("low_id", "high_id"), name="differentdonors_once"),
                    models.CheckConstraint(
                        condition=models.Q(("low_id__lt", models.F("high_id"))), name="differentdonors_in_order"
                    ),
                ],
            },
        ),
    ]
