"""The cover of a batch of receipts, and its lines as a table."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models.sources import FundingSource
from children.fields import capitalised
from organisation.access import units_where
from organisation.fields import TidyForm
from organisation.formkit import DayField, MoneyField
from organisation.models import Unit
from organisation.roles import Permission
from sponsorship.models import BatchLine, ReceiptBatch
from sponsorship.models.states import Method

LINES_AT_MOST = 300
EMPTY_LINES = 5


class UnitField(forms.ModelChoiceField):
    """A unit where the person may book money; not asked where there is only one."""

    only: Unit | None = None

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Unit.objects.none(), empty_label=None, **kwargs)

    def offer(self, user: Any) -> None:
        self.queryset = units_where(user, Permission.RECORD_MONEY).open().order_by("path")
        known = list(self.queryset[:2])
        if known:
            self.initial = known[0]
        if len(known) == 1:
            self.widget, self.only = forms.HiddenInput(), known[0]

    def clean(self, value: Any) -> Any:
        return self.only if self.only and value in self.empty_values else super().clean(value)


class CoverForm(TidyForm, forms.Form):
    """What stands on the cover of the pile."""

    declared_count = forms.IntegerField(
        label=gettext_lazy("Number of receipts"),
        min_value=1,
        max_value=LINES_AT_MOST,
        help_text=gettext_lazy("As counted on the pile of papers."),
    )
    declared_vnd = MoneyField(
        label=gettext_lazy("Total of the pile"),
        min_value=1,
        help_text=gettext_lazy("As added up on paper; it is compared with the lines before anything is booked."),
    )
    title = forms.CharField(label=gettext_lazy("What it is"), max_length=120, required=False)
    source = forms.ChoiceField(label=gettext_lazy("Funding source"))
    unit = UnitField(label=gettext_lazy("Unit"))
    fieldsets = [("", ["declared_count", "declared_vnd", "source", "title", "unit"])]
    widths = {"declared_count": "third", "declared_vnd": "third", "source": "third", "title": "half"}

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source: Any = self.fields["source"]
        source.choices = capitalised(FundingSource.choices)
        unit: Any = self.fields["unit"]
        unit.offer(user)

    @property
    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "unit"}


class DraftForm(CoverForm):
    """The cover once more above the table; its unit stays. `version` tells a stale table."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    overrule_reason = forms.CharField(
        label=gettext_lazy("Why it is booked although the totals differ"), max_length=400, required=False
    )
    fieldsets = [("", ["declared_count", "declared_vnd", "source", "title"])]
    widths = CoverForm.widths | {"overrule_reason": "full"}
    version_name = ""  # the operation compares it

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        del self.fields["unit"]

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("declared_count", "declared_vnd", "title", "source")}


class LineForm(forms.Form):
    """One paper. A line with nothing but a day and a method is no line."""

    pledge_text = forms.CharField(
        label=gettext_lazy("Pledge"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"data-find-pledge": "", "autocomplete": "off", "spellcheck": "false"}),
    )
    amount_vnd = MoneyField(label=gettext_lazy("Amount of money"), required=False, min_value=1)
    received_on = DayField(label=gettext_lazy("Received on"), required=False)
    method = forms.ChoiceField(label=gettext_lazy("Method"))
    reference = forms.CharField(label=gettext_lazy("Number of the paper"), max_length=60, required=False)
    allow_surplus = forms.BooleanField(label=gettext_lazy("Surplus"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs |= {"empty_permitted": True, "use_required_attribute": False}
        super().__init__(*args, **kwargs)
        method: Any = self.fields["method"]
        method.choices = capitalised(Method.choices)
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = str(field.label)
            css = {"allow_surplus": "form-check-input", "method": "form-select"}.get(name, "form-control")
            field.widget.attrs["class"] = css
        self.fields["pledge_text"].widget.attrs["title"] = self["pledge_text"].value() or ""  # longer than its cell

    @property
    def is_line(self) -> bool:
        data = getattr(self, "cleaned_data", {})
        return any(data.get(name) for name in ("pledge_text", "amount_vnd", "reference")) or bool(self.errors)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        return {name: value.strip() if isinstance(value, str) else value for name, value in cleaned.items()}


class LineFormSet(forms.BaseFormSet):
    forms: list[LineForm]

    @property
    def lines(self) -> list[LineForm]:
        """The forms that hold something, in the order of the table."""
        return [form for form in self.forms if form.is_line]

    def clean(self) -> None:
        if len(self.lines) > LINES_AT_MOST:
            raise ValidationError(_("A batch has %(n)s lines at most.") % {"n": LINES_AT_MOST})


Lines = forms.formset_factory(
    LineForm, formset=LineFormSet, extra=EMPTY_LINES, max_num=LINES_AT_MOST, absolute_max=LINES_AT_MOST + 50
)


def table_of_post(data: Any) -> LineFormSet:
    return cast(LineFormSet, Lines(data, prefix="line"))


def table_of(batch: ReceiptBatch, shown: dict[int, str]) -> Any:
    """The table with the batch's lines and as many empty ones as the cover still promises.

    `shown`: the text of each line's pledge by the line's pk.
    """
    lines: list[BatchLine] = list(batch.lines.all())
    initial = [
        {
            "pledge_text": shown.get(line.pk) or line.pledge_text,
            "amount_vnd": line.amount_vnd,
            "received_on": line.received_on,
            "method": line.method,
            "reference": line.reference,
            "allow_surplus": line.allow_surplus,
        }
        for line in lines
    ]
    formset = Lines(prefix="line", initial=initial)
    formset.extra = max(EMPTY_LINES if lines else 1, min(batch.declared_count or 0, LINES_AT_MOST) - len(lines), 1)
    return formset
