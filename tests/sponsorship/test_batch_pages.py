import pytest
from django.urls import reverse

from organisation.models import AccessLog
from organisation.roles import Role
from sponsorship import operations
from sponsorship.models import Receipt, ReceiptBatch
from sponsorship.models.batch import BatchState
from tests.factories import create_child, create_donor, create_pledge, create_user
from tests.sponsorship.worlds import World, numbers

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World(full_name="Trần Thị Mẫu")


@pytest.fixture
def page(world, client):
    treasurer = create_user(role=Role.TREASURER, unit=world.unit)
    client.force_login(treasurer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name, record=None):
    return reverse(f"sponsorship:{name}", args=[record.public_id] if record else [])


def begin(page, count="2", total="1.000.000"):
    page.post(url("batch_add"), {"declared_count": count, "declared_vnd": total, "source": "social_mobilisation"})
    return ReceiptBatch.objects.get()


def table(batch, *lines, **more):
    """What the page sends: (pledge, amount, day) of each line, and an empty one."""
    sent = {
        "declared_count": batch.declared_count,
        "declared_vnd": batch.declared_vnd,
        "source": "social_mobilisation",
        "version": batch.version,
        "line-TOTAL_FORMS": len(lines) + 1,
        "line-INITIAL_FORMS": 0,
    }
    for number, line in enumerate([*lines, ("", "", "")]):
        sent |= {f"line-{number}-{name}": value for name, value in zip(FIELDS, line, strict=False)}
        sent |= {f"line-{number}-method": "cash"}
    return sent | more


FIELDS = ("pledge_text", "amount_vnd", "received_on", "allow_surplus")
DAY = "10/03/2025"


def two_lines(world):
    other = world.activate(
        child=create_child(unit=world.unit, full_name="Lê Văn Mẫu"), donor=create_donor(unit=world.unit)
    )
    return (world.activate().code, "500.000", DAY), (other.code, "500.000", DAY)


def test_the_cover_comes_first_and_gives_the_table_its_lines(page):
    batch = begin(page, count="12")
    assert (batch.declared_count, batch.declared_vnd, batch.state) == (12, 1_000_000, BatchState.DRAFT)
    assert len(page.get(url("batch", batch)).context["table"].forms) == 12


def test_a_draft_keeps_what_was_typed_and_books_nothing(world, page):
    batch = begin(page)
    page.post(url("batch", batch), table(batch, (world.activate().code, "", ""), ("ai đó", "300.000", DAY), save="1"))
    assert not Receipt.objects.exists()
    values = [form["pledge_text"].value() for form in page.get(url("batch", batch)).context["table"].forms]
    assert values[0].endswith("Trần Thị Mẫu – Công đoàn Trường Mẫu")
    assert values[1] == "ai đó"


def test_the_batch_is_booked_and_read_with_its_numbers(world, page):
    batch = begin(page)
    answer = page.post(url("batch", batch), table(batch, *two_lines(world), book="1"), follow=True)
    assert [line.receipt.number for line in answer.context["lines"]] == [1, 2]
    assert "1.000.000" in str(next(iter(answer.context["messages"])))


def test_a_name_is_enough_where_one_pledge_fits(world, page):
    world.activate()
    batch = begin(page, count="1", total="500.000")
    page.post(url("batch", batch), table(batch, ("tran thi mau", "500.000", DAY), book="1"))
    assert Receipt.objects.get().pledge.child == world.child


def test_several_that_fit_are_named_beside_the_line(world, page):
    for name in ("Nguyễn Văn Một", "Nguyễn Văn Hai"):
        world.activate(child=create_child(unit=world.unit, full_name=name))
    batch = begin(page, count="1", total="500.000")
    answer = page.post(url("batch", batch), table(batch, ("nguyen van", "500.000", DAY), book="1"))
    assert "Nguyễn Văn Một" in str(answer.context["table"].forms[0].errors["pledge_text"])
    assert not Receipt.objects.exists()


def test_a_difference_is_told_then_overruled_by_name(world, page):
    batch = begin(page, total="2.000.000")
    lines = two_lines(world)
    answer = page.post(url("batch", batch), table(batch, *lines, book="1"))
    assert answer.context["totals_differ"]
    batch.refresh_from_db()
    page.post(url("batch", batch), table(batch, *lines, book="1", overrule_reason="Một phiếu rách"))
    batch.refresh_from_db()
    assert (batch.state, batch.overrule_reason) == (BatchState.BOOKED, "Một phiếu rách")
    assert "Một phiếu rách" in page.get(url("batch", batch)).content.decode()


def test_after_a_refusal_the_page_goes_on_with_the_draft_it_saved(world, page):
    batch = begin(page, count="1", total="9.000.000")
    line = (world.activate().code, "9.000.000", DAY)
    answer = page.post(url("batch", batch), table(batch, line, book="1"))
    batch.refresh_from_db()
    assert answer.context["form"]["version"].value() == str(batch.version)
    page.post(url("batch", batch), table(batch, (*line, "on"), book="1"))
    assert Receipt.objects.get().surplus_vnd == 3_000_000


def test_a_table_that_somebody_else_saved_is_not_overwritten(world, page):
    batch = begin(page)
    page.post(url("batch", batch), table(batch, *two_lines(world), save="1"))
    page.post(url("batch", batch), table(batch, save="1"))  # still with the first version
    assert batch.lines.count() == 2


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (("CK", "năm trăm", DAY), "amount_vnd"),
        (("CK", "-5", DAY), "amount_vnd"),
        (("CK", "0", DAY), "amount_vnd"),
        (("CK", "500.000", "31/02/2025"), "received_on"),
        (("x" * 400, "500.000", DAY), "pledge_text"),
    ],
)
def test_what_cannot_be_read_is_told_beside_the_field(page, line, field):
    batch = begin(page)
    answer = page.post(url("batch", batch), table(batch, line, save="1"))
    assert list(answer.context["table"].forms[0].errors) == [field]


@pytest.mark.parametrize("broken", [{}, {"line-TOTAL_FORMS": "x"}, {"line-TOTAL_FORMS": "100000"}, {"version": "x"}])
def test_a_form_that_no_page_sends_is_no_error_of_the_server(page, broken):
    batch = begin(page)
    sent = table(batch, save="1") | broken if broken else {}
    assert page.post(url("batch", batch), sent).status_code == 200


def test_a_leader_reads_a_draft_and_changes_nothing(world, client):
    batch = operations.save_batch(by=world.officer, unit=world.unit, values={}, lines=[])
    client.force_login(
        create_user(role=Role.LEADER, unit=world.unit), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert "table" not in client.get(url("batch", batch)).context
    client.post(url("batch", batch), {"title": "x"})
    batch.refresh_from_db()
    assert batch.title == ""


def test_a_pledge_of_another_unit_is_not_found(world, page):
    batch = begin(page, count="1", total="500.000")
    page.post(url("batch", batch), table(batch, (create_pledge().code, "500.000", DAY), book="1"))
    assert not Receipt.objects.exists()


def test_what_is_typed_is_searched_without_a_name_in_an_address_and_logged(world, page):
    pledge = world.activate()
    answer = page.post(url("find_pledge"), {"q": "tran thi"}).json()
    assert [each["text"].split(" ")[0] for each in answer["found"]] == [pledge.code]
    assert AccessLog.objects.filter(action="search", record_kind="sponsorship.pledge", rows_count=1).exists()
    assert page.post(url("find_pledge"), {"q": "x"}).json() == {"found": []}


def test_a_draft_is_thrown_away_after_a_question(world, page):
    batch = begin(page)
    page.get(url("batch_drop", batch))
    page.post(url("batch_drop", batch))
    assert not ReceiptBatch.objects.exists()


def test_many_lines_are_resolved_by_few_questions(world, page, django_assert_max_num_queries):
    batch = begin(page)
    pledge = world.activate()
    lines = [(pledge.code, "1.000", DAY)] * 100
    with django_assert_max_num_queries(25):
        page.post(url("batch", batch), table(batch, *lines, save="1"))
    assert batch.lines.count() == 100
    assert numbers(pledge)[1] == 0
