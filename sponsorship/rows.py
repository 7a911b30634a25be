"""Lists of pledges, receipts and handovers as light rows, and the sheets of what is shown."""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from campaigns.models.sources import FundingSource
from children.rows import birth_cell
from organisation.sheets import Column
from sponsorship.models import RateChange
from sponsorship.models.ledger import number_text
from sponsorship.models.states import Method, PledgeState
from sponsorship.reasons import of_need, sum_of
from sponsorship.words import months_text, rate_text, rhythm_text

SIDES: dict[str, Any] = {
    "child_id_public": "child__public_id",
    "child_code": "child__code",
    "child_name": "child__full_name",
    "commune_name": "child__commune__name",
    "former_commune_name": "child__former_commune__name",
    "donor_id_public": "donor__public_id",
    "donor_code": "donor__code",
    "donor_title": "donor__title",
    "donor_name": "donor__name",
}
BALANCE = {
    "pledged_vnd": F("balance__pledged_vnd"),
    "received_vnd": F("balance__received_vnd"),
    "delivered_vnd": F("balance__delivered_vnd"),
    "held_vnd": F("balance__received_vnd") - F("balance__delivered_vnd"),
}
CHANNEL = {"campaign_name": F("campaign__name"), "connecting_unit_name": F("connecting_unit__name")}
PLEDGE_COLUMNS = [
    "pk", "public_id", "code", "state", "form", "form_detail", "per", "pays_every", "active_months",
    "starts_on", "ends_on", "ended_on", "stated_total_vnd", "agreement_number",
]  # fmt: skip
PLEDGE_SORTS = {
    "start": ["starts_on", "id"],
    "child": ["child__name_sort", "id"],
    "donor": ["donor__name_sort", "id"],
    "end": ["ends_on", "id"],
    "held": ["held_vnd", "id"],
}


def pledge_rows(pledges: QuerySet, *more: str) -> QuerySet:
    """`more`: columns that were added to `pledges` before."""
    extra = {name: F(path) for name, path in SIDES.items()} | BALANCE | CHANNEL | {"rate_now_vnd": _rate_now()}
    return pledges.annotate(**extra).values_list(*PLEDGE_COLUMNS, *extra, *more, named=True)


def _rate_now() -> Coalesce:
    changes = RateChange.objects.filter(pledge=OuterRef("pk"), from_on__lte=timezone.localdate()).order_by("-from_on")
    return Coalesce(Subquery(changes.values("rate_vnd")[:1]), F("rate_vnd"))


def ledger_rows(entries: QuerySet, day: str, *more: str) -> QuerySet:
    """Receipts or handovers, with whether each was taken back (`is_reversed`) or takes back another (`reverses_id`)."""
    sides = {name: F(f"pledge__{path}") for name, path in SIDES.items()}
    pledge = {"pledge_code": F("pledge__code"), "pledge_id_public": F("pledge__public_id")}
    reversed_by = Exists(entries.model.objects.filter(reverses=OuterRef("pk")))
    extra = sides | pledge | {"by_name": F("recorded_by__full_name"), "is_reversed": reversed_by}
    columns = ["pk", "public_id", "code", "amount_vnd", "method", "note", "recorded_at", "reverses_id", day, *more]
    return entries.annotate(**extra).values_list(*columns, *extra, named=True)


def donor_text(row: Any) -> str:
    return f"{row.donor_title} {row.donor_name}".strip()


def _rate(row: Any) -> str:
    text = rate_text(row.rate_now_vnd, row.per, row.form)
    more = [said for said in (months_text(row.active_months), rhythm_text(row.rate_now_vnd, row.pays_every)) if said]
    return f"{text} ({'; '.join(more)})" if more else text


PLEDGE_SHEET = [
    Column(pgettext_lazy("column of the sheet", "Pledge"), "code", 11),
    Column(pgettext_lazy("column of the sheet", "Child's name"), "child_name", 24),
    Column(pgettext_lazy("column of the sheet", "Child's code"), "child_code", 11),
    Column(pgettext_lazy("column of the sheet", "Commune (before 7/2025)"), "former_commune_name", 20),
    Column(pgettext_lazy("column of the sheet", "Commune (present)"), "commune_name", 20),
    Column(pgettext_lazy("column of the sheet", "Donor"), donor_text, 32),
    Column(pgettext_lazy("column of the sheet", "Donor's code"), "donor_code", 11),
    Column(pgettext_lazy("column of the sheet", "State"), "state", 14, lambda: dict(PledgeState.choices)),
    Column(pgettext_lazy("column of the sheet", "Support"), _rate, 26),
    Column(pgettext_lazy("column of the sheet", "From"), "starts_on", 12),
    Column(pgettext_lazy("column of the sheet", "Until"), "ends_on", 12),
    Column(pgettext_lazy("column of the sheet", "Ended on"), "ended_on", 12),
    Column(pgettext_lazy("column of the sheet", "Pledged (VND)"), "pledged_vnd", 15),
    Column(pgettext_lazy("column of the sheet", "Received (VND)"), "received_vnd", 15),
    Column(pgettext_lazy("column of the sheet", "Handed over (VND)"), "delivered_vnd", 15),
    Column(pgettext_lazy("column of the sheet", "Held (VND)"), "held_vnd", 15),
    Column(pgettext_lazy("column of the sheet", "Campaign round"), "campaign_name", 20),
    Column(pgettext_lazy("column of the sheet", "Connecting unit"), "connecting_unit_name", 26),
    Column(pgettext_lazy("column of the sheet", "Agreement number"), "agreement_number", 16),
]
MONEY_SHEET = [
    Column(pgettext_lazy("column of the sheet", "Amount (VND)"), "amount_vnd", 15),
    Column(pgettext_lazy("column of the sheet", "Method"), "method", 14, lambda: dict(Method.choices)),
    Column(pgettext_lazy("column of the sheet", "Pledge"), "pledge_code", 11),
    Column(pgettext_lazy("column of the sheet", "Donor"), donor_text, 32),
    Column(pgettext_lazy("column of the sheet", "Child"), "child_name", 24),
    Column(pgettext_lazy("column of the sheet", "Child's code"), "child_code", 11),
    Column(pgettext_lazy("column of the sheet", "Commune (present)"), "commune_name", 20),
]
LAST_COLUMNS = [
    Column(pgettext_lazy("column of the sheet", "Note"), "note", 26),
    Column(pgettext_lazy("column of the sheet", "Taken back"), lambda row: "x" if row.is_reversed else "", 12),
    Column(pgettext_lazy("column of the sheet", "Recorded by"), "by_name", 20),
]
RECEIPT_SHEET = [
    Column(pgettext_lazy("column of the sheet", "Receipt"), "code", 11),
    Column(pgettext_lazy("column of the sheet", "Receipt number"), number_text, 11),
    Column(pgettext_lazy("column of the sheet", "Received on"), "received_on", 12),
    *MONEY_SHEET,
    Column(pgettext_lazy("column of the sheet", "Funding source"), "source", 18, lambda: dict(FundingSource.choices)),
    Column(pgettext_lazy("column of the sheet", "Paper or bank reference"), "reference", 18),
    Column(pgettext_lazy("column of the sheet", "Of it surplus (VND)"), "surplus_vnd", 15),
    *LAST_COLUMNS,
]
HANDOVER_SHEET = [
    Column(pgettext_lazy("column of the sheet", "Handover"), "code", 11),
    Column(pgettext_lazy("column of the sheet", "Handed over on"), "handed_on", 12),
    *MONEY_SHEET,
    Column(pgettext_lazy("column of the sheet", "Received by"), "received_by", 24),
    Column(pgettext_lazy("column of the sheet", "Relationship"), "relationship", 14),
    Column(pgettext_lazy("column of the sheet", "Signed for"), lambda row: "x" if row.is_signed else "", 8),
    Column(pgettext_lazy("column of the sheet", "Place or occasion"), "occasion", 24),
    *LAST_COLUMNS,
]
WAITING_SHEET = [
    Column(pgettext_lazy("column of the sheet", "Child's name"), "full_name", 24),
    Column(pgettext_lazy("column of the sheet", "Child's code"), "code", 11),
    Column(pgettext_lazy("column of the sheet", "Date of birth"), birth_cell, 12),
    Column(pgettext_lazy("column of the sheet", "Commune (before 7/2025)"), "former_commune.name", 20),
    Column(pgettext_lazy("column of the sheet", "Commune (present)"), "commune.name", 20),
    Column(pgettext_lazy("column of the sheet", "Needs a donor since"), "needs_since", 14),
    Column(pgettext_lazy("column of the sheet", "Points"), lambda child: sum_of(of_need(child)), 9),
    Column(
        pgettext_lazy("column of the sheet", "Order of need"),
        lambda child: "; ".join(str(reason.text) for reason in of_need(child)),
        60,
    ),
]
