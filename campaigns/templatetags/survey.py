"""From which unit's answer to a survey a child's record came: {% load survey %}, {% child_surveys child %}."""

from typing import Any

from django import template
from django.db.models import Q

from campaigns.models import Campaign, CampaignSurvey

register = template.Library()


@register.inclusion_tag("campaigns/child_surveys.html", takes_context=True)
def child_surveys(context: Any, child: Any) -> dict[str, Any]:
    """The surveys of campaigns that the reader may see, by which this child came into the list."""
    brought = Q(named__child=child)
    if child.import_batch_id:
        brought |= Q(lists__import_batch=child.import_batch_id)
    seen = Campaign.objects.visible_to(context["request"].user)
    surveys = CampaignSurvey.objects.filter(brought, campaign__in=seen).distinct()
    return {"surveys": [(survey, survey.unit_of(child)) for survey in surveys.select_related("campaign")]}
