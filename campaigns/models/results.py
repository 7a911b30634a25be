"""What a campaign brought about, line by line. Whatever is not known is null, never zero."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models.campaign import Campaign
from campaigns.models.measures import MeasureUnit
from campaigns.models.result_totals import ADD_CHANGED, ADD_NEW, TAKE_DELETED, ResultCategory
from campaigns.models.sources import FundingSource
from organisation.access import units_where
from organisation.models import Area, Unit
from organisation.models.base import Record, bump_version, folded, readable_code, tracked
from organisation.roles import Permission
from vietnamese.text import clean, fold

MOST_SUM_VND = 10**15
MOST_COUNTED = 10**9


class Qualifier(models.TextChoices):
    """How a text gives a number; the words for it in a text stand in campaigns/wording.py."""

    EXACT = "", pgettext_lazy("qualifier", "exactly")
    OVER = "over", pgettext_lazy("qualifier", "over")
    MORE_THAN = "more_than", pgettext_lazy("qualifier", "more than")
    NEARLY = "nearly", pgettext_lazy("qualifier", "nearly")
    ABOUT = "about", pgettext_lazy("qualifier", "about")


class UnionLevel(models.TextChoices):
    """At which level of the union its money was given."""

    GRASSROOTS = "grassroots", _("grassroots")
    DISTRICT = "district", _("district")
    PROVINCE = "province", _("province or city")
    CENTRAL = "central", _("national")


class Standing(models.IntegerChoices):
    """Where a line counts: in every sum; under its own category alone; or nowhere, its whole has it already."""

    WHOLE = 0, _("counts in every sum")
    PART = 1, _("counts under its own category only")
    DETAIL = 2, _("only explains another line")


def known(name: str, most: int) -> models.CheckConstraint:
    field = name.removeprefix("result_")
    return models.CheckConstraint(
        condition=Q(**{field: None}) | Q(**{f"{field}__gte": 0, f"{field}__lte": most}), name=f"{name}_plausible"
    )


class ResultQuerySet(models.QuerySet["Result"]):
    def visible_to(self, user: Any):
        return self.filter(managing_unit__in=units_where(user, Permission.VIEW_PLEDGES))

    def search(self, text: str):
        """By the words of the line, without marks, or by code."""
        typed = clean(text)
        named = Q(*(Q(label_folded__contains=word) for word in fold(typed).split()))
        return self.filter(named | Q(code=typed.upper()))

    def in_area(self, area: Area):
        """In the area, in a part of it, or in a former one that went into it."""
        within = Area.objects.filter(Q(pk=area.pk) | Q(parent=area) | Q(parent__parent=area) | Q(successors=area))
        return self.filter(area__in=within.values("pk"))

    def of_campaign(self, campaign: Campaign):
        """Of the campaign and of everything that is part of it."""
        return self.filter(campaign__path__startswith=campaign.path)

    def counted(self, category: str = ""):
        """The lines that a sum takes: all wholes, or those that count under one category."""
        if category:
            return self.filter(category=category, standing__lt=Standing.DETAIL)
        return self.filter(standing=Standing.WHOLE)

    def with_whole(self):
        """`whole`: the line it is part of, or itself; parts stand behind it when ordered by whole and standing."""
        return self.annotate(whole=Coalesce("parent_id", "id"))


# A part of a part, or a part in another campaign, could not be summed; the parts follow their whole's category.
SET_STANDING = pgtrigger.Trigger(
    name="set_standing",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id", "category", "campaign_id", "standing"),
    declare=[("whole", "campaigns_result%ROWTYPE")],
    func="""
        NEW.standing := 0;
        IF NEW.parent_id IS NOT NULL THEN
            SELECT * INTO whole FROM campaigns_result WHERE id = NEW.parent_id;
            IF whole.parent_id IS NOT NULL OR whole.campaign_id <> NEW.campaign_id OR NEW.parent_id = NEW.id
                OR EXISTS (SELECT FROM campaigns_result WHERE parent_id = NEW.id) THEN
                RAISE EXCEPTION 'a part belongs to a whole line of its campaign' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'result_part_of_a_whole';
            END IF;
            NEW.standing := CASE WHEN whole.category = NEW.category THEN 2 ELSE 1 END;
        END IF;
        RETURN NEW;
    """,
)
PARTS_FOLLOW = pgtrigger.Trigger(
    name="parts_follow",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("category", "campaign_id"),
    condition=pgtrigger.AnyChange("category", "campaign_id"),
    func="UPDATE campaigns_result SET campaign_id = NEW.campaign_id WHERE parent_id = NEW.id; RETURN NULL;",
)


# At the end of the transaction, because a form changes the amount and its shares one after the other.
SHARES_FIT = """
    IF EXISTS (SELECT FROM campaigns_resultfunding f JOIN campaigns_result r ON r.id = f.result_id
               WHERE r.id = {result} GROUP BY r.id
               HAVING sum(f.amount_vnd) > coalesce(r.amount_vnd, 0) + coalesce(r.goods_vnd, 0)) THEN
        RAISE EXCEPTION 'the shares come to more than the amount' USING ERRCODE = 'check_violation',
            CONSTRAINT = 'result_funding_within_amount';
    END IF;
    RETURN NULL;
"""


@tracked("label_folded", "code", "standing")
class Result(Record):
    """One line. `parent` is the line it is part of; with `has_examples` the parts are only examples ("such as")."""

    code = readable_code("KQ")
    campaign = models.ForeignKey(Campaign, models.RESTRICT, related_name="results", verbose_name=_("campaign"))
    managing_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("unit"))
    parent = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="parts", verbose_name=_("part of the line")
    )
    standing = models.PositiveSmallIntegerField(choices=Standing, editable=False, db_default=Standing.WHOLE)
    has_examples = models.BooleanField(_("its parts are only examples"), default=False)
    label = models.CharField(_("what was done"), max_length=200)
    label_folded = folded("label")
    category = models.CharField(_("category"), max_length=20, choices=ResultCategory)
    measure = models.CharField(_("unit of measure"), max_length=20, choices=MeasureUnit)
    quantity = models.BigIntegerField(_("quantity"), null=True, blank=True)
    people_count = models.BigIntegerField(_("different people"), null=True, blank=True)
    times_count = models.BigIntegerField(_("times helped"), null=True, blank=True)
    qualifier = models.CharField(_("the numbers are"), max_length=10, choices=Qualifier, blank=True, default="")
    rate_vnd = models.BigIntegerField(_("rate for one"), null=True, blank=True)
    amount_vnd = models.BigIntegerField(_("money"), null=True, blank=True)
    goods_vnd = models.BigIntegerField(_("value of goods"), null=True, blank=True)
    money_qualifier = models.CharField(_("the amount is"), max_length=10, choices=Qualifier, blank=True, default="")
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("on, or until"))
    area = models.ForeignKey(Area, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("area"))
    place = models.CharField(pgettext_lazy("result", "place as written"), max_length=200, blank=True)
    told_by = models.CharField(_("where the line is from"), max_length=200, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [
            bump_version("label_folded", "code", "standing"),
            SET_STANDING,
            PARTS_FOLLOW,
            ADD_NEW,
            ADD_CHANGED,
            TAKE_DELETED,
            pgtrigger.Trigger(
                name="shares_fit",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.AnyChange("amount_vnd", "goods_vnd"),
                func=SHARES_FIT.format(result="NEW.id"),
            ),
        ]
        verbose_name = pgettext_lazy("campaign", "result")
        verbose_name_plural = _("results")
        ordering = ["-ends_on", "-id"]
        indexes = [models.Index(fields=["managing_unit", "ends_on"], name="result_unit_day")]
        constraints = [
            models.CheckConstraint(condition=~Q(label=""), name="result_has_label"),
            known("result_quantity", MOST_COUNTED),
            known("result_people_count", MOST_COUNTED),
            known("result_times_count", MOST_COUNTED),
            known("result_rate_vnd", MOST_SUM_VND),
            known("result_amount_vnd", MOST_SUM_VND),
            known("result_goods_vnd", MOST_SUM_VND),
            models.CheckConstraint(
                condition=Q(people_count=None) | Q(times_count=None) | Q(people_count__lte=F("times_count")),
                name="result_people_within_times",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(starts_on__lte=F("ends_on")), name="result_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("campaigns:result", args=[self.public_id])

    @property
    def computed_vnd(self) -> int | None:
        """Quantity × rate, where both are known."""
        return None if self.quantity is None or self.rate_vnd is None else self.quantity * self.rate_vnd

    @property
    def value_vnd(self) -> int | None:
        """Money and goods together; null where neither is known."""
        return None if self.amount_vnd is self.goods_vnd is None else (self.amount_vnd or 0) + (self.goods_vnd or 0)

    @property
    def difference_vnd(self) -> int:
        """What the line says less quantity × rate; 0 where one is not known, or a number is not meant exactly."""
        said, computed = self.value_vnd, self.computed_vnd
        if said is None or computed is None or self.qualifier or self.money_qualifier:
            return 0
        return said - computed


class ResultFunding(models.Model):
    """From whose money; null where a source is named without its share."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="funding")
    source = models.CharField(_("funding source"), max_length=20, choices=FundingSource)
    level = models.CharField(_("level of the union"), max_length=10, choices=UnionLevel, blank=True, default="")
    amount_vnd = models.BigIntegerField(_("amount"), null=True, blank=True)

    class Meta:
        verbose_name = _("funding of a result")
        verbose_name_plural = _("funding of results")
        constraints = [
            models.UniqueConstraint(fields=["result", "source", "level"], name="result_funding_source_once"),
            models.CheckConstraint(
                condition=Q(amount_vnd=None) | Q(amount_vnd__gt=0, amount_vnd__lte=MOST_SUM_VND),
                name="result_funding_positive",
            ),
            models.CheckConstraint(
                condition=Q(level="") | Q(source=FundingSource.UNION_FINANCE), name="result_funding_level_of_union"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="shares_fit",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=SHARES_FIT.format(result="NEW.result_id"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_source_display()}, {self.get_level_display()}" if self.level else self.get_source_display()
