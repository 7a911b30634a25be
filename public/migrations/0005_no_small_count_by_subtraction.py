from django.db import migrations

from public.reader import REPLACE_WAITING

from organisation import migrating


class Migration(migrating.Migration):
    dependencies = [("public", "0004_no_story_of_hidden_children")]

    operations = [migrations.RunSQL(REPLACE_WAITING, migrations.RunSQL.noop)]
