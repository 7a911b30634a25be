"""What the years bring in the demo: reviews, a renewal, a savings book, a pooled fund, another child for a donor."""

import datetime
from decimal import Decimal
from typing import Any

from children.models import Child
from donors.models import Donor, DonorKind
from organisation.models import User
from sponsorship import operations
from sponsorship.models import Pledge
from sponsorship.models.states import EndRule, Per, SupportForm


def live(officer: User, today: datetime.date, **told: Any) -> None:
    """`told`: fields that every new pledge gets (campaign, connecting unit)."""
    running = list(Pledge.objects.in_force().filter(state="active").order_by("pk")[12:20])
    for pledge in running[:3]:
        operations.review_pledge(
            pledge=pledge, reviewed_on=today, decision="continue", note="Hai bên đồng ý tiếp tục", by=officer
        )
    waiting = iter(Child.objects.waiting().with_free_place().filter(holds=None).order_by("-birth_date"))
    operations.replace_pledge(pledge=running[4], on=today, by=officer, child=next(waiting))
    a_savings_book(officer, today, next(waiting), running[5].donor, told)
    a_fund(officer, today, [next(waiting) for _ in range(3)], told)


def _agreed(officer: User, **terms: Any) -> Pledge:
    pledge = operations.propose_pledge(by=officer, **terms)
    operations.approve_pledge(pledge=pledge, by=officer)
    return operations.activate_pledge(pledge=pledge, by=officer)


def a_savings_book(officer: User, today: datetime.date, child: Child, donor: Donor, told: dict[str, Any]) -> None:
    """10 triệu in a book, which has just matured."""
    opened_on = today - datetime.timedelta(days=380)
    terms = {"form": SupportForm.SAVINGS_BOOK, "rate_vnd": 10_000_000, "per": Per.ONCE, "end_rule": EndRule.DATE}
    pledge = _agreed(officer, child=child, donor=donor, starts_on=opened_on, **terms, **told)
    operations.record_receipt(pledge=pledge, amount_vnd=10_000_000, received_on=opened_on, by=officer)
    operations.record_handover(
        pledge=pledge,
        amount_vnd=10_000_000,
        handed_on=opened_on,
        received_by=child.full_name,
        method="savings_book",
        detail="AB 0123456",
        by=officer,
    )
    operations.save_book(
        pledge=pledge,
        by=officer,
        number="AB 0123456",
        bank="Agribank Thanh Chương",
        opened_on=opened_on,
        matures_on=today - datetime.timedelta(days=14),
        principal_vnd=10_000_000,
        interest_percent=Decimal("4.70"),
        kept_by="Liên đoàn Lao động huyện",
    )


def a_fund(officer: User, today: datetime.date, children: list[Child], told: dict[str, Any]) -> None:
    """Many small hands put into it; three children have 400.000 a month of it, nine months a year by threes."""
    unit = children[0].managing_unit
    fund = Donor.objects.create(
        kind=DonorKind.FUND, name="Quỹ Mẹ đỡ đầu từ phế liệu", phone="0900000016", managing_unit=unit
    )
    for number in range(1, 13):
        operations.contribute(
            fund=fund,
            amount_vnd=850_000 + 50_000 * number,
            received_on=today - datetime.timedelta(days=20 * number),
            given_by=f"Chi hội phụ nữ xóm {number} – bán phế liệu",
            by=officer,
        )
    started = datetime.date(today.year if today.month >= 9 else today.year - 1, 9, 1)
    for child in children:
        pledge = _agreed(
            officer,
            child=child,
            donor=fund,
            rate_vnd=400_000,
            per=Per.MONTH,
            pays_every=3,
            active_months=[1, 2, 3, 4, 5, 9, 10, 11, 12],
            starts_on=started,
            end_rule=EndRule.MONTHS,
            months_count=21,
            **told,
        )
        operations.record_receipt(pledge=pledge, amount_vnd=1_200_000, received_on=started, by=officer, source="fund")
