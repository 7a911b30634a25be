"""The same new form sent twice (a double click, Back and again) makes one record, and nothing typed is lost."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _


def sent_before(visible: QuerySet, form: Any) -> Any:
    """The record of `visible` made by a form with the same `token`: whoever comes second waits here and finds it.

    Without one the new record takes the token as its public id. `visible` holds what the sender may read.
    """
    token = form.cleaned_data.get("token") or uuid.uuid4()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(token)])
    if not visible.model._default_manager.filter(public_id=token).exists():
        form.instance.public_id = token
        return None
    return visible.filter(public_id=token).first()


def says_the_same(form: Any, record: Any) -> bool:
    """Whether each field of a valid new form would leave in the record what stands there."""
    columns = [record._meta.get_field(name).attname for name in form._meta.fields]
    return all(getattr(form.instance, column) == getattr(record, column) for column in columns)


def tell_saved_already(request: HttpRequest, record: Any) -> None:
    said = _("%(name)s is saved already, with the code %(code)s; the form was sent twice.")
    messages.info(request, said % {"name": record, "code": record.code})


def ask_again(request: HttpRequest, form: Any, record: Any) -> None:
    """What is typed now differs: the first is saved, this one stays in the form, with a token of its own."""
    form.data = form.data.copy()
    form.data["token"] = str(uuid.uuid4())
    said = _(
        "%(name)s from this form is saved already, with the code %(code)s. What stands below is different and not "
        "saved yet: save it as one more record, or open the first one in the list to change it."
    )
    messages.warning(request, said % {"name": record, "code": record.code})
