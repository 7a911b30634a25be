"""Functions of ours in PostgreSQL. SQL-standard bodies: bound when created, so a restore with an empty
search_path still computes generated columns. vietnamese/text.py holds their twins in Python."""

ACCENTED = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
PLAIN = "a" * 17 + "e" * 11 + "i" * 5 + "o" * 17 + "u" * 11 + "y" * 5 + "d"

# Primary weights: letters of the Vietnamese alphabet in order, tones apart (see vi_tone).
LETTERS = "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệfghiíìỉĩịjklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvwxyýỳỷỹỵz"
WEIGHTS = (
    "000000" "111111" "222222" "3456" "777777" "888888" "9ABCCCCCCDEFGH" "IIIIII" "JJJJJJ" "KKKKKK"
    "LMNOP" "QQQQQQ" "RRRRRR" "STU" "VVVVVV" "W"
)  # fmt: skip
TONED = "àằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ" + "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "2" * 12 + "3" * 12 + "4" * 12 + "5" * 12 + "6" * 12 + "1" * 33

CREATE = f"""
CREATE FUNCTION vi_fold(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(lower(normalize(t, NFC)), '{ACCENTED}', '{PLAIN}');

CREATE FUNCTION vi_prim(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(lower(normalize(t, NFC)), '{LETTERS}', '{WEIGHTS}');

CREATE FUNCTION vi_tone(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN translate(lower(normalize(t, NFC)), '{TONED}', '{TONES}');

CREATE FUNCTION vi_sortkey(name text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN vi_prim(regexp_replace(name, '^.*\\s', '')) || E'\\001' || vi_tone(regexp_replace(name, '^.*\\s', ''))
    || E'\\001' || vi_prim(regexp_replace(name, '\\s?\\S+$', ''))
    || E'\\001' || vi_tone(regexp_replace(name, '\\s?\\S+$', ''));

CREATE FUNCTION readable_code(prefix text, id bigint) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN prefix || lpad(id::text, greatest(6, length(id::text)), '0');
"""

DROP = """
DROP FUNCTION vi_sortkey(text); DROP FUNCTION vi_tone(text); DROP FUNCTION vi_prim(text);
DROP FUNCTION vi_fold(text); DROP FUNCTION readable_code(text, bigint);
"""
