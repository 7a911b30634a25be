"""An organisation of a list that stands on record, or further up in the list, under another spelling of its name."""

from collections import defaultdict
from typing import Any

from django.db.backends.utils import CursorWrapper

from vietnamese.names import organisation_key
from vietnamese.text import fold

SAID = """
SELECT DISTINCT values->>%(field)s FROM imports_importrow
WHERE batch_id = %(batch)s AND status = 'new' AND values->>%(field)s <> ''
    AND values->>'donor_kind' IS DISTINCT FROM 'individual'
"""
# Abbreviations stand in front ("CĐ Trường TH Ngọc Sơn"): the last word is the same in every spelling.
UNITS = """
SELECT name FROM organisation_unit
WHERE path LIKE %(root)s || '%%' AND split_part(name_folded, ' ', -1) = ANY(%(last_words)s)
"""


def known_as(cursor: CursorWrapper, field: str, records: str, facts: dict[str, Any]) -> dict[str, str]:
    """Folded name as the list writes it → as it is known, for names of the value `field` that differ from it.

    `records`: SQL for the names on record, given `facts` (batch, …) and last_words. A name that two records could mean
    is left as it is.
    """
    cursor.execute(SAID, {"field": field, "batch": facts["batch"]})
    said = sorted((name for (name,) in cursor.fetchall() if fold(name)), key=lambda name: (-len(name), name))
    if not said:
        return {}
    cursor.execute(records, facts | {"last_words": sorted({fold(name).split()[-1] for name in said})})
    on_record = [name for (name,) in cursor.fetchall()]
    spellings: defaultdict[str, set[str]] = defaultdict(set)
    for name in on_record:
        spellings[organisation_key(name)].add(fold(name))
    same = set(map(fold, on_record))
    found = {}
    for name in said:
        known = spellings[organisation_key(name)]
        if not known:
            known.add(fold(name))
        elif len(known) == 1 and fold(name) not in same | known:
            found[fold(name)] = next(iter(known))
    return found
