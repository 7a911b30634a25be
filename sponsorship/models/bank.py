"""What the bank says came in, line by line, until each line is booked to a pledge or set aside."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organisation.models import Unit
from organisation.models.base import Record, bump_version, folded
from sponsorship.models.batch import OfUnitQuerySet
from sponsorship.models.ledger import Receipt
from sponsorship.models.pledge import Pledge
from vietnamese.text import clean, fold

CERTAIN = 85  # per cent; from here on “book all that are certain” takes a line


class BankStatement(Record):
    """One file. The same bytes are not taken twice by a unit."""

    managing_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("unit"))
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64, editable=False)
    lines_count = models.PositiveIntegerField(default=0)
    repeated_count = models.PositiveIntegerField(default=0)  # in an earlier file already
    outgoing_count = models.PositiveIntegerField(default=0)  # money out: not ours to book
    unread = models.JSONField(default=list)  # [[row, what stands there]]: neither day nor amount could be read
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, related_name="+", editable=False)

    objects = OfUnitQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("bank statement")
        triggers = [bump_version()]
        constraints = [models.UniqueConstraint(fields=["managing_unit", "sha256"], name="statement_file_once")]

    def __str__(self) -> str:
        return self.file_name


class LineState(models.TextChoices):
    OPEN = "open", pgettext_lazy("bank line", "to be booked")
    BOOKED = "booked", pgettext_lazy("bank line", "booked")
    ASIDE = "aside", pgettext_lazy("bank line", "set aside")


class BankLineQuerySet(OfUnitQuerySet):
    def open(self):
        return self.filter(state=LineState.OPEN)

    def certain(self):
        return self.open().filter(confidence__gte=CERTAIN, proposed__isnull=False)

    def search(self, text: str):
        return self.filter(Q(text_folded__contains=fold(clean(text))) | Q(bank_reference__iexact=text.strip()))


class BankLine(Record):
    """Money in. `fingerprint` tells a line that came in an earlier file already."""

    statement = models.ForeignKey(BankStatement, models.CASCADE, related_name="lines")
    managing_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+")
    row = models.PositiveIntegerField()  # as Excel numbers it
    booked_on = models.DateField(_("day"))
    amount_vnd = models.BigIntegerField(_("amount"))
    text = models.CharField(_("what the bank wrote"), max_length=600, blank=True)
    text_folded = folded("text")
    bank_reference = models.CharField(_("bank reference"), max_length=60, blank=True)
    fingerprint = models.CharField(max_length=64, editable=False)
    state = models.CharField(_("state"), max_length=8, choices=LineState, default=LineState.OPEN)
    proposed = models.ForeignKey(Pledge, models.SET_NULL, null=True, related_name="+")
    confidence = models.PositiveSmallIntegerField(default=0)  # per cent
    reasons = ArrayField(models.CharField(max_length=30), default=list)  # keys of sponsorship.bank_matching.REASONS
    receipts = models.ManyToManyField(Receipt, related_name="bank_lines")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.RESTRICT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    objects = BankLineQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("line of a bank statement")
        triggers = [bump_version("text_folded")]
        indexes = [models.Index(fields=["managing_unit", "state", "-booked_on", "-id"], name="bank_line_state")]
        constraints = [
            models.UniqueConstraint(fields=["managing_unit", "fingerprint"], name="bank_line_once"),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="bank_line_positive"),
            models.CheckConstraint(
                condition=Q(state=LineState.OPEN) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="bank_line_decided_by_name",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id}/{self.row}"
