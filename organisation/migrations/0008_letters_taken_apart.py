"""vi_fold() takes letters apart: of other alphabets' letters ("ñ") the marks go too, which what is kept must show."""

from django.db import migrations

from organisation.sql import FOLD

KEPT = """
DO $$ DECLARE kept record; BEGIN
    FOR kept IN SELECT table_name, column_name, generation_expression FROM information_schema.columns
        WHERE table_schema = current_schema() AND is_generated = 'ALWAYS' AND generation_expression LIKE '%vi_fold(%'
    LOOP
        EXECUTE format('UPDATE %I SET %I = DEFAULT WHERE %I IS DISTINCT FROM %s',
            kept.table_name, kept.column_name, kept.column_name, kept.generation_expression);
    END LOOP;
END $$
"""
STATEMENTS = [FOLD.replace("CREATE", "CREATE OR REPLACE"), KEPT]


class Migration(migrations.Migration):
    dependencies = [("organisation", "0007_who_acted_stays")]

    operations = [migrations.RunSQL(STATEMENTS, migrations.RunSQL.noop)]
