"""What a donor gave to campaigns, on the donor's own page."""

from typing import Any

from django import template

from campaigns.models import Contribution

register = template.Library()
SHOWN_AT_MOST = 20


@register.inclusion_tag("campaigns/tags/donor_giving.html", takes_context=True)
def campaign_giving(context: Any, donor: Any) -> dict[str, Any]:
    """As far as the reader may see the campaigns' money; nothing is shown where there is none."""
    given = Contribution.objects.visible_to(context["request"].user).filter(
        donor=donor, reverses=None, reversed_by=None
    )
    return {"entries": list(given.select_related("campaign", "item").order_by("-received_on", "-pk")[:SHOWN_AT_MOST])}
