"""The four numbers against plain SQL, over ledgers made by dice.

LEDGERS= how many ledgers the oracle is asked about: 20 unless said. Each is a handful of pledges and twenty steps.
"""

import contextlib
import datetime as dt
import io
import os
import random
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign
from children.models import Child
from donors.models import Donor
from organisation.models import Unit
from organisation.roles import Role
from sponsorship import operations
from sponsorship.exceptions import Refused
from sponsorship.models import Handover, MoneyMove, Pledge, Receipt, SurplusUse
from sponsorship.models.states import EndRule, Per
from sponsorship.numbers import Numbers, altogether, four_numbers
from sponsorship.proof import differences
from tests.factories import create_campaign, create_child, create_donor, create_unit, create_user
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db
LEDGERS = int(os.environ.get("LEDGERS", "20"))
STEPS = 20
MONTHS = [(None, None), (dt.date(2025, 3, 1), dt.date(2025, 4, 30)), (None, dt.date(2025, 2, 28))]

# What the page says, said once more by one statement of SQL over instalments and ledgers.
ORACLE = """
SELECT p.{column}, sum(pledged), sum(received), sum(delivered), sum(held) FROM sponsorship_pledge p JOIN (
    SELECT pledge_id, amount_vnd AS pledged, 0 AS received, 0 AS delivered, 0 AS held FROM sponsorship_instalment
        JOIN sponsorship_pledge q ON q.id = pledge_id AND q.active_from IS NOT NULL
        WHERE due_on BETWEEN %(first)s AND %(last)s
    UNION ALL SELECT pledge_id, 0, amount_vnd, 0, 0 FROM sponsorship_receipt
        WHERE received_on BETWEEN %(first)s AND %(last)s
    UNION ALL SELECT pledge_id, 0, 0, amount_vnd, 0 FROM sponsorship_handover
        WHERE handed_on BETWEEN %(first)s AND %(last)s
    UNION ALL SELECT pledge_id, 0, 0, 0, amount_vnd FROM sponsorship_receipt WHERE received_on <= %(last)s
    UNION ALL SELECT pledge_id, 0, 0, 0, -amount_vnd FROM sponsorship_handover WHERE handed_on <= %(last)s
) e ON e.pledge_id = p.id GROUP BY 1
"""
COLUMNS = {
    "unit": "managing_unit_id",
    "campaign": "campaign_id",
    "donor": "donor_id",
    "child": "child_id",
    "pledge": "id",
}
MODELS: dict[str, Any] = {"unit": Unit, "campaign": Campaign, "donor": Donor, "child": Child, "pledge": Pledge}


def oracle(by: str, first: dt.date | None, last: dt.date | None) -> dict[int, tuple[int, ...]]:
    days = {"first": first or dt.date(1900, 1, 1), "last": last or dt.date(2999, 1, 1)}
    with connection.cursor() as cursor:
        cursor.execute(ORACLE.format(column=COLUMNS[by]), days)
        return {row[0]: tuple(map(int, row[1:])) for row in cursor.fetchall() if row[0] and any(row[1:])}


def said(found: dict[int, Numbers]) -> dict[int, tuple[int, ...]]:
    rows = {pk: (n.pledged_vnd, n.received_vnd, n.delivered_vnd, n.held_vnd) for pk, n in found.items()}
    return {pk: row for pk, row in rows.items() if any(row)}


# Month by month most often; months paid together, and other rhythms.
RHYTHMS: list[dict[str, Any]] = [{}, {}, {"pays_every": 3}, {"per": Per.QUARTER}, {"per": Per.YEAR}]

# A day on which more had gone out of a pledge than had come in.
NEVER_HELD = """
SELECT pledge_id, day FROM (
    SELECT pledge_id, day, sum(sum(vnd)) OVER (PARTITION BY pledge_id ORDER BY day) AS held FROM (
    SELECT pledge_id, received_on AS day, amount_vnd AS vnd FROM sponsorship_receipt
    UNION ALL SELECT pledge_id, handed_on, -amount_vnd FROM sponsorship_handover
) e GROUP BY 1, 2) d WHERE held < 0
"""


class Books(World):
    """Two donors, three children, two units and a round; pledges between them."""

    def __init__(self, dice: random.Random) -> None:
        super().__init__()
        self.dice, self.counter = dice, 0
        units = [self.unit, create_unit(parent=self.unit)]
        rounds = [create_campaign(unit=self.unit), None]
        donors = [self.donor, create_donor(unit=self.unit, name="Quỹ Khuyến học Mẫu")]
        for _ in range(dice.randint(2, 4)):
            child = create_child(unit=dice.choice(units), places=2)
            for donor in dice.sample(donors, dice.randint(1, 2)):
                terms = {"rate_vnd": dice.randint(1, 9) * 111_111, "months_count": dice.choice([1, 3, 8, 60])}
                self.activate(child=child, donor=donor, campaign=dice.choice(rounds), **terms | dice.choice(RHYTHMS))
        self.newcomer = create_child(unit=self.unit, places=9)
        self.pledges = list(Pledge.objects.all())

    def step(self) -> None:
        """One thing that a treasurer or an officer may do; what is refused changes nothing."""
        dice, by = self.dice, self.officer
        one, other = dice.choice(self.pledges), dice.choice(self.pledges)
        day = dt.date(2025, dice.randint(1, 6), dice.randint(1, 28))
        amount = dice.randint(1, 2_000_000)
        later = timezone.localdate() + dt.timedelta(days=dice.randint(1, 900))
        until = dice.choice([None, day + dt.timedelta(days=dice.randint(1, 800))])
        newcomer = self.newcomer
        steps: list[Callable[[], object]] = [
            lambda: self.receive(one, amount, received_on=day),
            lambda: self.receive(one, amount, received_on=day, allow_surplus=True),
            lambda: self.hand_over(one, amount, handed_on=day),
            lambda: operations.record_direct(pledge=one, amount_vnd=amount, handed_on=day, received_by="x", by=by),
            lambda: operations.move_money(
                from_pledge=one, to_pledge=other, amount_vnd=amount, reason="x", by=by, on=day, allow_surplus=True
            ),
            self._take_back,
            lambda: self._book_pile([one, other], amount, day),
            lambda: self._book_line(one, amount, day),
            lambda: self._hold_ceremony(day),
            lambda: operations.change_rate(pledge=one, from_on=later, rate_vnd=amount, by=by),
            lambda: operations.end_pledge(pledge=one, reason="donor_stopped", on=day, by=by),
            lambda: operations.suspend_pledge(pledge=one, by=by, reason="x", from_on=day, until_on=until),
            lambda: operations.resume_pledge(pledge=one, by=by, on=day),
            lambda: self._keep(operations.replace_pledge(pledge=one, on=day, by=by, child=newcomer)),
            lambda: self._keep(
                operations.renew_pledge(pledge=one, by=by, rate_vnd=amount, end_rule=EndRule.MONTHS, months_count=30)
            ),
            lambda: operations.leave_programme(child=one.child, reason="moved_away", on=day, by=by),
            lambda: operations.change_terms(
                pledge=one,
                by=by,
                end_rule=EndRule.MONTHS,
                months_count=dice.randint(1, 40),
                ends_on=None,
                end_grade=None,
            ),
        ]
        steps.append(lambda: operations.use_surplus(pledge=one, by=by))
        with contextlib.suppress(Refused):
            dice.choices(steps, weights=[30, 10, 25, 8, 10, 15, 6, 6, 4, 4, 1, 6, 6, 2, 4, 1, 4, 12])[0]()

    def _keep(self, pledge: Pledge) -> None:
        self.pledges.append(pledge)

    def _take_back(self) -> None:
        ledgers = (Receipt, Handover, MoneyMove, SurplusUse)
        entries: list[Any] = [each for model in ledgers for each in model.objects.order_by("pk")]
        if entries:
            entry = self.dice.choice(entries)
            if isinstance(entry, MoneyMove):
                operations.take_back_move(move=entry, by=self.officer, note="x")
            elif isinstance(entry, SurplusUse):
                operations.take_back_use(use=entry, by=self.officer, note="x")
            elif isinstance(entry, Handover):
                operations.reverse_handover(handover=entry, by=self.officer, note="x")
            else:
                operations.reverse_receipt(receipt=entry, by=self.officer, note="x")

    def _book_pile(self, pledges: list[Pledge], amount: int, day: dt.date) -> None:
        lines = [{"pledge": pledge, "amount_vnd": amount, "received_on": day} for pledge in pledges]
        cover = {"declared_count": 2, "declared_vnd": 2 * amount}
        batch = operations.save_batch(by=self.officer, unit=self.unit, values=cover, lines=lines)
        operations.book_batch(batch=batch, by=self.officer)

    def _book_line(self, pledge: Pledge, amount: int, day: dt.date) -> None:
        self.counter += 1
        text = f"Ngày;Số tham chiếu;Ghi có;Nội dung\n{day:%d/%m/%Y};FT{self.counter};{amount};x"
        statement = operations.open_statement(data=text.encode(), file_name="x", unit=self.unit, by=self.officer)
        operations.book_line(line=statement.lines.get(), parts=[(pledge, amount)], by=self.officer)

    def _hold_ceremony(self, day: dt.date) -> None:
        values = {"held_on": day, "place": "x"}
        ceremony = operations.plan_ceremony(by=self.officer, unit=self.unit, values=values)
        ceremony.lines.update(received_by="x")
        operations.deliver(ceremony=ceremony, by=self.officer)


def check(seed: int) -> int:
    """One ledger from this seed against the oracle; gives how many figures were compared."""
    books = Books(random.Random(seed))
    for _ in range(STEPS):
        books.step()
    assert not any(differences().values()), seed
    with connection.cursor() as cursor:
        cursor.execute(NEVER_HELD)
        assert not cursor.fetchall(), seed
    compared, units = 0, Unit.objects.all()
    for first, last in (MONTHS[0], books.dice.choice(MONTHS[1:])):
        for by, model in MODELS.items():
            found = said(four_numbers(by, model.objects.all(), units, first, last))
            assert found == oracle(by, first, last), (seed, by, first)
            compared += 4 * len(found)
        whole = altogether(units, first, last)
        rows = oracle("unit", first, last).values()
        assert (whole.pledged_vnd, whole.received_vnd, whole.delivered_vnd, whole.held_vnd) == (
            tuple(map(sum, zip(*rows, strict=True))) or (0, 0, 0, 0)
        ), seed
    return compared


@pytest.mark.parametrize("seed", range(LEDGERS))
def test_the_four_numbers_are_those_of_plain_sql(seed):
    assert check(seed) > 0


# --- The page ---------------------------------------------------------------------------------------


@pytest.fixture
def page(client):
    world = World()
    world.receive(world.activate(), 1_000_000)
    world.activate(child=create_child(unit=create_unit()))
    treasurer = create_user(role=Role.TREASURER, unit=world.unit)
    client.force_login(treasurer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def asked(page: Any, **query: str) -> Any:
    return page.get(reverse("sponsorship:numbers"), query).context


@pytest.mark.parametrize("by", ["unit", "donor", "child"])
def test_the_page_shows_what_the_reader_may_see_and_the_whole_below(page, by):
    context = asked(page, by=by)
    assert [(n.pledged_vnd, n.received_vnd, n.held_vnd) for _record, n, _url in context["rows"]] == [
        (6_000_000, 1_000_000, 1_000_000)
    ]
    assert context["together"].received_vnd == 1_000_000


def test_the_sheet_holds_what_the_page_shows(page):
    response = page.get(reverse("sponsorship:numbers"), {"by": "donor", "month": "2026", "export": "xlsx"})
    _head, *rows = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active.values

    donor = Donor.objects.get()
    assert rows == [(donor.code, donor.name, 0, 0, 0, 1_000_000)]


def test_a_period_counts_what_fell_due_and_what_was_booked_in_it(page):
    numbers = asked(page, by="donor", month="2025")["rows"][0][1]
    assert (numbers.pledged_vnd, numbers.received_vnd) == (6_000_000, 1_000_000)
    assert asked(page, by="donor", month="2026")["rows"][0][1].pledged_vnd == 0
    assert asked(page, by="donor", month="2026")["rows"][0][1].held_vnd == 1_000_000


def test_what_is_asked_wrongly_shows_units(page):
    assert asked(page, by="x", month="y")["by"] == "unit"
