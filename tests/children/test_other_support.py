"""What a child gets through other channels: recorded on its page, refused where it says nothing."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from children.models import Child, OtherSupport
from organisation.roles import Role
from organisation.templatetags.vietnamese import vnd
from tests.factories import create_child, create_gift, create_gift_list, create_user

pytestmark = pytest.mark.django_db
DAY = dt.date(2025, 3, 1)


@pytest.fixture
def child():
    return create_child()


@pytest.fixture
def page(client, child):
    client.force_login(
        create_user(role=Role.DATA_CLERK, unit=child.managing_unit), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def add_url(child):
    return reverse("children:other_support_add", args=[child.public_id])


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("other_support_amount_positive", {"amount_vnd": 0}),
        ("other_support_amount_positive", {"amount_vnd": 10**13 + 1}),
        ("other_support_says_what", {"amount_vnd": None, "what": ""}),
        ("other_support_dates_in_order", {"amount_vnd": 1, "since": DAY, "until": DAY - dt.timedelta(days=1)}),
    ],
)
def test_impossible_help_is_refused(child, constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        OtherSupport.objects.create(child=child, channel="red_cross", **values)


def test_help_is_recorded_and_stands_on_the_childs_page(page, child):
    typed = {"channel": "study_promotion", "giver_name": "Hội Khuyến học xã", "amount_vnd": "300.000", "per": "month"}
    answer = page.post(add_url(child), typed | {"since": "01/09/2025"})
    assert answer["Location"] == f"{child.get_absolute_url()}#other_supports"
    shown = page.get(child.get_absolute_url()).content.decode()
    assert "Hội Khuyến học xã" in shown
    assert vnd(300_000) in shown


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"channel": "red_cross", "per": "month"}, "amount_vnd"),
        ({"channel": "other", "per": "once", "what": "gạo"}, "giver_name"),
        (
            {"channel": "red_cross", "per": "month", "what": "gạo", "since": "01/09/2025", "until": "31/08/2025"},
            "until",
        ),
        ({"channel": "red_cross", "per": "month", "amount_vnd": "0"}, "amount_vnd"),
        ({"channel": "red_cross", "per": "month", "what": "gạo", "until": "01/01/2099"}, "until"),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_its_field(page, child, typed, field):
    answer = page.post(add_url(child), typed)
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]


def test_only_what_is_given_regularly_and_today_is_current(child):
    today = timezone.localdate()
    day = dt.timedelta(days=1)
    kinds: dict[str, dict] = {
        "now": {"since": today},
        "always": {},
        "over": {"until": today - day},
        "to come": {"since": today + day},
        "once": {"per": "once", "since": today},
    }
    for what, values in kinds.items():
        OtherSupport.objects.create(child=child, channel="red_cross", what=what, **values)
    current = set(OtherSupport.objects.current().values_list("what", flat=True))
    assert current == {"now", "always"} == {each.what for each in OtherSupport.objects.all() if each.is_current}


def test_the_child_is_marked_by_its_gifts_and_other_help_as_long_as_there_are_any(child):
    def marked(one):
        return Child.objects.values_list("got_gifts", "got_support").get(pk=one.pk)

    other = create_child(unit=child.managing_unit)
    gifts = create_gift_list(unit=child.managing_unit)
    first, second = (create_gift(gift_list=gifts, child=child, delivery="delivered") for _ in range(2))
    support = OtherSupport.objects.create(child=child, channel="religious", what="gạo")
    assert (marked(child), marked(other)) == ((True, True), (False, False))
    first.delete()
    support.child = other
    support.save()
    assert (marked(child), marked(other)) == ((True, False), (False, True))
    second.delete()
    support.delete()
    assert (marked(child), marked(other)) == ((False, False), (False, False))


def test_nobody_else_marks_a_child(child):
    Child.objects.filter(pk=child.pk).update(got_gifts=True, got_support=True)
    child.refresh_from_db()
    assert (child.got_gifts, child.got_support) == (False, False)
