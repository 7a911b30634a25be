"""Hiding where a child is, and showing it again."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from children.models import Child, Whereabouts
from children.models.hiding import PARTS, PLACES
from children.operations import recorded
from imports.erasing import forget_in_lists
from imports.models import ImportBatch
from imports.operations import once_entered
from imports.writers import root_path
from organisation.access import can
from organisation.models import User
from organisation.operations import Refused
from organisation.roles import Permission

Step = Callable[[Child, ImportBatch | None], None]
_also: list[Step] = []


def also_hides(step: Step) -> Step:
    """Apps above empty what they wrote down of the child's place; called inside the transaction, and once more for
    each list entered while the child is hidden."""
    _also.append(step)
    return step


def forget_place(child: Child, batch: ImportBatch | None = None) -> None:
    """Takes the place out of what was copied from the record or from lists; `batch`: from this list alone."""
    for record in (child, *child.progress.all()):
        forget_in_lists(record, batch=batch)
    for step in _also:
        step(child, batch)


@once_entered
def forget_again(batch: ImportBatch) -> None:
    """A list that was entered later may say where a hidden child is."""
    for child in Child.objects.filter(is_hidden=True, managing_unit__path__startswith=root_path(batch)):
        forget_place(child, batch)


def sees_place(user: Any, child: Child) -> bool:
    """Whether what tells where the child is may be shown: always, unless it is hidden."""
    return not child.is_hidden or can(user, Permission.VIEW_RESTRICTED, child.managing_unit)


@recorded
@transaction.atomic
def hide(*, child: Child, reason: str, by: User) -> Whereabouts:
    """Moves what tells where the child is out of its record, its lists and gifts. Raises Refused if that was done."""
    child = Child.objects.select_for_update().get(pk=child.pk)
    if child.is_hidden:
        raise Refused(_("The place of this child is kept secret already."))
    kept = {name: getattr(child, name) for name in PLACES if name != "note"}
    parts = {related: _texts(getattr(child, related).all(), fields) for related, fields in PARTS.items()}
    note = "\n".join(filter(None, [child.note, *_said(child, parts)]))
    found = Whereabouts.objects.create(child=child, reason=reason, hidden_by=by, note=note[:4000], parts=parts, **kept)
    found.parts["note"] = child.note
    found.save(update_fields=["parts"])
    Child.objects.filter(pk=child.pk).update(is_hidden=True)
    for related, fields in PARTS.items():
        getattr(child, related).update(**dict.fromkeys(fields, ""))
    forget_place(child)
    return found


def _texts(rows: Iterable[Any], fields: tuple[str, ...]) -> dict[str, dict[str, str]]:
    found = {str(row.pk): {name: getattr(row, name) for name in fields if getattr(row, name)} for row in rows}
    return {pk: texts for pk, texts in found.items() if texts}


def _said(child: Child, parts: dict[str, Any]) -> list[str]:
    """What the parts said, a line each: for whoever may read it while it is not in its place."""
    lines = []
    for related, rows in parts.items():
        for part in getattr(child, related).filter(pk__in=rows):
            lines.append(f"{part}: {', '.join(rows[str(part.pk)].values())}")
    return lines


@recorded
@transaction.atomic
def show_again(*, child: Child, by: User) -> None:
    """Puts everything back where it stood. Raises Refused for a child that is not hidden."""
    child = Child.objects.select_for_update().get(pk=child.pk)
    found = Whereabouts.objects.filter(child=child).first()
    if not child.is_hidden or found is None:
        raise Refused(_("The place of this child is not kept secret."))
    for name in PLACES:
        setattr(child, name, getattr(found, name))
    child.note = found.parts.get("note", "")
    child.is_hidden = False
    child.save()
    for related in PARTS:
        for pk, texts in found.parts.get(related, {}).items():
            getattr(child, related).filter(pk=pk).update(**texts)
    found.delete()
