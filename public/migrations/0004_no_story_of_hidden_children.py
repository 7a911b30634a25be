from django.db import migrations

from public.reader import REPLACE_STORIES


class Migration(migrations.Migration):
    dependencies = [("children", "0002_whereabouts"), ("public", "0003_history_is_never_emptied")]

    operations = [migrations.RunSQL(REPLACE_STORIES, migrations.RunSQL.noop)]
