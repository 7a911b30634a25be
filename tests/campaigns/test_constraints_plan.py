"""PostgreSQL itself refuses what must never be in a plan, an answer, a survey or an event."""

import datetime as dt
from typing import Any

import pytest

from campaigns.models import (
    Activity,
    ActivityFigure,
    Attachment,
    Campaign,
    CampaignSurvey,
    Event,
    EventGuest,
    EventPhoto,
    EventSpeech,
    FollowUpTask,
    JointUnit,
    LegalDocument,
    Participation,
    Recognition,
    SurveyAnswer,
    SurveyChild,
)
from tests import factories as make
from tests.campaigns.plan_records import DAY, make_activity, make_campaign, make_event, make_participation, make_survey
from tests.sponsorship.test_constraints import refuses

pytestmark = pytest.mark.django_db


@pytest.fixture
def part():
    unit = make.create_unit()
    return make_participation(make_campaign(unit), unit)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("participation_planned_by_name", {"planned_on": DAY}),
        ("participation_reported_by_name", {"reported_on": DAY}),
        ("participation_excused_for_a_reason", {"excused_reason": "Sáp nhập"}),
        ("participation_times_not_below_people", {"people_count": 2, "times_count": 1}),
        ("participation_amount_plausible", {"amount_vnd": -1}),
    ],
)
def test_participations(part, name, values):
    with refuses(name):
        Participation.objects.filter(pk=part.pk).update(**values)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("figure_times_not_below_people", {"people_count": 2, "times_count": 1}),
        ("figure_amount_plausible", {"amount_vnd": -1}),
        ("figure_planned_plausible", {"planned_quantity": 10**9 + 1}),
        ("figure_done_plausible", {"done_quantity": 10**9 + 1}),
    ],
)
def test_figures(part, name, values):
    with refuses(name):
        ActivityFigure.objects.create(participation=part, activity=make_activity(part.campaign), **values)


def once(name, make_one):
    make_one()
    with refuses(name):
        make_one()


def test_what_is_there_once(part):
    campaign, unit, user = part.campaign, part.unit, make.create_user()
    activity, survey, event = make_activity(campaign), make_survey(campaign), make_event(campaign)
    child, of = make.create_child(unit=unit), {"campaign": campaign}
    once("joint_unit_once", lambda: JointUnit.objects.create(unit=unit, **of))
    once("activity_once", lambda: Activity.objects.create(content_group="play", name="Hè", **of))
    once("legal_document_once", lambda: LegalDocument.objects.create(number="135-KH/TU", issuer="Tỉnh ủy", **of))
    once("recognised_once_a_year", lambda: Recognition.objects.create(unit=unit, year=2026, **of))
    once("activity_figure_once", lambda: ActivityFigure.objects.create(participation=part, activity=activity))
    once("survey_title_once", lambda: CampaignSurvey.objects.create(title="Rà soát", asks="?", **of))
    once("survey_child_once", lambda: SurveyChild.objects.create(survey=survey, unit=unit, child=child))
    once("event_once", lambda: Event.objects.create(kind="launch", title="Lễ", held_on=DAY, **of))
    once("guest_unit_invited_once", lambda: EventGuest.objects.create(event=event, unit=unit))
    said = {"unit": unit, "is_none_here": True, "answered_by": user}
    once("survey_answer_once", lambda: SurveyAnswer.objects.create(survey=survey, **said))
    with refuses("participation_once"):
        make_participation(campaign, unit)


def test_what_must_be_said(part):
    of, user = {"campaign": part.campaign}, make.create_user()
    event = make_event(part.campaign)
    file = {"name": "a.pdf", "kind": "pdf", "size": 1, "file": "a", "added_by": user} | of
    photo = {"event": event, "file": "x", "width": 1, "height": 1, "consent_note": "", "added_by": user}
    broken = [
        ("activity_has_name", Activity, {"content_group": "play", "name": "", **of}),
        ("activity_target_positive", Activity, {"content_group": "play", "name": "x", "target_quantity": 0, **of}),
        ("legal_document_has_number", LegalDocument, {"number": "", "issuer": "Tỉnh", **of}),
        ("legal_document_has_issuer", LegalDocument, {"number": "1/KH", "issuer": "", **of}),
        ("attachment_has_name", Attachment, file | {"name": ""}),
        ("attachment_size", Attachment, file | {"size": 11 * 1024**2}),
        ("survey_has_title", CampaignSurvey, {"title": "", "asks": "?", **of}),
        ("survey_marks_known", CampaignSurvey, {"title": "x", "asks": "?", "marks": ["rich"], **of}),
        ("event_has_title", Event, {"kind": "launch", "title": "", "held_on": DAY, **of}),
        ("guest_is_somebody", EventGuest, {"event": event}),
        ("speech_has_speaker_and_text", EventSpeech, {"event": event, "speaker": "A", "text": ""}),
        ("task_says_what", FollowUpTask, {"event": event, "what": ""}),
        ("event_photo_has_consent_note", EventPhoto, photo),
        ("recognition_year_plausible", Recognition, {"unit": part.unit, "year": 1999, **of}),
    ]
    for name, model, values in broken:
        with refuses(name):
            model._default_manager.create(**values)


def test_what_belongs_to_a_campaign_binds_no_other(part):
    campaign, user = part.campaign, make.create_user()
    other = make_campaign(part.unit)
    event, activity = make_event(campaign), make_activity(other)
    file = {"name": "a.pdf", "kind": "pdf", "size": 1, "file": "a", "added_by": user, "participation": part}
    kept: list[Any] = [
        Attachment.objects.create(campaign=campaign, **file),
        Recognition.objects.create(campaign=campaign, unit=part.unit, year=2026, event=event),
        ActivityFigure.objects.create(participation=part, activity=make_activity(campaign)),
    ]
    wrong: list[dict[str, Any]] = [{"campaign": other}, {"campaign": other}, {"activity": activity}]
    for record, values in zip(kept, wrong, strict=True):
        with refuses("same_campaign"):
            type(record).objects.filter(pk=record.pk).update(**values)
    with refuses("same_campaign"):
        Recognition.objects.create(campaign=other, unit=part.unit, year=2026, event=event)


def test_plans_are_due_before_reports(part):
    with refuses("campaign_plan_before_report"):
        Campaign.objects.filter(pk=part.campaign_id).update(plan_due_on=dt.date(2026, 7, 1), report_due_on=DAY)
