from django import template
from django.utils import timezone

from children import cells
from children.states import age_text, leaving, state_of
from organisation.templatetags.vietnamese import NOTHING
from vietnamese.phones import format_phone

register = template.Library()


@register.simple_tag
def child_state(row):
    """The badge of a child's state; hovering tells since when."""
    return cells.state_badge(state_of(row))


@register.simple_tag
def situation(row):
    """The line of a list about what makes this child's life hard."""
    return cells.situation(row)


@register.simple_tag
def state_detail(row):
    return state_of(row).detail


@register.filter
def leaving_text(row):
    """Either "soon 18" or "18 already", empty for the others."""
    return leaving(row)


@register.filter
def age(row):
    """9 years; — when the birth date is not known."""
    return age_text(row, timezone.localdate()) if row.birth_date else NOTHING


@register.filter
def phone(number):
    """0984631588 → 0984 631 588."""
    return format_phone(number) if number else ""


@register.simple_tag(takes_context=True)
def query_without(context, parameter):
    """The present address without one filter, from its first page."""
    parameters = context["request"].GET.copy()
    parameters.pop(parameter, None)
    parameters.pop("page", None)
    return f"{context['request'].path}?{parameters.urlencode()}"
