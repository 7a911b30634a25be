"""The history refuses TRUNCATE too: on every table that refuses UPDATE or DELETE, of all apps, in one step.

A later migration that brings another such table calls `SELECT keep_history_whole()` (tests/organisation/
test_application_role.py says when one was forgotten).
"""

from django.db import migrations
from organisation import migrating

FUNCTIONS = """
CREATE FUNCTION refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION '% is never emptied', TG_TABLE_NAME;
END $$;
CREATE FUNCTION keep_history_whole() RETURNS void LANGUAGE plpgsql AS $$ DECLARE kept regclass; BEGIN
    FOR kept IN
        SELECT DISTINCT t.tgrelid::regclass FROM pg_trigger t
        WHERE t.tgname ~ '^pgtrigger_(append_only|never_changed)_'
            AND NOT EXISTS (SELECT FROM pg_trigger x WHERE x.tgrelid = t.tgrelid AND x.tgtype & 32 <> 0)
    LOOP
        EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %s EXECUTE FUNCTION refuse_truncate()', kept);
    END LOOP;
END $$;
SELECT keep_history_whole();
"""


class Migration(migrating.Migration):
    dependencies = [
        ("campaigns", "0002_plan_results_gifts_money"),
        ("children", "0003_who_was_helped"),
        ("donors", "0002_registration_from_the_public_page"),
        ("imports", "0001_start"),
        ("organisation", "0004_uploads"),
        ("public", "0002_appeals"),
        ("reports", "0002_higher_forms"),
        ("sponsorship", "0002_pauses_while_suspended"),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, "DROP FUNCTION keep_history_whole(); DROP FUNCTION refuse_truncate() CASCADE")
    ]
