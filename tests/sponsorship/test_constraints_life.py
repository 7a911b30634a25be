"""What must never be of pauses, reviews, savings books, funds, and of the moves of a pledge from state to state."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from sponsorship import operations
from sponsorship.models import BookInterest, FundContribution, Pledge, PledgeReview, SavingsBook, Suspension
from sponsorship.models.states import MOVES, EndReason, PledgeState
from tests.factories import create_donor, create_pledge, create_user
from tests.sponsorship.life_records import make_book, make_book_pledge, make_contribution
from tests.sponsorship.test_constraints import refuses
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 3, 1)


@pytest.fixture
def pledge():
    return create_pledge()


@pytest.fixture
def user():
    return create_user()


IN_STATE: dict[str, dict] = {
    PledgeState.ENDED: {"ended_on": DAY, "end_reason": EndReason.COMPLETED},
    PledgeState.ACTIVE: {"active_from": DAY},
    PledgeState.SUSPENDED: {"active_from": DAY},
}


def as_in(state: str) -> dict:
    return {"state": state, "ended_on": None, "end_reason": "", "active_from": None} | IN_STATE.get(state, {})


@pytest.mark.parametrize("before", PledgeState.values)
def test_a_pledge_goes_only_where_the_state_table_leads(before):
    for after in set(PledgeState.values) - {before}:
        pledge = create_pledge(**as_in(before))
        moved = Pledge.objects.filter(pk=pledge.pk)
        if after in MOVES[PledgeState(before)]:
            with transaction.atomic():
                assert moved.update(**as_in(after))
                transaction.set_rollback(True)  # its pause is not opened or closed with it
        else:
            with refuses("pledge_legal_moves"):
                moved.update(**as_in(after))


def test_a_pledge_is_suspended_exactly_while_a_pause_is_open(pledge, user):
    def suspend() -> None:
        Pledge.objects.filter(pk=pledge.pk).update(state=PledgeState.SUSPENDED)

    def pause() -> Suspension:
        return Suspension.objects.create(pledge=pledge, from_on=DAY, reason="Đi làm xa", decided_by=user)

    with refuses("pledge_pauses_while_suspended"), at_once():
        suspend()
    with refuses("pledge_pauses_while_suspended"), at_once():
        pause()
    with refuses("pledge_pauses_while_suspended"), at_once():
        create_pledge(state=PledgeState.SUSPENDED).suspensions.all().delete()
    with at_once():
        suspend()
        one = pause()
    with refuses("pledge_pauses_while_suspended"), at_once():
        Pledge.objects.filter(pk=pledge.pk).update(state=PledgeState.ACTIVE)
    with refuses("pledge_pauses_while_suspended"), at_once():
        one.delete()


@contextmanager
def at_once() -> Iterator[None]:
    """What is checked at the end of a transaction is checked at the end of the block."""
    with transaction.atomic():
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.parametrize("change", [{"pays_every": 3, "per": "year"}, {"pays_every": 13}, {"pays_every": 0}])
def test_only_a_monthly_rate_is_paid_for_several_months(pledge, change):
    with refuses("pledge_months_together"):
        Pledge.objects.filter(pk=pledge.pk).update(**change)
    Pledge.objects.filter(pk=pledge.pk).update(pays_every=3)


def test_a_pledge_has_one_pause_at_a_time(user):
    pledge = create_pledge(state=PledgeState.SUSPENDED)
    with refuses("suspension_one_at_a_time"):
        Suspension.objects.create(pledge=pledge, from_on=dt.date(2026, 1, 1), reason="x", decided_by=user)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("suspension_days_in_order", {"until_on": DAY}),
        ("suspension_days_in_order", {"over_on": dt.date(2025, 2, 1), "closed": True}),
        ("suspension_has_reason", {"reason": ""}),
        ("suspension_over_by_somebody", {"over_on": dt.date(2025, 4, 1)}),
    ],
)
def test_a_pause_cannot_be_like_this(pledge, user, name, values):
    closed = {"over_by": user, "over_at": timezone.now()} if values.pop("closed", False) else {}
    with refuses(name):
        Suspension.objects.create(**{"pledge": pledge, "from_on": DAY, "reason": "x"} | values | closed)


def test_a_pledge_is_reviewed_once_a_day_and_a_change_says_why(pledge, user):
    review = {"pledge": pledge, "reviewed_on": DAY, "reviewed_by": user}
    with refuses("review_says_why"):
        PledgeReview.objects.create(**review, decision="stop")
    PledgeReview.objects.create(**review, decision="continue")
    with refuses("review_once_a_day"):
        PledgeReview.objects.create(**review, decision="continue")
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        PledgeReview.objects.update(note="x")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("book_can_be_found", {"number": ""}),
        ("book_can_be_found", {"bank": ""}),
        ("book_principal_positive", {"principal_vnd": 0}),
        ("book_days_in_order", {"matures_on": dt.date(2025, 1, 1)}),
        ("book_days_in_order", {"paid_out_on": dt.date(2025, 1, 1)}),
        ("book_interest_plausible", {"interest_percent": 47}),
    ],
)
def test_a_savings_book_cannot_be_like_this(name, change):
    world = World()
    make_book(make_book_pledge(world.unit, world.officer), world.officer)
    with refuses(name):
        SavingsBook.objects.update(**change)


def test_a_contribution_is_never_changed_but_taken_back_whole(user):
    given = make_contribution(create_donor(kind="fund"), user)
    same = {"donor": given.donor, "received_on": DAY, "recorded_by": user}
    with refuses("contribution_amount_sign"):
        FundContribution.objects.create(**same, given_by="x", amount_vnd=-1)
    with refuses("contribution_has_giver"):
        FundContribution.objects.create(**same, given_by="", amount_vnd=1)
    with refuses("reversal_is_exact"):
        FundContribution.objects.create(**same, given_by="x", amount_vnd=-1, reverses=given)
    for change in (lambda: FundContribution.objects.update(amount_vnd=1), given.delete):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
            change()
    operations.take_back_contribution(contribution=given, note="x", by=user)
    other = create_donor(kind="fund", unit=given.donor.managing_unit, name="Quỹ khác")
    FundContribution.objects.update(donor=other)  # two records of one fund are merged


def test_interest_is_paid_to_somebody_and_taken_back_whole(user):
    world = World()
    book = make_book(make_book_pledge(world.unit, world.officer), world.officer)
    same = {"book": book, "paid_on": DAY, "recorded_by": user}
    with refuses("book_interest_has_receiver"):
        BookInterest.objects.create(**same, amount_vnd=1, received_by="")
    with refuses("book_interest_sign"):
        BookInterest.objects.create(**same, amount_vnd=-1, received_by="x")
    paid = BookInterest.objects.create(**same, amount_vnd=500_000, received_by="x")
    with refuses("reversal_is_exact"):
        BookInterest.objects.create(**same, amount_vnd=-400_000, received_by="x", reverses=paid)
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        BookInterest.objects.update(note="x")
