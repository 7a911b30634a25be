import datetime
import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from organisation import migrating


class Migration(migrating.Migration):
    initial = True

    replaces = [
        ("children", "0001_initial"),
        ("children", "0002_history_by_statement"),
        ("children", "0003_count_waiting"),
        ("children", "0004_counted_by_place"),
        ("children", "0005_one_index_is_enough"),
        ("children", "0006_merging"),
        ("children", "0007_progress_lists"),
        ("children", "0008_help_through_other_channels"),
        ("children", "0009_capacity_and_launches"),
    ]

    dependencies = [
        ("imports", "0001_start"),
        ("organisation", "0001_start"),
        ("organisation", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="SiblingGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
        ),
        migrations.CreateModel(
            name="Caregiver",
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
                ("relationship", models.CharField(blank=True, max_length=60, verbose_name="relationship to the child")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("other_phone", models.CharField(blank=True, max_length=20, verbose_name="other phone")),
                ("bank_account", models.CharField(blank=True, max_length=30, verbose_name="bank account")),
                ("bank_name", models.CharField(blank=True, max_length=80, verbose_name="bank")),
                ("is_carer", models.BooleanField(default=True, verbose_name="cares for the child")),
                ("is_guardian", models.BooleanField(default=False, verbose_name="legal guardian")),
                (
                    "import_batch",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="imports.importbatch",
                    ),
                ),
            ],
            options={
                "verbose_name": "caregiver",
                "verbose_name_plural": "caregivers",
                "ordering": ["-is_carer", "id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Child",
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
                        expression=models.Func(models.Value("TE"), models.F("id"), function="readable_code"),
                        output_field=models.CharField(max_length=24, verbose_name="code"),
                        unique=True,
                    ),
                ),
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
                ("alias", models.CharField(blank=True, max_length=120, verbose_name="also called")),
                ("list_code", models.CharField(blank=True, max_length=40, verbose_name="code in the old list")),
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
                ("ethnicity", models.CharField(blank=True, max_length=40, verbose_name="ethnicity")),
                ("personal_id_number", models.CharField(blank=True, max_length=12, verbose_name="personal id number")),
                ("address_as_written", models.CharField(blank=True, max_length=300, verbose_name="address as written")),
                ("hamlet", models.CharField(blank=True, max_length=120, verbose_name="hamlet")),
                ("school", models.CharField(blank=True, max_length=160, verbose_name="school")),
                ("grade", models.CharField(blank=True, max_length=20, verbose_name="grade")),
                (
                    "orphan_status",
                    models.CharField(
                        choices=[
                            ("none", "not an orphan"),
                            ("father", "lost the father"),
                            ("mother", "lost the mother"),
                            ("both", "lost both parents"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="orphan status",
                    ),
                ),
                ("orphaned_by_covid", models.BooleanField(default=False, verbose_name="orphaned by COVID-19")),
                (
                    "circumstance_groups",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("a", "a) orphaned of both father and mother"),
                                ("b", "b) abandoned"),
                                ("c", "c) without support"),
                                ("d", "d) with a disability"),
                                ("dd", "đ) living with HIV/AIDS"),
                                ("e", "e) in conflict with the law"),
                                ("g", "g) addicted to drugs"),
                                ("h", "h) left school to earn a living"),
                                ("i", "i) gravely harmed by violence"),
                                ("k", "k) exploited"),
                                ("l", "l) sexually abused"),
                                ("m", "m) trafficked"),
                                ("n", "n) gravely or long ill, in a poor or near-poor household"),
                                ("o", "o) migrant or refugee without parents or carer"),
                            ],
                            max_length=2,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="groups of article 10",
                    ),
                ),
                ("circumstances", models.TextField(blank=True, max_length=4000, verbose_name="circumstances")),
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
                        verbose_name="household",
                    ),
                ),
                (
                    "receives_social_allowance",
                    models.BooleanField(blank=True, null=True, verbose_name="receives the social allowance"),
                ),
                ("father_name", models.CharField(blank=True, max_length=120, verbose_name="father")),
                ("mother_name", models.CharField(blank=True, max_length=120, verbose_name="mother")),
                (
                    "is_union_member_child",
                    models.BooleanField(default=False, verbose_name="child of a union member or worker"),
                ),
                (
                    "parents_union",
                    models.CharField(blank=True, max_length=200, verbose_name="parent's grassroots union"),
                ),
                ("needs_since", models.DateField(blank=True, null=True, verbose_name="needs a donor since")),
                (
                    "need_ended_on",
                    models.DateField(blank=True, null=True, verbose_name="no longer needs a donor since"),
                ),
                (
                    "need_ended_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("aged_out", "turned 18"),
                            ("moved_away", "moved away"),
                            ("adopted", "was adopted"),
                            ("died", "died"),
                            ("helped_otherwise", "is helped in another way"),
                            ("family_declined", "the family declined"),
                            ("error", "entered by mistake"),
                        ],
                        max_length=20,
                        verbose_name="why",
                    ),
                ),
                ("places", models.PositiveSmallIntegerField(db_default=1, default=1, verbose_name="donors at most")),
                ("target_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="support aimed at")),
                (
                    "target_per",
                    models.CharField(
                        choices=[("month", "month"), ("year", "year")],
                        db_default="month",
                        default="month",
                        max_length=5,
                        verbose_name="each",
                    ),
                ),
                (
                    "target_yearly_vnd",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(target_per="year", then=models.F("target_vnd")),
                            default=django.db.models.expressions.CombinedExpression(
                                models.F("target_vnd"), "*", models.Value(12)
                            ),
                        ),
                        output_field=models.BigIntegerField(),
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="note")),
                ("taken_places", models.PositiveSmallIntegerField(db_default=0, editable=False)),
                ("sponsors_count", models.PositiveSmallIntegerField(db_default=0, editable=False)),
                ("last_pledge_ended_on", models.DateField(editable=False, null=True)),
                ("taken_yearly_vnd", models.BigIntegerField(db_default=0, editable=False)),
                ("got_gifts", models.BooleanField(db_default=False, editable=False)),
                ("got_support", models.BooleanField(db_default=False, editable=False)),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
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
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.area",
                        verbose_name="commune before July 2025",
                    ),
                ),
                (
                    "import_batch",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="children",
                        to="imports.importbatch",
                    ),
                ),
                (
                    "managing_unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="managing unit",
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
                (
                    "sibling_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="children",
                        to="children.siblinggroup",
                        verbose_name="siblings",
                    ),
                ),
            ],
            options={
                "verbose_name": "child",
                "verbose_name_plural": "children",
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name_folded"], name="child_name_trgm", opclasses=["gin_trgm_ops"]
                    ),
                    models.Index(fields=["name_sort", "id"], name="child_name_sort"),
                    models.Index(fields=["managing_unit", "name_sort"], name="child_unit_name"),
                    models.Index(fields=["commune", "name_sort"], name="child_commune_name"),
                    models.Index(fields=["former_commune"], name="child_former_commune"),
                    models.Index(fields=["birth_date"], name="child_birth"),
                    models.Index(
                        condition=models.Q(("need_ended_on", None)), fields=["needs_since"], name="child_needs"
                    ),
                    models.Index(
                        condition=models.Q(("sponsors_count", 0)),
                        fields=["managing_unit", "needs_since", "need_ended_on"],
                        include=(
                            "id",
                            "commune",
                            "former_commune",
                            "is_union_member_child",
                            "orphan_status",
                            "poverty",
                            "circumstance_groups",
                            "last_pledge_ended_on",
                            "birth_date",
                            "sex",
                            "sibling_group",
                            "parents_union_unit",
                            "taken_places",
                            "places",
                            "target_yearly_vnd",
                            "taken_yearly_vnd",
                            "got_gifts",
                            "got_support",
                        ),
                        name="child_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("sibling_group__isnull", False), ("sponsors_count", 0)),
                        fields=["sibling_group"],
                        include=("needs_since", "need_ended_on"),
                        name="child_waiting_siblings",
                    ),
                    models.Index(
                        condition=models.Q(("sponsors_count__gt", 0)),
                        fields=["commune", "former_commune", "managing_unit"],
                        name="child_sponsored",
                    ),
                    models.Index(fields=["id"], include=("commune", "former_commune"), name="child_places"),
                    models.Index(
                        condition=models.Q(
                            ("sponsors_count__gt", 0), ("target_yearly_vnd__gt", models.F("taken_yearly_vnd"))
                        ),
                        fields=["id"],
                        name="child_partly_met",
                    ),
                    models.Index(
                        condition=models.Q(("list_code", ""), _negated=True),
                        fields=["list_code"],
                        name="child_list_code",
                    ),
                    models.Index(
                        django.db.models.functions.text.Upper("parents_union"),
                        condition=models.Q(("parents_union", ""), _negated=True),
                        name="child_parents_union",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("id", "managing_unit"), name="child_with_unit"),
                    models.CheckConstraint(condition=models.Q(("full_name", ""), _negated=True), name="child_has_name"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("birth_date", None), ("birth_date__gte", datetime.date(1980, 1, 1)), _connector="OR"
                        ),
                        name="child_birth_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("need_ended_on", None), ("need_ended_reason", "")),
                            models.Q(
                                ("need_ended_on__isnull", False), models.Q(("need_ended_reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="child_need_end_has_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("need_ended_on", None),
                            ("needs_since", None),
                            ("needs_since__lte", models.F("need_ended_on")),
                            _connector="OR",
                        ),
                        name="child_need_dates_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("places__gte", 1), ("places__lte", 9)), name="child_places_1_to_9"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("taken_places__lte", models.F("places"))), name="child_places_not_exceeded"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target_vnd", None), ("target_vnd__gt", 0), _connector="OR"),
                        name="child_target_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("target_vnd", None), ("places__gt", 1), _connector="OR"),
                        name="child_target_is_shared_by_several",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("personal_id_number", ""), ("personal_id_number__regex", "^\\d{12}$"), _connector="OR"
                        ),
                        name="child_personal_id_12_digits",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."address_as_written" IS DISTINCT FROM (NEW."address_as_written") OR OLD."alias" IS DISTINCT FROM (NEW."alias") OR OLD."birth_date" IS DISTINCT FROM (NEW."birth_date") OR OLD."birth_date_precision" IS DISTINCT FROM (NEW."birth_date_precision") OR OLD."circumstance_groups" IS DISTINCT FROM (NEW."circumstance_groups") OR OLD."circumstances" IS DISTINCT FROM (NEW."circumstances") OR OLD."commune_id" IS DISTINCT FROM (NEW."commune_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ethnicity" IS DISTINCT FROM (NEW."ethnicity") OR OLD."father_name" IS DISTINCT FROM (NEW."father_name") OR OLD."former_commune_id" IS DISTINCT FROM (NEW."former_commune_id") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."grade" IS DISTINCT FROM (NEW."grade") OR OLD."hamlet" IS DISTINCT FROM (NEW."hamlet") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."import_batch_id" IS DISTINCT FROM (NEW."import_batch_id") OR OLD."is_union_member_child" IS DISTINCT FROM (NEW."is_union_member_child") OR OLD."list_code" IS DISTINCT FROM (NEW."list_code") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."mother_name" IS DISTINCT FROM (NEW."mother_name") OR OLD."need_ended_on" IS DISTINCT FROM (NEW."need_ended_on") OR OLD."need_ended_reason" IS DISTINCT FROM (NEW."need_ended_reason") OR OLD."needs_since" IS DISTINCT FROM (NEW."needs_since") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."orphan_status" IS DISTINCT FROM (NEW."orphan_status") OR OLD."orphaned_by_covid" IS DISTINCT FROM (NEW."orphaned_by_covid") OR OLD."parents_union" IS DISTINCT FROM (NEW."parents_union") OR OLD."parents_union_unit_id" IS DISTINCT FROM (NEW."parents_union_unit_id") OR OLD."personal_id_number" IS DISTINCT FROM (NEW."personal_id_number") OR OLD."places" IS DISTINCT FROM (NEW."places") OR OLD."poverty" IS DISTINCT FROM (NEW."poverty") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."receives_social_allowance" IS DISTINCT FROM (NEW."receives_social_allowance") OR OLD."school" IS DISTINCT FROM (NEW."school") OR OLD."sex" IS DISTINCT FROM (NEW."sex") OR OLD."sibling_group_id" IS DISTINCT FROM (NEW."sibling_group_id") OR OLD."target_per" IS DISTINCT FROM (NEW."target_per") OR OLD."target_vnd" IS DISTINCT FROM (NEW."target_vnd"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="48eb287ba512925c5ee8caea7e09473e32569047",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_5ae70",
                            table="children_child",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="keep_counts",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."got_gifts" IS DISTINCT FROM (NEW."got_gifts") OR OLD."got_support" IS DISTINCT FROM (NEW."got_support") OR OLD."last_pledge_ended_on" IS DISTINCT FROM (NEW."last_pledge_ended_on") OR OLD."sponsors_count" IS DISTINCT FROM (NEW."sponsors_count") OR OLD."taken_places" IS DISTINCT FROM (NEW."taken_places") OR OLD."taken_yearly_vnd" IS DISTINCT FROM (NEW."taken_yearly_vnd"))',
                            func="\n        IF pg_trigger_depth() < 2 THEN\n            NEW.taken_places = OLD.taken_places; NEW.sponsors_count = OLD.sponsors_count; NEW.last_pledge_ended_on = OLD.last_pledge_ended_on; NEW.taken_yearly_vnd = OLD.taken_yearly_vnd; NEW.got_gifts = OLD.got_gifts; NEW.got_support = OLD.got_support;\n        END IF;\n        RETURN NEW;\n    ",
                            hash="8ee4827752831c13f2bbafab4081676063dafc9a",
                            operation="UPDATE",
                            pgid="pgtrigger_keep_counts_edca5",
                            table="children_child",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_childevent" ("address_as_written", "alias", "birth_date", "birth_date_precision", "circumstance_groups", "circumstances", "commune_id", "created_at", "ethnicity", "father_name", "former_commune_id", "full_name", "grade", "hamlet", "id", "import_batch_id", "is_union_member_child", "list_code", "managing_unit_id", "mother_name", "need_ended_on", "need_ended_reason", "needs_since", "note", "orphan_status", "orphaned_by_covid", "parents_union", "parents_union_unit_id", "personal_id_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "poverty", "public_id", "receives_social_allowance", "school", "sex", "sibling_group_id", "target_per", "target_vnd", "updated_at", "version") SELECT new_values."address_as_written", new_values."alias", new_values."birth_date", new_values."birth_date_precision", new_values."circumstance_groups", new_values."circumstances", new_values."commune_id", new_values."created_at", new_values."ethnicity", new_values."father_name", new_values."former_commune_id", new_values."full_name", new_values."grade", new_values."hamlet", new_values."id", new_values."import_batch_id", new_values."is_union_member_child", new_values."list_code", new_values."managing_unit_id", new_values."mother_name", new_values."need_ended_on", new_values."need_ended_reason", new_values."needs_since", new_values."note", new_values."orphan_status", new_values."orphaned_by_covid", new_values."parents_union", new_values."parents_union_unit_id", new_values."personal_id_number", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."places", new_values."poverty", new_values."public_id", new_values."receives_social_allowance", new_values."school", new_values."sex", new_values."sibling_group_id", new_values."target_per", new_values."target_vnd", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="458e08bcc2656c8f4726906e1462e1c4ead9bc1c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d8818",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="children_child",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_childevent" ("address_as_written", "alias", "birth_date", "birth_date_precision", "circumstance_groups", "circumstances", "commune_id", "created_at", "ethnicity", "father_name", "former_commune_id", "full_name", "grade", "hamlet", "id", "import_batch_id", "is_union_member_child", "list_code", "managing_unit_id", "mother_name", "need_ended_on", "need_ended_reason", "needs_since", "note", "orphan_status", "orphaned_by_covid", "parents_union", "parents_union_unit_id", "personal_id_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "poverty", "public_id", "receives_social_allowance", "school", "sex", "sibling_group_id", "target_per", "target_vnd", "updated_at", "version") SELECT new_values."address_as_written", new_values."alias", new_values."birth_date", new_values."birth_date_precision", new_values."circumstance_groups", new_values."circumstances", new_values."commune_id", new_values."created_at", new_values."ethnicity", new_values."father_name", new_values."former_commune_id", new_values."full_name", new_values."grade", new_values."hamlet", new_values."id", new_values."import_batch_id", new_values."is_union_member_child", new_values."list_code", new_values."managing_unit_id", new_values."mother_name", new_values."need_ended_on", new_values."need_ended_reason", new_values."needs_since", new_values."note", new_values."orphan_status", new_values."orphaned_by_covid", new_values."parents_union", new_values."parents_union_unit_id", new_values."personal_id_number", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."places", new_values."poverty", new_values."public_id", new_values."receives_social_allowance", new_values."school", new_values."sex", new_values."sibling_group_id", new_values."target_per", new_values."target_vnd", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."address_as_written" IS DISTINCT FROM (new_values."address_as_written") OR old_values."alias" IS DISTINCT FROM (new_values."alias") OR old_values."birth_date" IS DISTINCT FROM (new_values."birth_date") OR old_values."birth_date_precision" IS DISTINCT FROM (new_values."birth_date_precision") OR old_values."circumstance_groups" IS DISTINCT FROM (new_values."circumstance_groups") OR old_values."circumstances" IS DISTINCT FROM (new_values."circumstances") OR old_values."commune_id" IS DISTINCT FROM (new_values."commune_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."ethnicity" IS DISTINCT FROM (new_values."ethnicity") OR old_values."father_name" IS DISTINCT FROM (new_values."father_name") OR old_values."former_commune_id" IS DISTINCT FROM (new_values."former_commune_id") OR old_values."full_name" IS DISTINCT FROM (new_values."full_name") OR old_values."grade" IS DISTINCT FROM (new_values."grade") OR old_values."hamlet" IS DISTINCT FROM (new_values."hamlet") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."import_batch_id" IS DISTINCT FROM (new_values."import_batch_id") OR old_values."is_union_member_child" IS DISTINCT FROM (new_values."is_union_member_child") OR old_values."list_code" IS DISTINCT FROM (new_values."list_code") OR old_values."managing_unit_id" IS DISTINCT FROM (new_values."managing_unit_id") OR old_values."mother_name" IS DISTINCT FROM (new_values."mother_name") OR old_values."need_ended_on" IS DISTINCT FROM (new_values."need_ended_on") OR old_values."need_ended_reason" IS DISTINCT FROM (new_values."need_ended_reason") OR old_values."needs_since" IS DISTINCT FROM (new_values."needs_since") OR old_values."note" IS DISTINCT FROM (new_values."note") OR old_values."orphan_status" IS DISTINCT FROM (new_values."orphan_status") OR old_values."orphaned_by_covid" IS DISTINCT FROM (new_values."orphaned_by_covid") OR old_values."parents_union" IS DISTINCT FROM (new_values."parents_union") OR old_values."parents_union_unit_id" IS DISTINCT FROM (new_values."parents_union_unit_id") OR old_values."personal_id_number" IS DISTINCT FROM (new_values."personal_id_number") OR old_values."places" IS DISTINCT FROM (new_values."places") OR old_values."poverty" IS DISTINCT FROM (new_values."poverty") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."receives_social_allowance" IS DISTINCT FROM (new_values."receives_social_allowance") OR old_values."school" IS DISTINCT FROM (new_values."school") OR old_values."sex" IS DISTINCT FROM (new_values."sex") OR old_values."sibling_group_id" IS DISTINCT FROM (new_values."sibling_group_id") OR old_values."target_per" IS DISTINCT FROM (new_values."target_per") OR old_values."target_vnd" IS DISTINCT FROM (new_values."target_vnd") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="e69ae51471ac4f5f66e9c4423494786ae4448ca7",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7c384",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="children_child",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_childevent" ("address_as_written", "alias", "birth_date", "birth_date_precision", "circumstance_groups", "circumstances", "commune_id", "created_at", "ethnicity", "father_name", "former_commune_id", "full_name", "grade", "hamlet", "id", "import_batch_id", "is_union_member_child", "list_code", "managing_unit_id", "mother_name", "need_ended_on", "need_ended_reason", "needs_since", "note", "orphan_status", "orphaned_by_covid", "parents_union", "parents_union_unit_id", "personal_id_number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "places", "poverty", "public_id", "receives_social_allowance", "school", "sex", "sibling_group_id", "target_per", "target_vnd", "updated_at", "version") SELECT old_values."address_as_written", old_values."alias", old_values."birth_date", old_values."birth_date_precision", old_values."circumstance_groups", old_values."circumstances", old_values."commune_id", old_values."created_at", old_values."ethnicity", old_values."father_name", old_values."former_commune_id", old_values."full_name", old_values."grade", old_values."hamlet", old_values."id", old_values."import_batch_id", old_values."is_union_member_child", old_values."list_code", old_values."managing_unit_id", old_values."mother_name", old_values."need_ended_on", old_values."need_ended_reason", old_values."needs_since", old_values."note", old_values."orphan_status", old_values."orphaned_by_covid", old_values."parents_union", old_values."parents_union_unit_id", old_values."personal_id_number", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."places", old_values."poverty", old_values."public_id", old_values."receives_social_allowance", old_values."school", old_values."sex", old_values."sibling_group_id", old_values."target_per", old_values."target_vnd", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="7f1913b0d56a97c2d16492db2e26f085f268dd70",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_e6682",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="children_child",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaregiverEvent",
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
                ("relationship", models.CharField(blank=True, max_length=60, verbose_name="relationship to the child")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                ("other_phone", models.CharField(blank=True, max_length=20, verbose_name="other phone")),
                ("bank_account", models.CharField(blank=True, max_length=30, verbose_name="bank account")),
                ("bank_name", models.CharField(blank=True, max_length=80, verbose_name="bank")),
                ("is_carer", models.BooleanField(default=True, verbose_name="cares for the child")),
                ("is_guardian", models.BooleanField(default=False, verbose_name="legal guardian")),
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
                        to="children.caregiver",
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
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d02491556e6c6c75facd3b53f87b9f845cd0cbd0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_18983",
                            table="children_caregiverevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="caregiver",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="caregivers",
                to="children.child",
                verbose_name="child",
            ),
        ),
        migrations.CreateModel(
            name="ChildMerge",
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
                        to="children.child",
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
                        condition=models.Q(("undone_at", None)), fields=("gone_id",), name="childmerge_gone_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kept__isnull", False), ("undone_at", None), ("undone_by__isnull", True)),
                            models.Q(("kept", None), ("undone_at__isnull", False), ("undone_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="childmerge_stands_or_undone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kept", models.F("gone_id")), _negated=True), name="childmerge_two_records"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="321afe7639508da41a691b003fc488680ffd720e",
                            operation="DELETE",
                            pgid="pgtrigger_stays_59bbf",
                            table="children_childmerge",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("process", "keep the record"),
                            ("share", "show to the donor"),
                            ("publish", "publish photo or story"),
                        ],
                        max_length=10,
                        verbose_name="purpose",
                    ),
                ),
                ("given_by", models.CharField(max_length=120, verbose_name="given by")),
                ("relationship", models.CharField(blank=True, max_length=60, verbose_name="relationship to the child")),
                (
                    "child_assented",
                    models.BooleanField(blank=True, null=True, verbose_name="the child agrees (from 7 years)"),
                ),
                ("given_on", models.DateField(verbose_name="given on")),
                (
                    "evidence",
                    models.CharField(
                        blank=True, help_text="Where the signed paper is kept.", max_length=200, verbose_name="evidence"
                    ),
                ),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn on")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="children.child",
                        verbose_name="child",
                    ),
                ),
            ],
            options={
                "verbose_name": "consent",
                "verbose_name_plural": "consents",
                "ordering": ["purpose", "-given_on"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_on", None)),
                        fields=("child", "purpose"),
                        name="consent_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_on", None), ("withdrawn_on__gte", models.F("given_on")), _connector="OR"
                        ),
                        name="consent_dates_in_order",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."child_assented" IS DISTINCT FROM (NEW."child_assented") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."evidence" IS DISTINCT FROM (NEW."evidence") OR OLD."given_by" IS DISTINCT FROM (NEW."given_by") OR OLD."given_on" IS DISTINCT FROM (NEW."given_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."relationship" IS DISTINCT FROM (NEW."relationship") OR OLD."withdrawn_on" IS DISTINCT FROM (NEW."withdrawn_on"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="e7b5f03fb33acf384a15e0e7cc786d7b740b950f",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_d932d",
                            table="children_consent",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_consentevent" ("child_assented", "child_id", "created_at", "evidence", "given_by", "given_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "purpose", "relationship", "updated_at", "version", "withdrawn_on") SELECT new_values."child_assented", new_values."child_id", new_values."created_at", new_values."evidence", new_values."given_by", new_values."given_on", new_values."id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."purpose", new_values."relationship", new_values."updated_at", new_values."version", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f872e7c462f2cd2c1270566346720a2aee78b880",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d3735",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="children_consent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_consentevent" ("child_assented", "child_id", "created_at", "evidence", "given_by", "given_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "purpose", "relationship", "updated_at", "version", "withdrawn_on") SELECT new_values."child_assented", new_values."child_id", new_values."created_at", new_values."evidence", new_values."given_by", new_values."given_on", new_values."id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."purpose", new_values."relationship", new_values."updated_at", new_values."version", new_values."withdrawn_on" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3ea1622a8045114e381bfda210201fbaf7d76b3c",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8f346",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="children_consent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_consentevent" ("child_assented", "child_id", "created_at", "evidence", "given_by", "given_on", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "purpose", "relationship", "updated_at", "version", "withdrawn_on") SELECT old_values."child_assented", old_values."child_id", old_values."created_at", old_values."evidence", old_values."given_by", old_values."given_on", old_values."id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."purpose", old_values."relationship", old_values."updated_at", old_values."version", old_values."withdrawn_on" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="de4e870dac6cafcebd90a2194266be586dac721e",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_cb2c3",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="children_consent",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentEvent",
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
                    "purpose",
                    models.CharField(
                        choices=[
                            ("process", "keep the record"),
                            ("share", "show to the donor"),
                            ("publish", "publish photo or story"),
                        ],
                        max_length=10,
                        verbose_name="purpose",
                    ),
                ),
                ("given_by", models.CharField(max_length=120, verbose_name="given by")),
                ("relationship", models.CharField(blank=True, max_length=60, verbose_name="relationship to the child")),
                (
                    "child_assented",
                    models.BooleanField(blank=True, null=True, verbose_name="the child agrees (from 7 years)"),
                ),
                ("given_on", models.DateField(verbose_name="given on")),
                (
                    "evidence",
                    models.CharField(
                        blank=True, help_text="Where the signed paper is kept.", max_length=200, verbose_name="evidence"
                    ),
                ),
                ("withdrawn_on", models.DateField(blank=True, null=True, verbose_name="withdrawn on")),
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
                        to="children.consent",
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
                            hash="3d8e24309b47596fee03923e434963e3a6a5f566",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_53e68",
                            table="children_consentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DifferentChildren",
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
                    models.UniqueConstraint(fields=("low_id", "high_id"), name="differentchildren_once"),
                    models.CheckConstraint(
                        condition=models.Q(("low_id__lt", models.F("high_id"))), name="differentchildren_in_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Need",
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
                            ("monthly_support", "monthly support"),
                            ("health_insurance", "health insurance card"),
                            ("school_things", "books, clothes, school things"),
                            ("bicycle", "bicycle"),
                            ("house", "house"),
                            ("treatment", "medical treatment"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="need",
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=200, verbose_name="detail")),
                ("recorded_on", models.DateField(verbose_name="recorded on")),
                ("met_on", models.DateField(blank=True, null=True, verbose_name="met on")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to="children.child",
                        verbose_name="child",
                    ),
                ),
            ],
            options={
                "verbose_name": "need",
                "verbose_name_plural": "needs",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("met_on", None), ("met_on__gte", models.F("recorded_on")), _connector="OR"),
                        name="need_dates_in_order",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."detail" IS DISTINCT FROM (NEW."detail") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."met_on" IS DISTINCT FROM (NEW."met_on") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_on" IS DISTINCT FROM (NEW."recorded_on"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="2fe01c5e162d8190cbebcafb602b63caa8b17e8a",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_01e96",
                            table="children_need",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_needevent" ("child_id", "created_at", "detail", "id", "kind", "met_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "updated_at", "version") SELECT new_values."child_id", new_values."created_at", new_values."detail", new_values."id", new_values."kind", new_values."met_on", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."recorded_on", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="4023b2aa82c8e352b0790c0e6a044439a4b45853",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1cbe9",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="children_need",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_needevent" ("child_id", "created_at", "detail", "id", "kind", "met_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "updated_at", "version") SELECT new_values."child_id", new_values."created_at", new_values."detail", new_values."id", new_values."kind", new_values."met_on", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."recorded_on", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="9737629d8ffe72f475b84370cc6b09973e9c4652",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d526a",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="children_need",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_needevent" ("child_id", "created_at", "detail", "id", "kind", "met_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_on", "updated_at", "version") SELECT old_values."child_id", old_values."created_at", old_values."detail", old_values."id", old_values."kind", old_values."met_on", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."recorded_on", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="08d8c8c0fa1557f5d46aa13ddf17355d27b6e7a2",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_8d60d",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="children_need",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NeedEvent",
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
                            ("monthly_support", "monthly support"),
                            ("health_insurance", "health insurance card"),
                            ("school_things", "books, clothes, school things"),
                            ("bicycle", "bicycle"),
                            ("house", "house"),
                            ("treatment", "medical treatment"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="need",
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=200, verbose_name="detail")),
                ("recorded_on", models.DateField(verbose_name="recorded on")),
                ("met_on", models.DateField(blank=True, null=True, verbose_name="met on")),
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
                        to="children.need",
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
                            hash="262db466c7745baf849d75023c03f3f2ea1a7677",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f178f",
                            table="children_needevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OtherSupport",
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
                    "channel",
                    models.CharField(
                        choices=[
                            ("children_fund", "Fund for children"),
                            ("study_promotion", "Association for the promotion of study"),
                            ("red_cross", "Red Cross"),
                            ("border_guard", "border guards, army or police"),
                            ("youth_union", "Youth Union"),
                            ("fatherland_front", "Fatherland Front, Fund for the Poor"),
                            ("religious", "pagoda, church or parish"),
                            ("business", "company or bank"),
                            ("school", "school"),
                            ("relatives", "relatives (also abroad)"),
                            ("person", "somebody else"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="channel",
                    ),
                ),
                ("giver_name", models.CharField(blank=True, max_length=160, verbose_name="who exactly")),
                ("what", models.CharField(blank=True, max_length=200, verbose_name="what is given")),
                ("amount_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="amount")),
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
                        verbose_name="given each",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="other_supports",
                        to="children.child",
                        verbose_name="child",
                    ),
                ),
            ],
            options={
                "verbose_name": "help through another channel",
                "verbose_name_plural": "help through other channels",
                "ordering": [models.OrderBy(models.F("until"), descending=True, nulls_first=True), "-since", "-id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_vnd", None),
                            models.Q(("amount_vnd__gt", 0), ("amount_vnd__lte", 10000000000000)),
                            _connector="OR",
                        ),
                        name="other_support_amount_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_vnd", None), ("what", ""), _negated=True),
                        name="other_support_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since", None), ("until", None), ("since__lte", models.F("until")), _connector="OR"
                        ),
                        name="other_support_dates_in_order",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."amount_vnd" IS DISTINCT FROM (NEW."amount_vnd") OR OLD."channel" IS DISTINCT FROM (NEW."channel") OR OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."giver_name" IS DISTINCT FROM (NEW."giver_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."per" IS DISTINCT FROM (NEW."per") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."since" IS DISTINCT FROM (NEW."since") OR OLD."until" IS DISTINCT FROM (NEW."until") OR OLD."what" IS DISTINCT FROM (NEW."what"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="281a9a5f556360a58ca825d6bad2e964aeb235f1",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_5123c",
                            table="children_othersupport",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="mark_new",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE children_child c SET got_support = n.has_any\n            FROM (\n                SELECT t.child_id, EXISTS (SELECT FROM children_othersupport r WHERE r.child_id = t.child_id) AS has_any\n                FROM (SELECT child_id FROM rows_now) t\n            ) n WHERE c.id = n.child_id AND c.got_support <> n.has_any;\n            RETURN NULL;\n        ",
                            hash="6fcb0463db8e09c7a0f0b9cac3ac7ae3b111dc2c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_mark_new_9e718",
                            referencing="REFERENCING NEW TABLE AS rows_now ",
                            table="children_othersupport",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="mark_changed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE children_child c SET got_support = n.has_any\n            FROM (\n                SELECT t.child_id, EXISTS (SELECT FROM children_othersupport r WHERE r.child_id = t.child_id) AS has_any\n                FROM (SELECT child_id FROM rows_before UNION SELECT child_id FROM rows_now) t\n            ) n WHERE c.id = n.child_id AND c.got_support <> n.has_any;\n            RETURN NULL;\n        ",
                            hash="6c5310e4cac56ab73dde5b78da5138f5b372d7d4",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_mark_changed_6f706",
                            referencing="REFERENCING OLD TABLE AS rows_before  NEW TABLE AS rows_now ",
                            table="children_othersupport",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="mark_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            UPDATE children_child c SET got_support = n.has_any\n            FROM (\n                SELECT t.child_id, EXISTS (SELECT FROM children_othersupport r WHERE r.child_id = t.child_id) AS has_any\n                FROM (SELECT child_id FROM rows_before) t\n            ) n WHERE c.id = n.child_id AND c.got_support <> n.has_any;\n            RETURN NULL;\n        ",
                            hash="d3e87177134ca3574a31c7c097f10110908cdff6",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_mark_deleted_cb048",
                            referencing="REFERENCING OLD TABLE AS rows_before ",
                            table="children_othersupport",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_othersupportevent" ("amount_vnd", "channel", "child_id", "created_at", "giver_name", "id", "note", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "since", "until", "updated_at", "version", "what") SELECT new_values."amount_vnd", new_values."channel", new_values."child_id", new_values."created_at", new_values."giver_name", new_values."id", new_values."note", new_values."per", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."since", new_values."until", new_values."updated_at", new_values."version", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a2e45dbfc237d98214f9238e0402c9a3d4c12fbd",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b91a9",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="children_othersupport",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_othersupportevent" ("amount_vnd", "channel", "child_id", "created_at", "giver_name", "id", "note", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "since", "until", "updated_at", "version", "what") SELECT new_values."amount_vnd", new_values."channel", new_values."child_id", new_values."created_at", new_values."giver_name", new_values."id", new_values."note", new_values."per", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."since", new_values."until", new_values."updated_at", new_values."version", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="b94c5dc936f9bddc6a2734ab03971aa2cd6b087f",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_df708",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="children_othersupport",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_othersupportevent" ("amount_vnd", "channel", "child_id", "created_at", "giver_name", "id", "note", "per", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "since", "until", "updated_at", "version", "what") SELECT old_values."amount_vnd", old_values."channel", old_values."child_id", old_values."created_at", old_values."giver_name", old_values."id", old_values."note", old_values."per", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."since", old_values."until", old_values."updated_at", old_values."version", old_values."what" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="a367288444682b4619ef8666681b3ac4bf6bac8a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_f69c8",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="children_othersupport",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OtherSupportEvent",
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
                    "channel",
                    models.CharField(
                        choices=[
                            ("children_fund", "Fund for children"),
                            ("study_promotion", "Association for the promotion of study"),
                            ("red_cross", "Red Cross"),
                            ("border_guard", "border guards, army or police"),
                            ("youth_union", "Youth Union"),
                            ("fatherland_front", "Fatherland Front, Fund for the Poor"),
                            ("religious", "pagoda, church or parish"),
                            ("business", "company or bank"),
                            ("school", "school"),
                            ("relatives", "relatives (also abroad)"),
                            ("person", "somebody else"),
                            ("other", "other"),
                        ],
                        max_length=20,
                        verbose_name="channel",
                    ),
                ),
                ("giver_name", models.CharField(blank=True, max_length=160, verbose_name="who exactly")),
                ("what", models.CharField(blank=True, max_length=200, verbose_name="what is given")),
                ("amount_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="amount")),
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
                        verbose_name="given each",
                    ),
                ),
                ("since", models.DateField(blank=True, null=True, verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
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
                        to="children.othersupport",
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
                            hash="b32d9ce445d618845b11a67932a4bb7d08ce71e3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_1018e",
                            table="children_othersupportevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.CharField(max_length=60, unique=True)),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                ("taken_on", models.DateField(blank=True, null=True, verbose_name="taken on")),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="children.child",
                        verbose_name="child",
                    ),
                ),
            ],
            options={
                "verbose_name": "photo",
                "verbose_name_plural": "photos",
                "ordering": ["-added_at"],
            },
        ),
        migrations.CreateModel(
            name="Progress",
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
                    "school_year",
                    models.PositiveSmallIntegerField(
                        help_text="The year in which it starts.", verbose_name="school year"
                    ),
                ),
                ("grade", models.CharField(blank=True, max_length=20, verbose_name="grade")),
                ("school", models.CharField(blank=True, max_length=160, verbose_name="school")),
                ("result", models.CharField(blank=True, max_length=60, verbose_name="result")),
                ("conduct", models.CharField(blank=True, max_length=60, verbose_name="conduct")),
                ("days_absent", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days absent")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="progress",
                        to="children.child",
                        verbose_name="child",
                    ),
                ),
                (
                    "import_batch",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="progress",
                        to="imports.importbatch",
                    ),
                ),
            ],
            options={
                "verbose_name": "school year",
                "verbose_name_plural": "school years",
                "ordering": ["-school_year"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("child", "school_year"), name="progress_once_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(("school_year__gte", 2000), ("school_year__lte", 2100)),
                        name="progress_year_plausible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days_absent", None), ("days_absent__lte", 366), _connector="OR"),
                        name="progress_days_plausible",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."conduct" IS DISTINCT FROM (NEW."conduct") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."days_absent" IS DISTINCT FROM (NEW."days_absent") OR OLD."grade" IS DISTINCT FROM (NEW."grade") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."import_batch_id" IS DISTINCT FROM (NEW."import_batch_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."result" IS DISTINCT FROM (NEW."result") OR OLD."school" IS DISTINCT FROM (NEW."school") OR OLD."school_year" IS DISTINCT FROM (NEW."school_year"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="5a5683e546538d5fd8eb687d5e233484ef8e6c05",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_7c721",
                            table="children_progress",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_progressevent" ("child_id", "conduct", "created_at", "days_absent", "grade", "id", "import_batch_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "result", "school", "school_year", "updated_at", "version") SELECT new_values."child_id", new_values."conduct", new_values."created_at", new_values."days_absent", new_values."grade", new_values."id", new_values."import_batch_id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."result", new_values."school", new_values."school_year", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="318173514f37695e734370ff8600c1cda9da2c44",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ffa59",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="children_progress",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_progressevent" ("child_id", "conduct", "created_at", "days_absent", "grade", "id", "import_batch_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "result", "school", "school_year", "updated_at", "version") SELECT new_values."child_id", new_values."conduct", new_values."created_at", new_values."days_absent", new_values."grade", new_values."id", new_values."import_batch_id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."result", new_values."school", new_values."school_year", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="f459eca7c617679c5592113995aaf2c9f97e7bd5",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c645c",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="children_progress",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_progressevent" ("child_id", "conduct", "created_at", "days_absent", "grade", "id", "import_batch_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "result", "school", "school_year", "updated_at", "version") SELECT old_values."child_id", old_values."conduct", old_values."created_at", old_values."days_absent", old_values."grade", old_values."id", old_values."import_batch_id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."result", old_values."school", old_values."school_year", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="7b0e07c681a370e6dd7e3ea6cd49b4c427353b77",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_2513d",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="children_progress",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressEvent",
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
                    "school_year",
                    models.PositiveSmallIntegerField(
                        help_text="The year in which it starts.", verbose_name="school year"
                    ),
                ),
                ("grade", models.CharField(blank=True, max_length=20, verbose_name="grade")),
                ("school", models.CharField(blank=True, max_length=160, verbose_name="school")),
                ("result", models.CharField(blank=True, max_length=60, verbose_name="result")),
                ("conduct", models.CharField(blank=True, max_length=60, verbose_name="conduct")),
                ("days_absent", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="days absent")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="note")),
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
                        to="children.progress",
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
                            hash="60b815ed6b7b5a5df395e79a83e5fac7e2199772",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e345a",
                            table="children_progressevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChildEvent",
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
                ("alias", models.CharField(blank=True, max_length=120, verbose_name="also called")),
                ("list_code", models.CharField(blank=True, max_length=40, verbose_name="code in the old list")),
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
                ("ethnicity", models.CharField(blank=True, max_length=40, verbose_name="ethnicity")),
                ("personal_id_number", models.CharField(blank=True, max_length=12, verbose_name="personal id number")),
                ("address_as_written", models.CharField(blank=True, max_length=300, verbose_name="address as written")),
                ("hamlet", models.CharField(blank=True, max_length=120, verbose_name="hamlet")),
                ("school", models.CharField(blank=True, max_length=160, verbose_name="school")),
                ("grade", models.CharField(blank=True, max_length=20, verbose_name="grade")),
                (
                    "orphan_status",
                    models.CharField(
                        choices=[
                            ("none", "not an orphan"),
                            ("father", "lost the father"),
                            ("mother", "lost the mother"),
                            ("both", "lost both parents"),
                            ("unknown", "not known"),
                        ],
                        default="unknown",
                        max_length=10,
                        verbose_name="orphan status",
                    ),
                ),
                ("orphaned_by_covid", models.BooleanField(default=False, verbose_name="orphaned by COVID-19")),
                (
                    "circumstance_groups",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("a", "a) orphaned of both father and mother"),
                                ("b", "b) abandoned"),
                                ("c", "c) without support"),
                                ("d", "d) with a disability"),
                                ("dd", "đ) living with HIV/AIDS"),
                                ("e", "e) in conflict with the law"),
                                ("g", "g) addicted to drugs"),
                                ("h", "h) left school to earn a living"),
                                ("i", "i) gravely harmed by violence"),
                                ("k", "k) exploited"),
                                ("l", "l) sexually abused"),
                                ("m", "m) trafficked"),
                                ("n", "n) gravely or long ill, in a poor or near-poor household"),
                                ("o", "o) migrant or refugee without parents or carer"),
                            ],
                            max_length=2,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="groups of article 10",
                    ),
                ),
                ("circumstances", models.TextField(blank=True, max_length=4000, verbose_name="circumstances")),
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
                        verbose_name="household",
                    ),
                ),
                (
                    "receives_social_allowance",
                    models.BooleanField(blank=True, null=True, verbose_name="receives the social allowance"),
                ),
                ("father_name", models.CharField(blank=True, max_length=120, verbose_name="father")),
                ("mother_name", models.CharField(blank=True, max_length=120, verbose_name="mother")),
                (
                    "is_union_member_child",
                    models.BooleanField(default=False, verbose_name="child of a union member or worker"),
                ),
                (
                    "parents_union",
                    models.CharField(blank=True, max_length=200, verbose_name="parent's grassroots union"),
                ),
                ("needs_since", models.DateField(blank=True, null=True, verbose_name="needs a donor since")),
                (
                    "need_ended_on",
                    models.DateField(blank=True, null=True, verbose_name="no longer needs a donor since"),
                ),
                (
                    "need_ended_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("aged_out", "turned 18"),
                            ("moved_away", "moved away"),
                            ("adopted", "was adopted"),
                            ("died", "died"),
                            ("helped_otherwise", "is helped in another way"),
                            ("family_declined", "the family declined"),
                            ("error", "entered by mistake"),
                        ],
                        max_length=20,
                        verbose_name="why",
                    ),
                ),
                ("places", models.PositiveSmallIntegerField(db_default=1, default=1, verbose_name="donors at most")),
                ("target_vnd", models.BigIntegerField(blank=True, null=True, verbose_name="support aimed at")),
                (
                    "target_per",
                    models.CharField(
                        choices=[("month", "month"), ("year", "year")],
                        db_default="month",
                        default="month",
                        max_length=5,
                        verbose_name="each",
                    ),
                ),
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
                        to="children.child",
                    ),
                ),
                (
                    "sibling_group",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="children.siblinggroup",
                        verbose_name="siblings",
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
                            hash="652f7681cd46cc68f29035d50a9c738a145d1213",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_36e4d",
                            table="children_childevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
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
                ("visited_on", models.DateField(verbose_name="visited on")),
                ("visitors", models.CharField(max_length=200, verbose_name="visitors")),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="what was seen")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visits",
                        to="children.child",
                        verbose_name="child",
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
                "verbose_name": "visit",
                "verbose_name_plural": "visits",
                "ordering": ["-visited_on"],
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."visited_on" IS DISTINCT FROM (NEW."visited_on") OR OLD."visitors" IS DISTINCT FROM (NEW."visitors"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="fc2a7a802920a182f925845ccd1c77789aa456ec",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_04061",
                            table="children_visit",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_visitevent" ("child_id", "created_at", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_by_id", "updated_at", "version", "visited_on", "visitors") SELECT new_values."child_id", new_values."created_at", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."recorded_by_id", new_values."updated_at", new_values."version", new_values."visited_on", new_values."visitors" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a8eec31d0f0ea383e6525efc798402b471710ac2",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d5f8f",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="children_visit",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_visitevent" ("child_id", "created_at", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_by_id", "updated_at", "version", "visited_on", "visitors") SELECT new_values."child_id", new_values."created_at", new_values."id", new_values."note", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."recorded_by_id", new_values."updated_at", new_values."version", new_values."visited_on", new_values."visitors" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="0f9d27b101b56bb7984b7b371b547a818d1fbfcb",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_177cf",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="children_visit",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_visitevent" ("child_id", "created_at", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "recorded_by_id", "updated_at", "version", "visited_on", "visitors") SELECT old_values."child_id", old_values."created_at", old_values."id", old_values."note", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."recorded_by_id", old_values."updated_at", old_values."version", old_values."visited_on", old_values."visitors" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="b5838b92b2bec132d14cc69d1b01d95102f8ad1a",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_48daf",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="children_visit",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisitEvent",
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
                ("visited_on", models.DateField(verbose_name="visited on")),
                ("visitors", models.CharField(max_length=200, verbose_name="visitors")),
                ("note", models.TextField(blank=True, max_length=4000, verbose_name="what was seen")),
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
                        to="children.visit",
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
                            hash="42abf2102d49d8dd2bcdcd136370d15e29b4c44a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_fc877",
                            table="children_visitevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="caregiver",
            index=models.Index(
                condition=models.Q(("phone", ""), _negated=True), fields=["phone"], name="caregiver_phone"
            ),
        ),
        migrations.AddConstraint(
            model_name="caregiver",
            constraint=models.CheckConstraint(
                condition=models.Q(("full_name", ""), _negated=True), name="caregiver_has_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="caregiver",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_carer", True), ("is_guardian", True), _connector="OR"),
                name="caregiver_has_part",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caregiver",
            trigger=pgtrigger.compiler.Trigger(
                name="bump_version",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."bank_account" IS DISTINCT FROM (NEW."bank_account") OR OLD."bank_name" IS DISTINCT FROM (NEW."bank_name") OR OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."import_batch_id" IS DISTINCT FROM (NEW."import_batch_id") OR OLD."is_carer" IS DISTINCT FROM (NEW."is_carer") OR OLD."is_guardian" IS DISTINCT FROM (NEW."is_guardian") OR OLD."other_phone" IS DISTINCT FROM (NEW."other_phone") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."relationship" IS DISTINCT FROM (NEW."relationship"))',
                    func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                    hash="f361a9385dc256a454289ebfb41a59a167d614a0",
                    operation="UPDATE",
                    pgid="pgtrigger_bump_version_290df",
                    table="children_caregiver",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caregiver",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_caregiverevent" ("bank_account", "bank_name", "child_id", "created_at", "full_name", "id", "import_batch_id", "is_carer", "is_guardian", "other_phone", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "relationship", "updated_at", "version") SELECT new_values."bank_account", new_values."bank_name", new_values."child_id", new_values."created_at", new_values."full_name", new_values."id", new_values."import_batch_id", new_values."is_carer", new_values."is_guardian", new_values."other_phone", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."public_id", new_values."relationship", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="be150ce16f9b58049dfc820189ec88c07d3f81f7",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f384e",
                    referencing="REFERENCING NEW TABLE AS new_values ",
                    table="children_caregiver",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caregiver",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_caregiverevent" ("bank_account", "bank_name", "child_id", "created_at", "full_name", "id", "import_batch_id", "is_carer", "is_guardian", "other_phone", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "relationship", "updated_at", "version") SELECT new_values."bank_account", new_values."bank_name", new_values."child_id", new_values."created_at", new_values."full_name", new_values."id", new_values."import_batch_id", new_values."is_carer", new_values."is_guardian", new_values."other_phone", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."public_id", new_values."relationship", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."bank_account" IS DISTINCT FROM (new_values."bank_account") OR old_values."bank_name" IS DISTINCT FROM (new_values."bank_name") OR old_values."child_id" IS DISTINCT FROM (new_values."child_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."full_name" IS DISTINCT FROM (new_values."full_name") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."import_batch_id" IS DISTINCT FROM (new_values."import_batch_id") OR old_values."is_carer" IS DISTINCT FROM (new_values."is_carer") OR old_values."is_guardian" IS DISTINCT FROM (new_values."is_guardian") OR old_values."other_phone" IS DISTINCT FROM (new_values."other_phone") OR old_values."phone" IS DISTINCT FROM (new_values."phone") OR old_values."public_id" IS DISTINCT FROM (new_values."public_id") OR old_values."relationship" IS DISTINCT FROM (new_values."relationship") OR old_values."updated_at" IS DISTINCT FROM (new_values."updated_at") OR old_values."version" IS DISTINCT FROM (new_values."version")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                    hash="3867f5f36d9d5cad49da1b6421c62363c4795421",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8e874",
                    referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                    table="children_caregiver",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="caregiver",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "children_caregiverevent" ("bank_account", "bank_name", "child_id", "created_at", "full_name", "id", "import_batch_id", "is_carer", "is_guardian", "other_phone", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "relationship", "updated_at", "version") SELECT old_values."bank_account", old_values."bank_name", old_values."child_id", old_values."created_at", old_values."full_name", old_values."id", old_values."import_batch_id", old_values."is_carer", old_values."is_guardian", old_values."other_phone", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."public_id", old_values."relationship", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                    hash="57411c76dfdb0a4ade4af33f620a0edd43b7b8dd",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_96de4",
                    referencing="REFERENCING OLD TABLE AS old_values ",
                    table="children_caregiver",
                    when="AFTER",
                ),
            ),
        ),
    ]
