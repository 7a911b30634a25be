"""What the pages of imported lists show beyond the kit."""

from typing import Any

from django import template
from django.db.models import Q
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from imports.forms import LayoutForm
from imports.layouts import Group
from imports.models import BatchState, ImportBatch, ImportRow, RowStatus
from imports.writers import writers
from organisation.templatetags.ui import badge

register = template.Library()
MOST_LISTS = 10  # named on a record's page
TONES = {
    BatchState.CHECKED: ("wait", "clock"),
    BatchState.APPLIED: ("good", "circle-check"),
    BatchState.UNDONE: ("quiet", "arrow-back-up"),
    BatchState.DISCARDED: ("quiet", "minus"),
}


@register.simple_tag
def batch_badge(batch: ImportBatch) -> SafeString:
    tone, icon = TONES[BatchState(batch.state)]
    return badge(batch.get_state_display(), tone, icon)


@register.filter
def kind_label(batch: ImportBatch) -> str:
    how = writers().get(batch.kind)
    return _(how.kind.label) if how else batch.kind


@register.filter
def translated(message: str) -> str:
    return _(message) if message else ""


@register.filter
def sheet_remarks(batch: ImportBatch) -> list[tuple[str, str]]:
    """What to know of how the file was read, each sentence with the sheets it is about ("" when it is about all)."""
    told: dict[str, list[str]] = {}
    sheets = batch.layout.get("sheets", [])
    for sheet in sheets:
        for remark in sheet.get("remarks", []):
            message = remark["message"]  # a text of the catalogue, by name: the collector takes quoted words for texts
            told.setdefault(_(message) % remark["params"], []).append(sheet["name"])
    return [(text, ", ".join(names) if len(names) < len(sheets) else "") for text, names in told.items()]


@register.filter
def samples(group: Group, index: int) -> list[str]:
    return group.samples(index)


@register.filter
def column_fields(form: LayoutForm, group: Group) -> list[tuple[dict, BoundField]]:
    return [(column, form[f"g{group.number}-{column['letter']}"]) for column in group.columns]


@register.filter
def sheet_fields(form: LayoutForm, group: Group) -> list[BoundField]:
    return [form[f"g{group.number}-use{number}"] for number in range(len(group.sheets))]


@register.simple_tag
def header_field(form: LayoutForm, group: Group, end: str) -> BoundField:
    return form[f"g{group.number}-{end}"]


@register.filter
def unread_fields(form: LayoutForm) -> list[tuple[dict, BoundField, BoundField]]:
    return [(sheet, form[f"u{n}-use"], form[f"u{n}-first"]) for n, sheet in enumerate(form.unread)]


@register.inclusion_tag("imports/came_from.html", takes_context=True)
def came_from(context: dict, record: Any) -> dict[str, Any]:
    """The rows that a record came in with or was completed by, for who may see their lists; a list without its row
    where the file no longer tells."""
    lists = ImportBatch.objects.visible_to(context["request"].user)
    own = [how.kind.key for how in writers().values() if isinstance(record, how.record)]
    spoken = Q(status=RowStatus.NEW) | Q(status=RowStatus.UPDATE, batch__state=BatchState.APPLIED)
    rows = ImportRow.objects.filter(spoken, batch__in=lists, batch__kind__in=own, record_id=record.pk)
    found = list(rows.select_related("batch").defer("values", "as_written", "errors").order_by("batch_id")[:MOST_LISTS])
    origins = [{"batch": row.batch, "row": row, "is_origin": row.status == RowStatus.NEW} for row in found]
    if record.import_batch_id and not any(row.status == RowStatus.NEW for row in found):
        origins = [*_came_along(lists.filter(pk=record.import_batch_id).first(), record), *origins]
    return {"origins": origins}


def _came_along(batch: ImportBatch | None, record: Any) -> list[dict[str, Any]]:
    """The row of another kind of list that the record came in with: the child or the donor of a pledge."""
    if batch is None:
        return []
    row, how = None, writers().get(batch.kind)
    link = next((f.name for f in how.record._meta.fields if f.related_model is type(record)), "") if how else ""
    if how and link:
        linked = how.record._base_manager.filter(**{link: record, dict(how.makes)[how.record]: batch}).values("pk")
        row = batch.rows.filter(record_id__in=linked, status=RowStatus.NEW).only("sheet", "row").order_by("id").first()
    return [{"batch": batch, "row": row, "is_origin": True}]
