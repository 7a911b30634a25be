from django.db import migrations

from public.reader import CREATE_APPEALS

from organisation import migrating


class Migration(migrating.Migration):
    dependencies = [("campaigns", "0002_plan_results_gifts_money"), ("public", "0001_start")]

    operations = [
        migrations.RunSQL(CREATE_APPEALS, "DROP VIEW public_door.appeal, public_door.given, public_door.open_appeal")
    ]
