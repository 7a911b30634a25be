import datetime
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from organisation import migrating


class Migration(migrating.Migration):
    initial = True

    replaces = [
        ("campaigns", "0001_initial"),
        ("campaigns", "0002_tree"),
        ("campaigns", "0003_history_by_statement"),
        ("campaigns", "0004_gift_lists"),
        ("campaigns", "0005_gifts_mark_the_child"),
    ]

    dependencies = [
        ("children", "0001_start"),
        ("imports", "0001_start"),
        ("organisation", "0001_start"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Campaign",
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
                        expression=models.Func(models.Value("CD"), models.F("id"), function="readable_code"),
                        output_field=models.CharField(max_length=24, verbose_name="code"),
                        unique=True,
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "name_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="vi_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                ("path", models.CharField(db_default="/", editable=False, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("programme_phase", "programme phase"),
                            ("sponsorship_round", "sponsorship round"),
                            ("action_month", "action month for children"),
                            ("tet", "Tết gifts"),
                            ("mid_autumn", "mid-autumn festival"),
                            ("houses", "houses"),
                            ("other", "other campaign"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("theme", models.CharField(blank=True, max_length=300, verbose_name="theme")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("legal_basis", models.TextField(blank=True, max_length=2000, verbose_name="legal basis")),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="note")),
                (
                    "managing_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="lead unit",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="parts",
                        to="campaigns.campaign",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "campaign",
                "verbose_name_plural": "campaigns",
                "ordering": ["-starts_on", "name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on", None),
                            ("starts_on", None),
                            ("starts_on__lte", models.F("ends_on")),
                            _connector="OR",
                        ),
                        name="campaign_dates_in_order",
                    ),
                    models.UniqueConstraint(
                        fields=("managing_unit", "parent", "name"), name="campaign_name_once", nulls_distinct=False
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="campaign_has_name"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."legal_basis" IS DISTINCT FROM (NEW."legal_basis") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."theme" IS DISTINCT FROM (NEW."theme"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="8a57ae3c136d56359eaf24853484280f0f959084",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_6ad4a",
                            table="campaigns_campaign",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="set_path",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        NEW.path = coalesce((SELECT path FROM campaigns_campaign WHERE id = NEW.parent_id), '/')\n            || lpad(NEW.id::text, 10, '0') || '/';\n        IF NEW.parent_id = NEW.id OR NEW.path LIKE '%/' || lpad(NEW.id::text, 10, '0') || '/%/' THEN\n            RAISE EXCEPTION 'a campaign cannot be part of itself' USING ERRCODE = 'check_violation',\n                CONSTRAINT = 'campaign_not_below_itself';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="fcf8e7200ebd0cf7a094a203d98cf6ed4be91f84",
                            operation='INSERT OR UPDATE OF "parent_id", "path"',
                            pgid="pgtrigger_set_path_4c0da",
                            table="campaigns_campaign",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="move_subtree",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."path" IS DISTINCT FROM (NEW."path"))',
                            func="UPDATE campaigns_campaign SET path = '' WHERE parent_id = NEW.id; RETURN NULL;",
                            hash="dae2e1dc96ab25bb1017fa2724bdcd84c861abeb",
                            operation='UPDATE OF "parent_id", "path"',
                            pgid="pgtrigger_move_subtree_679af",
                            table="campaigns_campaign",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_campaignevent" ("created_at", "ends_on", "id", "kind", "legal_basis", "managing_unit_id", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "starts_on", "theme", "updated_at", "version") SELECT new_values."created_at", new_values."ends_on", new_values."id", new_values."kind", new_values."legal_basis", new_values."managing_unit_id", new_values."name", new_values."note", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."starts_on", new_values."theme", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ab9126f7cb90c62da69776ee3dabf74523e3af7c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5522d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_campaign",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_campaignevent" ("created_at", "ends_on", "id", "kind", "legal_basis", "managing_unit_id", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "starts_on", "theme", "updated_at", "version") SELECT new_values."created_at", new_values."ends_on", new_values."id", new_values."kind", new_values."legal_basis", new_values."managing_unit_id", new_values."name", new_values."note", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."starts_on", new_values."theme", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."legal_basis" IS DISTINCT FROM (new_values."legal_basis") OR old_values."managing_unit_id" IS DISTINCT FROM (new_values."managing_unit_id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."parent_id" IS DISTINCT FROM (new_values."parent_id") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."theme" IS DISTINCT FROM (new_values."theme") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="482901a93627ce6f32030e60fb4f8f11a2bd7b53",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f2afa",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_campaign",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_campaignevent" ("created_at", "ends_on", "id", "kind", "legal_basis", "managing_unit_id", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "starts_on", "theme", "updated_at", "version") SELECT old_values."created_at", old_values."ends_on", old_values."id", old_values."kind", old_values."legal_basis", old_values."managing_unit_id", old_values."name", old_values."note", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."starts_on", old_values."theme", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="93be8c798983c20aaebc6a74953af3c9cfd1676c",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4123f",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_campaign",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignEvent",
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
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("programme_phase", "programme phase"),
                            ("sponsorship_round", "sponsorship round"),
                            ("action_month", "action month for children"),
                            ("tet", "Tết gifts"),
                            ("mid_autumn", "mid-autumn festival"),
                            ("houses", "houses"),
                            ("other", "other campaign"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("theme", models.CharField(blank=True, max_length=300, verbose_name="theme")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("legal_basis", models.TextField(blank=True, max_length=2000, verbose_name="legal basis")),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="note")),
                (
                    "managing_unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="lead unit",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaign",
                        verbose_name="part of",
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
                        to="campaigns.campaign",
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
                            hash="cd78d02846c8c3f1cd9afeabc1d0e11b4eea1c90",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6a65a",
                            table="campaigns_campaignevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GiftGroup",
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
                ("position", models.PositiveIntegerField(default=0)),
                ("label", models.CharField(max_length=200, verbose_name="group")),
                (
                    "label_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("label"), function="vi_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                ("unit_name", models.CharField(blank=True, max_length=200, verbose_name="unit as written")),
                ("rate_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="rate")),
                ("goods", models.CharField(blank=True, max_length=200, verbose_name="goods")),
                (
                    "recipients_count",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="recipients, if only counted"),
                ),
                (
                    "stated_amount_vnd",
                    models.BigIntegerField(blank=True, null=True, verbose_name="amount as the paper says"),
                ),
                (
                    "import_batch",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="gift_groups",
                        to="imports.importbatch",
                    ),
                ),
            ],
            options={
                "verbose_name": "group of a gift list",
                "verbose_name_plural": "groups of a gift list",
                "ordering": ["position", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="GiftList",
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
                        expression=models.Func(models.Value("QT"), models.F("id"), function="readable_code"),
                        output_field=models.CharField(max_length=24, verbose_name="code"),
                        unique=True,
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                (
                    "title_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("title"), function="vi_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                ("given_on", models.DateField(blank=True, null=True, verbose_name="day of giving")),
                (
                    "stated_total_vnd",
                    models.BigIntegerField(blank=True, null=True, verbose_name="total as the paper says"),
                ),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="note")),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="gift_lists",
                        to="campaigns.campaign",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "import_batch",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="gift_lists",
                        to="imports.importbatch",
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
                "verbose_name": "gift list",
                "verbose_name_plural": "gift lists",
                "ordering": ["-given_on", "-id"],
                "abstract": False,
                "indexes": [models.Index(fields=["managing_unit", "given_on"], name="gift_list_unit_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="gift_list_has_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stated_total_vnd", None),
                            models.Q(("stated_total_vnd__gte", 0), ("stated_total_vnd__lte", 10000000000000)),
                            _connector="OR",
                        ),
                        name="gift_list_total_plausible",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."given_on" IS DISTINCT FROM (NEW."given_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."import_batch_id" IS DISTINCT FROM (NEW."import_batch_id") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."stated_total_vnd" IS DISTINCT FROM (NEW."stated_total_vnd") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="150b993a38acb791cdb2ebaba2bfa257684706fe",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_8893c",
                            table="campaigns_giftlist",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftlistevent" ("campaign_id", "created_at", "given_on", "id", "import_batch_id", "managing_unit_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "stated_total_vnd", "title", "updated_at", "version") SELECT new_values."campaign_id", new_values."created_at", new_values."given_on", new_values."id", new_values."import_batch_id", new_values."managing_unit_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."stated_total_vnd", new_values."title", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="cc36b77b0d9c91e82ba6a31d82f9528f35bf8e3e",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_33c19",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_giftlist",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftlistevent" ("campaign_id", "created_at", "given_on", "id", "import_batch_id", "managing_unit_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "stated_total_vnd", "title", "updated_at", "version") SELECT new_values."campaign_id", new_values."created_at", new_values."given_on", new_values."id", new_values."import_batch_id", new_values."managing_unit_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."stated_total_vnd", new_values."title", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."campaign_id" IS DISTINCT FROM (new_values."campaign_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."given_on" IS DISTINCT FROM (new_values."given_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."import_batch_id" IS DISTINCT FROM (new_values."import_batch_id") OR old_values."managing_unit_id" IS DISTINCT FROM (new_values."managing_unit_id") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."stated_total_vnd" IS DISTINCT FROM (new_values."stated_total_vnd") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="82adaeba3d315b68c734ca95f9501a3a42fcc871",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_480a4",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_giftlist",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftlistevent" ("campaign_id", "created_at", "given_on", "id", "import_batch_id", "managing_unit_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "stated_total_vnd", "title", "updated_at", "version") SELECT old_values."campaign_id", old_values."created_at", old_values."given_on", old_values."id", old_values."import_batch_id", old_values."managing_unit_id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."stated_total_vnd", old_values."title", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="adfc7042146514571aac2380e79bf76146e4b9d6",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f3bb9",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_giftlist",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GiftGroupEvent",
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
                ("position", models.PositiveIntegerField(default=0)),
                ("label", models.CharField(max_length=200, verbose_name="group")),
                ("unit_name", models.CharField(blank=True, max_length=200, verbose_name="unit as written")),
                ("rate_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="rate")),
                ("goods", models.CharField(blank=True, max_length=200, verbose_name="goods")),
                (
                    "recipients_count",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="recipients, if only counted"),
                ),
                (
                    "stated_amount_vnd",
                    models.BigIntegerField(blank=True, null=True, verbose_name="amount as the paper says"),
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
                        to="campaigns.giftgroup",
                    ),
                ),
                (
                    "gift_list",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.giftlist",
                        verbose_name="gift list",
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
                            hash="9e2cbc8376dffdc2cb3d31074f4d7aa7340480ec",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c397c",
                            table="campaigns_giftgroupevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="giftgroup",
            name="gift_list",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="groups",
                to="campaigns.giftlist",
                verbose_name="gift list",
            ),
        ),
        migrations.CreateModel(
            name="GiftListEvent",
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
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("given_on", models.DateField(blank=True, null=True, verbose_name="day of giving")),
                (
                    "stated_total_vnd",
                    models.BigIntegerField(blank=True, null=True, verbose_name="total as the paper says"),
                ),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="note")),
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
                        to="campaigns.giftlist",
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
                            hash="4e80c85e5a659cad739b4b8310315822f5eb2560",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c74be",
                            table="campaigns_giftlistevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GiftRecipient",
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
                ("full_name", models.CharField(max_length=120, verbose_name="full name")),
                (
                    "name_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("full_name"), function="vi_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "name_sort",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("full_name"), function="vi_sortkey"),
                        output_field=models.TextField(db_collation="C"),
                    ),
                ),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="birth date")),
                (
                    "birth_date_precision",
                    models.CharField(
                        choices=[
                            ("day", "day known"),
                            ("month", "month known"),
                            ("year", "year known"),
                            ("estimated", "estimated"),
                        ],
                        default="day",
                        max_length=10,
                        verbose_name="birth date precision",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("male", "male"), ("female", "female"), ("", "not known")],
                        default="",
                        max_length=6,
                        verbose_name="sex",
                    ),
                ),
                ("parent_name", models.CharField(blank=True, max_length=160, verbose_name="child of")),
                ("unit_name", models.CharField(blank=True, max_length=200, verbose_name="unit as written")),
                ("school", models.CharField(blank=True, max_length=160, verbose_name="school")),
                ("grade", models.CharField(blank=True, max_length=20, verbose_name="grade")),
                ("address_as_written", models.CharField(blank=True, max_length=300, verbose_name="address as written")),
                ("amount_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="amount")),
                ("goods", models.CharField(blank=True, max_length=200, verbose_name="goods")),
                (
                    "delivery",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not yet said"),
                            ("delivered", "received"),
                            ("absent", "absent, to be brought later"),
                        ],
                        db_default="",
                        default="",
                        max_length=10,
                        verbose_name="handed over",
                    ),
                ),
                ("delivered_on", models.DateField(blank=True, null=True, verbose_name="received on")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="gifts",
                        to="children.child",
                        verbose_name="child of the register",
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
                    "gift_group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recipients",
                        to="campaigns.giftgroup",
                        verbose_name="group",
                    ),
                ),
                (
                    "import_batch",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="gift_recipients",
                        to="imports.importbatch",
                    ),
                ),
            ],
            options={
                "verbose_name": "recipient of a gift",
                "verbose_name_plural": "recipients of gifts",
                "ordering": ["gift_group__position", "id"],
                "abstract": False,
                "indexes": [models.Index(fields=["name_folded"], name="gift_recipient_name")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("full_name", ""), _negated=True), name="gift_recipient_has_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_vnd", None),
                            models.Q(("amount_vnd__gt", 0), ("amount_vnd__lte", 10000000000000)),
                            _connector="OR",
                        ),
                        name="gift_amount_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("delivered_on", None), ("delivery", "delivered"), _connector="OR"),
                        name="gift_day_only_when_delivered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_date", None), ("birth_date__gte", datetime.date(1980, 1, 1)), _connector="OR"
                        ),
                        name="gift_recipient_birth_plausible",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."address_as_written" IS DISTINCT FROM (NEW."address_as_written") OR OLD."amount_vnd" IS DISTINCT FROM (NEW."amount_vnd") OR OLD."birth_date" IS DISTINCT FROM (NEW."birth_date") OR OLD."birth_date_precision" IS DISTINCT FROM (NEW."birth_date_precision") OR OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."commune_id" IS DISTINCT FROM (NEW."commune_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."delivered_on" IS DISTINCT FROM (NEW."delivered_on") OR OLD."delivery" IS DISTINCT FROM (NEW."delivery") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."gift_group_id" IS DISTINCT FROM (NEW."gift_group_id") OR OLD."goods" IS DISTINCT FROM (NEW."goods") OR OLD."grade" IS DISTINCT FROM (NEW."grade") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."import_batch_id" IS DISTINCT FROM (NEW."import_batch_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."parent_name" IS DISTINCT FROM (NEW."parent_name") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."school" IS DISTINCT FROM (NEW."school") OR OLD."sex" IS DISTINCT FROM (NEW."sex") OR OLD."unit_name" IS DISTINCT FROM (NEW."unit_name"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="faec73bce0e21638440d01d9ad11e109dafc8d28",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_512b4",
                            table="campaigns_giftrecipient",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="mark_new",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE children_child c SET got_gifts = n.has_any\n            FROM (\n                SELECT t.child_id, EXISTS (SELECT FROM campaigns_giftrecipient r WHERE r.child_id = t.child_id) AS has_any\n                FROM (SELECT child_id FROM rows_now) t\n            ) n WHERE c.id = n.child_id AND c.got_gifts <> n.has_any;\n            RETURN NULL;\n        ",
                            hash="f8f482789fdea8dd9a3ea1e43d46646b3155bd94",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_mark_new_9295b",
                            referencing="REFERENCING NEW TABLE AS rows_now ",
                            table="campaigns_giftrecipient",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="mark_changed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE children_child c SET got_gifts = n.has_any\n            FROM (\n                SELECT t.child_id, EXISTS (SELECT FROM campaigns_giftrecipient r WHERE r.child_id = t.child_id) AS has_any\n                FROM (SELECT child_id FROM rows_before UNION SELECT child_id FROM rows_now) t\n            ) n WHERE c.id = n.child_id AND c.got_gifts <> n.has_any;\n            RETURN NULL;\n        ",
                            hash="1285d31252cf23ee0d7aaca8c12fa74e974e16cd",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_mark_changed_4bfae",
                            referencing="REFERENCING OLD TABLE AS rows_before  NEW TABLE AS rows_now ",
                            table="campaigns_giftrecipient",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="mark_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE children_child c SET got_gifts = n.has_any\n            FROM (\n                SELECT t.child_id, EXISTS (SELECT FROM campaigns_giftrecipient r WHERE r.child_id = t.child_id) AS has_any\n                FROM (SELECT child_id FROM rows_before) t\n            ) n WHERE c.id = n.child_id AND c.got_gifts <> n.has_any;\n            RETURN NULL;\n        ",
                            hash="e2de5f28a9b262f867317b34518f3ce35f1661c8",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_mark_deleted_6d661",
                            referencing="REFERENCING OLD TABLE AS rows_before ",
                            table="campaigns_giftrecipient",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftrecipientevent" ("address_as_written", "amount_vnd", "birth_date", "birth_date_precision", "child_id", "commune_id", "created_at", "delivered_on", "delivery", "full_name", "gift_group_id", "goods", "grade", "id", "import_batch_id", "note", "parent_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "school", "sex", "unit_name", "updated_at", "version") SELECT new_values."address_as_written", new_values."amount_vnd", new_values."birth_date", new_values."birth_date_precision", new_values."child_id", new_values."commune_id", new_values."created_at", new_values."delivered_on", new_values."delivery", new_values."full_name", new_values."gift_group_id", new_values."goods", new_values."grade", new_values."id", new_values."import_batch_id", new_values."note", new_values."parent_name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."school", new_values."sex", new_values."unit_name", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="d1f30d15df9e7da6b6a61a17085c2fab9c8810e0",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_92680",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_giftrecipient",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftrecipientevent" ("address_as_written", "amount_vnd", "birth_date", "birth_date_precision", "child_id", "commune_id", "created_at", "delivered_on", "delivery", "full_name", "gift_group_id", "goods", "grade", "id", "import_batch_id", "note", "parent_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "school", "sex", "unit_name", "updated_at", "version") SELECT new_values."address_as_written", new_values."amount_vnd", new_values."birth_date", new_values."birth_date_precision", new_values."child_id", new_values."commune_id", new_values."created_at", new_values."delivered_on", new_values."delivery", new_values."full_name", new_values."gift_group_id", new_values."goods", new_values."grade", new_values."id", new_values."import_batch_id", new_values."note", new_values."parent_name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."school", new_values."sex", new_values."unit_name", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."address_as_written" IS DISTINCT FROM (new_values."address_as_written") OR old_values."amount_vnd" IS DISTINCT FROM (new_values."amount_vnd") OR old_values."birth_date" IS DISTINCT FROM (new_values."birth_date") OR old_values."birth_date_precision" IS DISTINCT FROM (new_values."birth_date_precision") OR old_values."child_id" IS DISTINCT FROM (new_values."child_id") OR old_values."commune_id" IS DISTINCT FROM (new_values."commune_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."delivered_on" IS DISTINCT FROM (new_values."delivered_on") OR old_values."delivery" IS DISTINCT FROM (new_values."delivery") OR old_values."full_name" IS DISTINCT FROM (new_values."full_name") OR old_values."gift_group_id" IS DISTINCT FROM (new_values."gift_group_id") OR old_values."goods" IS DISTINCT FROM (new_values."goods") OR old_values."grade" IS DISTINCT FROM (new_values."grade") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."import_batch_id" IS DISTINCT FROM (new_values."import_batch_id") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."parent_name" IS DISTINCT FROM (new_values."parent_name") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."school" IS DISTINCT FROM (new_values."school") OR old_values."sex" IS DISTINCT FROM (new_values."sex") OR old_values."unit_name" IS DISTINCT FROM (new_values."unit_name") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0df4cd45b7a110f1978cc508fe9102dac41492fc",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_851f6",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_giftrecipient",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftrecipientevent" ("address_as_written", "amount_vnd", "birth_date", "birth_date_precision", "child_id", "commune_id", "created_at", "delivered_on", "delivery", "full_name", "gift_group_id", "goods", "grade", "id", "import_batch_id", "note", "parent_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "school", "sex", "unit_name", "updated_at", "version") SELECT old_values."address_as_written", old_values."amount_vnd", old_values."birth_date", old_values."birth_date_precision", old_values."child_id", old_values."commune_id", old_values."created_at", old_values."delivered_on", old_values."delivery", old_values."full_name", old_values."gift_group_id", old_values."goods", old_values."grade", old_values."id", old_values."import_batch_id", old_values."note", old_values."parent_name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."school", old_values."sex", old_values."unit_name", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="dc9f509a1dbf775f24984107c998151778088052",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_479ff",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_giftrecipient",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GiftRecipientEvent",
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
                ("full_name", models.CharField(max_length=120, verbose_name="full name")),
                ("birth_date", models.DateField(blank=True, null=True, verbose_name="birth date")),
                (
                    "birth_date_precision",
                    models.CharField(
                        choices=[
                            ("day", "day known"),
                            ("month", "month known"),
                            ("year", "year known"),
                            ("estimated", "estimated"),
                        ],
                        default="day",
                        max_length=10,
                        verbose_name="birth date precision",
                    ),
                ),
                (
                    "sex",
                    models.CharField(
                        blank=True,
                        choices=[("male", "male"), ("female", "female"), ("", "not known")],
                        default="",
                        max_length=6,
                        verbose_name="sex",
                    ),
                ),
                ("parent_name", models.CharField(blank=True, max_length=160, verbose_name="child of")),
                ("unit_name", models.CharField(blank=True, max_length=200, verbose_name="unit as written")),
                ("school", models.CharField(blank=True, max_length=160, verbose_name="school")),
                ("grade", models.CharField(blank=True, max_length=20, verbose_name="grade")),
                ("address_as_written", models.CharField(blank=True, max_length=300, verbose_name="address as written")),
                ("amount_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="amount")),
                ("goods", models.CharField(blank=True, max_length=200, verbose_name="goods")),
                (
                    "delivery",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not yet said"),
                            ("delivered", "received"),
                            ("absent", "absent, to be brought later"),
                        ],
                        db_default="",
                        default="",
                        max_length=10,
                        verbose_name="handed over",
                    ),
                ),
                ("delivered_on", models.DateField(blank=True, null=True, verbose_name="received on")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
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
                        verbose_name="child of the register",
                    ),
                ),
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
                        verbose_name="commune",
                    ),
                ),
                (
                    "gift_group",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.giftgroup",
                        verbose_name="group",
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
                        to="campaigns.giftrecipient",
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
                            hash="8514fc7101d5a291833327ffca5917bfa22c966f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f8c89",
                            table="campaigns_giftrecipientevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="giftgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("label", ""), _negated=True), name="gift_group_has_label"
            ),
        ),
        migrations.AddConstraint(
            model_name="giftgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rate_vnd", None),
                    models.Q(("rate_vnd__gt", 0), ("rate_vnd__lte", 10000000000000)),
                    _connector="OR",
                ),
                name="gift_group_rate_positive",
            ),
        ),
        migrations.AddConstraint(
            model_name="giftgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stated_amount_vnd", None),
                    models.Q(("stated_amount_vnd__gte", 0), ("stated_amount_vnd__lte", 10000000000000)),
                    _connector="OR",
                ),
                name="gift_group_amount_plausible",
            ),
        ),
        migrations.AddConstraint(
            model_name="giftgroup",
            constraint=models.UniqueConstraint(
                fields=("gift_list", "label_folded", "unit_name", "rate_vnd"),
                name="gift_group_once",
                nulls_distinct=False,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="giftgroup",
            trigger=pgtrigger.compiler.Trigger(
                name="bump_version",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."gift_list_id" IS DISTINCT FROM (NEW."gift_list_id") OR OLD."goods" IS DISTINCT FROM (NEW."goods") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."import_batch_id" IS DISTINCT FROM (NEW."import_batch_id") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."rate_vnd" IS DISTINCT FROM (NEW."rate_vnd") OR OLD."recipients_count" IS DISTINCT FROM (NEW."recipients_count") OR OLD."stated_amount_vnd" IS DISTINCT FROM (NEW."stated_amount_vnd") OR OLD."unit_name" IS DISTINCT FROM (NEW."unit_name"))',
                    func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                    hash="e473d40fbddd85e41b4e0e397e4982b16db07fe1",
                    operation="UPDATE",
                    pgid="pgtrigger_bump_version_ea752",
                    table="campaigns_giftgroup",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="giftgroup",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftgroupevent" ("created_at", "gift_list_id", "goods", "id", "import_batch_id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "rate_vnd", "recipients_count", "stated_amount_vnd", "unit_name", "updated_at", "version") SELECT new_values."created_at", new_values."gift_list_id", new_values."goods", new_values."id", new_values."import_batch_id", new_values."label", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."public_id", new_values."rate_vnd", new_values."recipients_count", new_values."stated_amount_vnd", new_values."unit_name", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="f66a9db2fb0601766fbc5efb4a906348923ce476",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_69e93",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="campaigns_giftgroup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="giftgroup",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftgroupevent" ("created_at", "gift_list_id", "goods", "id", "import_batch_id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "rate_vnd", "recipients_count", "stated_amount_vnd", "unit_name", "updated_at", "version") SELECT new_values."created_at", new_values."gift_list_id", new_values."goods", new_values."id", new_values."import_batch_id", new_values."label", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."public_id", new_values."rate_vnd", new_values."recipients_count", new_values."stated_amount_vnd", new_values."unit_name", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."gift_list_id" IS DISTINCT FROM (new_values."gift_list_id") OR old_values."goods" IS DISTINCT FROM (new_values."goods") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."import_batch_id" IS DISTINCT FROM (new_values."import_batch_id") OR old_values."label" IS DISTINCT FROM (new_values."label") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."rate_vnd" IS DISTINCT FROM (new_values."rate_vnd") OR old_values."recipients_count" IS DISTINCT FROM (new_values."recipients_count") OR old_values."stated_amount_vnd" IS DISTINCT FROM (new_values."stated_amount_vnd") OR old_values."unit_name" IS DISTINCT FROM (new_values."unit_name") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="74cb2c7cf85991489c01bca43f1a51a6d3e9cdaf",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c756b",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="campaigns_giftgroup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="giftgroup",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftgroupevent" ("created_at", "gift_list_id", "goods", "id", "import_batch_id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "rate_vnd", "recipients_count", "stated_amount_vnd", "unit_name", "updated_at", "version") SELECT old_values."created_at", old_values."gift_list_id", old_values."goods", old_values."id", old_values."import_batch_id", old_values."label", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."public_id", old_values."rate_vnd", old_values."recipients_count", old_values."stated_amount_vnd", old_values."unit_name", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="f4deeda5c25f7480a8167b22280befa1347e094d",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2fccc",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="campaigns_giftgroup",
                    when="AFTER",
                ),
            ),
        ),
    ]
