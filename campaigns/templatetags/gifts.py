"""What pages show of gift lists."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from campaigns import gift_labels
from campaigns.models import Delivery
from organisation.templatetags.ui import badge
from organisation.templatetags.vietnamese import dmy, vnd

register = template.Library()


@register.filter
def sentence_case(title: str) -> str:
    """A title in capitals is easier to read in small letters; the record keeps it as written."""
    return gift_labels.sentence_case(title)


@register.filter
def distance_vnd(amount_vnd: int) -> str:
    return vnd(abs(amount_vnd))


@register.simple_tag
def stated_badge(gifts: Any) -> SafeString | str:
    """A warning where the paper's total and the sum of its lines differ."""
    if None in (gifts.stated_total_vnd, gifts.computed_vnd) or gifts.stated_total_vnd == gifts.computed_vnd:
        return ""
    return format_html("<br>{}", badge(_("differs"), "wait"))


@register.simple_tag
def recipient_place(row: Any) -> str:
    """Unit, school, class, commune or address of a recipient, as far as the list has them."""
    grade = row.grade and (row.grade if row.grade.lower().startswith("lớp") else _("grade %(n)s") % {"n": row.grade})
    parts = [row.unit_name, row.school, grade, row.commune_name or row.address_as_written]
    return ", ".join(dict.fromkeys(part for part in parts if part))


@register.simple_tag
def delivery_badge(row: Any) -> SafeString | str:
    """Whether somebody received, and on which day; nothing while nobody has said."""
    if row.delivery == Delivery.DELIVERED:
        return badge(
            _("received on %(day)s") % {"day": dmy(row.delivered_on)} if row.delivered_on else _("received"), "good"
        )
    return badge(_("absent"), "wait") if row.delivery == Delivery.ABSENT else ""
