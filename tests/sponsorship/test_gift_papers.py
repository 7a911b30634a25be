"""The list to sign of an occasion's gifts, as PDF."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.gift_sheets import recipient_rows
from campaigns.models import GiftRecipient
from organisation.roles import Role
from sponsorship.papers.gifts import gift_paper
from tests import factories as make
from tests.every_page import signed_in

pytestmark = pytest.mark.django_db


def test_the_list_to_sign_is_laid_out_with_its_sum_in_words() -> None:
    clerk = make.create_user(role=Role.DATA_CLERK, unit=make.create_unit(name="LĐLĐ huyện Mẫu"))
    unit = clerk.current_appointments[0].unit
    gifts = make.create_gift_list(unit=unit, title="DANH SÁCH CHÁU NHẬN QUÀ 1/6", given_on=dt.date(2026, 6, 1))
    make.create_gift(gift_list=gifts, full_name="Lê Đức Kiên", birth_date=dt.date(2014, 5, 2), grade="5")
    make.create_gift(gift_list=gifts, full_name="Mai Thị Lan", group="Sữa", amount_vnd=None, goods="2 thùng sữa")

    rows = list(recipient_rows(GiftRecipient.objects.order_by("pk")))
    said = gift_paper(gifts, rows, 2, timezone.localdate())
    answer = signed_in(clerk).get(reverse("sponsorship:paper_gifts", args=[gifts.public_id]))

    assert [(line["name"], line["amount"]) for line in said["lines"]] == [
        ("Lê Đức Kiên", "100.000"), ("Mai Thị Lan", "2 thùng sữa"),
    ]  # fmt: skip
    assert (said["total"], said["total_in_words"]) == ("100.000", "Một trăm nghìn đồng")
    assert answer.content.startswith(b"%PDF")
