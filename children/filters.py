"""What a clerk narrows the list of children by."""

import datetime
from typing import Any

from django import forms
from django.db.models import Case, DateField, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from children.areas import communes_to_filter_by, units_to_filter_by
from children.fields import AreaField, capitalised
from children.models import Caregiver, Consent, Visit
from children.models.choices import OrphanStatus, Poverty, Sex
from children.states import on_the_way_out, turning, years_before
from organisation.access import units_where
from organisation.formkit import dress
from organisation.history import changed_by_others
from organisation.listing import FilterForm
from organisation.remembering import remembered
from organisation.roles import Permission
from organisation.selects import Choices

ALL = gettext_lazy("All")
LONG_AGO = datetime.date(1900, 1, 1)
AGES = {"0-5": (0, 5), "6-10": (6, 10), "11-14": (11, 14), "15-17": (15, 17), "18-": (18, 60)}
STATES = [
    ("waiting", gettext_lazy("waiting")),
    ("sponsored", gettext_lazy("sponsored")),
    ("out_of_need", gettext_lazy("not in need")),
    ("leaving", gettext_lazy("soon 18 or older")),
]
AGE_CHOICES = [
    ("0-5", gettext_lazy("under 6")),
    ("6-10", gettext_lazy("6–10 years")),
    ("11-14", gettext_lazy("11–14 years")),
    ("15-17", gettext_lazy("15–17 years")),
    ("18-", gettext_lazy("18 and over")),
]
MISSING = [
    ("birth", gettext_lazy("birth date")),
    ("sex", gettext_lazy("sex")),
    ("commune", gettext_lazy("commune")),
    ("orphan", gettext_lazy("orphan status")),
    ("carer", gettext_lazy("caregiver")),
    ("phone", gettext_lazy("phone")),
    ("consent", gettext_lazy("consent to keep the record")),
]


def _has(model: Any, **lookup: Any) -> Exists:
    return Exists(model.objects.filter(child=OuterRef("pk"), **lookup))


def lacking(what: str) -> Any:
    """Records in which this is missing."""
    conditions: dict[str, Any] = {
        "birth": lambda: Q(birth_date=None),
        "sex": lambda: Q(sex=Sex.UNKNOWN),
        "commune": lambda: Q(commune=None),
        "orphan": lambda: Q(orphan_status=OrphanStatus.UNKNOWN),
        "carer": lambda: ~_has(Caregiver),
        "phone": lambda: ~_has(Caregiver, phone__gt=""),
        "consent": lambda: ~_has(Consent, purpose="process", withdrawn_on=None),
    }
    return conditions[what]()


FOLLOW = [
    ("turns_16", gettext_lazy("turns 16 within 60 days")),
    ("turns_18", gettext_lazy("18 within 60 days, or already")),
    ("no_visit", gettext_lazy("sponsored, no visit this year")),
]


def to_follow(what: str) -> Any:
    """Children whom an officer looks after before it is too late."""
    if what == "no_visit":
        new_year = timezone.localdate().replace(month=1, day=1)
        return Q(sponsors_count__gt=0) & ~_has(Visit, visited_on__gte=new_year)
    return turning(16 if what == "turns_16" else 18)


def in_state(rows: Any, state: str) -> Any:
    today = timezone.localdate()
    if state == "waiting":
        return rows.waiting()
    if state == "sponsored":
        return rows.sponsored()
    if state == "leaving":
        return rows.filter(on_the_way_out())
    return rows.filter(Q(needs_since=None) | Q(needs_since__gt=today) | Q(need_ended_on__lte=today), sponsors_count=0)


def of_age(rows: Any, band: str) -> Any:
    """Whole years today: born after the day that many and one years ago, up to the day that many years ago."""
    youngest, oldest = AGES[band]
    today = timezone.localdate()
    return rows.filter(birth_date__gt=years_before(today, oldest + 1), birth_date__lte=years_before(today, youngest))


CHANGED = [("", ALL), ("others", gettext_lazy("by others, in the last 7 days"))]


class UnfoldingFilters(FilterForm):
    """A few filters in sight, the others behind “More filters”; each one in use is told and can be taken away."""

    always_shown: tuple[str, ...] = ()

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs["spellcheck"] = "false"
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
                field.choices = self._standing(name, field)

    def _standing(self, name: str, field: forms.ChoiceField) -> Choices:
        """The choices of the class, which are the same on every page, beginning with a capital."""
        key = ("standing", type(self), name, get_language())
        return remembered(key, 300, lambda: Choices(capitalised(field.choices)))

    def _add(self, name: str, field: forms.Field) -> None:
        dress(field)
        self.fields[name] = field

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.always_shown]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [bound for bound in self.visible_fields() if bound.name not in ("q", *self.always_shown)]

    @property
    def more_in_use(self) -> int:
        return sum(bound.name in self.understood for bound in self.more_fields)


class ChildFilters(UnfoldingFilters):
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=[("", ALL), *STATES])
    age = forms.ChoiceField(label=gettext_lazy("Age"), choices=[("", ALL), *AGE_CHOICES])
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), choices=[("", ALL), *[c for c in Sex.choices if c[0]]])
    orphan = forms.ChoiceField(label=gettext_lazy("Orphan status"), choices=[("", ALL), *OrphanStatus.choices])
    poverty = forms.ChoiceField(
        label=pgettext_lazy("poverty", "Household"), choices=[("", ALL), *[c for c in Poverty.choices if c[0]]]
    )
    union = forms.ChoiceField(
        label=gettext_lazy("Child of a union member"),
        choices=[("", ALL), ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
    )
    follow = forms.ChoiceField(label=gettext_lazy("To follow up"), choices=[("", ALL), *FOLLOW])
    changed = forms.ChoiceField(label=gettext_lazy("Changed"), choices=CHANGED)
    missing = forms.ChoiceField(label=gettext_lazy("Missing"), choices=[("", gettext_lazy("—")), *MISSING])

    always_shown = ("state", "commune", "age")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        self.fields["q"].widget.attrs["placeholder"] = _("Name or code; marks may be left out")
        present, former = communes_to_filter_by(user)
        self._add("commune", AreaField(present, label=_("Present commune"), empty_label=ALL))
        self._add("former", AreaField(former, label=_("Commune before 7/2025"), empty_label=ALL))
        units = units_where(user, Permission.VIEW_CHILDREN)
        unit = forms.ModelChoiceField(units, label=_("Managing unit"), empty_label=ALL, required=False)
        unit.choices = units_to_filter_by(user, ALL)
        self._add("unit", unit)

    def apply(self, rows: QuerySet) -> QuerySet:
        rows = super().apply(rows)
        chosen = self.understood
        if state := chosen.get("state"):
            rows = in_state(rows, state)
        if age := chosen.get("age"):
            rows = of_age(rows, age)
        if follow := chosen.get("follow"):
            rows = rows.filter(to_follow(follow))
        if missing := chosen.get("missing"):
            rows = rows.filter(lacking(missing))
        if "changed" in chosen:
            rows = changed_by_others(rows, self.user)
        if unit := chosen.get("unit"):
            rows = rows.filter(managing_unit__path__startswith=unit.path)
        rows = rows.filter(**self._plain(chosen))
        return self._when_waiting(rows) if self.data.get("sort", "").endswith("waiting") else rows

    @staticmethod
    def _plain(chosen: dict[str, Any]) -> dict[str, Any]:
        columns = {
            "sex": "sex",
            "orphan": "orphan_status",
            "poverty": "poverty",
            "commune": "commune",
            "former": "former_commune",
        }
        found = {column: chosen[name] for name, column in columns.items() if name in chosen}
        return found | ({"is_union_member_child": chosen["union"] == "yes"} if "union" in chosen else {})

    def _when_waiting(self, rows: QuerySet) -> QuerySet:
        """Since when a child waits; who does not wait comes last, whichever way the list is sorted."""
        since = Case(
            When(
                Q(sponsors_count=0, needs_since__isnull=False, need_ended_on=None),
                then=Greatest("needs_since", "last_pledge_ended_on"),
            ),
            output_field=DateField(),
        )
        last = LONG_AGO if self.data["sort"].startswith("-") else datetime.date.max
        return rows.annotate(waiting_on=Coalesce(since, Value(last)))
