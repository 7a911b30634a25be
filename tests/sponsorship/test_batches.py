import datetime as dt

import pytest

from sponsorship import operations
from sponsorship.exceptions import AlreadyBooked, LinesRefused, NothingToBook, Stale, TotalsDiffer
from sponsorship.models import BatchLine, Receipt, ReceiptBatch
from sponsorship.models.batch import BatchState
from sponsorship.operations import batches
from sponsorship.proof import differences
from tests.factories import create_child
from tests.sponsorship.test_races import at_once, meeting
from tests.sponsorship.worlds import World, numbers

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 3, 10)


class Pile(World):
    """Three papers of 500.000 đ for three children."""

    def __init__(self) -> None:
        super().__init__()
        self.pledges = [self.activate()]
        self.pledges += [self.activate(child=create_child(unit=self.unit, full_name=f"Trẻ {n}")) for n in "ab"]

    def line(self, pledge, amount_vnd: int | None = 500_000, **more) -> dict:
        return {"pledge": pledge, "amount_vnd": amount_vnd, "received_on": DAY} | more

    def save(self, *lines: dict, count: int = 3, total: int = 1_500_000, **more) -> ReceiptBatch:
        values = {"declared_count": count, "declared_vnd": total}
        typed = lines or [self.line(pledge) for pledge in self.pledges]
        return operations.save_batch(by=self.officer, unit=self.unit, values=values, lines=typed, **more)

    def book(self, batch: ReceiptBatch, **more) -> list[Receipt]:
        return operations.book_batch(batch=batch, by=self.officer, **more)


@pytest.fixture
def pile():
    return Pile()


def test_a_draft_books_nothing(pile):
    batch = pile.save()
    assert (batch.state, batch.lines.count(), Receipt.objects.count()) == (BatchState.DRAFT, 3, 0)


def test_a_batch_is_booked_line_by_line_in_its_order(pile):
    batch = pile.save()
    receipts = pile.book(batch)
    assert [r.number for r in receipts] == [1, 2, 3]
    assert [line.receipt for line in batch.lines.all()] == receipts
    assert [numbers(pledge)[1] for pledge in pile.pledges] == [500_000] * 3
    batch.refresh_from_db()
    assert (batch.state, batch.booked_by, batch.overruled_by) == (BatchState.BOOKED, pile.officer, None)
    assert not any(differences().values())


@pytest.mark.parametrize("cover", [{"count": 4}, {"total": 1_500_001}, {"count": 4, "total": 2_000_000}])
def test_a_cover_that_says_otherwise_is_told_and_nothing_is_booked(pile, cover):
    batch = pile.save(**cover)
    with pytest.raises(TotalsDiffer, match=r"1\.500\.000"):
        pile.book(batch)
    assert not Receipt.objects.exists()


def test_a_difference_is_overruled_by_name(pile):
    batch = pile.save(total=2_000_000)
    pile.book(batch, overrule_reason="Một phiếu bị rách, đã xác nhận")
    batch.refresh_from_db()
    assert (batch.overruled_by, batch.overrule_reason) == (pile.officer, "Một phiếu bị rách, đã xác nhận")
    assert batch.declared_vnd == 2_000_000


def test_a_reason_beside_a_cover_that_agrees_is_not_kept(pile):
    batch = pile.save()
    pile.book(batch, overrule_reason="thừa")
    batch.refresh_from_db()
    assert (batch.overruled_by, batch.overrule_reason) == (None, "")


def test_one_line_that_is_refused_keeps_all_from_being_booked_and_each_is_named(pile):
    lines = [pile.line(pledge) for pledge in pile.pledges]
    lines[0]["amount_vnd"], lines[2]["received_on"] = 7_000_000, dt.date(2001, 1, 1)
    batch = pile.save(*lines, total=8_000_000)
    with pytest.raises(LinesRefused) as refused:
        pile.book(batch)
    assert set(refused.value.details["lines"]) == {1, 3}
    assert "6.000.000" in refused.value.details["lines"][1].replace("\u00a0", " ")
    assert not Receipt.objects.exists()


def test_a_line_that_is_incomplete_is_named(pile):
    batch = pile.save(pile.line(None, pledge_text="Nguyễn"), pile.line(pile.pledges[0], None), count=2)
    with pytest.raises(LinesRefused) as refused:
        pile.book(batch)
    assert set(refused.value.details["lines"]) == {1, 2}


def test_two_papers_for_one_pledge_meet_its_instalments_one_after_the_other(pile):
    pledge = pile.pledges[0]
    pile.book(pile.save(pile.line(pledge), pile.line(pledge, 700_000), count=2, total=1_200_000))
    assert numbers(pledge)[1] == 1_200_000


def test_a_surplus_is_booked_where_the_line_says_so(pile):
    line = pile.line(pile.pledges[0], 6_100_000, allow_surplus=True)
    [receipt] = pile.book(pile.save(line, count=1, total=6_100_000))
    assert receipt.surplus_vnd == 100_000


def test_a_batch_is_booked_once(pile):
    batch = pile.save()
    pile.book(batch)
    for again in (lambda: pile.book(batch), lambda: pile.save(batch=batch)):
        with pytest.raises(AlreadyBooked):
            again()
    with pytest.raises(AlreadyBooked):
        operations.drop_batch(batch=batch, by=pile.officer)
    assert Receipt.objects.count() == 3


def test_an_empty_batch_is_not_booked(pile):
    batch = operations.save_batch(by=pile.officer, unit=pile.unit, values={}, lines=[])
    with pytest.raises(NothingToBook):
        pile.book(batch)


def test_a_table_that_somebody_else_saved_meanwhile_is_not_overwritten(pile):
    batch = pile.save()
    pile.save(pile.line(pile.pledges[0]), batch=batch, version=batch.version)
    with pytest.raises(Stale):
        pile.save(batch=batch, version=batch.version)
    assert batch.lines.count() == 1


def test_a_draft_can_be_thrown_away(pile):
    operations.drop_batch(batch=pile.save(), by=pile.officer)
    assert not ReceiptBatch.objects.exists()


# --- Two people at the same moment -----------------------------------------------------------------


def booked_twice_at_once(pile: Pile) -> list:
    batch = pile.save()
    return at_once(lambda: pile.book(batch), lambda: pile.book(batch))


@pytest.mark.django_db(transaction=True)
def test_a_batch_that_two_people_book_at_once_is_booked_once():
    results = booked_twice_at_once(Pile())
    assert sorted(type(result).__name__ for result in results) == ["AlreadyBooked", "list"]
    assert Receipt.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_control_without_lock_and_keys_the_batch_is_booked_twice(monkeypatch):
    pile = Pile()
    monkeypatch.setattr(batches, "lock_draft", lambda batch: ReceiptBatch.objects.get(pk=batch.pk))
    monkeypatch.setattr(batches.uuid, "uuid5", lambda *_: batches.uuid.uuid4())
    monkeypatch.setattr(BatchLine.objects, "bulk_update", lambda *_: None)
    meeting(monkeypatch, [(batches, "lock_draft")], 2)
    booked_twice_at_once(pile)
    assert Receipt.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_two_batches_over_the_same_pledges_in_opposite_order_do_not_wait_in_a_circle():
    pile = Pile()
    lines = [pile.line(pledge) for pledge in pile.pledges]
    batches_ = [pile.save(*lines), pile.save(*reversed(lines))]
    results = at_once(*(lambda batch=batch: pile.book(batch) for batch in batches_))
    assert all(isinstance(result, list) for result in results)
    assert Receipt.objects.count() == 6
