"""An invented programme to try everything on: children, donors, two rounds, money under way, one account per role."""

import datetime
import secrets
from collections.abc import Iterator
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from campaigns.models import Campaign, CampaignKind
from children.models import Caregiver, Child, Consent, Need, SiblingGroup, Visit
from children.models.choices import OrphanStatus, Poverty
from donors.models import Donor, DonorKind, Registration
from organisation.models import Appointment, Area, Unit, User
from organisation.models.unit import UnitKind
from organisation.operations import LETTERS, start_programme
from organisation.roles import Role
from reports import demo_people as people
from reports.demo_campaigns import help_families, plan_month, plan_tet
from reports.demo_life import live
from sponsorship import operations
from sponsorship.models import Pledge
from sponsorship.models.states import EndReason, EndRule, Per

ACCOUNTS = [
    ("van.thu", "Nguyễn Thị Thư", Role.DATA_CLERK),
    ("can.bo", "Trần Thị Nối", Role.MATCHING_OFFICER),
    ("thu.quy", "Lê Văn Quỹ", Role.TREASURER),
    ("lanh.dao", "Phạm Thị Đạo", Role.LEADER),
    ("quan.tri", "Hoàng Văn Trị", Role.ADMINISTRATOR),
]
DISTRICT = "2025a-d00428"  # Thanh Chương
TERMS: list[dict[str, Any]] = [
    {"per": Per.MONTH, "rate_vnd": 300_000},
    {"per": Per.MONTH, "rate_vnd": 500_000},
    {"per": Per.MONTH, "rate_vnd": 500_000},
    {"per": Per.QUARTER, "rate_vnd": 1_500_000},
    {"per": Per.SCHOOL_YEAR, "rate_vnd": 6_000_000},
    {"per": Per.YEAR, "rate_vnd": 6_000_000},
]
UNION_PLACES = ["Trường Tiểu học", "Trường THCS", "Trường Mầm non", "xã"]


class Demo:
    """Fills an empty database. The people are the same every time; the passwords never are."""

    def __init__(self) -> None:
        self.random = Random(20241014)  # noqa: S311 - invented people, no secrets
        self.today = timezone.localdate()
        self.carers: dict[int, Caregiver] = {}

    @transaction.atomic
    def fill(self) -> list[tuple[str, str, str]]:
        """Returns (user name, password, role) of each account."""
        district = Area.objects.get(key=DISTRICT)
        made = start_programme(name="Mẹ đỡ đầu – kết nối yêu thương (Thanh Chương)", district_code=district.code)
        self.programme, self.womens_union = made["unit"], made["womens_union"]
        self.communes = list(Area.objects.filter(parent=district).prefetch_related("successors").order_by("name"))
        self.unions = self.make_unions(made["labour_federation"])
        accounts = [self.make_account(*account) for account in ACCOUNTS]
        self.officer, self.treasurer = (User.objects.get(username=name) for name in ("can.bo", "thu.quy"))
        self.rounds = self.make_rounds()
        self.children = [self.make_child() for _ in range(160)]
        self.donors = [self.make_donor() for _ in range(48)]
        self.make_siblings()
        self.make_pledges()
        self.make_work_to_do()
        live(self.officer, self.today, campaign=self.rounds[1], connecting_unit=self.womens_union)
        federation = made["labour_federation"]
        union = plan_month(self.programme, federation, self.communes, self.officer, self.today)
        plan_tet(self.programme, federation, self.officer, self.treasurer, self.today)
        help_families(self.programme, self.children[-3:], self.officer, self.today)
        return [*accounts, self.make_account("co.so", "Võ Thị Cơ", Role.DATA_CLERK, union)]

    def make_account(self, username: str, full_name: str, role: Role, unit: Unit | None = None) -> tuple[str, str, str]:
        password = "-".join("".join(secrets.choice(LETTERS) for _n in range(4)) for _g in range(4))  # 79 bits
        user = User.objects.create_user(username, password=password, full_name=full_name)
        Appointment.objects.create(user=user, role=role, unit=unit or self.programme, starts_on=self.today)
        return username, password, f"{role.label} ({unit})" if unit else str(role.label)

    def make_unions(self, federation: Unit) -> list[Unit]:
        return [
            Unit.objects.create(
                name=f"Công đoàn {kind} {commune.short_name}", kind=UnitKind.GRASSROOTS_UNION, parent=federation
            )
            for commune in self.communes[:12]
            for kind in self.random.sample(UNION_PLACES, 2)
        ]

    def make_rounds(self) -> list[Campaign]:
        year = self.today.year - 1
        phase = Campaign.objects.create(
            name=f"Giai đoạn {year}–{year + 4}", kind=CampaignKind.PROGRAMME_PHASE, managing_unit=self.programme
        )
        self.first_days = [datetime.date(year, 5, 1), datetime.date(year, 11, 1)]
        return [
            Campaign.objects.create(
                name=f"Đợt {number} năm {year}",
                kind=CampaignKind.SPONSORSHIP_ROUND,
                parent=phase,
                managing_unit=self.programme,
                starts_on=datetime.date(year, month, 15),
                ends_on=datetime.date(year, month + 1, 15),
            )
            for number, month in ((1, 4), (2, 10))
        ]

    def make_child(self) -> Child:
        random, sex = self.random, self.random.choice("mf")
        commune: Area = random.choice(self.communes)
        born = people.birth_date(random, self.today)
        orphan = random.choices(["father", "mother", "both"], [45, 36, 19])[0]
        age = self.today.year - born.year
        school, grade = people.school(age, commune.short_name)
        union = random.choice(self.unions) if random.random() < 0.16 else None
        child = Child.objects.create(
            full_name=people.person(random, sex),
            sex="female" if sex == "f" else "male",
            birth_date=born,
            ethnicity=random.choices(["Kinh", "Thái", "Thổ"], [84, 9, 7])[0],
            hamlet=random.choice(people.HAMLETS),
            former_commune=commune,
            commune=commune.successors.all()[0],
            school=school,
            grade=grade,
            orphan_status=OrphanStatus(orphan),
            circumstances=random.choice(people.STORIES[orphan]),
            poverty=random.choices([Poverty.POOR, Poverty.NEAR_POOR, Poverty.NONE], [4, 3, 3])[0],
            is_union_member_child=union is not None,
            parents_union=union.name if union else "",
            parents_union_unit=union,
            managing_unit=self.programme,
            needs_since=self.today - datetime.timedelta(days=random.randrange(40, 760)),
        )
        self.carers[child.pk] = self.make_family(child)
        return child

    def make_family(self, child: Child) -> Caregiver:
        random = self.random
        lost = {"father": {"bố", "ông nội"}, "mother": {"mẹ"}, "both": {"bố", "mẹ"}}[child.orphan_status]
        relationship, sex = random.choice([carer for carer in people.CARERS if carer[0] not in lost])
        carer = Caregiver.objects.create(
            child=child, full_name=people.person(random, sex), relationship=relationship, phone=people.phone(random)
        )
        if random.random() < 0.7:
            Consent.objects.create(
                child=child,
                purpose="process",
                given_by=carer.full_name,
                relationship=relationship,
                child_assented=True if (child.age or 0) >= 7 else None,
                given_on=self.today - datetime.timedelta(days=random.randrange(1, 40)),
                evidence="Phiếu khảo sát có chữ ký",
            )
        if random.random() < 0.4:
            Need.objects.create(
                child=child,
                kind=random.choice(["school_things", "bicycle", "health_insurance"]),
                recorded_on=self.today,
            )
        return carer

    def make_siblings(self) -> None:
        for elder, younger in zip(self.children[0:12:2], self.children[1:12:2], strict=True):
            group = SiblingGroup.objects.create()
            Child.objects.filter(pk__in=[elder.pk, younger.pk]).update(sibling_group=group)

    def make_donor(self) -> Donor:
        random = self.random
        if random.random() < 0.6:
            union = self.unions.pop(random.randrange(len(self.unions))) if self.unions else None
            name = union.name if union else f"Công ty TNHH {random.choice(people.BOY_GIVEN)} Thịnh"
            values = {"kind": DonorKind.ORGANISATION, "name": name, "unit": union}
        else:
            sex = random.choice("mf")
            title = "Bà" if sex == "f" else "Ông"
            values = {"kind": DonorKind.INDIVIDUAL, "name": people.person(random, sex), "title": title}
        return Donor.objects.create(
            phone=people.phone(random),
            managing_unit=self.programme,
            capacity_children=random.choice([1, 1, 2, 3]),
            wishes_union_member_child=random.random() < 0.2,
            **values,
        )

    def make_pledges(self) -> None:
        takers = self.random.sample(self.children, 62)
        for number, child in enumerate(takers):
            donor = self.donors[number % (len(self.donors) - 6)]
            number_of_round = number % 2
            pledge = operations.propose_pledge(
                child=child,
                donor=donor,
                by=self.officer,
                starts_on=self.first_days[number_of_round],
                end_rule=EndRule.MONTHS,
                months_count=self.random.choice([19, 24, 36, 36]),
                campaign=self.rounds[number_of_round],
                connecting_unit=self.womens_union,
                **self.random.choice(TERMS),
            )
            if number < 57:
                operations.approve_pledge(pledge=pledge, by=self.officer)
            if number < 54:
                operations.activate_pledge(pledge=pledge, by=self.officer)
                self.move_money(pledge)

    def move_money(self, pledge: Pledge) -> None:
        """Most of what fell due has come in and been handed over, a little late."""
        pays_until = self.today - datetime.timedelta(days=self.random.choice([0, 0, 10, 20, 95]))
        for due_on, amount in self.paid_instalments(pledge, pays_until):
            operations.record_receipt(
                pledge=pledge,
                amount_vnd=amount,
                received_on=due_on,
                by=self.treasurer,
                method=self.random.choice(["cash", "bank_transfer"]),
            )
            handed_on = due_on + datetime.timedelta(days=self.random.randrange(3, 30))
            if handed_on > self.today:
                continue
            carer = self.carers[pledge.child_id]
            operations.record_handover(
                pledge=pledge,
                amount_vnd=amount,
                handed_on=handed_on,
                received_by=carer.full_name,
                relationship=carer.relationship,
                is_signed=True,
                by=self.treasurer,
            )

    def paid_instalments(self, pledge: Pledge, until: datetime.date) -> Iterator[tuple[datetime.date, int]]:
        rows = pledge.instalments.filter(due_on__lte=until).order_by("number")
        yield from rows.values_list("due_on", "amount_vnd")

    def make_work_to_do(self) -> None:
        """Something for every home page: a hold, an ended pledge, visits, an offer from a new donor."""
        active = list(Pledge.objects.in_force().order_by("pk")[:9])
        operations.end_pledge(pledge=active[0], reason=EndReason.MOVED_AWAY, on=self.today, by=self.officer)
        operations.suspend_pledge(
            pledge=active[1],
            by=self.officer,
            reason="Người đỡ đầu đi làm xa, hẹn sau Tết gửi tiếp",
            until_on=self.today + datetime.timedelta(days=80),
        )
        for pledge in active[2:]:
            Visit.objects.create(
                child=pledge.child,
                visited_on=self.today - datetime.timedelta(days=self.random.randrange(5, 90)),
                visitors="Chi hội phụ nữ xóm",
                note="Em khoẻ, học đều, góc học tập gọn gàng.",
                recorded_by=self.officer,
            )
        waiting = [child for child in Child.objects.waiting().with_free_place().order_by("pk")[:2]]
        for child, donor in zip(waiting, self.donors[-2:], strict=True):
            operations.hold_child(child=child, donor=donor, by=self.officer)
        for name in ("Bà Đinh Thị Gửi", "Nhóm bạn Sẻ Chia"):
            Registration.objects.create(
                kind=DonorKind.GROUP if name.startswith("Nhóm") else DonorKind.INDIVIDUAL,
                name=name.removeprefix("Bà "),
                phone=people.phone(self.random),
                offer="Muốn đỡ đầu một em, 500.000 đ mỗi tháng.",
                managing_unit=self.programme,
            )
