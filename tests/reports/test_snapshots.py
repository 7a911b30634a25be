"""A kept report says the same for ever, and tells what would be different today."""

import datetime
import os
from random import Random
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from children.models import Child
from donors.models import Donor
from organisation.models import User
from organisation.roles import Role
from reports.differing import differences
from reports.indicators import INDICATORS, figures
from reports.keeping import scope_of
from reports.models import Snapshot
from reports.operations import NothingWrong, correct_snapshot, take_snapshot
from sponsorship import operations
from sponsorship.models import Pledge, Receipt
from sponsorship.models.states import PledgeState
from tests import factories as make
from tests.every_page import signed_in
from tests.reports.worlds import RATE, World, create_world, hand_over, random_day, receive
from tests.sponsorship.worlds import World as Giving

pytestmark = pytest.mark.django_db
AS_OF, SINCE = datetime.date(2025, 6, 30), datetime.date(2024, 12, 31)
EDITS = int(os.environ.get("SNAPSHOT_EDITS", "60"))  # .ci/run asks for 1000


def taken(world: World, **values) -> Snapshot:
    known = {"unit": world.root, "kind": "half_year", "title": "Báo cáo 6 tháng", "as_of": AS_OF, "since": SINCE}
    return take_snapshot(**{**known, "by": world.officer, **values})[0]


def edit_at_random(random: Random, world: World) -> None:
    """One of the things that happen after a report: entered late, taken back, ended, moved, put right."""
    pledge, child = random.choice(world.pledges), random.choice(world.children)
    day = random_day(random, SINCE)
    begun = Pledge.objects.filter(state=PledgeState.ACTIVE).order_by("?")
    match random.randrange(7):
        case 0 if pledge.active_from:
            receive(pledge, RATE, max(day, pledge.active_from), world.officer)
        case 1:
            wrong = Receipt.objects.standing().filter(pledge__balance__received_vnd__gte=RATE).last()
            if wrong and wrong.pledge.balance.held_vnd >= RATE:
                receive(wrong.pledge, -RATE, max(day, wrong.received_on), world.officer, reverses=wrong)
        case 2:
            chosen = begun.values("pk")[:1]
            Pledge.objects.filter(pk__in=list(chosen.values_list("pk", flat=True)), active_from__lte=day).update(
                state=PledgeState.ENDED, ended_on=day, end_reason="donor_stopped"
            )
        case 3:
            Child.objects.filter(pk=child.pk).update(commune=random.choice(world.communes))
        case 4:
            Child.objects.filter(pk=child.pk, needs_since=None).update(needs_since=day)
            Child.objects.filter(pk=child.pk).update(is_union_member_child=random.random() < 0.5)
        case 5:
            Child.objects.filter(pk=child.pk).update(managing_unit=random.choice([*world.units, world.stranger]))
        case _:
            new = make.create_child(unit=world.root, needs_since=day, commune=world.communes[0])
            if random.random() < 0.5:
                late = make.create_pledge(child=new, starts_on=day.replace(day=1), active_from=day, rate_vnd=RATE)
                hand_over_some(late, day, world.officer)


def hand_over_some(pledge: Pledge, day: datetime.date, officer: User) -> None:
    receive(pledge, RATE, day, officer)
    hand_over(pledge, RATE, day, officer)


def test_two_reports_on_the_same_day_agree_whatever_is_edited_later():
    world, random = create_world(81), Random(81)
    kept = taken(world)
    said = (kept.content, kept.lists)
    for _ in range(EDITS):
        edit_at_random(random, world)
    live = figures(scope_of(world.root, AS_OF, {}))
    assert live != kept.content["figures"], "edits that change nothing prove nothing"

    again = Snapshot.objects.get(pk=taken(world).pk)
    yearly = taken(world, kind="year", since=datetime.date(2023, 12, 31))
    later = taken(world, as_of=datetime.date(2025, 9, 30), since=AS_OF)
    assert (again.pk, (again.content, again.lists)) == (kept.pk, said)
    assert (yearly.content["figures"], yearly.content["tables"], yearly.lists) == (
        kept.content["figures"],
        kept.content["tables"],
        kept.lists,
    )
    assert later.content["before"] == kept.content["figures"]
    kept.taken_at -= datetime.timedelta(hours=1)  # the history's clock stands still within a test
    explained(kept, live)


def explained(kept: Snapshot, live: dict[str, int]) -> None:
    """Each difference is told by the records that came, went or count another sum, and each of them has its cause."""
    found = {difference.indicator.key: difference for difference in differences(kept)}
    assert {key for key in live if live[key] != kept.content["figures"][key]} <= found.keys()
    for key, difference in found.items():
        by = [(record.now or 0) - (record.was or 0) for record in difference.records]
        if INDICATORS[key].unit != "VND":
            by = [{"in": 1, "out": -1, "sum": 0}[record.how] for record in difference.records]
        assert difference.more_count or difference.was + sum(by) == difference.now == live[key], key
        assert [r.code for r in difference.records if r.how != "sum" and r.cause.at is None] == [], key


def test_the_list_of_a_kept_report_counts_to_its_figure():
    kept = taken(create_world(82))
    for key, indicator in INDICATORS.items():
        rows = kept.lists[key]
        assert kept.content["figures"][key] == (sum(row[-1] for row in rows) if indicator.unit == "VND" else len(rows))


def test_it_is_said_whether_the_report_was_kept_now_or_before():
    unit = make.create_unit()
    client = signed_in(make.create_user(role=Role.LEADER, unit=unit))
    form = {"title": "Báo cáo", "kind": "half_year", "unit": unit.pk, "as_of": "30/06/2025"}

    answers = [client.post(reverse("reports:snapshot_add"), form, follow=True) for _again in range(2)]

    assert [[str(message) for message in answer.context["messages"]] for answer in answers] == [
        ["Đã lưu báo cáo."], ["Báo cáo này đã được lưu từ trước, đang mở cho anh/chị."],
    ]  # fmt: skip


def test_no_name_is_kept():
    world = create_world(83)
    text = str(taken(world).lists)
    assert not [child.full_name for child in world.children if child.full_name in text]


def test_a_late_entry_is_named_with_who_entered_it():
    world = create_world(84)
    kept = taken(world)
    pledge = next(
        p for p in world.pledges if p.active_from and p.active_from <= AS_OF and p.child.managing_unit != world.stranger
    )
    late = receive(pledge, RATE, max(AS_OF, pledge.active_from or AS_OF), world.officer)
    late.refresh_from_db()
    (received,) = [d for d in differences(kept) if d.indicator.key == "received_vnd"]
    (record,) = received.records
    assert (record.code, record.how, record.now) == (late.code, "in", RATE)
    assert record.cause.by == str(world.officer)


def move_child(world: Giving) -> None:
    Child.objects.update(managing_unit=make.create_unit())


def rename_place(world: Giving) -> None:
    Child.objects.update(commune=make.create_area())


def change_round(world: Giving) -> None:
    Pledge.objects.update(campaign=make.create_campaign(unit=world.unit, name="Đợt khác"))


def change_donor(world: Giving) -> None:
    Donor.objects.update(kind="fund")


def change_rate(world: Giving) -> None:
    later = timezone.localdate() + datetime.timedelta(days=90)
    operations.change_rate(pledge=Pledge.objects.get(), from_on=later, rate_vnd=2 * RATE, by=world.officer)


@pytest.mark.django_db(transaction=True)  # each step at a time of its own
@pytest.mark.parametrize(
    ("filter_by", "edit", "lists_count", "said"),
    [
        ("", move_child, 8, "đơn vị quản lý"),
        ("commune", rename_place, 8, "xã"),
        ("campaign", change_round, 8, "đợt"),
        ("donor_kind", change_donor, 8, "loại"),
        ("", change_rate, 1, "mức"),
    ],
)
def test_each_record_that_came_or_went_tells_what_was_done_to_it(filter_by, edit, lists_count, said):
    commune = make.create_area()
    world = Giving(commune=commune)
    campaign = make.create_campaign(unit=world.unit)
    today = timezone.localdate()
    pledge = world.activate(campaign=campaign, starts_on=datetime.date(today.year - 1, 1, 1), months_count=36)
    world.receive(pledge, 2 * RATE, received_on=today)
    world.hand_over(pledge, RATE, handed_on=today)
    filters = {"commune": commune.pk, "campaign": campaign.pk, "donor_kind": world.donor.kind}
    asked = {filter_by: filters[filter_by]} if filter_by else {}
    known: dict[str, Any] = {
        "unit": world.unit,
        "kind": "half_year",
        "title": "Báo cáo",
        "as_of": today,
        "since": SINCE,
    }
    kept, _is_new = take_snapshot(**known, filters=asked, by=world.officer)

    edit(world)

    found = {each.indicator.key: [record.cause for record in each.records] for each in differences(kept)}
    assert len(found) == lists_count
    for key, causes in found.items():
        assert [(cause.at is not None, said in cause.text.lower()) for cause in causes] == [(True, True)], (key, causes)


def test_nothing_is_different_while_nobody_edits():
    kept = taken(create_world(85))
    assert differences(kept) == []
    with pytest.raises(NothingWrong):
        correct_snapshot(snapshot=kept, reason="Bổ sung", by=kept.taken_by)


def test_a_new_edition_says_why_and_leaves_the_old_one():
    world = create_world(86)
    kept = taken(world)
    make.create_child(unit=world.root, needs_since=SINCE)
    new = correct_snapshot(snapshot=kept, reason="Bổ sung một trẻ", by=world.officer)
    assert (new.edition, new.content["figures"]["children_waiting"]) == (
        2,
        kept.content["figures"]["children_waiting"] + 1,
    )
    assert taken(world, kind="other").content["figures"] == new.content["figures"]


def test_once_a_report_is_issued_anew_no_other_of_its_day_says_what_was_wrong():
    world = create_world(86)
    half, year = taken(world), taken(world, kind="year")
    make.create_child(unit=world.root, needs_since=SINCE)
    new = correct_snapshot(snapshot=half, reason="Bổ sung một trẻ", by=world.officer)
    taken(world, kind="other")

    again = taken(world, kind="year")

    assert (again.edition, again.reason, again.content, again.lists) == (2, new.reason, new.content, new.lists)
    assert taken(world, kind="year") == again
    client = signed_in(make.create_user(role=Role.LEADER, unit=world.root))
    assert [again.code in page_of(client, kept) for kept in (half, year, new)] == [True, True, False]


def page_of(client: Client, kept: Snapshot) -> str:
    return client.get(kept.get_absolute_url()).content.decode()


@pytest.mark.parametrize("sql", ["UPDATE reports_snapshot SET title = 'x'", "DELETE FROM reports_snapshot"])
def test_nobody_changes_a_kept_report(sql):
    taken(create_world(87, children_count=2, pledges_count=1))
    with pytest.raises(DatabaseError, match="annot"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
