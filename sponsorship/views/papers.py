"""Papers to print, by those who may carry a unit's records away; each leaves a row in the access log."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from campaigns.models import Campaign
from children.showing import shown_to_donors
from donors.models import Donor
from organisation.access import SignedInRequest, fetch, require, requires, units_where
from organisation.access_log import log_access
from organisation.identity import ask_before_sheet
from organisation.models import Unit
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from sponsorship.access import child_for, pledge_for
from sponsorship.filters import PledgeFilters
from sponsorship.forms.papers import ALL, CeremonyForm
from sponsorship.models import Handover, Pledge, Receipt
from sponsorship.papers import book, ceremony, money
from sponsorship.papers.heads import head_of, issuer
from sponsorship.papers.kinds import FILE_NAMES, Paper
from sponsorship.papers.pdf import pdf
from sponsorship.papers.pledges import PARTS, agreement, certificates, worth_a_certificate
from sponsorship.papers.word import TYPE, word
from sponsorship.papers.word_defaults import default_template

YEARS = range(2000, 2101)
LINES_AT_MOST = 1_000


def download(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


def printed(request: HttpRequest, paper: Paper, code: str, unit: Unit, fill: Callable[[], Any]) -> HttpResponse:
    """As PDF, or as the unit's Word file for ?as=docx. Papers are Vietnamese whatever the screen speaks."""
    name = f"{FILE_NAMES[paper]}-{code}"
    with override("vi"):
        content = fill()
        if request.GET.get("as") == "docx":
            return download(word(paper, content, unit), f"{name}.docx", TYPE)
        return download(pdf(paper.value, content), f"{name}.pdf", "application/pdf")


def pledges_of(user: Any) -> Any:
    """Those that the reader may see, in units whose records may be carried away."""
    return Pledge.objects.visible_to(user).filter(managing_unit__in=units_where(user, Permission.EXPORT))


# --- Of a pledge, a receipt, a handover ---------------------------------------------------------


@requires(Permission.EXPORT)
def agreement_paper(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.EXPORT, public_id)
    log_access(request.user, AccessAction.PRINT, pledge.child)
    unit = issuer(pledge.managing_unit, pledge.connecting_unit)
    return printed(request, Paper.AGREEMENT, pledge.code, unit, lambda: agreement(pledge))


@requires(Permission.EXPORT)
def certificate_paper(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    pledge = pledge_for(request.user, Permission.EXPORT, public_id)
    return _certificate(request, [pledge] if worth_a_certificate(Pledge.objects.filter(pk=pledge.pk)) else [], pledge)


@requires(Permission.EXPORT)
def donor_certificate(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """One for all the children of the donor."""
    donor = fetch(Donor.objects.visible_to(request.user), request.user, Permission.EXPORT, public_id=public_id)
    theirs = worth_a_certificate(pledges_of(request.user).filter(donor=donor, ended_on=None))
    return _certificate(request, list(theirs.select_related(*PARTS).order_by("starts_on", "pk")), donor)


def _certificate(request: SignedInRequest, pledges: list[Pledge], back: Pledge | Donor) -> HttpResponse:
    if not pledges:
        messages.warning(request, _("There is no certificate before a pledge is approved."))
        return redirect("sponsorship:pledge" if isinstance(back, Pledge) else "donors:detail", back.public_id)
    if len(pledges) == 1:
        log_access(request.user, AccessAction.PRINT, pledges[0].child)
    else:
        log_access(request.user, AccessAction.PRINT, Pledge, rows_count=len(pledges))
    unit = issuer(pledges[0].managing_unit, pledges[0].connecting_unit)
    shown = shown_to_donors([pledge.child for pledge in pledges])

    def fill() -> Any:
        return certificates(pledges, head_of(unit), timezone.localdate(), shown)[0]

    return printed(request, Paper.CERTIFICATE, back.code, unit, fill)


def _entry(request: SignedInRequest, model: type[Receipt] | type[Handover], public_id: uuid.UUID) -> Any:
    """An entry that stands: what was taken back has no paper any more."""
    parts = [f"pledge__{part}" for part in PARTS]
    entries: Any = model.objects.visible_to(request.user).standing()
    entry = get_object_or_404(entries.select_related(*parts), public_id=public_id)
    require(request.user, Permission.EXPORT, entry.pledge.managing_unit)
    log_access(request.user, AccessAction.PRINT, entry.pledge.child)
    return entry


@requires(Permission.EXPORT)
def receipt_paper(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    receipt = _entry(request, Receipt, public_id)
    if receipt.move_id:  # no donor's hand gave it
        raise Http404
    unit = issuer(receipt.pledge.managing_unit, receipt.pledge.connecting_unit)
    return printed(request, Paper.RECEIPT, receipt.code, unit, lambda: money.receipt_paper(receipt))


@requires(Permission.EXPORT)
def handover_paper(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    handover = _entry(request, Handover, public_id)
    unit = issuer(handover.pledge.managing_unit, handover.pledge.connecting_unit)
    return printed(request, Paper.HANDOVER, handover.code, unit, lambda: money.handover_paper(handover))


# --- Of a donor, a child, a list ----------------------------------------------------------------


@requires(Permission.EXPORT)
def statement_paper(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """?year=2025; this year unless said."""
    donor = fetch(Donor.objects.visible_to(request.user), request.user, Permission.EXPORT, public_id=public_id)
    today, asked = timezone.localdate(), request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else today.year
    if year not in YEARS:
        raise Http404
    pledges = list(pledges_of(request.user).filter(donor=donor).select_related(*PARTS).order_by("starts_on", "pk"))
    log_access(request.user, AccessAction.PRINT, Pledge, rows_count=len(pledges))
    connecting = pledges[0].connecting_unit if pledges else None
    unit = issuer(donor.managing_unit, connecting)
    code = f"{donor.code}-{year}"
    return printed(request, Paper.STATEMENT, code, unit, lambda: money.statement(donor, pledges, year, unit, today))


@requires(Permission.EXPORT)
def book_paper(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    child = child_for(request.user, Permission.EXPORT, public_id)
    log_access(request.user, AccessAction.PRINT, child)
    pledges = Pledge.objects.visible_to(request.user).filter(child=child)
    today = timezone.localdate()
    return printed(request, Paper.BOOK, child.code, child.managing_unit, lambda: book.book(child, pledges, today))


@requires(Permission.EXPORT)
def list_paper(request: SignedInRequest) -> HttpResponse:
    """The list to sign for what is due today, of the pledges that the address filters."""
    form, today = PledgeFilters(request.GET, user=request.user), timezone.localdate()
    pledges = form.apply(pledges_of(request.user).in_force()).order_by()
    lines = list(ceremony.with_lines(pledges, today)[: LINES_AT_MOST + 1])
    if not lines or len(lines) > LINES_AT_MOST:
        messages.warning(request, _too_many(LINES_AT_MOST) if lines else _("Nothing to hand over for these pledges"))
        return redirect("sponsorship:pledges")
    if question := ask_before_sheet(request):
        return question
    log_access(request.user, AccessAction.PRINT, Pledge, rows_count=len(lines))
    campaign = form.understood.get("campaign")
    unit = campaign.managing_unit if campaign else issuer(lines[0].managing_unit, lines[0].connecting_unit)

    def fill() -> Any:
        return ceremony.signing_list(lines, head_of(unit), today, campaign.name if campaign else "", "")

    return printed(request, Paper.LIST, f"{today:%Y-%m-%d}", unit, fill)


def _too_many(limit: int) -> str:
    return _("These are more than %(limit)s pledges. Narrow the list first.") % {"limit": limit}


# --- A ceremony ---------------------------------------------------------------------------------


@requires(Permission.EXPORT)
def ceremony_pack(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The question, and for ?part= the papers of everybody in the round and in its parts."""
    campaigns = Campaign.objects.visible_to(request.user).select_related("managing_unit")
    campaign = get_object_or_404(campaigns, public_id=public_id)
    invited = pledges_of(request.user).filter(campaign__path__startswith=campaign.path, state__in=ceremony.INVITED)
    asked = "part" in request.GET
    form = CeremonyForm(request.GET if asked else None, initial={"day": timezone.localdate(), "part": ALL})
    if asked and form.is_valid():
        if question := ask_before_sheet(request):
            return question
        day, occasion = form.cleaned_data["day"], form.cleaned_data["occasion"]
        pledges = list(ceremony.with_lines(invited, day)[: ceremony.PLEDGES_AT_MOST + 1])
        if len(pledges) > ceremony.PLEDGES_AT_MOST:
            form.add_error(None, _too_many(ceremony.PLEDGES_AT_MOST))
        elif answer := _pack(request, campaign, pledges, day, occasion, form.cleaned_data["part"]):
            return answer
        else:
            form.add_error("part", _("There is nothing to print for this day."))
    counts = {"pledges_count": invited.count(), "donors_count": invited.values("donor").distinct().count()}
    context = {"page_title": _("Papers for a ceremony"), "campaign": campaign, "form": form} | counts
    return render(request, "sponsorship/ceremony.html", context)


def _pack(
    request: SignedInRequest, campaign: Campaign, pledges: list[Pledge], day: dt.date, occasion: str, part: str
) -> HttpResponse | None:
    with override("vi"):
        made = ceremony.pack(pledges, campaign.managing_unit, day, campaign.name, occasion, part)
    if not made:
        return None
    log_access(request.user, AccessAction.PRINT, Pledge, rows_count=len(pledges))
    name = f"{campaign.code}-{day:%Y-%m-%d}"
    if part == ALL:
        return download(ceremony.zipped(made), f"le-trao-{name}.zip", "application/zip")
    return download(made[part], f"{ceremony.PACK[part][3:]}-{name}.pdf", "application/pdf")


# --- For administrators -------------------------------------------------------------------------


@requires(Permission.MANAGE_UNITS)
def standard_template(request: SignedInRequest, paper: str) -> HttpResponse:
    """The Word template to start from. It holds fields, no record."""
    if paper not in Paper.values:
        raise Http404
    return download(default_template(paper), f"mau-{FILE_NAMES[Paper(paper)]}.docx", TYPE)
