"""What is counted, and under which heading of a plan: shared by targets, reports and results."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

MOST_COUNT = 10**9


class MeasureUnit(models.TextChoices):
    """What a quantity counts. An address or a household may hold several people."""

    GIFT = "gift", _("gifts")
    AWARD = "award", _("awards")
    PERSON = "person", pgettext_lazy("measure", "people")
    CHILD = "child", pgettext_lazy("measure", "children")
    TIME = "time", pgettext_lazy("measure", "times")
    BAG = "bag", _("bags")
    TEAM = "team", pgettext_lazy("measure", "teams")
    HOUSE = "house", pgettext_lazy("measure", "houses")
    ADDRESS = "address", pgettext_lazy("measure", "addresses")
    BLOOD_UNIT = "blood_unit", _("units of blood")
    COMPANY = "company", _("companies")
    UNIT = "unit", pgettext_lazy("measure", "units")
    SESSION = "session", _("sessions")
    ITEM = "item", _("items")


class ContentGroup(models.TextChoices):
    """The headings under which such plans list what is to be done."""

    COMMUNICATION = "communication", _("spreading the word")
    SUPPORT = "support", _("help and care")
    GIFTS = "gifts", _("gifts and scholarships")
    SPONSORSHIP = "sponsorship", _("sponsorship of children")
    PLAY = "play", _("play and culture")
    SKILLS = "skills", _("skills and safety")
    REVIEW = "review", _("finding children in need")
    HEALTH = "health", _("health and blood donation")
    HOUSES = "houses", _("houses and buildings")
    LIVELIHOOD = "livelihood", _("livelihoods and loans")
    OTHER = "other", pgettext_lazy("content group", "other work")
