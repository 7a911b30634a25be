"""Asking units, narrowing the list of them, and what a unit answers on its own page."""

from typing import Any

from django import forms
from django.db.models import Q, prefetch_related_objects
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.event_forms import units_near
from campaigns.file_fields import FilesField
from campaigns.models import Campaign, Participation, ParticipationState
from campaigns.models.measures import MOST_COUNT
from campaigns.operations.participation import Done, Totals
from campaigns.unit_names import UnitNamesField
from organisation.fields import TidyForm
from organisation.formkit import MoneyField
from organisation.listing import FilterForm
from organisation.models import Unit
from organisation.models.unit import UnitKind

ALL = gettext_lazy("All")
ANSWERS = [
    ("", ALL),
    ("awaited", gettext_lazy("Still to answer")),
    ("late", gettext_lazy("Late")),
    *ParticipationState.choices,
]


def unit_kinds() -> list[tuple[str, str]]:
    return [(kind.value, capfirst(str(kind.label))) for kind in UnitKind]


def nodes_of(campaign: Campaign) -> Any:
    """The lead unit, the joint units and whatever stands over other units below them."""
    over = units_near(campaign).open().filter(pk__in=Unit.objects.open().exclude(parent=None).values("parent"))
    roots = Unit.objects.filter(Q(pk=campaign.managing_unit_id) | Q(pk__in=campaign.joint_links.values("unit")))
    return (over | roots).as_tree()


class UnitChoice(forms.ModelChoiceField):
    def label_from_instance(self, unit: Unit) -> str:
        return "\u2003" * unit.depth + unit.name


class AskForm(TidyForm, forms.Form):
    node = UnitChoice(
        Unit.objects.none(),
        label=gettext_lazy("At and below"),
        required=False,
        empty_label=None,
        widget=forms.Select({"data-combobox": ""}),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("All units of these kinds"),
        required=False,
        choices=unit_kinds,
        widget=forms.CheckboxSelectMultiple,
    )
    named = UnitNamesField(
        label=gettext_lazy("Or these units"),
        required=False,
        help_text=gettext_lazy("One a line: the name as in the list of units, or the code."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    fieldsets = [
        (gettext_lazy("Many at once"), ["node", "kinds"]),
        (gettext_lazy("Single units"), ["named"]),
    ]
    widths = {"node": "full", "kinds": "full", "named": "full"}

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        node: Any = self.fields["node"]
        node.queryset = nodes_of(campaign)
        node.initial = campaign.managing_unit_id
        named: Any = self.fields["named"]
        named.among = units_near(campaign)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned.get("kinds") and not cleaned.get("named"):
            self.add_error("kinds", _("Tick at least one kind of unit, or name single units below."))
        return cleaned


class ParticipationFilters(FilterForm):
    answer = forms.ChoiceField(label=gettext_lazy("Answer"), choices=ANSWERS)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of unit"), choices=lambda: [("", ALL), *unit_kinds()])
    branch = forms.CharField(widget=forms.HiddenInput, max_length=24)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs |= {"placeholder": _("Name or code of a unit; marks may be left out")}

    def apply(self, rows: Any) -> Any:
        rows = super().apply(rows)
        chosen = self.understood
        if answer := chosen.get("answer"):
            rows = {"late": rows.late, "awaited": rows.awaited}.get(answer, lambda: rows.filter(state=answer))()
        if kind := chosen.get("kind"):
            rows = rows.filter(unit__kind=kind)
        if branch := chosen.get("branch"):
            node = Unit.objects.filter(code=branch.upper()).first()
            rows = rows.filter(unit__path__startswith=node.path) if node else rows.none()
        return rows


class ExcuseForm(TidyForm, forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why it is excused"), max_length=300)
    widths = {"reason": "full"}


def count_field(label: Any) -> forms.IntegerField:
    field = forms.IntegerField(label=label, required=False, min_value=0, max_value=MOST_COUNT)
    field.widget.attrs["inputmode"] = "numeric"
    return field


class AnswerForm(TidyForm, forms.ModelForm):
    """A plan or a report: words, then numbers for each activity. What is left empty is not known, not zero."""

    def __init__(self, *args: Any, instance: Participation, **kwargs: Any) -> None:
        self.activities = list(instance.campaign.activities.all())
        prefetch_related_objects([instance], "figures")
        super().__init__(*args, instance=instance, **kwargs)

    def figures(self, record: Participation) -> list[tuple[Any, Any]]:
        """Each activity with what the unit said of it, or None."""
        known = {figure.activity_id: figure for figure in record.figures.all()}
        return [(activity, known.get(activity.pk)) for activity in self.activities]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and all(value in (None, "", []) for value in cleaned.values()):
            self.add_error(self.Meta.fields[0], _("Write something, in words or in numbers."))  # type: ignore[attr-defined]  # of the two forms below
        return cleaned

    def _target(self, activity: Any) -> str:
        if activity.target_quantity is None:
            return ""
        words = {"n": f"{activity.target_quantity:,}".replace(",", "."), "measure": activity.get_measure_display()}
        return _("Target of the campaign: %(n)s %(measure)s") % words


class PlanForm(AnswerForm):
    class Meta:
        model = Participation
        fields = ["plan_text"]
        widgets = {"plan_text": forms.Textarea(attrs={"rows": 4})}
        labels = {"plan_text": gettext_lazy("What the unit plans")}

    widths = {"plan_text": "full"}

    def add_fields(self) -> None:
        names = [f"planned-{activity.pk}" for activity in self.activities]
        for name, activity in zip(names, self.activities, strict=True):
            self.fields[name] = count_field(f"{activity.name} ({activity.get_measure_display()})")
            self.fields[name].help_text = self._target(activity)
        self.fieldsets = [(_("In words"), ["plan_text"])]
        if names:
            self.fieldsets.append((_("In numbers"), names, _("Leave empty what is not known yet.")))

    def beside(self, record: Participation) -> dict[str, Any]:
        said = self.figures(record)
        return {f"planned-{activity.pk}": known.planned_quantity if known else None for activity, known in said}

    @property
    def planned(self) -> dict[int, int | None]:
        return {each.pk: self.cleaned_data.get(f"planned-{each.pk}") for each in self.activities}


class ReportForm(AnswerForm):
    class Meta:
        model = Participation
        fields = ["report_text", "people_count", "times_count", "amount_vnd"]
        widgets = {"report_text": forms.Textarea(attrs={"rows": 4})}
        labels = {
            "report_text": gettext_lazy("What was done"),
            "people_count": gettext_lazy("People helped in all"),
            "times_count": gettext_lazy("Times helped in all"),
            "amount_vnd": gettext_lazy("Money and goods in all"),
        }

    widths = {"report_text": "full", "papers": "full"}
    papers = FilesField(label=gettext_lazy("Photos and files"))
    PARTS = ("done", "amount_vnd", "people", "times", "note")  # the first two in sight, the others behind a fold
    COLUMNS = ("done_quantity", "amount_vnd", "people_count", "times_count", "note")

    def add_fields(self) -> None:
        self.fieldsets = [(_("In words"), ["report_text"])]
        for activity, known in self.figures(self.instance):
            self._add_activity(activity, known)
        totals = ["people_count", "times_count", "amount_vnd"]
        help_text = _("A person helped twice counts as one person and two times. Leave empty what is not known.")
        self.fieldsets.append((_("In total"), totals, help_text))
        self.fieldsets.append((_("Photos and files"), ["papers"]))

    def beside(self, record: Participation) -> dict[str, Any]:
        return {
            self._name(activity, part): getattr(known, column, None)
            for activity, known in self.figures(record)
            for part, column in zip(self.PARTS, self.COLUMNS, strict=True)
        }

    def _add_activity(self, activity: Any, known: Any) -> None:
        said = {
            "done": count_field(_("Done (%(measure)s)") % {"measure": activity.get_measure_display()}),
            "amount_vnd": MoneyField(label=_("Money and goods"), required=False),
            "people": count_field(_("Different people")),
            "times": count_field(_("Times")),
            "note": forms.CharField(label=_("Note"), max_length=400, required=False),
        }
        self.fields |= {self._name(activity, part): field for part, field in said.items()}
        planned = known.planned_quantity if known else None
        help_text = _("Planned: %(n)s") % {"n": planned} if planned is not None else self._target(activity)
        self.fields[self._name(activity, "note")].width = "full"  # type: ignore[attr-defined]  # read by {% field %}
        self.fieldsets.append((activity.name, [self._name(activity, part) for part in self.PARTS], help_text))

    @staticmethod
    def _name(activity: Any, part: str) -> str:
        return f"a{activity.pk}-{part}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        pairs = [(self._name(each, "people"), self._name(each, "times")) for each in self.activities]
        for people, times in [("people_count", "times_count"), *pairs]:
            if cleaned.get(people) is not None and cleaned.get(times) is not None and cleaned[times] < cleaned[people]:
                self.add_error(times, _("The times helped cannot be fewer than the people."))
        return cleaned

    @property
    def done(self) -> dict[int, Done]:
        said = {}
        for each in self.activities:
            done, amount, people, times, note = (self.cleaned_data.get(self._name(each, part)) for part in self.PARTS)
            said[each.pk] = Done(
                done_quantity=done, people_count=people, times_count=times, amount_vnd=amount, note=note or ""
            )
        return said

    @property
    def totals(self) -> Totals:
        return Totals(**{name: self.cleaned_data.get(name) for name in ("people_count", "times_count", "amount_vnd")})  # type: ignore[typeddict-item]  # the three of them
