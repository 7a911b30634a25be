"""{% load merging %}: what a record took in, on its page."""

from typing import Any

from django import template

from organisation.access import can
from organisation.comparing import kind_of

register = template.Library()


@register.inclusion_tag("components/merges.html", takes_context=True)
def merges(context: Any, record: Any, find_url: str) -> dict[str, Any]:
    """A card with the records that were merged into this one, and the ways to undo that or to merge another."""
    kind = kind_of(type(record))
    done = kind.merges._base_manager.filter(kept=record, undone_at=None).select_related("merged_by").order_by("-pk")
    may_edit = can(context["request"].user, kind.permission, record.managing_unit)
    return {
        "record": record,
        "merges": list(done),
        "may_edit": may_edit,
        "undo_url": kind.undo_url,
        "find_url": find_url,
    }
