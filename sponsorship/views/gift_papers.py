import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from campaigns.gift_sheets import recipient_rows
from campaigns.gift_views import ROWS_AT_MOST
from campaigns.models import GiftList, GiftRecipient
from organisation.access import SignedInRequest, fetch, requires
from organisation.access_log import log_access
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from sponsorship.papers.gifts import gift_paper
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
    log_access(request.user, AccessAction.PRINT, gifts, rows_count=len(rows))
    with override("vi"):
        made = pdf("gifts", gift_paper(gifts, rows, recipients.children_count(), timezone.localdate()))
    return download(made, f"danh-sach-ky-nhan-{gifts.code}.pdf", "application/pdf")
