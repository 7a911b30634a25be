"""Which children a workbook of a school year is made for."""

from typing import Any

from django import forms
from django.db.models import Func, TextField
from django.utils import timezone
from django.utils.translation import gettext_lazy

from children.models import Child
from organisation.access import units_where
from organisation.formkit import PaperForm
from organisation.models import Unit
from organisation.roles import Permission
from vietnamese.text import fold

SCHOOL_BEGINS = 8  # in August the new year is prepared


def school_years() -> list[tuple[str, str]]:
    today = timezone.localdate()
    newest = today.year if today.month >= SCHOOL_BEGINS else today.year - 1
    return [(str(year), f"{year}–{year + 1}") for year in range(newest, newest - 5, -1)]


class ProgressSheetForm(PaperForm, forms.Form):
    school_year = forms.TypedChoiceField(label=gettext_lazy("School year"), choices=school_years, coerce=int)
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Children of"),
        queryset=Unit.objects.none(),
        empty_label=None,
        widget=forms.Select({"data-combobox": ""}),
    )
    school = forms.CharField(
        label=gettext_lazy("School"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("Part of its name; leave it empty for all schools."),
    )
    only_sponsored = forms.BooleanField(label=gettext_lazy("Only children who have a donor"), required=False)

    fieldsets = [(gettext_lazy("The workbook"), ["school_year", "unit", "school", "only_sponsored"])]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        unit: Any = self.fields["unit"]
        unit.queryset = units_where(user, Permission.EXPORT).order_by("path")

    @property
    def children(self) -> Any:
        """The children chosen, by school, class and name."""
        chosen = self.cleaned_data
        rows = Child.objects.visible_to(self.user).filter(managing_unit__path__startswith=chosen["unit"].path)
        if chosen["only_sponsored"]:
            rows = rows.sponsored()
        folded = Func("school", function="vi_fold", output_field=TextField())
        for word in fold(chosen["school"]).split():
            rows = rows.alias(school_folded=folded).filter(school_folded__contains=word)
        return rows.order_by("school", "grade", "name_sort", "id")
