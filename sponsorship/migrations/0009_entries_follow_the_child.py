from django.db import migrations


class Migration(migrations.Migration):
    """A child that moves takes its money along in the figures. The trigger is on the children's table but of this app:
    the register of children knows nothing of money."""

    dependencies = [("sponsorship", "0008_entries_follow")]

    operations = [
        migrations.RunSQL(
            """
            CREATE FUNCTION entries_follow_child() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                UPDATE sponsorship_receipt e SET commune_id = NEW.commune_id, former_commune_id = NEW.former_commune_id
                FROM sponsorship_pledge p WHERE p.id = e.pledge_id AND p.child_id = NEW.id;
                UPDATE sponsorship_handover e SET commune_id = NEW.commune_id, former_commune_id = NEW.former_commune_id
                FROM sponsorship_pledge p WHERE p.id = e.pledge_id AND p.child_id = NEW.id;
                RETURN NULL;
            END $$;
            CREATE TRIGGER entries_follow_child AFTER UPDATE OF commune_id, former_commune_id ON children_child
            FOR EACH ROW WHEN ((OLD.commune_id, OLD.former_commune_id)
                IS DISTINCT FROM (NEW.commune_id, NEW.former_commune_id))
            EXECUTE FUNCTION entries_follow_child();
            """,
            "DROP TRIGGER entries_follow_child ON children_child; DROP FUNCTION entries_follow_child();",
        )
    ]
