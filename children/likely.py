"""Pairs of records that may be the same child: proposals with their reasons, a person decides.

PostgreSQL looks only where birth date or name brings two records together, then compares. Twins, brothers and sisters
are not proposed: in one family a different given name, a different middle name or different marks are two children.
"""

import re
import unicodedata
from typing import Any, NamedTuple

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from children.models import Child
from organisation.access import units_where
from organisation.comparing import Pair
from organisation.counting_pairs import PairsToLookAt
from organisation.roles import Permission

AT_MOST = 5_000
ALIKE, NEARLY_THE_SAME = 0.5, 0.75
TONE = re.compile("([\u0300\u0301\u0303\u0309\u0323])([^ ]*)")

SCOPE = "a.managing_unit_id = ANY(%(units)s) AND b.managing_unit_id = ANY(%(units)s)"
EACH_ONCE = "a.id < b.id"
OF_ONE = "a.id = %(of)s AND b.id <> a.id"
PAIRS = """
WITH pair AS (
    SELECT a.id AS id, b.id AS other_id FROM children_child a
    JOIN children_child b ON b.name_folded = a.name_folded AND {which}
    WHERE {scope} AND (abs(b.birth_date - a.birth_date) <= 3 OR a.commune_id = b.commune_id
        OR a.former_commune_id = b.former_commune_id OR coalesce(a.commune_id, a.former_commune_id) IS NULL
        OR coalesce(b.commune_id, b.former_commune_id) IS NULL)
    UNION
    {in_commune}
    UNION
    {in_former_commune}
    UNION
    SELECT a.id, b.id FROM children_caregiver k JOIN children_caregiver l ON l.phone = k.phone AND l.phone <> ''
    JOIN children_child a ON a.id = k.child_id JOIN children_child b ON b.id = l.child_id AND {which}
    WHERE {scope} AND k.phone <> '' AND similarity(a.name_folded, b.name_folded) >= %(alike)s
    UNION
    SELECT a.id, b.id FROM children_child a
    JOIN children_child b ON b.personal_id_number = a.personal_id_number AND {which}
    WHERE {scope} AND a.personal_id_number <> ''
),
fact AS (
    SELECT a.id, b.id AS other_id, a.full_name, b.full_name AS other_name, a.name_folded, b.name_folded AS other_folded,
        a.name_folded = b.name_folded AS same_name, similarity(a.name_folded, b.name_folded) AS likeness,
        substring(a.name_folded FROM '[^ ]*$') = substring(b.name_folded FROM '[^ ]*$') AS same_given,
        n.known, left(a.birth_date::text, n.known) = left(b.birth_date::text, n.known) AS same_birth,
        CASE WHEN n.known = 10 THEN abs(b.birth_date - a.birth_date) END AS days_apart,
        n.known = 10 AND to_char(a.birth_date, 'YYYYMMDD') = to_char(b.birth_date, 'YYYYDDMM') AS is_swapped,
        CASE WHEN a.former_commune_id IS NOT NULL AND b.former_commune_id IS NOT NULL
            THEN a.former_commune_id = b.former_commune_id ELSE a.commune_id = b.commune_id END AS same_place,
        k.same_phone, k.same_carer,
        a.personal_id_number <> '' AND a.personal_id_number = b.personal_id_number AS same_id,
        CASE WHEN a.father_name <> '' AND b.father_name <> '' THEN vi_fold(a.father_name) = vi_fold(b.father_name) END
            AS same_father,
        CASE WHEN a.mother_name <> '' AND b.mother_name <> '' THEN vi_fold(a.mother_name) = vi_fold(b.mother_name) END
            AS same_mother,
        a.sex <> '' AND b.sex <> '' AND a.sex <> b.sex AS other_sex
    FROM pair p JOIN children_child a ON a.id = p.id JOIN children_child b ON b.id = p.other_id
    CROSS JOIN LATERAL (
        SELECT least(CASE a.birth_date_precision WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END,
            CASE b.birth_date_precision WHEN 'day' THEN 10 WHEN 'month' THEN 7 ELSE 4 END) AS known
    ) n
    CROSS JOIN LATERAL (
        SELECT coalesce(bool_or(x.phone <> '' AND x.phone IN (y.phone, y.other_phone)), false) AS same_phone,
            coalesce(bool_or(x.name_folded = y.name_folded), false) AS same_carer
        FROM children_caregiver x, children_caregiver y WHERE x.child_id = a.id AND y.child_id = b.id
    ) k
    WHERE (a.sibling_group_id = b.sibling_group_id) IS NOT TRUE AND NOT EXISTS (
        SELECT 1 FROM children_differentchildren d
        WHERE d.low_id = least(a.id, b.id) AND d.high_id = greatest(a.id, b.id))
),
judged AS (
    SELECT *, same_phone OR same_carer OR (same_father IS TRUE AND same_mother IS NOT FALSE)
            OR (same_mother IS TRUE AND same_father IS NOT FALSE) AS same_family,
        (same_father IS FALSE OR same_mother IS FALSE) AND NOT same_phone AND NOT same_carer AS other_family
    FROM fact
)
SELECT id, other_id, full_name, other_name, name_folded, other_folded, likeness, known, same_birth, days_apart,
    is_swapped, same_place, same_phone, same_carer, same_father IS TRUE OR same_mother IS TRUE AS same_parents, same_id,
    same_family
FROM judged
WHERE same_id OR NOT other_sex AND NOT other_family AND CASE
    WHEN same_name THEN same_birth IS TRUE AND known = 10
        OR same_birth IS NOT FALSE AND (same_place IS TRUE OR same_family)
        OR (days_apart <= 3 OR is_swapped) AND (same_place IS TRUE OR same_family)
        OR same_family AND same_place IS NOT FALSE
    ELSE same_given AND days_apart <= 3 AND (same_place IS TRUE OR same_phone) END
ORDER BY same_id::int * 16 + same_name::int * 4 + (same_birth IS TRUE AND known = 10)::int * 4
    + (same_place IS TRUE)::int * 2 + same_family::int * 3 DESC, likeness DESC, id, other_id
LIMIT %(at_most)s
"""


# Both keys are equalities, so that a hash join needs no look at pairs of other places.
BORN_THERE = """
    SELECT a.id, b.id FROM children_child a CROSS JOIN generate_series(-3, 3) AS days
    JOIN children_child b ON b.birth_date = a.birth_date + days AND b.{place} = a.{place} AND {which}
    WHERE {scope} AND b.name_folded <> a.name_folded AND similarity(a.name_folded, b.name_folded) >= %(alike)s
"""


def pairs_sql(which: str) -> str:
    """The question, for EACH_ONCE or OF_ONE."""
    commune, former = (
        BORN_THERE.format(place=place, which=which, scope=SCOPE) for place in ("commune_id", "former_commune_id")
    )
    return PAIRS.format(which=which, scope=SCOPE, in_commune=commune, in_former_commune=former)


class Found(NamedTuple):
    id: int
    other_id: int
    full_name: str
    other_name: str
    name_folded: str
    other_folded: str
    likeness: float
    known: int
    same_birth: bool | None
    days_apart: int | None
    is_swapped: bool | None
    same_place: bool | None
    same_phone: bool
    same_carer: bool
    same_parents: bool
    same_id: bool
    same_family: bool


def likely_pairs(user: Any, of: Child | None = None) -> list[Pair]:
    """Pairs among the records that `user` may change, the likeliest first; with `of` only pairs with that record."""
    units = list(units_where(user, Permission.EDIT_CHILDREN).values_list("pk", flat=True))
    facts: dict[str, Any] = {"units": units, "alike": ALIKE, "at_most": AT_MOST, "of": of.pk if of else None}
    with connection.cursor() as cursor:
        cursor.execute(pairs_sql(OF_ONE if of else EACH_ONCE), facts)
        found = [Found(*row) for row in cursor.fetchall()]
    return [Pair((one.id, one.other_id), _reasons(one)) for one in found if not _are_two(one)]


TO_LOOK_AT = PairsToLookAt(Child, Permission.EDIT_CHILDREN, likely_pairs)


def with_records(pairs: list[Pair]) -> list[Pair]:
    """The same pairs with both records, for showing."""
    ids = {pk for pair in pairs for pk in pair.ids}
    rows = Child.objects.select_related("commune", "former_commune", "managing_unit").prefetch_related("caregivers")
    children = rows.in_bulk(ids)
    for pair in pairs:
        pair.left, pair.right = (children[pk] for pk in pair.ids)
    return pairs


def _are_two(one: Found) -> bool:
    """Brothers, sisters and twins have names that are near, not the same."""
    if one.same_id:
        return False
    if one.name_folded == one.other_folded:
        names = [_marks(one.full_name), _marks(one.other_name)]
        differ = names[0] != names[1] and not {one.name_folded} & {*names}  # a name without any marks says nothing
        return differ and one.same_family
    if _is_left_out(one.name_folded.split(), one.other_folded.split()):
        return False
    return one.same_family or one.likeness < NEARLY_THE_SAME


def _marks(name: str) -> str:
    """The name in small letters, each word's tone at its end: Thúy and Thuý are one word."""
    return TONE.sub(r"\2\1", unicodedata.normalize("NFD", name.lower())).replace("đ", "d\u0335")


def _is_left_out(one: list[str], other: list[str]) -> bool:
    """One name is the other with words left out: Nguyễn Linh, Nguyễn Thùy Linh."""
    few, many = sorted((one, other), key=len)
    rest = iter(many)
    return len(few) < len(many) and all(word in rest for word in few)


def _reasons(one: Found) -> list[str]:
    is_same = one.name_folded == one.other_folded
    marks_differ = is_same and _marks(one.full_name) != _marks(one.other_name)
    name = _("Names alike") if not is_same else _("Same name but for the marks") if marks_differ else _("Same name")
    said = {
        _("Same personal id number"): one.same_id,
        name: True,
        _birth(one): bool(_birth(one)),
        _("Same commune"): one.same_place,
        _("Same telephone"): one.same_phone,
        _("Same carer"): one.same_carer,
        _("Same parents"): one.same_parents,
    }
    return [reason for reason, holds in said.items() if holds]


def _birth(one: Found) -> str:
    if one.same_birth:
        return _("Same birth date") if one.known == 10 else _("Same birth date, as far as it is known")
    if one.is_swapped:
        return _("Day and month of birth the other way round")
    if one.days_apart is not None and one.days_apart <= 3:
        return ngettext("Born %(n)s day apart", "Born %(n)s days apart", one.days_apart) % {"n": one.days_apart}
    return ""
