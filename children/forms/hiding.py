"""Where a hidden child is, and why nobody else may know."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from children.areas import Areas, communes_of, successors_of
from children.fields import AreaField
from children.models import Whereabouts
from organisation.fields import TidyForm
from organisation.roles import Permission


class HideForm(TidyForm, forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why the place is kept secret"),
        max_length=400,
        help_text=gettext_lazy("For example: the father looks for the child. Only those who see the place read this."),
    )


class WhereaboutsForm(TidyForm, forms.ModelForm):
    class Meta:
        model = Whereabouts
        fields = [
            "reason", "hamlet", "former_commune", "commune", "address_as_written", "school", "parents_union",
            "circumstances", "note",
        ]  # fmt: skip
        widgets = {"circumstances": forms.Textarea(attrs={"rows": 3}), "note": forms.Textarea(attrs={"rows": 5})}

    widths = {"reason": "full", "hamlet": "third", "former_commune": "third", "commune": "third"}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)

    def _guard_version(self) -> None:
        present, former = communes_of(self.user, Permission.VIEW_RESTRICTED)
        labels = {"former_commune": pgettext_lazy("area", "Commune before 7/2025"), "commune": _("Present commune")}
        for name, areas, successors in (("former_commune", former, successors_of(former)), ("commune", present, None)):
            kept = getattr(self.instance, name)
            areas = areas if kept is None or kept in areas else Areas([*areas, kept])
            field: Any = AreaField(areas, successors, label=labels[name])
            field.widget.attrs["class"] = "form-select"
            field.width = self.widths[name]
            self.fields[name] = field
        super()._guard_version()
