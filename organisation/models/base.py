"""What every record shares: a random public id, times, and a version that tells a stale form."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pghistory
import pgtrigger
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


def begins_words(words: Iterable[str], column: str = "name_folded") -> Q:
    """Each of the folded words begins a word of that column.

    Every pattern begins a word, so that the trigram index serves even a word of one or two letters.
    """
    return Q(*(Q(**{f"{column}__startswith": word}) | Q(**{f"{column}__contains": f" {word}"}) for word in words))


def tracked(*derived: str):
    """Keep every insert, update and delete in an append-only event table, whoever makes it and however.

    `derived` are the columns that the database computes.
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        append_only=True,
        exclude=list(derived),
    )


def bump_version(*derived: str) -> pgtrigger.Trigger:
    """Count the versions of a record; a change of the `derived` columns alone is none."""
    return pgtrigger.Trigger(
        name="bump_version",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        func="NEW.version = OLD.version + 1; NEW.updated_at = now(); RETURN NEW;",
        condition=pgtrigger.AnyChange(exclude=["version", "updated_at", *derived]),
    )


def never_emptied() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="never_emptied",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'a ledger is never emptied';",
    )


def reversal_is_exact(table: str, owner: str = "pledge_id", amount: str = "amount_vnd") -> pgtrigger.Trigger:
    """A row of `table` that `reverses` another takes back the whole of it, of the same `owner`, and no reversal."""
    return pgtrigger.Trigger(
        name="reversal_is_exact",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("NEW.reverses_id IS NOT NULL"),
        func=f"""
            PERFORM 1 FROM {table} o WHERE o.id = NEW.reverses_id AND o.reverses_id IS NULL
                AND o.{owner} = NEW.{owner} AND o.{amount} = -NEW.{amount};
            IF NOT FOUND THEN
                RAISE EXCEPTION 'a reversal takes back one entry, whole' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'reversal_is_exact';
            END IF;
            RETURN NEW;
        """,
    )


def append_only() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        never_emptied(),
    ]


def folded(source: str, **options) -> models.GeneratedField:
    """`source` in lower case without marks, kept by PostgreSQL: what a search is matched with."""
    return models.GeneratedField(
        expression=Func(F(source), function="vi_fold"),
        output_field=models.TextField(),
        db_persist=True,
        **options,
    )


def name_order(source: str) -> models.GeneratedField:
    """The place of a name in a Vietnamese list: by given name, then family and middle names."""
    return models.GeneratedField(
        expression=Func(F(source), function="vi_sortkey"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )


def readable_code(prefix: str) -> models.GeneratedField:
    """A code people can say on the telephone: TE000123."""
    return models.GeneratedField(
        expression=Func(Value(prefix), F("id"), function="readable_code"),
        output_field=models.CharField(_("code"), max_length=24),
        db_persist=True,
        unique=True,
    )


@contextmanager
def counting_changes(record: Any, *related: str) -> Iterator[None]:
    """What stands in the form of a record and is kept in rows of its own, by the names of their managers: a change of
    it in here counts as one of the record, so that whoever has the form open is told before saving.
    """
    before = _rows(record, related) if record.pk else None
    yield
    if before not in (None, _rows(record, related)):
        type(record)._base_manager.filter(pk=record.pk).update(version=F("version") + 1, updated_at=Now())


def _rows(record: Any, related: Iterable[str]) -> list[Any]:
    return [list(getattr(record, name).order_by("pk").values()) for name in related]


class Record(models.Model):
    public_id = models.UUIDField(unique=True, editable=False, db_default=RandomUUID())
    created_at = models.DateTimeField(_("created at"), editable=False, db_default=Now())
    updated_at = models.DateTimeField(_("updated at"), editable=False, db_default=Now())
    version = models.PositiveIntegerField(editable=False, db_default=1)

    class Meta:
        abstract = True
        triggers = [bump_version()]
