"""What pages show of results: a number as it is known, a sum with the lines that do not say, a state."""

from __future__ import annotations

import datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from campaigns.models import Agreement, House, Loan, MeasureUnit, Qualifier, Result, ResultCategory
from campaigns.places import label
from organisation.models import Area, Unit
from organisation.templatetags.ui import badge
from organisation.templatetags.vietnamese import NOTHING, vnd

register = template.Library()


@register.simple_tag
def told(number: int | None, qualifier: str = "", is_vnd: bool = False) -> str:
    """ "over 521,000", or "not known": empty is not zero."""
    if number is None:
        return _("not known")
    text = vnd(number) if is_vnd else number_format(number, force_grouping=True)
    return f"{Qualifier(qualifier).label} {text}" if qualifier else text


@register.simple_tag
def place_of(line: Result | House | Loan) -> str:
    """The place as it was written, and its area where that is not said by it."""
    area = area_label(line.area) if line.area else ""
    return line.place if line.place and area in line.place else ", ".join(part for part in (line.place, area) if part)


@register.simple_tag
def children_named(record: Any) -> str:
    """How many children of the register are in the families that got it; nothing where none is named."""
    if not record.children_count:
        return ""
    text = ngettext("%(n)s child of the register", "%(n)s children of the register", record.children_count)
    return " · " + text % {"n": number_format(record.children_count, force_grouping=True)}


@register.filter
def area_label(area: Area | None) -> str:
    return label(area) if area else _("no area named")


@register.simple_tag
def signed(number: int, is_vnd: bool = False) -> str:
    text = vnd(abs(number)) if is_vnd else number_format(abs(number), force_grouping=True)
    return f"+{text}" if number > 0 else f"−{text}"


@register.simple_tag
def category_label(category: str) -> str:
    return capfirst(str(ResultCategory(category).label))


@register.simple_tag
def sum_cell(row: dict[str, Any], name: str, measure: str = "") -> SafeString | str:
    """A sum of lines: its number, and for how many of them it is not known."""
    lines, known = row["lines_count"], row[f"{name}_lines"]
    if not known:
        return format_html('<span class="cell-sub">{}</span>', _("not known")) if lines else NOTHING
    number = row[f"{name}_sum"]
    text = vnd(number) if name in ("amount", "goods") else number_format(number, force_grouping=True)
    if measure:
        text = f"{text} {MeasureUnit(measure).label}"
    if known == lines:
        return text
    gap = _("not known for %(n)s of %(lines)s lines") % {"n": lines - known, "lines": lines}
    return format_html('{}<span class="cell-sub">{}</span>', text, gap)


@register.simple_tag
def funds_not_known(loans: dict[str, Any], name: str) -> str:
    """For how many of the funds the number is not known; nothing where it is known for all or for none."""
    funds, known = loans["funds"], loans[f"{name}_lines"]
    if known in (0, funds):
        return ""
    return _("not known for %(n)s of %(lines)s lines") % {"n": funds - known, "lines": funds}


@register.simple_tag
def house_stage(house: House) -> SafeString:
    labels = {
        "": pgettext("stage of a house", "proposed"),
        "approved_on": pgettext("stage of a house", "approved"),
        "started_on": _("being built"),
        "finished_on": _("finished"),
        "handed_over_on": pgettext("stage of a house", "handed over"),
    }
    tones = {"": "quiet", "approved_on": "info", "started_on": "wait", "finished_on": "info", "handed_over_on": "good"}
    return badge(labels[house.stage], tones[house.stage])


@register.simple_tag
def agreement_state(agreement: Agreement, today: datetime.date) -> SafeString:
    if agreement.valid_until and agreement.valid_until < today:
        return badge(_("over"), "quiet")
    if agreement.valid_from and agreement.valid_from > today:
        return badge(_("still to begin"), "wait")
    return badge(_("in force"), "good")


@register.simple_tag
def stated_state(row: Any) -> SafeString:
    """Of a stated figure beside the computed one."""
    labels = {
        "agrees": _("agrees"),
        "explained": _("differs, explained"),
        "flagged": _("differs"),
        "open": _("nothing to compare with"),
    }
    tones = {"agrees": "good", "explained": "info", "flagged": "wait", "open": "quiet"}
    return badge(labels[row.state], tones[row.state])


@register.simple_tag(takes_context=True)
def roll_up_url(context: dict[str, Any], unit: Unit) -> str:
    """The roll-up of another unit over the same days."""
    asked = context["request"].GET.copy()
    for name in ("export", "cluster"):
        asked.pop(name, None)
    asked["unit"] = unit.code
    return f"{reverse('campaigns:roll_up')}?{asked.urlencode()}"
