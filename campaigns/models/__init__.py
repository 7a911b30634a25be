from campaigns.models.campaign import Campaign, CampaignKind
from campaigns.models.event import (
    Event,
    EventGuest,
    EventKind,
    EventPhoto,
    EventSpeech,
    FollowUpTask,
    Presence,
    Recognition,
)
from campaigns.models.gifts import Delivery, GiftGroup, GiftList, GiftRecipient
from campaigns.models.measures import ContentGroup, MeasureUnit
from campaigns.models.participation import ActivityFigure, Participation, ParticipationState
from campaigns.models.plan import Activity, Attachment, FileKind, JointUnit, LegalDocument
from campaigns.models.survey import CampaignSurvey, SurveyAnswer, SurveyBatch, SurveyChild, SurveyMark

__all__ = [
    "Activity",
    "ActivityFigure",
    "Attachment",
    "Campaign",
    "CampaignKind",
    "CampaignSurvey",
    "ContentGroup",
    "Delivery",
    "Event",
    "EventGuest",
    "EventKind",
    "EventPhoto",
    "EventSpeech",
    "FileKind",
    "FollowUpTask",
    "GiftGroup",
    "GiftList",
    "GiftRecipient",
    "JointUnit",
    "LegalDocument",
    "MeasureUnit",
    "Participation",
    "ParticipationState",
    "Presence",
    "Recognition",
    "SurveyAnswer",
    "SurveyBatch",
    "SurveyChild",
    "SurveyMark",
]
