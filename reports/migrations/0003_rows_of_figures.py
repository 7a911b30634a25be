from django.db import migrations, models
from organisation import migrating

CHOICES = [
    ("whole", "one row: the whole unit"),
    ("commune", "communes of today"),
    ("former_commune", "communes before July 2025"),
    ("unit", "units, each with those below it"),
    ("figure", "figures, one in each row"),
]


class Migration(migrating.Migration):
    dependencies = [("reports", "0002_higher_forms")]

    operations = [
        migrations.RemoveConstraint("higherform", "higher_form_rows_known"),
        migrations.AlterField(
            "higherform",
            "rows_by",
            models.CharField(choices=CHOICES, default="whole", max_length=14, verbose_name="rows"),
        ),
        migrations.AlterField(
            "higherformevent",
            "rows_by",
            models.CharField(choices=CHOICES, default="whole", max_length=14, verbose_name="rows"),
        ),
        migrations.AddConstraint(
            "higherform",
            models.CheckConstraint(
                condition=models.Q(("rows_by__in", ["whole", "commune", "former_commune", "unit", "figure"])),
                name="higher_form_rows_known",
            ),
        ),
    ]
