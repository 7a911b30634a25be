"""The field's own words for a child's situation."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Precision(models.TextChoices):
    DAY = "day", _("day known")
    MONTH = "month", _("month known")
    YEAR = "year", _("year known")
    ESTIMATED = "estimated", _("estimated")


class Sex(models.TextChoices):
    MALE = "male", _("male")
    FEMALE = "female", _("female")
    UNKNOWN = "", _("not known")


class OrphanStatus(models.TextChoices):
    """Which parent is dead."""

    NONE = "none", _("not an orphan")
    FATHER = "father", _("lost the father")
    MOTHER = "mother", _("lost the mother")
    BOTH = "both", _("lost both parents")
    UNKNOWN = "unknown", pgettext_lazy("orphan status", "not known")


class Poverty(models.TextChoices):
    POOR = "poor", _("poor household")
    NEAR_POOR = "near_poor", _("near-poor household")
    NONE = "none", _("not poor")
    UNKNOWN = "", pgettext_lazy("poverty", "not known")


class CircumstanceGroup(models.TextChoices):
    """The 14 groups of article 10, Law on Children 2016 (102/2016/QH13)."""

    DOUBLE_ORPHAN = "a", _("a) orphaned of both father and mother")
    ABANDONED = "b", _("b) abandoned")
    WITHOUT_SUPPORT = "c", _("c) without support")
    DISABILITY = "d", _("d) with a disability")
    HIV = "dd", _("đ) living with HIV/AIDS")
    OFFENDER = "e", _("e) in conflict with the law")
    DRUGS = "g", _("g) addicted to drugs")
    DROPPED_OUT = "h", _("h) left school to earn a living")
    VIOLENCE = "i", _("i) gravely harmed by violence")
    EXPLOITED = "k", _("k) exploited")
    SEXUAL_ABUSE = "l", _("l) sexually abused")
    TRAFFICKED = "m", _("m) trafficked")
    ILLNESS = "n", _("n) gravely or long ill, in a poor or near-poor household")
    MIGRANT = "o", _("o) migrant or refugee without parents or carer")


# Never in lists, exports or search; their own permission shows them on the child's page.
RESTRICTED_GROUPS = frozenset(
    {
        CircumstanceGroup.HIV,
        CircumstanceGroup.OFFENDER,
        CircumstanceGroup.DRUGS,
        CircumstanceGroup.VIOLENCE,
        CircumstanceGroup.EXPLOITED,
        CircumstanceGroup.SEXUAL_ABUSE,
        CircumstanceGroup.TRAFFICKED,
    }
)


class NeedEndReason(models.TextChoices):
    """Why a child no longer waits for a donor."""

    AGED_OUT = "aged_out", _("turned 18")
    MOVED_AWAY = "moved_away", _("moved away")
    ADOPTED = "adopted", _("was adopted")
    DIED = "died", _("died")
    HELPED_OTHERWISE = "helped_otherwise", _("is helped in another way")
    FAMILY_DECLINED = "family_declined", _("the family declined")
    ERROR = "error", _("entered by mistake")


class TargetPer(models.TextChoices):
    MONTH = "month", pgettext_lazy("rate", "month")
    YEAR = "year", pgettext_lazy("rate", "year")
