"""Functions of ours in PostgreSQL, made of the same tables as their twins in vietnamese/text.py.

SQL-standard bodies are bound when created, so a restore with an empty search_path still computes generated columns.
"""

from typing import Any

from django.db import connections

from vietnamese.text import ALPHABET, MARKS, TONES

FUNCTION = "CREATE FUNCTION {} RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN {};\n"
# Letters taken apart: nine signs are looked up for each, where a table of all letters with marks had 75 (a third of the
# time).
APART = f"translate(lower(normalize(t, NFD)), 'đ{MARKS}', 'd')"
FOLD = FUNCTION.format("vi_fold(t text)", f"normalize({APART}, NFC)")
TRANSLATED = "translate(lower(normalize(t, NFC)), '{}', '{}')"
GIVEN, REST = r"regexp_replace(name, '^.*\s', '')", r"regexp_replace(name, '\s?\S+$', '')"
KEY = " || E'\\001' || ".join(f"{weight}({part})" for part in (GIVEN, REST) for weight in ("vi_prim", "vi_tone"))

CREATE = (
    FOLD
    + FUNCTION.format("vi_prim(t text)", TRANSLATED.format(*ALPHABET))
    + FUNCTION.format("vi_tone(t text)", TRANSLATED.format(*TONES))
    + FUNCTION.format("vi_sortkey(name text)", KEY)
    + FUNCTION.format(
        "readable_code(prefix text, id bigint)", "prefix || lpad(id::text, greatest(6, length(id::text)), '0')"
    )
)
DROP = """
DROP FUNCTION vi_sortkey(text); DROP FUNCTION vi_tone(text); DROP FUNCTION vi_prim(text);
DROP FUNCTION vi_fold(text); DROP FUNCTION readable_code(text, bigint);
"""

# Every trigger asks this. django-pgtrigger's own raises and catches an error each time the setting is not there: each
# costs a subtransaction, and its end looks through all foreign keys still to be checked, so that a list of n rows took
# n * n steps. And it heeds whoever sets it: here the setting counts only for who may change the past anyway, so that
# the role of application_role cannot write without leaving a history.
SHOULD_IGNORE = """
CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql STABLE
RETURN coalesce(trigger_name = ANY (nullif(current_setting('pgtrigger.ignore', true), '')::text[]), false)
    AND has_table_privilege('organisation_erasure', 'UPDATE')
"""


def quicken_triggers(*, using: str, **_said: Any) -> None:
    """After each migration, since each that makes a trigger brings the slow function back."""
    with connections[using].cursor() as cursor:
        cursor.execute(SHOULD_IGNORE)
