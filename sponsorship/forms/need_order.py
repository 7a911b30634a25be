"""The weights of the order of need, as the programme sets them."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation.fields import TidyForm
from sponsorship.models import NeedOrder
from sponsorship.models.need import SETTINGS

UNITS = {
    "waiting_days": gettext_lazy("days"),
    "very_young_age": gettext_lazy("years"),
    "nearly_grown_age": gettext_lazy("years"),
}
LABELS = {
    "waiting_points": gettext_lazy("Points each time"),
    "waiting_days": gettext_lazy("For every"),
    "waiting_most": gettext_lazy("At most, for waiting"),
}


def label_of(name: str) -> str:
    field: Any = NeedOrder._meta.get_field(name)
    return str(LABELS.get(name) or capfirst(field.verbose_name))


class NeedOrderForm(TidyForm, forms.ModelForm):
    FAMILY = (
        gettext_lazy("Family"),
        ["lost_both", "lost_one", "poor", "near_poor", "union_member", "sibling_waits"],
    )
    HEALTH = (
        gettext_lazy("Health and care"),
        ["disabled", "ill", "without_support"],
        gettext_lazy("By the groups of article 10. Groups that must stay hidden play no part."),
    )
    HELP = (
        gettext_lazy("Help so far"),
        ["never_helped", "lost_donor"],
        gettext_lazy("Never helped: no pledge that was in force, no gift of a list, no help through another channel."),
    )
    TIME = (
        gettext_lazy("Time of waiting"),
        ["waiting_points", "waiting_days", "waiting_most"],
        gettext_lazy("So many points for each such number of days that the child has waited, up to a limit."),
    )
    AGE = (
        gettext_lazy("Age"),
        ["very_young", "very_young_age", "nearly_grown", "nearly_grown_age"],
    )
    fieldsets = [FAMILY, HEALTH, HELP, TIME, AGE]
    widths = dict.fromkeys(SETTINGS, "third") | dict.fromkeys(
        ["never_helped", "lost_donor", "very_young", "very_young_age", "nearly_grown", "nearly_grown_age"], "half"
    )

    class Meta:
        model = NeedOrder
        fields = SETTINGS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in SETTINGS:
            field: Any = self.fields[name]
            field.label, field.suffix = label_of(name), UNITS.get(name, gettext_lazy("points"))
            field.widget.attrs |= {"inputmode": "numeric", "min": 0}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        young, grown = cleaned.get("very_young_age"), cleaned.get("nearly_grown_age")
        if young is not None and grown is not None and young > grown:
            self.add_error("nearly_grown_age", _("This age must not be below that of a small child."))
        return cleaned

    @property
    def typed(self) -> NeedOrder:
        """The order as far as it is typed rightly, for a look at what it would do."""
        names = [name for name in SETTINGS if name in self.cleaned_data]
        return NeedOrder(unit_id=self.instance.unit_id, **{name: self.cleaned_data[name] for name in names})

    @property
    def is_usable(self) -> bool:
        """Whether what is wrong, if anything, is only that somebody else saved meanwhile."""
        return set(self.errors) <= {NON_FIELD_ERRORS}
