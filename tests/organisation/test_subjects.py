"""Whoever asks what is kept on a person gets all of it, or has it taken out; the books stay whole."""

import datetime
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from openpyxl import load_workbook

from children.models import Child
from donors.models import Donor
from imports import files
from imports.models import ImportBatch, ImportRow
from organisation import subjects
from organisation.models import AccessLog, Erasure, SubjectRequest, Unit, User
from organisation.models.subject_request import due_after
from organisation.operations import Refused
from organisation.roles import Role
from organisation.sealing import seal_all, verify
from sponsorship.models import Handover, Receipt
from sponsorship.models.states import EndReason
from sponsorship.operations import end_pledge, record_handover, record_receipt
from tests import factories
from tests.every_page import signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 3, 1)
NAME, CARER, PHONE = "Trần Thị Rất Riêng", "Lê Thị Bà Ngoại Riêng", "0912345678"


@pytest.fixture
def unit() -> Unit:
    return factories.create_unit()


@pytest.fixture
def administrator(unit: Unit) -> User:
    return factories.create_user(role=Role.ADMINISTRATOR, unit=unit)


@pytest.fixture
def child(unit: Unit) -> Child:
    """With a carer, a visit, and a pledge under which money came and went and which has ended."""
    child = factories.create_child(unit=unit, full_name=NAME, note="nhà cạnh trạm xá", hamlet="Xóm 3")
    officer = factories.create_user(role=Role.MATCHING_OFFICER, unit=unit)
    factories.create_caregiver(child=child, full_name=CARER, phone=PHONE)
    pledge = factories.create_pledge(child=child, donor=factories.create_donor(unit=unit))
    money: dict[str, Any] = {"pledge": pledge, "amount_vnd": 500_000, "by": officer}
    record_receipt(received_on=DAY, **money)
    record_handover(handed_on=DAY, received_by="Người nhận", **money)
    end_pledge(pledge=pledge, reason=EndReason.DONOR_STOPPED, on=DAY, by=officer)
    child.refresh_from_db()
    return child


def ask(record: Any, by: User, wish: str = "erase") -> SubjectRequest:
    client = signed_in(by)
    address = reverse("organisation:subject_request_add", args=[record._meta.model_name, record.public_id])
    sent = {"wish": wish, "received_on": "20/11/2026", "asked_by": "Lê Thị Mẫu", "evidence": "Căn cước"}
    client.post(address, sent)
    return SubjectRequest.objects.latest("id")


def words_of(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {table} t")
        return cursor.fetchone()[0]


# --- The clock ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("asked", "due"), [("2026-11-20", "2026-11-24"), ("2026-11-23", "2026-11-25")])
def test_two_working_days_pass_over_the_weekend(asked: str, due: str) -> None:
    assert due_after(datetime.date.fromisoformat(asked)) == datetime.date.fromisoformat(due)


def test_a_request_says_who_asked_and_is_answered_by_name(child: Child, administrator: User) -> None:
    asked = ask(child, administrator, "see")

    signed_in(administrator).post(asked.get_absolute_url(), {"outcome": "handed_over", "answer": "Đã đưa bản in."})

    asked.refresh_from_db()
    assert (asked.asked_by, asked.record_code, asked.due_on) == ("Lê Thị Mẫu", child.code, datetime.date(2026, 11, 24))
    assert (asked.outcome, asked.answered_by) == ("handed_over", administrator)


@pytest.mark.parametrize("wrong", [{"evidence": ""}, {"outcome": "refused"}, {"due_on": DAY}])
def test_the_database_refuses_half_a_request(wrong: dict[str, Any], child: Child, administrator: User) -> None:
    asked = ask(child, administrator)

    with pytest.raises(IntegrityError), transaction.atomic():
        SubjectRequest.objects.filter(pk=asked.pk).update(**wrong)


# --- The file -----------------------------------------------------------------------------------


def test_the_file_holds_the_record_and_all_that_belongs_to_it(child: Child, administrator: User) -> None:
    Child.objects.filter(pk=child.pk).update(note="=HYPERLINK(1)")
    asked = ask(child, administrator, "see")

    answer = signed_in(administrator).get(reverse("organisation:subject_request_file", args=[asked.public_id]))
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]  # a file

    said = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type != "f"}
    assert {NAME, CARER, PHONE, "=HYPERLINK(1)", "500.000\xa0đ"} <= said
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    assert AccessLog.objects.filter(action="export", record_id=child.pk).exists()


# --- Nameless -----------------------------------------------------------------------------------


def test_nothing_that_names_the_child_is_left_and_the_money_is(child: Child, administrator: User) -> None:
    books = (words_of("sponsorship_receipt"), words_of("sponsorship_handover"), words_of("sponsorship_ledgersum"))
    asked = ask(child, administrator)

    subjects.anonymise(request=asked, answer="Theo yêu cầu của người giám hộ", by=administrator)

    tables = [t for t in connection.introspection.table_names() if t.startswith(("children_", "sponsorship_", "org"))]
    for secret in (NAME, CARER, PHONE, "trạm xá", "Xóm 3"):
        assert [table for table in tables if secret in words_of(table)] == []
    assert books == (
        words_of("sponsorship_receipt"), words_of("sponsorship_handover"), words_of("sponsorship_ledgersum")
    )  # fmt: skip
    child.refresh_from_db()
    assert (child.birth_date, child.birth_date_precision) == (datetime.date(2015, 1, 1), "year")
    assert (Receipt.objects.count(), Handover.objects.count()) == (1, 1)
    asked.refresh_from_db()
    assert (asked.outcome, asked.answered_by) == ("anonymised", administrator)


def test_the_page_of_a_nameless_child_still_opens(child: Child, administrator: User) -> None:
    asked = ask(child, administrator)

    signed_in(administrator).post(
        reverse("organisation:subject_request_nameless", args=[asked.public_id]), {"answer": "Theo yêu cầu"}
    )

    client = signed_in(administrator)
    for address in (child.get_absolute_url(), reverse("children:history", args=[child.public_id])):
        page = client.get(address)
        assert page.status_code == 200
        assert NAME not in page.content.decode()
    assert client.get(asked.get_absolute_url()).status_code == 200


def test_the_seals_know_what_was_taken_out_and_nothing_more(child: Child, administrator: User) -> None:
    other = factories.create_child()
    seal_all()

    subjects.anonymise(request=ask(child, administrator), answer="x", by=administrator)
    assert list(verify()) == []

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE children_childevent SET full_name = 'Khác' WHERE pgh_obj_id = %s", [other.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert {finding.what for finding in verify()} == {"altered"}


def test_a_child_with_an_open_pledge_keeps_its_name(unit: Unit, administrator: User) -> None:
    child = factories.create_child(unit=unit, full_name=NAME)
    factories.create_pledge(child=child, donor=factories.create_donor(unit=unit))
    asked = ask(child, administrator)

    page = signed_in(administrator).post(
        reverse("organisation:subject_request_nameless", args=[asked.public_id]), {"answer": "Theo yêu cầu"}
    )

    assert "Kết thúc" in page.content.decode()
    assert Child.objects.get(pk=child.pk).full_name == NAME
    assert not Erasure.objects.exists()


def test_a_donor_becomes_nameless_and_its_pledges_stay(child: Child, administrator: User) -> None:
    donor = Donor.objects.get()
    asked = ask(donor, administrator)

    subjects.anonymise(request=asked, answer="Theo yêu cầu", by=administrator)

    donor.refresh_from_db()
    assert donor.name == subjects.NAMELESS
    assert donor.pledges.count() == 1
    with pytest.raises(Refused):
        subjects.anonymise(request=asked, answer="lần nữa", by=administrator)


def test_only_who_keeps_the_accounts_there_takes_a_name_out(child: Child, administrator: User) -> None:
    asked = ask(child, administrator)

    for stranger in (
        factories.create_user(role=Role.ADMINISTRATOR),
        factories.create_user(role=Role.DATA_CLERK, unit=child.managing_unit),
    ):
        with pytest.raises(PermissionDenied):
            subjects.anonymise(request=asked, answer="x", by=stranger)
        with pytest.raises(PermissionDenied):
            subjects.close(request=asked, outcome="refused", answer="x", by=stranger)


def test_the_lists_that_named_a_person_forget_it(child: Child, administrator: User) -> None:
    told: dict[str, Any] = {"sheet": "S", "as_written": [NAME], "values": {"full_name": NAME}}
    entered, waiting = (
        ImportBatch.objects.create(kind="children", managing_unit=child.managing_unit, state=state, stored_file=file)
        for state, file in (("applied", ""), ("checked", files.keep(b"x")))
    )
    row = ImportRow.objects.create(batch=entered, row=5, status="new", record_id=child.pk, **told)
    other = ImportRow.objects.create(batch=entered, row=6, status="new", **told)
    ImportRow.objects.create(batch=waiting, row=5, status="duplicate", record_id=child.pk, **told)
    entered.corrections = {"sheets": {"S": {"cells": {"5": {"B": NAME}, "6": {"B": NAME}}}}}
    entered.save()

    subjects.anonymise(request=ask(child, administrator), answer="Theo yêu cầu", by=administrator)

    for record in (row, other, entered, waiting):
        record.refresh_from_db()
    assert (row.as_written, row.values) == ([], {})
    assert other.as_written == [NAME]
    assert entered.corrections["sheets"]["S"]["cells"] == {"6": {"B": NAME}}
    assert (waiting.state, waiting.stored_file, waiting.rows.count()) == ("discarded", "", 0)


def test_where_the_pages_cannot_rewrite_the_past_the_owner_takes_the_name_out(
    child: Child, administrator: User
) -> None:
    request = ask(child, administrator)
    call_command("application_role", "test_pages_role")
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE test_pages_role")
        with pytest.raises(Refused, match=f"make_nameless {request.public_id}"):
            subjects.anonymise(request=request, answer="Đã xóa", by=administrator)
        cursor.execute("RESET ROLE")

    call_command("make_nameless", str(request.public_id), by=administrator.username, answer="Đã xóa")

    child.refresh_from_db()
    request.refresh_from_db()
    assert child.full_name != NAME
    assert request.answered_by == administrator


@pytest.mark.parametrize("request_id", ["no-id", "6f1c1b34-0000-4000-8000-000000000000"])
def test_a_request_that_is_not_there_is_said(request_id: str, administrator: User) -> None:
    with pytest.raises(CommandError, match="no such request"):
        call_command("make_nameless", request_id, by=administrator.username, answer="x")
