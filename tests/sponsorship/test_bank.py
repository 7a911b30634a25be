import datetime as dt

import pytest

from sponsorship import operations
from sponsorship.bank_matching import candidates
from sponsorship.exceptions import FileKnown, LineDecided, MoreThanPledged, WrongSum
from sponsorship.models import BankLine, BankStatement, Receipt
from sponsorship.models.bank import CERTAIN, LineState
from sponsorship.operations import bank
from sponsorship.operations.bank import open_vnd
from tests.factories import create_child, create_donor, create_unit
from tests.sponsorship.test_bank_reading import csv
from tests.sponsorship.test_races import at_once, meeting
from tests.sponsorship.worlds import World, numbers

pytestmark = pytest.mark.django_db
HEADINGS = ["Ngày giao dịch", "Số tham chiếu", "Ghi nợ", "Ghi có", "Nội dung"]


class Account(World):
    """A donor of one child, and one of two brothers."""

    def __init__(self) -> None:
        super().__init__(full_name="Trần Thị Mẫu")
        self.one = self.activate()
        self.group = create_donor(unit=self.unit, name="Nhóm Sẻ Chia")
        sons = [create_child(unit=self.unit, full_name=f"Lê Văn {name}") for name in ("Anh", "Em")]
        self.brothers = [self.activate(child=son, donor=self.group) for son in sons]

    def read(self, *rows: tuple, name: str = "sao-ke.csv") -> BankStatement:
        lines = [[day, reference, "", amount, text] for day, reference, amount, text in rows]
        data = csv([HEADINGS, *lines])
        return operations.open_statement(data=data, file_name=name, unit=self.unit, by=self.officer)

    def line(self, text: str, amount: str = "500,000", reference: str = "FT1") -> BankLine:
        return self.read(("03/03/2025", reference, amount, text)).lines.get()

    def look(self, text: str, amount_vnd: int = 500_000) -> list:
        [found] = candidates([(text, amount_vnd)], self.unit)
        return found

    def book(self, line: BankLine, *parts, **more) -> list[Receipt]:
        return operations.book_line(line=line, parts=parts, by=self.officer, **more)


@pytest.fixture
def account():
    return Account()


# --- Which pledge -----------------------------------------------------------------------------------


def test_the_pledges_code_and_its_amount_make_a_line_certain(account):
    best = account.look(f"MBVCB.99.{account.one.code}.NGUYEN VAN A CK")[0]
    assert (best.pledge, best.reasons) == (account.one, ("pledge_code", "amount"))
    assert best.confidence >= CERTAIN


def test_a_code_alone_is_not_certain(account):
    best = account.look(f"ung ho {account.one.code}", 123_000)[0]
    assert best.pledge == account.one
    assert best.confidence < CERTAIN


def test_an_amount_after_ck_is_no_code(account):
    assert account.look("NGUYEN VAN B CK 500000 ung ho") == []


def test_names_are_found_without_marks(account):
    best = account.look("TRUONG MAU: CD TRUONG MAU UNG HO CHAU TRAN THI MAU")[0]
    assert best.pledge == account.one
    assert best.reasons == ("donor_name", "child_name", "amount", "only_pledge")
    assert best.confidence >= CERTAIN


def test_a_donor_of_two_children_is_not_certain(account):
    best, second = account.look("NHOM SE CHIA gop thang 3")
    assert {best.pledge, second.pledge} == set(account.brothers)
    assert best.confidence < CERTAIN
    assert "several" in best.reasons


def test_the_childs_name_decides_between_two(account):
    best = account.look("NHOM SE CHIA gop cho chau LE VAN EM")[0]
    assert best.pledge == account.brothers[1]
    assert "several" not in best.reasons


@pytest.mark.parametrize(("amount", "fits"), [(500_000, True), (1_500_000, True), (6_000_000, True), (700_000, False)])
def test_an_amount_fits_when_it_meets_whole_instalments(account, amount, fits):
    assert ("amount" in account.look(account.one.code, amount)[0].reasons) is fits


def test_an_amount_fits_by_what_is_still_missing(account):
    account.receive(account.one, 700_000)
    assert "amount" in account.look(account.one.code, 300_000)[0].reasons


def test_what_speaks_against_a_pledge_is_said(account):
    operations.end_pledge(pledge=account.one, reason="donor_stopped", on=dt.date(2025, 3, 1), by=account.officer)
    best = account.look(account.one.code, 9_000_000)[0]
    assert {"too_much", "not_in_force"} <= set(best.reasons)


def test_pledges_of_other_units_and_proposals_are_not_proposed(account):
    unit = create_unit()
    elsewhere = account.activate(child=create_child(unit=unit), donor=create_donor(unit=unit, name="Người ở xa"))
    only_proposed = account.propose(child=create_child(unit=account.unit))
    assert account.look(elsewhere.code) == []
    assert account.look(only_proposed.code) == []


def test_many_lines_take_few_queries(account, django_assert_num_queries):
    lines = [(f"NHOM SE CHIA {n} {account.one.code}", 500_000) for n in range(100)]
    with django_assert_num_queries(3):  # pledges, their changes of rate, instalments
        candidates(lines, account.unit)


# --- The file and its lines ------------------------------------------------------------------------


def test_a_statement_keeps_its_lines_and_books_nothing(account):
    statement = account.read(
        ("03/03/2025", "FT1", "500,000", account.one.code), ("04/03/2025", "FT2", "100,000", "lai tien gui")
    )
    assert (statement.lines_count, statement.first_on, statement.last_on) == (
        2, dt.date(2025, 3, 3), dt.date(2025, 3, 4)
    )  # fmt: skip
    assert [line.proposed for line in statement.lines.order_by("row")] == [account.one, None]
    assert not Receipt.objects.exists()


def test_the_same_file_is_not_read_twice(account):
    account.line("x")
    with pytest.raises(FileKnown, match=r"sao-ke\.csv"):
        account.line("x")


def test_lines_of_an_earlier_file_are_noticed(account):
    first, second = ("03/03/2025", "FT1", "500,000", "a"), ("04/03/2025", "FT2", "500,000", "b")
    account.read(first)
    statement = account.read(first, second)
    assert (statement.lines_count, statement.repeated_count) == (1, 1)
    assert BankLine.objects.count() == 2


def test_without_a_reference_the_text_tells_and_two_equal_payments_are_two(account):
    same = ("03/03/2025", "", "500,000", "Nguyễn Thị Mẫu ủng hộ")
    assert account.read(same, same).lines_count == 2
    again = account.read(same, same, ("04/03/2025", "", "500,000", "Nguyễn Thị Mẫu ủng hộ"))
    assert (again.lines_count, again.repeated_count) == (1, 2)


def test_another_unit_reads_the_same_file_for_itself(account):
    account.line(f"x {account.one.code}")
    account.unit = create_unit()
    line = account.line(f"x {account.one.code}")
    assert (line.state, line.reasons) == (LineState.OPEN, [])


@pytest.mark.parametrize("reference", ["ft1", "FT 1", "ft-1"])
def test_a_reference_is_the_same_however_it_is_written(account, reference):
    account.line("x")
    assert account.read(("03/03/2025", reference, "500,000", "y")).repeated_count == 1


def reads_above(account: Account, text: str, reference: str) -> BankLine:
    """The same account's statement, read by a unit whose children the other unit's are too."""
    account.unit, below = create_unit(), account.unit
    below.parent = account.unit
    below.save()
    return account.line(text, reference=reference)


@pytest.mark.parametrize("reference", ["FT1", "ft 1", "", "FT9"])
def test_a_transfer_that_a_unit_below_has_read_is_not_certain_above_it(account, reference):
    text = f"ung ho {account.one.code}"
    below = account.line(text)
    above = reads_above(account, text, reference)
    assert (below.confidence >= CERTAIN, above.proposed, above.confidence) == (True, account.one, 0)
    assert "shown_already" in above.reasons
    assert operations.propose_again(unit=below.managing_unit, by=account.officer) == 1
    assert operations.propose_again(unit=above.managing_unit, by=account.officer) == 0


def test_a_transfer_set_aside_below_is_certain_above(account):
    text = f"ung ho {account.one.code}"
    operations.set_aside(line=account.line(text), by=account.officer, note="của cấp trên")
    assert reads_above(account, text, "FT1").confidence >= CERTAIN


def test_two_equal_payments_of_one_file_are_both_certain(account):
    text = f"ung ho {account.one.code}"
    read = account.read(("03/03/2025", "FT1", "500,000", text), ("03/03/2025", "FT2", "500,000", text))
    assert [line.confidence >= CERTAIN for line in read.lines.all()] == [True, True]


# --- Booking ----------------------------------------------------------------------------------------


def test_a_line_is_booked_as_a_receipt_by_transfer(account):
    line = account.line("ung ho")
    [receipt] = account.book(line, (account.one, 500_000))
    assert (receipt.method, receipt.reference, receipt.received_on) == ("bank_transfer", "FT1", dt.date(2025, 3, 3))
    line.refresh_from_db()
    assert (line.state, line.decided_by, list(line.receipts.all())) == (LineState.BOOKED, account.officer, [receipt])


def test_a_line_is_split_over_several_children(account):
    one, two = account.brothers
    account.book(account.line("NHOM SE CHIA", "1,500,000"), (one, 1_000_000), (two, 500_000))
    assert (numbers(one)[1], numbers(two)[1]) == (1_000_000, 500_000)


def test_the_parts_must_make_the_line(account):
    with pytest.raises(WrongSum, match=r"500\.000"):
        account.book(account.line("x"), (account.one, 400_000))


def test_a_line_is_booked_once(account):
    line = account.line("x")
    account.book(line, (account.one, 500_000))
    with pytest.raises(LineDecided):
        account.book(line, (account.one, 500_000))
    with pytest.raises(LineDecided):
        operations.set_aside(line=line, by=account.officer, note="x")


def test_a_receipt_taken_back_opens_its_line_again(account):
    line = account.line("NHOM SE CHIA", "1,500,000")
    one, two = account.brothers
    wrong, _right = account.book(line, (one, 1_000_000), (two, 500_000))
    operations.reverse_receipt(receipt=wrong, by=account.officer, note="Nhầm cháu")
    line.refresh_from_db()
    assert (line.state, open_vnd(line)) == (LineState.OPEN, 1_000_000)
    account.book(line, (one, 1_000_000))
    assert numbers(one)[1] == 1_000_000


def test_a_line_set_aside_waits_again_when_its_last_receipt_is_taken_back(account):
    line = account.line("NHOM SE CHIA", "1,500,000")
    one, two = account.brothers
    first, second = account.book(line, (one, 1_000_000), (two, 500_000))
    operations.reverse_receipt(receipt=first, by=account.officer, note="Nhầm cháu")
    operations.set_aside(line=line, by=account.officer, note="Gửi nhầm")
    operations.reverse_receipt(receipt=second, by=account.officer, note="Nhầm cháu")
    line.refresh_from_db()
    assert (line.state, line.note, open_vnd(line)) == (LineState.OPEN, "", 1_500_000)


def test_all_certain_lines_are_booked_together_and_a_refused_one_stays(account):
    rows = [("03/03/2025", f"FT{n}", "3,500,000", account.one.code) for n in range(2)]
    lines = list(account.read(*rows).lines.order_by("row"))
    BankLine.objects.update(confidence=100)
    booked, wrong = operations.book_certain(lines=BankLine.objects.certain(), by=account.officer)
    assert booked == 1
    assert list(wrong) == [lines[1].pk]
    assert [line.state for line in BankLine.objects.order_by("row")] == [LineState.BOOKED, LineState.OPEN]


def test_too_much_is_refused_unless_booked_as_a_surplus_by_name(account):
    line = account.line("x", "7,000,000")
    with pytest.raises(MoreThanPledged):
        account.book(line, (account.one, 7_000_000))
    [receipt] = account.book(line, (account.one, 7_000_000), allow_surplus=True)
    assert receipt.surplus_vnd == 1_000_000


def test_a_line_set_aside_is_taken_up_again(account):
    line = account.line("lai tien gui")
    operations.set_aside(line=line, by=account.officer, note="Lãi tiền gửi")
    assert not BankLine.objects.open().exists()
    operations.take_up_again(line=line, by=account.officer)
    assert BankLine.objects.open().get().note == ""


def test_a_pledge_made_later_is_found_when_one_looks_again(account):
    account.line("Gia dinh bac Hai ung ho chau PHAM THI MOI")
    donor = create_donor(unit=account.unit, name="Gia đình bác Hai")
    pledge = account.activate(child=create_child(unit=account.unit, full_name="Phạm Thị Mới"), donor=donor)
    assert operations.propose_again(unit=account.unit, by=account.officer) == 1
    assert BankLine.objects.get().proposed == pledge


def test_a_line_is_found_by_its_text_without_marks(account):
    account.line("Nguyễn Thị Mẫu ủng hộ")
    assert BankLine.objects.search("thi mau").count() == 1
    assert BankLine.objects.search("FT1").count() == 1


# --- Two people at the same moment -----------------------------------------------------------------


def two_say_yes(account: Account, line: BankLine) -> list:
    return at_once(*(lambda: account.book(line, (account.one, 500_000)) for _ in range(2)))


@pytest.mark.django_db(transaction=True)
def test_a_line_that_two_people_book_at_once_is_one_receipt():
    account = Account()
    results = two_say_yes(account, account.line("x"))
    assert sorted(type(result).__name__ for result in results) == ["LineDecided", "list"]
    assert Receipt.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_lock_and_key_the_line_is_booked_twice(monkeypatch):
    account = Account()
    line = account.line("x")
    monkeypatch.setattr(bank, "_lock", lambda line: BankLine.objects.get(pk=line.pk))
    monkeypatch.setattr(bank.uuid, "uuid5", lambda *_: bank.uuid.uuid4())
    monkeypatch.setattr(bank, "open_vnd", lambda line: 500_000)
    meeting(monkeypatch, [(bank, "_lock")], 2)
    two_say_yes(account, line)
    assert Receipt.objects.count() == 2
