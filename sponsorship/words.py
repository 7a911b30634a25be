"""Terms and states of a pledge as people say them."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organisation.templatetags.vietnamese import dmy, vnd
from sponsorship.models.states import EndRule, Per, PledgeState, SupportForm

RATES = {
    Per.ONCE: gettext_lazy("%(amount)s, once"),
    Per.MONTH: gettext_lazy("%(amount)s a month"),
    Per.QUARTER: gettext_lazy("%(amount)s a quarter"),
    Per.SEMESTER: gettext_lazy("%(amount)s a semester"),
    Per.SCHOOL_YEAR: gettext_lazy("%(amount)s a school year"),
    Per.YEAR: gettext_lazy("%(amount)s a year"),
}
TONES = {
    PledgeState.PROPOSED: ("wait", "clock"),
    PledgeState.APPROVED: ("info", "circle-check"),
    PledgeState.ACTIVE: ("good", "heart"),
    PledgeState.SUSPENDED: ("wait", "player-pause"),
    PledgeState.ENDED: ("quiet", "flag"),
}


def rate_text(rate_vnd: int, per: str, form: str = SupportForm.CASH) -> str:
    """500.000 đ một tháng; help in kind without a sum says what it is instead."""
    if not rate_vnd:
        return str(SupportForm(form).label)
    return str(RATES[Per(per)]) % {"amount": vnd(rate_vnd)}


def months_text(active_months: Sequence[int]) -> str:
    """chỉ các tháng 9, 10, 11; nothing when the support is given all year."""
    if not active_months:
        return ""
    return _("only in the months %(months)s") % {"months": ", ".join(str(month) for month in active_months)}


def rhythm_text(rate_vnd: int, pays_every: int) -> str:
    """3 tháng trao một lần, mỗi lần 1.200.000 đ; nothing when each month is paid by itself."""
    if pays_every < 2:
        return ""
    facts = {"n": pays_every, "amount": vnd(rate_vnd * pays_every)}
    return _("paid for %(n)s months at a time, %(amount)s") % facts


def period_text(starts_on: dt.date, ends_on: dt.date | None) -> str:
    if ends_on is None:
        return dmy(starts_on)
    return f"{dmy(starts_on)} – {dmy(ends_on)}"


def end_text(pledge: Any) -> str:
    """How the end was agreed: 24 months, until the child is 18, until the end of grade 9, or a day."""
    if pledge.end_rule == EndRule.MONTHS:
        text = ngettext("%(n)s month", "%(n)s months", pledge.months_count)
        return text % {"n": pledge.months_count}
    if pledge.end_rule == EndRule.GRADE:
        return _("until the end of grade %(grade)s") % {"grade": pledge.end_grade}
    if pledge.end_rule == EndRule.DATE:
        return _("until %(day)s") % {"day": dmy(pledge.ends_on)} if pledge.ends_on else ""
    return str(EndRule(pledge.end_rule).label)


def instalments_text(count: int, total_vnd: int) -> str:
    text = ngettext("%(n)s instalment, %(total)s in all", "%(n)s instalments, %(total)s in all", count)
    return text % {"n": count, "total": vnd(total_vnd)}


def difference_text(stated_vnd: int | None, derived_vnd: int) -> str:
    """A warning where the paper says another total than the terms make; it never blocks."""
    if stated_vnd is None or stated_vnd == derived_vnd:
        return ""
    facts: dict[str, Any] = {"stated": vnd(stated_vnd), "derived": vnd(derived_vnd)}
    facts["difference"] = vnd(abs(stated_vnd - derived_vnd))
    return _("The paper says %(stated)s; these terms make %(derived)s, a difference of %(difference)s.") % facts
