"""Who acted stands beside the history, in a table of django-pghistory's own: it is kept as the history is.

Within one transaction a context may still grow (a form that an operation tells more about); the library's function
writes it with ON CONFLICT DO UPDATE, so the right to update cannot be taken from the program's role.
"""

from django.db import migrations

KEEP = """
CREATE FUNCTION keep_who_acted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'UPDATE' AND OLD.created_at = now() AND NEW.created_at = OLD.created_at AND NEW.id = OLD.id THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'who acted is never changed';
END $$;
CREATE TRIGGER keep_who_acted BEFORE UPDATE OR DELETE ON pghistory_context
    FOR EACH ROW EXECUTE FUNCTION keep_who_acted();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0006_password_links"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [migrations.RunSQL(KEEP, "DROP FUNCTION keep_who_acted() CASCADE")]
