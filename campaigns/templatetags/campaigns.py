from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.models import ParticipationState, SurveyMark
from organisation.templatetags.ui import badge
from organisation.templatetags.vietnamese import NOTHING, dmy, number

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


ANSWER_TONES = {
    ParticipationState.ASKED: "wait",
    ParticipationState.PLANNED: "info",
    ParticipationState.REPORTED: "good",
    ParticipationState.EXCUSED: "quiet",
}


@register.simple_tag
def answer_badge(row):
    """Where a unit stands: "late" stands for whatever is overdue."""
    if row.report_is_late:
        return badge(_("report is late"), "bad", "alert-triangle")
    if row.plan_is_late:
        return badge(_("plan is late"), "bad", "alert-triangle")
    return badge(row.state_label, ANSWER_TONES[row.state])


@register.filter
def reported_share(line):
    """ "63% of those expected"; nothing where nobody is expected."""
    if line.reported_percent is None:
        return ""
    return _("%(percent)s%% of the %(n)s expected") % {"percent": line.reported_percent, "n": number(line.expected)}


@register.simple_tag
def count_and_measure(n, activity):
    """1.200 bags; a dash where the number is not known."""
    return NOTHING if n in (None, "") else f"{number(n)} {activity.get_measure_display()}"


@register.simple_tag
def survey_badge(row):
    """What a unit answered to a survey; the view has said whether it is late."""
    if row.children_count:
        return badge(_("has named children"), "good")
    if row.is_none_here:
        return badge(_("none here"), "good")
    if row.is_answered:
        return badge(_("complete"), "good")
    return badge(_("late"), "bad", "alert-triangle") if row.late else badge(_("no answer yet"), "wait")


@register.simple_tag
def survey_marks(survey):
    """What the children are asked for, in words."""
    return ", ".join(str(SurveyMark(mark).label) for mark in survey.marks)
