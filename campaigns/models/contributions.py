"""What people promise and give to a campaign, and what is paid out of it. Fund contributions: see sponsorship."""

from __future__ import annotations

import uuid
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models.campaign import Campaign
from campaigns.models.given_triggers import KEEPS_ITS_PROMISE, TAKE_NUMBER, TAKES_BACK_ONE, whose_goods
from campaigns.models.sources import FundingSource
from campaigns.models.stock import MOST_PIECES, GoodsItem
from donors.models import Donor
from organisation.access import units_where
from organisation.models import Unit
from organisation.models.base import Record, bump_version, never_emptied, tracked
from organisation.roles import Permission
from vietnamese.money import MOST_VND
from vietnamese.text import clean, fold


class GivenHow(models.TextChoices):
    CASH = "cash", _("cash")
    BANK_TRANSFER = "bank_transfer", _("bank transfer")


class OfCampaigns(models.QuerySet):
    def visible_to(self, user: Any):
        return self.filter(campaign__managing_unit__in=units_where(user, Permission.VIEW_MONEY))

    def within(self, campaign: Campaign):
        """Of a campaign and all that is part of it."""
        return self.filter(campaign__path__startswith=campaign.path)


class FromSomebody(OfCampaigns):
    def search(self, text: str):
        """By the words of the giver's name as written, of the donor or of the unit, without marks."""
        written = Func("given_by", function="vi_fold", output_field=models.TextField())
        rows = self.alias(giver_folded=written)
        for word in fold(clean(text)).split():
            rows = rows.filter(
                Q(giver_folded__contains=word)
                | Q(donor__name_folded__contains=word)
                | Q(unit__in=Unit.objects.filter(name__icontains=word))
            )
        return rows


@tracked()
class Appeal(Record):
    """What a campaign calls for: money, beside the goods that are called for piece by piece (GoodsItem)."""

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="appeal", verbose_name=_("campaign"))
    target_vnd = models.BigIntegerField(_("money called for"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    text = models.TextField(pgettext_lazy("appeal", "what for"), max_length=2000, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("appeal")
        constraints = [
            models.CheckConstraint(
                condition=Q(target_vnd=None) | Q(target_vnd__gt=0, target_vnd__lte=MOST_VND),
                name="appeal_target_plausible",
            )
        ]

    def __str__(self) -> str:
        return str(self.campaign)


HAS_GIVER = Q(donor__isnull=False) | Q(unit__isnull=False) | ~Q(given_by="")
IS_MONEY = Q(item=None, quantity=None, amount_vnd__isnull=False)


class Giver(models.Model):
    """Who gives: a donor on record, a unit that collected among its people, or a name as written."""

    campaign = models.ForeignKey(Campaign, models.RESTRICT, related_name="%(class)ss", verbose_name=_("campaign"))
    donor = models.ForeignKey(
        Donor, models.RESTRICT, null=True, blank=True, related_name="campaign_%(class)ss", verbose_name=_("donor")
    )
    unit = models.ForeignKey(
        Unit, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("unit that collected")
    )
    given_by = models.CharField(_("from whom"), max_length=200, blank=True)
    source = models.CharField(
        _("funding source"), max_length=20, choices=FundingSource, default=FundingSource.SOCIAL_MOBILISATION
    )
    item = models.ForeignKey(
        GoodsItem, models.RESTRICT, null=True, blank=True, related_name="%(class)ss", verbose_name=_("goods")
    )
    quantity = models.IntegerField(_("number of pieces"), null=True, blank=True)
    amount_vnd = models.BigIntegerField(_("amount"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta:
        abstract = True

    @property
    def giver(self) -> str:
        return str(self.donor or self.unit or self.given_by)


class PromiseQuerySet(FromSomebody):
    def with_received(self):
        """`received_vnd`, `received_pieces`: what came in on each promise."""
        came = Contribution.objects.filter(promise=OuterRef("pk")).order_by().values("promise")
        return self.annotate(
            received_vnd=Coalesce(Subquery(came.annotate(n=Sum("amount_vnd")).values("n")), 0),
            received_pieces=Coalesce(Subquery(came.annotate(n=Sum("quantity")).values("n")), 0),
        )

    def open(self):
        """Neither withdrawn nor kept in full; after with_received()."""
        some_missing = Q(item=None, received_vnd__lt=F("amount_vnd")) | Q(received_pieces__lt=F("quantity"))
        return self.filter(some_missing, withdrawn_on=None)


@tracked()
class Promise(Giver, Record):
    """Promised, to be received later, perhaps in parts. It is no money."""

    promised_on = models.DateField(_("promised on"))
    expected_on = models.DateField(_("expected by"), null=True, blank=True)
    withdrawn_on = models.DateField(pgettext_lazy("promise", "withdrawn on"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("why it was withdrawn"), max_length=400, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [
            bump_version(),
            whose_goods(
                "promise_goods_of_its_campaign",
                pgtrigger.Insert | pgtrigger.UpdateOf("item_id", "campaign_id"),
                "NEW.item_id IS NOT NULL",
            ),
        ]
        verbose_name = _("promise")
        ordering = ["-promised_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=HAS_GIVER, name="promise_has_giver"),
            models.CheckConstraint(
                condition=IS_MONEY & Q(amount_vnd__gt=0, amount_vnd__lte=MOST_VND)
                | Q(item__isnull=False, quantity__isnull=False, quantity__gt=0, quantity__lte=MOST_PIECES)
                & (Q(amount_vnd=None) | Q(amount_vnd__gt=0, amount_vnd__lte=MOST_VND)),
                name="promise_money_or_goods",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_reason="")
                | Q(withdrawn_on__isnull=False) & ~Q(withdrawn_reason=""),
                name="promise_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.giver


class ContributionCounter(models.Model):
    """The last number of a unit's year; its row is locked while a number is taken."""

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="contribution_counter_once")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"


class Contribution(Giver):
    """Received: money, or goods with their value where it is known. Append-only: a mistake is one reversal."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    idempotency_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    promise = models.ForeignKey(Promise, models.RESTRICT, null=True, blank=True, related_name="contributions")
    received_on = models.DateField(_("received on"))
    method = models.CharField(_("method"), max_length=14, choices=GivenHow, default=GivenHow.CASH)
    people_count = models.PositiveIntegerField(_("people who gave"), null=True, blank=True)
    # Given by the database (TAKE_NUMBER); a default there makes PostgreSQL tell them on insert.
    number = models.PositiveIntegerField(_("number"), editable=False, db_default=0)
    number_year = models.PositiveSmallIntegerField(editable=False, db_default=0)
    number_unit = models.ForeignKey(Unit, models.RESTRICT, null=True, editable=False, related_name="+", db_default=None)
    reverses = models.OneToOneField(
        "self", models.RESTRICT, null=True, blank=True, related_name="reversed_by", editable=False
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now(), editable=False)

    objects = FromSomebody.as_manager()

    class Meta:
        verbose_name = _("contribution to a campaign")
        ordering = ["-received_on", "-id"]
        indexes = [models.Index(fields=["campaign", "-received_on", "-id"], name="given_campaign_day")]
        constraints = [
            models.CheckConstraint(condition=HAS_GIVER, name="given_has_giver"),
            models.CheckConstraint(
                condition=IS_MONEY & Q(reverses=None, amount_vnd__gt=0)
                | IS_MONEY & Q(reverses__isnull=False, amount_vnd__lt=0)
                | Q(item__isnull=False, quantity__isnull=False)
                & (
                    Q(reverses=None, quantity__gt=0) & (Q(amount_vnd=None) | Q(amount_vnd__gt=0))
                    | Q(reverses__isnull=False, quantity__lt=0) & (Q(amount_vnd=None) | Q(amount_vnd__lt=0))
                ),
                name="given_money_or_goods",
            ),
            models.CheckConstraint(
                condition=Q(amount_vnd=None) | Q(amount_vnd__gte=-MOST_VND, amount_vnd__lte=MOST_VND),
                name="given_amount_plausible",
            ),
            models.UniqueConstraint(
                fields=["number_unit", "number_year", "number"], condition=Q(reverses=None), name="given_number_once"
            ),
        ]
        triggers = [
            KEEPS_ITS_PROMISE,
            TAKES_BACK_ONE,
            TAKE_NUMBER,
            whose_goods(
                "given_goods_of_its_campaign", pgtrigger.Insert, "NEW.item_id IS NOT NULL AND NEW.reverses_id IS NULL"
            ),
            # A donor that turns out to be two records is merged: its contributions go along, nothing else changes.
            pgtrigger.Protect(
                name="never_changed", operation=pgtrigger.Update, condition=pgtrigger.AnyChange(exclude=["donor"])
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            never_emptied(),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.number_year}"
