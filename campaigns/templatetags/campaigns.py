from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from organisation.templatetags.ui import badge
from organisation.templatetags.vietnamese import NOTHING, dmy

register = template.Library()


@register.simple_tag
def campaign_when(campaign):
    """The badge that tells whether a campaign is under way; nothing for one without dates."""
    today = timezone.localdate()
    if campaign.ends_on and campaign.ends_on < today:
        return badge(_("over"), "quiet")
    if campaign.starts_on and campaign.starts_on > today:
        return badge(_("still to begin"), "wait")
    return badge(_("under way"), "good") if campaign.starts_on or campaign.ends_on else NOTHING


@register.simple_tag
def campaign_dates(campaign):
    """01/06/2025 – 30/06/2025; or the one day that is known."""
    if campaign.starts_on and campaign.ends_on:
        return f"{dmy(campaign.starts_on)} – {dmy(campaign.ends_on)}"
    if campaign.starts_on:
        return _("from %(day)s") % {"day": dmy(campaign.starts_on)}
    return _("until %(day)s") % {"day": dmy(campaign.ends_on)} if campaign.ends_on else NOTHING
