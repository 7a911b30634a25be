import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from children import operations
from children.access import editable
from children.models import Child
from organisation.access import requires
from organisation.roles import Permission


@requires(Permission.EDIT_CHILDREN)
def sibling_link(request: Any, public_id: uuid.UUID) -> HttpResponse:
    """Link with the child whose code was typed or whose suggestion was accepted."""
    child = editable(request.user, public_id)
    if request.method != "POST":
        return redirect(child)
    code = request.POST.get("code", "").strip().upper()[:24]
    sibling = Child.objects.visible_to(request.user).filter(code=code).exclude(pk=child.pk).first()
    if sibling is None:
        messages.error(request, _("No other child has the code “%(code)s”. Look it up in the list.") % {"code": code})
    else:
        editable(request.user, sibling.public_id)
        operations.link_siblings(child=child, sibling=sibling, by=request.user)
        said = _("%(name)s and %(other)s are noted as siblings.") % {
            "name": child.full_name,
            "other": sibling.full_name,
        }
        messages.success(request, said)
    return redirect(child)


@requires(Permission.EDIT_CHILDREN)
def sibling_unlink(request: Any, public_id: uuid.UUID) -> HttpResponse:
    """Take this child out of its group."""
    child = editable(request.user, public_id)
    if request.method != "POST":
        return redirect(child)
    operations.unlink_sibling(child=child, by=request.user)
    messages.success(request, _("%(name)s is no longer linked with the siblings.") % {"name": child.full_name})
    return redirect(child)
