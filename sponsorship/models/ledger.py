"""Money in and money to the child. Append-only: a mistake is one reversal."""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign
from campaigns.models.sources import FundingSource
from organisation.access import units_where
from organisation.models import Area, Unit
from organisation.models.base import never_emptied, readable_code, reversal_is_exact
from organisation.roles import Permission
from sponsorship.models.bookkeeping import (
    DIMENSIONS,
    MOVE_IS_WHOLE,
    NEVER_CHANGED,
    STAMP,
    TAKE_NUMBER,
    book,
    move_totals,
)
from sponsorship.models.move import MoneyMove
from sponsorship.models.pledge import Pledge
from sponsorship.models.states import Method


class Dimensions(models.Model):
    """Where a sum belongs: where its pledge and its child belong today (FOLLOW_PLEDGE, ENTRIES_FOLLOW_CHILD)."""

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
        """By the code of the entry or the number of a receipt (12/2025), or by what finds the pledge."""
        code = "".join(text.split()).upper()
        if self.model is Receipt and re.fullmatch(r"[0-9]{1,9}/20[0-9]{2}", code):
            number, year = code.split("/")
            return self.filter(number=int(number), number_year=int(year))
        if code[:2] in ("PT", "PC") and code[2:].isdecimal():
            return self.filter(code__startswith=code)
        return self.filter(Pledge.objects.found_by(text, "pledge__"))

    def standing(self):
        """Without reversals and what they took back."""
        return self.filter(reverses=None, reversed_by=None)


class LedgerEntry(Dimensions):
    MOVES = [
        f"{name}_id" for name in DIMENSIONS
    ]  # with its pledge and its child; everything else stays (NEVER_CHANGED)
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
    """Money in, from the donor. `move`: not from the donor's hand but out of, or into, another pledge.

    Numbered by unit and year without gaps, at the moment of booking; a reversal bears the number it takes back. The
    number stays with the unit that gave it, wherever the child goes.
    """

    code = readable_code("PT")
    pledge = models.ForeignKey(Pledge, models.RESTRICT, related_name="receipts", verbose_name=_("pledge"))
    received_on = models.DateField(_("received on"))
    surplus_vnd = models.BigIntegerField(_("of it surplus"), default=0, db_default=0)
    source = models.CharField(
        _("funding source"), max_length=20, choices=FundingSource, default=FundingSource.SOCIAL_MOBILISATION
    )
    reference = models.CharField(_("paper or bank reference"), max_length=60, blank=True)
    move = models.ForeignKey(
        MoneyMove, models.RESTRICT, null=True, editable=False, related_name="entries", db_index=False
    )
    # Given by the database (TAKE_NUMBER); a default there makes PostgreSQL tell them on insert.
    number = models.PositiveIntegerField(_("number"), null=True, editable=False, db_default=None)
    number_year = models.PositiveSmallIntegerField(null=True, editable=False, db_default=None)
    number_unit = models.ForeignKey(
        Unit, models.RESTRICT, null=True, editable=False, related_name="+", db_default=None, db_index=False
    )

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["-received_on", "-id"]
        indexes = [
            models.Index(fields=["-received_on", "-id"], name="receipt_day"),
            models.Index(fields=["unit", "-received_on", "-id"], name="receipt_unit_day"),
            models.Index(fields=["move"], name="receipt_move", condition=Q(move__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(move=None) & AMOUNT_HAS_SIGN | Q(move__isnull=False) & ~Q(amount_vnd=0),
                name="receipt_amount_sign",
            ),
            models.UniqueConstraint(
                fields=["number_unit", "number_year", "number"],
                condition=Q(reverses=None),
                name="receipt_number_once",
            ),
            models.CheckConstraint(
                condition=Q(move__isnull=False, number=None)
                | Q(move=None, number__isnull=False, number_year__isnull=False, number_unit__isnull=False),
                name="receipt_has_number",
            ),
            models.CheckConstraint(
                condition=Q(surplus_vnd=0)
                | Q(amount_vnd__gt=0, surplus_vnd__gt=0, surplus_vnd__lte=models.F("amount_vnd"))
                | Q(amount_vnd__lt=0, surplus_vnd__lt=0, surplus_vnd__gte=models.F("amount_vnd")),
                name="receipt_surplus_within_amount",
            ),
        ]
        triggers = [
            STAMP,
            TAKE_NUMBER,
            MOVE_IS_WHOLE,
            reversal_is_exact("sponsorship_receipt"),
            book("received", "received_on", "sum(surplus_vnd)"),
            move_totals("received", "received_on"),
            NEVER_CHANGED,
            never_emptied(),
        ]

    @property
    def number_text(self) -> str:
        """12/2025; nothing for money moved from another pledge."""
        return number_text(self)


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
    # The number of the savings book, or what the goods were.
    detail = models.CharField(_("what was given"), max_length=200, blank=True, db_default="")

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


def number_text(receipt: Any) -> str:
    return f"{receipt.number}/{receipt.number_year}" if receipt.number else ""


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
    """What a unit's pledges promise, and both its ledgers, by one dimension at a time: what a summary of today reads.

    A total has every dimension at once and so grows with the ledger; these are as many as there are places,
    channels and months. All three sums stand in one row: a programme of thousands of units has a third as many to read.
    """

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+")
    dimension = models.CharField(max_length=16, choices=Dimension)
    key = models.BigIntegerField()  # the id of the place or channel, 0 where none was given; 202611 for a month
    pledged_vnd = models.BigIntegerField(db_default=0)  # by pledges in force, or once in force; of no month
    received_vnd = models.BigIntegerField(db_default=0)
    delivered_vnd = models.BigIntegerField(db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dimension", "key", "unit"], name="ledger_sum_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.key}"
