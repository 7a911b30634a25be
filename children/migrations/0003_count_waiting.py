from django.db import migrations, models


class Migration(migrations.Migration):
    """Children who wait are counted from an index alone."""

    dependencies = [("children", "0002_history_by_statement")]

    operations = [
        migrations.AddIndex(
            model_name="child",
            index=models.Index(
                condition=models.Q(("sponsors_count", 0)),
                fields=["managing_unit", "needs_since", "need_ended_on"],
                include=["id"],
                name="child_waiting",
            ),
        ),
    ]
