"""Help that is followed for years, each kind in a register of its own: houses, money that comes back, agreements."""

from __future__ import annotations

import datetime
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Count, Exists, F, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models.campaign import Campaign
from campaigns.models.results import MOST_COUNTED, MOST_SUM_VND, Qualifier
from children.models import Child
from children.models.choices import Poverty
from organisation.access import units_where
from organisation.models import Area, Unit
from organisation.models.area import AreaSuccession
from organisation.models.base import Record, bump_version, folded, tracked
from organisation.roles import Permission
from vietnamese.text import clean, fold


class RegisterQuerySet(models.QuerySet):
    def visible_to(self, user: Any):
        return self.filter(managing_unit__in=units_where(user, Permission.VIEW_PLEDGES))

    def search(self, text: str):
        """By the words of the name, without marks."""
        return self.filter(*(Q(name_folded__contains=word) for word in fold(clean(text)).split()))

    def of_campaign(self, campaign: Campaign):
        return self.filter(campaign__path__startswith=campaign.path)


class PlacedQuerySet(RegisterQuerySet):
    day = ""  # the day on which it counts as help

    def helped_in(self, since: datetime.date, until: datetime.date):
        return self.filter(**{f"{self.day}__range": (since, until)})

    def placed(self):
        """`here`: the area of today; a former commune that was divided stays what it was."""
        went = AreaSuccession.objects.filter(old=OuterRef("area")).order_by().values("old")
        into = went.annotate(only=Min("new"), n=Count("new")).filter(n=1).values("only")
        return self.annotate(here=Coalesce(Subquery(into), "area", output_field=models.BigIntegerField()))

    def at(self, area: int | None):
        """Those whose place of today is this area; None: those whose place nobody named."""
        return self.placed().filter(here=area)

    def with_children(self):
        """`children_count`: children of the register in these families; with the area."""
        return self.select_related("area").annotate(children_count=Count("children"))


class HouseQuerySet(PlacedQuerySet):
    day = "handed_over_on"


class LoanQuerySet(PlacedQuerySet):
    day = "as_of"

    def newest(self):
        """What was told last of each fund. A fund at two places is two; told without a place, it is told as a whole."""
        same = self.filter(**{name: OuterRef(name) for name in ("campaign", "managing_unit", "name_folded")})
        later = same.filter(Q(as_of__gt=OuterRef("as_of")) | Q(as_of=OuterRef("as_of"), pk__gt=OuterRef("pk")))
        here = later.filter(Q(area=None) | Q(area=OuterRef("area")))
        return self.filter(~Exists(here)).exclude(Exists(later), area=None)


def within(name: str, field: str, most: int) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{field: None}) | Q(**{f"{field}__gte": 0, f"{field}__lte": most}), name=name
    )


def named(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=~Q(name=""), name=name)


class Register(Record):
    """A campaign and a unit that answers for it."""

    campaign = models.ForeignKey(Campaign, models.RESTRICT, related_name="%(class)ss", verbose_name=_("campaign"))
    managing_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("unit"))
    note = models.TextField(_("note"), max_length=2000, blank=True)

    class Meta(Record.Meta):
        abstract = True


class PlacedRegister(Register):
    """Help at a place. Unknown is null: an area that nobody named is none of the areas."""

    area = models.ForeignKey(Area, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("area"))
    place = models.CharField(_("place as written"), max_length=200, blank=True)

    class Meta(Record.Meta):
        abstract = True


class HouseWork(models.TextChoices):
    NEW = "new", _("new house")
    REPAIR = "repair", _("repair")


STAGES = ("approved_on", "started_on", "finished_on", "handed_over_on")


@tracked("name_folded")
class House(PlacedRegister):
    """A house for one household, through its stages. The results count houses; this list follows them one by one."""

    name = models.CharField(pgettext_lazy("house", "household"), max_length=120)
    name_folded = folded("name")
    poverty = models.CharField(_("poverty"), max_length=10, choices=Poverty, blank=True, default="")
    work = models.CharField(_("new or repaired"), max_length=6, choices=HouseWork)
    support_vnd = models.BigIntegerField(_("support"), null=True, blank=True)
    total_cost_vnd = models.BigIntegerField(_("cost in all"), null=True, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    started_on = models.DateField(_("work begun on"), null=True, blank=True)
    finished_on = models.DateField(_("finished on"), null=True, blank=True)
    handed_over_on = models.DateField(_("handed over on"), null=True, blank=True)

    objects = HouseQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [bump_version("name_folded")]
        verbose_name = _("house")
        verbose_name_plural = _("houses")
        ordering = ["-id"]
        constraints = [
            named("house_has_household"),
            within("house_support_plausible", "support_vnd", MOST_SUM_VND),
            within("house_cost_plausible", "total_cost_vnd", MOST_SUM_VND),
            models.CheckConstraint(
                condition=Q(support_vnd=None) | Q(total_cost_vnd=None) | Q(support_vnd__lte=F("total_cost_vnd")),
                name="house_support_within_cost",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{early: None}) | Q(**{late: None}) | Q(**{f"{early}__lte": F(late)}),
                    name=f"house_{early}_before_{late}"[:60],
                )
                for number, early in enumerate(STAGES)
                for late in STAGES[number + 1 :]
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("campaigns:register_edit", args=["houses", self.public_id])

    @property
    def stage(self) -> str:
        """The name of the last stage that has a day; empty before the first."""
        return next((stage for stage in reversed(STAGES) if getattr(self, stage)), "")


class LoanKind(models.TextChoices):
    MONEY = "money", _("loan fund")
    ANIMALS = "animals", _("animals that are passed on")


@tracked("name_folded")
class Loan(PlacedRegister):
    """Help that comes back and goes on to the next: a loan fund, a cow bank. Never added to gifts."""

    name = models.CharField(_("name of the fund"), max_length=200)
    name_folded = folded("name")
    kind = models.CharField(_("kind"), max_length=10, choices=LoanKind)
    as_of = models.DateField(_("as of"))
    projects_count = models.BigIntegerField(_("projects"), null=True, blank=True)
    borrowers_count = models.BigIntegerField(_("borrowers"), null=True, blank=True)
    animals_count = models.BigIntegerField(_("animals put in"), null=True, blank=True)
    put_in_vnd = models.BigIntegerField(_("put in"), null=True, blank=True)
    put_in_qualifier = models.CharField(_("what was put in is"), max_length=10, choices=Qualifier, blank=True)
    repaid_vnd = models.BigIntegerField(_("repaid"), null=True, blank=True)
    outstanding_vnd = models.BigIntegerField(_("outstanding"), null=True, blank=True)

    objects = LoanQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [bump_version("name_folded")]
        verbose_name = _("revolving help")
        verbose_name_plural = _("revolving help")
        ordering = ["-as_of", "-id"]
        constraints = [
            named("loan_has_name"),
            *(
                within(f"loan_{field}_plausible", field, MOST_SUM_VND if field.endswith("vnd") else MOST_COUNTED)
                for field in (
                    "projects_count",
                    "borrowers_count",
                    "animals_count",
                    "put_in_vnd",
                    "repaid_vnd",
                    "outstanding_vnd",
                )
            ),
            models.CheckConstraint(
                condition=Q(kind=LoanKind.ANIMALS) | Q(animals_count=None), name="loan_animals_only_of_animals"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("campaigns:register_edit", args=["loans", self.public_id])


# A house or a fund has a place, which would tell where the child is.
NOT_HIDDEN = pgtrigger.Trigger(
    name="helped_child_not_hidden",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("child_id"),
    func="""
        IF EXISTS (SELECT FROM children_child WHERE id = NEW.child_id AND is_hidden) THEN
            RAISE EXCEPTION 'the place of this child is kept secret' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'helped_child_not_hidden';
        END IF;
        RETURN NEW;
    """,
)


@tracked()
class HelpedChild(models.Model):
    """A child of the register whose family got the house, or borrows from the fund."""

    child = models.ForeignKey(Child, models.RESTRICT, related_name="helped_by", verbose_name=_("child"))
    house = models.ForeignKey(House, models.CASCADE, null=True, related_name="children", verbose_name=_("house"))
    loan = models.ForeignKey(Loan, models.CASCADE, null=True, related_name="children", verbose_name=_("loan fund"))

    class Meta:
        verbose_name = _("child of a family that was helped")
        verbose_name_plural = _("children of families that were helped")
        triggers = [NOT_HIDDEN]
        constraints = [
            models.CheckConstraint(
                condition=Q(house__isnull=False, loan=None) | Q(house=None, loan__isnull=False),
                name="helped_child_by_one",
            ),
            models.UniqueConstraint(
                fields=["house", "child"], condition=Q(house__isnull=False), name="helped_child_once_a_house"
            ),
            models.UniqueConstraint(
                fields=["loan", "child"], condition=Q(loan__isnull=False), name="helped_child_once_a_fund"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.house_id or self.loan_id}"


@tracked("name_folded")
class Agreement(Register):
    """What a partner grants to members: no money passes through our hands."""

    name = models.CharField(_("partner"), max_length=200)
    name_folded = folded("name")
    what = models.CharField(pgettext_lazy("agreement", "what for"), max_length=300, blank=True)
    discount = models.CharField(_("discount"), max_length=100, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)

    objects = RegisterQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [bump_version("name_folded")]
        verbose_name = _("welfare agreement")
        verbose_name_plural = _("welfare agreements")
        ordering = ["-id"]
        constraints = [
            named("agreement_has_partner"),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_from__lte=F("valid_until")),
                name="agreement_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("campaigns:register_edit", args=["agreements", self.public_id])
