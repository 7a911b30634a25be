import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from children import operations, pictures
from children.access import editable, readable
from children.forms import PhotoForm
from children.hiding import sees_place
from children.photos import may_be_seen, photo_of
from organisation.access import requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.models.access_log import AccessAction
from organisation.roles import Permission
from organisation.stored_files import send


@requires(Permission.VIEW_CHILDREN)
def photo(request: Any, public_id: uuid.UUID, pk: int | None = None) -> Any:
    """The present photo, or the one named; ?size=small for the thumbnail."""
    child = readable(request.user, public_id)
    shown = photo_of(child, pk) if sees_place(request.user, child) else None
    path = pictures.path_of(shown.file, small=request.GET.get("size") == "small") if shown else None
    if path is None or not path.is_file():
        raise Http404
    log_access(request.user, AccessAction.PHOTO, child)
    return send(path, name="photo.jpg", content_type="image/jpeg")


@requires(Permission.EDIT_CHILDREN)
def photo_add(request: Any, public_id: uuid.UUID) -> HttpResponse:
    child = editable(request.user, public_id)
    if not may_be_seen(child.consents.all()):
        messages.warning(
            request, _("First record the guardian's consent to keep the record; then a photo can be added.")
        )
        return redirect("children:consent_add", child.public_id)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        operations.add_photo(
            child=child, picture=form.cleaned_data["photo"], taken_on=form.cleaned_data["taken_on"], by=request.user
        )
        messages.success(request, _("The photo is kept. Earlier ones stay in the record."))
        return redirect(child)
    context = {"page_title": _("Add a photo"), "child": child, "cancel_url": child.get_absolute_url()}
    return form_page(request, "children/part.html", form, context)


@requires(Permission.EDIT_CHILDREN)
def photo_delete(request: Any, public_id: uuid.UUID, pk: int) -> HttpResponse:
    child = editable(request.user, public_id)
    found = get_object_or_404(child.photos, pk=pk)
    if request.method == "POST":
        operations.remove_photo(photo=found, by=request.user)
        messages.success(request, _("The photo is deleted."))
        return redirect(child)
    context = {
        "page_title": _("Delete the photo"),
        "question": _("Delete this photo of %(name)s?") % {"name": child.full_name},
        "consequences": [_("It cannot be brought back.")],
        "confirm_label": _("Delete"),
        "child": child,
        "cancel_url": child.get_absolute_url(),
    }
    return render(request, "children/confirm.html", context)
