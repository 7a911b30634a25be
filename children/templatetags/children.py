from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import ngettext

from children.states import leaving, state_of, years_before
from organisation.templatetags.ui import badge
from organisation.templatetags.vietnamese import NOTHING
from vietnamese.phones import format_phone

register = template.Library()


@register.simple_tag
def child_state(row):
    """The badge of a child's state; hovering tells since when."""
    state = state_of(row)
    return format_html('<span title="{}">{}</span>', state.detail, badge(state.label, state.tone))


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
    if not row.birth_date:
        return NOTHING
    today = timezone.localdate()
    years = today.year - row.birth_date.year
    years -= row.birth_date > years_before(today, years)
    return ngettext("%(n)s year", "%(n)s years", years) % {"n": years}


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
