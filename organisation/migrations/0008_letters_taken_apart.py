"""vi_fold() takes letters apart, so a mark that Vietnamese has goes from other letters too: "ñ" is kept as "n" now.

A generated column is computed anew where its source is set. Back to an earlier program, only such letters are missed.
"""

from django.db import migrations

from organisation.sql import FOLD

KEPT = """
DO $$ DECLARE kept record; BEGIN
    FOR kept IN SELECT table_name, column_name, generation_expression AS said,
            substring(generation_expression FROM 'vi_fold\\(+(\\w+)') AS source
        FROM information_schema.columns
        WHERE table_schema = current_schema() AND is_generated = 'ALWAYS' AND generation_expression LIKE '%vi_fold(%'
    LOOP
        EXECUTE format('UPDATE %1$I SET %2$I = %2$I WHERE %3$I IS DISTINCT FROM %4$s',
            kept.table_name, kept.source, kept.column_name, kept.said);
    END LOOP;
END $$
"""
STATEMENTS = [FOLD.replace("CREATE", "CREATE OR REPLACE"), KEPT]


class Migration(migrations.Migration):
    dependencies = [("organisation", "0007_who_acted_stays")]

    operations = [migrations.RunSQL(STATEMENTS, migrations.RunSQL.noop)]
