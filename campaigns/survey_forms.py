"""A survey and a unit's answer to it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from campaigns.models import CampaignSurvey, SurveyAnswer, SurveyMark
from campaigns.plan_forms import PartForm
from children.fields import capitalised
from imports.forms import UploadForm
from organisation.fields import TidyForm
from organisation.listing import FilterForm
from organisation.models import Unit

ALL = gettext_lazy("All")
ANSWERS = [
    ("", ALL),
    ("open", gettext_lazy("Still to answer")),
    ("children", gettext_lazy("Has named children")),
    ("none", gettext_lazy("None here")),
]


class SurveyForm(PartForm):
    marks = forms.MultipleChoiceField(
        label=gettext_lazy("Children who"),
        required=False,
        choices=lambda: capitalised(SurveyMark.choices),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = CampaignSurvey
        fields = ["title", "asks", "marks", "due_on"]
        widgets = {"asks": forms.Textarea(attrs={"rows": 4})}

    widths = {"title": "full", "asks": "full", "marks": "full"}


class SurveyUnitFilters(FilterForm):
    answer = forms.ChoiceField(label=gettext_lazy("Answer"), choices=ANSWERS)

    def apply(self, rows: Any) -> Any:
        rows = super().apply(rows)
        answer = self.understood.get("answer")
        if answer == "open":
            return rows.filter(is_answered=False, children_count=0)
        if answer == "children":
            return rows.filter(children_count__gt=0)
        return rows.filter(is_none_here=True) if answer == "none" else rows


class SurveyAnswerForm(TidyForm, forms.ModelForm):
    is_none_here = forms.TypedChoiceField(
        label=gettext_lazy("The unit's answer"),
        choices=[("1", gettext_lazy("No such child here")), ("0", gettext_lazy("All of them are named"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        initial="1",
    )

    class Meta:
        model = SurveyAnswer
        fields = ["is_none_here", "note"]

    widths = {"is_none_here": "full", "note": "full"}


class SurveyListForm(UploadForm):
    """The upload of a list of children for the unit that answers."""

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["kind"]
        field: Any = self.fields["unit"]
        field.queryset = field.queryset.filter(pk=unit.pk)
        field.initial, field.widget = unit, forms.HiddenInput()
