"""Everything that is kept on a child or donor: as a file for whoever asks, or emptied of what tells who it is.

What belongs to a record is found from the models (organisation/attached.py), so that nothing can be forgotten. Money's
books stay whole: ledgers are left as they are, and no amount, day, place or state is touched anywhere. The history
loses the same texts as the records; which of its rows, is kept (Erasure), so that `verify_history` knows.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any

import pghistory.models
import pgtrigger
import xlsxwriter
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from django.http import FileResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from organisation.access import require
from organisation.attached import rows_of
from organisation.history import display
from organisation.models import Erasure, SubjectRequest, User
from organisation.models.subject_request import Outcome
from organisation.operations import Refused
from organisation.roles import Permission
from organisation.sealing import APPEND_ONLY
from organisation.sheets import TYPE

NAMELESS = "—"
MOST_ROWS = 10_000  # of one kind; nobody has so many
KEPT_TEXTS = {"key", "state", "code"}
# kind of record → what else has to be done before its texts are emptied; raises Refused where it must not be done
_before: dict[str, list[Callable[[Any, User], None]]] = {}
_values: dict[str, dict[str, Any]] = {}


def register_subject(model: type[models.Model], *, values: dict[str, Any]) -> None:
    """People are kept in `model`. `values`: what its columns hold once it is nameless, besides the texts."""
    _values[model._meta.label_lower] = values


def register_before(model: type[models.Model], step: Callable[[Any, User], None]) -> None:
    """What an app does or refuses before a record of `model` becomes nameless."""
    _before.setdefault(model._meta.label_lower, []).append(step)


def subject_model(name: str) -> Any:
    """The model of that name in which people are kept; None for any other."""
    return next((apps.get_model(label) for label in _values if label.endswith(f".{name}")), None)


# --- What is kept, as a file --------------------------------------------------------------------


def file_on(record: Any, *, hidden: Iterable[str] = (), sees_all: bool = True) -> FileResponse:
    """A workbook: the record on the first sheet, on the next ones each kind of row that belongs to it.

    Without `sees_all` the kinds that say of themselves IS_RESTRICTED stay out; the fields `hidden` do in any case.
    """
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _sheet(book, record._meta.verbose_name, _fields(record, hidden), [record])
    for kind, rows in _belongings(record):
        if not sees_all and getattr(kind, "IS_RESTRICTED", False):
            continue
        if found := list(rows[:MOST_ROWS]):
            _sheet(book, kind._meta.verbose_name_plural, _fields(kind, hidden), found)
    book.close()
    file.seek(0)
    name = f"{record.code}-{timezone.localdate():%Y-%m-%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=TYPE)


def _belongings(record: Any) -> Iterator[tuple[type[models.Model], models.QuerySet]]:
    """The rows that refer to the record, and those that refer to them: a pledge's receipts."""
    for rows in rows_of(type(record)):
        found = rows.of(record)
        yield rows.model, found
        if rows.model._meta.label_lower == "sponsorship.pledge":
            for further in rows_of(rows.model):
                yield further.model, further.model._base_manager.filter(**{f"{further.field}__in": found})


def _fields(model: Any, hidden: Iterable[str]) -> list[Any]:
    return [
        f for f in model._meta.concrete_fields if f.name not in hidden and not f.name.endswith(("_hash", "_folded"))
    ]


def _sheet(book: Any, title: Any, fields: list[Any], rows: list[Any]) -> None:
    names = _names(fields, rows)
    sheet = book.add_worksheet(_free_title(book, str(title)))
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, len(fields), 20)
    table = [[capfirst(str(each.verbose_name)) for each in fields]]
    table += [[display(each, getattr(row, each.attname), names) for each in fields] for row in rows]
    if len(rows) == 1:
        table = [list(pair) for pair in zip(*table, strict=True)]  # one record reads better downwards
    for line, cells in enumerate(table):
        for column, text in enumerate(cells):
            heading = column == 0 if len(rows) == 1 else line == 0
            sheet.write_string(line, column, text, bold if heading else plain)


def _free_title(book: Any, title: str) -> str:
    """Excel takes 31 characters, none of them special, no title twice."""
    plain = "".join(c for c in capfirst(title) if c not in "[]:*?/\\'")[:27]
    taken = {sheet.get_name().lower() for sheet in book.worksheets()}
    return next(name for n in range(1, 99) if (name := plain if n == 1 else f"{plain} {n}").lower() not in taken)


def _names(fields: list[Any], rows: list[Any]) -> dict[tuple[type, Any], str]:
    names = {}
    for each in fields:
        if each.is_relation:
            keys = {getattr(row, each.attname) for row in rows} - {None}
            found = each.related_model._base_manager.in_bulk(keys) if keys else {}
            names.update({(each.related_model, pk): str(record) for pk, record in found.items()})
    return names


# --- Nameless -----------------------------------------------------------------------------------


@transaction.atomic
def anonymise(*, request: SubjectRequest, answer: str, by: User) -> None:
    """Takes out of the record, of what belongs to it and of their history whatever tells who the person is.

    Raises PermissionDenied for whoever does not keep the accounts there, Refused for a record that is gone or may not
    lose its name yet.
    """
    require(by, Permission.MANAGE_ACCOUNTS, request.managing_unit)
    record = request.record
    if record is None or request.outcome:
        raise Refused(_("This request was answered already, or the record is gone."))
    if not _may_change_history():
        told = _("Here pages cannot change the past. Whoever runs the server does it: manage.py make_nameless %(id)s")
        raise Refused(told % {"id": request.public_id})
    for step in _before.get(request.record_kind, []):
        step(record, by)
    emptied = [(type(record), [record.pk])]
    for kind, rows in _belongings(record):
        if not _is_ledger(kind):
            emptied.append((kind, list(rows.values_list("pk", flat=True))))
    for kind, keys in emptied:
        own = _values[request.record_kind] if kind is type(record) else {}
        _empty(kind._base_manager.filter(pk__in=keys), _texts(kind) | own)
    for kind, keys in emptied:
        _empty_history(request, kind, keys)
    close(request=request, outcome=Outcome.ANONYMISED, answer=answer, by=by)


def _is_ledger(kind: type[models.Model]) -> bool:
    return any(trigger.name in APPEND_ONLY for trigger in getattr(kind._meta, "triggers", []))


def _texts(kind: type[models.Model]) -> dict[str, Any]:
    """For each field that somebody typed: what it holds instead."""
    instead: dict[str, Any] = {}
    for each in kind._meta.concrete_fields:
        typed = isinstance(each, models.CharField | models.TextField) and not each.choices and not each.unique
        if typed and each.name not in KEPT_TEXTS and each.editable and not isinstance(each, models.GeneratedField):
            instead[each.name] = "" if each.blank else NAMELESS
        elif isinstance(each, models.JSONField) and each.default is dict:
            instead[each.name] = {}
        elif isinstance(each, ArrayField) and isinstance(each.base_field, models.CharField):
            instead[each.name] = []
    return instead


def _empty(rows: models.QuerySet, values: dict[str, Any]) -> None:
    if values:
        rows.order_by().update(**values)


def _empty_history(request: SubjectRequest, kind: type[models.Model], keys: list[int]) -> None:
    events = next((r.related_model for r in kind._meta.related_objects if _is_history(r.related_model)), None)
    if events is None:
        return
    own = _values[request.record_kind] if kind._meta.label_lower == request.record_kind else {}
    kept = {each.name for each in events._meta.concrete_fields}
    values = {name: value for name, value in (_texts(kind) | own).items() if name in kept}
    rows = events._base_manager.filter(pgh_obj_id__in=keys)
    found = list(rows.values_list("pk", flat=True))
    if values and found:
        with pgtrigger.ignore(f"{events._meta.label}:append_only"):
            rows.update(**values)
        Erasure.objects.create(request=request, table=events._meta.db_table, rows=found)


def _may_change_history() -> bool:
    """Not under the role of application_role, which cannot rewrite the past, even to take a name out of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'UPDATE')", [Erasure._meta.db_table])
        return bool(cursor.fetchone()[0])


def _is_history(model: Any) -> bool:
    return isinstance(model, type) and issubclass(model, pghistory.models.Event)


def close(*, request: SubjectRequest, outcome: str, answer: str, by: User, on: datetime.date | None = None) -> None:
    """What was done, by whom; the clock stops. Raises PermissionDenied outside the subtree of `by`."""
    require(by, Permission.MANAGE_ACCOUNTS, request.managing_unit)
    request.outcome, request.answer, request.answered_by = outcome, answer, by
    request.answered_on = on or timezone.localdate()
    request.save()
