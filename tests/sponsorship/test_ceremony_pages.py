import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from children.models import Consent
from organisation.models import AccessLog
from organisation.roles import Role
from sponsorship import operations
from sponsorship.models import Ceremony, Handover, HandoverPhoto
from sponsorship.models.ceremony import CeremonyState
from tests.factories import create_user
from tests.sponsorship.test_ceremonies import DAY, Feast
from tests.sponsorship.worlds import numbers

pytestmark = pytest.mark.django_db


@pytest.fixture
def feast():
    return Feast()


@pytest.fixture
def page(feast, client):
    treasurer = create_user(role=Role.TREASURER, unit=feast.unit)
    client.force_login(treasurer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def url(name, *records):
    return reverse(f"sponsorship:{name}", args=[getattr(record, "public_id", record) for record in records])


def plan(page, feast, **more):
    sent = {"held_on": "01/06/2025", "place": "Nhà văn hóa", "campaign": feast.round.pk} | more
    page.post(url("ceremony_add"), sent)
    return Ceremony.objects.get()


def rows(ceremony, absent=(), **more):
    """The list as the page sends it."""
    sent = {"version": ceremony.version}
    for line in ceremony.lines.all():
        prefix = f"line-{line.pk}"
        sent |= {
            f"{prefix}-amount_vnd": line.amount_vnd,
            f"{prefix}-method": line.method,
            f"{prefix}-received_by": line.received_by,
            f"{prefix}-relationship": line.relationship,
        }
        if line.pledge in absent:
            sent[f"{prefix}-is_absent"] = "on"
    return sent | more


def a_picture():
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG")
    return SimpleUploadedFile("anh.jpg", out.getvalue())


def test_a_round_is_chosen_and_the_list_is_made(feast, page):
    ceremony = plan(page, feast)
    shown = page.get(url("ceremony", ceremony))
    assert [form.line.pledge for form in shown.context["table"].forms] == feast.pledges[:2]
    assert "Bà của An" in shown.content.decode()


def test_where_nobody_has_money_it_is_told(feast, page):
    answer = page.post(url("ceremony_add"), {"held_on": "01/06/2025", "place": "x", "unit": "", "commune": "999999"})
    assert "commune" in answer.context["form"].errors
    for pledge in feast.pledges[:2]:
        feast.hand_over(pledge, 1_000_000)
    answer = page.post(url("ceremony_add"), {"held_on": "01/06/2025", "place": "x"})
    assert answer.context["form"].non_field_errors()


def test_the_list_to_sign_is_printed_and_that_is_logged(feast, page):
    ceremony = plan(page, feast)
    assert "Bà của Bình" in page.get(url("ceremony_sheet", ceremony)).content.decode()
    assert AccessLog.objects.filter(action="print", record_kind="sponsorship.ceremony", rows_count=2).exists()


def test_the_absent_are_ticked_then_all_others_are_booked(feast, page):
    ceremony = plan(page, feast)
    step = page.post(url("ceremony", ceremony), rows(ceremony, absent=[feast.pledges[1]], deliver="1"))
    assert step.url == url("ceremony_deliver", ceremony)
    assert "Trần Bình" in page.get(step.url).content.decode()
    assert not Handover.objects.exists()
    held = page.post(step.url, follow=True)
    assert (held.context["given_count"], held.context["absent_count"]) == (1, 1)
    assert [numbers(pledge)[3] for pledge in feast.pledges[:2]] == [0, 1_000_000]


def test_a_second_press_changes_nothing(feast, page):
    ceremony = plan(page, feast)
    for _ in range(2):
        page.post(url("ceremony_deliver", ceremony))
    assert Handover.objects.count() == 2
    assert page.get(url("ceremony_deliver", ceremony)).status_code == 302


def test_a_line_that_cannot_be_booked_is_named_on_the_list(feast, page):
    ceremony = plan(page, feast)
    feast.hand_over(feast.pledges[0], 500_000)
    answer = page.post(url("ceremony_deliver", ceremony))
    assert "500.000" in answer.context["table"].forms[0].why.replace("\u00a0", " ")
    assert Handover.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "value"), [("amount_vnd", "x"), ("amount_vnd", "0"), ("method", "gold"), ("received_by", "x" * 200)]
)
def test_what_cannot_be_read_is_told_beside_the_field(feast, page, name, value):
    ceremony = plan(page, feast)
    first = ceremony.lines.first()
    answer = page.post(url("ceremony", ceremony), rows(ceremony) | {f"line-{first.pk}-{name}": value})
    assert list(answer.context["table"].forms[0].errors) == [name]


def test_a_list_that_somebody_else_saved_is_not_overwritten(feast, page):
    ceremony = plan(page, feast)
    stale = rows(ceremony, absent=feast.pledges)
    page.post(url("ceremony", ceremony), rows(ceremony, save="1"))
    page.post(url("ceremony", ceremony), stale)
    assert not ceremony.lines.filter(is_absent=True).exists()


def test_a_leader_reads_the_list_and_changes_nothing(feast, page, client):
    ceremony = plan(page, feast)
    client.force_login(
        create_user(role=Role.LEADER, unit=feast.unit), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert "table" not in client.get(url("ceremony", ceremony)).context
    client.post(url("ceremony", ceremony), rows(ceremony, absent=feast.pledges))
    assert not ceremony.lines.filter(is_absent=True).exists()


def test_a_plan_is_thrown_away_after_a_question(feast, page):
    ceremony = plan(page, feast)
    assert page.get(url("ceremony_drop", ceremony)).status_code == 200
    page.post(url("ceremony_drop", ceremony))
    assert not Ceremony.objects.exists()


# --- Photos -----------------------------------------------------------------------------------------


def consent(pledge):
    return Consent.objects.create(child=pledge.child, purpose="process", given_by="x", given_on=DAY)


def held(feast):
    ceremony = feast.plan()
    feast.deliver(ceremony)
    ceremony.refresh_from_db()
    assert ceremony.state == CeremonyState.HELD
    return ceremony


def test_a_photo_of_the_ceremony_is_seen_while_all_consents_stand(feast, page):
    ceremony = held(feast)
    consents = [consent(pledge) for pledge in feast.pledges[:2]]
    page.post(url("ceremony_photo_add", ceremony), {"photo": a_picture()})
    photo = HandoverPhoto.objects.get()
    assert page.get(url("ceremony", ceremony)).context["photos"] == [photo]
    shown = page.get(url("handover_photo", ceremony, photo.pk), {"size": "small"})
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert AccessLog.objects.filter(action="photo", record_kind="sponsorship.ceremony").exists()
    consents[0].withdrawn_on = DAY
    consents[0].save()
    assert page.get(url("handover_photo", ceremony, photo.pk)).status_code == 404
    assert page.get(url("ceremony", ceremony)).context["without_consent"] == 1


def test_a_photo_of_one_handover_needs_one_consent(feast, page):
    held(feast)
    handover = Handover.objects.order_by("pk")[0]
    page.post(url("handover_photo_add", handover), {"photo": a_picture()})
    photo = HandoverPhoto.objects.get()
    assert page.get(url("handover_photo", handover, photo.pk)).status_code == 404
    consent(handover.pledge)
    assert page.get(url("handover_photo", handover, photo.pk)).status_code == 200


def test_what_is_no_picture_is_told(feast, page):
    handover = feast.hand_over(feast.pledges[0], 1)
    answer = page.post(url("handover_photo_add", handover), {"photo": SimpleUploadedFile("x.jpg", b"<svg/>")})
    assert list(answer.context["form"].errors) == ["photo"]


def test_a_photo_is_not_reached_by_the_address_of_another_handover(feast, page):
    held(feast)
    one, two = Handover.objects.order_by("pk")
    consent(one.pledge)
    page.post(url("handover_photo_add", one), {"photo": a_picture()})
    assert page.get(url("handover_photo", two, HandoverPhoto.objects.get().pk)).status_code == 404


def test_the_files_go_with_a_plan_that_is_thrown_away(feast, page, django_capture_on_commit_callbacks):
    from children.pictures import path_of

    ceremony = feast.plan()
    page.post(url("ceremony_photo_add", ceremony), {"photo": a_picture()})
    file = path_of(HandoverPhoto.objects.get().file)
    assert file.is_file()
    with django_capture_on_commit_callbacks(execute=True):
        operations.drop_ceremony(ceremony=ceremony, by=feast.officer)
    assert not file.exists()


def test_what_was_taken_back_is_told_on_the_page_of_the_ceremony(page, feast):
    ceremony = feast.plan()
    handover = feast.deliver(ceremony)[0]
    operations.reverse_handover(handover=handover, by=feast.officer, note="Nhầm")
    context = page.get(url("ceremony", ceremony)).context
    assert (context["given_count"], context["absent_count"], context["given_vnd"]) == (1, 0, 1_000_000)
    assert page.get(url("ceremonies")).context["listing"].rows[0].given_count == 1


def test_the_worth_of_a_gift_in_kind_may_wait_until_the_ceremony(page, feast):
    gift = feast.activate(child=feast.child, campaign=feast.round, form="in_kind", rate_vnd=0)
    ceremony = feast.plan(with_unpaid=True)
    page.post(url("ceremony", ceremony), rows(ceremony, save="1"))
    ceremony.refresh_from_db()
    assert ceremony.saves_count == 1
    assert ceremony.lines.get(pledge=gift).amount_vnd == 0
