from campaigns.models.campaign import Campaign, CampaignKind
from campaigns.models.clusters import Cluster, ClusterMember
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
from campaigns.models.help import Agreement, House, HouseWork, Loan, LoanKind
from campaigns.models.measures import ContentGroup, MeasureUnit
from campaigns.models.participation import ActivityFigure, Participation, ParticipationState
from campaigns.models.plan import Activity, Attachment, FileKind, JointUnit, LegalDocument
from campaigns.models.result_totals import ResultCategory, ResultTotal, UnitInTree
from campaigns.models.results import Qualifier, Result, ResultFunding, Standing, UnionLevel
from campaigns.models.stated import StatedFigure
from campaigns.models.survey import CampaignSurvey, SurveyAnswer, SurveyBatch, SurveyChild, SurveyMark

__all__ = [
    "Activity",
    "ActivityFigure",
    "Agreement",
    "Attachment",
    "Campaign",
    "CampaignKind",
    "CampaignSurvey",
    "Cluster",
    "ClusterMember",
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
    "House",
    "HouseWork",
    "JointUnit",
    "LegalDocument",
    "Loan",
    "LoanKind",
    "MeasureUnit",
    "Participation",
    "ParticipationState",
    "Presence",
    "Qualifier",
    "Recognition",
    "Result",
    "ResultCategory",
    "ResultFunding",
    "ResultTotal",
    "Standing",
    "StatedFigure",
    "SurveyAnswer",
    "SurveyBatch",
    "SurveyChild",
    "SurveyMark",
    "UnionLevel",
    "UnitInTree",
]
