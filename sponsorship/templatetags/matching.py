"""Need, help and family in words, for the pages of matching, of a child and of a new pledge."""

from typing import Any

from django import template

from children.models import Child
from organisation.access import can
from organisation.roles import Permission
from sponsorship import helped, need_cells
from sponsorship.families import of_siblings, siblings_of

register = template.Library()
register.filter("support_text", helped.support_text)
register.simple_tag(need_cells.reason_list)
register.simple_tag(need_cells.points_text, name="need_points")
register.simple_tag(need_cells.together_text, name="waits_together")


@register.inclusion_tag("sponsorship/tags/all_received.html", takes_context=True)
def all_received(context: Any, child: Child) -> dict[str, Any]:
    """A card: pledges, gifts, the social allowance and other channels; what comes regularly, by the month."""
    user = context["request"].user
    return {
        "child": child,
        "received": helped.everything(child, user),
        "can_edit": can(user, Permission.EDIT_CHILDREN, child.managing_unit),
        "sees_money": can(user, Permission.VIEW_MONEY, child.managing_unit),
    }


@register.inclusion_tag("sponsorship/known_first.html", takes_context=True)
def known_first(context: Any, child: Child, donor: Any) -> dict[str, Any]:
    """What is to be known before a pledge is made: what the child gets already, and its brothers and sisters."""
    user = context["request"].user
    siblings = siblings_of([child], user).get(child.pk, [])
    notes = [note for note in of_siblings(siblings, donor) if note.is_note]
    return {
        "child": child,
        "donor": donor,
        "notes": notes + helped.helps_of([child], user).get(child.pk, []),
        "together": [] if "family" in context else [each for each in siblings if each.is_waiting],
    }
