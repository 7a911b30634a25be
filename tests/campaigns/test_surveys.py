"""Surveys: units name children by the form, by a list, or say that there are none."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from campaigns.exceptions import ChildrenNamed
from campaigns.models import SurveyBatch, SurveyChild
from campaigns.operations import survey as operations
from campaigns.survey_rows import with_answers
from children.models import Child
from imports.operations import apply_batch
from organisation.models.unit import UnitKind
from organisation.roles import Role
from tests import factories as make
from tests.campaigns.plan_records import make_campaign, make_participation, make_survey
from tests.imports.lists import child_row, children_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    return make.create_unit(name="LĐLĐ huyện Mẫu")


@pytest.fixture
def school(unit):
    return make.create_unit(name="CĐCS Trường Mẫu", kind=UnitKind.GRASSROOTS_UNION, parent=unit)


@pytest.fixture
def survey(unit, school):
    survey = make_survey(make_campaign(unit))
    make_participation(survey.campaign, school)
    return survey


@pytest.fixture
def clerk(school):
    return make.create_user(role=Role.DATA_CLERK, unit=school)


@pytest.fixture
def client(clerk) -> Client:
    client = Client()
    client.force_login(clerk)
    return client


def test_a_child_named_by_the_form_is_registered_with_its_source(client, survey, school, clerk):
    page = reverse("campaigns:survey_child", args=[survey.public_id, school.public_id])
    said = {"full_name": "Trần Bảo An", "managing_unit": school.pk, "places": 1, "target_per": "month"}
    said |= {"orphan_status": "none", "poverty": "", "sex": "", "needs_since": "01/06/2026"}
    answer = client.post(page, said)
    assert answer.status_code == 302, answer.context["form"].errors
    child = Child.objects.get()
    assert (child.full_name, child.managing_unit) == ("Trần Bảo An", school)
    assert SurveyChild.objects.filter(survey=survey, unit=school, child=child).exists()
    assert survey.title in client.get(child.get_absolute_url()).content.decode()


def test_a_list_answers_too_and_its_children_count_once_it_is_entered(client, survey, school, clerk):
    page = reverse("campaigns:survey_list", args=[survey.public_id, school.public_id])
    rows = [child_row("Trần Bảo An"), child_row("Lê Bảo Bình", "03/04/2014")]
    answer = client.post(page, {"file": SimpleUploadedFile("tre.csv", children_list(*rows)), "unit": school.pk})
    assert answer.status_code == 302, answer.context["form"].errors
    link = SurveyBatch.objects.get()
    assert (link.survey, link.unit) == (survey, school)
    row = with_answers(survey.campaign.participations.all(), survey).get()
    assert (row.lists_waiting, row.children_count) == (1, 0)
    apply_batch(batch=link.import_batch, by=clerk)
    row = with_answers(survey.campaign.participations.all(), survey).get()
    assert (row.lists_waiting, row.children_count) == (0, 2)
    assert operations.children_of(survey, school).count() == 2


def test_none_here_is_an_answer_but_not_beside_children(survey, school, clerk):
    operations.answer_survey(survey=survey, unit=school, is_none_here=True, by=clerk)
    row = with_answers(survey.campaign.participations.all(), survey).get()
    assert (row.is_answered, row.is_none_here, row.children_count) == (True, True, 0)

    operations.name_child(survey=survey, unit=school, child=Child(full_name="An", managing_unit=school), by=clerk)
    assert not survey.answers.exists()  # who names a child does not say "none" any more
    with pytest.raises(ChildrenNamed):
        operations.answer_survey(survey=survey, unit=school, is_none_here=True, by=clerk)
    operations.answer_survey(survey=survey, unit=school, is_none_here=False, by=clerk)
    assert survey.answers.get().is_none_here is False


def test_only_units_that_were_asked_answer(client, survey, unit, school):
    neighbour = make.create_unit(name="Không được hỏi", parent=unit)
    page = reverse("campaigns:survey_answer", args=[survey.public_id, neighbour.public_id])
    asked = reverse("campaigns:survey_answer", args=[survey.public_id, school.public_id])
    assert client.get(asked).status_code == 200
    assert client.get(page).status_code == 404


def test_the_page_shows_who_is_still_to_answer(survey, school, unit):
    officer = make.create_user(role=Role.MATCHING_OFFICER, unit=unit)
    other = make.create_unit(name="CĐCS Hai", parent=unit)
    make_participation(survey.campaign, other)
    operations.answer_survey(survey=survey, unit=other, is_none_here=True, by=officer)
    client = Client()
    client.force_login(officer)
    answer = client.get(survey.get_absolute_url(), {"answer": "open"})
    assert [row.unit for row in answer.context["listing"].rows] == [school]
    assert answer.context["sums"] == {"asked": 2, "answered": 1, "none_here": 1, "children": 0}
