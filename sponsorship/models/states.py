"""The states of a pledge and the words around money, named once."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PledgeState(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    APPROVED = "approved", _("approved")
    ACTIVE = "active", pgettext_lazy("pledge", "active")
    SUSPENDED = "suspended", pgettext_lazy("pledge", "suspended")
    ENDED = "ended", _("ended")


# Who takes a place beside the child; who is counted as sponsoring today.
OPEN = frozenset({PledgeState.PROPOSED, PledgeState.APPROVED, PledgeState.ACTIVE, PledgeState.SUSPENDED})
IN_FORCE = frozenset({PledgeState.ACTIVE, PledgeState.SUSPENDED})
MOVES = {
    PledgeState.PROPOSED: {PledgeState.APPROVED, PledgeState.ENDED},
    PledgeState.APPROVED: {PledgeState.ACTIVE, PledgeState.ENDED},
    PledgeState.ACTIVE: {PledgeState.SUSPENDED, PledgeState.ENDED},
    PledgeState.SUSPENDED: {PledgeState.ACTIVE, PledgeState.ENDED},
    PledgeState.ENDED: set(),
}


class Per(models.TextChoices):
    ONCE = "once", pgettext_lazy("rate", "once")
    MONTH = "month", pgettext_lazy("rate", "month")
    QUARTER = "quarter", pgettext_lazy("rate", "quarter")
    SEMESTER = "semester", pgettext_lazy("rate", "semester")
    SCHOOL_YEAR = "school_year", pgettext_lazy("rate", "school year")
    YEAR = "year", pgettext_lazy("rate", "year")


class EndRule(models.TextChoices):
    DATE = "date", _("until a date")
    MONTHS = "months", _("a number of months")
    AGE_18 = "age_18", _("until the child is 18")
    GRADE = "grade", _("until the end of a grade")


class SupportForm(models.TextChoices):
    CASH = "cash", _("money")
    SAVINGS_BOOK = "savings_book", _("savings book")
    INSURANCE_CARD = "insurance_card", _("health insurance card")
    SCHOLARSHIP = "scholarship", _("scholarship")
    IN_KIND = "in_kind", _("in kind")
    DIRECT_CARE = "direct_care", _("direct care")


class EndReason(models.TextChoices):
    COMPLETED = "completed", _("the agreed time is over")
    AGED_OUT = "aged_out", _("the child turned 18")
    MOVED_AWAY = "moved_away", _("the child moved away")
    ADOPTED = "adopted", _("the child was adopted")
    DIED = "died", _("the child died")
    DONOR_STOPPED = "donor_stopped", _("the donor stopped")
    FAMILY_DECLINED = "family_declined", pgettext_lazy("why a pledge ended", "the family declined")
    REPLACED = "replaced", _("replaced by another pledge")
    NOT_APPROVED = "not_approved", _("not approved")
    ERROR = "error", _("entered by mistake")


# After these the child needs no donor any more; after the others the child waits again.
CHILD_LEAVES = frozenset(
    {EndReason.AGED_OUT, EndReason.MOVED_AWAY, EndReason.ADOPTED, EndReason.DIED, EndReason.FAMILY_DECLINED}
)


class Method(models.TextChoices):
    CASH = "cash", _("cash")
    BANK_TRANSFER = "bank_transfer", _("bank transfer")
    SAVINGS_BOOK = "savings_book", _("savings book")
    GOODS = "goods", _("goods, by their value")


# Handed over otherwise than in cash.
METHOD_OF_FORM = {SupportForm.SAVINGS_BOOK: Method.SAVINGS_BOOK, SupportForm.IN_KIND: Method.GOODS}
