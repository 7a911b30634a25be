import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
from django.db import migrations, models

from public.reader import CREATE_VIEWS

from organisation import migrating


class Migration(migrating.Migration):
    initial = True

    dependencies = [
        ("children", "0001_start"),
        ("donors", "0001_start"),
        ("organisation", "0001_start"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("sponsorship", "0001_start"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicPage",
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
                    "address",
                    models.SlugField(
                        help_text="Small letters, digits and hyphens: thanh-chuong.",
                        max_length=40,
                        unique=True,
                        verbose_name="address",
                    ),
                ),
                ("is_open", models.BooleanField(default=False, verbose_name="open to everybody")),
                ("greeting", models.TextField(max_length=2000, verbose_name="what the programme is")),
                ("greeting_en", models.TextField(blank=True, max_length=2000, verbose_name="the same in English")),
                ("phone", models.CharField(max_length=20, verbose_name="phone for questions")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                (
                    "managing_unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "public page",
                "verbose_name_plural": "public pages",
                "ordering": ["address"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("greeting", ""), _negated=True), models.Q(("phone", ""), _negated=True)
                        ),
                        name="public_page_says_what_and_whom",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."greeting" IS DISTINCT FROM (NEW."greeting") OR OLD."greeting_en" IS DISTINCT FROM (NEW."greeting_en") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_open" IS DISTINCT FROM (NEW."is_open") OR OLD."managing_unit_id" IS DISTINCT FROM (NEW."managing_unit_id") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="1934db5e6d638f03ad9ba93e8f8aa55a457d5c25",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_3a777",
                            table="public_publicpage",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "public_publicpageevent" ("address", "created_at", "email", "greeting", "greeting_en", "id", "is_open", "managing_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "updated_at", "version") SELECT new_values."address", new_values."created_at", new_values."email", new_values."greeting", new_values."greeting_en", new_values."id", new_values."is_open", new_values."managing_unit_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."phone", new_values."public_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="3739a8521a9898175569cd60ab5d0ca700bb6590",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_89411",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="public_publicpage",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "public_publicpageevent" ("address", "created_at", "email", "greeting", "greeting_en", "id", "is_open", "managing_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "updated_at", "version") SELECT new_values."address", new_values."created_at", new_values."email", new_values."greeting", new_values."greeting_en", new_values."id", new_values."is_open", new_values."managing_unit_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."phone", new_values."public_id", new_values."updated_at", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="488c7d67e3dbed41b29b2be2cdc11c449892c4e7",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e6960",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="public_publicpage",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "public_publicpageevent" ("address", "created_at", "email", "greeting", "greeting_en", "id", "is_open", "managing_unit_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "public_id", "updated_at", "version") SELECT old_values."address", old_values."created_at", old_values."email", old_values."greeting", old_values."greeting_en", old_values."id", old_values."is_open", old_values."managing_unit_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."phone", old_values."public_id", old_values."updated_at", old_values."version" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="941179160c0d96bde086b89642685a156af7ecb4",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_c4924",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="public_publicpage",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicPageEvent",
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
                    "address",
                    models.SlugField(
                        db_index=False,
                        help_text="Small letters, digits and hyphens: thanh-chuong.",
                        max_length=40,
                        verbose_name="address",
                    ),
                ),
                ("is_open", models.BooleanField(default=False, verbose_name="open to everybody")),
                ("greeting", models.TextField(max_length=2000, verbose_name="what the programme is")),
                ("greeting_en", models.TextField(blank=True, max_length=2000, verbose_name="the same in English")),
                ("phone", models.CharField(max_length=20, verbose_name="phone for questions")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
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
                        to="public.publicpage",
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
                            hash="12e12a1c870ec0da4d12fcb6dfa4964653afc97d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ec0e6",
                            table="public_publicpageevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Story",
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
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("text", models.TextField(max_length=6000, verbose_name="the story")),
                ("title_en", models.CharField(blank=True, max_length=160, verbose_name="title in English")),
                ("text_en", models.TextField(blank=True, max_length=6000, verbose_name="the story in English")),
                ("told_on", models.DateField(verbose_name="day")),
                ("with_photo", models.BooleanField(default=False, verbose_name="with the child's present photo")),
                ("is_published", models.BooleanField(default=False, verbose_name="published")),
                (
                    "child",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="children.child",
                        verbose_name="the child it is about",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stories",
                        to="public.publicpage",
                        verbose_name="public page",
                    ),
                ),
            ],
            options={
                "verbose_name": "story",
                "verbose_name_plural": "stories",
                "ordering": ["-told_on", "-id"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True), models.Q(("text", ""), _negated=True)
                        ),
                        name="story_has_title_and_text",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("with_photo", False), ("child__isnull", False), _connector="OR"),
                        name="story_photo_is_a_childs",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="bump_version",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."child_id" IS DISTINCT FROM (NEW."child_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_published" IS DISTINCT FROM (NEW."is_published") OR OLD."page_id" IS DISTINCT FROM (NEW."page_id") OR OLD."public_id" IS DISTINCT FROM (NEW."public_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."text_en" IS DISTINCT FROM (NEW."text_en") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."told_on" IS DISTINCT FROM (NEW."told_on") OR OLD."with_photo" IS DISTINCT FROM (NEW."with_photo"))',
                            func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
                            hash="3c100ae1fe4b13bf548781aabd0dffc302a28ec4",
                            operation="UPDATE",
                            pgid="pgtrigger_bump_version_9b5a4",
                            table="public_story",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "public_storyevent" ("child_id", "created_at", "id", "is_published", "page_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "text", "text_en", "title", "title_en", "told_on", "updated_at", "version", "with_photo") SELECT new_values."child_id", new_values."created_at", new_values."id", new_values."is_published", new_values."page_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."public_id", new_values."text", new_values."text_en", new_values."title", new_values."title_en", new_values."told_on", new_values."updated_at", new_values."version", new_values."with_photo" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="236b3a3c586a225eded8bb0301f6785a4f2f4c7c",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_e8f5e",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="public_story",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "public_storyevent" ("child_id", "created_at", "id", "is_published", "page_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "text", "text_en", "title", "title_en", "told_on", "updated_at", "version", "with_photo") SELECT new_values."child_id", new_values."created_at", new_values."id", new_values."is_published", new_values."page_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."public_id", new_values."text", new_values."text_en", new_values."title", new_values."title_en", new_values."told_on", new_values."updated_at", new_values."version", new_values."with_photo" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="32c8a39c227e31a7e538e084b5e1bfbb96a95d90",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8fa08",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="public_story",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "public_storyevent" ("child_id", "created_at", "id", "is_published", "page_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_id", "text", "text_en", "title", "title_en", "told_on", "updated_at", "version", "with_photo") SELECT old_values."child_id", old_values."created_at", old_values."id", old_values."is_published", old_values."page_id", _pgh_attached_context.value, NOW(), \'delete\', old_values."id", old_values."public_id", old_values."text", old_values."text_en", old_values."title", old_values."title_en", old_values."told_on", old_values."updated_at", old_values."version", old_values."with_photo" FROM ( SELECT old_values.* FROM old_values  ) AS old_values, _pgh_attached_context; RETURN NULL;',
                            hash="a5e2e7d8a1f2adb45010d73257ec84c57cbd9cf0",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_55755",
                            referencing="REFERENCING OLD TABLE AS old_values ",
                            table="public_story",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StoryEvent",
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
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("text", models.TextField(max_length=6000, verbose_name="the story")),
                ("title_en", models.CharField(blank=True, max_length=160, verbose_name="title in English")),
                ("text_en", models.TextField(blank=True, max_length=6000, verbose_name="the story in English")),
                ("told_on", models.DateField(verbose_name="day")),
                ("with_photo", models.BooleanField(default=False, verbose_name="with the child's present photo")),
                ("is_published", models.BooleanField(default=False, verbose_name="published")),
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
                        verbose_name="the child it is about",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="public.publicpage",
                        verbose_name="public page",
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
                        to="public.story",
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
                            hash="f6d46f72794c3d3d223f93cb893e66c44caafc54",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_bcbff",
                            table="public_storyevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.RunSQL(CREATE_VIEWS, "DROP SCHEMA public_door CASCADE"),
    ]
