"""The empty Excel forms to download, and the slips for accounts that came by a list: a link to choose a password."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_variables

from imports.empty_forms import EmptyForm, form_response, forms
from imports.models import ACCOUNTS, BatchState
from imports.user_lists import new_links, waiting_accounts
from imports.views.common import batch_of
from imports.writers import kinds_for, writer
from organisation.access import requires
from organisation.identity import shows_identity
from organisation.operations import Refused
from organisation.password_links import Slip
from organisation.roles import Permission
from organisation.sent_once import carried_out


def empty_forms_for(user: Any) -> list[tuple[str, str]]:
    """(kind, label) of the forms that this person may have a use for."""
    known = forms()
    return [(kind, _(writer(kind).kind.label)) for kind in kinds_for(user) if kind in known]


@requires(Permission.IMPORT_LISTS)
def empty_form(request: HttpRequest, kind: str) -> Any:  # a FileResponse, which is no HttpResponse to the types
    form: EmptyForm | None = forms().get(kind) if kind in kinds_for(request.user) else None
    if form is None:
        raise Http404
    return form_response(form)


@requires(Permission.MANAGE_ACCOUNTS)
@shows_identity
@sensitive_variables("slips", "context")
def password_links(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The slips for those who have not chosen a password yet: each time with new links, shown on this answer alone."""
    batch = batch_of(request, public_id)
    if batch.kind != ACCOUNTS or batch.state != BatchState.APPLIED:
        raise Http404
    accounts = waiting_accounts(batch, by=request.user)
    if request.method == "POST":
        try:
            new_links(accounts, by=request.user)
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(batch)
        slips = [Slip.of(request, account) for account in accounts]
        context = {"page_title": _("Links for choosing a password"), "batch": batch, "slips": slips}
        return carried_out(render(request, "imports/password_links.html", context))
    question = ngettext(
        "Make a link for %(n)s account to choose a password?",
        "Make links for %(n)s accounts to choose a password?",
        len(accounts),
    )
    context = {
        "page_title": _("Links for choosing a password"),
        "question": question % {"n": len(accounts)},
        "consequences": [
            _("They are shown once, on the next page. Print it, cut it into slips and give each person their own."),
            _("Whoever has chosen a password already keeps it and gets no slip."),
            _("Slips that were printed before no longer work."),
        ],
        "confirm_label": _("Make the links"),
        "cancel_url": batch.get_absolute_url(),
        "tone": "primary",
    }
    return render(request, "components/confirm_page.html", context)
