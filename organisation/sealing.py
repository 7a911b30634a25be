"""Proves that the history, the access log and the ledgers say what they said: what stands in them is sealed in a chain.

Triggers refuse every change of these tables, but not to whoever owns the database. So a command seals now and then what
was added since: the hash of each row, and over it a digest that covers the seal before and is keyed with the
installation's secret. Writers pay nothing for it but a lock of a moment. What is younger than the last seal is not
proved yet; run it often. The newest digest, kept elsewhere (the command prints it), proves that no seal was cut off.
"""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db import OperationalError, connection, models, transaction
from django.utils.encoding import force_bytes

from organisation.models import Erasure, Seal
from organisation.models.base import append_only

ROWS_PER_SEAL = 10_000
LONGEST_WAIT = "2s"  # for whoever writes at this moment; who comes after waits as long
CHAIN_LOCK = 20250702  # one sealer at a time
CONTEXT = "pgh_context_id"  # of an event: who acted, which is proved with it
ACTED = "(SELECT metadata::text FROM pghistory_context WHERE id = t.pgh_context_id)"
COLUMNS = """
SELECT table_name, array_agg(column_name::text) FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = ANY(%s) GROUP BY 1
"""
ENTRY = 24  # bytes: the id and the beginning of the hash
APPEND_ONLY = {append_only()[0].name, "never_changed"}  # the triggers by which such a table is known


@dataclass(frozen=True, order=True)
class Finding:
    """What is not as it was sealed, in words for whoever reads the terminal."""

    table: str
    row: int | None
    what: str  # "altered", "deleted", "inserted", or a sentence about a seal

    def __str__(self) -> str:
        return f"{self.table}: {self.what}" if self.row is None else f"{self.table} {self.row}: {self.what}"


def sealed_models() -> list[type[models.Model]]:
    """Every table to which rows are only added, but for the seals themselves."""
    found = [
        model
        for model in apps.get_models()
        if any(trigger.name in APPEND_ONLY for trigger in getattr(model._meta, "triggers", [])) and model is not Seal
    ]
    return sorted(found, key=lambda model: model._meta.db_table)


# --- Sealing ------------------------------------------------------------------------------------


def seal_all() -> tuple[int, list[str]]:
    """Seals what was added since last time. Returns the number of rows and the tables that were too busy to begin."""
    count, busy = 0, []
    for model in sealed_models():
        last = _settled(model)
        if last is None:
            busy.append(model._meta.db_table)
            continue
        while added := _seal_next(model, last):
            count += added
    return count, busy


def _settled(model: type[models.Model]) -> int | None:
    """The highest id below which no row can appear any more: whoever held a lower one has ended once we lock."""
    table = connection.ops.quote_name(model._meta.db_table)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LONGEST_WAIT}'")
            cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
            cursor.execute(f"SELECT coalesce(max({_pk(model)}), 0) FROM {table}")  # noqa: S608 - names of our own
            return cursor.fetchone()[0]
    except OperationalError:
        return None


@transaction.atomic
def _seal_next(model: type[models.Model], last: int) -> int:
    """One more seal; how many rows it covers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    table, columns = model._meta.db_table, _columns(model)
    before = Seal.objects.filter(table=table).order_by("-id").first()
    after = before.last_id if before else 0
    entries = _entries(model, columns, after, last, limit=ROWS_PER_SEAL)
    if not entries:
        return 0
    newest = Seal.objects.order_by("-id").first()
    seal = Seal(
        table=table,
        after_id=after,
        last_id=entries[-1][0],
        columns=columns,
        rows=b"".join(number.to_bytes(8, "big") + hashed for number, hashed in entries),
        previous=newest.digest if newest else "",
    )
    seal.digest = _digest(seal, settings.SECRET_KEY)
    seal.save()
    return len(entries)


def _digest(seal: Seal, secret: str | bytes) -> str:
    said = [seal.previous, seal.table, seal.after_id, seal.last_id, seal.columns]
    message = json.dumps(said).encode() + hashlib.sha256(bytes(seal.rows)).digest()
    return hmac.new(b"organisation.sealing" + force_bytes(secret), message, "sha256").hexdigest()


def _columns(model: type[models.Model]) -> list[str]:
    """Those that were written and stay; not what the database computes, nor what a ledger lets move (`MOVES`)."""
    computed, moves = models.GeneratedField, getattr(model, "MOVES", ())
    fields = [f for f in model._meta.concrete_fields if not isinstance(f, computed)]
    return sorted(field.column for field in fields if field.column and field.column not in moves)


def _pk(model: type[models.Model]) -> str:
    assert model._meta.pk
    assert model._meta.pk.column
    return connection.ops.quote_name(model._meta.pk.column)


def _entries(
    model: type[models.Model], columns: list[str], after: int, last: int, *, limit: int | None = None
) -> list[tuple[int, bytes]]:
    """(id, hash) of the rows after one id up to another. Of an event the hash covers who acted as well."""
    table, pk = connection.ops.quote_name(model._meta.db_table), _pk(model)
    row = ", ".join(f"t.{connection.ops.quote_name(column)}" for column in columns)
    acted = ACTED if CONTEXT in columns else "NULL"
    hashed = f"substring(sha256(convert_to(ROW({row}, {acted})::text, 'UTF8')) FOR 16)"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL statement_timeout = 0")
        rows = f"SELECT t.{pk}, {hashed} FROM {table} AS t"  # noqa: S608 - names of our own
        cursor.execute(f"{rows} WHERE t.{pk} > %s AND t.{pk} <= %s ORDER BY 1 LIMIT %s", [after, last, limit])
        return [(number, bytes(value)) for number, value in cursor.fetchall()]


# --- Proving ------------------------------------------------------------------------------------


def verify(*, must_hold: str = "") -> Iterator[Finding]:
    """What was altered, deleted or inserted since it was sealed, and what is wrong with the seals themselves.

    `must_hold`: a digest that was printed earlier; a chain without it was cut off or made anew.
    """
    known = {model._meta.db_table: model for model in sealed_models()}
    columns = _columns_of(known)
    previous, reached, held = "", dict[str, int](), not must_hold
    for seal in Seal.objects.order_by("id").iterator(chunk_size=50):
        yield from _wrong_with(seal, previous, reached.get(seal.table, 0))
        previous, reached[seal.table] = seal.digest, seal.last_id
        held = held or seal.digest == must_hold
        if seal.table not in known:
            yield Finding(seal.table, None, "the table is gone")
        else:
            yield from _wrong_rows(seal, known[seal.table], columns[seal.table])
    if not held:
        yield Finding(Seal._meta.db_table, None, "the seal with the given digest is gone: the chain was cut off")


def _wrong_with(seal: Seal, previous: str, reached: int) -> Iterator[Finding]:
    table = Seal._meta.db_table
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    if seal.digest not in {_digest(seal, secret) for secret in secrets}:
        yield Finding(table, seal.pk, "altered, or made with another secret")
    if seal.previous != previous or seal.after_id != reached:
        yield Finding(table, seal.pk, "a seal before it is missing")


def _columns_of(tables: Iterable[str]) -> dict[str, set[str]]:
    """Those the tables have: a history keeps a column that its model has given up."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [list(tables)])
        return {table: set(names) for table, names in cursor.fetchall()}


def _wrong_rows(seal: Seal, model: type[models.Model], columns: set[str]) -> Iterator[Finding]:
    if gone := sorted(set(seal.columns) - columns):
        yield Finding(seal.table, None, f"rows up to {seal.last_id} cannot be compared: no column {', '.join(gone)}")
        return
    raw = bytes(seal.rows)
    parts = (raw[start : start + ENTRY] for start in range(0, len(raw), ENTRY))
    sealed = {int.from_bytes(part[:8], "big"): part[8:] for part in parts}
    found = dict(_entries(model, seal.columns, seal.after_id, seal.last_id))
    lists = Erasure.objects.filter(table=seal.table).values_list("rows", flat=True)  # themselves sealed
    erased = {number for numbers in lists for number in numbers}
    for number in sorted(sealed.keys() | found.keys()):
        if number not in found:
            yield Finding(seal.table, number, "deleted")
        elif number not in sealed:
            yield Finding(seal.table, number, "inserted")
        elif sealed[number] != found[number] and number not in erased:
            yield Finding(seal.table, number, "altered")
