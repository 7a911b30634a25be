"""A programme that holds several records of everything. Everybody in it is invented."""

import datetime as dt
import itertools
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import connection
from django.utils import timezone
from PIL import Image

from campaigns.models import GiftList
from children.hiding import hide
from children.models import Child, Consent, Need, OtherSupport, Photo, Progress, SiblingGroup, Visit
from children.pictures import path_of
from donors.models import Donor, Registration
from imports.models import ImportBatch
from organisation.models import Area, Unit, UnitArea, User
from organisation.models.unit import UnitKind
from organisation.roles import Role
from reports.models import HigherForm
from sponsorship import operations
from sponsorship.models import Launch, NeedOrder, Pledge
from sponsorship.models.states import EndReason, EndRule, Per
from sponsorship.operations.letters import forward_letter
from tests import factories as make
from tests.access_table import ROLES
from tests.campaigns import money_records as campaign_money
from tests.campaigns import plan_records as plan
from tests.campaigns.result_records import more_results
from tests.imports.lists import CHILD_HEADINGS, as_csv, child_row, entered, opened
from tests.reports.higher_records import HEADINGS, create_higher_form, workbook
from tests.sponsorship import letters
from tests.sponsorship import life_records as life
from tests.sponsorship import money_records as records
from tests.sponsorship.launch_records import make_launch

CONSENTED = dt.date(2025, 1, 10)


class Programme:
    """`write` is given each text on its way into a record (to leave out its marks, say); `first`: from where on it
    numbers what must bear different names, where there are several programmes."""

    def __init__(self, *, size: int = 2, write: Callable[[str], str] = str, first: int = 1) -> None:
        self.write = write
        self.today = timezone.localdate()
        self.numbers, self.size = itertools.count(first), 0
        self.made: dict[Any, dict[str, Any]] = {}  # the records that tests/access_table.py made here, by how
        self.unit = make.create_unit(name=write("Mẹ đỡ đầu Thanh Chương"))
        self.staff = {letter: self._person(role, self.unit) for letter, role in ROLES.items()}
        self.officer = self.staff["M"]
        self.branch = self._unit(self.unit)
        NeedOrder.objects.create(unit=self.unit, lost_both=50)
        self.campaign = make.create_campaign(unit=self.unit, name=write("Giai đoạn 2024–2028"))
        self.survey, self.event = plan.make_survey(self.campaign), plan.make_event(self.campaign)
        self.participation = plan.make_participation(self.campaign, self.branch)
        self.account = self._person(Role.DATA_CLERK, self.branch)
        self.donor = make.create_donor(unit=self.unit, name=write("Công đoàn Trường Tiểu học Mẫu"))
        self.child = self._child(places=3, circumstance_groups=["d"], sibling_group=SiblingGroup.objects.create())
        self.pledge = self._active(self.child, self.donor)
        self.grow(size)

    def grow(self, count: int) -> None:
        """`count` more of everything: of each list's rows, and of each part of the records one looks at."""
        for number in range(self.size + 1, self.size + count + 1):
            self._more_of_the_child(number)
            self._more_of_the_unit()
            self._more_rounds(number)
            plan.more_of(self.campaign, self.survey, self.event, self._unit(self.branch), self.officer)
            self._more_pledges()
            self._more_offers()
            self._more_money(self.pledge)
            self._more_books()
            self._more_money_of_the_campaign()
            self.help = more_results(self.campaign, self.unit, number, self.write)
            day = self.today - dt.timedelta(number)
            self.higher_form = create_higher_form(
                unit=self.unit,
                by=self.officer,
                name=self.write(f"Biểu 01, lần {HigherForm.objects.count() + 1}"),
                data=workbook([[""] * 6] * 6, headings=[self.write(heading) for heading in HEADINGS]),
            )
            self.snapshot = make.create_snapshot(unit=self.unit, by=self.officer, as_of=day)
        self._more_lists(count)
        self.size += count
        if connection.in_atomic_block:
            make.count_rows()

    # --- One more of each ---

    def _person(self, role: Role, unit: Unit) -> User:
        values = {"full_name": self.write("Nguyễn Thị Mẫu"), "username": f"nhan.vien.{next(self.numbers)}"}
        return make.create_user(role=role, unit=unit, **values)

    def _unit(self, parent: Unit, kind: str = UnitKind.PROGRAMME) -> Unit:
        unit = make.create_unit(name=self.write(f"Chi nhánh {next(self.numbers)}"), kind=kind, parent=parent)
        UnitArea.objects.create(unit=unit, area=self._commune())
        return unit

    def _commune(self) -> Area:
        return make.create_area(name=self.write(f"Xã Bích Hào {next(self.numbers)}"), kind=self.write("xã"))

    def _former_commune(self) -> Area:
        name, kind = self.write("Huyện Thanh Chương"), self.write("huyện")
        district = make.create_area(name=name, level="district", former=True, kind=kind)
        name, kind = self.write(f"Xã Thanh Tùng {next(self.numbers)}"), self.write("xã")
        return make.create_former_commune(name=name, parent=district, into=self._commune(), kind=kind)

    def _child(self, **values: Any) -> Child:
        former = self._former_commune()
        defaults: dict[str, Any] = {
            "full_name": self.write("Trần Nguyễn Thị Phương Mẫu"),
            "hamlet": self.write("Xóm Hồng Lĩnh"),
            "former_commune": former,
            "commune": former.successors.get(),
            "school": self.write("Trường Tiểu học Thanh Tùng"),
            "circumstances": self.write("Bố mất do tai nạn giao thông, mẹ làm ruộng nuôi các con."),
            "needs_since": self.today - dt.timedelta(days=200),
            "is_union_member_child": True,
            "parents_union": self.write("Công đoàn xã Thanh Tùng"),
        }
        child = make.create_child(unit=self.unit, **defaults | values)
        self._carer(child)
        return child

    def _carer(self, child: Child) -> None:
        make.create_caregiver(
            child=child, full_name=self.write("Lê Thị Mẫu"), relationship=self.write("bà nội"), phone="0912345678"
        )

    def _donor(self) -> Donor:
        name = self.write(f"Quỹ Bảo trợ trẻ em {next(self.numbers)}")
        return make.create_donor(unit=self.unit, name=name, phone="0984631588", capacity_children=2)

    def _proposed(self, child: Child, donor: Donor, **terms: Any) -> Pledge:
        starts_on = self.today.replace(day=1) - dt.timedelta(days=150)
        defaults = dict[str, Any](rate_vnd=500_000, per=Per.MONTH, end_rule=EndRule.MONTHS, months_count=12)
        sides = dict[str, Any](child=child, donor=donor, by=self.officer, starts_on=starts_on)
        return operations.propose_pledge(**sides | defaults | terms)

    def _approved(self, child: Child, donor: Donor, **terms: Any) -> Pledge:
        return operations.approve_pledge(pledge=self._proposed(child, donor, **terms), by=self.officer)

    def _active(self, child: Child, donor: Donor, **terms: Any) -> Pledge:
        return operations.activate_pledge(pledge=self._approved(child, donor, **terms), by=self.officer)

    def _list(self, rows_count: int, *, apply: bool = False) -> ImportBatch:
        headings, title = tuple(map(self.write, CHILD_HEADINGS)), self.write(f"DANH SÁCH TRẺ {next(self.numbers)}")
        rows = [self._row(f"{n + 1:02}/10/2012") for n in range(rows_count)]
        data = as_csv([title], headings, *rows)
        take_in = entered if apply else opened
        batch = take_in(data, self.unit, kind="children", by=self.officer)
        batch.refresh_from_db()
        return batch

    def _row(self, born: str) -> tuple[str, ...]:
        assert self.child.commune
        name = f"Lê Đức {'ABCDEGHIKLMNOPQRSTUVXY'[next(self.numbers) % 22]}"
        row = child_row(name, born, sex="", commune=self.child.commune.name, carer="Lê Thị Mẫu", phone="0912345678")
        return tuple(map(self.write, row))

    # --- Growing ---

    def _more_of_the_child(self, number: int) -> None:
        child, write = self.child, self.write
        self._carer(child)
        Consent.objects.create(
            child=child,
            purpose="process",
            given_by=write("Lê Thị Mẫu"),
            given_on=CONSENTED,
            withdrawn_on=None if number == 1 else CONSENTED,
        )
        Need.objects.create(child=child, kind="bicycle", recorded_on=self.today)
        Progress.objects.create(child=child, school_year=2000 + number, grade="5", school=write("Trường Mẫu"))
        Visit.objects.create(child=child, visited_on=self.today, visitors=write("Chị Hòa"), recorded_by=self.officer)
        self.photo = self._photo(child)
        self._more_letters()
        self._child(sibling_group=child.sibling_group)  # two who wait: a family is matched together
        self.sister = self._child(sibling_group=child.sibling_group)
        for helped in (child, self.sister):
            self._helped_elsewhere(helped)
        ended = self._active(child, self._donor())
        operations.end_pledge(pledge=ended, reason=EndReason.DONOR_STOPPED, on=self.today, by=self.officer)

    def _helped_elsewhere(self, child: Child) -> None:
        giver, title = self.write("Hội Khuyến học xã"), self.write(f"Quà Tết {next(self.numbers)}")
        OtherSupport.objects.create(
            child=child, channel="study_promotion", giver_name=giver, amount_vnd=300_000, since=CONSENTED
        )
        gifts = make.create_gift_list(unit=self.unit, title=title, given_on=self.today, campaign=self.campaign)
        self.gift = make.create_gift(
            gift_list=gifts, group=self.write("Quà 1/6"), child=child, full_name=child.full_name
        )
        self.gift_list: GiftList = self._gift_list() if self.size == 0 else self.gift_list
        for n in range(2):
            given: dict[str, Any] = {"delivery": "delivered", "delivered_on": self.today} if n else {}
            make.create_gift(gift_list=self.gift_list, group=title, full_name=child.full_name, child=child, **given)

    def _more_money_of_the_campaign(self) -> None:
        made = campaign_money.fill(self.campaign, self.unit, self.officer, next(self.numbers), self.write)
        self.money_item, self.goods_move = made["money_item"], made["goods_move"]
        self.given, self.payment, self.promise = made["given"], made["payment"], made["promise"]

    def _gift_list(self) -> GiftList:
        title = self.write(f"Quà 1/6 {next(self.numbers)}")
        return make.create_gift_list(unit=self.unit, title=title, given_on=self.today, campaign=self.campaign)

    def _photo(self, child: Child) -> Photo:
        name = f"{next(self.numbers):04}.jpg"
        for path in (path_of(name), path_of(name, small=True)):
            path.parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (8, 8)).save(path)
        return Photo.objects.create(child=child, file=name, width=8, height=8, added_by=self.officer)

    def _more_letters(self) -> None:
        """Letters of the pledge, one of them forwarded; personal pages of its donor, and talks with it."""
        write = self.write
        texts = [write("Con cảm ơn các bác."), write("Chúc cháu học giỏi.")]
        self.letter = letters.make_letter(self.pledge, self.officer, day=self.today, text=texts[0])
        sent = letters.make_letter(self.pledge, self.officer, day=self.today, text=texts[1])
        forward_letter(letter=sent, on=self.today, note=write("Qua Zalo"), by=self.officer)
        self.link = letters.make_link_for(self.donor, self.unit, self.officer, whom=write("Cô Hòa"))[0]
        letters.make_contact(self.donor, self.officer, day=self.today, note=write("Sẽ gửi"))

    def _more_of_the_unit(self) -> None:
        below = self._unit(self.branch)
        UnitArea.objects.create(unit=self.branch, area=self._commune())
        self._person(Role.TREASURER, self.branch)
        make.create_child(unit=below, full_name=self.write("Phan Thị Mẫu"))  # in which nobody holds a role
        self.account.appointments.create(role=Role.LEADER, unit=below, starts_on=CONSENTED)
        make.create_user(full_name=self.write("Cao Văn Mẫu"), username=f"cho.viec.{next(self.numbers)}")

    def _more_rounds(self, number: int) -> None:
        part = make.create_campaign(unit=self.unit, name=self.write(f"Đợt {number}"), parent=self.campaign)
        make.create_campaign(unit=self.unit, name=self.write(f"Giai đoạn {number}"))
        channel = self._unit(self.unit, UnitKind.WOMENS_UNION)
        for campaign in (part, self.campaign):
            pledge = self._active(self._child(), self._donor(), campaign=campaign, connecting_unit=channel)
            self._more_money(pledge)

    def _more_pledges(self) -> None:
        self.waiting, self.free_donor = self._child(), self._donor()
        self.proposed = self._proposed(self._child(), self._donor())
        self.approved = self._approved(self._child(), self._donor())
        self.suspended = self._active(self._child(), self._donor())
        operations.suspend_pledge(pledge=self.suspended, by=self.officer, reason=self.write("Người đỡ đầu đi xa"))
        self._active(self._child(), self.donor)
        self._more_of_life()
        self.hold = operations.hold_child(child=self._child(), donor=self._donor(), by=self.officer)
        self.accepted_launch = self._launch()
        operations.accept_launch(launch=self.accepted_launch, by=self.officer)
        self.launch = self._launch()

    def _launch(self) -> Launch:
        """With a donor's seat, a guest's, and a child that is in none."""
        write = self.write
        launch = make_launch(self.unit, self.officer, title=write("Đêm phát động"), day=self.today)
        operations.add_seats(launch=launch, by=self.officer, donors={self._donor(): 1}, nameless=1)
        for _n in range(3):
            self._child()
        operations.reserve_children(launch=launch, by=self.officer, count=3)
        operations.propose_pairs(launch=launch, by=self.officer)
        return launch

    def _more_of_life(self) -> None:
        """Of a pledge reviewed, renewed and with another amount; a savings book; a fund; a child that has left."""
        by, write = self.officer, self.write
        pledge = self.pledge
        day = self.today - dt.timedelta(days=next(self.numbers) % 100)
        if not pledge.reviews.filter(reviewed_on=day).exists():
            note = write("Hai bên đều đồng ý")
            operations.review_pledge(pledge=pledge, reviewed_on=day, decision="continue", by=by, note=note)
        self.continued = self._active(self._child(), self._donor())
        self.continued = operations.replace_pledge(pledge=self.continued, on=self.today, by=by, child=self._child())
        self.book_pledge = life.make_book_pledge(self.unit, by, child=self._child(), donor=self._donor())
        words: dict[str, Any] = {"bank": write("Ngân hàng Nông nghiệp Thanh Chương"), "kept_by": write("Bà ngoại")}
        book = life.make_book(self.book_pledge, by, interest_percent=Decimal("4.7"), **words)
        self.interest = life.make_interest(book, by, received_by=write("Bà ngoại"))
        self.misfit = life.with_another_birthday(self._active(self._child(), self._donor()))
        self.generous, used = (life.with_surplus(self._active(self._child(), self._donor()), by) for _ in "12")
        operations.use_surplus(pledge=used, by=by)
        self.surplus_use = used.surplus_uses.get()
        self.fund = make.create_donor(unit=self.unit, name=write(f"Quỹ Mẹ đỡ đầu {next(self.numbers)}"), kind="fund")
        for _ in range(2 + self.size):
            self.contribution = life.make_contribution(self.fund, by, given_by=write("Bán phế liệu xóm 3"))
        self.hidden_child = self._child()
        hide(child=self.hidden_child, reason=write("Người cha tìm cháu"), by=by)
        self.left_child = self._child()
        self.left_pledge = self._active(self.left_child, self._donor())
        operations.leave_programme(child=self.left_child, reason="moved_away", on=self.today, by=by)

    def _more_money(self, pledge: Pledge) -> None:
        day, money = self.today - dt.timedelta(days=3), dict[str, Any](pledge=pledge, by=self.officer)
        self.receipt = operations.record_receipt(amount_vnd=300_000, received_on=day, **money)
        carer = self.write("Lê Thị Mẫu")
        self.handover = operations.record_handover(amount_vnd=200_000, handed_on=day, received_by=carer, **money)
        wrong = operations.record_receipt(amount_vnd=1_000, received_on=day, **money)
        operations.reverse_receipt(receipt=wrong, by=self.officer, note=self.write("ghi nhầm"))

    def _more_books(self) -> None:
        """Batches, lines of a bank statement, ceremonies and moves, each done and still to do; and their lines."""
        by, number, write = self.officer, next(self.numbers), self.write
        line = dict[str, Any](by=by, day=self.today, text=write(f"ủng hộ {self.pledge.code} lần {number}"))
        paying = [self._active(self._child(), self._donor()) for _ in range(number // 50 + 2)]
        self.draft = records.make_batch(self.unit, by, *paying, day=self.today, title=write("Thu ở trường"))
        self.booked_batch = records.make_batch(self.unit, by, *paying, day=self.today, title=write("Thu ở xã"))
        operations.book_batch(batch=self.booked_batch, by=by)
        self.bank_line = records.make_bank_line(self.unit, reference=f"FT{number}", **line)
        self.booked_line = records.make_bank_line(self.unit, reference=f"FU{number}", amount=7, **line)
        operations.book_line(line=self.booked_line, parts=[(paying[0], 7)], by=by)
        self.held_ceremony = records.make_ceremony(self.unit, by, day=self.today, place=write("Lễ trao"))
        self.photographed = operations.deliver(ceremony=self.held_ceremony, by=by)[0]
        self._more_money(self.pledge)
        self._more_money(paying[0])
        self.ceremony = records.make_ceremony(self.unit, by, day=self.today, place=write("Lễ trao"))
        move = records.make_move(self.pledge, paying[1], by, day=self.today, reason=write("Người đỡ đầu đồng ý"))
        self.moved = move.entries.get(pledge=self.pledge)

    def _more_offers(self) -> None:
        make_one = partial(Registration.objects.create, kind="individual", phone="0984631588", managing_unit=self.unit)
        self.offer = make_one(name=self.write("Đinh Thị Mẫu"), offer=self.write("Muốn đỡ đầu một em."))
        self.offer.refresh_from_db()

    def _more_lists(self, count: int) -> None:
        for _ in range(count):
            self._list(1)
        self.entered = self._list(2 * count, apply=True)
        self.batch = self._list(2 * count)  # whose rows may repeat those just entered
