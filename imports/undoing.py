"""Taking an entered list back: what somebody has used or changed since stays, the rest goes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import pghistory
from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from imports.exceptions import Hindered, NotEntered
from imports.models import BatchState, ImportBatch
from imports.operations import lock_tree
from imports.showing import address_of
from imports.staying import Stays, stays_of
from imports.writers import ListWriter, writer
from organisation.models import User

AT_MOST = 100  # records named on the page that asks

UPDATED = """
SELECT c.id, c.version = (r.before->%(label)s->>'version')::integer AS is_untouched
FROM imports_importrow r JOIN {table} c ON c.id = (r.before->%(label)s->>'id')::bigint
WHERE r.batch_id = %(batch)s AND r.before ? %(label)s
"""
RESTORED_COLUMNS = """
SELECT DISTINCT jsonb_object_keys(before->%(label)s->'values') FROM imports_importrow
WHERE batch_id = %(batch)s AND before ? %(label)s
"""
RESTORE = """
UPDATE {table} c SET {columns}
FROM imports_importrow r
JOIN {table} old ON old.id = (r.before->%(label)s->>'id')::bigint
CROSS JOIN LATERAL jsonb_populate_record(old, r.before->%(label)s->'values') n
WHERE r.batch_id = %(batch)s AND r.before ? %(label)s AND c.id = old.id
    AND c.version = (r.before->%(label)s->>'version')::integer AND c.id <> ALL(%(in_use)s)
"""
RESTORED_MODELS = """
SELECT DISTINCT jsonb_object_keys(before) FROM imports_importrow WHERE batch_id = %(batch)s AND before IS NOT NULL
"""


@dataclass
class Named:
    """A record that stays, and why; without a name where the reader may not see it."""

    name: str
    url: str
    reasons: list[str]


@dataclass
class Plan:
    """What undoing would do. `why_not`: why nothing can be taken back ("" when it can)."""

    goes_count: int = 0
    restored_count: int = 0
    stays_count: int = 0
    changed_since_count: int = 0  # records the list completed, and somebody changed afterwards
    staying: list[Named] = field(default_factory=list)
    why_not: str = ""

    @property
    def unnamed_count(self) -> int:
        return self.stays_count + self.changed_since_count - len(self.staying)


def plan(batch: ImportBatch, reader: User | None) -> Plan:
    """What undoing the batch would take back and what it would leave, as `reader` may know it; nothing is written."""
    how = writer(batch.kind)
    if how.stays:
        return Plan(why_not=_(how.stays))
    if how.standing:
        return _judged(Plan(goes_count=how.standing(batch)))
    stays = stays_of(batch, how)
    made = _made_count(batch, how)
    changed = _updated(batch, untouched=False)
    found = Plan(
        goes_count=made - len(stays.records(how.record)),
        restored_count=sum(len(ids) for ids in _updated(batch, untouched=True).values()),
        stays_count=len(stays.records(how.record)),
        changed_since_count=sum(len(ids) for ids in changed.values()),
    )
    if reader is None:  # a command: it asks nobody
        return _judged(found)
    found.staying = _named(how.record, stays, reader)
    for model, ids in changed.items():
        found.staying += [
            Named(name, url, [_("completed by the list and changed afterwards")])
            for name, url in _visible(model, ids, reader).values()
        ]
    return _judged(found)


def _judged(found: Plan) -> Plan:
    if not (found.goes_count or found.restored_count):
        found.why_not = _("This list cannot be undone any more: all of its records are in use.")
    return found


def _made_count(batch: ImportBatch, how: ListWriter) -> int:
    lookup = dict(how.makes).get(how.record)
    return how.record._base_manager.filter(**{lookup: batch}).count() if lookup else 0


def _named(model: type[models.Model], stays: Stays, reader: Any) -> list[Named]:
    why = stays.records(model)
    shown = _visible(model, list(why)[:AT_MOST], reader)
    return [Named(name, url, _reasons(why[pk])) for pk, (name, url) in shown.items()]


def _visible(model: Any, ids: Iterable[int], reader: Any) -> dict[int, tuple[str, str]]:
    records = model.objects.visible_to(reader).filter(pk__in=list(ids)[:AT_MOST]).order_by("pk")
    return {r.pk: (f"{getattr(r, 'code', '')} {r}".strip(), address_of(r)) for r in records}


def _reasons(why: dict[str, int]) -> list[str]:
    """What keeps a record, told by the models' names; "" is a change of the record itself."""
    told = [_("changed since by someone")] if "" in why else []
    for label, count in why.items():
        if label:
            meta = apps.get_model(label)._meta
            text = ngettext("%(what)s: %(n)s", "%(what)s: %(n)s", count)
            told.append(text % {"what": meta.verbose_name, "n": count})
    return told


def _updated(batch: ImportBatch, *, untouched: bool) -> dict[type[models.Model], list[int]]:
    """The records that the batch completed: those still as it left them, or those changed since."""
    found: dict[type[models.Model], list[int]] = {}
    with connection.cursor() as cursor:
        for model in _restored_models(batch):
            facts: dict[str, Any] = {"batch": batch.pk, "label": model._meta.label_lower}
            cursor.execute(UPDATED.format(table=connection.ops.quote_name(model._meta.db_table)), facts)
            found[model] = [pk for pk, is_untouched in cursor.fetchall() if is_untouched is untouched]
    return found


def _restored_models(batch: ImportBatch) -> list[type[models.Model]]:
    with connection.cursor() as cursor:
        cursor.execute(RESTORED_MODELS, {"batch": batch.pk})
        return [apps.get_model(label) for (label,) in cursor.fetchall()]


@transaction.atomic
def undo_batch(*, batch: ImportBatch, by: User | None) -> int:
    """Remove what the list made and give back the values it replaced, but for what somebody has used or changed since.

    Gives the number of its records that stay. Their rows stay with the batch, so that each still knows where it came
    from. Raises NotEntered, Busy, and Hindered when nothing at all can be taken back.
    """
    with pghistory.context(**({"user": by.pk} if by else {}), undone_import_batch=batch.pk):
        lock_tree(batch.managing_unit)
        batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if batch.state != BatchState.APPLIED:
            raise NotEntered
        how = writer(batch.kind)
        _lock_records(batch, how)
        found = plan(batch, by)
        if found.why_not:
            raise Hindered(why=found.why_not)
        if how.take_back:
            found.stays_count = how.take_back(batch, by)
            batch.state, batch.undone_at = BatchState.UNDONE, timezone.now()
            batch.save(update_fields=["state", "undone_at"])
            return found.stays_count
        stays = stays_of(batch, how)
        _restore(batch, how, stays)
        for model, lookup in how.makes:
            rows = model._base_manager.filter(**{lookup: batch}).exclude(pk__in=list(stays.records(model)))
            rows._raw_delete(rows.db)
        _forget_rows(batch, how, stays)
        batch.state, batch.undone_at = BatchState.UNDONE, timezone.now()
        batch.save(update_fields=["state", "undone_at", "counts"])
    return found.stays_count + found.changed_since_count


def _lock_records(batch: ImportBatch, how: ListWriter) -> None:
    """Whoever wants to change or use one of the records waits here, or we wait for them."""
    for model, lookup in reversed(how.makes):
        if lookup == "import_batch":
            list(model._base_manager.filter(import_batch=batch).order_by("pk").select_for_update().values_list("pk"))


def _restore(batch: ImportBatch, how: ListWriter, stays: Stays) -> None:
    """Give back what the list replaced, where nobody changed it since and nothing that stays builds on it."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in _restored_models(batch):
            facts: dict[str, Any] = {"batch": batch.pk, "label": model._meta.label_lower}
            cursor.execute(RESTORED_COLUMNS, facts)
            columns = ", ".join(f"{quote(name)} = n.{quote(name)}" for (name,) in cursor.fetchall())
            facts["in_use"] = list(stays.referred_to(model))
            cursor.execute(RESTORE.format(table=quote(model._meta.db_table), columns=columns), facts)


def _forget_rows(batch: ImportBatch, how: ListWriter, stays: Stays) -> None:
    """Only the rows of what stays are kept, and counted."""
    kept = list(stays.records(how.record))
    changed = [pk for ids in _updated(batch, untouched=False).values() for pk in ids]
    batch.rows.exclude(status="new", record_id__in=kept).exclude(status="update", record_id__in=changed).delete()
    counts = dict.fromkeys(batch.counts, 0)
    for status in batch.rows.values_list("status", flat=True):
        counts[status] += 1
    batch.counts = counts
