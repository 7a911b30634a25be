import datetime
from itertools import pairwise

import pytest
from django.db import connection
from django.db.models import Sum
from django.utils import timezone

from organisation.models import Appointment
from organisation.roles import Role
from reports.breakdown import Summary
from reports.indicators import INDICATORS, figures
from reports.scope import NOT_KNOWN, Scope, overlap
from sponsorship.models.states import PledgeState
from tests import factories as make
from tests.reports.worlds import RATE, World, create_world, hand_over, receive

pytestmark = pytest.mark.django_db
IN_FORCE = "p.active_from <= %(day)s AND (p.ended_on IS NULL OR p.ended_on > %(day)s)"
SUMMED = {
    "pledged_vnd": "balance__pledged_vnd",
    "received_vnd": "amount_vnd",
    "delivered_vnd": "amount_vnd",
    "held_vnd": "held",
}

# --- What plain SQL says, without anything of ours -----------------------------------------------

PLEDGES = """sponsorship_pledge p JOIN children_child c ON c.id = p.child_id
    JOIN donors_donor d ON d.id = p.donor_id JOIN organisation_unit u ON u.id = p.managing_unit_id
    LEFT JOIN organisation_area f ON f.id = c.former_commune_id"""
CHILDREN = """children_child c JOIN organisation_unit u ON u.id = c.managing_unit_id
    LEFT JOIN organisation_area f ON f.id = c.former_commune_id"""
WAITING = f"""SELECT count(*) FROM {CHILDREN} WHERE {{where}} AND c.needs_since <= %(day)s
    AND (c.need_ended_on IS NULL OR c.need_ended_on > %(day)s)
    AND NOT EXISTS (SELECT 1 FROM sponsorship_pledge p WHERE p.child_id = c.id AND {IN_FORCE})"""
LEDGER = """SELECT coalesce(sum(c.amount_vnd), 0)::bigint FROM {table} c JOIN organisation_unit u ON u.id = c.unit_id
    JOIN sponsorship_pledge q ON q.id = c.pledge_id JOIN donors_donor d ON d.id = q.donor_id
    LEFT JOIN organisation_area f ON f.id = c.former_commune_id WHERE {where} AND c.{column} <= %(day)s"""
SQL = {
    "donors_active": f"SELECT count(DISTINCT p.donor_id) FROM {PLEDGES} WHERE {{where}} AND {IN_FORCE}",
    "pledges_active": f"SELECT count(*) FROM {PLEDGES} WHERE {{where}} AND {IN_FORCE}",
    "children_sponsored": f"SELECT count(DISTINCT p.child_id) FROM {PLEDGES} WHERE {{where}} AND {IN_FORCE}",
    "children_helped": f"SELECT count(DISTINCT p.child_id) FROM {PLEDGES} WHERE {{where}} AND p.active_from <= %(day)s",
    "children_waiting": WAITING,
    "children_waiting_union": WAITING + " AND c.is_union_member_child",
    "pledged_vnd": f"""SELECT coalesce(sum(i.amount_vnd), 0)::bigint FROM {PLEDGES}
        JOIN sponsorship_instalment i ON i.pledge_id = p.id WHERE {{where}} AND p.active_from <= %(day)s""",
}
FILTERS = {
    "unit": "u.path LIKE %(unit)s",
    "commune": "c.commune_id = %(commune)s",
    "former_commune": "c.former_commune_id = %(former_commune)s",
    "former_district": "f.parent_id = %(former_district)s",
    "connecting_unit": "{pledge}.connecting_unit_id = %(connecting_unit)s",
    "campaign": "{pledge}.campaign_id = %(campaign)s",
    "donor_kind": "d.kind = %(donor_kind)s",
    "managing_unit": "u.id = %(managing_unit)s",
    "cluster": """EXISTS (SELECT 1 FROM campaigns_clustermember m JOIN organisation_unit o ON o.id = m.unit_id
        WHERE m.cluster_id = %(cluster)s AND m.year = 2022 AND u.path LIKE o.path || '%%')""",
}
CHANNELS = {"connecting_unit", "campaign", "donor_kind"}


def by_sql(key: str, filters: dict, day: datetime.date, paths: list[str]) -> int:
    if key == "held_vnd":
        return by_sql("received_vnd", filters, day, paths) - by_sql("delivered_vnd", filters, day, paths)
    if key.startswith("children_waiting") and CHANNELS & filters.keys():
        return 0
    pledge = "c" if key in ("received_vnd", "delivered_vnd") else "p"
    places = [FILTERS[name].format(pledge=pledge) for name in filters]
    where = " AND ".join(["u.path LIKE ANY(%(paths)s)", *places])
    for name in ("commune", "former_commune", "connecting_unit", "campaign"):
        if filters.get(name) == NOT_KNOWN:
            where = where.replace(f"{name}_id = %({name})s", f"{name}_id IS NULL")
    tables = {
        "received_vnd": ("sponsorship_receipt", "received_on"),
        "delivered_vnd": ("sponsorship_handover", "handed_on"),
    }
    table, column = tables.get(key, ("", ""))
    sql = SQL.get(key, LEDGER).format(where=where, table=table, column=column)
    values = filters | {"day": day, "paths": [f"{path}%" for path in paths]}
    if unit := filters.get("unit"):
        values["unit"] = f"{unit.path}%"
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def every_filter(world: World) -> list[dict]:
    single: list[dict] = [
        {},
        *({"unit": unit} for unit in [world.root, *world.units]),
        *({"commune": area.pk} for area in world.communes),
        *({"former_commune": area.pk} for area in world.former_communes[:3]),
        *({"former_district": area.pk} for area in world.former_districts),
        *({"connecting_unit": unit.pk} for unit in world.connecting_units),
        *({"campaign": campaign.pk} for campaign in world.campaigns),
        *({"donor_kind": kind} for kind in ("individual", "organisation")),
        {"cluster": world.cluster.pk},
        *({"managing_unit": unit.pk} for unit in [world.root, world.units[0]]),
        *({name: NOT_KNOWN} for name in ("commune", "former_commune", "connecting_unit", "campaign")),
    ]
    return single + [first | second for first, second in pairwise(single[1:])][::2]


def length_or_sum(key: str, scope: Scope) -> int:
    rows = INDICATORS[key].rows(scope)
    return (rows.aggregate(s=Sum(SUMMED[key]))["s"] or 0) if key in SUMMED else len(rows)


# --- The figures are right -----------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(2))
def test_every_figure_under_every_filter_is_what_plain_sql_says_and_what_its_list_holds(seed):
    world = create_world(seed)
    today = timezone.localdate()
    for day in (today, datetime.date(2025, 2, 17), datetime.date(2022, 12, 31)):
        for filters in every_filter(world):
            scope = Scope(as_of=day, **filters)
            for key, indicator in INDICATORS.items():
                expected = by_sql(key, filters, day, ["/"])
                assert indicator.value(scope) == expected, (key, day, filters)
                assert length_or_sum(key, scope) == expected, (key, day, filters)


def test_all_ten_at_once_are_the_same_as_one_by_one():
    create_world(5)
    scope = Scope(as_of=datetime.date(2025, 6, 17))
    found = figures(scope)
    assert list(found) == [
        "donors_active",
        "pledges_active",
        "children_sponsored",
        "children_helped",
        "children_waiting",
        "children_waiting_union",
        "pledged_vnd",
        "received_vnd",
        "delivered_vnd",
        "held_vnd",
    ]
    assert found == {key: indicator.value(scope) for key, indicator in INDICATORS.items()}
    assert all(found.values()), "a world in which a figure is 0 proves little"


def test_a_reader_counts_only_what_lies_in_his_units():
    world = create_world(11)
    today = timezone.localdate()
    for unit in [world.root, *world.units, world.stranger]:
        reader = make.create_user(role=Role.LEADER, unit=unit)
        for filters in every_filter(world)[::4]:
            for key, indicator in INDICATORS.items():
                scope = Scope(user=reader, as_of=today, **filters)
                expected = by_sql(key, filters, today, [unit.path])
                assert indicator.value(scope) == length_or_sum(key, scope) == expected, (key, unit, filters)


def test_two_appointments_are_added_without_counting_twice():
    world = create_world(12)
    parent, sibling, below = world.units
    reader = make.create_user(role=Role.LEADER, unit=parent)
    for unit in (sibling, below):  # `below` lies inside `parent`
        Appointment.objects.create(user=reader, role=Role.TREASURER, unit=unit, starts_on=datetime.date(2020, 1, 1))
    found = figures(Scope(user=reader))
    assert found == {key: by_sql(key, {}, timezone.localdate(), [parent.path, sibling.path]) for key in found}


def test_a_role_without_reports_adds_nothing_to_the_figures():
    unit, elsewhere = make.create_unit(), make.create_unit()
    reader = make.create_user(role=Role.LEADER, unit=unit)
    Appointment.objects.create(user=reader, role=Role.DATA_CLERK, unit=elsewhere, starts_on=datetime.date(2020, 1, 1))
    make.create_child(unit=elsewhere)
    assert figures(Scope(user=reader))["children_waiting"] == 0


def test_a_person_without_a_role_counts_nothing():
    create_world(13)
    assert set(figures(Scope(user=make.create_user())).values()) == {0}


# --- Time ----------------------------------------------------------------------------------------


def test_what_is_kept_for_today_agrees_with_reckoning_by_date(monkeypatch):
    create_world(21)
    for key in ("children_sponsored", "children_helped", "children_waiting", "children_waiting_union"):
        kept = set(INDICATORS[key].rows(Scope()).values_list("pk", flat=True))
        with monkeypatch.context() as patched:
            patched.setattr(Scope, "is_today", False)
            by_date = set(INDICATORS[key].rows(Scope()).values_list("pk", flat=True))
        assert kept == by_date != set()


@pytest.mark.parametrize(
    ("needs_since", "need_ended_on", "waits"),
    [(-1, None, 1), (0, None, 1), (1, None, 0), (-9, -1, 0), (-9, 0, 0), (-9, 1, 1), (1, 9, 0), (None, None, 0)],
)
def test_who_waits_today_is_told_by_the_days_also_where_they_lie_ahead(needs_since, need_ended_on, waits):
    def day(days):
        return None if days is None else timezone.localdate() + datetime.timedelta(days)

    ended = {"need_ended_on": day(need_ended_on), "need_ended_reason": "aged_out" if need_ended_on is not None else ""}
    child = make.create_child(
        needs_since=day(needs_since), is_union_member_child=True, commune=make.create_area(), **ended
    )
    for scope in (Scope(), Scope(commune=child.commune_id), Scope(unit=child.managing_unit)):
        found = figures(scope)
        assert found["children_waiting"] == found["children_waiting_union"] == waits
        assert length_or_sum("children_waiting", scope) == waits
        assert Summary(scope, "commune").total["children_waiting"] == waits


def test_a_pledge_is_in_force_from_its_first_day_until_the_day_it_ends():
    first, ended = datetime.date(2025, 3, 10), datetime.date(2025, 9, 1)
    make.create_pledge(
        state=PledgeState.ENDED, starts_on=first, active_from=first, ended_on=ended, end_reason="completed"
    )
    one_day = datetime.timedelta(1)
    sponsored = [
        figures(Scope(as_of=day))["children_sponsored"] for day in (first - one_day, first, ended - one_day, ended)
    ]
    assert sponsored == [0, 1, 1, 0]


def test_a_child_is_sponsored_or_waiting_never_both():
    create_world(22)
    for day in (timezone.localdate(), datetime.date(2025, 1, 1)):
        sponsored = set(INDICATORS["children_sponsored"].rows(Scope(as_of=day)))
        assert not sponsored & set(INDICATORS["children_waiting"].rows(Scope(as_of=day)))


# --- Money ---------------------------------------------------------------------------------------


def test_a_reversal_cancels_from_its_own_day_on():
    officer = make.create_user()
    pledge = make.create_pledge()
    wrong = receive(pledge, RATE, datetime.date(2025, 2, 10), officer)
    receive(pledge, -RATE, datetime.date(2025, 2, 20), officer, reverses=wrong)
    received = [figures(Scope(as_of=datetime.date(2025, 2, day)))["received_vnd"] for day in (9, 10, 19, 20, 28)]
    assert received == [0, RATE, RATE, 0, 0]
    assert len(INDICATORS["received_vnd"].rows(Scope())) == 2  # the list shows both, and sums to nothing


def test_held_is_received_less_delivered_per_pledge():
    officer = make.create_user()
    settled, waiting = make.create_pledge(), make.create_pledge()
    for pledge in (settled, waiting):
        receive(pledge, 2 * RATE, datetime.date(2025, 2, 1), officer)
    hand_over(settled, 2 * RATE, datetime.date(2025, 2, 2), officer)
    hand_over(waiting, RATE, datetime.date(2025, 2, 3), officer)
    assert figures(Scope())["held_vnd"] == RATE
    (row,) = INDICATORS["held_vnd"].rows(Scope())
    assert (row.pk, row.received, row.delivered, row.held) == (waiting.pk, 2 * RATE, RATE, RATE)


def test_money_follows_the_child_to_its_new_commune():
    here, there = make.create_area(name="Xã Cũ"), make.create_area(name="Xã Mới")
    pledge = make.create_pledge(child=make.create_child(commune=here))
    receive(pledge, RATE, datetime.date(2025, 2, 1), make.create_user())
    pledge.child.commune = there
    pledge.child.save()
    for day in (timezone.localdate(), datetime.date(2025, 2, 17)):
        for commune, expected in ((here, 0), (there, RATE)):
            scope = Scope(as_of=day, commune=commune.pk)
            assert figures(scope)["received_vnd"] == expected
            assert length_or_sum("held_vnd", scope) == expected


def test_money_dated_ahead_is_not_held_today():
    pledge, officer = make.create_pledge(), make.create_user()
    receive(pledge, RATE, datetime.date(2025, 2, 1), officer)
    receive(pledge, RATE, timezone.localdate() + datetime.timedelta(1), officer)
    assert figures(Scope())["held_vnd"] == length_or_sum("held_vnd", Scope()) == RATE


# --- Scopes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        (["/"], ["/1/"], ["/1/"]),
        (["/1/2/"], ["/1/"], ["/1/2/"]),
        (["/1/", "/5/"], ["/1/2/", "/5/"], ["/1/2/", "/5/"]),
        (["/1/"], ["/11/"], []),
        ([], ["/1/"], []),
    ],
)
def test_where_two_sets_of_subtrees_overlap(first, second, both):
    assert overlap(first, second) == both
