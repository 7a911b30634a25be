"""What officers narrow the lists of pledges, receipts and handovers by."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from campaigns.models import Campaign
from campaigns.models.sources import FundingSource
from children.areas import communes_to_filter_by
from children.fields import AreaField
from children.filters import ALL, CHANGED, UnfoldingFilters
from organisation.formkit import DayField
from organisation.history import changed_by_others
from organisation.listing import COUNT_LIMIT
from organisation.models import Unit
from organisation.roles import Permission
from sponsorship.models import LedgerTotal, Pledge
from sponsorship.models.states import Method, Per, PledgeState, SupportForm

ENDING_DAYS = 60


class ChannelFilters(UnfoldingFilters):
    """Places and channels as this app's lists know them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs["placeholder"] = _("Child, donor or code")

    def add_places_and_channels(self) -> None:
        present, former = communes_to_filter_by(self.user, Permission.VIEW_PLEDGES)
        self._add("commune", AreaField(present, label=_("Present commune"), empty_label=ALL))
        self._add("former", AreaField(former, label=_("Commune before 7/2025"), empty_label=ALL))
        campaigns = Campaign.objects.visible_to(self.user).only("name", "code")
        self._add_records("campaign", _("Campaign round"), campaigns)
        pledges = Pledge.objects.visible_to(self.user)
        units = Unit.objects.filter(Exists(pledges.filter(connecting_unit=OuterRef("pk"))))
        self._add_records("channel", _("Connecting unit"), units.order_by("name_folded").only("name"))

    def _add_records(self, name: str, label: str, records: QuerySet) -> None:
        self._add(name, forms.ModelChoiceField(records, label=label, empty_label=ALL, required=False))


class PledgeFilters(ChannelFilters):
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[("", ALL), ("open", gettext_lazy("open (not ended)")), *PledgeState.choices],
    )
    todo = forms.ChoiceField(
        label=gettext_lazy("To do"),
        choices=[
            ("", ALL),
            ("overdue", gettext_lazy("handover overdue")),
            ("held", gettext_lazy("money held, to hand over")),
            ("no_money", gettext_lazy("no money received yet")),
            ("ending", gettext_lazy("ends within 60 days")),
            ("no_handover", gettext_lazy("no handover for two periods")),
            ("review", gettext_lazy("yearly review due")),
            ("resume", gettext_lazy("suspended longer than expected")),
            ("book", gettext_lazy("savings book matured")),
            ("birth", gettext_lazy("last day no longer fits the birth date")),
            ("surplus", gettext_lazy("surplus that could meet instalments")),
        ],
    )
    changed = forms.ChoiceField(label=gettext_lazy("Changed"), choices=CHANGED)
    per = forms.ChoiceField(label=gettext_lazy("Given"), choices=[("", ALL), *Per.choices])
    form = forms.ChoiceField(label=gettext_lazy("Form of support"), choices=[("", ALL), *SupportForm.choices])

    always_shown = ("state", "todo", "commune")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_places_and_channels()

    def apply(self, rows: Any) -> Any:
        rows = super().apply(rows)
        chosen = self.understood
        if state := chosen.get("state"):
            rows = rows.open() if state == "open" else rows.filter(state=state)
        if todo := chosen.get("todo"):
            rows = to_do(rows, todo)
        if "changed" in chosen:
            rows = changed_by_others(rows, self.user)
        columns = {
            "per": "per", "form": "form", "commune": "child__commune", "former": "child__former_commune",
            "campaign": "campaign", "channel": "connecting_unit",
        }  # fmt: skip
        return rows.filter(**{column: chosen[name] for name, column in columns.items() if name in chosen})


def to_do(rows: Any, what: str) -> Any:
    today = timezone.localdate()
    if what == "overdue":
        return rows.overdue_on(today)
    if what == "held":
        return rows.filter(held_vnd__gt=0)
    if what == "no_money":
        return rows.in_force().filter(balance__received_vnd=0, balance__pledged_vnd__gt=0)
    if what == "no_handover":
        return rows.without_handover_on(today)
    if what == "review":
        return rows.review_due_by(today)
    if what == "resume":
        return rows.suspended_past(today)
    if what == "book":
        return rows.books_matured_by(today)
    if what == "birth":
        return rows.misfits()
    if what == "surplus":
        return rows.with_usable_surplus()
    return rows.ending_by(today + dt.timedelta(days=ENDING_DAYS))


class LedgerFilters(ChannelFilters):
    """`day` is the ledger's own day: received_on or handed_on."""

    day = ""
    side = ""
    month = forms.ChoiceField(label=gettext_lazy("Month"))
    since = DayField(label=gettext_lazy("From day"))
    until = DayField(label=gettext_lazy("To day"))
    method = forms.ChoiceField(label=gettext_lazy("Method"), choices=[("", ALL), *Method.choices])
    standing = forms.ChoiceField(
        label=gettext_lazy("Entries"),
        choices=[
            ("", ALL),
            ("yes", gettext_lazy("without those taken back")),
            ("no", gettext_lazy("only those taken back")),
        ],
    )

    always_shown = ("month", "commune")
    columns = {"commune": "commune", "former": "former_commune", "campaign": "campaign", "channel": "connecting_unit"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        month: Any = self.fields["month"]
        month.choices = months()
        self.add_places_and_channels()

    def apply(self, rows: Any) -> Any:
        rows = super().apply(rows)
        chosen = self.understood
        first, last = self._days()
        if first:
            rows = rows.filter(**{f"{self.day}__gte": first})
        if last:
            rows = rows.filter(**{f"{self.day}__lte": last})
        if standing := chosen.get("standing"):
            rows = rows.standing() if standing == "yes" else rows.exclude(reverses=None, reversed_by=None)
        columns = self.columns | {"method": "method", "source": "source"}
        return rows.filter(**{column: chosen[name] for name, column in columns.items() if name in chosen})

    def _said(self, name: str, value: Any) -> str:
        if name == "month":
            return dict(pair for label, group in months()[1:] for pair in group).get(value, value)
        return super()._said(name, value)

    def _days(self) -> tuple[dt.date | None, dt.date | None]:
        chosen = self.understood
        first, last = period_of(chosen.get("month", ""))
        since, until = chosen.get("since"), chosen.get("until")
        return max(filter(None, (first, since)), default=None), min(filter(None, (last, until)), default=None)

    def total(self, rows: QuerySet, count: int, units: QuerySet) -> int | None:
        """The sum of what is shown: from the kept totals where they can tell, else added up, but not over thousands.

        None: too many rows to add up for a page; the sheet has them all.
        """
        chosen = self.understood
        if not set(chosen) - {"month", *self.columns}:
            first, last = period_of(chosen.get("month", ""))
            kept = LedgerTotal.objects.filter(side=self.side, unit__in=units)
            kept = kept.filter(**{c: chosen[name] for name, c in self.columns.items() if name in chosen})
            kept = kept.filter(month__range=(first, last)) if first else kept
            return kept.aggregate(sum=Sum("amount_vnd"))["sum"] or 0
        if count > COUNT_LIMIT:
            return None
        return rows.order_by().aggregate(sum=Sum("amount_vnd"))["sum"] or 0


class ReceiptFilters(LedgerFilters):
    day, side = "received_on", "received"
    source = forms.ChoiceField(label=gettext_lazy("Funding source"), choices=[("", ALL), *FundingSource.choices])


class HandoverFilters(LedgerFilters):
    day, side = "handed_on", "delivered"


def months() -> list[tuple[str, Any]]:
    """This and the four years before, and the months of the last eighteen."""
    today = timezone.localdate()
    years = [(f"{today.year - n}", _("year %(year)s") % {"year": today.year - n}) for n in range(5)]
    last = [divmod(today.year * 12 + today.month - 1 - n, 12) for n in range(18)]
    months = [
        (f"{year}-{month + 1:02}", _("month %(month)s") % {"month": f"{month + 1:02}/{year}"}) for year, month in last
    ]
    return [("", pgettext_lazy("period", "All")), (_("Month"), months), (_("Year"), years)]


def period_of(chosen: str) -> tuple[dt.date | None, dt.date | None]:
    """ "2026-03" or "2026": its first and last day."""
    if not chosen:
        return None, None
    if len(chosen) == 4:
        return dt.date(int(chosen), 1, 1), dt.date(int(chosen), 12, 31)
    year, month = int(chosen[:4]), int(chosen[5:])
    first_of_next = dt.date(year + month // 12, month % 12 + 1, 1)
    return dt.date(year, month, 1), first_of_next - dt.timedelta(days=1)
