"""Goods of a campaign or a unit: what came in, what went out, what is left."""

from __future__ import annotations

import uuid
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models.campaign import Campaign
from campaigns.models.given_triggers import BOUGHT_FOR_ITS_CAMPAIGN
from organisation.access import units_where
from organisation.models import Unit
from organisation.models.base import (
    Record,
    append_only,
    bump_version,
    folded,
    readable_code,
    reversal_is_exact,
    tracked,
)
from organisation.roles import Permission
from vietnamese.text import clean, fold

MOST_PIECES = 10_000_000


class GoodsItemQuerySet(models.QuerySet["GoodsItem"]):
    def visible_to(self, user: Any):
        return self.filter(managing_unit__in=units_where(user, Permission.VIEW_MONEY))

    def search(self, text: str):
        """By the words of the name, without marks, or by code."""
        typed = clean(text)
        named = Q(*(Q(name_folded__contains=word) for word in fold(typed).split()))
        return self.filter(named | Q(code=typed.upper()))


# The other side of whose_goods.
STAYS_WITH_WHAT_WAS_GIVEN = pgtrigger.Trigger(
    name="goods_stay_with_campaign",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("campaign_id"),
    condition=pgtrigger.Condition("NEW.campaign_id IS NOT NULL AND NEW.campaign_id IS DISTINCT FROM OLD.campaign_id"),
    func="""
        IF EXISTS (SELECT FROM campaigns_contribution WHERE item_id = NEW.id AND campaign_id <> NEW.campaign_id)
            OR EXISTS (SELECT FROM campaigns_promise WHERE item_id = NEW.id AND campaign_id <> NEW.campaign_id)
            OR EXISTS (SELECT FROM campaigns_goodsmove m JOIN campaigns_spending s ON s.id = m.spending_id
                       WHERE m.item_id = NEW.id AND s.campaign_id <> NEW.campaign_id)
            OR EXISTS (SELECT FROM campaigns_giftgroup r JOIN campaigns_giftlist l ON l.id = r.gift_list_id
                       WHERE r.goods_item_id = NEW.id AND l.campaign_id IS DISTINCT FROM NEW.campaign_id) THEN
            RAISE EXCEPTION 'these goods were given to another campaign' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'goods_stay_with_campaign';
        END IF;
        RETURN NEW;
    """,
)


@tracked("name_folded", "code", "on_hand")
class GoodsItem(Record):
    """One kind of goods: bicycles, milk by the carton. `on_hand` is kept by the moves' trigger and never below zero."""

    code = readable_code("HV")
    name = models.CharField(_("goods"), max_length=120)
    name_folded = folded("name")
    measure = models.CharField(_("unit of measure"), max_length=30)
    campaign = models.ForeignKey(
        Campaign, models.RESTRICT, null=True, blank=True, related_name="goods", verbose_name=_("campaign")
    )
    managing_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("unit"))
    wanted_quantity = models.PositiveIntegerField(_("number called for"), null=True, blank=True)
    value_vnd = models.BigIntegerField(_("value of one"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=400, blank=True)
    on_hand = models.IntegerField(_("left in stock"), editable=False, db_default=0)

    objects = GoodsItemQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [bump_version("name_folded", "code", "on_hand"), STAYS_WITH_WHAT_WAS_GIVEN]
        verbose_name = _("goods")
        verbose_name_plural = _("goods")
        ordering = ["name_folded", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(measure=""), name="goods_have_name_and_measure"),
            models.CheckConstraint(condition=Q(on_hand__gte=0), name="goods_never_below_zero"),
            models.CheckConstraint(
                condition=Q(value_vnd=None) | Q(value_vnd__gt=0, value_vnd__lte=10**11), name="goods_value_plausible"
            ),
            models.CheckConstraint(
                condition=Q(wanted_quantity=None) | Q(wanted_quantity__gt=0, wanted_quantity__lte=MOST_PIECES),
                name="goods_wanted_plausible",
            ),
            models.UniqueConstraint(
                fields=["managing_unit", "campaign", "name_folded", "measure"],
                name="goods_item_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.measure})"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:goods_item", args=[self.public_id])


class GoodsMoveKind(models.TextChoices):
    DONATED = "donated", _("received from a donor")
    BOUGHT = "bought", _("bought")
    FOUND = "found", _("counted in")
    GIVEN = "given", _("given out by a list")
    RETURNED = "returned", _("returned by a list")
    LOST = "lost", _("broken, lost or passed on")


INWARD = [GoodsMoveKind.DONATED, GoodsMoveKind.BOUGHT, GoodsMoveKind.FOUND, GoodsMoveKind.RETURNED]
OUTWARD = [GoodsMoveKind.GIVEN, GoodsMoveKind.LOST]
BY_HAND = [GoodsMoveKind.FOUND, GoodsMoveKind.LOST]
MOVE_HAS_SIGN = (
    Q(reverses=None, kind__in=INWARD, quantity__gt=0)
    | Q(reverses=None, kind__in=OUTWARD, quantity__lt=0)
    | Q(reverses__isnull=False, kind__in=INWARD, quantity__lt=0)
    | Q(reverses__isnull=False, kind__in=OUTWARD, quantity__gt=0)
)

# Whoever books second waits for the item's row and meets its constraint.
BOOK = pgtrigger.Trigger(
    name="book",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    referencing=pgtrigger.Referencing(new="moves"),
    func="""
        UPDATE campaigns_goodsitem i SET on_hand = i.on_hand + m.sum
        FROM (SELECT item_id, sum(quantity) AS sum FROM moves GROUP BY 1) m WHERE m.item_id = i.id;
        RETURN NULL;
    """,
)


class GoodsMove(models.Model):
    """Pieces into the stock or out of it. Append-only: a mistake is one reversal."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    idempotency_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(GoodsItem, models.RESTRICT, related_name="moves", verbose_name=_("goods"))
    kind = models.CharField(_("kind"), max_length=10, choices=GoodsMoveKind)
    moved_on = models.DateField(_("day"))
    quantity = models.IntegerField(pgettext_lazy("pieces", "number"))
    gift_group = models.ForeignKey(
        "campaigns.GiftGroup", models.RESTRICT, null=True, related_name="goods_moves", editable=False
    )
    contribution = models.ForeignKey(
        "campaigns.Contribution", models.RESTRICT, null=True, related_name="goods_moves", editable=False
    )
    spending = models.ForeignKey(
        "campaigns.Spending", models.RESTRICT, null=True, related_name="goods_moves", editable=False
    )
    note = models.CharField(_("note"), max_length=400, blank=True)
    reverses = models.OneToOneField(
        "self", models.RESTRICT, null=True, blank=True, related_name="reversed_by", editable=False
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("move of goods")
        ordering = ["-moved_on", "-id"]
        indexes = [models.Index(fields=["item", "-moved_on", "-id"], name="goods_move_item_day")]
        constraints = [
            models.CheckConstraint(condition=MOVE_HAS_SIGN, name="goods_move_sign"),
            models.CheckConstraint(
                condition=Q(quantity__gte=-MOST_PIECES, quantity__lte=MOST_PIECES), name="goods_move_plausible"
            ),
        ]
        triggers = [
            reversal_is_exact("campaigns_goodsmove", "item_id", "quantity"),
            BOUGHT_FOR_ITS_CAMPAIGN,
            BOOK,
            *append_only(),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.quantity}"
