from campaigns.models.campaign import Campaign, CampaignKind
from campaigns.models.clusters import Cluster, ClusterMember
from campaigns.models.contributions import Appeal, Contribution, ContributionCounter, GivenHow, Promise
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
from campaigns.models.help import Agreement, HelpedChild, House, HouseWork, Loan, LoanKind
from campaigns.models.measures import ContentGroup, MeasureUnit
from campaigns.models.participation import ActivityFigure, Participation, ParticipationState
from campaigns.models.plan import Activity, Attachment, FileKind, JointUnit, LegalDocument
from campaigns.models.result_totals import ResultCategory, ResultTotal, UnitInTree
from campaigns.models.results import Qualifier, Result, ResultFunding, Standing, UnionLevel
from campaigns.models.sources import FundingSource
from campaigns.models.spending import Spending
from campaigns.models.stated import StatedFigure
from campaigns.models.stock import GoodsItem, GoodsMove, GoodsMoveKind
from campaigns.models.survey import CampaignSurvey, SurveyAnswer, SurveyBatch, SurveyChild, SurveyMark

__all__ = [
    "Activity",
    "ActivityFigure",
    "Agreement",
    "Appeal",
    "Attachment",
    "Campaign",
    "CampaignKind",
    "CampaignSurvey",
    "Cluster",
    "ClusterMember",
    "ContentGroup",
    "Contribution",
    "ContributionCounter",
    "Delivery",
    "Event",
    "EventGuest",
    "EventKind",
    "EventPhoto",
    "EventSpeech",
    "FileKind",
    "FollowUpTask",
    "FundingSource",
    "GiftGroup",
    "GiftList",
    "GiftRecipient",
    "GivenHow",
    "GoodsItem",
    "GoodsMove",
    "GoodsMoveKind",
    "HelpedChild",
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
    "Promise",
    "Qualifier",
    "Recognition",
    "Result",
    "ResultCategory",
    "ResultFunding",
    "ResultTotal",
    "Spending",
    "Standing",
    "StatedFigure",
    "SurveyAnswer",
    "SurveyBatch",
    "SurveyChild",
    "SurveyMark",
    "UnionLevel",
    "UnitInTree",
]
