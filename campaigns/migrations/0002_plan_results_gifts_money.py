import campaigns.models.plan
import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models
from organisation import migrating


# Changes nothing but lets the new triggers mark the children: only a gift handed over counts.
MARK = "UPDATE campaigns_giftrecipient SET child_id = child_id WHERE child_id IS NOT NULL"


class Migration(migrating.Migration):
    dependencies = [
        ("campaigns", "0001_start"),
        ("children", "0001_start"),
        ("donors", "0002_registration_from_the_public_page"),
        ("imports", "0001_start"),
        ("organisation", "0003_subject_requests"),
        ("organisation", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
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
                ("position", models.PositiveIntegerField(default=0, verbose_name="place in the plan")),
                (
                    "content_group",
                    models.CharField(
                        choices=[
                            ("communication", "spreading the word"),
                            ("support", "help and care"),
                            ("gifts", "gifts and scholarships"),
                            ("sponsorship", "sponsorship of children"),
                            ("play", "play and culture"),
                            ("skills", "skills and safety"),
                            ("review", "finding children in need"),
                            ("health", "health and blood donation"),
                            ("houses", "houses and buildings"),
                            ("livelihood", "livelihoods and loans"),
                            ("other", "other work"),
                        ],
                        max_length=20,
                        verbose_name="content group",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="what is to be done")),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("gift", "gifts"),
                            ("award", "awards"),
                            ("person", "people"),
                            ("child", "children"),
                            ("time", "times"),
                            ("bag", "bags"),
                            ("team", "teams"),
                            ("house", "houses"),
                            ("address", "addresses"),
                            ("blood_unit", "units of blood"),
                            ("company", "companies"),
                            ("unit", "units"),
                            ("session", "sessions"),
                            ("item", "items"),
                        ],
                        default="child",
                        max_length=20,
                        verbose_name="counted in",
                    ),
                ),
                ("target_quantity", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="target")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="activities", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "verbose_name": "activity",
                "verbose_name_plural": "activities",
                "ordering": ["position", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="activity_has_name"),
                    models.UniqueConstraint(fields=("campaign", "content_group", "name"), name="activity_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target_quantity", None),
                            models.Q(("target_quantity__gt", 0), ("target_quantity__lte", 1000000000)),
                            _connector="OR",
                        ),
                        name="activity_target_positive",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."content_group" IS DISTINCT FROM (NEW."content_group") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."measure" IS DISTINCT FROM (NEW."measure") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."target_quantity" IS DISTINCT FROM (NEW."target_quantity"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="972e8aeb25563425a462c514e9e513ebf3661850",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_1fecc",
                            table="campaigns_activity",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_activityevent" ("campaign_id", "content_group", "created_at", "id", "measure", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "target_quantity", "updated_at", "version") SELECT new_values."campaign_id", new_values."content_group", new_values."created_at", new_values."id", new_values."measure", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."public_id", new_values."target_quantity", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="09d34fe1f0732a9bf917cf7b82252403b6393f52",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_af258",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_activity",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_activityevent" ("campaign_id", "content_group", "created_at", "id", "measure", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "target_quantity", "updated_at", "version") SELECT new_values."campaign_id", new_values."content_group", new_values."created_at", new_values."id", new_values."measure", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."public_id", new_values."target_quantity", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1e2003eec380e9e281c118ad4b76077a5098ae77",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c6e2b",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_activity",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_activityevent" ("campaign_id", "content_group", "created_at", "id", "measure", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "target_quantity", "updated_at", "version") SELECT old_values."campaign_id", old_values."content_group", old_values."created_at", old_values."id", old_values."measure", old_values."name", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."public_id", old_values."target_quantity", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="ce62aa0fd3b96655fe3e112cb5eaab2d4f2ca936",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_55290",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_activity",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityEvent",
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
                ("position", models.PositiveIntegerField(default=0, verbose_name="place in the plan")),
                (
                    "content_group",
                    models.CharField(
                        choices=[
                            ("communication", "spreading the word"),
                            ("support", "help and care"),
                            ("gifts", "gifts and scholarships"),
                            ("sponsorship", "sponsorship of children"),
                            ("play", "play and culture"),
                            ("skills", "skills and safety"),
                            ("review", "finding children in need"),
                            ("health", "health and blood donation"),
                            ("houses", "houses and buildings"),
                            ("livelihood", "livelihoods and loans"),
                            ("other", "other work"),
                        ],
                        max_length=20,
                        verbose_name="content group",
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="what is to be done")),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("gift", "gifts"),
                            ("award", "awards"),
                            ("person", "people"),
                            ("child", "children"),
                            ("time", "times"),
                            ("bag", "bags"),
                            ("team", "teams"),
                            ("house", "houses"),
                            ("address", "addresses"),
                            ("blood_unit", "units of blood"),
                            ("company", "companies"),
                            ("unit", "units"),
                            ("session", "sessions"),
                            ("item", "items"),
                        ],
                        default="child",
                        max_length=20,
                        verbose_name="counted in",
                    ),
                ),
                ("target_quantity", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="target")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "campaign",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaign",
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
                        to="campaigns.activity",
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
                            hash="334d5b30fedc194bd1976110bc9fbe26a9576d49",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1b838",
                            table="campaigns_activityevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
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
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                ("name", models.CharField(max_length=200, verbose_name="partner")),
                (
                    "name_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="vi_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                ("what", models.CharField(blank=True, max_length=300, verbose_name="what for")),
                ("discount", models.CharField(blank=True, max_length=100, verbose_name="discount")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="%(class)ss",
                        to="campaigns.campaign",
                        verbose_name="campaign",
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
                "verbose_name": "welfare agreement",
                "verbose_name_plural": "welfare agreements",
                "ordering": ["-id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="agreement_has_partner"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_from", None),
                            ("valid_until", None),
                            ("valid_from__lte", models.F("valid_until")),
                            _connector="OR",
                        ),
                        name="agreement_days_in_order",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."discount" IS DISTINCT FROM (NEW."discount") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."valid_until" IS DISTINCT FROM (NEW."valid_until") OR OLD."what" IS DISTINCT FROM (NEW."what"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="c4a867503c5ad160782c698aa9b863f19ddb28f5",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_fde01",
                            table="campaigns_agreement",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_agreementevent" ("campaign_id", "created_at", "discount", "id", "managing_unit_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "updated_at", "valid_from", "valid_until", "version", "what") SELECT new_values."campaign_id", new_values."created_at", new_values."discount", new_values."id", new_values."managing_unit_id", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."updated_at", new_values."valid_from", new_values."valid_until", new_values."version", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2837306727aa99932b9eda4774bebe017cab4a52",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_86cb7",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_agreement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_agreementevent" ("campaign_id", "created_at", "discount", "id", "managing_unit_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "updated_at", "valid_from", "valid_until", "version", "what") SELECT new_values."campaign_id", new_values."created_at", new_values."discount", new_values."id", new_values."managing_unit_id", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."updated_at", new_values."valid_from", new_values."valid_until", new_values."version", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."campaign_id" IS DISTINCT FROM (new_values."campaign_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."discount" IS DISTINCT FROM (new_values."discount") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."managing_unit_id" IS DISTINCT FROM (new_values."managing_unit_id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."valid_from" IS DISTINCT FROM (new_values."valid_from") OR old_values."valid_until" IS DISTINCT FROM (new_values."valid_until") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."what" IS DISTINCT FROM (new_values."what")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e18e106162d8c3ddc1db99bab95a96ba69c1f82a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cb6ca",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_agreement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_agreementevent" ("campaign_id", "created_at", "discount", "id", "managing_unit_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "updated_at", "valid_from", "valid_until", "version", "what") SELECT old_values."campaign_id", old_values."created_at", old_values."discount", old_values."id", old_values."managing_unit_id", old_values."name", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."updated_at", old_values."valid_from", old_values."valid_until", old_values."version", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="da4dfe8c4a8211d1343c3c0b530915a61195ada1",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2ae02",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_agreement",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementEvent",
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
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                ("name", models.CharField(max_length=200, verbose_name="partner")),
                ("what", models.CharField(blank=True, max_length=300, verbose_name="what for")),
                ("discount", models.CharField(blank=True, max_length=100, verbose_name="discount")),
                ("valid_from", models.DateField(blank=True, null=True, verbose_name="valid from")),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                (
                    "campaign",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaign",
                        verbose_name="campaign",
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
                        to="campaigns.agreement",
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
                            hash="50d28af22f06518abea2bf5d7e80be61b1f88602",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_87950",
                            table="campaigns_agreementevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Appeal",
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
                ("target_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="money called for")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="what for")),
                (
                    "campaign",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appeal",
                        to="campaigns.campaign",
                        verbose_name="campaign",
                    ),
                ),
            ],
            options={
                "verbose_name": "appeal",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("target_vnd", None),
                            models.Q(("target_vnd__gt", 0), ("target_vnd__lte", 10000000000000)),
                            _connector="OR",
                        ),
                        name="appeal_target_plausible",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."target_vnd" IS DISTINCT FROM (NEW."target_vnd") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."until" IS DISTINCT FROM (NEW."until"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="e8a53eb39f1dc2a96ac97d7de3c13b51324e2733",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_7f83b",
                            table="campaigns_appeal",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_appealevent" ("campaign_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "target_vnd", "text", "until", "updated_at", "version") SELECT new_values."campaign_id", new_values."created_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."target_vnd", new_values."text", new_values."until", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="8e8832ecc68e7e6125ea0074bb97d7736c562e84",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_687eb",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_appeal",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_appealevent" ("campaign_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "target_vnd", "text", "until", "updated_at", "version") SELECT new_values."campaign_id", new_values."created_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."target_vnd", new_values."text", new_values."until", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9f419b0f0351892e99c5501ba30a3fe5351f171e",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_35af0",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_appeal",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_appealevent" ("campaign_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "target_vnd", "text", "until", "updated_at", "version") SELECT old_values."campaign_id", old_values."created_at", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."target_vnd", old_values."text", old_values."until", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="20fca6feea532799fe39f1a017f9f93c1a0a7c34",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_070c0",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_appeal",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AppealEvent",
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
                ("target_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="money called for")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="what for")),
                (
                    "campaign",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaign",
                        verbose_name="campaign",
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
                        to="campaigns.appeal",
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
                            hash="f99b1812e283ea7e9a9a617f81b595213ae6deba",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9bce5",
                            table="campaigns_appealevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignSurvey",
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
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("asks", models.TextField(max_length=2000, verbose_name="what is asked")),
                (
                    "marks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("orphaned", "lost a parent"),
                                ("hardship", "family in hardship"),
                                ("illness", "long or grave illness"),
                                ("accident", "accident or injury"),
                                ("disability", "disability"),
                                ("dropping_out", "about to leave school"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="children who",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="answer until")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="surveys", to="campaigns.campaign"
                    ),
                ),
            ],
            options={
                "verbose_name": "survey",
                "verbose_name_plural": "surveys",
                "ordering": ["-id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="survey_has_title"),
                    models.UniqueConstraint(fields=("campaign", "title"), name="survey_title_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "marks__contained_by",
                                ["orphaned", "hardship", "illness", "accident", "disability", "dropping_out"],
                            )
                        ),
                        name="survey_marks_known",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asks" IS DISTINCT FROM (NEW."asks") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."marks" IS DISTINCT FROM (NEW."marks") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="5d3824a456497a718f20d5a2f9a5081249249879",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_e05f2",
                            table="campaigns_campaignsurvey",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_campaignsurveyevent" ("asks", "campaign_id", "created_at", "due_on", "id", "marks", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "title", "updated_at", "version") SELECT new_values."asks", new_values."campaign_id", new_values."created_at", new_values."due_on", new_values."id", new_values."marks", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."title", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ca454909e19fcb69b717b925abb0123a9f1e7d83",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_19925",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_campaignsurvey",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_campaignsurveyevent" ("asks", "campaign_id", "created_at", "due_on", "id", "marks", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "title", "updated_at", "version") SELECT new_values."asks", new_values."campaign_id", new_values."created_at", new_values."due_on", new_values."id", new_values."marks", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."title", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="80598e8cada86e505ff46c4d4a7e43e8bd30b466",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_69019",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_campaignsurvey",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_campaignsurveyevent" ("asks", "campaign_id", "created_at", "due_on", "id", "marks", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "title", "updated_at", "version") SELECT old_values."asks", old_values."campaign_id", old_values."created_at", old_values."due_on", old_values."id", old_values."marks", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."title", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="3265856d240cd8e55d3c1aaa8feb81fc6b1cc89b",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f05a1",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_campaignsurvey",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignSurveyEvent",
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
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("asks", models.TextField(max_length=2000, verbose_name="what is asked")),
                (
                    "marks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("orphaned", "lost a parent"),
                                ("hardship", "family in hardship"),
                                ("illness", "long or grave illness"),
                                ("accident", "accident or injury"),
                                ("disability", "disability"),
                                ("dropping_out", "about to leave school"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="children who",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="answer until")),
                (
                    "campaign",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaign",
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
                        to="campaigns.campaignsurvey",
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
                            hash="ddc3d8dbf46b724bda29db28c88a66ee839358e8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2fb72",
                            table="campaigns_campaignsurveyevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Cluster",
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
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                (
                    "managing_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="kept by",
                    ),
                ),
            ],
            options={
                "verbose_name": "cluster of units",
                "verbose_name_plural": "clusters of units",
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="cluster_has_name"),
                    models.UniqueConstraint(fields=("managing_unit", "name"), name="cluster_name_once"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="d8d8cd4f385a4bf418b0eac3d1766db73065bd34",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_bd0a8",
                            table="campaigns_cluster",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_clusterevent" ("created_at", "id", "managing_unit_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "updated_at", "version") SELECT new_values."created_at", new_values."id", new_values."managing_unit_id", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="282f42c5a2eb88134b62e89b3e176b8115bde603",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_28a25",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_cluster",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_clusterevent" ("created_at", "id", "managing_unit_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "updated_at", "version") SELECT new_values."created_at", new_values."id", new_values."managing_unit_id", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b69618685e7537a0289aa36fbbe66df03b4e15d5",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c2e01",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_cluster",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_clusterevent" ("created_at", "id", "managing_unit_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "updated_at", "version") SELECT old_values."created_at", old_values."id", old_values."managing_unit_id", old_values."name", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="6ebbc1d51ef944d7a0cb7c94239ce19514462717",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c68ff",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_cluster",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClusterEvent",
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
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                (
                    "managing_unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="kept by",
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
                        to="campaigns.cluster",
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
                            hash="e348de095276b4e9dc3b54b132cc3fcf0527f1cd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f62ab",
                            table="campaigns_clusterevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ClusterMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("is_head", models.BooleanField(default=False, verbose_name="head of the cluster")),
                (
                    "cluster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="members", to="campaigns.cluster"
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
                "verbose_name": "member of a cluster",
                "verbose_name_plural": "members of clusters",
                "ordering": ["-year", "-is_head", "unit__name"],
                "constraints": [
                    models.UniqueConstraint(fields=("cluster", "year", "unit"), name="cluster_member_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_head", True)),
                        fields=("cluster", "year"),
                        name="cluster_head_once_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1930), ("year__lte", 2200)), name="cluster_year_plausible"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContributionCounter",
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
                "constraints": [models.UniqueConstraint(fields=("unit", "year"), name="contribution_counter_once")],
            },
        ),
        migrations.CreateModel(
            name="Event",
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
                            ("launch", "launch ceremony"),
                            ("interim_review", "interim review meeting"),
                            ("final_review", "final review meeting"),
                            ("handover", "handover ceremony"),
                            ("other", "other event"),
                        ],
                        max_length=16,
                        verbose_name="kind of event",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("held_on", models.DateField(verbose_name="day")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="time")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("decisions", models.TextField(blank=True, max_length=8000, verbose_name="decisions and directions")),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="note")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events_held", to="campaigns.campaign"
                    ),
                ),
                (
                    "hosts",
                    models.ManyToManyField(blank=True, related_name="+", to="organisation.unit", verbose_name="hosts"),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "ordering": ["-held_on", "-id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="event_has_title"),
                    models.UniqueConstraint(fields=("campaign", "title", "held_on"), name="event_once"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decisions" IS DISTINCT FROM (NEW."decisions") OR OLD."held_on" IS DISTINCT FROM (NEW."held_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."starts_at" IS DISTINCT FROM (NEW."starts_at") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="dd0b96f94d624570a136f5035c53307ca523a8ef",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_33267",
                            table="campaigns_event",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_eventevent" ("campaign_id", "created_at", "decisions", "held_on", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "starts_at", "title", "updated_at", "version") SELECT new_values."campaign_id", new_values."created_at", new_values."decisions", new_values."held_on", new_values."id", new_values."kind", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."public_id", new_values."starts_at", new_values."title", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ce106932e562c5aa0a0f6372b37ef795569b982e",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3705b",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_event",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_eventevent" ("campaign_id", "created_at", "decisions", "held_on", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "starts_at", "title", "updated_at", "version") SELECT new_values."campaign_id", new_values."created_at", new_values."decisions", new_values."held_on", new_values."id", new_values."kind", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."public_id", new_values."starts_at", new_values."title", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f99b010c29e9c35745311167452cf729bd5c9b84",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_73b1e",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_event",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_eventevent" ("campaign_id", "created_at", "decisions", "held_on", "id", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "starts_at", "title", "updated_at", "version") SELECT old_values."campaign_id", old_values."created_at", old_values."decisions", old_values."held_on", old_values."id", old_values."kind", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."public_id", old_values."starts_at", old_values."title", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="b5bd0ea756d039a67732d9f84e57490a528b2e89",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4e87c",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_event",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EventEvent",
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
                            ("launch", "launch ceremony"),
                            ("interim_review", "interim review meeting"),
                            ("final_review", "final review meeting"),
                            ("handover", "handover ceremony"),
                            ("other", "other event"),
                        ],
                        max_length=16,
                        verbose_name="kind of event",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("held_on", models.DateField(verbose_name="day")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="time")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place")),
                ("decisions", models.TextField(blank=True, max_length=8000, verbose_name="decisions and directions")),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="note")),
                (
                    "campaign",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaign",
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
                        to="campaigns.event",
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
                            hash="98f244560deef6762576513e2fb194021a1f0f26",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_00428",
                            table="campaigns_eventevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EventGuest",
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
                ("full_name", models.CharField(blank=True, max_length=120, verbose_name="full name")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title on that day")),
                ("organisation", models.CharField(blank=True, max_length=200, verbose_name="organisation as written")),
                ("is_guest_of_honour", models.BooleanField(default=False, verbose_name="guest of honour")),
                (
                    "presence",
                    models.CharField(
                        choices=[("invited", "invited"), ("came", "came"), ("excused", "excused")],
                        default="invited",
                        max_length=10,
                        verbose_name="attendance",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="guests", to="campaigns.event"
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
                        verbose_name="unit of the programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "guest",
                "verbose_name_plural": "guests",
                "ordering": ["-is_guest_of_honour", "position", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("full_name", ""), _negated=True),
                            ("unit__isnull", False),
                            models.Q(("organisation", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="guest_is_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("full_name", "")), fields=("event", "unit"), name="guest_unit_invited_once"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_guest_of_honour" IS DISTINCT FROM (NEW."is_guest_of_honour") OR OLD."organisation" IS DISTINCT FROM (NEW."organisation") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."presence" IS DISTINCT FROM (NEW."presence") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="dd2d6970ffdcc76966f7c56ebff3ca1833323395",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_5ece1",
                            table="campaigns_eventguest",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_eventguestevent" ("created_at", "event_id", "full_name", "id", "is_guest_of_honour", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presence", "public_id", "title", "unit_id", "updated_at", "version") SELECT new_values."created_at", new_values."event_id", new_values."full_name", new_values."id", new_values."is_guest_of_honour", new_values."organisation", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."presence", new_values."public_id", new_values."title", new_values."unit_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f4a612b0d3946957ff475d46abb4a82b35c54e96",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_66cc9",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_eventguest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_eventguestevent" ("created_at", "event_id", "full_name", "id", "is_guest_of_honour", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presence", "public_id", "title", "unit_id", "updated_at", "version") SELECT new_values."created_at", new_values."event_id", new_values."full_name", new_values."id", new_values."is_guest_of_honour", new_values."organisation", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."presence", new_values."public_id", new_values."title", new_values."unit_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="53b1fb5506613a3cec3cdef03b0f1be26c238aa1",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e81c3",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_eventguest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_eventguestevent" ("created_at", "event_id", "full_name", "id", "is_guest_of_honour", "organisation", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "presence", "public_id", "title", "unit_id", "updated_at", "version") SELECT old_values."created_at", old_values."event_id", old_values."full_name", old_values."id", old_values."is_guest_of_honour", old_values."organisation", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."presence", old_values."public_id", old_values."title", old_values."unit_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="6ebb6e13509eb4c1d2178c3ed2e5ce0468061777",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_d70d6",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_eventguest",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EventGuestEvent",
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
                ("full_name", models.CharField(blank=True, max_length=120, verbose_name="full name")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title on that day")),
                ("organisation", models.CharField(blank=True, max_length=200, verbose_name="organisation as written")),
                ("is_guest_of_honour", models.BooleanField(default=False, verbose_name="guest of honour")),
                (
                    "presence",
                    models.CharField(
                        choices=[("invited", "invited"), ("came", "came"), ("excused", "excused")],
                        default="invited",
                        max_length=10,
                        verbose_name="attendance",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.event",
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
                        to="campaigns.eventguest",
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
                        verbose_name="unit of the programme",
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
                            hash="347506feb26d091188d32aba342986f38afcab17",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_276a5",
                            table="campaigns_eventguestevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EventPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.CharField(max_length=40, unique=True)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("caption", models.CharField(blank=True, max_length=200, verbose_name="what is seen")),
                ("consent_note", models.CharField(max_length=300, verbose_name="who agreed to be shown")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="photos", to="campaigns.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "photo of an event",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("consent_note", ""), _negated=True), name="event_photo_has_consent_note"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EventSpeech",
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
                ("speaker", models.CharField(max_length=120, verbose_name="who spoke")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title on that day")),
                ("text", models.TextField(max_length=8000, verbose_name="what was said")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="speeches", to="campaigns.event"
                    ),
                ),
            ],
            options={
                "verbose_name": "speech",
                "verbose_name_plural": "speeches",
                "ordering": ["position", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("speaker", ""), _negated=True), models.Q(("text", ""), _negated=True)
                        ),
                        name="speech_has_speaker_and_text",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."speaker" IS DISTINCT FROM (NEW."speaker") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="75212fd8cc991243b57e309ad7ed8bffbeaa9487",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_9e0e4",
                            table="campaigns_eventspeech",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_eventspeechevent" ("created_at", "event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "speaker", "text", "title", "updated_at", "version") SELECT new_values."created_at", new_values."event_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."public_id", new_values."speaker", new_values."text", new_values."title", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f1b4d16d1815e4da0979aa8b296a8547fb32d3da",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b4e19",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_eventspeech",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_eventspeechevent" ("created_at", "event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "speaker", "text", "title", "updated_at", "version") SELECT new_values."created_at", new_values."event_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."public_id", new_values."speaker", new_values."text", new_values."title", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="93508432fbea36f9924d21fd10f2ee97e94e0440",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_21e8c",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_eventspeech",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_eventspeechevent" ("created_at", "event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "speaker", "text", "title", "updated_at", "version") SELECT old_values."created_at", old_values."event_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."public_id", old_values."speaker", old_values."text", old_values."title", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="454bbb3e21955d7dbd84e6e03ed9418d37e5c7e3",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_939b6",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_eventspeech",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EventSpeechEvent",
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
                ("speaker", models.CharField(max_length=120, verbose_name="who spoke")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title on that day")),
                ("text", models.TextField(max_length=8000, verbose_name="what was said")),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.event",
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
                        to="campaigns.eventspeech",
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
                            hash="c8903f66bc20410e2ad85f1e2f333faa7ec34247",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_44608",
                            table="campaigns_eventspeechevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUpTask",
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
                ("what", models.CharField(max_length=400, verbose_name="what is to be done")),
                ("who", models.CharField(blank=True, max_length=120, verbose_name="person in charge")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tasks", to="campaigns.event"
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
                        verbose_name="unit that does it",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up task",
                "verbose_name_plural": "follow-up tasks",
                "ordering": [models.OrderBy(models.F("due_on"), nulls_last=True), "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("what", ""), _negated=True), name="task_says_what")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."done_on" IS DISTINCT FROM (NEW."done_on") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."what" IS DISTINCT FROM (NEW."what") OR OLD."who" IS DISTINCT FROM (NEW."who"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="34731c9940882e07250439d3a2123a76f54e5f7f",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_a6ecd",
                            table="campaigns_followuptask",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_followuptaskevent" ("created_at", "done_on", "due_on", "event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "unit_id", "updated_at", "version", "what", "who") SELECT new_values."created_at", new_values."done_on", new_values."due_on", new_values."event_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."unit_id", new_values."updated_at", new_values."version", new_values."what", new_values."who" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f2158c698e10e2e89b981253b0cd79fb161a5ec3",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_bf69d",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_followuptask",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_followuptaskevent" ("created_at", "done_on", "due_on", "event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "unit_id", "updated_at", "version", "what", "who") SELECT new_values."created_at", new_values."done_on", new_values."due_on", new_values."event_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."unit_id", new_values."updated_at", new_values."version", new_values."what", new_values."who" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7a0c41cdfc1edda547c7a64428549ada794ff825",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_db8f4",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_followuptask",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_followuptaskevent" ("created_at", "done_on", "due_on", "event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "unit_id", "updated_at", "version", "what", "who") SELECT old_values."created_at", old_values."done_on", old_values."due_on", old_values."event_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."unit_id", old_values."updated_at", old_values."version", old_values."what", old_values."who" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="a6a53e098b71ee764dde7cd3c1e2a36af0eec1aa",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_7d212",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_followuptask",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUpTaskEvent",
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
                ("what", models.CharField(max_length=400, verbose_name="what is to be done")),
                ("who", models.CharField(blank=True, max_length=120, verbose_name="person in charge")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.event",
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
                        to="campaigns.followuptask",
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
                        verbose_name="unit that does it",
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
                            hash="4c7a37063ed02c3c9b4e17c6d875e8df79832830",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2b9fa",
                            table="campaigns_followuptaskevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GoodsItem",
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
                        expression=models.Func(models.Value("HV"), models.F("id"), function="readable_code"),
                        output_field=models.CharField(max_length=24, verbose_name="code"),
                        unique=True,
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="goods")),
                (
                    "name_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="vi_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                ("measure", models.CharField(max_length=30, verbose_name="unit of measure")),
                (
                    "wanted_quantity",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="number called for"),
                ),
                ("value_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="value of one")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                ("on_hand", models.IntegerField(db_default=0, editable=False, verbose_name="left in stock")),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="goods",
                        to="campaigns.campaign",
                        verbose_name="campaign",
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
                "verbose_name": "goods",
                "verbose_name_plural": "goods",
                "ordering": ["name_folded", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("measure", ""), _negated=True)
                        ),
                        name="goods_have_name_and_measure",
                    ),
                    models.CheckConstraint(condition=models.Q(("on_hand__gte", 0)), name="goods_never_below_zero"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value_vnd", None),
                            models.Q(("value_vnd__gt", 0), ("value_vnd__lte", 100000000000)),
                            _connector="OR",
                        ),
                        name="goods_value_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("wanted_quantity", None),
                            models.Q(("wanted_quantity__gt", 0), ("wanted_quantity__lte", 10000000)),
                            _connector="OR",
                        ),
                        name="goods_wanted_plausible",
                    ),
                    models.UniqueConstraint(
                        fields=("managing_unit", "campaign", "name_folded", "measure"),
                        name="goods_item_once",
                        nulls_distinct=False,
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."measure" IS DISTINCT FROM (NEW."measure") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."value_vnd" IS DISTINCT FROM (NEW."value_vnd") OR OLD."wanted_quantity" IS DISTINCT FROM (NEW."wanted_quantity"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="bb9f70522ccc7aa1131931ec979ba762a4a50bed",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_555c6",
                            table="campaigns_goodsitem",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_goodsitemevent" ("campaign_id", "created_at", "id", "managing_unit_id", "measure", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "updated_at", "value_vnd", "version", "wanted_quantity") SELECT new_values."campaign_id", new_values."created_at", new_values."id", new_values."managing_unit_id", new_values."measure", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."updated_at", new_values."value_vnd", new_values."version", new_values."wanted_quantity" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b5244ab3074534b4492d9e30125f422068a1bc7d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2c3fe",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_goodsitem",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_goodsitemevent" ("campaign_id", "created_at", "id", "managing_unit_id", "measure", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "updated_at", "value_vnd", "version", "wanted_quantity") SELECT new_values."campaign_id", new_values."created_at", new_values."id", new_values."managing_unit_id", new_values."measure", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."updated_at", new_values."value_vnd", new_values."version", new_values."wanted_quantity" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."campaign_id" IS DISTINCT FROM (new_values."campaign_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."managing_unit_id" IS DISTINCT FROM (new_values."managing_unit_id") OR old_values."measure" IS DISTINCT FROM (new_values."measure") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."value_vnd" IS DISTINCT FROM (new_values."value_vnd") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."wanted_quantity" IS DISTINCT FROM (new_values."wanted_quantity")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="40073088cadf24c1b23574ec9efb0374304925d0",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e6ac0",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_goodsitem",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_goodsitemevent" ("campaign_id", "created_at", "id", "managing_unit_id", "measure", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "updated_at", "value_vnd", "version", "wanted_quantity") SELECT old_values."campaign_id", old_values."created_at", old_values."id", old_values."managing_unit_id", old_values."measure", old_values."name", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."updated_at", old_values."value_vnd", old_values."version", old_values."wanted_quantity" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="4b0b9c1d4eb1835aa1c31a4b82e66fe78350ac41",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1940c",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_goodsitem",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GoodsItemEvent",
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
                ("name", models.CharField(max_length=120, verbose_name="goods")),
                ("measure", models.CharField(max_length=30, verbose_name="unit of measure")),
                (
                    "wanted_quantity",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="number called for"),
                ),
                ("value_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="value of one")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
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
                        to="campaigns.goodsitem",
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
                            hash="50e546b670db079be1830ef327512f8214d64ba2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d6481",
                            table="campaigns_goodsitemevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="House",
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
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                ("name", models.CharField(max_length=120, verbose_name="household")),
                (
                    "name_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="vi_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "poverty",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("poor", "poor household"),
                            ("near_poor", "near-poor household"),
                            ("none", "not poor"),
                            ("", "not known"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="poverty",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place as written")),
                (
                    "work",
                    models.CharField(
                        choices=[("new", "new house"), ("repair", "repair")],
                        max_length=6,
                        verbose_name="new or repaired",
                    ),
                ),
                ("support_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="support")),
                ("total_cost_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="cost in all")),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="approved on")),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="work begun on")),
                ("finished_on", models.DateField(blank=True, null=True, verbose_name="finished on")),
                ("handed_over_on", models.DateField(blank=True, null=True, verbose_name="handed over on")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.area",
                        verbose_name="area",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="%(class)ss",
                        to="campaigns.campaign",
                        verbose_name="campaign",
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
                "verbose_name": "house",
                "verbose_name_plural": "houses",
                "ordering": ["-id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="house_has_household"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("support_vnd", None),
                            models.Q(("support_vnd__gte", 0), ("support_vnd__lte", 1000000000000000)),
                            _connector="OR",
                        ),
                        name="house_support_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("total_cost_vnd", None),
                            models.Q(("total_cost_vnd__gte", 0), ("total_cost_vnd__lte", 1000000000000000)),
                            _connector="OR",
                        ),
                        name="house_cost_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("support_vnd", None),
                            ("total_cost_vnd", None),
                            ("support_vnd__lte", models.F("total_cost_vnd")),
                            _connector="OR",
                        ),
                        name="house_support_within_cost",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_on", None),
                            ("started_on", None),
                            ("approved_on__lte", models.F("started_on")),
                            _connector="OR",
                        ),
                        name="house_approved_on_before_started_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_on", None),
                            ("finished_on", None),
                            ("approved_on__lte", models.F("finished_on")),
                            _connector="OR",
                        ),
                        name="house_approved_on_before_finished_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_on", None),
                            ("handed_over_on", None),
                            ("approved_on__lte", models.F("handed_over_on")),
                            _connector="OR",
                        ),
                        name="house_approved_on_before_handed_over_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started_on", None),
                            ("finished_on", None),
                            ("started_on__lte", models.F("finished_on")),
                            _connector="OR",
                        ),
                        name="house_started_on_before_finished_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("started_on", None),
                            ("handed_over_on", None),
                            ("started_on__lte", models.F("handed_over_on")),
                            _connector="OR",
                        ),
                        name="house_started_on_before_handed_over_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_on", None),
                            ("handed_over_on", None),
                            ("finished_on__lte", models.F("handed_over_on")),
                            _connector="OR",
                        ),
                        name="house_finished_on_before_handed_over_on",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."approved_on" IS DISTINCT FROM (NEW."approved_on") OR OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."finished_on" IS DISTINCT FROM (NEW."finished_on") OR OLD."handed_over_on" IS DISTINCT FROM (NEW."handed_over_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."poverty" IS DISTINCT FROM (NEW."poverty") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."started_on" IS DISTINCT FROM (NEW."started_on") OR OLD."support_vnd" IS DISTINCT FROM (NEW."support_vnd") OR OLD."total_cost_vnd" IS DISTINCT FROM (NEW."total_cost_vnd") OR OLD."work" IS DISTINCT FROM (NEW."work"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="9f96eaaa2c8395ee01075a453c85dd9d9b399ad4",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_35a72",
                            table="campaigns_house",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_houseevent" ("approved_on", "area_id", "campaign_id", "created_at", "finished_on", "handed_over_on", "id", "managing_unit_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "poverty", "public_id", "started_on", "support_vnd", "total_cost_vnd", "updated_at", "version", "work") SELECT new_values."approved_on", new_values."area_id", new_values."campaign_id", new_values."created_at", new_values."finished_on", new_values."handed_over_on", new_values."id", new_values."managing_unit_id", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."poverty", new_values."public_id", new_values."started_on", new_values."support_vnd", new_values."total_cost_vnd", new_values."updated_at", new_values."version", new_values."work" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a1b2ca37548eda03faaa3c58e10daebe58e73e4a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8d7ae",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_house",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_houseevent" ("approved_on", "area_id", "campaign_id", "created_at", "finished_on", "handed_over_on", "id", "managing_unit_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "poverty", "public_id", "started_on", "support_vnd", "total_cost_vnd", "updated_at", "version", "work") SELECT new_values."approved_on", new_values."area_id", new_values."campaign_id", new_values."created_at", new_values."finished_on", new_values."handed_over_on", new_values."id", new_values."managing_unit_id", new_values."name", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."poverty", new_values."public_id", new_values."started_on", new_values."support_vnd", new_values."total_cost_vnd", new_values."updated_at", new_values."version", new_values."work" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."approved_on" IS DISTINCT FROM (new_values."approved_on") OR old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."campaign_id" IS DISTINCT FROM (new_values."campaign_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."finished_on" IS DISTINCT FROM (new_values."finished_on") OR old_values."handed_over_on" IS DISTINCT FROM (new_values."handed_over_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."managing_unit_id" IS DISTINCT FROM (new_values."managing_unit_id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."place" IS DISTINCT FROM (new_values."place") OR old_values."poverty" IS DISTINCT FROM (new_values."poverty") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."started_on" IS DISTINCT FROM (new_values."started_on") OR old_values."support_vnd" IS DISTINCT FROM (new_values."support_vnd") OR old_values."total_cost_vnd" IS DISTINCT FROM (new_values."total_cost_vnd") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version") OR old_values."work" IS DISTINCT FROM (new_values."work")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="053d5c99a512cde0093afcf07f2a6687cdcbb37c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_84eb6",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_house",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_houseevent" ("approved_on", "area_id", "campaign_id", "created_at", "finished_on", "handed_over_on", "id", "managing_unit_id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "poverty", "public_id", "started_on", "support_vnd", "total_cost_vnd", "updated_at", "version", "work") SELECT old_values."approved_on", old_values."area_id", old_values."campaign_id", old_values."created_at", old_values."finished_on", old_values."handed_over_on", old_values."id", old_values."managing_unit_id", old_values."name", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."poverty", old_values."public_id", old_values."started_on", old_values."support_vnd", old_values."total_cost_vnd", old_values."updated_at", old_values."version", old_values."work" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="dae0af6993583a366a992a47a56eb1e8f86ed15a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_125c9",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_house",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HouseEvent",
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
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                ("name", models.CharField(max_length=120, verbose_name="household")),
                (
                    "poverty",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("poor", "poor household"),
                            ("near_poor", "near-poor household"),
                            ("none", "not poor"),
                            ("", "not known"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="poverty",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place as written")),
                (
                    "work",
                    models.CharField(
                        choices=[("new", "new house"), ("repair", "repair")],
                        max_length=6,
                        verbose_name="new or repaired",
                    ),
                ),
                ("support_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="support")),
                ("total_cost_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="cost in all")),
                ("approved_on", models.DateField(blank=True, null=True, verbose_name="approved on")),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="work begun on")),
                ("finished_on", models.DateField(blank=True, null=True, verbose_name="finished on")),
                ("handed_over_on", models.DateField(blank=True, null=True, verbose_name="handed over on")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.area",
                        verbose_name="area",
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
                        verbose_name="campaign",
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
                        to="campaigns.house",
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
                            hash="baa30f5a694fc57158bfdb5dfbfbac57963942be",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_53d6c",
                            table="campaigns_houseevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JointUnit",
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
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="joint_links", to="campaigns.campaign"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="joint unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "joint unit",
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("campaign", "unit"), name="joint_unit_once")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="35be82cab9ebffc9711db93ff05a8bc1171fa82e",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_eb7ae",
                            table="campaigns_jointunit",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_jointunitevent" ("campaign_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "unit_id", "updated_at", "version") SELECT new_values."campaign_id", new_values."created_at", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."unit_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="70420d86796070194f8de35dac816241f88819f6",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1edea",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_jointunit",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_jointunitevent" ("campaign_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "unit_id", "updated_at", "version") SELECT new_values."campaign_id", new_values."created_at", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."unit_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="74b5fd1a3a34d086b09e8295f0ff1381a6c41efa",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_75e91",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_jointunit",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_jointunitevent" ("campaign_id", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "unit_id", "updated_at", "version") SELECT old_values."campaign_id", old_values."created_at", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."unit_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="fe0a0d6abb2eaa30a5d944ddf105ac5aa080f1d1",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6ab18",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_jointunit",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JointUnitEvent",
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
                    "campaign",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaign",
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
                        to="campaigns.jointunit",
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
                        verbose_name="joint unit",
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
                            hash="7b8ee6706247ba0e31487325bee47df78ac4a5f0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b5444",
                            table="campaigns_jointunitevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalDocument",
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
                    "number",
                    models.CharField(
                        max_length=60,
                        validators=[campaigns.models.plan.validate_document_number],
                        verbose_name="number",
                    ),
                ),
                (
                    "number_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("number"), function="vi_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                ("issuer", models.CharField(max_length=200, verbose_name="issued by")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="about")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="legal_documents",
                        to="campaigns.campaign",
                    ),
                ),
            ],
            options={
                "verbose_name": "legal document",
                "verbose_name_plural": "legal documents",
                "ordering": ["issued_on", "id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True), name="legal_document_has_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("issuer", ""), _negated=True), name="legal_document_has_issuer"
                    ),
                    models.UniqueConstraint(fields=("campaign", "number_folded", "issuer"), name="legal_document_once"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."issued_on" IS DISTINCT FROM (NEW."issued_on") OR OLD."issuer" IS DISTINCT FROM (NEW."issuer") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="3d1254816a6dbcb1bddebc2b2a8549e643021c9f",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_68886",
                            table="campaigns_legaldocument",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_legaldocumentevent" ("campaign_id", "created_at", "id", "issued_on", "issuer", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "title", "updated_at", "version") SELECT new_values."campaign_id", new_values."created_at", new_values."id", new_values."issued_on", new_values."issuer", new_values."number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."title", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="7863bcf040f6190495ac522476a5c4591bb1811d",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_96ebb",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_legaldocument",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_legaldocumentevent" ("campaign_id", "created_at", "id", "issued_on", "issuer", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "title", "updated_at", "version") SELECT new_values."campaign_id", new_values."created_at", new_values."id", new_values."issued_on", new_values."issuer", new_values."number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."title", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."campaign_id" IS DISTINCT FROM (new_values."campaign_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."issued_on" IS DISTINCT FROM (new_values."issued_on") OR old_values."issuer" IS DISTINCT FROM (new_values."issuer") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ce5096f13bc7fa3a3535cb245842d27dd1937a5d",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_76dc2",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_legaldocument",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_legaldocumentevent" ("campaign_id", "created_at", "id", "issued_on", "issuer", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "title", "updated_at", "version") SELECT old_values."campaign_id", old_values."created_at", old_values."id", old_values."issued_on", old_values."issuer", old_values."number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."title", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="ea61aeeeba5eb8804a07e2e1d0c84d1662df7851",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c40cd",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_legaldocument",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalDocumentEvent",
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
                    "number",
                    models.CharField(
                        max_length=60,
                        validators=[campaigns.models.plan.validate_document_number],
                        verbose_name="number",
                    ),
                ),
                ("issuer", models.CharField(max_length=200, verbose_name="issued by")),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                ("title", models.CharField(blank=True, max_length=500, verbose_name="about")),
                (
                    "campaign",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaign",
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
                        to="campaigns.legaldocument",
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
                            hash="ff537b0f28c6322961160373bab2d78aef1a55dd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d58af",
                            table="campaigns_legaldocumentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Loan",
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
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                ("name", models.CharField(max_length=200, verbose_name="name of the fund")),
                (
                    "name_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("name"), function="vi_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("money", "loan fund"), ("animals", "animals that are passed on")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("as_of", models.DateField(verbose_name="as of")),
                ("projects_count", models.BigIntegerField(blank=True, null=True, verbose_name="projects")),
                ("borrowers_count", models.BigIntegerField(blank=True, null=True, verbose_name="borrowers")),
                ("animals_count", models.BigIntegerField(blank=True, null=True, verbose_name="animals put in")),
                ("put_in_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="put in")),
                (
                    "put_in_qualifier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "exactly"),
                            ("over", "over"),
                            ("more_than", "more than"),
                            ("nearly", "nearly"),
                            ("about", "about"),
                        ],
                        max_length=10,
                        verbose_name="what was put in is",
                    ),
                ),
                ("repaid_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="repaid")),
                ("outstanding_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="outstanding")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="%(class)ss",
                        to="campaigns.campaign",
                        verbose_name="campaign",
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
                "verbose_name": "revolving help",
                "verbose_name_plural": "revolving help",
                "ordering": ["-as_of", "-id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="loan_has_name"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("projects_count", None),
                            models.Q(("projects_count__gte", 0), ("projects_count__lte", 1000000000)),
                            _connector="OR",
                        ),
                        name="loan_projects_count_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("borrowers_count", None),
                            models.Q(("borrowers_count__gte", 0), ("borrowers_count__lte", 1000000000)),
                            _connector="OR",
                        ),
                        name="loan_borrowers_count_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("animals_count", None),
                            models.Q(("animals_count__gte", 0), ("animals_count__lte", 1000000000)),
                            _connector="OR",
                        ),
                        name="loan_animals_count_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("put_in_vnd", None),
                            models.Q(("put_in_vnd__gte", 0), ("put_in_vnd__lte", 1000000000000000)),
                            _connector="OR",
                        ),
                        name="loan_put_in_vnd_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("repaid_vnd", None),
                            models.Q(("repaid_vnd__gte", 0), ("repaid_vnd__lte", 1000000000000000)),
                            _connector="OR",
                        ),
                        name="loan_repaid_vnd_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outstanding_vnd", None),
                            models.Q(("outstanding_vnd__gte", 0), ("outstanding_vnd__lte", 1000000000000000)),
                            _connector="OR",
                        ),
                        name="loan_outstanding_vnd_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "animals"), ("animals_count", None), _connector="OR"),
                        name="loan_animals_only_of_animals",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."animals_count" IS DISTINCT FROM (NEW."animals_count") OR OLD."as_of" IS DISTINCT FROM (NEW."as_of") OR OLD."borrowers_count" IS DISTINCT FROM (NEW."borrowers_count") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."outstanding_vnd" IS DISTINCT FROM (NEW."outstanding_vnd") OR OLD."projects_count" IS DISTINCT FROM (NEW."projects_count") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."put_in_qualifier" IS DISTINCT FROM (NEW."put_in_qualifier") OR OLD."put_in_vnd" IS DISTINCT FROM (NEW."put_in_vnd") OR OLD."repaid_vnd" IS DISTINCT FROM (NEW."repaid_vnd"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="f6ed6c38784344ee859fd27b83e7795d888273d3",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_14a24",
                            table="campaigns_loan",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_loanevent" ("animals_count", "as_of", "borrowers_count", "campaign_id", "created_at", "id", "kind", "managing_unit_id", "name", "note", "outstanding_vnd", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projects_count", "public_id", "put_in_qualifier", "put_in_vnd", "repaid_vnd", "updated_at", "version") SELECT new_values."animals_count", new_values."as_of", new_values."borrowers_count", new_values."campaign_id", new_values."created_at", new_values."id", new_values."kind", new_values."managing_unit_id", new_values."name", new_values."note", new_values."outstanding_vnd", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."projects_count", new_values."public_id", new_values."put_in_qualifier", new_values."put_in_vnd", new_values."repaid_vnd", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b3825b5089c2ef3914d9427289a07c35532f5523",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e93ab",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_loan",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_loanevent" ("animals_count", "as_of", "borrowers_count", "campaign_id", "created_at", "id", "kind", "managing_unit_id", "name", "note", "outstanding_vnd", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projects_count", "public_id", "put_in_qualifier", "put_in_vnd", "repaid_vnd", "updated_at", "version") SELECT new_values."animals_count", new_values."as_of", new_values."borrowers_count", new_values."campaign_id", new_values."created_at", new_values."id", new_values."kind", new_values."managing_unit_id", new_values."name", new_values."note", new_values."outstanding_vnd", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."projects_count", new_values."public_id", new_values."put_in_qualifier", new_values."put_in_vnd", new_values."repaid_vnd", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."animals_count" IS DISTINCT FROM (new_values."animals_count") OR old_values."as_of" IS DISTINCT FROM (new_values."as_of") OR old_values."borrowers_count" IS DISTINCT FROM (new_values."borrowers_count") OR old_values."campaign_id" IS DISTINCT FROM (new_values."campaign_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."managing_unit_id" IS DISTINCT FROM (new_values."managing_unit_id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."outstanding_vnd" IS DISTINCT FROM (new_values."outstanding_vnd") OR old_values."projects_count" IS DISTINCT FROM (new_values."projects_count") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."put_in_qualifier" IS DISTINCT FROM (new_values."put_in_qualifier") OR old_values."put_in_vnd" IS DISTINCT FROM (new_values."put_in_vnd") OR old_values."repaid_vnd" IS DISTINCT FROM (new_values."repaid_vnd") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c5d36ca2e7374b20aa584a47cd1bf5825fb35f74",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3f837",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_loan",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_loanevent" ("animals_count", "as_of", "borrowers_count", "campaign_id", "created_at", "id", "kind", "managing_unit_id", "name", "note", "outstanding_vnd", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "projects_count", "public_id", "put_in_qualifier", "put_in_vnd", "repaid_vnd", "updated_at", "version") SELECT old_values."animals_count", old_values."as_of", old_values."borrowers_count", old_values."campaign_id", old_values."created_at", old_values."id", old_values."kind", old_values."managing_unit_id", old_values."name", old_values."note", old_values."outstanding_vnd", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."projects_count", old_values."public_id", old_values."put_in_qualifier", old_values."put_in_vnd", old_values."repaid_vnd", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="d9600c62694909ad859af138c29d296edcfc6614",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_63d24",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_loan",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LoanEvent",
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
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                ("name", models.CharField(max_length=200, verbose_name="name of the fund")),
                (
                    "kind",
                    models.CharField(
                        choices=[("money", "loan fund"), ("animals", "animals that are passed on")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("as_of", models.DateField(verbose_name="as of")),
                ("projects_count", models.BigIntegerField(blank=True, null=True, verbose_name="projects")),
                ("borrowers_count", models.BigIntegerField(blank=True, null=True, verbose_name="borrowers")),
                ("animals_count", models.BigIntegerField(blank=True, null=True, verbose_name="animals put in")),
                ("put_in_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="put in")),
                (
                    "put_in_qualifier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "exactly"),
                            ("over", "over"),
                            ("more_than", "more than"),
                            ("nearly", "nearly"),
                            ("about", "about"),
                        ],
                        max_length=10,
                        verbose_name="what was put in is",
                    ),
                ),
                ("repaid_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="repaid")),
                ("outstanding_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="outstanding")),
                (
                    "campaign",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaign",
                        verbose_name="campaign",
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
                        to="campaigns.loan",
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
                            hash="1de46af1f8027a536c6a72faee493c5036901fb1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9a89d",
                            table="campaigns_loanevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Participation",
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
                ("asked_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="asked on")),
                ("plan_text", models.TextField(blank=True, max_length=4000, verbose_name="what the unit plans")),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="plan of")),
                ("report_text", models.TextField(blank=True, max_length=4000, verbose_name="what was done")),
                (
                    "people_count",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="different people helped"),
                ),
                ("times_count", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="times helped")),
                ("amount_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="money and goods in all")),
                ("reported_on", models.DateField(blank=True, null=True, verbose_name="reported on")),
                ("excused_on", models.DateField(blank=True, null=True, verbose_name="excused on")),
                ("excused_reason", models.CharField(blank=True, max_length=300, verbose_name="why it is excused")),
                (
                    "state",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(excused_on__isnull=False, then=models.Value("excused")),
                            models.When(reported_on__isnull=False, then=models.Value("reported")),
                            models.When(planned_on__isnull=False, then=models.Value("planned")),
                            default=models.Value("asked"),
                        ),
                        output_field=models.CharField(
                            choices=[
                                ("asked", "asked, no answer yet"),
                                ("planned", "has a plan"),
                                ("reported", "has reported"),
                                ("excused", "excused"),
                            ],
                            max_length=10,
                            verbose_name="state",
                        ),
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to="campaigns.campaign",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "excused_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="excused by",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="planned by",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reported by",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="participations",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit that takes part",
                "verbose_name_plural": "units that take part",
                "abstract": False,
                "indexes": [
                    models.Index(fields=["campaign", "state"], name="participation_state"),
                    models.Index(fields=["unit", "state"], name="participation_unit"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "unit"), name="participation_once"),
                    models.CheckConstraint(
                        condition=models.Q(("planned_on", None), ("planned_by__isnull", False), _connector="OR"),
                        name="participation_planned_by_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reported_on", None), ("reported_by__isnull", False), _connector="OR"),
                        name="participation_reported_by_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("excused_by", None), ("excused_on", None), ("excused_reason", "")),
                            models.Q(
                                ("excused_by__isnull", False),
                                ("excused_on__isnull", False),
                                models.Q(("excused_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="participation_excused_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("people_count", None),
                            ("times_count", None),
                            ("times_count__gte", models.F("people_count")),
                            _connector="OR",
                        ),
                        name="participation_times_not_below_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_vnd", None),
                            models.Q(("amount_vnd__gte", 0), ("amount_vnd__lte", 10000000000000)),
                            _connector="OR",
                        ),
                        name="participation_amount_plausible",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."amount_vnd" IS DISTINCT FROM (NEW."amount_vnd") OR OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."asked_on" IS DISTINCT FROM (NEW."asked_on") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."excused_by_id" IS DISTINCT FROM (NEW."excused_by_id") OR OLD."excused_on" IS DISTINCT FROM (NEW."excused_on") OR OLD."excused_reason" IS DISTINCT FROM (NEW."excused_reason") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."people_count" IS DISTINCT FROM (NEW."people_count") OR OLD."plan_text" IS DISTINCT FROM (NEW."plan_text") OR OLD."planned_by_id" IS DISTINCT FROM (NEW."planned_by_id") OR OLD."planned_on" IS DISTINCT FROM (NEW."planned_on") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."report_text" IS DISTINCT FROM (NEW."report_text") OR OLD."reported_by_id" IS DISTINCT FROM (NEW."reported_by_id") OR OLD."reported_on" IS DISTINCT FROM (NEW."reported_on") OR OLD."times_count" IS DISTINCT FROM (NEW."times_count") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="c15cac261ab7bec30c3344efa29a461a4fb2aa80",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_d6dbb",
                            table="campaigns_participation",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_participationevent" ("amount_vnd", "asked_by_id", "asked_on", "campaign_id", "created_at", "excused_by_id", "excused_on", "excused_reason", "id", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_text", "planned_by_id", "planned_on", "public_id", "report_text", "reported_by_id", "reported_on", "times_count", "unit_id", "updated_at", "version") SELECT new_values."amount_vnd", new_values."asked_by_id", new_values."asked_on", new_values."campaign_id", new_values."created_at", new_values."excused_by_id", new_values."excused_on", new_values."excused_reason", new_values."id", new_values."people_count", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_text", new_values."planned_by_id", new_values."planned_on", new_values."public_id", new_values."report_text", new_values."reported_by_id", new_values."reported_on", new_values."times_count", new_values."unit_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="93546ed2cf9891c6cb7d4f4975a976933a89f1d5",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5f5fd",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_participation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_participationevent" ("amount_vnd", "asked_by_id", "asked_on", "campaign_id", "created_at", "excused_by_id", "excused_on", "excused_reason", "id", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_text", "planned_by_id", "planned_on", "public_id", "report_text", "reported_by_id", "reported_on", "times_count", "unit_id", "updated_at", "version") SELECT new_values."amount_vnd", new_values."asked_by_id", new_values."asked_on", new_values."campaign_id", new_values."created_at", new_values."excused_by_id", new_values."excused_on", new_values."excused_reason", new_values."id", new_values."people_count", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_text", new_values."planned_by_id", new_values."planned_on", new_values."public_id", new_values."report_text", new_values."reported_by_id", new_values."reported_on", new_values."times_count", new_values."unit_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."amount_vnd" IS DISTINCT FROM (new_values."amount_vnd") OR old_values."asked_by_id" IS DISTINCT FROM (new_values."asked_by_id") OR old_values."asked_on" IS DISTINCT FROM (new_values."asked_on") OR old_values."campaign_id" IS DISTINCT FROM (new_values."campaign_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."excused_by_id" IS DISTINCT FROM (new_values."excused_by_id") OR old_values."excused_on" IS DISTINCT FROM (new_values."excused_on") OR old_values."excused_reason" IS DISTINCT FROM (new_values."excused_reason") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."people_count" IS DISTINCT FROM (new_values."people_count") OR old_values."plan_text" IS DISTINCT FROM (new_values."plan_text") OR old_values."planned_by_id" IS DISTINCT FROM (new_values."planned_by_id") OR old_values."planned_on" IS DISTINCT FROM (new_values."planned_on") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."report_text" IS DISTINCT FROM (new_values."report_text") OR old_values."reported_by_id" IS DISTINCT FROM (new_values."reported_by_id") OR old_values."reported_on" IS DISTINCT FROM (new_values."reported_on") OR old_values."times_count" IS DISTINCT FROM (new_values."times_count") OR old_values."unit_id" IS DISTINCT FROM (new_values."unit_id") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5a55f55336966182b971486f3c34f2768037adfa",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6d754",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_participation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_participationevent" ("amount_vnd", "asked_by_id", "asked_on", "campaign_id", "created_at", "excused_by_id", "excused_on", "excused_reason", "id", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_text", "planned_by_id", "planned_on", "public_id", "report_text", "reported_by_id", "reported_on", "times_count", "unit_id", "updated_at", "version") SELECT old_values."amount_vnd", old_values."asked_by_id", old_values."asked_on", old_values."campaign_id", old_values."created_at", old_values."excused_by_id", old_values."excused_on", old_values."excused_reason", old_values."id", old_values."people_count", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_text", old_values."planned_by_id", old_values."planned_on", old_values."public_id", old_values."report_text", old_values."reported_by_id", old_values."reported_on", old_values."times_count", old_values."unit_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="48239c4a5cadd386b64b2814341a7118400991a9",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1670b",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_participation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
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
                ("name", models.CharField(max_length=150, verbose_name="file name")),
                (
                    "kind",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel"), ("jpg", "picture")],
                        max_length=4,
                        verbose_name="kind of file",
                    ),
                ),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                ("file", models.CharField(editable=False, max_length=40, unique=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="campaigns.campaign"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="campaigns.participation",
                    ),
                ),
            ],
            options={
                "verbose_name": "attachment",
                "verbose_name_plural": "attachments",
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="attachment_has_name"),
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0), ("size__lte", 10485760)), name="attachment_size"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."added_by_id" IS DISTINCT FROM (NEW."added_by_id") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."file" IS DISTINCT FROM (NEW."file") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."participation_id" IS DISTINCT FROM (NEW."participation_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."size" IS DISTINCT FROM (NEW."size"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="6949fe64ab31af96319789124a71435289808a1f",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_600f0",
                            table="campaigns_attachment",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ParticipationEvent",
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
                ("asked_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="asked on")),
                ("plan_text", models.TextField(blank=True, max_length=4000, verbose_name="what the unit plans")),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="plan of")),
                ("report_text", models.TextField(blank=True, max_length=4000, verbose_name="what was done")),
                (
                    "people_count",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="different people helped"),
                ),
                ("times_count", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="times helped")),
                ("amount_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="money and goods in all")),
                ("reported_on", models.DateField(blank=True, null=True, verbose_name="reported on")),
                ("excused_on", models.DateField(blank=True, null=True, verbose_name="excused on")),
                ("excused_reason", models.CharField(blank=True, max_length=300, verbose_name="why it is excused")),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
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
                        verbose_name="campaign",
                    ),
                ),
                (
                    "excused_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="excused by",
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
                        to="campaigns.participation",
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="planned by",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reported by",
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
                            hash="f3ca6808b877cce6a13567295632c99a8722dad0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_b89e9",
                            table="campaigns_participationevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Promise",
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
                ("given_by", models.CharField(blank=True, max_length=200, verbose_name="from whom")),
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
                ("quantity", models.IntegerField(blank=True, null=True, verbose_name="number of pieces")),
                ("amount_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="amount")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                ("promised_on", models.DateField(verbose_name="promised on")),
                ("expected_on", models.DateField(blank=True, null=True, verbose_name="expected by")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn on")),
                ("withdrawn_reason", models.CharField(blank=True, max_length=400, verbose_name="why it was withdrawn")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="%(class)ss",
                        to="campaigns.campaign",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "donor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="campaign_%(class)ss",
                        to="donors.donor",
                        verbose_name="donor",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="%(class)ss",
                        to="campaigns.goodsitem",
                        verbose_name="goods",
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
                        verbose_name="unit that collected",
                    ),
                ),
            ],
            options={
                "verbose_name": "promise",
                "ordering": ["-promised_on", "-id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("donor__isnull", False),
                            ("unit__isnull", False),
                            models.Q(("given_by", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="promise_has_giver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount_vnd__isnull", False),
                                ("item", None),
                                ("quantity", None),
                                ("amount_vnd__gt", 0),
                                ("amount_vnd__lte", 10000000000000),
                            ),
                            models.Q(
                                ("item__isnull", False),
                                ("quantity__gt", 0),
                                ("quantity__lte", 10000000),
                                models.Q(
                                    ("amount_vnd", None),
                                    models.Q(("amount_vnd__gt", 0), ("amount_vnd__lte", 10000000000000)),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="promise_money_or_goods",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_on", None), ("withdrawn_reason", "")),
                            models.Q(
                                ("withdrawn_on__isnull", False), models.Q(("withdrawn_reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="promise_withdrawn_with_reason",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."amount_vnd" IS DISTINCT FROM (NEW."amount_vnd") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."donor_id" IS DISTINCT FROM (NEW."donor_id") OR OLD."expected_on" IS DISTINCT FROM (NEW."expected_on") OR OLD."given_by" IS DISTINCT FROM (NEW."given_by") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."promised_on" IS DISTINCT FROM (NEW."promised_on") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."quantity" IS DISTINCT FROM (NEW."quantity") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on") OR OLD."withdrawn_reason" IS DISTINCT FROM (NEW."withdrawn_reason"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="aec6dae4874fce41da7ccadf22c883cd3f567ad8",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_2806e",
                            table="campaigns_promise",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_promiseevent" ("amount_vnd", "campaign_id", "created_at", "donor_id", "expected_on", "given_by", "id", "item_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_on", "public_id", "quantity", "source", "unit_id", "updated_at", "version", "withdrawn_on", "withdrawn_reason") SELECT new_values."amount_vnd", new_values."campaign_id", new_values."created_at", new_values."donor_id", new_values."expected_on", new_values."given_by", new_values."id", new_values."item_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."promised_on", new_values."public_id", new_values."quantity", new_values."source", new_values."unit_id", new_values."updated_at", new_values."version", new_values."withdrawn_on", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="56a78b39088689163cbcf71ddb26ddea6cf80438",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9adea",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_promise",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_promiseevent" ("amount_vnd", "campaign_id", "created_at", "donor_id", "expected_on", "given_by", "id", "item_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_on", "public_id", "quantity", "source", "unit_id", "updated_at", "version", "withdrawn_on", "withdrawn_reason") SELECT new_values."amount_vnd", new_values."campaign_id", new_values."created_at", new_values."donor_id", new_values."expected_on", new_values."given_by", new_values."id", new_values."item_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."promised_on", new_values."public_id", new_values."quantity", new_values."source", new_values."unit_id", new_values."updated_at", new_values."version", new_values."withdrawn_on", new_values."withdrawn_reason" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="2d84d3bb7a0fecb0263a71e57c6832d18d215b45",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6fef1",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_promise",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_promiseevent" ("amount_vnd", "campaign_id", "created_at", "donor_id", "expected_on", "given_by", "id", "item_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "promised_on", "public_id", "quantity", "source", "unit_id", "updated_at", "version", "withdrawn_on", "withdrawn_reason") SELECT old_values."amount_vnd", old_values."campaign_id", old_values."created_at", old_values."donor_id", old_values."expected_on", old_values."given_by", old_values."id", old_values."item_id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."promised_on", old_values."public_id", old_values."quantity", old_values."source", old_values."unit_id", old_values."updated_at", old_values."version", old_values."withdrawn_on", old_values."withdrawn_reason" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="f11c1f71a7d16fb4fb39bbd5d392abd1613ab033",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_fc912",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_promise",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given_by", models.CharField(blank=True, max_length=200, verbose_name="from whom")),
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
                ("quantity", models.IntegerField(blank=True, null=True, verbose_name="number of pieces")),
                ("amount_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="amount")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("idempotency_key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("received_on", models.DateField(verbose_name="received on")),
                (
                    "method",
                    models.CharField(
                        choices=[("cash", "cash"), ("bank_transfer", "bank transfer")],
                        default="cash",
                        max_length=14,
                        verbose_name="method",
                    ),
                ),
                ("people_count", models.PositiveIntegerField(blank=True, null=True, verbose_name="people who gave")),
                ("number", models.PositiveIntegerField(db_default=0, editable=False, verbose_name="number")),
                ("number_year", models.PositiveSmallIntegerField(db_default=0, editable=False)),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="%(class)ss",
                        to="campaigns.campaign",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "donor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="campaign_%(class)ss",
                        to="donors.donor",
                        verbose_name="donor",
                    ),
                ),
                (
                    "number_unit",
                    models.ForeignKey(
                        db_default=None,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
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
                        to="campaigns.contribution",
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
                        verbose_name="unit that collected",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="%(class)ss",
                        to="campaigns.goodsitem",
                        verbose_name="goods",
                    ),
                ),
                (
                    "promise",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="contributions",
                        to="campaigns.promise",
                    ),
                ),
            ],
            options={
                "verbose_name": "contribution to a campaign",
                "ordering": ["-received_on", "-id"],
                "indexes": [models.Index(fields=["campaign", "-received_on", "-id"], name="given_campaign_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("donor__isnull", False),
                            ("unit__isnull", False),
                            models.Q(("given_by", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="given_has_giver",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount_vnd__isnull", False),
                                ("item", None),
                                ("quantity", None),
                                ("amount_vnd__gt", 0),
                                ("reverses", None),
                            ),
                            models.Q(
                                ("amount_vnd__isnull", False),
                                ("item", None),
                                ("quantity", None),
                                ("amount_vnd__lt", 0),
                                ("reverses__isnull", False),
                            ),
                            models.Q(
                                ("item__isnull", False),
                                ("quantity__gt", 0),
                                ("reverses", None),
                                models.Q(("amount_vnd", None), ("amount_vnd__gt", 0), _connector="OR"),
                            ),
                            models.Q(
                                ("item__isnull", False),
                                ("quantity__lt", 0),
                                ("reverses__isnull", False),
                                models.Q(("amount_vnd", None), ("amount_vnd__lt", 0), _connector="OR"),
                            ),
                            _connector="OR",
                        ),
                        name="given_money_or_goods",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_vnd", None),
                            models.Q(("amount_vnd__gte", -10000000000000), ("amount_vnd__lte", 10000000000000)),
                            _connector="OR",
                        ),
                        name="given_amount_plausible",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reverses", None)),
                        fields=("number_unit", "number_year", "number"),
                        name="given_number_once",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="reversal_is_exact",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.reverses_id IS NOT NULL)",
                            func="\n        PERFORM 1 FROM campaigns_contribution o WHERE o.id = NEW.reverses_id AND o.reverses_id IS NULL\n            AND (o.campaign_id, o.item_id, o.source, o.amount_vnd, o.quantity) IS NOT DISTINCT FROM\n                (NEW.campaign_id, NEW.item_id, NEW.source, -NEW.amount_vnd, -NEW.quantity);\n        IF NOT FOUND THEN\n            RAISE EXCEPTION 'a reversal takes back one entry, whole' USING ERRCODE = 'check_violation',\n                CONSTRAINT = 'reversal_is_exact';\n        END IF;\n        RETURN NEW;\n    ",
                            hash="ef324c7378fad9c0af42818b9ef47a82a5deddfa",
                            operation="INSERT",
                            pgid="pgtrigger_reversal_is_exact_54574",
                            table="campaigns_contribution",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="take_number",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF NEW.reverses_id IS NOT NULL THEN\n            SELECT c.number, c.number_year, c.number_unit_id INTO NEW.number, NEW.number_year, NEW.number_unit_id\n            FROM campaigns_contribution c WHERE c.id = NEW.reverses_id;\n        ELSE\n            SELECT managing_unit_id INTO NEW.number_unit_id FROM campaigns_campaign WHERE id = NEW.campaign_id;\n            NEW.number_year := extract(year FROM NEW.received_on);\n            INSERT INTO campaigns_contributioncounter AS c (unit_id, year, last)\n            VALUES (NEW.number_unit_id, NEW.number_year, 1)\n            ON CONFLICT (unit_id, year) DO UPDATE SET last = c.last + 1 RETURNING last INTO NEW.number;\n        END IF;\n        RETURN NEW;\n    ",
                            hash="b80334575a5298fc231be354a04e01cccdce579c",
                            operation="INSERT",
                            pgid="pgtrigger_take_number_ae7e5",
                            table="campaigns_contribution",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_changed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."amount_vnd" IS DISTINCT FROM (NEW."amount_vnd") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."given_by" IS DISTINCT FROM (NEW."given_by") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."idempotency_key" IS DISTINCT FROM (NEW."idempotency_key") OR OLD."item_id" IS DISTINCT FROM (NEW."item_id") OR OLD."method" IS DISTINCT FROM (NEW."method") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."number_unit_id" IS DISTINCT FROM (NEW."number_unit_id") OR OLD."number_year" IS DISTINCT FROM (NEW."number_year") OR OLD."people_count" IS DISTINCT FROM (NEW."people_count") OR OLD."promise_id" IS DISTINCT FROM (NEW."promise_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."quantity" IS DISTINCT FROM (NEW."quantity") OR OLD."received_on" IS DISTINCT FROM (NEW."received_on") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."reverses_id" IS DISTINCT FROM (NEW."reverses_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="717faa9b0b8beb3875104602919be236d82335f2",
                            operation="UPDATE",
                            pgid="pgtrigger_never_changed_9b83c",
                            table="campaigns_contribution",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="b3684f4ba9e3cfa4516f331bf3c028e2e2373db0",
                            operation="DELETE",
                            pgid="pgtrigger_never_deleted_014df",
                            table="campaigns_contribution",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'a ledger is never emptied';",
                            hash="6f40fd24bb20ce7c2b864a8afb44ecabc734c8d5",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_never_emptied_0dcc0",
                            table="campaigns_contribution",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PromiseEvent",
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
                ("given_by", models.CharField(blank=True, max_length=200, verbose_name="from whom")),
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
                ("quantity", models.IntegerField(blank=True, null=True, verbose_name="number of pieces")),
                ("amount_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="amount")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                ("promised_on", models.DateField(verbose_name="promised on")),
                ("expected_on", models.DateField(blank=True, null=True, verbose_name="expected by")),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn on")),
                ("withdrawn_reason", models.CharField(blank=True, max_length=400, verbose_name="why it was withdrawn")),
                (
                    "campaign",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaign",
                        verbose_name="campaign",
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
                    "item",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.goodsitem",
                        verbose_name="goods",
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
                        to="campaigns.promise",
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
                        verbose_name="unit that collected",
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
                            hash="1b651731db097ae8dea112e8ebc74b80a1adf020",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4f799",
                            table="campaigns_promiseevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Recognition",
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
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="for what")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recognitions",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="recognitions",
                        to="campaigns.event",
                        verbose_name="at which event",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="recognitions",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "recognised unit",
                "verbose_name_plural": "recognised units",
                "ordering": ["-year", "id"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "unit", "year"), name="recognised_once_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)), name="recognition_year_plausible"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="5b21aec1c777ce3d60ec4b477591fbd65f5298ae",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_2caa8",
                            table="campaigns_recognition",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_recognitionevent" ("campaign_id", "created_at", "event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "unit_id", "updated_at", "version", "year") SELECT new_values."campaign_id", new_values."created_at", new_values."event_id", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."reason", new_values."unit_id", new_values."updated_at", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="69408cf71a4b921357903f8ebce9f55473e5b96a",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_58d19",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_recognition",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_recognitionevent" ("campaign_id", "created_at", "event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "unit_id", "updated_at", "version", "year") SELECT new_values."campaign_id", new_values."created_at", new_values."event_id", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."reason", new_values."unit_id", new_values."updated_at", new_values."version", new_values."year" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="411678fe50f403f60052e2c36ca426968204b3d6",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e724d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_recognition",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_recognitionevent" ("campaign_id", "created_at", "event_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "unit_id", "updated_at", "version", "year") SELECT old_values."campaign_id", old_values."created_at", old_values."event_id", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."reason", old_values."unit_id", old_values."updated_at", old_values."version", old_values."year" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="0966c425a4cd9fc774330c53888501748eda0650",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_590ec",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_recognition",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecognitionEvent",
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
                    "year",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(2000),
                            django.core.validators.MaxValueValidator(2100),
                        ],
                        verbose_name="year",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="for what")),
                (
                    "campaign",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaign",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.event",
                        verbose_name="at which event",
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
                        to="campaigns.recognition",
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
                            hash="09ab413125bb81c45c681c232d24cdcf4546650a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_4e29f",
                            table="campaigns_recognitionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Result",
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
                        expression=models.Func(models.Value("KQ"), models.F("id"), function="readable_code"),
                        output_field=models.CharField(max_length=24, verbose_name="code"),
                        unique=True,
                    ),
                ),
                (
                    "standing",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (0, "counts in every sum"),
                            (1, "counts under its own category only"),
                            (2, "only explains another line"),
                        ],
                        db_default=0,
                        editable=False,
                    ),
                ),
                ("has_examples", models.BooleanField(default=False, verbose_name="its parts are only examples")),
                ("label", models.CharField(max_length=200, verbose_name="what was done")),
                (
                    "label_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(models.F("label"), function="vi_fold"),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("all_help", "help of every kind"),
                            ("gifts", "gifts"),
                            ("scholarships", "scholarships and awards"),
                            ("cash", "support in money"),
                            ("welfare_bags", "welfare bags"),
                            ("houses", "houses"),
                            ("addresses", "humanitarian addresses"),
                            ("blood", "blood donation"),
                            ("teams", "teams and groups"),
                            ("sponsorship", "children sponsored"),
                            ("survey", "children found in need"),
                            ("activities", "activities and talks"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="category",
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("gift", "gifts"),
                            ("award", "awards"),
                            ("person", "people"),
                            ("child", "children"),
                            ("time", "times"),
                            ("bag", "bags"),
                            ("team", "teams"),
                            ("house", "houses"),
                            ("address", "addresses"),
                            ("blood_unit", "units of blood"),
                            ("company", "companies"),
                            ("unit", "units"),
                            ("session", "sessions"),
                            ("item", "items"),
                        ],
                        max_length=20,
                        verbose_name="unit of measure",
                    ),
                ),
                ("quantity", models.BigIntegerField(blank=True, null=True, verbose_name="quantity")),
                ("people_count", models.BigIntegerField(blank=True, null=True, verbose_name="different people")),
                ("times_count", models.BigIntegerField(blank=True, null=True, verbose_name="times helped")),
                (
                    "qualifier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "exactly"),
                            ("over", "over"),
                            ("more_than", "more than"),
                            ("nearly", "nearly"),
                            ("about", "about"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="the numbers are",
                    ),
                ),
                ("rate_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="rate for one")),
                ("amount_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="money")),
                ("goods_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="value of goods")),
                (
                    "money_qualifier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "exactly"),
                            ("over", "over"),
                            ("more_than", "more than"),
                            ("nearly", "nearly"),
                            ("about", "about"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="the amount is",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="on, or until")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place as written")),
                ("told_by", models.CharField(blank=True, max_length=200, verbose_name="where the line is from")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.area",
                        verbose_name="area",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="results",
                        to="campaigns.campaign",
                        verbose_name="campaign",
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="parts",
                        to="campaigns.result",
                        verbose_name="part of the line",
                    ),
                ),
            ],
            options={
                "verbose_name": "result",
                "verbose_name_plural": "results",
                "ordering": ["-ends_on", "-id"],
                "abstract": False,
                "indexes": [models.Index(fields=["managing_unit", "ends_on"], name="result_unit_day")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("label", ""), _negated=True), name="result_has_label"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quantity", None),
                            models.Q(("quantity__gte", 0), ("quantity__lte", 1000000000)),
                            _connector="OR",
                        ),
                        name="result_quantity_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("people_count", None),
                            models.Q(("people_count__gte", 0), ("people_count__lte", 1000000000)),
                            _connector="OR",
                        ),
                        name="result_people_count_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("times_count", None),
                            models.Q(("times_count__gte", 0), ("times_count__lte", 1000000000)),
                            _connector="OR",
                        ),
                        name="result_times_count_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rate_vnd", None),
                            models.Q(("rate_vnd__gte", 0), ("rate_vnd__lte", 1000000000000000)),
                            _connector="OR",
                        ),
                        name="result_rate_vnd_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_vnd", None),
                            models.Q(("amount_vnd__gte", 0), ("amount_vnd__lte", 1000000000000000)),
                            _connector="OR",
                        ),
                        name="result_amount_vnd_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("goods_vnd", None),
                            models.Q(("goods_vnd__gte", 0), ("goods_vnd__lte", 1000000000000000)),
                            _connector="OR",
                        ),
                        name="result_goods_vnd_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("people_count", None),
                            ("times_count", None),
                            ("people_count__lte", models.F("times_count")),
                            _connector="OR",
                        ),
                        name="result_people_within_times",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on", None), ("starts_on__lte", models.F("ends_on")), _connector="OR"
                        ),
                        name="result_days_in_order",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."amount_vnd" IS DISTINCT FROM (NEW."amount_vnd") OR OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."goods_vnd" IS DISTINCT FROM (NEW."goods_vnd") OR OLD."has_examples" IS DISTINCT FROM (NEW."has_examples") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."measure" IS DISTINCT FROM (NEW."measure") OR OLD."money_qualifier" IS DISTINCT FROM (NEW."money_qualifier") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."people_count" IS DISTINCT FROM (NEW."people_count") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."qualifier" IS DISTINCT FROM (NEW."qualifier") OR OLD."quantity" IS DISTINCT FROM (NEW."quantity") OR OLD."rate_vnd" IS DISTINCT FROM (NEW."rate_vnd") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."times_count" IS DISTINCT FROM (NEW."times_count") OR OLD."told_by" IS DISTINCT FROM (NEW."told_by"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="879a4a32d20457e1a90acdf4f9ef40b5763d28de",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_b8a53",
                            table="campaigns_result",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="set_standing",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE whole campaigns_result%ROWTYPE;",
                            func="\n        NEW.standing := 0;\n        IF NEW.parent_id IS NOT NULL THEN\n            SELECT * INTO whole FROM campaigns_result WHERE id = NEW.parent_id;\n            IF whole.parent_id IS NOT NULL OR whole.campaign_id <> NEW.campaign_id OR NEW.parent_id = NEW.id\n                OR EXISTS (SELECT FROM campaigns_result WHERE parent_id = NEW.id) THEN\n                RAISE EXCEPTION 'a part belongs to a whole line of its campaign' USING ERRCODE = 'check_violation',\n                    CONSTRAINT = 'result_part_of_a_whole';\n            END IF;\n            NEW.standing := CASE WHEN whole.category = NEW.category THEN 2 ELSE 1 END;\n        END IF;\n        RETURN NEW;\n    ",
                            hash="e335f4a06f42d8ebc4ed40e0281cbb4f71c77e6d",
                            operation='INSERT OR UPDATE OF "parent_id", "category", "campaign_id", "standing"',
                            pgid="pgtrigger_set_standing_94ea0",
                            table="campaigns_result",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="parts_follow",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."category" IS DISTINCT FROM (NEW."category"))',
                            func="UPDATE campaigns_result SET campaign_id = NEW.campaign_id WHERE parent_id = NEW.id; RETURN NULL;",
                            hash="e222c8a83e7ea65aaf1e23783e9adb7f0a19ea10",
                            operation='UPDATE OF "category", "campaign_id"',
                            pgid="pgtrigger_parts_follow_aa410",
                            table="campaigns_result",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="add_new",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        INSERT INTO campaigns_resulttotal AS t (unit_id, month, category, measure, standing, lines_count, quantity_sum, quantity_lines, people_sum, people_lines, times_sum, times_lines, amount_sum, amount_lines, goods_sum, goods_lines, about_lines, about_money_lines)\n        \n    SELECT a.unit::bigint, date_trunc('month', e.ends_on)::date, e.category, e.measure, e.standing, sum(sign), coalesce(sum(sign * quantity), 0), coalesce(sum(sign) FILTER (WHERE quantity IS NOT NULL), 0), coalesce(sum(sign * people_count), 0), coalesce(sum(sign) FILTER (WHERE people_count IS NOT NULL), 0), coalesce(sum(sign * times_count), 0), coalesce(sum(sign) FILTER (WHERE times_count IS NOT NULL), 0), coalesce(sum(sign * amount_vnd), 0), coalesce(sum(sign) FILTER (WHERE amount_vnd IS NOT NULL), 0), coalesce(sum(sign * goods_vnd), 0), coalesce(sum(sign) FILTER (WHERE goods_vnd IS NOT NULL), 0), coalesce(sum(sign) FILTER (WHERE qualifier <> ''), 0), coalesce(sum(sign) FILTER (WHERE money_qualifier <> ''), 0)\n    FROM (SELECT r.*, u.path AS unit_path, 1 AS sign FROM come r JOIN organisation_unit u ON u.id = r.managing_unit_id) e, LATERAL unnest(string_to_array(trim(BOTH '/' FROM e.unit_path), '/')) AS a(unit)\n    WHERE e.standing < 2\n    GROUP BY 1, 2, 3, 4, 5\n ORDER BY 1, 2, 3, 4, 5\n        ON CONFLICT (unit_id, month, category, measure, standing) DO UPDATE SET lines_count = t.lines_count + excluded.lines_count, quantity_sum = t.quantity_sum + excluded.quantity_sum, quantity_lines = t.quantity_lines + excluded.quantity_lines, people_sum = t.people_sum + excluded.people_sum, people_lines = t.people_lines + excluded.people_lines, times_sum = t.times_sum + excluded.times_sum, times_lines = t.times_lines + excluded.times_lines, amount_sum = t.amount_sum + excluded.amount_sum, amount_lines = t.amount_lines + excluded.amount_lines, goods_sum = t.goods_sum + excluded.goods_sum, goods_lines = t.goods_lines + excluded.goods_lines, about_lines = t.about_lines + excluded.about_lines, about_money_lines = t.about_money_lines + excluded.about_money_lines;\n        RETURN NULL;\n    ",
                            hash="5bbc6f1d3749812fd93719815b3a50e8bfe56901",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_add_new_f7736",
                            referencing="REFERENCING NEW TABLE AS come ",
                            table="campaigns_result",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="add_changed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        INSERT INTO campaigns_resulttotal AS t (unit_id, month, category, measure, standing, lines_count, quantity_sum, quantity_lines, people_sum, people_lines, times_sum, times_lines, amount_sum, amount_lines, goods_sum, goods_lines, about_lines, about_money_lines)\n        \n    SELECT a.unit::bigint, date_trunc('month', e.ends_on)::date, e.category, e.measure, e.standing, sum(sign), coalesce(sum(sign * quantity), 0), coalesce(sum(sign) FILTER (WHERE quantity IS NOT NULL), 0), coalesce(sum(sign * people_count), 0), coalesce(sum(sign) FILTER (WHERE people_count IS NOT NULL), 0), coalesce(sum(sign * times_count), 0), coalesce(sum(sign) FILTER (WHERE times_count IS NOT NULL), 0), coalesce(sum(sign * amount_vnd), 0), coalesce(sum(sign) FILTER (WHERE amount_vnd IS NOT NULL), 0), coalesce(sum(sign * goods_vnd), 0), coalesce(sum(sign) FILTER (WHERE goods_vnd IS NOT NULL), 0), coalesce(sum(sign) FILTER (WHERE qualifier <> ''), 0), coalesce(sum(sign) FILTER (WHERE money_qualifier <> ''), 0)\n    FROM (SELECT r.*, u.path AS unit_path, 1 AS sign FROM come r JOIN organisation_unit u ON u.id = r.managing_unit_id UNION ALL SELECT r.*, u.path AS unit_path, -1 AS sign FROM gone r JOIN organisation_unit u ON u.id = r.managing_unit_id) e, LATERAL unnest(string_to_array(trim(BOTH '/' FROM e.unit_path), '/')) AS a(unit)\n    WHERE e.standing < 2\n    GROUP BY 1, 2, 3, 4, 5\n ORDER BY 1, 2, 3, 4, 5\n        ON CONFLICT (unit_id, month, category, measure, standing) DO UPDATE SET lines_count = t.lines_count + excluded.lines_count, quantity_sum = t.quantity_sum + excluded.quantity_sum, quantity_lines = t.quantity_lines + excluded.quantity_lines, people_sum = t.people_sum + excluded.people_sum, people_lines = t.people_lines + excluded.people_lines, times_sum = t.times_sum + excluded.times_sum, times_lines = t.times_lines + excluded.times_lines, amount_sum = t.amount_sum + excluded.amount_sum, amount_lines = t.amount_lines + excluded.amount_lines, goods_sum = t.goods_sum + excluded.goods_sum, goods_lines = t.goods_lines + excluded.goods_lines, about_lines = t.about_lines + excluded.about_lines, about_money_lines = t.about_money_lines + excluded.about_money_lines;\n        RETURN NULL;\n    ",
                            hash="9457ae494500d88045b2fd012f7164239ae5a5ee",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_add_changed_7cc86",
                            referencing="REFERENCING OLD TABLE AS gone  NEW TABLE AS come ",
                            table="campaigns_result",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="take_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        INSERT INTO campaigns_resulttotal AS t (unit_id, month, category, measure, standing, lines_count, quantity_sum, quantity_lines, people_sum, people_lines, times_sum, times_lines, amount_sum, amount_lines, goods_sum, goods_lines, about_lines, about_money_lines)\n        \n    SELECT a.unit::bigint, date_trunc('month', e.ends_on)::date, e.category, e.measure, e.standing, sum(sign), coalesce(sum(sign * quantity), 0), coalesce(sum(sign) FILTER (WHERE quantity IS NOT NULL), 0), coalesce(sum(sign * people_count), 0), coalesce(sum(sign) FILTER (WHERE people_count IS NOT NULL), 0), coalesce(sum(sign * times_count), 0), coalesce(sum(sign) FILTER (WHERE times_count IS NOT NULL), 0), coalesce(sum(sign * amount_vnd), 0), coalesce(sum(sign) FILTER (WHERE amount_vnd IS NOT NULL), 0), coalesce(sum(sign * goods_vnd), 0), coalesce(sum(sign) FILTER (WHERE goods_vnd IS NOT NULL), 0), coalesce(sum(sign) FILTER (WHERE qualifier <> ''), 0), coalesce(sum(sign) FILTER (WHERE money_qualifier <> ''), 0)\n    FROM (SELECT r.*, u.path AS unit_path, -1 AS sign FROM gone r JOIN organisation_unit u ON u.id = r.managing_unit_id) e, LATERAL unnest(string_to_array(trim(BOTH '/' FROM e.unit_path), '/')) AS a(unit)\n    WHERE e.standing < 2\n    GROUP BY 1, 2, 3, 4, 5\n ORDER BY 1, 2, 3, 4, 5\n        ON CONFLICT (unit_id, month, category, measure, standing) DO UPDATE SET lines_count = t.lines_count + excluded.lines_count, quantity_sum = t.quantity_sum + excluded.quantity_sum, quantity_lines = t.quantity_lines + excluded.quantity_lines, people_sum = t.people_sum + excluded.people_sum, people_lines = t.people_lines + excluded.people_lines, times_sum = t.times_sum + excluded.times_sum, times_lines = t.times_lines + excluded.times_lines, amount_sum = t.amount_sum + excluded.amount_sum, amount_lines = t.amount_lines + excluded.amount_lines, goods_sum = t.goods_sum + excluded.goods_sum, goods_lines = t.goods_lines + excluded.goods_lines, about_lines = t.about_lines + excluded.about_lines, about_money_lines = t.about_money_lines + excluded.about_money_lines;\n        RETURN NULL;\n    ",
                            hash="d06ba3f092fb1b7a0f7a256ddd031142b6668e57",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_take_deleted_ad44c",
                            referencing="REFERENCING OLD TABLE AS gone ",
                            table="campaigns_result",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="shares_fit",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."amount_vnd" IS DISTINCT FROM (NEW."amount_vnd") OR OLD."goods_vnd" IS DISTINCT FROM (NEW."goods_vnd"))',
                            constraint="CONSTRAINT",
                            func="\n    IF EXISTS (SELECT FROM campaigns_resultfunding f JOIN campaigns_result r ON r.id = f.result_id\n               WHERE r.id = NEW.id GROUP BY r.id\n               HAVING sum(f.amount_vnd) > coalesce(r.amount_vnd, 0) + coalesce(r.goods_vnd, 0)) THEN\n        RAISE EXCEPTION 'the shares come to more than the amount' USING ERRCODE = 'check_violation',\n            CONSTRAINT = 'result_funding_within_amount';\n    END IF;\n    RETURN NULL;\n",
                            hash="9e418664adc2c7ecc381a159c831dfc225eaa40c",
                            operation="UPDATE",
                            pgid="pgtrigger_shares_fit_7c31c",
                            table="campaigns_result",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_resultevent" ("amount_vnd", "area_id", "campaign_id", "category", "created_at", "ends_on", "goods_vnd", "has_examples", "id", "label", "managing_unit_id", "measure", "money_qualifier", "note", "parent_id", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "qualifier", "quantity", "rate_vnd", "starts_on", "times_count", "told_by", "updated_at", "version") SELECT new_values."amount_vnd", new_values."area_id", new_values."campaign_id", new_values."category", new_values."created_at", new_values."ends_on", new_values."goods_vnd", new_values."has_examples", new_values."id", new_values."label", new_values."managing_unit_id", new_values."measure", new_values."money_qualifier", new_values."note", new_values."parent_id", new_values."people_count", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."place", new_values."public_id", new_values."qualifier", new_values."quantity", new_values."rate_vnd", new_values."starts_on", new_values."times_count", new_values."told_by", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5400684839089867be1a1780d206f6034f3b27d0",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a2080",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_result",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_resultevent" ("amount_vnd", "area_id", "campaign_id", "category", "created_at", "ends_on", "goods_vnd", "has_examples", "id", "label", "managing_unit_id", "measure", "money_qualifier", "note", "parent_id", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "qualifier", "quantity", "rate_vnd", "starts_on", "times_count", "told_by", "updated_at", "version") SELECT new_values."amount_vnd", new_values."area_id", new_values."campaign_id", new_values."category", new_values."created_at", new_values."ends_on", new_values."goods_vnd", new_values."has_examples", new_values."id", new_values."label", new_values."managing_unit_id", new_values."measure", new_values."money_qualifier", new_values."note", new_values."parent_id", new_values."people_count", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."place", new_values."public_id", new_values."qualifier", new_values."quantity", new_values."rate_vnd", new_values."starts_on", new_values."times_count", new_values."told_by", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."amount_vnd" IS DISTINCT FROM (new_values."amount_vnd") OR old_values."area_id" IS DISTINCT FROM (new_values."area_id") OR old_values."campaign_id" IS DISTINCT FROM (new_values."campaign_id") OR old_values."category" IS DISTINCT FROM (new_values."category") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."goods_vnd" IS DISTINCT FROM (new_values."goods_vnd") OR old_values."has_examples" IS DISTINCT FROM (new_values."has_examples") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."label" IS DISTINCT FROM (new_values."label") OR old_values."managing_unit_id" IS DISTINCT FROM (new_values."managing_unit_id") OR old_values."measure" IS DISTINCT FROM (new_values."measure") OR old_values."money_qualifier" IS DISTINCT FROM (new_values."money_qualifier") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."parent_id" IS DISTINCT FROM (new_values."parent_id") OR old_values."people_count" IS DISTINCT FROM (new_values."people_count") OR old_values."place" IS DISTINCT FROM (new_values."place") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."qualifier" IS DISTINCT FROM (new_values."qualifier") OR old_values."quantity" IS DISTINCT FROM (new_values."quantity") OR old_values."rate_vnd" IS DISTINCT FROM (new_values."rate_vnd") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."times_count" IS DISTINCT FROM (new_values."times_count") OR old_values."told_by" IS DISTINCT FROM (new_values."told_by") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b2adc9e8c58eafc83a951109069aaf14e71a8d9a",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_f1fb3",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_result",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_resultevent" ("amount_vnd", "area_id", "campaign_id", "category", "created_at", "ends_on", "goods_vnd", "has_examples", "id", "label", "managing_unit_id", "measure", "money_qualifier", "note", "parent_id", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "public_id", "qualifier", "quantity", "rate_vnd", "starts_on", "times_count", "told_by", "updated_at", "version") SELECT old_values."amount_vnd", old_values."area_id", old_values."campaign_id", old_values."category", old_values."created_at", old_values."ends_on", old_values."goods_vnd", old_values."has_examples", old_values."id", old_values."label", old_values."managing_unit_id", old_values."measure", old_values."money_qualifier", old_values."note", old_values."parent_id", old_values."people_count", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."place", old_values."public_id", old_values."qualifier", old_values."quantity", old_values."rate_vnd", old_values."starts_on", old_values."times_count", old_values."told_by", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="12bac1bbade6f785c520ba0cc68501b5c192ec8b",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_27ec8",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_result",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityFigure",
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
                ("planned_quantity", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="planned")),
                ("done_quantity", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="done")),
                (
                    "people_count",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="different people helped"),
                ),
                ("times_count", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="times helped")),
                ("amount_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="money and goods")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="figures", to="campaigns.activity"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="campaigns.participation",
                    ),
                ),
                (
                    "result",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="figure",
                        to="campaigns.result",
                    ),
                ),
            ],
            options={
                "verbose_name": "figure of an activity",
                "verbose_name_plural": "figures of activities",
                "ordering": ["activity__position", "activity"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("participation", "activity"), name="activity_figure_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("people_count", None),
                            ("times_count", None),
                            ("times_count__gte", models.F("people_count")),
                            _connector="OR",
                        ),
                        name="figure_times_not_below_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_vnd", None),
                            models.Q(("amount_vnd__gte", 0), ("amount_vnd__lte", 10000000000000)),
                            _connector="OR",
                        ),
                        name="figure_amount_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planned_quantity", None), ("planned_quantity__lte", 1000000000), _connector="OR"
                        ),
                        name="figure_planned_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_quantity", None), ("done_quantity__lte", 1000000000), _connector="OR"
                        ),
                        name="figure_done_plausible",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."activity_id" IS DISTINCT FROM (NEW."activity_id") OR OLD."amount_vnd" IS DISTINCT FROM (NEW."amount_vnd") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."done_quantity" IS DISTINCT FROM (NEW."done_quantity") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."participation_id" IS DISTINCT FROM (NEW."participation_id") OR OLD."people_count" IS DISTINCT FROM (NEW."people_count") OR OLD."planned_quantity" IS DISTINCT FROM (NEW."planned_quantity") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."result_id" IS DISTINCT FROM (NEW."result_id") OR OLD."times_count" IS DISTINCT FROM (NEW."times_count"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="5db5fab99c7876c0e7ce8653b645f6527001a647",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_f8047",
                            table="campaigns_activityfigure",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_activityfigureevent" ("activity_id", "amount_vnd", "created_at", "done_quantity", "id", "note", "participation_id", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_quantity", "public_id", "result_id", "times_count", "updated_at", "version") SELECT new_values."activity_id", new_values."amount_vnd", new_values."created_at", new_values."done_quantity", new_values."id", new_values."note", new_values."participation_id", new_values."people_count", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."planned_quantity", new_values."public_id", new_values."result_id", new_values."times_count", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="48539318bb23848dc6d138d1358a5e2eb1061111",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0a6a9",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_activityfigure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_activityfigureevent" ("activity_id", "amount_vnd", "created_at", "done_quantity", "id", "note", "participation_id", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_quantity", "public_id", "result_id", "times_count", "updated_at", "version") SELECT new_values."activity_id", new_values."amount_vnd", new_values."created_at", new_values."done_quantity", new_values."id", new_values."note", new_values."participation_id", new_values."people_count", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."planned_quantity", new_values."public_id", new_values."result_id", new_values."times_count", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="6208bea327a2556cc0ac16b0f22d12895bbabf13",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_90a4d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_activityfigure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_activityfigureevent" ("activity_id", "amount_vnd", "created_at", "done_quantity", "id", "note", "participation_id", "people_count", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_quantity", "public_id", "result_id", "times_count", "updated_at", "version") SELECT old_values."activity_id", old_values."amount_vnd", old_values."created_at", old_values."done_quantity", old_values."id", old_values."note", old_values."participation_id", old_values."people_count", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."planned_quantity", old_values."public_id", old_values."result_id", old_values."times_count", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="ac7896aafe35f9c6d2502da67dd648579b3ec9fb",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_6c811",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_activityfigure",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityFigureEvent",
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
                ("planned_quantity", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="planned")),
                ("done_quantity", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="done")),
                (
                    "people_count",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="different people helped"),
                ),
                ("times_count", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="times helped")),
                ("amount_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="money and goods")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "activity",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.activity",
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
                        to="campaigns.activityfigure",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.participation",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.result",
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
                            hash="ec1e836f58f4871a090cdcd5a737e4b22c1859cf",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_65968",
                            table="campaigns_activityfigureevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ResultEvent",
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
                ("has_examples", models.BooleanField(default=False, verbose_name="its parts are only examples")),
                ("label", models.CharField(max_length=200, verbose_name="what was done")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("all_help", "help of every kind"),
                            ("gifts", "gifts"),
                            ("scholarships", "scholarships and awards"),
                            ("cash", "support in money"),
                            ("welfare_bags", "welfare bags"),
                            ("houses", "houses"),
                            ("addresses", "humanitarian addresses"),
                            ("blood", "blood donation"),
                            ("teams", "teams and groups"),
                            ("sponsorship", "children sponsored"),
                            ("survey", "children found in need"),
                            ("activities", "activities and talks"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="category",
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("gift", "gifts"),
                            ("award", "awards"),
                            ("person", "people"),
                            ("child", "children"),
                            ("time", "times"),
                            ("bag", "bags"),
                            ("team", "teams"),
                            ("house", "houses"),
                            ("address", "addresses"),
                            ("blood_unit", "units of blood"),
                            ("company", "companies"),
                            ("unit", "units"),
                            ("session", "sessions"),
                            ("item", "items"),
                        ],
                        max_length=20,
                        verbose_name="unit of measure",
                    ),
                ),
                ("quantity", models.BigIntegerField(blank=True, null=True, verbose_name="quantity")),
                ("people_count", models.BigIntegerField(blank=True, null=True, verbose_name="different people")),
                ("times_count", models.BigIntegerField(blank=True, null=True, verbose_name="times helped")),
                (
                    "qualifier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "exactly"),
                            ("over", "over"),
                            ("more_than", "more than"),
                            ("nearly", "nearly"),
                            ("about", "about"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="the numbers are",
                    ),
                ),
                ("rate_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="rate for one")),
                ("amount_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="money")),
                ("goods_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="value of goods")),
                (
                    "money_qualifier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "exactly"),
                            ("over", "over"),
                            ("more_than", "more than"),
                            ("nearly", "nearly"),
                            ("about", "about"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="the amount is",
                    ),
                ),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="on, or until")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="place as written")),
                ("told_by", models.CharField(blank=True, max_length=200, verbose_name="where the line is from")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.area",
                        verbose_name="area",
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
                        verbose_name="campaign",
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
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.result",
                        verbose_name="part of the line",
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
                        to="campaigns.result",
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
                            hash="06826b08a625802fdf5b45665fe1781f2849e3cb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e41b1",
                            table="campaigns_resultevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ResultFunding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                        max_length=20,
                        verbose_name="funding source",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("grassroots", "grassroots"),
                            ("district", "district"),
                            ("province", "province or city"),
                            ("central", "national"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="level of the union",
                    ),
                ),
                ("amount_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="amount")),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="funding", to="campaigns.result"
                    ),
                ),
            ],
            options={
                "verbose_name": "funding of a result",
                "verbose_name_plural": "funding of results",
                "constraints": [
                    models.UniqueConstraint(fields=("result", "source", "level"), name="result_funding_source_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_vnd", None),
                            models.Q(("amount_vnd__gt", 0), ("amount_vnd__lte", 1000000000000000)),
                            _connector="OR",
                        ),
                        name="result_funding_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level", ""), ("source", "union_finance"), _connector="OR"),
                        name="result_funding_level_of_union",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="shares_fit",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="\n    IF EXISTS (SELECT FROM campaigns_resultfunding f JOIN campaigns_result r ON r.id = f.result_id\n               WHERE r.id = NEW.result_id GROUP BY r.id\n               HAVING sum(f.amount_vnd) > coalesce(r.amount_vnd, 0) + coalesce(r.goods_vnd, 0)) THEN\n        RAISE EXCEPTION 'the shares come to more than the amount' USING ERRCODE = 'check_violation',\n            CONSTRAINT = 'result_funding_within_amount';\n    END IF;\n    RETURN NULL;\n",
                            hash="c8f243026fbeac3c2d2d4ff38ee5a37f7daa3fc7",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_shares_fit_4073a",
                            table="campaigns_resultfunding",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ResultTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField()),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("all_help", "help of every kind"),
                            ("gifts", "gifts"),
                            ("scholarships", "scholarships and awards"),
                            ("cash", "support in money"),
                            ("welfare_bags", "welfare bags"),
                            ("houses", "houses"),
                            ("addresses", "humanitarian addresses"),
                            ("blood", "blood donation"),
                            ("teams", "teams and groups"),
                            ("sponsorship", "children sponsored"),
                            ("survey", "children found in need"),
                            ("activities", "activities and talks"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        choices=[
                            ("gift", "gifts"),
                            ("award", "awards"),
                            ("person", "people"),
                            ("child", "children"),
                            ("time", "times"),
                            ("bag", "bags"),
                            ("team", "teams"),
                            ("house", "houses"),
                            ("address", "addresses"),
                            ("blood_unit", "units of blood"),
                            ("company", "companies"),
                            ("unit", "units"),
                            ("session", "sessions"),
                            ("item", "items"),
                        ],
                        max_length=20,
                    ),
                ),
                ("standing", models.PositiveSmallIntegerField()),
                ("lines_count", models.IntegerField()),
                ("quantity_sum", models.BigIntegerField()),
                ("quantity_lines", models.IntegerField()),
                ("people_sum", models.BigIntegerField()),
                ("people_lines", models.IntegerField()),
                ("times_sum", models.BigIntegerField()),
                ("times_lines", models.IntegerField()),
                ("amount_sum", models.BigIntegerField()),
                ("amount_lines", models.IntegerField()),
                ("goods_sum", models.BigIntegerField()),
                ("goods_lines", models.IntegerField()),
                ("about_lines", models.IntegerField()),
                ("about_money_lines", models.IntegerField()),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "month", "category", "measure", "standing"), name="result_total_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Spending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("idempotency_key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("spent_on", models.DateField(verbose_name="paid on")),
                ("amount_vnd", models.BigIntegerField(verbose_name="amount")),
                ("what", models.CharField(max_length=200, verbose_name="what for")),
                ("payee", models.CharField(blank=True, max_length=200, verbose_name="paid to")),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="number of the paper")),
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
                    "over_reason",
                    models.CharField(blank=True, max_length=400, verbose_name="why more is paid than came in"),
                ),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="spendings",
                        to="campaigns.campaign",
                        verbose_name="campaign",
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
                        to="campaigns.spending",
                    ),
                ),
            ],
            options={
                "verbose_name": "spending of a campaign",
                "ordering": ["-spent_on", "-id"],
                "indexes": [models.Index(fields=["campaign", "-spent_on", "-id"], name="spending_campaign_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount_vnd__gt", 0), ("reverses", None)),
                            models.Q(("amount_vnd__lt", 0), ("reverses__isnull", False)),
                            _connector="OR",
                        ),
                        name="spending_amount_sign",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_vnd__gte", -10000000000000), ("amount_vnd__lte", 10000000000000)),
                        name="spending_amount_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True), name="spending_says_what_for"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="reversal_is_exact",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.reverses_id IS NOT NULL)",
                            func="\n            PERFORM 1 FROM campaigns_spending o WHERE o.id = NEW.reverses_id AND o.reverses_id IS NULL\n                AND o.campaign_id = NEW.campaign_id AND o.amount_vnd = -NEW.amount_vnd;\n            IF NOT FOUND THEN\n                RAISE EXCEPTION 'a reversal takes back one entry, whole' USING ERRCODE = 'check_violation',\n                    CONSTRAINT = 'reversal_is_exact';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="5ce4f3607e67b45ffccca04f1d09d37c127c0787",
                            operation="INSERT",
                            pgid="pgtrigger_reversal_is_exact_c8825",
                            table="campaigns_spending",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e4bbb23db9ca58b80ae82589aed8f3020ea8ab65",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ba47c",
                            table="campaigns_spending",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'a ledger is never emptied';",
                            hash="5c7426da544e0e011c5b7f86afe8c26c965fa6fb",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_never_emptied_d7078",
                            table="campaigns_spending",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GoodsMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("idempotency_key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("donated", "received from a donor"),
                            ("bought", "bought"),
                            ("found", "counted in"),
                            ("given", "given out by a list"),
                            ("returned", "returned by a list"),
                            ("lost", "broken, lost or passed on"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("moved_on", models.DateField(verbose_name="day")),
                ("quantity", models.IntegerField(verbose_name="number")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "recorded_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="recorded at"
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="goods_moves",
                        to="campaigns.contribution",
                    ),
                ),
                (
                    "gift_group",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="goods_moves",
                        to="campaigns.giftgroup",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="moves",
                        to="campaigns.goodsitem",
                        verbose_name="goods",
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
                        to="campaigns.goodsmove",
                    ),
                ),
                (
                    "spending",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="goods_moves",
                        to="campaigns.spending",
                    ),
                ),
            ],
            options={
                "verbose_name": "move of goods",
                "ordering": ["-moved_on", "-id"],
                "indexes": [models.Index(fields=["item", "-moved_on", "-id"], name="goods_move_item_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["donated", "bought", "found", "returned"]),
                                ("quantity__gt", 0),
                                ("reverses", None),
                            ),
                            models.Q(("kind__in", ["given", "lost"]), ("quantity__lt", 0), ("reverses", None)),
                            models.Q(
                                ("kind__in", ["donated", "bought", "found", "returned"]),
                                ("quantity__lt", 0),
                                ("reverses__isnull", False),
                            ),
                            models.Q(("kind__in", ["given", "lost"]), ("quantity__gt", 0), ("reverses__isnull", False)),
                            _connector="OR",
                        ),
                        name="goods_move_sign",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("quantity__gte", -10000000), ("quantity__lte", 10000000)),
                        name="goods_move_plausible",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="reversal_is_exact",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.reverses_id IS NOT NULL)",
                            func="\n            PERFORM 1 FROM campaigns_goodsmove o WHERE o.id = NEW.reverses_id AND o.reverses_id IS NULL\n                AND o.item_id = NEW.item_id AND o.quantity = -NEW.quantity;\n            IF NOT FOUND THEN\n                RAISE EXCEPTION 'a reversal takes back one entry, whole' USING ERRCODE = 'check_violation',\n                    CONSTRAINT = 'reversal_is_exact';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="f3f9142d5b6b127f76b7127588eda211381b02f3",
                            operation="INSERT",
                            pgid="pgtrigger_reversal_is_exact_6fde3",
                            table="campaigns_goodsmove",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="book",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        UPDATE campaigns_goodsitem i SET on_hand = i.on_hand + m.sum\n        FROM (SELECT item_id, sum(quantity) AS sum FROM moves GROUP BY 1) m WHERE m.item_id = i.id;\n        RETURN NULL;\n    ",
                            hash="a7dd54acf741cd0f6452ec76f3f6a90b256dc4cb",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_book_ec4aa",
                            referencing="REFERENCING NEW TABLE AS moves ",
                            table="campaigns_goodsmove",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="511f70fc3cb03efc8c310a62052f3a51c30ebbb1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_2d96f",
                            table="campaigns_goodsmove",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'a ledger is never emptied';",
                            hash="4ad39d80c4bd2abc719e682c2ef0d3104f06142a",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_never_emptied_575c7",
                            table="campaigns_goodsmove",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatedFigure",
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
                ("label", models.CharField(max_length=200, verbose_name="what the paper counts")),
                ("scope_text", models.CharField(blank=True, max_length=200, verbose_name="of whom or where")),
                ("number", models.BigIntegerField(verbose_name="figure")),
                (
                    "qualifier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "exactly"),
                            ("over", "over"),
                            ("more_than", "more than"),
                            ("nearly", "nearly"),
                            ("about", "about"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="the figure is",
                    ),
                ),
                ("measure", models.CharField(blank=True, max_length=40, verbose_name="compare with")),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("all_help", "help of every kind"),
                            ("gifts", "gifts"),
                            ("scholarships", "scholarships and awards"),
                            ("cash", "support in money"),
                            ("welfare_bags", "welfare bags"),
                            ("houses", "houses"),
                            ("addresses", "humanitarian addresses"),
                            ("blood", "blood donation"),
                            ("teams", "teams and groups"),
                            ("sponsorship", "children sponsored"),
                            ("survey", "children found in need"),
                            ("activities", "activities and talks"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="of the category",
                    ),
                ),
                ("paper", models.CharField(max_length=200, verbose_name="paper")),
                ("said_on", models.DateField(blank=True, null=True, verbose_name="of the day")),
                ("explanation", models.TextField(blank=True, max_length=1000, verbose_name="why they differ")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stated_figures",
                        to="campaigns.campaign",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "explained_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                        verbose_name="of the unit, or through it",
                    ),
                ),
            ],
            options={
                "verbose_name": "stated figure",
                "verbose_name_plural": "stated figures",
                "ordering": ["id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("label", ""), _negated=True), models.Q(("paper", ""), _negated=True)
                        ),
                        name="stated_figure_has_label_and_paper",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 0), ("number__lte", 1000000000000000)),
                        name="stated_figure_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("explained_by", None), ("explanation", "")),
                            models.Q(models.Q(("explanation", ""), _negated=True), ("explained_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="stated_figure_explained_by_somebody",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."category" IS DISTINCT FROM (NEW."category") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."explained_by_id" IS DISTINCT FROM (NEW."explained_by_id") OR OLD."explanation" IS DISTINCT FROM (NEW."explanation") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."measure" IS DISTINCT FROM (NEW."measure") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."paper" IS DISTINCT FROM (NEW."paper") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."qualifier" IS DISTINCT FROM (NEW."qualifier") OR OLD."said_on" IS DISTINCT FROM (NEW."said_on") OR OLD."scope_text" IS DISTINCT FROM (NEW."scope_text") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="d2504a937470939c5e70ad3fac63ebd511c7e5a8",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_10bb0",
                            table="campaigns_statedfigure",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_statedfigureevent" ("campaign_id", "category", "created_at", "explained_by_id", "explanation", "id", "label", "measure", "number", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "qualifier", "said_on", "scope_text", "unit_id", "updated_at", "version") SELECT new_values."campaign_id", new_values."category", new_values."created_at", new_values."explained_by_id", new_values."explanation", new_values."id", new_values."label", new_values."measure", new_values."number", new_values."paper", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."qualifier", new_values."said_on", new_values."scope_text", new_values."unit_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f8da1bb7d97553b780deff7b202dc011c8980d7b",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_72c13",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_statedfigure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_statedfigureevent" ("campaign_id", "category", "created_at", "explained_by_id", "explanation", "id", "label", "measure", "number", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "qualifier", "said_on", "scope_text", "unit_id", "updated_at", "version") SELECT new_values."campaign_id", new_values."category", new_values."created_at", new_values."explained_by_id", new_values."explanation", new_values."id", new_values."label", new_values."measure", new_values."number", new_values."paper", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."qualifier", new_values."said_on", new_values."scope_text", new_values."unit_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9435fe5c514ebc60105b10f95c689a4e1d30cee9",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_166b4",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_statedfigure",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_statedfigureevent" ("campaign_id", "category", "created_at", "explained_by_id", "explanation", "id", "label", "measure", "number", "paper", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "qualifier", "said_on", "scope_text", "unit_id", "updated_at", "version") SELECT old_values."campaign_id", old_values."category", old_values."created_at", old_values."explained_by_id", old_values."explanation", old_values."id", old_values."label", old_values."measure", old_values."number", old_values."paper", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."qualifier", old_values."said_on", old_values."scope_text", old_values."unit_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="4b4ca29d9887f3803f915bc902d5a0504c61f315",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_be76a",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_statedfigure",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatedFigureEvent",
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
                ("label", models.CharField(max_length=200, verbose_name="what the paper counts")),
                ("scope_text", models.CharField(blank=True, max_length=200, verbose_name="of whom or where")),
                ("number", models.BigIntegerField(verbose_name="figure")),
                (
                    "qualifier",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "exactly"),
                            ("over", "over"),
                            ("more_than", "more than"),
                            ("nearly", "nearly"),
                            ("about", "about"),
                        ],
                        default="",
                        max_length=10,
                        verbose_name="the figure is",
                    ),
                ),
                ("measure", models.CharField(blank=True, max_length=40, verbose_name="compare with")),
                (
                    "category",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("all_help", "help of every kind"),
                            ("gifts", "gifts"),
                            ("scholarships", "scholarships and awards"),
                            ("cash", "support in money"),
                            ("welfare_bags", "welfare bags"),
                            ("houses", "houses"),
                            ("addresses", "humanitarian addresses"),
                            ("blood", "blood donation"),
                            ("teams", "teams and groups"),
                            ("sponsorship", "children sponsored"),
                            ("survey", "children found in need"),
                            ("activities", "activities and talks"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="of the category",
                    ),
                ),
                ("paper", models.CharField(max_length=200, verbose_name="paper")),
                ("said_on", models.DateField(blank=True, null=True, verbose_name="of the day")),
                ("explanation", models.TextField(blank=True, max_length=1000, verbose_name="why they differ")),
                (
                    "campaign",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaign",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "explained_by",
                    models.ForeignKey(
                        blank=True,
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
                        to="campaigns.statedfigure",
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
                        verbose_name="of the unit, or through it",
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
                            hash="3e79857ec09984bb6480a9cadc389a3644fdfc66",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e727c",
                            table="campaigns_statedfigureevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyAnswer",
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
                ("is_none_here", models.BooleanField(verbose_name="none here")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                ("answered_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="answered on")),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="campaigns.campaignsurvey",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to a survey",
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("survey", "unit"), name="survey_answer_once")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."answered_by_id" IS DISTINCT FROM (NEW."answered_by_id") OR OLD."answered_on" IS DISTINCT FROM (NEW."answered_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_none_here" IS DISTINCT FROM (NEW."is_none_here") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."survey_id" IS DISTINCT FROM (NEW."survey_id") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="0bfe731b6991c2079081e393d4a526d077e5e8f7",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_aa0e3",
                            table="campaigns_surveyanswer",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_surveyanswerevent" ("answered_by_id", "answered_on", "created_at", "id", "is_none_here", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "survey_id", "unit_id", "updated_at", "version") SELECT new_values."answered_by_id", new_values."answered_on", new_values."created_at", new_values."id", new_values."is_none_here", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."survey_id", new_values."unit_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b7823b48d8fbd565ffda909c5578507ebc82d5c5",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d462f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="campaigns_surveyanswer",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_surveyanswerevent" ("answered_by_id", "answered_on", "created_at", "id", "is_none_here", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "survey_id", "unit_id", "updated_at", "version") SELECT new_values."answered_by_id", new_values."answered_on", new_values."created_at", new_values."id", new_values."is_none_here", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."survey_id", new_values."unit_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3cd8ab326eafa8c3c6f5ed5b8fb433d6fc14ec6d",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ac200",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="campaigns_surveyanswer",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_surveyanswerevent" ("answered_by_id", "answered_on", "created_at", "id", "is_none_here", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "survey_id", "unit_id", "updated_at", "version") SELECT old_values."answered_by_id", old_values."answered_on", old_values."created_at", old_values."id", old_values."is_none_here", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."survey_id", old_values."unit_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="6ed6ef312e1fabfc22fcdb11f7bc16050ccc675b",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_4a258",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="campaigns_surveyanswer",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyAnswerEvent",
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
                ("is_none_here", models.BooleanField(verbose_name="none here")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                ("answered_on", models.DateField(default=django.utils.timezone.localdate, verbose_name="answered on")),
                (
                    "answered_by",
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
                        to="campaigns.surveyanswer",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="campaigns.campaignsurvey",
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
                            hash="ad52e4c709dc402ba4108ab5cb6780d146f47582",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_adece",
                            table="campaigns_surveyanswerevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "import_batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="survey_list",
                        to="imports.importbatch",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lists", to="campaigns.campaignsurvey"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "list sent in answer to a survey",
            },
        ),
        migrations.CreateModel(
            name="SurveyChild",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="surveys", to="children.child"
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="named", to="campaigns.campaignsurvey"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "child named in a survey",
                "constraints": [models.UniqueConstraint(fields=("survey", "child"), name="survey_child_once")],
            },
        ),
        migrations.CreateModel(
            name="UnitInTree",
            fields=[],
            options={
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("organisation.unit",),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="unitintree",
            trigger=pgtrigger.compiler.Trigger(
                name="results_follow",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        INSERT INTO campaigns_resulttotal AS t (unit_id, month, category, measure, standing, lines_count, quantity_sum, quantity_lines, people_sum, people_lines, times_sum, times_lines, amount_sum, amount_lines, goods_sum, goods_lines, about_lines, about_money_lines)\n        \n    SELECT a.unit::bigint, date_trunc('month', e.ends_on)::date, e.category, e.measure, e.standing, sum(sign), coalesce(sum(sign * quantity), 0), coalesce(sum(sign) FILTER (WHERE quantity IS NOT NULL), 0), coalesce(sum(sign * people_count), 0), coalesce(sum(sign) FILTER (WHERE people_count IS NOT NULL), 0), coalesce(sum(sign * times_count), 0), coalesce(sum(sign) FILTER (WHERE times_count IS NOT NULL), 0), coalesce(sum(sign * amount_vnd), 0), coalesce(sum(sign) FILTER (WHERE amount_vnd IS NOT NULL), 0), coalesce(sum(sign * goods_vnd), 0), coalesce(sum(sign) FILTER (WHERE goods_vnd IS NOT NULL), 0), coalesce(sum(sign) FILTER (WHERE qualifier <> ''), 0), coalesce(sum(sign) FILTER (WHERE money_qualifier <> ''), 0)\n    FROM (SELECT r.*, m.path AS unit_path, m.sign FROM campaigns_result r JOIN (SELECT n.id, n.path, 1 AS sign FROM come n JOIN gone o USING (id) WHERE n.path <> o.path UNION ALL SELECT o.id, o.path, -1 FROM come n JOIN gone o USING (id) WHERE n.path <> o.path) m ON m.id = r.managing_unit_id) e, LATERAL unnest(string_to_array(trim(BOTH '/' FROM e.unit_path), '/')) AS a(unit)\n    WHERE e.standing < 2\n    GROUP BY 1, 2, 3, 4, 5\n ORDER BY 1, 2, 3, 4, 5\n        ON CONFLICT (unit_id, month, category, measure, standing) DO UPDATE SET lines_count = t.lines_count + excluded.lines_count, quantity_sum = t.quantity_sum + excluded.quantity_sum, quantity_lines = t.quantity_lines + excluded.quantity_lines, people_sum = t.people_sum + excluded.people_sum, people_lines = t.people_lines + excluded.people_lines, times_sum = t.times_sum + excluded.times_sum, times_lines = t.times_lines + excluded.times_lines, amount_sum = t.amount_sum + excluded.amount_sum, amount_lines = t.amount_lines + excluded.amount_lines, goods_sum = t.goods_sum + excluded.goods_sum, goods_lines = t.goods_lines + excluded.goods_lines, about_lines = t.about_lines + excluded.about_lines, about_money_lines = t.about_money_lines + excluded.about_money_lines;\n        RETURN NULL;\n    ",
                    hash="39df5f061281f885470f4ef002c8fd5572ad673d",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_results_follow_050fe",
                    referencing="REFERENCING OLD TABLE AS gone  NEW TABLE AS come ",
                    table="organisation_unit",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="campaign",
            name="bump_version",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="campaign",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="campaign",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="campaign",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="giftgroup",
            name="bump_version",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="giftgroup",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="giftgroup",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="giftgroup",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="giftlist",
            name="bump_version",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="giftlist",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="giftlist",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="giftlist",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="giftrecipient",
            name="bump_version",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="giftrecipient",
            name="mark_new",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="giftrecipient",
            name="mark_changed",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="giftrecipient",
            name="mark_deleted",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="giftrecipient",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="giftrecipient",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="giftrecipient",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="campaign",
            name="plan_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="plans of the units until"),
        ),
        migrations.AddField(
            model_name="campaign",
            name="report_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="reports of the units until"),
        ),
        migrations.AddField(
            model_name="campaignevent",
            name="plan_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="plans of the units until"),
        ),
        migrations.AddField(
            model_name="campaignevent",
            name="report_due_on",
            field=models.DateField(blank=True, null=True, verbose_name="reports of the units until"),
        ),
        migrations.AddField(
            model_name="giftgroup",
            name="delivered_count",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="received, if only counted"),
        ),
        migrations.AddField(
            model_name="giftgroup",
            name="goods_each",
            field=models.PositiveIntegerField(db_default=1, default=1, verbose_name="pieces for each"),
        ),
        migrations.AddField(
            model_name="giftgroupevent",
            name="delivered_count",
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name="received, if only counted"),
        ),
        migrations.AddField(
            model_name="giftgroupevent",
            name="goods_each",
            field=models.PositiveIntegerField(db_default=1, default=1, verbose_name="pieces for each"),
        ),
        migrations.AddField(
            model_name="giftlist",
            name="source",
            field=models.CharField(
                choices=[
                    ("social_mobilisation", "social mobilisation"),
                    ("union_finance", "union finance"),
                    ("budget", "state budget"),
                    ("fund", "fund"),
                    ("partner", "partner"),
                ],
                db_default="social_mobilisation",
                default="social_mobilisation",
                max_length=20,
                verbose_name="funding source",
            ),
        ),
        migrations.AddField(
            model_name="giftlistevent",
            name="source",
            field=models.CharField(
                choices=[
                    ("social_mobilisation", "social mobilisation"),
                    ("union_finance", "union finance"),
                    ("budget", "state budget"),
                    ("fund", "fund"),
                    ("partner", "partner"),
                ],
                db_default="social_mobilisation",
                default="social_mobilisation",
                max_length=20,
                verbose_name="funding source",
            ),
        ),
        migrations.AddField(
            model_name="giftrecipient",
            name="given_by",
            field=models.CharField(blank=True, db_default="", max_length=120, verbose_name="given by"),
        ),
        migrations.AddField(
            model_name="giftrecipientevent",
            name="given_by",
            field=models.CharField(blank=True, db_default="", max_length=120, verbose_name="given by"),
        ),
        migrations.AddField(
            model_name="giftgroup",
            name="goods_item",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="groups",
                to="campaigns.goodsitem",
                verbose_name="goods of the stock",
            ),
        ),
        migrations.AddField(
            model_name="giftgroupevent",
            name="goods_item",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="campaigns.goodsitem",
                verbose_name="goods of the stock",
            ),
        ),
        migrations.AddField(
            model_name="campaign",
            name="joint_units",
            field=models.ManyToManyField(
                blank=True,
                related_name="+",
                through="campaigns.JointUnit",
                to="organisation.unit",
                verbose_name="joint units",
            ),
        ),
        migrations.AlterField(
            model_name="campaign",
            name="kind",
            field=models.CharField(
                choices=[
                    ("programme_phase", "programme phase"),
                    ("sponsorship_round", "sponsorship round"),
                    ("action_month", "action month for children"),
                    ("tet", "Tết gifts"),
                    ("mid_autumn", "mid-autumn festival"),
                    ("houses", "houses"),
                    ("addresses", "humanitarian addresses"),
                    ("welfare_bags", "welfare bags"),
                    ("loans", "loans and livelihoods"),
                    ("blood", "blood donation"),
                    ("other", "other campaign"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="campaignevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("programme_phase", "programme phase"),
                    ("sponsorship_round", "sponsorship round"),
                    ("action_month", "action month for children"),
                    ("tet", "Tết gifts"),
                    ("mid_autumn", "mid-autumn festival"),
                    ("houses", "houses"),
                    ("addresses", "humanitarian addresses"),
                    ("welfare_bags", "welfare bags"),
                    ("loans", "loans and livelihoods"),
                    ("blood", "blood donation"),
                    ("other", "other campaign"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="giftrecipient",
            constraint=models.CheckConstraint(
                condition=models.Q(("given_by", ""), ("delivery", "delivered"), _connector="OR"),
                name="gift_giver_only_when_delivered",
            ),
        ),
        migrations.AddConstraint(
            model_name="giftgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("delivered_count", None),
                    models.Q(
                        ("delivered_count__lte", models.F("recipients_count")), ("recipients_count__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="gift_group_delivered_at_most",
            ),
        ),
        migrations.AddConstraint(
            model_name="giftgroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("goods_each__gte", 1), ("goods_each__lte", 1000)), name="gift_group_pieces"
            ),
        ),
        migrations.AddConstraint(
            model_name="campaign",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("plan_due_on", None),
                    ("report_due_on", None),
                    ("plan_due_on__lte", models.F("report_due_on")),
                    _connector="OR",
                ),
                name="campaign_plan_before_report",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="campaign",
            trigger=pgtrigger.compiler.Trigger(
                name="bump_version",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."legal_basis" IS DISTINCT FROM (NEW."legal_basis") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."plan_due_on" IS DISTINCT FROM (NEW."plan_due_on") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."report_due_on" IS DISTINCT FROM (NEW."report_due_on") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."theme" IS DISTINCT FROM (NEW."theme"))',
                    func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                    hash="d179c5acd16ddc0161f81e8f0c0b7cf967c45aab",
                    operation="UPDATE",
                    pgid="pgtrigger_bump_version_6ad4a",
                    table="campaigns_campaign",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="campaign",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_campaignevent" ("created_at", "ends_on", "id", "kind", "legal_basis", "managing_unit_id", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_due_on", "public_id", "report_due_on", "starts_on", "theme", "updated_at", "version") SELECT new_values."created_at", new_values."ends_on", new_values."id", new_values."kind", new_values."legal_basis", new_values."managing_unit_id", new_values."name", new_values."note", new_values."parent_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."plan_due_on", new_values."public_id", new_values."report_due_on", new_values."starts_on", new_values."theme", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8f6689668c93eb8a36fb90b9f6726b086489b34f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5522d",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="campaigns_campaign",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="campaign",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_campaignevent" ("created_at", "ends_on", "id", "kind", "legal_basis", "managing_unit_id", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_due_on", "public_id", "report_due_on", "starts_on", "theme", "updated_at", "version") SELECT new_values."created_at", new_values."ends_on", new_values."id", new_values."kind", new_values."legal_basis", new_values."managing_unit_id", new_values."name", new_values."note", new_values."parent_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."plan_due_on", new_values."public_id", new_values."report_due_on", new_values."starts_on", new_values."theme", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."ends_on" IS DISTINCT FROM (new_values."ends_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."kind" IS DISTINCT FROM (new_values."kind") OR old_values."legal_basis" IS DISTINCT FROM (new_values."legal_basis") OR old_values."managing_unit_id" IS DISTINCT FROM (new_values."managing_unit_id") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."parent_id" IS DISTINCT FROM (new_values."parent_id") OR old_values."plan_due_on" IS DISTINCT FROM (new_values."plan_due_on") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."report_due_on" IS DISTINCT FROM (new_values."report_due_on") OR old_values."starts_on" IS DISTINCT FROM (new_values."starts_on") OR old_values."theme" IS DISTINCT FROM (new_values."theme") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="c42bfc0cb6737bf1e14fe2ce513926183d12bc53",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f2afa",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="campaigns_campaign",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="campaign",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_campaignevent" ("created_at", "ends_on", "id", "kind", "legal_basis", "managing_unit_id", "name", "note", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_due_on", "public_id", "report_due_on", "starts_on", "theme", "updated_at", "version") SELECT old_values."created_at", old_values."ends_on", old_values."id", old_values."kind", old_values."legal_basis", old_values."managing_unit_id", old_values."name", old_values."note", old_values."parent_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."plan_due_on", old_values."public_id", old_values."report_due_on", old_values."starts_on", old_values."theme", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="33008c0719e0141f252dbfb0cee4bb1f6071a3b4",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4123f",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="campaigns_campaign",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="giftgroup",
            trigger=pgtrigger.compiler.Trigger(
                name="bump_version",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."delivered_count" IS DISTINCT FROM (NEW."delivered_count") OR OLD."gift_list_id" IS DISTINCT FROM (NEW."gift_list_id") OR OLD."goods" IS DISTINCT FROM (NEW."goods") OR OLD."goods_each" IS DISTINCT FROM (NEW."goods_each") OR OLD."goods_item_id" IS DISTINCT FROM (NEW."goods_item_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."import_batch_id" IS DISTINCT FROM (NEW."import_batch_id") OR OLD."label" IS DISTINCT FROM (NEW."label") OR OLD."position" IS DISTINCT FROM (NEW."position") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."rate_vnd" IS DISTINCT FROM (NEW."rate_vnd") OR OLD."recipients_count" IS DISTINCT FROM (NEW."recipients_count") OR OLD."stated_amount_vnd" IS DISTINCT FROM (NEW."stated_amount_vnd") OR OLD."unit_name" IS DISTINCT FROM (NEW."unit_name"))',
                    func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                    hash="2be76c24966c90b1a7fad5a8b9bcbd06f08d3c77",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftgroupevent" ("created_at", "delivered_count", "gift_list_id", "goods", "goods_each", "goods_item_id", "id", "import_batch_id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "rate_vnd", "recipients_count", "stated_amount_vnd", "unit_name", "updated_at", "version") SELECT new_values."created_at", new_values."delivered_count", new_values."gift_list_id", new_values."goods", new_values."goods_each", new_values."goods_item_id", new_values."id", new_values."import_batch_id", new_values."label", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."position", new_values."public_id", new_values."rate_vnd", new_values."recipients_count", new_values."stated_amount_vnd", new_values."unit_name", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="34d98ea2cb47264ca8c62601ece234d02725ed7d",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftgroupevent" ("created_at", "delivered_count", "gift_list_id", "goods", "goods_each", "goods_item_id", "id", "import_batch_id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "rate_vnd", "recipients_count", "stated_amount_vnd", "unit_name", "updated_at", "version") SELECT new_values."created_at", new_values."delivered_count", new_values."gift_list_id", new_values."goods", new_values."goods_each", new_values."goods_item_id", new_values."id", new_values."import_batch_id", new_values."label", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."position", new_values."public_id", new_values."rate_vnd", new_values."recipients_count", new_values."stated_amount_vnd", new_values."unit_name", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."delivered_count" IS DISTINCT FROM (new_values."delivered_count") OR old_values."gift_list_id" IS DISTINCT FROM (new_values."gift_list_id") OR old_values."goods" IS DISTINCT FROM (new_values."goods") OR old_values."goods_each" IS DISTINCT FROM (new_values."goods_each") OR old_values."goods_item_id" IS DISTINCT FROM (new_values."goods_item_id") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."import_batch_id" IS DISTINCT FROM (new_values."import_batch_id") OR old_values."label" IS DISTINCT FROM (new_values."label") OR old_values."position" IS DISTINCT FROM (new_values."position") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."rate_vnd" IS DISTINCT FROM (new_values."rate_vnd") OR old_values."recipients_count" IS DISTINCT FROM (new_values."recipients_count") OR old_values."stated_amount_vnd" IS DISTINCT FROM (new_values."stated_amount_vnd") OR old_values."unit_name" IS DISTINCT FROM (new_values."unit_name") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="6e19cbb0773dd4899f7421b046bb8f5ad5dbe29a",
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
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftgroupevent" ("created_at", "delivered_count", "gift_list_id", "goods", "goods_each", "goods_item_id", "id", "import_batch_id", "label", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "public_id", "rate_vnd", "recipients_count", "stated_amount_vnd", "unit_name", "updated_at", "version") SELECT old_values."created_at", old_values."delivered_count", old_values."gift_list_id", old_values."goods", old_values."goods_each", old_values."goods_item_id", old_values."id", old_values."import_batch_id", old_values."label", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."position", old_values."public_id", old_values."rate_vnd", old_values."recipients_count", old_values."stated_amount_vnd", old_values."unit_name", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="d47931a30ef629703ab8981a763b3a635091fc41",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2fccc",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="campaigns_giftgroup",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="giftlist",
            trigger=pgtrigger.compiler.Trigger(
                name="bump_version",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."given_on" IS DISTINCT FROM (NEW."given_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."import_batch_id" IS DISTINCT FROM (NEW."import_batch_id") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."stated_total_vnd" IS DISTINCT FROM (NEW."stated_total_vnd") OR OLD."title" IS DISTINCT FROM (NEW."title"))',
                    func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                    hash="75058b3bdc818e05ff8ca6891a5c8b552902c624",
                    operation="UPDATE",
                    pgid="pgtrigger_bump_version_8893c",
                    table="campaigns_giftlist",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="giftlist",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftlistevent" ("campaign_id", "created_at", "given_on", "id", "import_batch_id", "managing_unit_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "source", "stated_total_vnd", "title", "updated_at", "version") SELECT new_values."campaign_id", new_values."created_at", new_values."given_on", new_values."id", new_values."import_batch_id", new_values."managing_unit_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."source", new_values."stated_total_vnd", new_values."title", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="2f149f459f7ead3652325b0353aada53accbab6e",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_33c19",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="campaigns_giftlist",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="giftlist",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftlistevent" ("campaign_id", "created_at", "given_on", "id", "import_batch_id", "managing_unit_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "source", "stated_total_vnd", "title", "updated_at", "version") SELECT new_values."campaign_id", new_values."created_at", new_values."given_on", new_values."id", new_values."import_batch_id", new_values."managing_unit_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."source", new_values."stated_total_vnd", new_values."title", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."campaign_id" IS DISTINCT FROM (new_values."campaign_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."given_on" IS DISTINCT FROM (new_values."given_on") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."import_batch_id" IS DISTINCT FROM (new_values."import_batch_id") OR old_values."managing_unit_id" IS DISTINCT FROM (new_values."managing_unit_id") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."source" IS DISTINCT FROM (new_values."source") OR old_values."stated_total_vnd" IS DISTINCT FROM (new_values."stated_total_vnd") OR old_values."title" IS DISTINCT FROM (new_values."title") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="693ef913de3829506fb4f867c9a1930f856af2b9",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_480a4",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="campaigns_giftlist",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="giftlist",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftlistevent" ("campaign_id", "created_at", "given_on", "id", "import_batch_id", "managing_unit_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "source", "stated_total_vnd", "title", "updated_at", "version") SELECT old_values."campaign_id", old_values."created_at", old_values."given_on", old_values."id", old_values."import_batch_id", old_values."managing_unit_id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."source", old_values."stated_total_vnd", old_values."title", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="85d418b6faa06178aa1676dd25043e1c7ef8f643",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f3bb9",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="campaigns_giftlist",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="giftrecipient",
            trigger=pgtrigger.compiler.Trigger(
                name="bump_version",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."address_as_written" IS DISTINCT FROM (NEW."address_as_written") OR OLD."amount_vnd" IS DISTINCT FROM (NEW."amount_vnd") OR OLD."birth_date" IS DISTINCT FROM (NEW."birth_date") OR OLD."birth_date_precision" IS DISTINCT FROM (NEW."birth_date_precision") OR OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."commune_id" IS DISTINCT FROM (NEW."commune_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."delivered_on" IS DISTINCT FROM (NEW."delivered_on") OR OLD."delivery" IS DISTINCT FROM (NEW."delivery") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."gift_group_id" IS DISTINCT FROM (NEW."gift_group_id") OR OLD."given_by" IS DISTINCT FROM (NEW."given_by") OR OLD."goods" IS DISTINCT FROM (NEW."goods") OR OLD."grade" IS DISTINCT FROM (NEW."grade") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."import_batch_id" IS DISTINCT FROM (NEW."import_batch_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."parent_name" IS DISTINCT FROM (NEW."parent_name") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."school" IS DISTINCT FROM (NEW."school") OR OLD."sex" IS DISTINCT FROM (NEW."sex") OR OLD."unit_name" IS DISTINCT FROM (NEW."unit_name"))',
                    func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                    hash="f0a98828bd0b7b99ccb8b6e0e99f90a374daf1c5",
                    operation="UPDATE",
                    pgid="pgtrigger_bump_version_512b4",
                    table="campaigns_giftrecipient",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="giftrecipient",
            trigger=pgtrigger.compiler.Trigger(
                name="mark_new",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE children_child c SET got_gifts = n.has_any\n            FROM (\n                SELECT t.child_id, EXISTS (SELECT FROM campaigns_giftrecipient r WHERE r.child_id = t.child_id AND r.delivery = 'delivered') AS has_any\n                FROM (SELECT child_id FROM rows_now) t\n            ) n WHERE c.id = n.child_id AND c.got_gifts <> n.has_any;\n            RETURN NULL;\n        ",
                    hash="893423042fcdc304fce268294307bc419db76f5f",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_mark_new_9295b",
                    referencing="REFERENCING NEW TABLE AS rows_now ",
                    table="campaigns_giftrecipient",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="giftrecipient",
            trigger=pgtrigger.compiler.Trigger(
                name="mark_changed",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE children_child c SET got_gifts = n.has_any\n            FROM (\n                SELECT t.child_id, EXISTS (SELECT FROM campaigns_giftrecipient r WHERE r.child_id = t.child_id AND r.delivery = 'delivered') AS has_any\n                FROM (SELECT child_id FROM rows_before UNION SELECT child_id FROM rows_now) t\n            ) n WHERE c.id = n.child_id AND c.got_gifts <> n.has_any;\n            RETURN NULL;\n        ",
                    hash="a88dcfe2c504fe4d60128154cfe0ae20c6e040b7",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_mark_changed_4bfae",
                    referencing="REFERENCING OLD TABLE AS rows_before  NEW TABLE AS rows_now ",
                    table="campaigns_giftrecipient",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="giftrecipient",
            trigger=pgtrigger.compiler.Trigger(
                name="mark_deleted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n            UPDATE children_child c SET got_gifts = n.has_any\n            FROM (\n                SELECT t.child_id, EXISTS (SELECT FROM campaigns_giftrecipient r WHERE r.child_id = t.child_id AND r.delivery = 'delivered') AS has_any\n                FROM (SELECT child_id FROM rows_before) t\n            ) n WHERE c.id = n.child_id AND c.got_gifts <> n.has_any;\n            RETURN NULL;\n        ",
                    hash="e1d3917eee3f7c4545be0a9856da78537b1413b0",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_mark_deleted_6d661",
                    referencing="REFERENCING OLD TABLE AS rows_before ",
                    table="campaigns_giftrecipient",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="giftrecipient",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftrecipientevent" ("address_as_written", "amount_vnd", "birth_date", "birth_date_precision", "child_id", "commune_id", "created_at", "delivered_on", "delivery", "full_name", "gift_group_id", "given_by", "goods", "grade", "id", "import_batch_id", "note", "parent_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "school", "sex", "unit_name", "updated_at", "version") SELECT new_values."address_as_written", new_values."amount_vnd", new_values."birth_date", new_values."birth_date_precision", new_values."child_id", new_values."commune_id", new_values."created_at", new_values."delivered_on", new_values."delivery", new_values."full_name", new_values."gift_group_id", new_values."given_by", new_values."goods", new_values."grade", new_values."id", new_values."import_batch_id", new_values."note", new_values."parent_name", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."school", new_values."sex", new_values."unit_name", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="795c58400669583844109f340f5f828b15fdbdd3",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_92680",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="campaigns_giftrecipient",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="giftrecipient",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftrecipientevent" ("address_as_written", "amount_vnd", "birth_date", "birth_date_precision", "child_id", "commune_id", "created_at", "delivered_on", "delivery", "full_name", "gift_group_id", "given_by", "goods", "grade", "id", "import_batch_id", "note", "parent_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "school", "sex", "unit_name", "updated_at", "version") SELECT new_values."address_as_written", new_values."amount_vnd", new_values."birth_date", new_values."birth_date_precision", new_values."child_id", new_values."commune_id", new_values."created_at", new_values."delivered_on", new_values."delivery", new_values."full_name", new_values."gift_group_id", new_values."given_by", new_values."goods", new_values."grade", new_values."id", new_values."import_batch_id", new_values."note", new_values."parent_name", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."school", new_values."sex", new_values."unit_name", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."address_as_written" IS DISTINCT FROM (new_values."address_as_written") OR old_values."amount_vnd" IS DISTINCT FROM (new_values."amount_vnd") OR old_values."birth_date" IS DISTINCT FROM (new_values."birth_date") OR old_values."birth_date_precision" IS DISTINCT FROM (new_values."birth_date_precision") OR old_values."child_id" IS DISTINCT FROM (new_values."child_id") OR old_values."commune_id" IS DISTINCT FROM (new_values."commune_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."delivered_on" IS DISTINCT FROM (new_values."delivered_on") OR old_values."delivery" IS DISTINCT FROM (new_values."delivery") OR old_values."full_name" IS DISTINCT FROM (new_values."full_name") OR old_values."gift_group_id" IS DISTINCT FROM (new_values."gift_group_id") OR old_values."given_by" IS DISTINCT FROM (new_values."given_by") OR old_values."goods" IS DISTINCT FROM (new_values."goods") OR old_values."grade" IS DISTINCT FROM (new_values."grade") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."import_batch_id" IS DISTINCT FROM (new_values."import_batch_id") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."parent_name" IS DISTINCT FROM (new_values."parent_name") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."school" IS DISTINCT FROM (new_values."school") OR old_values."sex" IS DISTINCT FROM (new_values."sex") OR old_values."unit_name" IS DISTINCT FROM (new_values."unit_name") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="8dd838e521b643b387a26e520728bf8facc6d3e5",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_851f6",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="campaigns_giftrecipient",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="giftrecipient",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "campaigns_giftrecipientevent" ("address_as_written", "amount_vnd", "birth_date", "birth_date_precision", "child_id", "commune_id", "created_at", "delivered_on", "delivery", "full_name", "gift_group_id", "given_by", "goods", "grade", "id", "import_batch_id", "note", "parent_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "school", "sex", "unit_name", "updated_at", "version") SELECT old_values."address_as_written", old_values."amount_vnd", old_values."birth_date", old_values."birth_date_precision", old_values."child_id", old_values."commune_id", old_values."created_at", old_values."delivered_on", old_values."delivery", old_values."full_name", old_values."gift_group_id", old_values."given_by", old_values."goods", old_values."grade", old_values."id", old_values."import_batch_id", old_values."note", old_values."parent_name", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."school", old_values."sex", old_values."unit_name", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="fe1257dbe9402065fb033ac60a395c3d397cd587",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_479ff",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="campaigns_giftrecipient",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
    ]
