"""Taking an entered list back: possible while nothing depends on its records."""

from collections.abc import Iterator
from typing import Any

import pghistory
import pghistory.models
from django.apps import apps
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from imports.exceptions import Hindered, NotEntered
from imports.models import BatchState, ImportBatch
from imports.operations import lock_tree
from imports.writers import ListWriter, writer
from organisation.models import User

CHANGED_SINCE = """
SELECT c.id FROM imports_importrow r JOIN {table} c ON c.id = (r.before->%(label)s->>'id')::bigint
WHERE r.batch_id = %(batch)s AND r.before ? %(label)s AND c.version <> (r.before->%(label)s->>'version')::integer
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
"""
RESTORED_MODELS = """
SELECT DISTINCT jsonb_object_keys(before) FROM imports_importrow WHERE batch_id = %(batch)s AND before IS NOT NULL
"""


def hindrances(batch: ImportBatch) -> list[str]:
    """Sentences that say what stands against undoing the batch; [] when nothing does."""
    how = writer(batch.kind)
    if how.stays:
        return [_(how.stays)]
    found = [_changed(model, rows.count()) for model, rows in _changed_records(batch, how) if rows.exists()]
    found += [_changed(model, count) for model, count in _changed_updates(batch) if count]
    return found + [_depends(model, rows.count()) for model, rows in _dependants(batch, how) if rows.exists()]


def _changed(model: type[models.Model], count: int) -> str:
    return _("Changed since by someone: %(count)s (%(what)s).") % {"count": count, "what": model._meta.verbose_name}


def _depends(model: type[models.Model], count: int) -> str:
    return _("Recorded for them since: %(count)s (%(what)s).") % {"count": count, "what": model._meta.verbose_name}


def _changed_records(batch: ImportBatch, how: ListWriter) -> Iterator[tuple[type[models.Model], models.QuerySet]]:
    for model, lookup in how.makes:
        if any(field.name == "version" for field in model._meta.fields):
            yield model, model._base_manager.filter(**{lookup: batch}, version__gt=1)


def _changed_updates(batch: ImportBatch) -> Iterator[tuple[type[models.Model], int]]:
    with connection.cursor() as cursor:
        for model in _restored_models(batch):
            facts: dict[str, Any] = {"batch": batch.pk, "label": model._meta.label_lower}
            cursor.execute(CHANGED_SINCE.format(table=connection.ops.quote_name(model._meta.db_table)), facts)
            yield model, len(cursor.fetchall())


def _restored_models(batch: ImportBatch) -> list[type[models.Model]]:
    with connection.cursor() as cursor:
        cursor.execute(RESTORED_MODELS, {"batch": batch.pk})
        return [apps.get_model(label) for (label,) in cursor.fetchall()]


def _dependants(batch: ImportBatch, how: ListWriter) -> Iterator[tuple[type[models.Model], models.QuerySet]]:
    """Records of any app that refer to what the batch made and were not made by it."""
    own = dict(how.makes)
    for model, lookup in how.makes:
        for relation in model._meta.get_fields(include_hidden=True):
            other = relation.related_model if relation.auto_created and relation.is_relation else None
            if other is None or relation.many_to_many or issubclass(other, pghistory.models.Event):
                continue
            through = relation.field.name  # type: ignore[union-attr]  # auto_created: the other side of a foreign key
            rows = other._base_manager.filter(**{f"{through}__{lookup}": batch})
            yield other, rows.exclude(**{own[other]: batch}) if other in own else rows


@transaction.atomic
def undo_batch(*, batch: ImportBatch, by: User | None) -> ImportBatch:
    """Remove what the list made and give back the values it replaced; all of it or nothing.

    Raises NotEntered, Busy, and Hindered (with `hindrances`) when a record was changed since or is in use.
    """
    with pghistory.context(**({"user": by.pk} if by else {}), undone_import_batch=batch.pk):
        lock_tree(batch.managing_unit)
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if batch.state != BatchState.APPLIED:
            raise NotEntered
        how = writer(batch.kind)
        _lock_records(batch, how)
        if found := hindrances(batch):
            raise Hindered(hindrances=found)
        for model, lookup in how.makes:
            rows = model._base_manager.filter(**{lookup: batch})
            rows._raw_delete(rows.db)
        _restore(batch)
        batch.rows.all().delete()
        batch.state, batch.undone_at = BatchState.UNDONE, timezone.now()
        batch.save(update_fields=["state", "undone_at"])
    return batch


def _lock_records(batch: ImportBatch, how: ListWriter) -> None:
    """Whoever wants to change or use one of the records waits here, or we wait for them."""
    for model, lookup in reversed(how.makes):
        if lookup == "import_batch":
            list(model._base_manager.filter(import_batch=batch).order_by("pk").select_for_update().values_list("pk"))


def _restore(batch: ImportBatch) -> None:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for model in _restored_models(batch):
            facts: dict[str, Any] = {"batch": batch.pk, "label": model._meta.label_lower}
            cursor.execute(RESTORED_COLUMNS, facts)
            columns = ", ".join(f"{quote(name)} = n.{quote(name)}" for (name,) in cursor.fetchall())
            cursor.execute(RESTORE.format(table=quote(model._meta.db_table), columns=columns), facts)
