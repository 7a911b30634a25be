import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from donors.access import editable, readable
from donors.duplicates import possible_duplicates
from donors.forms import DonorForm, NewDonorForm
from donors.merging import DONORS
from donors.models import Donor, Registration
from donors.wishes import wishes_in_words
from organisation.access import can, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.history import history_page
from organisation.merge_pages import leads_on
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.sent_twice import ask_again, says_the_same, sent_before, tell_saved_already

TITLES = ["Ông", "Bà", "Anh", "Chị", "Cô", "Chú", "Bác", "Em"]


@requires(Permission.VIEW_DONORS)
def donor_history(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    donor = readable(request.user, public_id)
    log_access(request.user, AccessAction.VIEW, donor)
    return history_page(request, donor, hidden=["import_batch"], list_crumb=(_("Donors"), reverse("donors:list")))


@requires(Permission.VIEW_DONORS)
@leads_on(DONORS)
def donor_detail(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    donor = readable(request.user, public_id)
    log_access(request.user, AccessAction.VIEW, donor)
    offers = Registration.objects.visible_to(request.user).filter(donor=donor).select_related("answered_by")
    context = {
        "page_title": str(donor),
        "donor": donor,
        "wishes": wishes_in_words(donor, donor.wished_area.name if donor.wished_area else ""),
        "registrations": list(offers),
        "can_edit": can(request.user, Permission.EDIT_DONORS, donor.managing_unit),
    }
    return render(request, "donors/detail.html", context)


@requires(Permission.EDIT_DONORS)
def donor_add(request: HttpRequest) -> HttpResponse:
    form = NewDonorForm(request.POST or None, user=request.user)
    duplicates: list[Donor] = []
    if request.method == "POST" and form.is_valid():
        visible = Donor.objects.visible_to(request.user)
        sent = sent_before(visible, form)
        if sent and says_the_same(form, sent):
            tell_saved_already(request, sent)
            return redirect(sent)
        if sent:
            ask_again(request, form, sent)
        elif "save_anyway" not in request.POST:
            duplicates = possible_duplicates(visible, name=form.cleaned_data["name"], phones=form.phones())
        if not sent and not duplicates:
            return _add(request, form)
    context = {"page_title": _("Add a donor"), "duplicates": duplicates, "titles": TITLES}
    return form_page(request, "donors/add.html", form, context)


def _add(request: HttpRequest, form: NewDonorForm) -> HttpResponse:
    donor = form.save()
    donor.refresh_from_db()
    said = _("%(name)s is in the list now, with the code %(code)s.") % {"name": donor, "code": donor.code}
    messages.success(request, said)
    return redirect("donors:add" if "another" in request.POST else donor)


@requires(Permission.EDIT_DONORS)
@leads_on(DONORS)
def donor_edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    donor = editable(request.user, public_id)
    name = str(donor)  # a form that is refused has changed the record in memory
    if request.method == "GET":
        log_access(request.user, AccessAction.VIEW, donor)
    form = DonorForm(request.POST or None, instance=donor, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The record is saved. The earlier version stays in its history."))
        return redirect(donor)
    context = {
        "page_title": _("Change the record"),
        "donor": donor,
        "donor_name": name,
        "titles": TITLES,
        "cancel_url": donor.get_absolute_url(),
    }
    return form_page(request, "donors/edit.html", form, context)
