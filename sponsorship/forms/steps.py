"""What is asked before a step: a reason, a day, another child."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from children.fields import capitalised
from children.models import Child
from donors.models import Donor
from organisation.access import units_where
from organisation.fields import TidyForm
from organisation.formkit import DayField, MoneyField
from organisation.roles import Permission
from sponsorship.exceptions import Refused, WrongDay
from sponsorship.models import Pledge
from sponsorship.models.states import IN_FORCE, EndReason

BEFORE_FORCE = [EndReason.NOT_APPROVED, EndReason.DONOR_STOPPED, EndReason.ERROR]


class StepForm(TidyForm, forms.Form):
    """Carries the version that the officer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version_name = ""  # the operation compares it, not the form
    day = ""  # the field with the day of the step

    def refuse(self, error: Refused) -> None:
        """Show why the operation refused, beside the field it speaks of."""
        field = self.day if isinstance(error, WrongDay) else error.details.get("field")
        self.add_error(field if field in self.fields else None, str(error))


class ApproveForm(StepForm):
    approved_on = DayField(label=gettext_lazy("Approved on"))
    day = "approved_on"


class EndForm(StepForm):
    reason = forms.ChoiceField(label=gettext_lazy("Why it ends"))
    on = DayField(
        label=gettext_lazy("Ends from"),
        help_text=gettext_lazy("From this day on the donor does not sponsor the child."),
    )
    with_others = forms.BooleanField(label=gettext_lazy("End the child's other pledges too"), required=False)
    day = "on"

    def __init__(self, *args: Any, pledge: Pledge, others: list[Pledge], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_force = pledge.state in IN_FORCE
        offered = [r for r in EndReason if (r != EndReason.NOT_APPROVED and r != EndReason.REPLACED)]
        choices = [(r.value, r.label) for r in (offered if in_force else BEFORE_FORCE)]
        reason: Any = self.fields["reason"]
        reason.choices = [("", _("— choose —")), *capitalised(choices)]
        self.fields["on"].initial = timezone.localdate()
        if not others:
            del self.fields["with_others"]
        else:
            codes = ", ".join(f"{other.code} ({other.donor})" for other in others)
            self["with_others"].help_text = _("Only when the child leaves the programme. They are: %(pledges)s.") % {
                "pledges": codes
            }
            self.fields["with_others"].initial = True


class RateForm(StepForm):
    rate_vnd = MoneyField(label=gettext_lazy("New amount each time"), min_value=1)
    from_on = DayField(label=gettext_lazy("From day"), help_text=gettext_lazy("What fell due before stays as it was."))
    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)
    day = "from_on"


class ReplaceForm(StepForm):
    """Another child for the donor, or another donor for the child, found by code or name."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What changes"),
        choices=[
            ("child", gettext_lazy("The donor goes on with another child")),
            ("donor", gettext_lazy("Another donor goes on with the child")),
        ],
        widget=forms.RadioSelect,
    )
    code = forms.CharField(
        label=gettext_lazy("Code or full name"),
        max_length=120,
        help_text=gettext_lazy("Of the other child or the other donor, for example TE000123 or ND000045."),
    )
    on = DayField(label=gettext_lazy("From day"))
    day = "on"

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()

    def candidates(self, kind: str) -> Any:
        if kind == "donor":
            return Donor.objects.visible_to(self.user)
        return Child.objects.filter(managing_unit__in=units_where(self.user, Permission.MATCH))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("kind") and cleaned.get("code"):
            found = list(self.candidates(cleaned["kind"]).search(cleaned["code"])[:2])
            if len(found) != 1:
                problem = (
                    _("Nobody is found by this.") if not found else _("Several are found by this: write the code.")
                )
                raise ValidationError({"code": problem})
            cleaned["found"] = {cleaned["kind"]: found[0]}
        return cleaned
