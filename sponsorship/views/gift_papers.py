import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from campaigns.gift_sheets import recipient_rows
from campaigns.gift_views import ROWS_AT_MOST
from campaigns.models import Contribution, GiftList, GiftRecipient
from campaigns.money_views import PARTIES
from organisation.access import SignedInRequest, fetch, require, requires
from organisation.access_log import log_access
from organisation.identity import ask_before_sheet
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from sponsorship.papers.gifts import contribution_paper, gift_paper
from sponsorship.papers.pdf import pdf
from sponsorship.views.papers import download


@requires(Permission.EXPORT)
def gifts_paper(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The list to sign of a gift list, as PDF in the official layout."""
    gifts = fetch(GiftList.objects.visible_to(request.user), request.user, Permission.EXPORT, public_id=public_id)
    recipients = GiftRecipient.objects.filter(gift_group__gift_list=gifts)
    rows = list(recipient_rows(recipients.order_by("gift_group__position", "id"))[:ROWS_AT_MOST])
    if not rows:
        messages.warning(request, _("Nobody stands on this list yet."))
        return redirect(gifts)
    if question := ask_before_sheet(request):
        return question
    log_access(request.user, AccessAction.PRINT, gifts, rows_count=len(rows))
    with override("vi"):
        made = pdf("gifts", gift_paper(gifts, rows, recipients.children_count(), timezone.localdate()))
    return download(made, f"danh-sach-ky-nhan-{gifts.code}.pdf", "application/pdf")


@requires(Permission.EXPORT)
def given_paper(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """The receipt for money or goods given to a campaign, as PDF on A5."""
    visible = Contribution.objects.visible_to(request.user).select_related(*PARTIES, "campaign__managing_unit")
    entry = get_object_or_404(visible, public_id=public_id)
    require(request.user, Permission.EXPORT, entry.campaign.managing_unit)
    if entry.reverses_id or hasattr(entry, "reversed_by"):
        messages.warning(request, _("A contribution that was taken back has no receipt."))
        return redirect("campaigns:contribution", public_id)
    log_access(request.user, AccessAction.PRINT, entry)
    with override("vi"):
        made = pdf("contribution", contribution_paper(entry))
    return download(made, f"phieu-thu-{entry.number:04d}-{entry.number_year}.pdf", "application/pdf")
