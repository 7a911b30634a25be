"""Records of a campaign's plan, units, surveys and events, for tests that need them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from campaigns.models import (
    Activity,
    Attachment,
    Campaign,
    CampaignSurvey,
    Event,
    EventGuest,
    EventPhoto,
    EventSpeech,
    FollowUpTask,
    LegalDocument,
    Participation,
    Recognition,
    SurveyChild,
)
from organisation.models import Unit, User
from tests import factories

DAY = dt.date(2026, 6, 1)
Arguments = dict[str, Any]


def fresh(record: Any) -> Any:
    record.refresh_from_db()  # what the database fills in
    return record


def make_campaign(unit: Unit, **values: Any) -> Campaign:
    values = {"name": f"Tháng hành động vì trẻ em {next(factories.NUMBER)}", "kind": "action_month"} | values
    return fresh(factories.create_campaign(unit=unit, **values))


def make_activity(campaign: Campaign, **values: Any) -> Activity:
    known = {"content_group": "gifts", "name": f"Tặng quà 1/6 đợt {next(factories.NUMBER)}", "measure": "gift"}
    return fresh(Activity.objects.create(campaign=campaign, **known | values))


def make_participation(campaign: Campaign, unit: Unit, **values: Any) -> Participation:
    return fresh(Participation.objects.create(campaign=campaign, unit=unit, **values))


def make_survey(campaign: Campaign, **values: Any) -> CampaignSurvey:
    known = {"title": f"Rà soát trẻ {next(factories.NUMBER)}", "asks": "Trẻ mồ côi, bệnh nặng", "marks": ["illness"]}
    return fresh(CampaignSurvey.objects.create(campaign=campaign, **known | values))


def make_event(campaign: Campaign, **values: Any) -> Event:
    known = {"kind": "launch", "title": f"Lễ phát động {next(factories.NUMBER)}", "held_on": DAY}
    return fresh(Event.objects.create(campaign=campaign, **known | values))


# --- By unit, as tests/access_table.py wants them -----------------------------------------------


def of_campaign(make: Callable[[Campaign], Any]) -> Callable[[Unit], Arguments]:
    """The arguments of a page about a part of a campaign."""

    def create(unit: Unit) -> Arguments:
        campaign = make_campaign(unit)
        return {"public_id": campaign.public_id, "record_id": fresh(make(campaign)).public_id}

    return create


def of_event(make: Callable[[Event], Any]) -> Callable[[Unit], Arguments]:
    def create(unit: Unit) -> Arguments:
        event = make_event(make_campaign(unit))
        return {"public_id": event.public_id, "record_id": fresh(make(event)).public_id}

    return create


an_activity = of_campaign(make_activity)
a_document = of_campaign(
    lambda campaign: LegalDocument.objects.create(campaign=campaign, number="135-KH/TU", issuer="Tỉnh ủy")
)
a_recognition = of_campaign(
    lambda campaign: Recognition.objects.create(campaign=campaign, unit=campaign.managing_unit, year=2026)
)
a_guest = of_event(lambda event: EventGuest.objects.create(event=event, full_name="Nguyễn Văn Mẫu"))
a_speech = of_event(lambda event: EventSpeech.objects.create(event=event, speaker="Nguyễn Văn Mẫu", text="Cảm ơn"))
a_task = of_event(lambda event: FollowUpTask.objects.create(event=event, what="Lập danh sách"))


def an_attachment(unit: Unit) -> Arguments:
    """Without its file, so that nobody gets to see it."""
    made = Attachment.objects.create(
        campaign=make_campaign(unit),
        name="ke-hoach.pdf",
        kind="pdf",
        size=1,
        file=f"{next(factories.NUMBER):032x}",
        added_by=factories.create_user(),
    )
    return {"public_id": fresh(made).public_id}


def a_participation(unit: Unit) -> Arguments:
    return {"public_id": make_participation(make_campaign(unit), unit).public_id}


def a_survey(unit: Unit) -> Arguments:
    return {"public_id": make_survey(make_campaign(unit)).public_id}


def a_survey_of_a_unit(unit: Unit) -> Arguments:
    survey = make_survey(make_campaign(unit))
    make_participation(survey.campaign, unit)
    return {"public_id": survey.public_id, "unit_id": unit.public_id}


def an_event(unit: Unit) -> Arguments:
    return {"public_id": make_event(make_campaign(unit)).public_id}


def a_photo_of_an_event(unit: Unit) -> Arguments:
    """Without its file, so that nobody gets to see it."""
    event = make_event(make_campaign(unit))
    photo = EventPhoto.objects.create(
        event=event,
        file=f"{event.public_id}.jpg",
        width=1,
        height=1,
        consent_note="Có",
        added_by=factories.create_user(),
    )
    return {"public_id": event.public_id, "pk": photo.pk}


# --- For tests/programme.py ---------------------------------------------------------------------


def more_of(campaign: Campaign, survey: CampaignSurvey, event: Event, unit: Unit, by: User) -> None:
    """One more of everything that such a page lists; `unit` takes part."""
    number = next(factories.NUMBER)
    activity = make_activity(campaign)
    part = make_participation(campaign, unit, planned_on=DAY, planned_by=by, reported_on=DAY, reported_by=by)
    part.figures.create(activity=activity, planned_quantity=10, done_quantity=12)
    LegalDocument.objects.create(campaign=campaign, number=f"{number}-KH/TU", issuer="Tỉnh ủy")
    Recognition.objects.create(campaign=campaign, unit=unit, year=2026, event=event)
    SurveyChild.objects.create(survey=survey, unit=unit, child=factories.create_child(unit=campaign.managing_unit))
    EventGuest.objects.create(event=event, full_name="Nguyễn Văn Mẫu", is_guest_of_honour=True)
    EventGuest.objects.create(event=event, unit=unit)
    EventSpeech.objects.create(event=event, speaker="Nguyễn Văn Mẫu", text="Cảm ơn")
    FollowUpTask.objects.create(event=event, what=f"Việc {number}", unit=unit)
    make_survey(campaign)
    make_event(campaign)
