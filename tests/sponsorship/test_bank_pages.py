import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organisation.models import AccessLog
from organisation.roles import Role
from sponsorship import operations
from sponsorship.models import BankLine, BankStatement, Receipt
from sponsorship.models.bank import LineState
from tests.factories import create_user
from tests.sponsorship.test_bank import HEADINGS, Account
from tests.sponsorship.test_bank_reading import csv
from tests.sponsorship.worlds import numbers

pytestmark = pytest.mark.django_db


@pytest.fixture
def account():
    return Account()


@pytest.fixture
def page(account, client):
    treasurer = create_user(role=Role.TREASURER, unit=account.unit)
    client.force_login(treasurer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name, record=None):
    return reverse(f"sponsorship:{name}", args=[record.public_id] if record else [])


def send(page, data, name="sao-ke.csv", **more):
    return page.post(url("bank_upload"), {"file": SimpleUploadedFile(name, data), **more}, follow=True)


def told(answer):
    return " ".join(str(message) for message in answer.context["messages"])


def test_a_statement_is_read_and_its_lines_wait(account, page):
    rows = [["03/03/2025", "FT1", "", "500,000", account.one.code], ["04/03/2025", "FT2", "9,000", "", "phi"]]
    answer = send(page, csv([HEADINGS, *rows]))
    assert [line.proposed for line in answer.context["listing"].rows] == [account.one]
    assert BankStatement.objects.get().outgoing_count == 1
    assert "1" in told(answer)


def test_the_same_file_again_is_told(account, page):
    data = csv([HEADINGS, ["03/03/2025", "FT1", "", "500,000", "x"]])
    send(page, data)
    again = send(page, data)
    assert "sao-ke.csv" in str(again.context["form"].errors["file"])
    assert BankStatement.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.4", b"Ho ten;Ngay sinh\nA;1", b"PK\x03\x04xxxx", "Ngày;Số tiền\n1;2".encode(), b"\x00\x01\x02"],
)
def test_what_is_no_statement_is_told_beside_the_field(page, data):
    assert list(send(page, data).context["form"].errors) == ["file"]
    assert not BankStatement.objects.exists()


def test_a_proposal_is_confirmed_with_one_press(account, page):
    line = account.line(account.one.code)
    page.post(url("bank_line_book", line), {"pledge": line.proposed.public_id})
    assert numbers(account.one)[1] == 500_000


def test_a_proposal_that_has_changed_is_not_booked_unseen(account, page):
    line = account.line(account.one.code)
    page.post(url("bank_line_book", line), {"pledge": account.brothers[0].public_id})
    page.post(url("bank_line_book", line))
    assert not Receipt.objects.exists()


def test_a_line_is_split_on_its_page(account, page):
    line = account.line("NHOM SE CHIA", "1,500,000")
    one, two = account.brothers
    form = page.get(url("bank_line", line)).context["form"]
    assert {each.pledge for each, _field in form.rows} == {one, two}
    page.post(url("bank_line", line), {f"part-{one.pk}": "1.000.000", f"part-{two.pk}": "500.000"})
    assert (numbers(one)[1], numbers(two)[1]) == (1_000_000, 500_000)


def test_another_pledge_is_typed_and_takes_what_is_left(account, page):
    line = account.line("NHOM SE CHIA", "1,500,000")
    sent = {f"part-{account.brothers[0].pk}": "500.000", "other": account.one.code}
    page.post(url("bank_line", line), sent)
    assert numbers(account.one)[1] == 1_000_000


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({}, "__all__"),
        ({"other": "không có ai"}, "other"),
        ({"other": "CK999999"}, "other"),
        ({"other_vnd": "x"}, "other_vnd"),
    ],
)
def test_what_cannot_be_booked_is_told(account, page, sent, field):
    answer = page.post(url("bank_line", account.line("x")), sent)
    assert field in answer.context["form"].errors
    assert not Receipt.objects.exists()


def test_parts_that_do_not_make_the_line_are_told(account, page):
    answer = page.post(url("bank_line", account.line("x")), {"other": account.one.code, "other_vnd": "400.000"})
    assert "400.000" in str(answer.context["form"].errors["__all__"])


def test_certain_lines_are_shown_and_those_ticked_are_booked(account, page):
    rows = [["03/03/2025", f"FT{n}", "", "500,000", account.one.code] for n in range(3)]
    send(page, csv([HEADINGS, *rows]))
    lines = page.get(url("bank_certain")).context["lines"]
    assert len(lines) == 3
    page.post(url("bank_certain"), {"line": [lines[0].pk, lines[1].pk, "x", "9" * 30]})
    assert numbers(account.one)[1] == 1_000_000
    assert BankLine.objects.open().count() == 1


def test_a_line_is_set_aside_with_a_reason_and_taken_up_again(account, page):
    line = account.line("lai tien gui")
    assert page.post(url("bank_line_aside", line)).context["form"].errors
    page.post(url("bank_line_aside", line), {"note": "Lãi tiền gửi"})
    assert BankLine.objects.get().state == LineState.ASIDE
    assert "Lãi tiền gửi" in page.get(url("bank_line", line)).content.decode()
    page.post(url("bank_line_again", line))
    assert BankLine.objects.get().state == LineState.OPEN


def test_lines_are_filtered_by_state_and_found_by_their_text(account, page):
    account.book(account.line("Nguyễn Thị Mẫu"), (account.one, 500_000))
    account.line("Lê Văn Hai", reference="FT2")
    shown = [
        page.get(url("bank"), query).context["listing"].rows for query in ({}, {"state": "booked"}, {"state": "all"})
    ]
    assert [len(rows) for rows in shown] == [1, 1, 2]
    assert page.get(url("bank"), {"q": "thi mau", "state": "all"}).context["listing"].rows[0].text == "Nguyễn Thị Mẫu"
    assert AccessLog.objects.filter(action="search", record_kind="sponsorship.bankline").exists()


def test_a_booked_line_shows_its_receipts(account, page):
    line = account.line("x")
    account.book(line, (account.one, 500_000))
    assert [receipt.number for receipt in page.get(url("bank_line", line)).context["receipts"]] == [1]


def test_what_changed_meanwhile_is_told_in_a_sentence(account, page):
    line = account.line(account.one.code)
    operations.set_aside(line=line, by=account.officer, note="x")
    answer = page.post(url("bank_line_book", line), {"pledge": account.one.public_id}, follow=True)
    assert told(answer)
    assert not Receipt.objects.exists()
    assert page.post(url("bank_line_aside", line), {"note": "y"}).status_code == 302


def test_looking_again_says_how_many_are_certain(account, page):
    account.line(account.one.code)
    assert "1" in told(page.post(url("bank_again"), follow=True))


def test_the_page_of_a_line_tells_where_the_same_transfer_is_booked(account, page):
    first = account.line(f"ung ho {account.one.code}")
    [receipt] = account.book(first, (account.one, 500_000))
    again = account.read(("03/03/2025", "", "500,000", f"ung ho {account.one.code}")).lines.get()
    text = page.get(url("bank_line", again)).content.decode()
    assert receipt.number_text in text
    assert [other.pk for other in page.get(url("bank_line", again)).context["shown"]] == [first.pk]
