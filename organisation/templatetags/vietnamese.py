"""Money, dates and numbers as they are read in Vietnam. Available in every template without {% load %}."""

import datetime

from django import template
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vietnamese.money import format_vnd

register = template.Library()
NOTHING = "—"
NO_BREAK = "\u00a0"  # the amount and its đ stay on one line


@register.filter
def number(value):
    """34000 → 34.000 (vi) or 34,000 (en)."""
    if type(value) is int and 0 <= value < 1000:  # most numbers of a page
        return str(value)
    if value in (None, ""):
        return NOTHING
    return number_format(value, force_grouping=True)


@register.filter
def vnd(amount):
    """34000000 → 34.000.000 đ, in both languages: it is how every paper of the programme writes it."""
    if amount in (None, ""):
        return NOTHING
    return format_vnd(int(amount)).replace(" ", NO_BREAK)


@register.filter
def vnd_short(amount):
    """34500000 → 34,5 triệu: for chart labels, where the exact amount stands in the table beside."""
    if amount in (None, ""):
        return NOTHING
    for size, word in ((1_000_000_000, _("billion")), (1_000_000, _("million"))):
        if abs(int(amount)) >= size:
            short = f"{int(amount) / size:.1f}".removesuffix(".0")
            return (short.replace(".", ",") if get_language() == "vi" else short) + NO_BREAK + word
    return vnd(amount)


@register.filter
def dmy(value):
    """A date or moment → 23/02/2017; a moment in the programme's own time zone."""
    if not value:
        return NOTHING
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{value:%d/%m/%Y}"


@register.filter
def dmy_time(value):
    """A moment → 08:30 23/02/2017."""
    if not value:
        return NOTHING
    value = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{value:%H:%M %d/%m/%Y}"


def birth_text(birth_on, precision="day"):
    """A birth date as far as it is known: 23/02/2017, 02/2017, 2017 or "about 2017"."""
    if not birth_on:
        return NOTHING
    if precision == "month":
        return f"{birth_on:%m/%Y}"
    if precision == "year":
        return f"{birth_on:%Y}"
    if precision == "estimated":
        return _("about %(year)s") % {"year": f"{birth_on:%Y}"}
    return f"{birth_on:%d/%m/%Y}"


@register.filter
def birth(child):
    return birth_text(child.birth_date, child.birth_date_precision)


@register.filter
def or_dash(value):
    """Show — instead of an empty cell, so that nobody takes it for a fault."""
    return NOTHING if value is None or value == "" else value
