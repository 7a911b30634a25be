"""Files below MEDIA_ROOT: how they leave once a view has checked the reader, and which of them no record names."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

NAMING = {"file", "stored_file"}  # the columns in which a record names its file
DAY = 24 * 3600  # seconds


def send(path: Path, *, name: str, content_type: str, as_attachment: bool = False) -> HttpResponseBase:
    """A file that this reader may have. With ACCEL_LOCATION nginx sends it, and a slow reader holds no worker up."""
    if not settings.ACCEL_LOCATION:
        return FileResponse(path.open("rb"), filename=name, content_type=content_type, as_attachment=as_attachment)
    response = HttpResponse(content_type=content_type)
    response["X-Accel-Redirect"] = settings.ACCEL_LOCATION + path.relative_to(settings.MEDIA_ROOT).as_posix()
    response["Content-Disposition"] = content_disposition_header(as_attachment, name) or "inline"
    return response


def orphans(*, older_than: float = DAY) -> Iterator[Path]:
    """Files that no record names, but for those of the last `older_than` seconds: their record may be on its way."""
    named, limit = set(named_files()), time.time() - older_than
    for path in sorted(Path(settings.MEDIA_ROOT).rglob("*")):
        if path.is_file() and _stem(path.name) not in named and path.stat().st_mtime < limit:
            yield path


def missing() -> set[str]:
    """Names of files that a record has and the disk has not."""
    return set(named_files()) - {_stem(path.name) for path in Path(settings.MEDIA_ROOT).rglob("*")}


def named_files() -> Iterator[str]:
    """What the records of all apps name, without the ending; the history, which also tells of what is gone, is none."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.CharField) and field.name in NAMING and not _is_history(model):
                names = model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)
                yield from map(_stem, names.iterator())


def _is_history(model: Any) -> bool:
    return hasattr(model, "pgh_tracked_model")


def _stem(name: str) -> str:
    """A photo and its thumbnail bear one name."""
    return name.partition(".")[0].removesuffix("-small")
