"""What an officer may type as the terms of a pledge."""

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst

from sponsorship import operations
from sponsorship.models import Pledge
from sponsorship.models.states import EndRule
from tests.sponsorship.test_pledge_pages import add_url, terms, text, url
from tests.sponsorship.worlds import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.fixture
def page(world, client):
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("per", ["month", "quarter", "school_year"])
def test_a_pledge_at_the_end_of_time_is_refused_beside_its_days(world, page, per):
    typed = terms(starts_on="31/12/9999", ends_on="31/12/9999", end_rule="date", per=per)
    response = page.post(add_url(world), typed)
    assert list(response.context["form"].errors) == ["starts_on", "ends_on"]
    assert not Pledge.objects.exists()
    total = page.post(reverse("sponsorship:pledge_total"), typed | {"child": world.child.public_id})
    assert total.status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"starts_on": "31/12/1999"}, {"agreed_on": "01/01/2999"}, {"agreed_on": "01/01/0001"}]
)
def test_a_year_that_cannot_be_right_is_told_beside_the_day(world, page, wrong):
    response = page.post(add_url(world), terms(**wrong))
    assert list(response.context["form"].errors) == list(wrong)


def test_the_history_names_a_changed_end_by_its_field_and_shows_the_months(world, page):
    pledge = world.propose(months_count=24)
    operations.change_terms(pledge=pledge, by=world.officer, end_rule=EndRule.AGE_18, months_count=None)
    names = {field.name: field.verbose_name for field in Pledge._meta.fields}
    length, months = names["end_rule"], names["months_count"]
    history = text(page.get(url("pledge", pledge)))
    with translation.override("vi"):
        assert f"{capfirst(length)}: {EndRule.MONTHS.label} → {EndRule.AGE_18.label}" in history
        assert f"{capfirst(months)}: 24 → " in history
    with translation.override("en"):
        assert str(length) == "length of time"
