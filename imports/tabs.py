"""The rows of a list under tabs: what goes in, what does not, and why."""

from typing import Any

from django.utils.translation import gettext as _

from imports.models import BatchState, ImportBatch, RowStatus

ORDER = ("error", "look", "update", "new", "siblings", "duplicate", "skipped")
# Shown as cards: there is something to decide about each row.
DECIDED_ONE_BY_ONE = ("error", "look", "update", "siblings", "duplicate")


def labels(batch: ImportBatch) -> dict[str, str]:
    entered = batch.state in (BatchState.APPLIED, BatchState.UNDONE)
    return {
        "new": _("Entered as new") if entered else _("New"),
        "update": _("Added to records") if entered else _("Adds to records"),
        "look": _("To be looked at"),
        "siblings": _("Brothers and sisters"),
        "error": _("To be corrected"),
        "duplicate": _("Already in the records"),
        "skipped": _("Not a record"),
    }


def choose_tab(batch: ImportBatch, asked: str) -> str:
    """The tab asked for, or the first that holds rows: what needs a person comes before what is in order."""
    if asked in ORDER:
        return asked
    first = ORDER if batch.state == BatchState.CHECKED else ("new", "update", *ORDER)
    return next((tab for tab in first if batch.counts.get(tab)), RowStatus.NEW.value)


def tabs_of(batch: ImportBatch, tab: str) -> list[dict[str, Any]]:
    """The tabs that hold rows, for components/tabs.html; "new" and "error" always."""
    named = labels(batch)
    return [
        {"label": named[key], "url": f"?status={key}", "active": key == tab, "count": batch.counts.get(key, 0)}
        for key in ORDER
        if key in ("new", "error") or batch.counts.get(key) or key == tab
    ]
