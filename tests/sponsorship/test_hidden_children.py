"""What is no column: pictures, letters, kept reports, lists and files do not tell where a hidden child is either."""

import datetime as dt
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from campaigns.models import GiftRecipient
from children.hiding import hide
from children.merging import CHILDREN
from children.models import Child, Consent, Photo, Progress
from children.pictures import Picture, keep
from imports.deciding import key_of
from imports.models import ImportBatch, ImportRow
from imports.operations import apply_batch
from organisation.merging import MergeRefused, merge_records, undo_merge
from organisation.models import Unit, User
from organisation.models.subject_request import SubjectRequest
from organisation.roles import Role
from sponsorship import operations
from sponsorship.models import HandoverPhoto, LetterPage
from tests import factories as make
from tests.campaigns.gift_files import workbook
from tests.every_page import signed_in
from tests.imports.lists import child_row, children_list, entered, opened, pledge_row, pledges_list, programme
from tests.sponsorship.letters import make_letter

pytestmark = pytest.mark.django_db
DAY, PICTURE = dt.date(2025, 3, 1), Picture(b"large", b"small", 8, 8)
NAME, SECRETS = "Lê Đức Kiên", ("Xóm Bí Mật", "Trường Giấu Tên")


@pytest.fixture
def unit() -> Unit:
    return programme()


@pytest.fixture
def officer(unit: Unit) -> User:
    return make.create_user(role=Role.MATCHING_OFFICER, unit=unit)


@pytest.fixture
def child(unit: Unit) -> Child:
    born = dt.date(2012, 10, 17)
    commune = unit.areas.get()
    child = make.create_child(unit=unit, full_name=NAME, birth_date=born, commune=commune, hamlet=SECRETS[0])
    for purpose in ("process", "share", "publish"):
        Consent.objects.create(child=child, purpose=purpose, given_by="Dì", given_on=DAY, child_assented=True)
    return child


def conceal(child: Child, officer: User) -> Child:
    hide(child=child, reason="Người cha tìm cháu", by=officer)
    child.refresh_from_db()
    return child


def clerk_of(unit: Unit, role: Role = Role.DATA_CLERK) -> Client:
    return signed_in(make.create_user(role=role, unit=unit))


# --- Pictures and letters -----------------------------------------------------------------------


def pictures_of(child: Child, officer: User) -> dict[str, str]:
    """The addresses of every picture that shows the child or its hand, as colleagues open them."""
    pledge = make.create_pledge(child=child)
    operations.record_receipt(pledge=pledge, amount_vnd=9, received_on=DAY, by=officer)
    given = operations.record_handover(pledge=pledge, amount_vnd=9, handed_on=DAY, received_by="Dì", by=officer)
    shot: dict[str, Any] = {"file": keep(PICTURE), "width": 8, "height": 8, "added_by": officer}
    photo = Photo.objects.create(child=child, **shot)
    shot["file"] = keep(PICTURE)
    handed = HandoverPhoto.objects.create(handover=given, **shot)
    letter = make_letter(pledge, officer)
    shot["file"] = keep(PICTURE)
    page = LetterPage.objects.create(letter=letter, **shot)
    return {
        "photo": reverse("children:photo", args=[child.public_id]),
        "earlier photo": reverse("children:old_photo", args=[child.public_id, photo.pk]),
        "handover": reverse("sponsorship:handover_photo", args=[given.public_id, handed.pk]),
        "letter": reverse("sponsorship:letter_page", args=[letter.public_id, page.pk]),
    }


def test_pictures_are_shown_to_who_may_know_and_to_no_colleague(child: Child, officer: User, unit: Unit) -> None:
    addresses = pictures_of(child, officer)
    readers = {"clerk": clerk_of(unit), "leader": clerk_of(unit, Role.LEADER), "officer": signed_in(officer)}
    before = {who: [client.get(url).status_code for url in addresses.values()] for who, client in readers.items()}
    assert before == dict.fromkeys(readers, [200] * 4)

    conceal(child, officer)

    after = {who: [client.get(url).status_code for url in addresses.values()] for who, client in readers.items()}
    handover_is_nobodys = [200, 200, 404, 200]  # it shows who received, and where
    assert after == {"clerk": [404] * 4, "leader": [404] * 4, "officer": handover_is_nobodys}


def test_no_page_links_to_a_picture_that_is_not_shown(child: Child, officer: User, unit: Unit) -> None:
    addresses = pictures_of(child, officer)
    conceal(child, officer)
    letter = addresses["letter"].rpartition("pages/")[0]
    pages = [child.get_absolute_url(), reverse("sponsorship:timeline", args=[child.public_id]), letter]

    said = "".join(clerk_of(unit).get(page).content.decode() for page in pages)

    assert child.code in said
    assert [url for url in addresses.values() if f'{url}"' in said or f"{url}?" in said] == []


# --- Two records, a kept report, a file ---------------------------------------------------------


def test_a_hidden_child_is_not_merged_nor_an_earlier_merge_undone(child: Child, officer: User, unit: Unit) -> None:
    twice = make.create_child(unit=unit, full_name=NAME, hamlet=SECRETS[0])
    merge = merge_records(kind=CHILDREN, kept=child, other=twice, by=officer)
    conceal(child, officer)
    other = make.create_child(unit=unit, full_name=NAME)

    for kept, gone in ((child, other), (other, child)):
        with pytest.raises(MergeRefused):
            merge_records(kind=CHILDREN, kept=kept, other=gone, by=officer)
    with pytest.raises(MergeRefused):
        undo_merge(kind=CHILDREN, merge=merge, by=officer)


def test_a_report_kept_before_does_not_say_the_commune_any_more(child: Child, officer: User, unit: Unit) -> None:
    kept = make.create_snapshot(unit=unit, as_of=dt.date(2026, 6, 30), since=dt.date(2025, 12, 31))
    address = reverse("reports:snapshot_list", args=[kept.public_id, "children_waiting"])
    reader = clerk_of(unit, Role.LEADER)
    assert "Xã Bích Hào" in reader.get(address).content.decode()

    conceal(child, officer)

    said = reader.get(address).content.decode()
    assert child.code in said
    assert "Bích Hào" not in said


def test_the_file_on_a_child_leaves_out_what_its_reader_may_not_know(child: Child, officer: User, unit: Unit) -> None:
    twice = make.create_child(unit=unit, full_name=NAME, hamlet=SECRETS[0])
    merge_records(kind=CHILDREN, kept=child, other=twice, by=officer)
    conceal(child, officer)
    administrator = make.create_user(role=Role.ADMINISTRATOR, unit=unit)
    asked = SubjectRequest.objects.create(
        record_kind="children.child", record_id=child.pk, record_code=child.code, managing_unit=unit, wish="see",
        asked_by="Dì", evidence="Sổ hộ khẩu", recorded_by=administrator,
    )  # fmt: skip
    asked.refresh_from_db()

    answer: Any = signed_in(administrator).get(reverse("organisation:subject_request_file", args=[asked.public_id]))

    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    said = str([cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row])
    assert child.code in said
    assert SECRETS[0] not in said


# --- Lists: of gifts, of pledges, of children ---------------------------------------------------

GIFT_HEAD = ["STT", "Họ và tên", "Ngày sinh", "Địa chỉ", "Trường", "Số tiền"]


def gifts_list(born: str) -> bytes:
    row = [1, NAME, born, SECRETS[0], SECRETS[1], 100_000]
    return workbook({"DS": [["DANH SÁCH NHẬN QUÀ"], GIFT_HEAD, row]})


def kept_texts() -> str:
    """All that the gifts, their history and the rows of lists say."""
    events: Any = GiftRecipient._meta.get_field("events").related_model
    rows = [*GiftRecipient.objects.values(), *events._default_manager.values(), *ImportRow.objects.values()]
    return str(rows)


@pytest.mark.parametrize("born", ["17/10/2012", "2012"], ids=["surely the child", "likely the child"])
def test_a_gift_list_entered_later_does_not_bring_the_place_back(
    child: Child, officer: User, unit: Unit, born: str
) -> None:
    conceal(child, officer)

    batch = entered(gifts_list(born), unit, kind="gifts")

    assert GiftRecipient.objects.get().full_name == NAME
    assert [secret for secret in SECRETS if secret in kept_texts()] == []
    assert batch.state == "applied"


def test_nobody_writes_the_place_into_a_gift_by_hand(child: Child, officer: User, unit: Unit) -> None:
    conceal(child, officer)
    gift = make.create_gift(gift_list=make.create_gift_list(unit=unit), child=child, school=SECRETS[1])
    GiftRecipient.objects.update(address_as_written=SECRETS[0], commune=unit.areas.get(), note=SECRETS[0])

    gift.refresh_from_db()
    assert (gift.school, gift.address_as_written, gift.commune, gift.note) == ("", "", None, "")
    page = signed_in(officer).get(reverse("campaigns:gift_recipient_edit", args=[gift.public_id]))
    assert "note" not in page.context["form"].fields


@pytest.mark.parametrize("role", [Role.DATA_CLERK, Role.LEADER, Role.ADMINISTRATOR])
def test_the_past_of_a_gift_list_does_not_say_it_either(child: Child, officer: User, unit: Unit, role: Role) -> None:
    gifts = make.create_gift_list(unit=unit)
    gift = make.create_gift(gift_list=gifts, full_name=NAME, school=SECRETS[1], address_as_written=SECRETS[0])
    GiftRecipient.objects.filter(pk=gift.pk).update(child=child)  # known only later
    make.create_gift(gift_list=gifts, full_name="Mai Thị Lan", school="Trường Của Lan")
    address = reverse("campaigns:gift_list_history", args=[gifts.public_id])
    assert SECRETS[0] in clerk_of(unit, role).get(address).content.decode()

    conceal(child, officer)

    said = clerk_of(unit, role).get(address).content.decode()
    assert NAME in said
    assert "Trường Của Lan" in said
    assert [secret for secret in SECRETS if secret in said] == []


def test_lists_of_gifts_pledges_and_school_years_forget_the_child_too(child: Child, officer: User, unit: Unit) -> None:
    Child.objects.filter(pk=child.pk).update(needs_since=dt.date(2024, 1, 1))
    entered(gifts_list("17/10/2012"), unit, kind="gifts")
    entered(pledges_list(pledge_row(child=NAME, born="17/10/2012", commune="Xã Bích Hào")), unit, kind="pledges")
    progress = Progress.objects.create(child=child, school_year=2025, school=SECRETS[1])
    of_years = ImportBatch.objects.create(kind="progress", managing_unit=unit, state="applied")
    ImportRow.objects.create(
        batch=of_years, sheet="S", row=2, status="new", record_id=progress.pk, values={"school": SECRETS[1]}
    )
    waiting = opened(gifts_list("17/10/2012"), unit, kind="gifts")

    conceal(child, officer)

    assert [secret for secret in (*SECRETS, NAME) if secret in str([*ImportRow.objects.values()])] == []
    waiting.refresh_from_db()
    assert waiting.state == "discarded"


def likely(kind: str, unit: Unit) -> ImportBatch:
    """A list whose first row says the hidden child's name and year of birth, and where that child is."""
    if kind == "pledges":
        lines = [pledge_row(child=name, born=born, commune="Xã Bích Hào") for name, born in BORN.items()]
        return opened(pledges_list(*lines), unit, kind=kind)
    lines = [child_row(name, born, hamlet=SECRETS[0], commune="Bích Hào") for name, born in BORN.items()]
    return opened(children_list(*lines), unit, kind=kind)


BORN = {NAME: "2012", "Mai Thị Lan": "03/04/2014"}


@pytest.mark.parametrize("kind", ["children", "pledges"])
def test_who_may_be_the_hidden_child_is_not_entered_until_a_person_says_so(
    child: Child, officer: User, unit: Unit, kind: str
) -> None:
    conceal(child, officer)
    batch = likely(kind, unit)
    row = batch.rows.in_tab("error").get()
    assert child.code in str(row.errors)

    apply_batch(batch=batch, by=officer)

    assert Child.objects.filter(full_name=NAME).get() == child
    assert Child.objects.filter(full_name="Mai Thị Lan").exists()
    row.refresh_from_db()
    assert (row.as_written, row.values) == ([], {})


@pytest.mark.parametrize(("answer", "records"), [("same", 1), ("new", 2)])
def test_a_person_says_whether_it_is_the_hidden_child(
    child: Child, officer: User, unit: Unit, answer: str, records: int
) -> None:
    conceal(child, officer)
    batch = likely("children", unit)
    key = key_of(batch.rows.in_tab("error").get())
    address = reverse("imports:decide", args=[batch.public_id])

    signed_in(officer).post(address, {"row": key, "do": answer, "code": child.code})
    batch.refresh_from_db()
    apply_batch(batch=batch, by=officer)

    found = Child.objects.filter(full_name=NAME)
    assert found.count() == records
    assert found.get(pk=child.pk).hamlet == ""


def test_a_list_of_children_entered_later_forgets_its_row(child: Child, officer: User, unit: Unit) -> None:
    conceal(child, officer)
    row = child_row(NAME, "17/10/2012", hamlet=SECRETS[0], commune="Bích Hào", phone="0983909266")
    batch = opened(children_list(row, child_row("Mai Thị Lan", "03/04/2014")), unit, kind="children")

    apply_batch(batch=batch, by=None)

    child.refresh_from_db()
    assert (child.hamlet, child.commune) == ("", None)
    rows = {each.record_id: each.as_written for each in batch.rows.exclude(status="skipped")}
    assert rows.pop(child.pk) == []
    assert all(rows.values())
