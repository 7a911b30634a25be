"""What papers say, and of whom. Their layout is looked at by people; here each one is made and read again."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import asdict

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from campaigns.models import Campaign
from children.models import Caregiver, Child, Consent, Visit
from children.showing import shown_to_donors
from donors.models import DonorKind
from organisation.models import AccessLog, Unit
from organisation.models.unit import UnitKind
from organisation.roles import Role
from sponsorship import operations
from sponsorship.models import Pledge
from sponsorship.models.states import EndReason, Per, PledgeState, SupportForm
from sponsorship.papers import book, ceremony, money, wording
from sponsorship.papers.heads import head_of, issuer
from sponsorship.papers.named import for_donor
from sponsorship.papers.pdf import pdf
from sponsorship.papers.pledges import PARTS, agreement, certificates, worth_a_certificate
from tests.factories import (
    create_area,
    create_campaign,
    create_caregiver,
    create_child,
    create_donor,
    create_pledge,
    create_unit,
    create_user,
)
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 2, 5)


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


@pytest.fixture
def world():
    return World(full_name="Trần Thị Mẫu", hamlet="Xóm 5", address_as_written="Xóm 5, xã Bích Hào", school="THCS Riêng")


@pytest.fixture
def page(world, client):
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


def share(child: Child, **values) -> Consent:
    given = {"purpose": "share", "given_by": "Lê Thị Mẫu", "child_assented": True, "given_on": dt.date(2025, 1, 1)}
    return Consent.objects.create(child=child, **given | values)


def full(pledge: Pledge) -> Pledge:
    return Pledge.objects.select_related(*PARTS).get(pk=pledge.pk)


def texts(content) -> str:
    return str(asdict(content))


def url(name, record=None):
    return reverse(f"sponsorship:{name}", args=[record.public_id] if record else [])


# --- Wording ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (dt.date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (dt.date(2026, 1, 10), "ngày 10 tháng 01 năm 2026"),
        (dt.date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (dt.date(2026, 10, 31), "ngày 31 tháng 10 năm 2026"),
        (None, "ngày …… tháng …… năm ………"),
    ],
)
def test_days_below_ten_and_the_first_two_months_have_a_leading_zero(day, written):
    assert wording.long_day(day) == written


@pytest.mark.parametrize(("number", "written"), [(0, "0"), (3, "03"), (9, "09"), (10, "10"), (1250, "1.250")])
def test_counts_below_ten_have_a_leading_zero(number, written):
    assert wording.counted(number) == written


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ({"rate_vnd": 500_000, "per": Per.MONTH}, "500.000 đồng/tháng"),
        ({"rate_vnd": 8_000_000, "per": Per.SCHOOL_YEAR}, "8.000.000 đồng/năm học"),
        (
            {"rate_vnd": 10_000_000, "per": Per.ONCE, "form": SupportForm.SAVINGS_BOOK, "form_detail": "số 0123"},
            "10.000.000 đồng (một lần), sổ tiết kiệm: số 0123",
        ),
        ({"rate_vnd": 0, "per": Per.ONCE, "form": SupportForm.IN_KIND, "form_detail": "xe đạp"}, "hiện vật: xe đạp"),
        ({"rate_vnd": 0, "per": Per.MONTH, "form": SupportForm.DIRECT_CARE}, "chăm sóc trực tiếp"),
    ],
)
def test_support_is_said_as_it_is_given(values, written):
    assert wording.support(Pledge(**values)) == written


# --- The head -----------------------------------------------------------------------------------


def test_a_unit_writes_under_the_one_above_it_and_signs_as_its_kind_does():
    programme = create_unit(name="Mẹ đỡ đầu (Thanh Chương)")
    federation = create_unit(
        name="Liên đoàn Lao động huyện Thanh Chương", kind=UnitKind.LABOUR_FEDERATION, parent=programme
    )
    union = create_unit(name="Công đoàn Trường Mẫu", kind=UnitKind.GRASSROOTS_UNION, parent=federation)
    head = head_of(union)
    assert (head.over, head.unit, head.place) == (federation.name, (union.name,), "Thanh Chương")
    assert (head.on_behalf, head.signer, head.number("BB")) == ("TM. BAN CHẤP HÀNH", "CHỦ TỊCH", "……/BB-CĐCS")
    assert head_of(federation).over == ""


def test_a_programme_writes_in_the_name_of_its_two_organisations_and_lets_the_connecting_unit_sign():
    programme = create_unit(name="Mẹ đỡ đầu")
    womens_union = create_unit(name="Hội LHPN huyện Mẫu", kind=UnitKind.WOMENS_UNION, parent=programme)
    federation = create_unit(name="LĐLĐ huyện Mẫu", kind=UnitKind.LABOUR_FEDERATION, parent=programme)
    assert head_of(programme).unit == (federation.name, womens_union.name)
    assert issuer(programme, womens_union) == womens_union
    assert issuer(federation, womens_union) == federation
    assert issuer(programme, None) == programme


@pytest.mark.parametrize("kind", UnitKind.values)
def test_every_kind_of_unit_has_a_head(kind):
    assert head_of(create_unit(name="Đơn vị mẫu", kind=kind)).signer


def test_the_place_is_the_only_area_of_the_unit_where_its_name_tells_none():
    unit = create_unit(name="Trường Mẫu", kind=UnitKind.SCHOOL)
    assert head_of(unit).place == ""
    unit.areas.add(create_area(name="Xã Bích Hào"))
    assert head_of(unit).place == "Bích Hào"


# --- How a donor may read of a child ------------------------------------------------------------


def test_without_consent_the_child_is_a_code(world):
    child = for_donor(world.child, shown_to_donors([world.child]))
    assert (child.text, child.is_named) == (f"cháu (mã số {world.child.code})", False)


def test_with_consent_the_child_has_name_year_and_commune_and_no_more(world):
    world.child.commune = create_area(name="Xã Bích Hào")
    world.child.save()
    share(world.child)
    child = for_donor(world.child, shown_to_donors([world.child]))
    assert child.text == "cháu Trần Thị Mẫu, sinh năm 2015, xã Bích Hào"


@pytest.mark.parametrize(
    "values",
    [
        {"purpose": "process"},
        {"purpose": "publish"},
        {"child_assented": None},  # 7 years and older are asked themselves
        {"child_assented": False},
        {"withdrawn_on": dt.date(2025, 2, 1)},
        {"given_on": dt.date(2099, 1, 1)},
    ],
)
def test_what_is_no_consent_to_show_the_child(world, values):
    share(world.child, **values)
    assert shown_to_donors([world.child]) == set()


def test_a_small_child_is_not_asked_and_one_of_unknown_age_is():
    small = create_child(birth_date=timezone.localdate() - dt.timedelta(days=1000))
    unknown = create_child(birth_date=None)
    for child in (small, unknown):
        share(child, child_assented=None)
    assert shown_to_donors([small, unknown]) == {small.pk}


# --- Agreement and certificate ------------------------------------------------------------------


def test_the_agreement_says_what_was_promised_in_figures_and_words(world):
    pledge = world.activate(rate_vnd=500_000, months_count=53, agreement_number="12/BB-LĐLĐ", agreed_on=TODAY)
    content = agreement(full(pledge))
    assert (content.total, content.total_in_words) == ("26.500.000 đồng", "Hai mươi sáu triệu năm trăm nghìn đồng")
    assert (content.support, content.instalments_count) == ("500.000 đồng/tháng", "53")
    assert content.period == "từ ngày 01/01/2025 đến ngày 31/05/2029 (53 tháng)"
    assert (content.number, content.day) == ("12/BB-LĐLĐ", "ngày 05 tháng 02 năm 2026")


def test_the_agreement_cites_the_documents_of_its_round(world):
    campaign = create_campaign(unit=world.unit, legal_basis="căn cứ Hướng dẫn 62/HD-ĐCT.\n\nBiên bản họp")
    for number, title in (("06/KH-LĐLĐ", "Về việc nhận đỡ đầu"), ("135-KH/TU", "chăm lo trẻ em"), ("91/2025/QH15", "")):
        campaign.legal_documents.create(number=number, issuer="LĐLĐ huyện", issued_on=dt.date(2024, 4, 26), title=title)
    assert agreement(full(world.activate(campaign=campaign))).legal_basis == (
        "Căn cứ Kế hoạch số 06/KH-LĐLĐ ngày 26/04/2024 của LĐLĐ huyện về việc nhận đỡ đầu;",
        "Căn cứ Kế hoạch số 135-KH/TU ngày 26/04/2024 của LĐLĐ huyện về chăm lo trẻ em;",
        "Căn cứ Văn bản số 91/2025/QH15 ngày 26/04/2024 của LĐLĐ huyện;",
        "Căn cứ Hướng dẫn 62/HD-ĐCT;",
        "Căn cứ Biên bản họp;",
    )


def test_the_guardian_is_named_in_the_agreement_only_where_the_donor_may_know_the_child(world):
    create_caregiver(child=world.child, full_name="Bà Nuôi", is_guardian=False, phone="0912345678")
    create_caregiver(child=world.child, full_name="Ông Giám Hộ", is_guardian=True)
    pledge = full(world.activate())
    unnamed = agreement(pledge)
    assert (unnamed.guardian, unnamed.guardian_relationship) == ("", "")
    share(world.child)
    assert agreement(pledge).guardian == "Ông Giám Hộ"


PRIVATE = ["Trần Thị Mẫu", "Xóm 5", "THCS Riêng", "0912345678", "mồ côi", "Bà Nuôi", "20/05", "sinh năm"]


def test_nothing_that_a_donor_reads_tells_of_a_child_without_consent(world):
    create_caregiver(child=world.child, full_name="Bà Nuôi", phone="0912345678")
    Child.objects.filter(pk=world.child.pk).update(orphan_status="both", circumstances="mồ côi cả cha và mẹ")
    pledge = full(world.activate())
    receipt = world.receive(pledge, 500_000)
    world.hand_over(pledge, 500_000, received_by="Bà Nuôi")
    head = head_of(world.unit)
    papers = [
        agreement(pledge),
        *(made := certificates([pledge], head, TODAY, set())),
        money.receipt_paper(receipt),
        money.statement(world.donor, [pledge], 2025, world.unit, TODAY),
        *ceremony.boards(made, [pledge]),
        *ceremony.envelopes(list(ceremony.with_lines(Pledge.objects.all(), TODAY)), set(), ""),
    ]
    assert len(papers) == 6
    for paper in papers:
        assert not [word for word in PRIVATE if word in texts(paper)], type(paper).__name__


def test_even_with_consent_no_donor_reads_address_phone_or_circumstances(world):
    create_caregiver(child=world.child, full_name="Bà Nuôi", phone="0912345678")
    Child.objects.filter(pk=world.child.pk).update(orphan_status="both", circumstances="mồ côi cả cha và mẹ")
    share(world.child)
    pledge = full(world.activate())
    shown = shown_to_donors([pledge.child])
    [made] = certificates([pledge], head_of(world.unit), TODAY, shown)
    for paper in (made, agreement(pledge), money.statement(world.donor, [pledge], 2025, world.unit, TODAY)):
        assert "Trần Thị Mẫu" in texts(paper)
        assert not [word for word in ("Xóm 5", "THCS Riêng", "0912345678", "mồ côi") if word in texts(paper)]


def test_a_donor_of_three_children_gets_one_certificate_over_all(world):
    children = [create_child(unit=world.unit, full_name=f"Cháu {n}") for n in "ABC"]
    made = [world.activate(child=child, rate_vnd=1_000_000) for child in children]
    other = world.activate(donor=create_donor(unit=world.unit, name="Ông Khác"))
    content = certificates([full(pledge) for pledge in [*made, other]], head_of(world.unit), TODAY, set())
    assert [(paper.donor, paper.children_count, paper.total) for paper in content] == [
        ("Công đoàn Trường Mẫu", "03 cháu", "36.000.000 đồng"),
        ("Ông Khác", "01 cháu", "6.000.000 đồng"),
    ]
    assert content[0].total_in_words == "Ba mươi sáu triệu đồng"
    assert (content[0].support, content[1].support) == ("", "500.000 đồng/tháng")


def test_there_is_no_certificate_for_what_was_not_decided_or_was_a_mistake(world):
    world.propose()
    create_pledge(
        child=create_child(unit=world.unit),
        state=PledgeState.ENDED,
        ended_on=dt.date(2025, 2, 1),
        end_reason=EndReason.ERROR,
    )
    assert not worth_a_certificate(Pledge.objects.all()).exists()


# --- Money --------------------------------------------------------------------------------------


def test_a_statement_adds_up_to_the_ledgers_year_by_year(world):
    pledge = world.activate(starts_on=dt.date(2024, 7, 1), months_count=24)
    world.receive(pledge, 3_000_000, received_on=dt.date(2024, 8, 1))
    wrong = world.receive(pledge, 700_000, received_on=dt.date(2025, 2, 1))
    world.receive(pledge, 6_000_000, received_on=dt.date(2025, 3, 1))
    world.hand_over(pledge, 2_500_000, handed_on=dt.date(2024, 12, 31))
    world.hand_over(pledge, 4_000_000, handed_on=dt.date(2025, 3, 1))
    operations.reverse_receipt(receipt=wrong, on=dt.date(2025, 2, 3), note="Gõ nhầm", by=world.officer)
    first, second = [money.statement(world.donor, [full(pledge)], year, world.unit, TODAY) for year in (2024, 2025)]
    assert (first.due, first.received, first.delivered, first.held) == (
        "3.000.000",
        "3.000.000",
        "2.500.000",
        "500.000",
    )
    assert (second.due, second.received, second.delivered) == ("6.000.000", "6.000.000", "4.000.000")
    assert second.held == "2.500.000"
    assert [entry.amount for entry in second.receipts] == ["700.000", "-700.000", "6.000.000"]
    assert second.receipts[1].remark == "điều chỉnh giảm"
    assert [entry.code for entry in second.receipts] == [f"{n}/2025" for n in (1, 1, 2)]  # as on the papers
    assert second.received_in_words == "Sáu triệu đồng"


def test_a_statement_says_what_was_moved_between_pledges(world):
    pledge, other = world.activate(), world.activate(child=create_child(unit=world.unit))
    world.receive(pledge, 1_000_000)
    day = dt.date(2025, 4, 1)
    terms = {"from_pledge": pledge, "to_pledge": other, "amount_vnd": 400_000, "by": world.officer, "on": day}
    operations.move_money(reason="Theo ý người đỡ đầu", **terms)
    content = money.statement(world.donor, [full(pledge), full(other)], 2025, world.unit, TODAY)
    assert content.received == "1.000.000"
    assert sorted((entry.amount, entry.remark) for entry in content.receipts) == [
        ("-400.000", "chuyển sang lượt khác"),
        ("1.000.000", "tiền mặt"),
        ("400.000", "chuyển từ lượt khác"),
    ]


def test_a_year_without_anything_has_a_statement_that_says_so(world):
    content = money.statement(world.donor, [full(world.activate())], 2019, world.unit, TODAY)
    assert (content.pledges, content.received, content.children_count) == ((), "0", "0 cháu")
    assert pdf("statement", content).startswith(b"%PDF")


def test_handover_minutes_name_who_received_what_from_whom(world):
    pledge = world.activate()
    world.receive(pledge, 1_500_000)
    entry = world.hand_over(pledge, 1_500_000, relationship="bà nội", occasion="Nhà văn hóa", given_by="Chị Hòa")
    content = money.handover_paper(
        type(entry).objects.select_related("pledge__child", "pledge__donor").get(pk=entry.pk)
    )
    assert (content.child, content.received_by, content.relationship) == ("Trần Thị Mẫu", "Lê Thị Mẫu", "bà nội")
    assert (content.amount, content.amount_in_words) == ("1.500.000 đồng", "Một triệu năm trăm nghìn đồng")
    assert (content.given_by, content.occasion, content.donor) == ("Chị Hòa", "Nhà văn hóa", "Công đoàn Trường Mẫu")
    assert content.what == "tiền"


@pytest.mark.parametrize(
    ("method", "detail", "what"),
    [("goods", "01 xe đạp", "hiện vật: 01 xe đạp"), ("savings_book", "AB 0123456", "sổ tiết kiệm: AB 0123456")],
)
def test_handover_minutes_name_the_goods_or_the_savings_book(world, method, detail, what):
    pledge = world.activate()
    world.receive(pledge, 1_500_000)
    entry = world.hand_over(pledge, 1_500_000, method=method, detail=detail)
    assert money.handover_paper(entry).what == what


# --- The child's book ---------------------------------------------------------------------------


def test_the_book_keeps_restricted_groups_and_free_words_inside(world):
    Child.objects.filter(pk=world.child.pk).update(circumstance_groups=["a", "dd", "l"], circumstances="bí mật")
    create_caregiver(child=world.child, full_name="Bà Nuôi", phone="0912345678", is_guardian=True)
    Visit.objects.create(
        child=world.child, visited_on=TODAY, visitors="Chị Hòa", note="Cháu khỏe", recorded_by=world.officer
    )
    child = Child.objects.get(pk=world.child.pk)
    content = book.book(child, Pledge.objects.filter(child=child), TODAY)
    assert "mồ côi cả cha và mẹ" in content.groups.lower()
    assert not re.search("HIV|xâm hại|bí mật", texts(content))
    assert content.caregivers[0].phone == "0912 345 678"
    assert content.visits[0].note == "Cháu khỏe"


# --- The ceremony -------------------------------------------------------------------------------


def round_of(unit: Unit, children: int) -> Campaign:
    campaign = create_campaign(unit=unit, name=f"Đợt {children}")
    for n in range(children):
        child = create_child(unit=unit, full_name=f"Trần Thị {n}")
        Caregiver.objects.create(child=child, full_name=f"Bà Nuôi {n}", relationship="bà")
        donor = create_donor(unit=unit, name=f"Công đoàn {n}")
        create_pledge(child=child, donor=donor, campaign=campaign)
        if n % 2:
            share(child)
    return campaign


def lines_of(campaign: Campaign, day: dt.date = TODAY) -> list[Pledge]:
    return list(ceremony.with_lines(Pledge.objects.filter(campaign=campaign), day))


def test_the_list_to_sign_and_the_envelopes_have_the_same_numbers_and_sums(world):
    campaign = round_of(world.unit, 3)
    day = dt.date(2025, 2, 1)  # two instalments are due
    pledges = lines_of(campaign, day)
    listed = ceremony.signing_list(pledges, head_of(world.unit), day, "Đợt 2", "Hội trường")
    packed = ceremony.envelopes(pledges, shown_to_donors([pledge.child for pledge in pledges]), "Hội trường")
    assert [(line.number, line.code, line.amount) for line in listed.lines] == [
        (envelope.number, envelope.child.code, envelope.amount.removesuffix(" đồng")) for envelope in packed
    ]
    assert (listed.total, listed.total_in_words, listed.children_count) == ("3.000.000", "Ba triệu đồng", "03 cháu")
    assert listed.lines[0].receiver == "Bà Nuôi 0"
    assert [envelope.child.is_named for envelope in packed] == [False, True, False]


def test_what_is_held_is_handed_over_and_nothing_twice(world):
    pledge = world.activate()
    world.receive(pledge, 700_000)
    [line] = ceremony.with_lines(Pledge.objects.all(), dt.date(2025, 3, 1))
    assert ceremony.amount_due(line) == 700_000
    world.hand_over(pledge, 700_000)
    [line] = ceremony.with_lines(Pledge.objects.all(), dt.date(2025, 3, 1))
    assert ceremony.amount_due(line) == 800_000  # three months less what was given: the donor gives the rest there
    [line] = ceremony.with_lines(Pledge.objects.all(), dt.date(2025, 1, 1))
    assert ceremony.amount_due(line) == 0


def test_boards_name_no_child_and_only_people_who_agreed(world):
    shy = create_donor(unit=world.unit, name="Ông Kín", kind=DonorKind.INDIVIDUAL)
    open_ = create_donor(unit=world.unit, name="Bà Vui", kind=DonorKind.INDIVIDUAL, is_public=True)
    for donor in (shy, open_, world.donor):
        child = create_child(unit=world.unit, full_name="Tên Riêng")
        share(child)
        create_pledge(child=child, donor=donor)
    pledges = list(ceremony.with_lines(Pledge.objects.all(), TODAY))
    shown = shown_to_donors([pledge.child for pledge in pledges])
    boards = ceremony.boards(certificates(pledges, head_of(world.unit), TODAY, shown), pledges)
    assert sorted(board.donor for board in boards) == ["Bà Vui", "Công đoàn Trường Mẫu", "Nhà hảo tâm"]
    assert not [board for board in boards if "Tên Riêng" in texts(board)]


def test_the_pack_holds_four_papers_and_asks_no_more_for_more_children(world, page):
    def answer(children):
        campaign = round_of(world.unit, children)
        campaign.refresh_from_db()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            response = page.get(url("ceremony_pack", campaign), {"day": "01/02/2025", "part": "all"})
        return response, len(queries)

    (few, asked_few), (many, asked_many) = answer(2), answer(12)
    with zipfile.ZipFile(io.BytesIO(many.content)) as archive:
        assert archive.namelist() == [f"{name}.pdf" for name in ceremony.PACK.values()]
        assert all(archive.read(name).startswith(b"%PDF") for name in archive.namelist())
    assert asked_few == asked_many
    assert asked_many <= 16
    assert few.status_code == 200


def test_the_pack_asks_for_a_day_that_exists_and_says_when_there_is_nothing(world, page):
    campaign = round_of(world.unit, 1)
    campaign.refresh_from_db()
    wrong = page.get(url("ceremony_pack", campaign), {"day": "31/02/2025", "part": "all"})
    assert list(wrong.context["form"].errors) == ["day"]
    nothing = page.get(url("ceremony_pack", campaign), {"day": "31/12/2024", "part": "list"})
    assert list(nothing.context["form"].errors) == ["part"]
    assert page.get(url("ceremony_pack", campaign), {"part": "gold", "day": "01/02/2025"}).context["form"].errors


# --- Pages --------------------------------------------------------------------------------------


def paper_addresses(world) -> dict[str, str]:
    pledge = world.activate(campaign=create_campaign(unit=world.unit))
    receipt = world.receive(pledge, 1_000_000)
    handover = world.hand_over(pledge, 500_000)
    child = Child.objects.get(pk=world.child.pk)
    return {
        "agreement": url("paper_agreement", pledge),
        "certificate": url("paper_certificate", pledge),
        "receipt": url("paper_receipt", receipt),
        "handover": url("paper_handover", handover),
        "donor": url("paper_donor_certificate", world.donor),
        "statement": url("paper_statement", world.donor) + "?year=2025",
        "book": url("paper_book", child),
        "list": url("paper_list"),
    }


def test_every_paper_comes_as_pdf_and_as_word_without_a_name_in_the_file(world, page):
    for name, address in paper_addresses(world).items():
        joint = "&" if "?" in address else "?"
        as_pdf, as_word = page.get(address), page.get(f"{address}{joint}as=docx")
        assert as_pdf.content.startswith(b"%PDF"), name
        assert docx.Document(io.BytesIO(as_word.content)).core_properties.author == "", name
        for response in (as_pdf, as_word):
            assert re.fullmatch(
                r'attachment; filename="[a-z-]+[A-Z0-9-]+\.(pdf|docx)"', response["Content-Disposition"]
            ), name
        assert b"/Author" not in as_pdf.content
        assert "Mẫu".encode("utf-16-be") not in as_pdf.content


def test_every_paper_leaves_a_row_in_the_access_log(world, page):
    for name, address in paper_addresses(world).items():
        before = AccessLog.objects.filter(action="print").count()
        page.get(address)
        assert AccessLog.objects.filter(action="print").count() == before + 1, name


def test_an_english_screen_prints_vietnamese_papers(world, page):
    page.cookies["django_language"] = "en"
    response = page.get(url("paper_agreement", world.activate()), {"as": "docx"}, headers={"accept-language": "en"})
    assert "Độc lập - Tự do - Hạnh phúc" in word_text(response.content)
    assert "500.000 đồng/tháng" in word_text(response.content)


def test_what_was_taken_back_has_no_paper(world, page):
    receipt = world.receive(world.activate(), 500_000)
    reversal = operations.reverse_receipt(receipt=receipt, on=dt.date(2025, 3, 2), note="Gõ nhầm", by=world.officer)
    assert page.get(url("paper_receipt", receipt)).status_code == 404
    assert page.get(url("paper_receipt", reversal)).status_code == 404


def test_a_statement_holds_only_pledges_of_units_where_one_may_print(world, page):
    mine = world.activate()
    elsewhere = create_pledge(donor=world.donor)
    for pledge in (mine, elsewhere):
        Child.objects.filter(pk=pledge.child_id).update(note="")
    response = page.get(url("paper_statement", world.donor), {"year": "2025", "as": "docx"})
    assert mine.code in word_tables(response.content) or mine.child.code in word_tables(response.content)
    assert elsewhere.child.code not in word_tables(response.content)


@pytest.mark.parametrize("year", ["0000", "9999", "20 5", "99999999999", "năm nay", "\u0662\u0660\u0662\u0665"])
def test_a_strange_year_breaks_nothing(world, page, year):
    assert page.get(url("paper_statement", world.donor), {"year": year}).status_code in (200, 404)


def test_the_leader_prints_and_the_administrator_does_not(world, client):
    pledge = world.activate()
    for role, status in ((Role.LEADER, 200), (Role.ADMINISTRATOR, 403)):
        person = create_user(role=role, unit=world.unit)
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        assert client.get(url("paper_agreement", pledge)).status_code == status
        shown = url("paper_agreement", pledge) in client.get(url("pledge", pledge)).content.decode()
        assert shown == (status == 200)


def test_pages_lead_to_their_papers(world, page):
    addresses = paper_addresses(world)
    pledge = Pledge.objects.get()
    child, donor, campaign = pledge.child, pledge.donor, pledge.campaign
    for where, names in {
        url("pledge", pledge): ["agreement", "certificate", "receipt", "handover"],
        donor.get_absolute_url(): ["donor", "statement"],
        child.get_absolute_url(): ["book"],
        url("signature_sheet"): ["list"],
    }.items():
        body = page.get(where).content.decode()
        assert [name for name in names if addresses[name].partition("?")[0] not in body] == []
    assert campaign is not None
    assert url("ceremony_pack", campaign) in page.get(campaign.get_absolute_url()).content.decode()


def test_the_pledge_says_when_its_papers_give_no_name(world, page):
    pledge = world.activate()
    assert page.get(url("pledge", pledge)).context["is_nameless"]
    share(world.child)
    assert not page.get(url("pledge", pledge)).context["is_nameless"]


def word_text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    return "\n".join([paragraph.text for paragraph in document.paragraphs]) + word_tables(content)


def word_tables(content: bytes) -> str:
    tables = docx.Document(io.BytesIO(content)).tables
    return "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)
