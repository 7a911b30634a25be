"""The pages on which two records are merged, a merge is undone, and likely pairs are shown."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation.access import SignedInRequest, fetch, require
from organisation.access_log import log_access
from organisation.attached import counts, rows_of
from organisation.comparing import Kind, Pair, compare, fuller_of
from organisation.history import display
from organisation.merging import MergeRefused, hindrances, merge_records, rivals, undo_hindrances, undo_merge
from organisation.models.access_log import AccessAction
from organisation.templatetags.vietnamese import NOTHING

SHOWN = 20
SIDES = [("left", gettext_lazy("Record on the left")), ("right", gettext_lazy("Record on the right"))]
SILENT = {"id", "public_id", "created_at", "updated_at", "version"}


class SideField(forms.ChoiceField):
    """One of both records; nothing chosen means what was proposed."""

    def __init__(self, proposed: bool, left: str = "", right: str = "", label: Any = "") -> None:
        super().__init__(choices=SIDES, widget=forms.RadioSelect, required=False, label=label)
        self.initial = "right" if proposed else "left"
        self.left, self.right = left, right

    def clean(self, value: Any) -> str:
        return super().clean(value) or self.initial


class MergeForm(forms.Form):
    """Which record stays, and from which record each fact comes on which they differ."""

    def __init__(self, data: Any, *, kind: Kind, left: Any, right: Any, user: Any) -> None:
        super().__init__(data)
        self.kind, self.left, self.right = kind, left, right
        self.compared = compare(kind, left, right, user)
        self.fields["keep"] = SideField(fuller_of(self.compared, left, right), left.code, right.code)
        for side, record in (("left", left), ("right", right)):
            self.fields[f"seen_{side}"] = forms.IntegerField(widget=forms.HiddenInput, initial=record.version)
        for one in self.compared:
            if one.differs:
                label = capfirst(str(one.line.label))
                self.fields[f"line-{one.line.key}"] = SideField(one.prefers_right, one.left, one.right, label)
        self.rivals = rivals(kind, left, right)
        for number, (rows, mine, theirs) in enumerate(self.rivals):
            first, second = row_text(mine, rows.told_apart_by), row_text(theirs, rows.told_apart_by)
            if first == second:
                continue  # said twice: it stands once, and nobody need choose
            label = f"{capfirst(str(mine._meta.verbose_name))}: {mine}"
            self.fields[f"row-{number}"] = SideField(len(second) > len(first), first, second, label)

    @property
    def choices(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(("line-", "row-"))]

    @property
    def alike(self) -> list[Any]:
        return [one for one in self.compared if not one.differs]

    def answer(self) -> dict[str, Any]:
        """The arguments of merge_records."""
        chosen = self.cleaned_data
        keeps_right = chosen["keep"] == "right"
        kept_side = chosen["keep"]
        seen = (chosen["seen_left"], chosen["seen_right"])
        return {
            "kept": self.right if keeps_right else self.left,
            "other": self.left if keeps_right else self.right,
            "take": {
                name.removeprefix("line-")
                for name, side in chosen.items()
                if name.startswith("line-") and side != kept_side
            },
            "aside": {
                (rows.key, (mine if chosen.get(f"row-{number}", kept_side) == "right" else theirs).pk)
                for number, (rows, mine, theirs) in enumerate(self.rivals)
            },
            "seen": seen[::-1] if keeps_right else seen,
        }


def row_text(row: Any, but: set[str]) -> str:
    """What a row says in one line, `but` some columns."""
    shown = []
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        is_plain = not field.is_relation and field.name not in SILENT | but and not field.generated
        if is_plain and value not in (None, "", []):
            shown.append(f"{capfirst(str(field.verbose_name))}: {display(field, value, {})}")
    return "; ".join(shown) or NOTHING


def merge_page(
    request: SignedInRequest, kind: Kind, left: Any, right: Any, template: str, context: dict[str, Any]
) -> HttpResponse:
    """Both side by side; on a valid answer they are one. The two were fetched through the scope of who asks."""
    if left.pk == right.pk:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = MergeForm(data, kind=kind, left=left, right=right, user=request.user)
    refused = hindrances(kind, left, right, request.user)
    if data is None:
        for record in (left, right):
            log_access(request.user, AccessAction.VIEW, record)
    elif form.is_valid():
        try:
            merge = merge_records(kind=kind, by=request.user, **form.answer())
        except MergeRefused as error:
            form.add_error(None, str(error))
        else:
            said = _("%(code)s is now part of %(kept)s; its old address leads here. Wrong? This page can undo it.")
            messages.success(request, said % {"code": merge.gone_code, "kept": merge.kept.code})
            return redirect(merge.kept)
    moves = moving(kind, left, right)
    more = {"page_title": _("Merge two records"), "form": form, "refused": refused, "moves": moves}
    return render(request, template, {"left": left, "right": right, **more, **context})


def moving(kind: Kind, left: Any, right: Any) -> list[tuple[str, int, int]]:
    """What is attached to either: (what it is, how many left, how many right)."""
    kinds = [rows for rows in rows_of(kind.model) if rows.is_shown]
    names = [str(capfirst(rows.model._meta.verbose_name_plural)) for rows in kinds]
    found = zip(names, counts(kinds, [left, right]), strict=True)
    return [(name, lefts, rights) for name, (lefts, rights) in found if lefts or rights]


def undo_page(request: SignedInRequest, kind: Kind, public_id: Any, template: str) -> HttpResponse:
    """Asks first, or says what stands against it."""
    merge = kind.merges._base_manager.select_related("gone_unit", "merged_by").filter(
        public_id=public_id, undone_at=None
    )
    visible = kind.model._default_manager.visible_to(request.user)  # type: ignore[attr-defined]  # every scoped model has it
    kept: Any = fetch(visible, request.user, kind.permission, pk__in=merge.values("kept"))
    done = merge.get()
    require(request.user, kind.permission, done.gone_unit)
    done.kept = kept
    if request.method == "POST":
        try:
            undo_merge(kind=kind, merge=done, by=request.user)
        except MergeRefused as error:
            messages.error(request, str(error))
        else:
            said = _("%(code)s and %(kept)s are two records again, each with what it had.")
            messages.success(request, said % {"code": done.gone_code, "kept": kept.code})
        return redirect(kept)
    context = {
        "page_title": _("Undo the merge"),
        "merge": done,
        "kept": kept,
        "found": undo_hindrances(kind, done),
        "cancel_url": kept.get_absolute_url(),
    }
    return render(request, template, context)


def pairs_page(
    request: SignedInRequest,
    kind: Kind,
    pairs: list[Pair],
    with_records: Callable[[list[Pair]], list[Pair]],
    template: str,
    context: dict[str, Any],
) -> HttpResponse:
    """Likely pairs, the likeliest first: as many as one looks through at a time, and how many there are."""
    shown = with_records(pairs[:SHOWN])
    for pair in shown:
        pair.compare(kind, request.user)
    more = {"page_title": _("Records that may be the same"), "pairs": shown, "pairs_count": len(pairs)}
    return render(request, template, more | {"is_cut": len(pairs) > SHOWN} | context)


def typed_code(request: HttpRequest) -> str:
    return request.GET.get("code", "").strip().upper()[:24]


def leads_on(kind: Kind) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """For the page of a record: the address of one that was merged leads to the record that stayed."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def found(request: HttpRequest, public_id: Any) -> HttpResponse:
            try:
                return view(request, public_id)
            except Http404:
                stayed = kind.merges._base_manager.filter(gone_public_id=public_id, undone_at=None).values("kept")
                visible = kind.model._default_manager.visible_to(request.user)  # type: ignore[attr-defined]  # every scoped model has it
                kept: Any = visible.filter(pk__in=stayed).first() if request.method == "GET" else None
                if kept is None:
                    raise
                return redirect(kept)

        return found

    return decorate
