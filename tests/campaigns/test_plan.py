"""A campaign's plan: documents, joint units, files, and last year's campaign as this year's start."""

import datetime as dt
import io
import zipfile

import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from campaigns import attached_files
from campaigns.exceptions import NameTaken, NoFile
from campaigns.models import Attachment, Campaign, FileKind, LegalDocument
from campaigns.operations import plan as operations
from campaigns.operations.participation import record_report
from campaigns.operations.plan import renamed, years_later
from organisation.roles import Role
from tests import factories as make
from tests.campaigns.plan_records import make_activity, make_campaign, make_participation

pytestmark = pytest.mark.django_db
PDF = attached_files.judged(typst.compile(b"= Trang"))[0]  # as it is kept: nothing more is taken out of it


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)


@pytest.fixture
def unit():
    return make.create_unit(name="LĐLĐ huyện Mẫu")


@pytest.fixture
def officer(unit):
    return make.create_user(role=Role.MATCHING_OFFICER, unit=unit)


@pytest.fixture
def staff(officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


# --- Copy ---------------------------------------------------------------------------------------


def test_the_copy_takes_the_plan_a_year_on_and_leaves_the_answers(unit, officer):
    days = {"starts_on": dt.date(2024, 6, 1), "ends_on": dt.date(2024, 6, 30), "report_due_on": dt.date(2024, 7, 5)}
    source = make_campaign(unit, name="Tháng hành động vì trẻ em 2024", **days)
    make_campaign(unit, name="Đợt 1 năm 2024", parent=source, starts_on=dt.date(2024, 2, 29))
    activity = make_activity(source, target_quantity=500)
    other = make.create_unit(parent=unit)
    operations.set_joint_units(campaign=source, units=[other, unit], by=officer)
    part = make_participation(source, other)
    record_report(participation=part, text="Xong", done={activity.pk: {"done_quantity": 5}}, by=officer)

    copy = operations.copy_campaign(
        source=source,
        name="Tháng hành động vì trẻ em 2025",
        starts_on=dt.date(2025, 6, 1),
        ends_on=None,
        report_due_on=dt.date(2025, 7, 5),
        by=officer,
    )

    assert [(a.name, a.target_quantity) for a in copy.activities.all()] == [(activity.name, 500)]
    assert [link.unit for link in copy.joint_links.all()] == [other]  # the lead unit is no joint unit
    assert [(p.unit, p.state) for p in copy.participations.all()] == [(other, "asked")]
    assert (copy.report_due_on, copy.results.count()) == (dt.date(2025, 7, 5), 0)
    child = copy.parts.get()
    assert (child.name, child.starts_on) == ("Đợt 1 năm 2025", dt.date(2025, 2, 28))


def test_a_copy_under_a_name_that_is_taken_is_refused_whole(unit, officer, staff):
    source = make_campaign(unit, name="Tháng hành động")
    with pytest.raises(NameTaken):
        operations.copy_campaign(source=source, name=source.name, starts_on=None, ends_on=None, by=officer)
    answer = staff.post(reverse("campaigns:copy", args=[source.public_id]), {"name": source.name})
    assert list(answer.context["form"].errors) == ["name"]
    assert Campaign.objects.count() == 1


def test_years_in_names_and_days_move_on():
    assert renamed("Tết Sum vầy 2024 – 2025", 1) == "Tết Sum vầy 2025 – 2026"
    assert years_later(dt.date(2024, 2, 29), 1) == dt.date(2025, 2, 28)
    assert years_later(None, 1) is None


def test_a_joint_units_people_see_the_campaign(unit, officer):
    campaign = make_campaign(unit)
    elsewhere = make.create_unit(name="Hội LHPN huyện Mẫu")
    reader = make.create_user(role=Role.LEADER, unit=elsewhere)
    assert not Campaign.objects.visible_to(reader).exists()
    operations.set_joint_units(campaign=campaign, units=[elsewhere], by=officer)
    assert Campaign.objects.visible_to(reader).get() == campaign


# --- Documents ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("typed", "kept"), [("1600 / kh-ubnd", "1600/KH-UBND"), ("135-KH/TU", "135-KH/TU")])
def test_state_and_party_numbers_are_both_taken(unit, staff, typed, kept):
    campaign = make_campaign(unit)
    page = reverse("campaigns:document_add", args=[campaign.public_id])
    assert staff.post(page, {"number": typed, "issuer": "Tỉnh"}).status_code == 302
    assert LegalDocument.objects.get().number == kept


def test_what_is_no_number_is_said_beside_the_field(unit, staff):
    page = reverse("campaigns:document_add", args=[make_campaign(unit).public_id])
    answer = staff.post(page, {"number": "Kế hoạch tỉnh", "issuer": "Tỉnh"})
    assert "không phải số, ký hiệu văn bản" in answer.context["form"].errors["number"][0]


# --- Files --------------------------------------------------------------------------------------


def office(member: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("[Content_Types].xml", "<x/>")
        made.writestr(member, "<x/>")
    return file.getvalue()


def photo() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PDF, FileKind.PDF),
        (office("word/document.xml"), FileKind.WORD),
        (office("xl/workbook.xml"), FileKind.EXCEL),
        (photo(), FileKind.PICTURE),
    ],
)
def test_a_file_is_what_it_contains(data, kind):
    kept, found = attached_files.judged(data)
    assert found == kind
    assert kept.startswith(b"\xff\xd8") if kind == FileKind.PICTURE else kept == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"MZ\x90 program",
        b"<html><script>",
        office("word/vbaProject.bin"),
        b"PK\x03\x04 broken",
        PDF.ljust(10**7 * 2),
    ],
    ids=["empty", "program", "page", "macros", "broken", "too large"],
)
def test_other_files_are_refused(data):
    with pytest.raises(NoFile):
        attached_files.judged(data)


def test_a_zip_of_more_names_than_a_paper_has_is_refused_before_they_are_read(monkeypatch):
    data = office("word/document.xml") + attached_files.ENTRY * attached_files.MOST_MEMBERS
    monkeypatch.setattr(attached_files.zipfile, "ZipFile", lambda *_file: pytest.fail("its names were read"))

    with pytest.raises(NoFile):
        attached_files.judged(data)


def test_photos_and_papers_come_with_a_units_report(unit, monkeypatch):
    school = make.create_unit(name="CĐCS Trường Mẫu", parent=unit)
    part = make_participation(make_campaign(unit), school)
    clerk = Client()
    clerk.force_login(make.create_user(role=Role.DATA_CLERK, unit=school))
    address = reverse("campaigns:participation_report", args=[part.public_id])

    def sent(*files: tuple[str, bytes]):
        uploads = [SimpleUploadedFile(name, data) for name, data in files]
        page = clerk.post(address, {"version": part.version, "papers": uploads})
        part.refresh_from_db()
        return page

    refused = sent(("bao-cao.pdf", PDF), ("anh.jpg", b"<script>"))
    assert "anh.jpg" in refused.context["form"].errors["papers"][0]
    assert (part.reported_on, part.attachments.count()) == (None, 0)
    assert "papers" in sent(*[(f"{n}.pdf", PDF) for n in range(6)]).context["form"].errors
    judged, looked = attached_files.judged, []

    def watched(data, *limit):
        looked.append(data)
        return judged(data, *limit)

    monkeypatch.setattr(attached_files, "judged", watched)
    sent(("bao-cao.pdf", PDF), ("IMG_1.heic", photo()))
    assert looked == [PDF, photo()]  # each once: it takes seconds
    assert part.reported_on
    assert set(part.attachments.values_list("name", flat=True)) == {"IMG_1.jpg", "bao-cao.pdf"}


def test_a_file_is_downloaded_under_its_name_and_only_by_its_readers(unit, staff):
    campaign = make_campaign(unit)
    page = reverse("campaigns:attachment_add", args=[campaign.public_id])
    staff.post(page, {"file": SimpleUploadedFile("Kế hoạch.exe", PDF)})
    made = campaign.attachments.get()
    address = reverse("campaigns:attachment", args=[made.public_id])
    answer = staff.get(address)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert made.name == "Kế hoạch.pdf"
    stranger = Client()
    stranger.force_login(make.create_user(role=Role.MATCHING_OFFICER))
    assert stranger.get(address).status_code == 404


def test_a_deleted_file_goes_from_the_disk(unit, officer, django_capture_on_commit_callbacks):
    paper = attached_files.Paper(PDF, "ke-hoach.pdf")
    made = operations.attach_file(campaign=make_campaign(unit), paper=paper, by=officer)
    path = attached_files.path_of(made.file)
    assert path.is_file()
    with django_capture_on_commit_callbacks(execute=True):
        operations.drop_file(attachment=made, by=officer)
    assert not path.exists()
    history = Attachment.pgh_event_model.objects.order_by("pgh_id")  # type: ignore[attr-defined]  # of pghistory
    assert list(history.values_list("pgh_label", "pgh_context__metadata__user")) == [
        ("insert", officer.pk), ("delete", officer.pk),
    ]  # fmt: skip
