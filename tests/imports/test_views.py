"""The pages of imported lists, as a clerk goes through them."""

import io
import uuid
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from children.models import Child
from donors.models import Donor
from imports.models import BatchState, ImportBatch
from organisation.models import AccessLog, Unit, User
from organisation.roles import Role
from tests import factories
from tests.imports.lists import (
    as_csv,
    child_row,
    children_list,
    counts,
    entered,
    opened,
    pledges_list,
    programme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    return programme()


@pytest.fixture
def clerk(unit: Unit) -> User:
    return factories.create_user(role=Role.DATA_CLERK, unit=unit)


@pytest.fixture
def signed_in(client: Client, clerk: User) -> Client:
    client.force_login(clerk, backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(client: Client, data: bytes, unit: Unit, name: str = "danh-sach.xlsx", **fields: Any) -> Any:
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("imports:upload"), {"file": file, "unit": unit.pk, "kind": "", **fields})


def page(client: Client, batch: ImportBatch, name: str = "batch", **query: str) -> Any:
    return client.get(reverse(f"imports:{name}", args=[batch.public_id]), query)


def press(client: Client, batch: ImportBatch, name: str, **fields: str) -> Any:
    return client.post(reverse(f"imports:{name}", args=[batch.public_id]), fields)


def decide(client: Client, batch: ImportBatch, what: str, row: str = "", **fields: Any) -> Any:
    return client.post(reverse("imports:decide", args=[batch.public_id]), {"do": what, "row": row, **fields})


def fix(client: Client, batch: ImportBatch, row: str, **fields: Any) -> Any:
    return client.post(reverse("imports:fix", args=[batch.public_id]), {"row": row, **fields})


# --- The way through ----------------------------------------------------------------------------


def test_a_clerk_sends_a_list_looks_at_it_and_enters_it(signed_in: Client, unit: Unit, clerk: User) -> None:
    answer = send(signed_in, children_list(), unit)
    batch = ImportBatch.objects.get()
    assert answer.url == batch.get_absolute_url()
    assert "Lê Đức Kiên" in page(signed_in, batch).content.decode()

    assert "1" in page(signed_in, batch, "apply").content.decode()
    assert not Child.objects.exists()
    answer = press(signed_in, batch, "apply")

    batch.refresh_from_db()
    assert (answer.url, batch.state, batch.applied_by) == (batch.get_absolute_url(), BatchState.APPLIED, clerk)
    assert Child.objects.get().get_absolute_url() in page(signed_in, batch).content.decode()


def test_a_list_can_be_undone_and_the_page_says_so(signed_in: Client, unit: Unit) -> None:
    batch = entered(children_list(), unit)
    assert page(signed_in, batch, "undo").status_code == 200

    press(signed_in, batch, "undo")

    assert not Child.objects.exists()
    assert page(signed_in, batch).status_code == 200


def test_what_stays_is_listed_before_a_list_is_undone(signed_in: Client, unit: Unit) -> None:
    batch = entered(children_list(child_row(), child_row("Trần Thị Khác")), unit)
    Child.objects.filter(full_name="Trần Thị Khác").update(note="đã gặp gia đình")

    asked = page(signed_in, batch, "undo").content.decode()
    press(signed_in, batch, "undo")

    kept = Child.objects.get()
    assert kept.get_absolute_url() in asked
    assert kept.get_absolute_url() in page(signed_in, batch).content.decode()


def test_a_list_whose_records_are_all_in_use_offers_no_button(signed_in: Client, unit: Unit) -> None:
    batch = entered(children_list(), unit)
    Child.objects.update(note="đã gặp gia đình")

    assert "btn-danger" not in page(signed_in, batch, "undo").content.decode()
    press(signed_in, batch, "undo")

    assert Child.objects.exists()


def test_a_list_can_be_set_aside(signed_in: Client, unit: Unit) -> None:
    batch = opened(children_list(), unit)

    press(signed_in, batch, "discard")

    batch.refresh_from_db()
    assert batch.state == BatchState.DISCARDED
    assert page(signed_in, batch).status_code == 200


def test_the_same_file_again_leads_to_the_list_that_it_was(signed_in: Client, unit: Unit) -> None:
    batch = entered(children_list(), unit)
    assert send(signed_in, children_list(), unit).url == batch.get_absolute_url()

    waiting = opened(children_list(title="DANH SÁCH KHÁC"), unit)
    assert send(signed_in, children_list(title="DANH SÁCH KHÁC"), unit).url == waiting.get_absolute_url()
    assert ImportBatch.objects.count() == 2


def test_the_same_file_is_another_list_for_another_unit(signed_in: Client, unit: Unit) -> None:
    entered(children_list(), unit)
    lower = factories.create_unit(parent=unit)

    send(signed_in, children_list(), lower)

    assert counts(ImportBatch.objects.get(managing_unit=lower)) == {"new": 1}


def test_what_changed_since_the_page_was_shown_is_said_and_nothing_entered(signed_in: Client, unit: Unit) -> None:
    batch = opened(children_list(child_row(), child_row("Trần Thị Khác")), unit)
    shown = page(signed_in, batch, "apply").context["form"].initial
    assert (shown["new"], shown["update"]) == (2, 0)
    decide(signed_in, batch, "out", "!3")

    press(signed_in, batch, "apply", new="2", update="0")

    assert not Child.objects.exists()
    press(signed_in, batch, "apply", new="1", update="0")
    assert Child.objects.count() == 1


def test_records_that_came_in_meanwhile_are_seen_after_the_refusal(signed_in: Client, unit: Unit) -> None:
    batch = opened(children_list(child_row(), child_row("Trần Thị Khác")), unit)
    entered(children_list(title="DANH SÁCH KHÁC"), unit)

    press(signed_in, batch, "apply", new="2", update="0")

    batch.refresh_from_db()
    assert (Child.objects.count(), counts(batch)) == (1, {"new": 1, "duplicate": 1})


def test_entering_twice_says_that_it_is_done(signed_in: Client, unit: Unit) -> None:
    batch = entered(children_list(), unit)

    answer = press(signed_in, batch, "apply")

    assert answer.url == batch.get_absolute_url()
    assert Child.objects.count() == 1


# --- The columns --------------------------------------------------------------------------------

ODD = as_csv(["STT", "Họ và tên", "Ngày sinh", "Xã", "Cột lạ"], ["1", "Lê Đức Kiên", "2012", "Thanh Tùng", "Kinh"])


def layout_fields(client: Client, batch: ImportBatch, **changes: str) -> dict[str, str]:
    form = page(client, batch, "columns").context["form"]
    initial = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    said = {name: "on" if value is True else value for name, value in initial.items() if value not in (None, False)}
    return said | changes


def test_the_columns_are_shown_with_samples(signed_in: Client, unit: Unit) -> None:
    html = page(signed_in, opened(ODD, unit, kind="children", keep_file=True), "columns").content.decode()

    assert "Cột lạ" in html
    assert "Kinh" in html


def test_a_column_can_be_corrected(signed_in: Client, unit: Unit) -> None:
    batch = opened(ODD, unit, kind="children", keep_file=True)

    press(signed_in, batch, "columns", **layout_fields(signed_in, batch, **{"g0-E": "ethnicity"}))

    assert batch.rows.get().values["ethnicity"] == "Kinh"


def test_the_headings_row_can_be_corrected(signed_in: Client, unit: Unit) -> None:
    data = as_csv(["Họ và tên", "Ngày sinh"], ["Họ và tên", "Năm sinh"], ["Lê Đức Kiên", "2012"])
    batch = opened(data, unit, kind="children", keep_file=True)

    press(signed_in, batch, "columns", **layout_fields(signed_in, batch, **{"g0-first": "2", "g0-last": "2"}))

    batch.refresh_from_db()
    assert batch.layout["sheets"][0]["header"] == [2, 2]


def test_one_thing_cannot_be_in_two_columns(signed_in: Client, unit: Unit) -> None:
    batch = opened(ODD, unit, kind="children", keep_file=True)

    answer = press(signed_in, batch, "columns", **layout_fields(signed_in, batch, **{"g0-E": "full_name"}))

    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_going_on_without_a_change_leads_to_the_rows(signed_in: Client, unit: Unit) -> None:
    batch = opened(ODD, unit, kind="children", keep_file=True)

    assert press(signed_in, batch, "columns", **layout_fields(signed_in, batch)).url == batch.get_absolute_url()


# --- The rows -----------------------------------------------------------------------------------

MIXED = children_list(
    child_row(), child_row("Trần Thị Khác", "31/02/2015"), child_row("Ngô Văn Hai"), title="DANH SÁCH"
)


def test_each_tab_holds_its_rows(signed_in: Client, unit: Unit) -> None:
    batch = opened(MIXED, unit)

    shown = {tab: len(page(signed_in, batch, status=tab).context["shown"]) for tab in ("new", "error", "duplicate")}

    assert shown == {"new": 2, "error": 1, "duplicate": 0}


def test_rows_to_decide_about_come_twenty_to_a_page_and_a_decision_stays_on_its_page(
    signed_in: Client, unit: Unit
) -> None:
    batch = opened(children_list(*(child_row(f"Lê Thị {n}", birth="31/02/2015") for n in range(22))), unit)

    pages = [len(page(signed_in, batch, status="error", page=str(n)).context["shown"]) for n in (1, 2)]
    answer = press(signed_in, batch, "decide", row="!24", do="out", tab="error", page="2")

    assert pages == [20, 2]
    assert "page=2" in answer["Location"]


def test_rows_are_searched_without_marks(signed_in: Client, unit: Unit) -> None:
    shown = page(signed_in, opened(MIXED, unit), status="new", q="ngo van").context["shown"]

    assert [view.title for view in shown] == ["Ngô Văn Hai"]


def test_the_text_as_written_stands_beside_the_understood_value(signed_in: Client, unit: Unit) -> None:
    row = child_row(birth="5/4/2012", circumstances="mẹ mất")
    (view,) = page(signed_in, opened(children_list(row), unit)).context["shown"]

    cells = [(cell.value, cell.written) for cell in view.cells]
    assert ("mồ côi mẹ", "mẹ mất") in cells
    assert ("05/04/2012", "") in cells  # the same day with its noughts
    assert ("Xóm 1", "") in cells


def test_an_address_that_was_taken_apart_is_quoted_once(signed_in: Client, unit: Unit) -> None:
    address = "Xóm Kim Sơn, xã Thanh Tùng, huyện Thanh Chương"
    file = f"Họ và tên;Ngày sinh;Địa chỉ;Hoàn cảnh\nLê Đức Kiên;17/10/2012;{address};Mồ côi mẹ\n".encode()
    send(signed_in, file, unit, name="tre.csv")
    (view,) = page(signed_in, ImportBatch.objects.get()).context["shown"]

    assert [cell.written for cell in view.cells].count(address) == 1


def test_a_list_without_sheets_names_none(signed_in: Client, unit: Unit) -> None:
    line = "Lê Đức Kiên;17/10/2012;Thanh Tùng;Mồ côi mẹ\n"
    file = f"Họ và tên;Ngày sinh;Xã;Hoàn cảnh\n{line}{line}".encode()
    send(signed_in, file, unit, name="tre.csv")

    answer = page(signed_in, ImportBatch.objects.get(), status="duplicate")
    assert "Giống hệt dòng 2." in answer.content.decode()


def test_a_row_is_left_out_from_the_page_and_taken_in_again(signed_in: Client, unit: Unit) -> None:
    batch = opened(MIXED, unit)

    decide(signed_in, batch, "out", "!3")
    batch.refresh_from_db()
    assert (batch.counts["new"], batch.counts["skipped"]) == (1, 1)

    decide(signed_in, batch, "in", "!3")
    batch.refresh_from_db()
    assert (batch.counts["new"], batch.counts["skipped"]) == (2, 0)


def test_all_rows_to_be_mended_are_left_out_at_once(signed_in: Client, unit: Unit) -> None:
    batch = opened(MIXED, unit)

    decide(signed_in, batch, "out", all="1", tab="error")

    batch.refresh_from_db()
    assert counts(batch) == {"new": 2, "skipped": 1}


def test_deciding_about_a_row_that_is_not_there_is_said(signed_in: Client, unit: Unit) -> None:
    batch = opened(MIXED, unit)

    for key in ("!99", "", "khác!3", "!x"):
        decide(signed_in, batch, "out", key)
        fix(signed_in, batch, key, **{"cell-C": "1"})
        assert signed_in.get(reverse("imports:row", args=[batch.public_id]), {"row": key}).status_code == 302

    batch.refresh_from_db()
    assert counts(batch) == {"new": 2, "error": 1}


def test_the_page_of_a_row_shows_all_its_cells_to_be_typed_anew(signed_in: Client, unit: Unit) -> None:
    batch = opened(MIXED, unit, keep_file=True)

    answer = signed_in.get(reverse("imports:row", args=[batch.public_id]), {"row": "!4"})

    texts = {f.letter: f.text for f in answer.context["view"].fixes}
    assert (texts["B"], texts["C"]) == ("Trần Thị Khác", "31/02/2015")


def test_looking_at_the_rows_is_recorded(signed_in: Client, unit: Unit, clerk: User) -> None:
    page(signed_in, opened(MIXED, unit), status="new")

    log = AccessLog.objects.get(record_kind="imports.importbatch")
    assert (log.user, log.action, log.rows_count) == (clerk, "view", 2)


def test_a_page_never_sends_more_than_200_rows(signed_in: Client, unit: Unit) -> None:
    letters = "ABCDEGHIKLMNOPQRSTUVXY"
    names = (f"Lê {first}a {last}a" for first in letters for last in letters[:10])
    batch = opened(children_list(*(child_row(name, carer="", phone="") for name in names)), unit)
    assert batch.rows.exclude(status="skipped").count() > 200

    for tab in ("new", "look", "siblings", "skipped"):
        html = page(signed_in, batch, status=tab)
        assert len(html.context["shown"]) <= 200
    assert page(signed_in, batch, status="new").context["shown"]


@pytest.mark.parametrize("make", [children_list, pledges_list])
def test_the_queries_of_the_page_of_rows_do_not_grow(
    signed_in: Client, unit: Unit, make: Any, django_assert_max_num_queries: Any
) -> None:
    batch = entered(make(), unit)

    with django_assert_max_num_queries(16):
        page(signed_in, batch)


def test_the_list_of_lists_shows_what_became_of_each(
    signed_in: Client, unit: Unit, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        opened(children_list(title=f"DANH SÁCH {number}"), unit)

    with django_assert_num_queries(6):
        html = signed_in.get(reverse("imports:list")).content.decode()

    assert html.count("danh-sach.csv") == 3


def test_a_child_s_page_leads_to_the_row_it_came_from(signed_in: Client, unit: Unit) -> None:
    batch = entered(children_list(), unit)

    html = signed_in.get(Child.objects.get().get_absolute_url()).content.decode()

    address = reverse("imports:row", args=[batch.public_id]) + "?row=!3"
    assert address in html
    assert "Lê Đức Kiên" in signed_in.get(address).content.decode()


def test_child_and_donor_of_a_pledge_list_lead_to_its_row(client: Client, unit: Unit) -> None:
    officer = factories.create_user(role=Role.MATCHING_OFFICER, unit=unit)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    batch = entered(pledges_list(), unit)

    address = reverse("imports:row", args=[batch.public_id]) + "?row=!3"
    for record in (Child.objects.get(), Donor.objects.get()):
        assert address in client.get(record.get_absolute_url()).content.decode()


def test_a_record_leads_to_each_row_that_completed_it(signed_in: Client, unit: Unit) -> None:
    first = entered(children_list(child_row(sex="")), unit)
    second = entered(children_list(child_row(), title="DANH SÁCH BỔ SUNG"), unit)
    waiting = opened(children_list(child_row(union="Công đoàn Mẫu"), title="DANH SÁCH CHỜ"), unit)

    html = signed_in.get(Child.objects.get().get_absolute_url()).content.decode()

    assert counts(second)["update"] == 1
    shown = [str(batch.public_id) in html for batch in (first, second, waiting)]
    assert shown == [True, True, False]


def test_a_child_s_page_says_nothing_of_lists_to_who_may_not_see_them(client: Client, unit: Unit) -> None:
    batch = entered(children_list(), unit)
    leader = factories.create_user(role=Role.LEADER, unit=unit)
    client.force_login(leader, backend="django.contrib.auth.backends.ModelBackend")

    assert str(batch.public_id) not in client.get(Child.objects.get().get_absolute_url()).content.decode()


# --- Who sees what ------------------------------------------------------------------------------


def test_another_unit_s_list_is_not_there(signed_in: Client) -> None:
    elsewhere = factories.create_unit()
    batch = opened(children_list(), elsewhere)

    answers = [
        page(signed_in, batch, name).status_code
        for name in ("batch", "columns", "apply", "undo", "discard", "mend", "row")
    ]
    answers += [
        press(signed_in, batch, name).status_code
        for name in ("apply", "undo", "discard", "decide", "fix", "row", "columns")
    ]

    assert set(answers) == {404}
    assert "danh-sach.csv" not in signed_in.get(reverse("imports:list")).content.decode()


def test_a_list_cannot_be_sent_for_another_unit(signed_in: Client) -> None:
    elsewhere = factories.create_unit()

    answer = send(signed_in, children_list(), elsewhere)

    assert answer.status_code == 200
    assert not ImportBatch.objects.exists()


def test_a_clerk_of_a_lower_unit_sees_neither_the_lists_nor_the_children_above(client: Client, unit: Unit) -> None:
    lower = factories.create_unit(parent=unit)
    client.force_login(
        factories.create_user(role=Role.DATA_CLERK, unit=lower), backend="django.contrib.auth.backends.ModelBackend"
    )
    entered(children_list(), unit)

    send(client, children_list(), lower)

    batch = ImportBatch.objects.get(managing_unit=lower)
    assert counts(batch) == {"new": 1}
    assert len(client.get(reverse("imports:list")).context["listing"].rows) == 1


# --- Files that are refused ---------------------------------------------------------------------


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * (250 * 1024**2))
    return out.getvalue()


def far_cell() -> bytes:
    """A workbook whose only cell stands in the last column of the last row."""
    from openpyxl import Workbook

    book = Workbook()
    book.active["XFD1048576"] = "x"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"chi la mot dong chu", b"PK\x03\x04 hong", bomb(), far_cell(), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600],
    ids=["text under another name", "damaged", "zip bomb", "far cell", "damaged xls"],
)
def test_a_refused_file_gets_one_sentence_and_leaves_nothing(
    signed_in: Client, unit: Unit, data: bytes, settings: Any
) -> None:
    answer = send(signed_in, data, unit)

    assert answer.status_code == 200
    (errors,) = answer.context["form"].errors.values()
    assert len(errors) == 1
    assert errors[0].endswith((".", "?"))
    assert not ImportBatch.objects.exists()
    assert not (settings.MEDIA_ROOT / "imports").exists()


def test_an_empty_file_and_no_file_are_said_beside_the_field(signed_in: Client, unit: Unit) -> None:
    assert "file" in send(signed_in, b"", unit).context["form"].errors
    answer = signed_in.post(reverse("imports:upload"), {"unit": unit.pk})
    assert "file" in answer.context["form"].errors


def test_an_address_that_nobody_has_is_not_there(signed_in: Client) -> None:
    assert signed_in.get(reverse("imports:batch", args=[uuid.uuid4()])).status_code == 404


def test_a_list_of_pledges_is_entered_by_a_matching_officer(signed_in: Client, unit: Unit) -> None:
    send(signed_in, pledges_list(), unit)
    batch = ImportBatch.objects.get()
    assert reverse("imports:apply", args=[batch.public_id]) not in page(signed_in, batch).content.decode()
    assert press(signed_in, batch, "apply").status_code == 403

    officer = factories.create_user(role=Role.MATCHING_OFFICER, unit=unit)
    signed_in.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    assert reverse("imports:apply", args=[batch.public_id]) in page(signed_in, batch).content.decode()
    press(signed_in, batch, "apply")
    batch.refresh_from_db()
    assert batch.state == "applied"
