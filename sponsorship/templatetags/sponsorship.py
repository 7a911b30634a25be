"""What the pages of children and donors show of this app. Buttons appear only where the reader may use them."""

from typing import Any

from django import template

from children.models import Child
from donors.models import Donor

register = template.Library()


@register.inclusion_tag("sponsorship/tags/child_pledges.html", takes_context=True)
def child_pledges(context: Any, child: Child) -> dict[str, Any]:
    """A card with the child's pledges: donor, terms, the four numbers."""
    return {"request": context["request"], "child": child}


@register.inclusion_tag("sponsorship/tags/child_actions.html", takes_context=True)
def child_actions(context: Any, child: Child) -> dict[str, Any]:
    """Buttons for a child's page: find a donor, make a pledge."""
    return {"request": context["request"], "child": child}


@register.inclusion_tag("sponsorship/tags/donor_pledges.html", takes_context=True)
def donor_pledges(context: Any, donor: Donor) -> dict[str, Any]:
    """A card with the donor's pledges: child, terms, the four numbers."""
    return {"request": context["request"], "donor": donor}


@register.inclusion_tag("sponsorship/tags/donor_actions.html", takes_context=True)
def donor_actions(context: Any, donor: Donor) -> dict[str, Any]:
    """Buttons for a donor's page: find a child, make a pledge."""
    return {"request": context["request"], "donor": donor}
