"""Pairs of records that may be the same donor: proposals with their reasons, a person decides."""

from typing import Any, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _

from donors.models import Donor
from organisation.access import units_where
from organisation.comparing import Pair
from organisation.counting_pairs import PairsToLookAt
from organisation.roles import Permission

AT_MOST = 5_000
ALIKE = 0.6

SCOPE = "a.managing_unit_id = ANY(%(units)s) AND b.managing_unit_id = ANY(%(units)s)"
EACH_ONCE = "a.id < b.id"
OF_ONE = "a.id = %(of)s AND b.id <> a.id"
LAST_WORDS = "substring({}.name_folded FROM '[^ ]+ [^ ]+$')"
# Names of organisations that end alike (… Tiểu học Ngọc Sơn) are compared; a telephone, an e-mail or a unit in common
# says enough.
PAIRS = """
WITH pair AS (
    SELECT a.id AS id, b.id AS other_id FROM donors_donor a
    JOIN donors_donor b ON b.name_folded = a.name_folded AND {which} WHERE {scope}
    UNION
    SELECT a.id, b.id FROM donors_donor a JOIN donors_donor b ON b.kind = a.kind AND {last_a} = {last_b} AND {which}
    WHERE {scope} AND a.kind <> 'individual' AND similarity(a.name_folded, b.name_folded) >= %(alike)s
    UNION
    SELECT a.id, b.id FROM donors_donor a JOIN donors_donor b ON b.phone = a.phone AND {which}
    WHERE {scope} AND a.phone <> '' AND b.phone <> ''
    UNION
    SELECT a.id, b.id FROM donors_donor a JOIN donors_donor b ON lower(b.email) = lower(a.email) AND {which}
    WHERE {scope} AND a.email <> '' AND b.email <> ''
    UNION
    SELECT a.id, b.id FROM donors_donor a JOIN donors_donor b ON b.unit_id = a.unit_id AND {which} WHERE {scope}
),
fact AS (
    SELECT a.id, b.id AS other_id, a.kind = b.kind AS same_kind, a.kind = 'individual' AS is_person,
        a.name_folded = b.name_folded AS same_name, similarity(a.name_folded, b.name_folded) AS likeness,
        a.phone <> '' AND a.phone IN (b.phone, b.other_phone) AS same_phone,
        a.phone <> '' AND b.phone <> '' AND a.phone NOT IN (b.phone, b.other_phone) AND b.phone <> a.other_phone
            AS other_phone,
        a.email <> '' AND lower(a.email) = lower(b.email) AS same_email,
        a.unit_id IS NOT NULL AND a.unit_id = b.unit_id AS same_unit,
        a.address <> '' AND vi_fold(a.address) = vi_fold(b.address) AS same_address,
        a.managing_unit_id = b.managing_unit_id AS same_manager
    FROM pair p JOIN donors_donor a ON a.id = p.id JOIN donors_donor b ON b.id = p.other_id
    WHERE NOT EXISTS (SELECT 1 FROM donors_differentdonors d
        WHERE d.low_id = least(a.id, b.id) AND d.high_id = greatest(a.id, b.id))
)
SELECT id, other_id, same_name, same_phone, same_email, same_unit, same_address FROM fact
WHERE same_unit OR (same_phone OR same_email) AND (likeness >= 0.4 OR NOT (same_kind AND is_person))
    OR same_kind AND CASE
        WHEN is_person THEN same_name AND NOT other_phone
        ELSE same_name OR likeness >= 0.8 OR same_address AND likeness >= %(alike)s END
ORDER BY same_unit::int * 8 + same_name::int * 4 + same_phone::int * 4 + same_email::int * 4 + same_address::int * 2
    + same_manager::int DESC, likeness DESC, id, other_id
LIMIT %(at_most)s
"""


class Found(NamedTuple):
    id: int
    other_id: int
    same_name: bool
    same_phone: bool
    same_email: bool
    same_unit: bool
    same_address: bool


def likely_pairs(user: Any, of: Donor | None = None) -> list[Pair]:
    """Pairs among the records that `user` may change, the likeliest first; with `of` only pairs with that record."""
    units = list(units_where(user, Permission.EDIT_DONORS).values_list("pk", flat=True))
    facts: dict[str, Any] = {"units": units, "alike": ALIKE, "at_most": AT_MOST, "of": of.pk if of else None}
    parts = {"last_a": LAST_WORDS.format("a"), "last_b": LAST_WORDS.format("b")}
    with connection.cursor() as cursor:
        cursor.execute(PAIRS.format(which=OF_ONE if of else EACH_ONCE, scope=SCOPE, **parts), facts)
        found = [Found(*row) for row in cursor.fetchall()]
    return [Pair((one.id, one.other_id), _reasons(one)) for one in found]


TO_LOOK_AT = PairsToLookAt(Donor, Permission.EDIT_DONORS, likely_pairs)


def with_records(pairs: list[Pair]) -> list[Pair]:
    """The same pairs with both records, for showing."""
    ids = {pk for pair in pairs for pk in pair.ids}
    donors = Donor.objects.select_related("managing_unit").in_bulk(ids)
    for pair in pairs:
        pair.left, pair.right = (donors[pk] for pk in pair.ids)
    return pairs


def _reasons(one: Found) -> list[str]:
    said = {
        _("The same one of our units"): one.same_unit,
        _("Same name") if one.same_name else _("Names alike"): True,
        _("Same telephone"): one.same_phone,
        _("Same e-mail"): one.same_email,
        _("Same address"): one.same_address,
    }
    return [reason for reason, holds in said.items() if holds]
