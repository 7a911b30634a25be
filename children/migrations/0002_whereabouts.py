import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from organisation import migrating


class Migration(migrating.Migration):
    dependencies = [
        ("children", "0001_start"),
        ("imports", "0001_start"),
        ("organisation", "0003_subject_requests"),
        ("organisation", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="child",
            name="bump_version",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="child",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="child",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="child",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="child",
            name="is_hidden",
            field=models.BooleanField(
                db_default=False, default=False, editable=False, verbose_name="place kept secret"
            ),
        ),
        migrations.AddField(
            model_name="childevent",
            name="is_hidden",
            field=models.BooleanField(
                db_default=False, default=False, editable=False, verbose_name="place kept secret"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caregiver",
            trigger=pgtrigger.compiler.Trigger(
                name="hidden_without_place",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.phone <> '' OR NEW.other_phone <> '' OR NEW.bank_account <> '' OR NEW.bank_name <> '')",
                    func="\n            IF EXISTS (SELECT FROM children_child WHERE id = NEW.child_id AND is_hidden) THEN\n                NEW.phone = ''; NEW.other_phone = ''; NEW.bank_account = ''; NEW.bank_name = '';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="3eee336ba3a4a99cc1b465b5c8e4d955146a7765",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_hidden_without_place_708eb",
                    table="children_caregiver",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="child",
            trigger=pgtrigger.compiler.Trigger(
                name="bump_version",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."address_as_written" IS DISTINCT FROM (NEW."address_as_written") OR OLD."alias" IS DISTINCT FROM (NEW."alias") OR OLD."birth_date" IS DISTINCT FROM (NEW."birth_date") OR OLD."birth_date_precision" IS DISTINCT FROM (NEW."birth_date_precision") OR OLD."circumstance_groups" IS DISTINCT FROM (NEW."circumstance_groups") OR OLD."circumstances" IS DISTINCT FROM (NEW."circumstances") OR OLD."commune_id" IS DISTINCT FROM (NEW."commune_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ethnicity" IS DISTINCT FROM (NEW."ethnicity") OR OLD."father_name" IS DISTINCT FROM (NEW."father_name") OR OLD."former_commune_id" IS DISTINCT FROM (NEW."former_commune_id") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."grade" IS DISTINCT FROM (NEW."grade") OR OLD."hamlet" IS DISTINCT FROM (NEW."hamlet") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."import_batch_id" IS DISTINCT FROM (NEW."import_batch_id") OR OLD."is_hidden" IS DISTINCT FROM (NEW."is_hidden") OR OLD."is_union_member_child" IS DISTINCT FROM (NEW."is_union_member_child") OR OLD."list_code" IS DISTINCT FROM (NEW."list_code") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."mother_name" IS DISTINCT FROM (NEW."mother_name") OR OLD."need_ended_on" IS DISTINCT FROM (NEW."need_ended_on") OR OLD."need_ended_reason" IS DISTINCT FROM (NEW."need_ended_reason") OR OLD."needs_since" IS DISTINCT FROM (NEW."needs_since") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."orphan_status" IS DISTINCT FROM (NEW."orphan_status") OR OLD."orphaned_by_covid" IS DISTINCT FROM (NEW."orphaned_by_covid") OR OLD."parents_union" IS DISTINCT FROM (NEW."parents_union") OR OLD."parents_union_unit_id" IS DISTINCT FROM (NEW."parents_union_unit_id") OR OLD."personal_id_number" IS DISTINCT FROM (NEW."personal_id_number") OR OLD."places" IS DISTINCT FROM (NEW."places") OR OLD."poverty" IS DISTINCT FROM (NEW."poverty") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."receives_social_allowance" IS DISTINCT FROM (NEW."receives_social_allowance") OR OLD."school" IS DISTINCT FROM (NEW."school") OR OLD."sex" IS DISTINCT FROM (NEW."sex") OR OLD."sibling_group_id" IS DISTINCT FROM (NEW."sibling_group_id") OR OLD."target_per" IS DISTINCT FROM (NEW."target_per") OR OLD."target_vnd" IS DISTINCT FROM (NEW."target_vnd"))',
                    func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                    hash="2254590b6fff9a6767a9c6c25bed9a69ed15acef",
                    operation="UPDATE",
                    pgid="pgtrigger_bump_version_5ae70",
                    table="children_child",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="child",
            trigger=pgtrigger.compiler.Trigger(
                name="hidden_without_place",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (NEW."is_hidden")',
                    func="NEW.address_as_written = ''; NEW.hamlet = ''; NEW.former_commune_id = NULL; NEW.commune_id = NULL; NEW.school = ''; NEW.parents_union = ''; NEW.parents_union_unit_id = NULL; NEW.circumstances = ''; NEW.note = ''; RETURN NEW;",
                    hash="2fd15f3ef7d95285e8f0e0e05784fd3c2a08864f",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_hidden_without_place_0d81a",
                    table="children_child",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="child",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_childevent" ("address_as_written", "alias", "birth_date", "birth_date_precision", "circumstance_groups", "circumstances", "commune_id", "created_at", "ethnicity", "father_name", "former_commune_id", "full_name", "grade", "hamlet", "id", "import_batch_id", "is_hidden", "is_union_member_child", "list_code", "managing_unit_id", "mother_name", "need_ended_on", "need_ended_reason", "needs_since", "note", "orphan_status", "orphaned_by_covid", "parents_union", "parents_union_unit_id", "personal_id_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "poverty", "public_id", "receives_social_allowance", "school", "sex", "sibling_group_id", "target_per", "target_vnd", "updated_at", "version") SELECT new_values."address_as_written", new_values."alias", new_values."birth_date", new_values."birth_date_precision", new_values."circumstance_groups", new_values."circumstances", new_values."commune_id", new_values."created_at", new_values."ethnicity", new_values."father_name", new_values."former_commune_id", new_values."full_name", new_values."grade", new_values."hamlet", new_values."id", new_values."import_batch_id", new_values."is_hidden", new_values."is_union_member_child", new_values."list_code", new_values."managing_unit_id", new_values."mother_name", new_values."need_ended_on", new_values."need_ended_reason", new_values."needs_since", new_values."note", new_values."orphan_status", new_values."orphaned_by_covid", new_values."parents_union", new_values."parents_union_unit_id", new_values."personal_id_number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."places", new_values."poverty", new_values."public_id", new_values."receives_social_allowance", new_values."school", new_values."sex", new_values."sibling_group_id", new_values."target_per", new_values."target_vnd", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="b3bb5ac0bfbbf50931e1747c834729e87d5b1b6c",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d8818",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="children_child",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="child",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_childevent" ("address_as_written", "alias", "birth_date", "birth_date_precision", "circumstance_groups", "circumstances", "commune_id", "created_at", "ethnicity", "father_name", "former_commune_id", "full_name", "grade", "hamlet", "id", "import_batch_id", "is_hidden", "is_union_member_child", "list_code", "managing_unit_id", "mother_name", "need_ended_on", "need_ended_reason", "needs_since", "note", "orphan_status", "orphaned_by_covid", "parents_union", "parents_union_unit_id", "personal_id_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "poverty", "public_id", "receives_social_allowance", "school", "sex", "sibling_group_id", "target_per", "target_vnd", "updated_at", "version") SELECT new_values."address_as_written", new_values."alias", new_values."birth_date", new_values."birth_date_precision", new_values."circumstance_groups", new_values."circumstances", new_values."commune_id", new_values."created_at", new_values."ethnicity", new_values."father_name", new_values."former_commune_id", new_values."full_name", new_values."grade", new_values."hamlet", new_values."id", new_values."import_batch_id", new_values."is_hidden", new_values."is_union_member_child", new_values."list_code", new_values."managing_unit_id", new_values."mother_name", new_values."need_ended_on", new_values."need_ended_reason", new_values."needs_since", new_values."note", new_values."orphan_status", new_values."orphaned_by_covid", new_values."parents_union", new_values."parents_union_unit_id", new_values."personal_id_number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."places", new_values."poverty", new_values."public_id", new_values."receives_social_allowance", new_values."school", new_values."sex", new_values."sibling_group_id", new_values."target_per", new_values."target_vnd", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."address_as_written" IS DISTINCT FROM (new_values."address_as_written") OR old_values."alias" IS DISTINCT FROM (new_values."alias") OR old_values."birth_date" IS DISTINCT FROM (new_values."birth_date") OR old_values."birth_date_precision" IS DISTINCT FROM (new_values."birth_date_precision") OR old_values."circumstance_groups" IS DISTINCT FROM (new_values."circumstance_groups") OR old_values."circumstances" IS DISTINCT FROM (new_values."circumstances") OR old_values."commune_id" IS DISTINCT FROM (new_values."commune_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."ethnicity" IS DISTINCT FROM (new_values."ethnicity") OR old_values."father_name" IS DISTINCT FROM (new_values."father_name") OR old_values."former_commune_id" IS DISTINCT FROM (new_values."former_commune_id") OR old_values."full_name" IS DISTINCT FROM (new_values."full_name") OR old_values."grade" IS DISTINCT FROM (new_values."grade") OR old_values."hamlet" IS DISTINCT FROM (new_values."hamlet") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."import_batch_id" IS DISTINCT FROM (new_values."import_batch_id") OR old_values."is_hidden" IS DISTINCT FROM (new_values."is_hidden") OR old_values."is_union_member_child" IS DISTINCT FROM (new_values."is_union_member_child") OR old_values."list_code" IS DISTINCT FROM (new_values."list_code") OR old_values."managing_unit_id" IS DISTINCT FROM (new_values."managing_unit_id") OR old_values."mother_name" IS DISTINCT FROM (new_values."mother_name") OR old_values."need_ended_on" IS DISTINCT FROM (new_values."need_ended_on") OR old_values."need_ended_reason" IS DISTINCT FROM (new_values."need_ended_reason") OR old_values."needs_since" IS DISTINCT FROM (new_values."needs_since") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."orphan_status" IS DISTINCT FROM (new_values."orphan_status") OR old_values."orphaned_by_covid" IS DISTINCT FROM (new_values."orphaned_by_covid") OR old_values."parents_union" IS DISTINCT FROM (new_values."parents_union") OR old_values."parents_union_unit_id" IS DISTINCT FROM (new_values."parents_union_unit_id") OR old_values."personal_id_number" IS DISTINCT FROM (new_values."personal_id_number") OR old_values."places" IS DISTINCT FROM (new_values."places") OR old_values."poverty" IS DISTINCT FROM (new_values."poverty") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."receives_social_allowance" IS DISTINCT FROM (new_values."receives_social_allowance") OR old_values."school" IS DISTINCT FROM (new_values."school") OR old_values."sex" IS DISTINCT FROM (new_values."sex") OR old_values."sibling_group_id" IS DISTINCT FROM (new_values."sibling_group_id") OR old_values."target_per" IS DISTINCT FROM (new_values."target_per") OR old_values."target_vnd" IS DISTINCT FROM (new_values."target_vnd") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="4c1632699a59068b95c617662e4e923d9f050b27",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_7c384",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="children_child",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="child",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_childevent" ("address_as_written", "alias", "birth_date", "birth_date_precision", "circumstance_groups", "circumstances", "commune_id", "created_at", "ethnicity", "father_name", "former_commune_id", "full_name", "grade", "hamlet", "id", "import_batch_id", "is_hidden", "is_union_member_child", "list_code", "managing_unit_id", "mother_name", "need_ended_on", "need_ended_reason", "needs_since", "note", "orphan_status", "orphaned_by_covid", "parents_union", "parents_union_unit_id", "personal_id_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "poverty", "public_id", "receives_social_allowance", "school", "sex", "sibling_group_id", "target_per", "target_vnd", "updated_at", "version") SELECT old_values."address_as_written", old_values."alias", old_values."birth_date", old_values."birth_date_precision", old_values."circumstance_groups", old_values."circumstances", old_values."commune_id", old_values."created_at", old_values."ethnicity", old_values."father_name", old_values."former_commune_id", old_values."full_name", old_values."grade", old_values."hamlet", old_values."id", old_values."import_batch_id", old_values."is_hidden", old_values."is_union_member_child", old_values."list_code", old_values."managing_unit_id", old_values."mother_name", old_values."need_ended_on", old_values."need_ended_reason", old_values."needs_since", old_values."note", old_values."orphan_status", old_values."orphaned_by_covid", old_values."parents_union", old_values."parents_union_unit_id", old_values."personal_id_number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."places", old_values."poverty", old_values."public_id", old_values."receives_social_allowance", old_values."school", old_values."sex", old_values."sibling_group_id", old_values."target_per", old_values."target_vnd", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="6d52cbfdc481c3893c2c3a52151f4861c7d34226",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e6682",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="children_child",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="need",
            trigger=pgtrigger.compiler.Trigger(
                name="hidden_without_place",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.detail <> '')",
                    func="\n            IF EXISTS (SELECT FROM children_child WHERE id = NEW.child_id AND is_hidden) THEN\n                NEW.detail = '';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="365f34c71a8845979e9940e73e8ce7231c320828",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_hidden_without_place_0b43f",
                    table="children_need",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="othersupport",
            trigger=pgtrigger.compiler.Trigger(
                name="hidden_without_place",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.giver_name <> '' OR NEW.note <> '')",
                    func="\n            IF EXISTS (SELECT FROM children_child WHERE id = NEW.child_id AND is_hidden) THEN\n                NEW.giver_name = ''; NEW.note = '';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="4832c9a4d9b5625e75e12528f536733e14af941a",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_hidden_without_place_a6a65",
                    table="children_othersupport",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="progress",
            trigger=pgtrigger.compiler.Trigger(
                name="hidden_without_place",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.school <> '' OR NEW.note <> '')",
                    func="\n            IF EXISTS (SELECT FROM children_child WHERE id = NEW.child_id AND is_hidden) THEN\n                NEW.school = ''; NEW.note = '';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="88bc419e77c5b685b5c52115b5b646c39ccb5ec2",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_hidden_without_place_727ae",
                    table="children_progress",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="visit",
            trigger=pgtrigger.compiler.Trigger(
                name="hidden_without_place",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (NEW.note <> '')",
                    func="\n            IF EXISTS (SELECT FROM children_child WHERE id = NEW.child_id AND is_hidden) THEN\n                NEW.note = '';\n            END IF;\n            RETURN NEW;\n        ",
                    hash="6320676901cc66bb3c05a6d88d8abb8a780fa03c",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_hidden_without_place_8a467",
                    table="children_visit",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="child",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_hidden", False),
                    models.Q(
                        ("address_as_written", ""),
                        ("circumstances", ""),
                        ("commune", None),
                        ("former_commune", None),
                        ("hamlet", ""),
                        ("note", ""),
                        ("parents_union", ""),
                        ("parents_union_unit", None),
                        ("school", ""),
                    ),
                    _connector="OR",
                ),
                name="child_hidden_has_no_place",
            ),
        ),
        migrations.CreateModel(
            name="Whereabouts",
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
                ("reason", models.CharField(max_length=400, verbose_name="why the place is kept secret")),
                ("address_as_written", models.CharField(blank=True, max_length=300, verbose_name="address as written")),
                ("hamlet", models.CharField(blank=True, max_length=120, verbose_name="hamlet")),
                ("school", models.CharField(blank=True, max_length=160, verbose_name="school")),
                (
                    "parents_union",
                    models.CharField(blank=True, max_length=200, verbose_name="parent's grassroots union"),
                ),
                ("circumstances", models.TextField(blank=True, max_length=4000, verbose_name="circumstances")),
                (
                    "note",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="telephones and what else must stay secret"
                    ),
                ),
                ("parts", models.JSONField(default=dict, editable=False)),
                (
                    "child",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="whereabouts",
                        to="children.child",
                        verbose_name="child",
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
                    "former_commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.area",
                        verbose_name="commune before July 2025",
                    ),
                ),
                (
                    "hidden_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parents_union_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="parent's union unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "whereabouts",
                "verbose_name_plural": "whereabouts",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="whereabouts_say_why"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."address_as_written" IS DISTINCT FROM (NEW."address_as_written") OR OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."circumstances" IS DISTINCT FROM (NEW."circumstances") OR OLD."commune_id" IS DISTINCT FROM (NEW."commune_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."former_commune_id" IS DISTINCT FROM (NEW."former_commune_id") OR OLD."hamlet" IS DISTINCT FROM (NEW."hamlet") OR OLD."hidden_by_id" IS DISTINCT FROM (NEW."hidden_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."parents_union" IS DISTINCT FROM (NEW."parents_union") OR OLD."parents_union_unit_id" IS DISTINCT FROM (NEW."parents_union_unit_id") OR OLD."parts" IS DISTINCT FROM (NEW."parts") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."school" IS DISTINCT FROM (NEW."school"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="ea12b0f5a1237e5fde4ebf90209e9c6c1b7a914b",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_ca6d7",
                            table="children_whereabouts",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_whereaboutsevent" ("address_as_written", "child_id", "circumstances", "commune_id", "created_at", "former_commune_id", "hamlet", "hidden_by_id", "id", "note", "parents_union", "parents_union_unit_id", "parts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "school", "updated_at", "version") SELECT new_values."address_as_written", new_values."child_id", new_values."circumstances", new_values."commune_id", new_values."created_at", new_values."former_commune_id", new_values."hamlet", new_values."hidden_by_id", new_values."id", new_values."note", new_values."parents_union", new_values."parents_union_unit_id", new_values."parts", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."reason", new_values."school", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="ab73845ee06ae29f8fc7a446ad31ec5793d8daba",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4d392",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="children_whereabouts",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_whereaboutsevent" ("address_as_written", "child_id", "circumstances", "commune_id", "created_at", "former_commune_id", "hamlet", "hidden_by_id", "id", "note", "parents_union", "parents_union_unit_id", "parts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "school", "updated_at", "version") SELECT new_values."address_as_written", new_values."child_id", new_values."circumstances", new_values."commune_id", new_values."created_at", new_values."former_commune_id", new_values."hamlet", new_values."hidden_by_id", new_values."id", new_values."note", new_values."parents_union", new_values."parents_union_unit_id", new_values."parts", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."reason", new_values."school", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="21721b2f96f272368fe5085d91c9356f314510ca",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6e16d",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="children_whereabouts",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_whereaboutsevent" ("address_as_written", "child_id", "circumstances", "commune_id", "created_at", "former_commune_id", "hamlet", "hidden_by_id", "id", "note", "parents_union", "parents_union_unit_id", "parts", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "reason", "school", "updated_at", "version") SELECT old_values."address_as_written", old_values."child_id", old_values."circumstances", old_values."commune_id", old_values."created_at", old_values."former_commune_id", old_values."hamlet", old_values."hidden_by_id", old_values."id", old_values."note", old_values."parents_union", old_values."parents_union_unit_id", old_values."parts", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."reason", old_values."school", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="afeea5b99c5a6cfefa7141c4105b42e32a9378b5",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_dc926",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="children_whereabouts",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WhereaboutsEvent",
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
                ("reason", models.CharField(max_length=400, verbose_name="why the place is kept secret")),
                ("address_as_written", models.CharField(blank=True, max_length=300, verbose_name="address as written")),
                ("hamlet", models.CharField(blank=True, max_length=120, verbose_name="hamlet")),
                ("school", models.CharField(blank=True, max_length=160, verbose_name="school")),
                (
                    "parents_union",
                    models.CharField(blank=True, max_length=200, verbose_name="parent's grassroots union"),
                ),
                ("circumstances", models.TextField(blank=True, max_length=4000, verbose_name="circumstances")),
                (
                    "note",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="telephones and what else must stay secret"
                    ),
                ),
                ("parts", models.JSONField(default=dict, editable=False)),
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
                    "former_commune",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.area",
                        verbose_name="commune before July 2025",
                    ),
                ),
                (
                    "hidden_by",
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
                    "parents_union_unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="organisation.unit",
                        verbose_name="parent's union unit",
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
                        to="children.whereabouts",
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
                            hash="bbea5fc3c1ae1792eb95846589f939c51d4d9928",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9b341",
                            table="children_whereaboutsevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
    ]
