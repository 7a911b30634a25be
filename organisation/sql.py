"""Functions of ours in PostgreSQL, made of the same tables as their twins in vietnamese/text.py.

SQL-standard bodies are bound when created, so a restore with an empty search_path still computes generated columns.
"""

from vietnamese.text import ACCENTED, ALPHABET, PLAIN, TONES

FUNCTION = "CREATE FUNCTION {} RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN {};\n"
TRANSLATED = "translate(lower(normalize(t, NFC)), '{}', '{}')"
GIVEN, REST = r"regexp_replace(name, '^.*\s', '')", r"regexp_replace(name, '\s?\S+$', '')"
KEY = " || E'\\001' || ".join(f"{weight}({part})" for part in (GIVEN, REST) for weight in ("vi_prim", "vi_tone"))

CREATE = (
    FUNCTION.format("vi_fold(t text)", TRANSLATED.format(ACCENTED, PLAIN))
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
