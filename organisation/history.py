"""The history that PostgreSQL keeps of a record and its parts (organisation/models/base.py: tracked), told in words."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from organisation.models import User
from organisation.templatetags.vietnamese import NOTHING, dmy, dmy_time, number, vnd

# Kept by the database or by the history itself; nobody typed them.
SILENT = {"id", "public_id", "created_at", "updated_at", "version", "position", "path", "date_joined"}
WORDS: dict[str, Callable[[Any], Any]] = {}  # of a key without choices, by "app.Model.field"; apps add theirs
YEARS = {"year", "number_year"}  # no number to be written with a point: 2026, not 2.026
ICONS = {"insert": "plus", "update": "pencil", "delete": "trash"}
PER_PAGE = 50
MOST_OF_ONE_KIND = 1_000  # of the latest changes; nobody reads further back
Line = tuple[Any, Any, Any]  # field, old, new


@dataclass(frozen=True)
class Part:
    """Records that belong to another: `link` leads from them to it, `named_by` is the field that tells them apart.

    Of these the reader is not told: the fields in `hidden`; the fields in `secret` of single records, by their id;
    whatever `only` leaves out for this reader.
    """

    model: type[models.Model]
    link: str
    named_by: str
    hidden: tuple[str, ...] = ()
    secret: Mapping[int, Collection[str]] = field(default_factory=dict)
    only: Callable[[Any], models.Q] = field(default=lambda reader: models.Q())


_parts: dict[type[models.Model], list[Part]] = {}


def register_parts(model: type[models.Model], *parts: Part) -> None:
    """What apps above keep of a record of `model`, to be told with its history."""
    _parts.setdefault(model, []).extend(parts)


def parts_of(model: type[models.Model]) -> list[Part]:
    return _parts.get(model, [])


@dataclass
class Change:
    """One event, with what was there before."""

    event: Any
    fields: Sequence[Any]
    before: Any = None
    part: Part | None = None
    whole: bool = False  # tell what a new or deleted record holds, too
    names: dict[tuple[type, Any], str] = field(default_factory=dict)

    @cached_property
    def lines(self) -> list[Line]:
        if self.event.pgh_label == "update":
            return list(_differences(self.fields, self.before, self.event)) if self.before else []
        if not self.whole:
            return []
        values = [(each, getattr(self.event, each.attname)) for each in self.fields]
        new = self.event.pgh_label == "insert"
        return [(each, None, value) if new else (each, value, None) for each, value in values if value not in EMPTY]

    @property
    def actor(self) -> int | None:
        return self.event.pgh_context and self.event.pgh_context.metadata.get("user")

    def told(self, people: dict[int, User]) -> dict[str, Any]:
        actor = people.get(self.actor or 0)
        return {
            "title": self._title(),
            "text": format_html_join(mark_safe("<br>"), "{}", ((self._line(*line),) for line in self.lines)),
            "at": dmy_time(self.event.pgh_created_at),
            "by": str(actor) if actor else _("the system"),
            "icon": ICONS[self.event.pgh_label],
            "url": "",
        }

    def _title(self) -> str:
        deeds = {"insert": _("Recorded"), "update": _("Changed"), "delete": _("Deleted")}
        deed = deeds[self.event.pgh_label]
        if self.part is None:
            return deed
        named_by = _field(self.part)
        kind = _(str(self.part.model._meta.verbose_name))
        name = display(named_by, getattr(self.event, named_by.attname), self.names)
        return _("%(deed)s – %(kind)s: %(name)s") % {"deed": deed, "kind": kind, "name": name}

    def _line(self, changed: Any, old: Any, new: Any) -> SafeString:
        label = capfirst(_(str(changed.verbose_name)))
        if self.event.pgh_label != "update":
            return format_html("{}: {}", label, display(changed, new if old is None else old, self.names))
        return format_html("{}: {} → {}", label, display(changed, old, self.names), display(changed, new, self.names))


EMPTY: tuple[Any, ...] = (None, "", [])
EVERYTHING = models.Q()
# What Django calls a field or a model that was given no words of its own.
NO_WORDS_OF_THEIR_OWN = (
    gettext_noop("recorded by"),
    gettext_noop("added by"),
    gettext_noop("import batch"),
    gettext_noop("explained by"),
    gettext_noop("hidden by"),
    gettext_noop("uploaded by"),
    gettext_noop("accepted at"),
    gettext_noop("accepted by"),
    gettext_noop("created by"),
    gettext_noop("decided at"),
    gettext_noop("over at"),
    gettext_noop("over by"),
    gettext_noop("launch seat"),
    gettext_noop("rate change"),
)


# --- Reading ------------------------------------------------------------------------------------


def latest(record: Any, *, hidden: Iterable[str] = (), most: int) -> list[dict[str, Any]]:
    """The last changes of a record itself, the newest first."""
    return _tell(_changes(record, record, "pgh_obj_id", most=most + 1, hidden=hidden)[:most])


def whole(record: Any, reader: Any, *, parts: Sequence[Part] = (), hidden: Iterable[str] = ()) -> list[Change]:
    """Every change of a record and its parts, the newest first, those of deleted parts too."""
    changes = _changes(record, record, "pgh_obj_id", most=MOST_OF_ONE_KIND, hidden=hidden, whole=True)
    for part in [*parts, *parts_of(type(record))]:
        told: dict[str, Any] = {"hidden": {part.link, *part.hidden}, "only": part.only(reader), "part": part}
        changes += _changes(part.model, record, part.link, most=MOST_OF_ONE_KIND, whole=True, **told)
    return sorted(changes, key=lambda change: (change.event.pgh_created_at, change.event.pgh_id), reverse=True)


def _changes(
    kind: Any,
    record: Any,
    link: str,
    *,
    most: int,
    hidden: Iterable[str],
    only: models.Q = EVERYTHING,
    part: Part | None = None,
    whole: bool = False,
) -> list[Change]:
    events: Any = kind._meta.get_field("events").related_model
    rows = events.objects.filter(only, **{link: record.pk}).select_related("pgh_context").order_by("-pgh_id")[:most]
    kept = {each.name for each in events._meta.concrete_fields}
    silent = SILENT | set(hidden)
    fields = [each for each in kind._meta.concrete_fields if each.name in kept and each.name not in silent]
    later: dict[int, Change] = {}  # of each record the change that waits for what was there before
    changes = []
    for event in rows:
        secret = part.secret.get(event.pgh_obj_id, ()) if part else ()
        told = [each for each in fields if each.name not in secret] if secret else fields
        change = Change(event, told, part=part, whole=whole)
        if event.pgh_obj_id in later:
            later[event.pgh_obj_id].before = event
        later[event.pgh_obj_id] = change
        changes.append(change)
    return [change for change in changes if change.lines or change.event.pgh_label != "update"]


def _differences(fields: Iterable[Any], before: Any, event: Any) -> Iterator[Line]:
    for each in fields:
        old, new = getattr(before, each.attname), getattr(event, each.attname)
        if old != new:
            yield each, old, new


def _tell(changes: list[Change]) -> list[dict[str, Any]]:
    names = _names(changes)
    for change in changes:
        change.names = names
    people = User.objects.in_bulk({key for change in changes if (key := change.actor)})
    return [change.told(people) for change in changes]


def _names(changes: list[Change]) -> dict[tuple[type, Any], str]:
    """The names of the records that a changed field pointed or points at: one query for each model."""
    keys = defaultdict(set)
    for change in changes:
        if change.part and (named_by := _field(change.part)).is_relation:
            keys[named_by.related_model].add(getattr(change.event, named_by.attname))
        for each, old, new in change.lines:
            if each.is_relation:
                keys[each.related_model].update({old, new} - {None})
    return {
        (model, pk): str(found)
        for model, wanted in keys.items()
        for pk, found in model._base_manager.in_bulk(wanted).items()
    }


def display(field: Any, value: Any, names: dict[tuple[type, Any], str]) -> str:
    """A stored value as a person reads it."""
    if value in EMPTY:
        return NOTHING
    if field.is_relation:
        return names.get((field.related_model, value), NOTHING)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if in_words := WORDS.get(str(field)):
        return str(in_words(value))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime.datetime):
        return dmy_time(value)
    if isinstance(value, datetime.date):
        return dmy(value)
    if isinstance(value, int):
        return _figure(field.name, value)
    if isinstance(value, list):
        return _list(field, value)
    return str(value)


def _figure(name: str, value: int) -> str:
    if name in YEARS:
        return str(value)
    return vnd(value) if name.endswith("_vnd") else number(value)


def _field(part: Part) -> Any:
    return part.model._meta.get_field(part.named_by)


def _list(field: Any, values: list) -> str:
    labels = dict(getattr(getattr(field, "base_field", None), "flatchoices", None) or [])
    return ", ".join(str(labels.get(value, value)) for value in values)


# --- The page -----------------------------------------------------------------------------------


def history_page(
    request: HttpRequest,
    record: Any,
    *,
    list_crumb: tuple[Any, str],
    parts: Sequence[Part] = (),
    hidden: Iterable[str] = (),
    has_page: bool = True,
) -> HttpResponse:
    """Who changed what of a record that the reader may read, when, from what to what.

    `has_page`: the reader may open its get_absolute_url().
    """
    changes = whole(record, request.user, parts=parts, hidden=hidden)
    pages = max(1, -(-len(changes) // PER_PAGE))
    asked = request.GET.get("page", "")
    page = min(int(asked), pages) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 6 else 1
    page = max(page, 1)
    context = {
        "page_title": _("History"),
        "record": record,
        "record_url": record.get_absolute_url() if has_page else "",
        "list_label": list_crumb[0],
        "list_url": list_crumb[1],
        "events": _tell(changes[(page - 1) * PER_PAGE : page * PER_PAGE]),
        "newer": page - 1,
        "older": page + 1 if page < pages else 0,
    }
    return render(request, "organisation/history.html", context)


# --- Who else was there -------------------------------------------------------------------------

CHANGED_DAYS = 7


def changed_by_others(records: models.QuerySet, user: Any) -> models.QuerySet:
    """Those that somebody else changed within the last week. What the program does by itself is nobody's change.

    Events are numbered as they happen: read backwards, the first one older than a week ends the search.
    """
    events: Any = records.model._meta.get_field("events").related_model._default_manager
    since = timezone.now() - datetime.timedelta(days=CHANGED_DAYS)
    older = events.filter(pgh_created_at__lt=since).order_by("-pgh_id").values("pgh_id")[:1]
    recent = events.filter(pgh_id__gt=Coalesce(models.Subquery(older), 0), pgh_label="update")
    theirs = recent.filter(pgh_context__metadata__user__isnull=False).exclude(pgh_context__metadata__user=user.pk)
    return records.filter(pk__in=theirs.values("pgh_obj"))
