"""The history pages of what belongs to campaigns (organisation/histories.py)."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.measures import MEASURES
from campaigns.models import (
    Activity,
    ActivityFigure,
    Agreement,
    Appeal,
    Attachment,
    Campaign,
    CampaignSurvey,
    Cluster,
    Event,
    EventGuest,
    EventSpeech,
    FollowUpTask,
    GoodsItem,
    HelpedChild,
    House,
    JointUnit,
    LegalDocument,
    Loan,
    Participation,
    Promise,
    Recognition,
    Result,
    StatedFigure,
    SurveyAnswer,
)
from campaigns.pages import visible_events
from children.models import Child
from organisation.access import units_where
from organisation.histories import register_history
from organisation.history import WORDS, Part, register_parts
from organisation.roles import Permission

CAMPAIGNS = (_("Campaigns and rounds"), reverse_lazy("campaigns:list"))


def of_the_plan(user: Any) -> Q:
    return Q(participation=None)  # a unit's files are told with its part


def own_promises(user: Any) -> Q:
    return Q(campaign__managing_unit__in=units_where(user, Permission.VIEW_MONEY))


def own_answers(user: Any) -> Q:
    """As Participation.visible_to(): of one's own units, and of a campaign that one's own units lead."""
    units = units_where(user, Permission.VIEW_PLEDGES)
    return Q(unit__in=units) | Q(survey__campaign__managing_unit__in=units)


def seen_children(user: Any) -> Q:
    """A house stands somewhere: of a child whose place is kept secret it is not told that it ever was its family's."""
    return Q(child__in=Child.objects.visible_to(user).filter(is_hidden=False))


def visible_surveys(user: Any) -> QuerySet[CampaignSurvey]:
    return CampaignSurvey.objects.filter(campaign__in=Campaign.objects.visible_to(user))


WORDS["campaigns.StatedFigure.measure"] = lambda key: MEASURES[key].label if key in MEASURES else key

register_parts(
    Campaign,
    Part(JointUnit, "campaign", "unit"),
    Part(Activity, "campaign", "name"),
    Part(LegalDocument, "campaign", "number"),
    Part(Attachment, "campaign", "name", only=of_the_plan),
    Part(Recognition, "campaign", "unit"),
    Part(StatedFigure, "campaign", "label"),
    Part(Appeal, "campaign", "target_vnd"),
    Part(Promise, "campaign", "promised_on", only=own_promises),
)
register_history(
    Event,
    visible_events,
    crumb=CAMPAIGNS,
    parts=[
        Part(EventGuest, "event", "full_name"),
        Part(EventSpeech, "event", "speaker"),
        Part(FollowUpTask, "event", "what"),
    ],
)
register_history(
    Participation,
    crumb=CAMPAIGNS,
    parts=[Part(ActivityFigure, "participation", "activity"), Part(Attachment, "participation", "name")],
)
register_history(
    CampaignSurvey, visible_surveys, crumb=CAMPAIGNS, parts=[Part(SurveyAnswer, "survey", "unit", only=own_answers)]
)
register_history(Result, crumb=(_("Results of campaigns"), reverse_lazy("campaigns:all_results")))
register_history(Cluster, crumb=(_("Clusters of units"), reverse_lazy("campaigns:clusters")))
register_history(GoodsItem, crumb=(_("Goods in stock"), reverse_lazy("campaigns:goods")))
for model, key, title, parts in (
    (House, "houses", _("Houses"), [Part(HelpedChild, "house", "child", hidden=("loan",), only=seen_children)]),
    (Loan, "loans", _("Loan funds"), [Part(HelpedChild, "loan", "child", hidden=("house",), only=seen_children)]),
    (Agreement, "agreements", _("Welfare agreements"), []),
):
    crumb = (title, reverse_lazy("campaigns:register", args=[key]))
    register_history(model, crumb=crumb, parts=parts, has_page=False)
