"""A word of its own in every text that somebody may have typed, so that each can be told wherever it turns up.

The fields come from the models: a new one is watched without being named here.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from tests.pdf_text import text_of

APPS = ("organisation", "imports", "children", "donors", "campaigns", "sponsorship", "reports", "public")
# Not typed by anybody, or read by the program: names of files, keys, states without a list of choices.
NOT_TYPED = {
    "file", "stored_file", "file_sha256", "kind", "measure", "token_hash", "sender", "key", "code", "fingerprint",
    "colour", "address", "username", "password", "session_key", "session_data", "record_kind", "record_code",
    "wanted_unit", "sheet", "table", "digest", "previous", "code_hash", "level", "path", "browser", "series",
    "school_year", "basis",
}  # fmt: skip
MARK = re.compile(r"zq(\d{4})qz|0355\s?00(\d)\s?(\d{3})|9{8}(\d{4})", re.IGNORECASE)


def fields_of(model: type[models.Model]) -> Iterator[models.Field]:
    for each in model._meta.concrete_fields:
        is_text = isinstance(each, models.CharField | models.TextField) and not isinstance(each, models.GeneratedField)
        if is_text and not (each.choices or each.unique or each.name in NOT_TYPED) and (each.max_length or 99) >= 12:
            yield each


def watched() -> dict[int, str]:
    """number: "app.model.field", for every table but the history, which follows by itself."""
    found = [
        f"{model._meta.label_lower}.{each.name}"
        for model in apps.get_models()
        if model._meta.app_label in APPS and model._meta.managed and not model._meta.label.endswith("Event")
        for each in fields_of(model)
    ]
    return dict(enumerate(sorted(found)))


def let_loose() -> tuple[dict[int, str], set[str]]:
    """Writes each its word into all rows there are. Returns the names by number, and the fields that took none."""
    names = watched()
    return names, {name for number, name in names.items() if not _write(name, number)}


def _write(name: str, number: int) -> bool:
    app, model, field = name.split(".")
    rows: Any = apps.get_model(app, model)._base_manager.order_by().filter(**{f"{field}__isnull": False})
    words = [f"zq{number:04d}qz", f"035500{number:04d}", f"99999999{number:04d}"]
    for word in words[1:] if "phone" in field else words:
        for role in ("origin", "replica"):  # ledgers take it only while their triggers sleep
            try:
                with transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL session_replication_role = {role}")
                    rows.update(**{field: word})
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    cursor.execute("SET LOCAL session_replication_role = origin")
                return True
            except DatabaseError:
                continue
    return False


def text_in(answer: Any) -> str:
    """All that an answer says: a page, a sheet, a Word file, a PDF, a zip of them."""
    return _text(b"".join(answer.streaming_content) if answer.streaming else answer.content)


def _text(content: bytes) -> str:
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "\n".join(_text(parts.read(name)) for name in parts.namelist())
    return text_of(content) if content.startswith(b"%PDF") else content.decode("utf-8", "replace")


def seen_in(answer: Any) -> set[int]:
    """The numbers of the words in an answer."""
    return numbers(text_in(answer))


def numbers_in(content: bytes) -> set[int]:
    return numbers(_text(content))


def numbers(text: str) -> set[int]:
    return {int("".join(filter(None, found.groups()))) for found in MARK.finditer(text)}
