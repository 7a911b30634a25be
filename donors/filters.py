"""What an officer narrows the lists of donors and of registrations by."""

from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from donors.models import Donor, DonorKind, RegistrationState
from donors.sponsoring import promised_count, sponsors_anybody
from organisation.access import units_where
from organisation.history import changed_by_others
from organisation.listing import FilterForm
from organisation.models import Unit
from organisation.roles import Permission

ALL = gettext_lazy("All")
SPONSORING = [
    ("yes", gettext_lazy("Sponsors a child today")),
    ("no", gettext_lazy("Sponsors nobody yet")),
    ("free", gettext_lazy("Can take one more child")),
]


def kinds() -> list[tuple[str, Any]]:
    return [(kind.value, capfirst(str(kind.label))) for kind in DonorKind]


class DonorFilters(FilterForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind of donor"), choices=lambda: [("", ALL), *kinds()])
    sponsoring = forms.ChoiceField(label=gettext_lazy("Sponsoring"), choices=[("", ALL), *SPONSORING])
    union = forms.ChoiceField(
        label=gettext_lazy("Wishes"), choices=[("", ALL), ("yes", gettext_lazy("A union member's child"))]
    )
    changed = forms.ChoiceField(
        label=gettext_lazy("Changed"), choices=[("", ALL), ("others", gettext_lazy("by others, in the last 7 days"))]
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=gettext_lazy("Managing unit"),
        empty_label=ALL,
        widget=forms.Select({"data-combobox": ""}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["unit"].queryset = units_where(user, Permission.VIEW_DONORS).order_by("path")  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["q"].widget.attrs |= {
            "placeholder": _("Name, phone or code; marks may be left out"),
            "spellcheck": "false",
        }

    def apply(self, rows: QuerySet) -> QuerySet:
        rows = super().apply(rows)
        chosen = self.understood
        if kind := chosen.get("kind"):
            rows = rows.filter(kind=kind)
        if sponsoring := chosen.get("sponsoring"):
            rows = rows.filter(_sponsoring(sponsoring))
        if "union" in chosen:
            rows = rows.filter(wishes_union_member_child=True)
        if "changed" in chosen:
            rows = changed_by_others(rows, self.user)
        if unit := chosen.get("unit"):
            rows = rows.filter(managing_unit__path__startswith=unit.path)
        return rows

    @property
    def in_words(self) -> str:
        """The filters in use, for the head of a printed list."""
        return " · ".join(f"{chip.label}: {chip.value}" for chip in self.chips)


def _sponsoring(answer: str) -> Any:
    """How much a donor can take counts only where it was said."""
    if answer == "free":
        counted = Donor.objects.annotate(promised_count=promised_count())
        return Q(pk__in=counted.filter(capacity_children__gt=F("promised_count")).values("pk"))
    return sponsors_anybody() if answer == "yes" else ~sponsors_anybody()


class RegistrationFilters(FilterForm):
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=lambda: [
            ("", _("Waiting")),
            (RegistrationState.ACCEPTED.value, _("Accepted")),
            (RegistrationState.DECLINED.value, _("Declined")),
            ("all", _("All")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs |= {
            "placeholder": _("Name or phone; marks may be left out"),
            "spellcheck": "false",
        }

    def apply(self, rows: QuerySet) -> QuerySet:
        rows = super().apply(rows)
        state = self.understood.get("state", RegistrationState.WAITING)
        return rows if state == "all" else rows.filter(state=state)
