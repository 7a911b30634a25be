"""Money in and money to the child. Append-only: a mistake is one reversal."""

from __future__ import annotations

import uuid
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign
from organisation.access import units_where
from organisation.models import Area, Unit
from organisation.models.base import never_emptied, readable_code
from organisation.roles import Permission
from sponsorship.models.pledge import Pledge
from sponsorship.models.states import FundingSource, Method

DIMENSIONS = ["unit", "commune", "former_commune", "connecting_unit", "campaign"]
COLUMNS = ", ".join(f"{name}_id" for name in DIMENSIONS)
# The sums by one dimension at a time: (its name, its key in SQL).
PLACES_AND_CHANNELS = [f"('{name}', coalesce(e.{name}_id, 0))" for name in DIMENSIONS if name != "unit"]

STAMP = pgtrigger.Trigger(
    name="stamp",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    func="""
        SELECT p.managing_unit_id, c.commune_id, c.former_commune_id, p.connecting_unit_id, p.campaign_id
        INTO NEW.unit_id, NEW.commune_id, NEW.former_commune_id, NEW.connecting_unit_id, NEW.campaign_id
        FROM sponsorship_pledge p JOIN children_child c ON c.id = p.child_id WHERE p.id = NEW.pledge_id;
        RETURN NEW;
    """,
)


def reversal_is_exact(table: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="reversal_is_exact",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("NEW.reverses_id IS NOT NULL"),
        func=f"""
            PERFORM 1 FROM {table} o WHERE o.id = NEW.reverses_id AND o.reverses_id IS NULL
                AND o.pledge_id = NEW.pledge_id AND o.amount_vnd = -NEW.amount_vnd;
            IF NOT FOUND THEN
                RAISE EXCEPTION 'a reversal takes back one entry, whole' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'reversal_is_exact';
            END IF;
            RETURN NEW;
        """,
    )


def add_to_totals(side: str, day: str, changes: str) -> str:
    """SQL that adds `changes` (rows of a ledger with a count `n` and its VND `sum`) to the kept totals."""
    return f"""
            INSERT INTO sponsorship_ledgertotal AS t (side, month, {COLUMNS}, entries_count, amount_vnd)
            SELECT '{side}', date_trunc('month', {day})::date, {COLUMNS}, sum(n), sum(sum)
            FROM ({changes}) e GROUP BY 2, {COLUMNS} ORDER BY 2, {COLUMNS}
            ON CONFLICT (side, month, {COLUMNS}) DO UPDATE
            SET entries_count = t.entries_count + excluded.entries_count,
                amount_vnd = t.amount_vnd + excluded.amount_vnd;
            INSERT INTO sponsorship_ledgersum AS t (unit_id, dimension, side, key, amount_vnd)
            SELECT e.unit_id, d.dimension, '{side}', d.key, sum(e.sum)
            FROM ({changes}) e, LATERAL (
                VALUES ('month', to_char(e.{day}, 'YYYYMM')::bigint), {", ".join(PLACES_AND_CHANNELS)}
            ) AS d (dimension, key) GROUP BY 1, 2, 4 ORDER BY 1, 2, 4
            ON CONFLICT (dimension, unit_id, side, key) DO UPDATE SET amount_vnd = t.amount_vnd + excluded.amount_vnd;
    """


def book(side: str, day: str, surplus: str) -> pgtrigger.Trigger:
    """Add the new entries to the pledge's balance (which refuses what must not be) and to the kept totals."""
    changes = "SELECT *, 1 AS n, amount_vnd AS sum FROM entries"
    return pgtrigger.Trigger(
        name="book",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        referencing=pgtrigger.Referencing(new="entries"),
        func=f"""
            UPDATE sponsorship_pledgebalance b
            SET {side}_vnd = b.{side}_vnd + e.amount, surplus_vnd = b.surplus_vnd + e.surplus
            FROM (SELECT pledge_id, sum(amount_vnd) AS amount, {surplus} AS surplus FROM entries GROUP BY 1) e
            WHERE b.pledge_id = e.pledge_id;
            {add_to_totals(side, day, changes)}
            RETURN NULL;
        """,
    )


def move_totals(side: str, day: str) -> pgtrigger.Trigger:
    """Entries that follow their pledge or child elsewhere take their sums along."""
    gone = "SELECT *, -1 AS n, -amount_vnd AS sum FROM gone"
    come = "SELECT *, 1 AS n, amount_vnd AS sum FROM come"
    return pgtrigger.Trigger(
        name="move_totals",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        referencing=pgtrigger.Referencing(old="gone", new="come"),
        func=f"{add_to_totals(side, day, f'{gone} UNION ALL {come}')} RETURN NULL;",
    )


# A ledger's rows are never changed, but for where they belong, and that only by the triggers of pledge and child.
NEVER_CHANGED = pgtrigger.Trigger(
    name="never_changed",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1
            AND to_jsonb(NEW) - '{{{COLUMNS},code}}'::text[] = to_jsonb(OLD) - '{{{COLUMNS},code}}'::text[] THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'a ledger is append-only: reverse the entry instead';
    """,
)


class Dimensions(models.Model):
    """Where a sum belongs: where its pledge and its child belong today (FOLLOW_PLEDGE, migration 0009)."""

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", editable=False, null=True)
    commune = models.ForeignKey(Area, models.RESTRICT, related_name="+", editable=False, null=True)
    former_commune = models.ForeignKey(Area, models.RESTRICT, related_name="+", editable=False, null=True)
    connecting_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", editable=False, null=True)
    campaign = models.ForeignKey(Campaign, models.RESTRICT, related_name="+", editable=False, null=True)

    class Meta:
        abstract = True


class LedgerQuerySet(models.QuerySet):
    def visible_to(self, user: Any):
        return self.filter(unit__in=units_where(user, Permission.VIEW_MONEY))

    def search(self, text: str):
        """By the code of the entry, or by what finds the pledge."""
        code = "".join(text.split()).upper()
        if code[:2] in ("PT", "PC") and code[2:].isdecimal():
            return self.filter(code__startswith=code)
        return self.filter(pledge__in=Pledge.objects.search(text).order_by().values("pk"))

    def standing(self):
        """Without reversals and what they took back."""
        return self.filter(reverses=None, reversed_by=None)


class LedgerEntry(Dimensions):
    code: Any  # a field of each ledger, which numbers its own entries
    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    idempotency_key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)  # the same form twice: one row
    amount_vnd = models.BigIntegerField(_("amount"))
    method = models.CharField(_("method"), max_length=14, choices=Method, default=Method.CASH)
    reverses = models.OneToOneField(
        "self", models.RESTRICT, null=True, blank=True, related_name="reversed_by", editable=False
    )
    note = models.CharField(_("note"), max_length=400, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(_("recorded at"), db_default=Now(), editable=False)

    objects = LedgerQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.code

    @property
    def managing_unit(self) -> Unit | None:
        return self.unit


AMOUNT_HAS_SIGN = Q(reverses=None, amount_vnd__gt=0) | Q(reverses__isnull=False, amount_vnd__lt=0)


class Receipt(LedgerEntry):
    """Money in, from the donor."""

    code = readable_code("PT")
    pledge = models.ForeignKey(Pledge, models.RESTRICT, related_name="receipts", verbose_name=_("pledge"))
    received_on = models.DateField(_("received on"))
    surplus_vnd = models.BigIntegerField(_("of it surplus"), default=0, db_default=0)
    source = models.CharField(
        _("funding source"), max_length=20, choices=FundingSource, default=FundingSource.SOCIAL_MOBILISATION
    )
    reference = models.CharField(_("paper or bank reference"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["-received_on", "-id"]
        indexes = [
            models.Index(fields=["-received_on", "-id"], name="receipt_day"),
            models.Index(fields=["unit", "-received_on", "-id"], name="receipt_unit_day"),
        ]
        constraints = [
            models.CheckConstraint(condition=AMOUNT_HAS_SIGN, name="receipt_amount_sign"),
            models.CheckConstraint(
                condition=Q(surplus_vnd=0)
                | Q(amount_vnd__gt=0, surplus_vnd__gt=0, surplus_vnd__lte=models.F("amount_vnd"))
                | Q(amount_vnd__lt=0, surplus_vnd__lt=0, surplus_vnd__gte=models.F("amount_vnd")),
                name="receipt_surplus_within_amount",
            ),
        ]
        triggers = [
            STAMP,
            reversal_is_exact("sponsorship_receipt"),
            book("received", "received_on", "sum(surplus_vnd)"),
            move_totals("received", "received_on"),
            NEVER_CHANGED,
            never_emptied(),
        ]


class Handover(LedgerEntry):
    """Delivered to the child."""

    code = readable_code("PC")
    pledge = models.ForeignKey(Pledge, models.RESTRICT, related_name="handovers", verbose_name=_("pledge"))
    handed_on = models.DateField(_("handed over on"))
    given_by = models.CharField(pgettext_lazy("handover", "given by"), max_length=120, blank=True)
    received_by = models.CharField(_("received by"), max_length=120)
    relationship = models.CharField(_("relationship to the child"), max_length=60, blank=True)
    is_signed = models.BooleanField(_("signed for"), default=False)
    occasion = models.CharField(_("place or occasion"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        ordering = ["-handed_on", "-id"]
        indexes = [
            models.Index(fields=["-handed_on", "-id"], name="handover_day"),
            models.Index(fields=["unit", "-handed_on", "-id"], name="handover_unit_day"),
        ]
        constraints = [
            models.CheckConstraint(condition=AMOUNT_HAS_SIGN, name="handover_amount_sign"),
        ]
        triggers = [
            STAMP,
            reversal_is_exact("sponsorship_handover"),
            book("delivered", "handed_on", "0"),
            move_totals("delivered", "handed_on"),
            NEVER_CHANGED,
            never_emptied(),
        ]


class Side(models.TextChoices):
    RECEIVED = "received", _("received")
    DELIVERED = "delivered", _("delivered")


class LedgerTotal(Dimensions):
    """Kept by the ledgers' triggers in the same transaction, so that a summary reads a few hundred rows."""

    side = models.CharField(max_length=10, choices=Side)
    month = models.DateField()
    entries_count = models.IntegerField()
    amount_vnd = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["side", "month", *DIMENSIONS], name="ledger_total_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.month}"


class Dimension(models.TextChoices):
    MONTH = "month", _("month")
    COMMUNE = "commune", _("commune")
    FORMER_COMMUNE = "former_commune", _("commune before July 2025")
    CONNECTING_UNIT = "connecting_unit", _("connecting unit")
    CAMPAIGN = "campaign", _("campaign round")


class LedgerSum(models.Model):
    """Both ledgers of a unit by one dimension at a time: what a summary of today reads. Kept like the totals.

    A total has every dimension at once and so grows with the ledger; these are as many as there are places,
    channels and months.
    """

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+")
    dimension = models.CharField(max_length=16, choices=Dimension)
    side = models.CharField(max_length=10, choices=Side)
    key = models.BigIntegerField()  # the id of the place or channel, 0 where none was given; 202611 for a month
    amount_vnd = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dimension", "unit", "side", "key"], name="ledger_sum_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.key}"
