from django.db import migrations

from public.reader import REPLACE_STORIES

from organisation import migrating


class Migration(migrating.Migration):
    dependencies = [("children", "0002_whereabouts"), ("public", "0003_history_is_never_emptied")]

    operations = [migrations.RunSQL(REPLACE_STORIES, migrations.RunSQL.noop)]
