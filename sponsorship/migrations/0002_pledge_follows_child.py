from django.db import migrations


class Migration(migrations.Migration):
    """A pledge's unit is its child's: the pair is one foreign key, and follows the child."""

    dependencies = [("sponsorship", "0001_initial")]

    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE sponsorship_pledge ADD CONSTRAINT pledge_in_childs_unit
            FOREIGN KEY (child_id, managing_unit_id) REFERENCES children_child (id, managing_unit_id)
            ON UPDATE CASCADE ON DELETE RESTRICT;
            """,
            "ALTER TABLE sponsorship_pledge DROP CONSTRAINT pledge_in_childs_unit;",
        )
    ]
