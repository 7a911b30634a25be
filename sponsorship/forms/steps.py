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
from sponsorship.models import Pledge, ReviewDecision
from sponsorship.models.states import IN_FORCE, EndReason, PledgeState

BEFORE_FORCE = [EndReason.NOT_APPROVED, EndReason.DONOR_STOPPED, EndReason.ERROR]


class StepForm(TidyForm, forms.Form):
    """Carries the version that the officer saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    version_name = ""  # the operation compares it, not the form
    day = ""  # the field with the day of the step

    def refuse(self, error: Refused) -> None:
        """Show why the operation refused, beside the field it speaks of."""
        field = error.details.get("field") or (self.day if isinstance(error, WrongDay) else None)
        self.add_error(field if field in self.fields else None, str(error))


class ApproveForm(StepForm):
    approved_on = DayField(label=gettext_lazy("Approved on"))
    day = "approved_on"


class SuspendForm(StepForm):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=400,
        help_text=gettext_lazy("For example: the donor lost work and asks to wait until the New Year."),
    )
    from_on = DayField(
        label=gettext_lazy("Suspended from"), help_text=gettext_lazy("What falls due from this day on is not due.")
    )
    until_on = DayField(
        label=gettext_lazy("Goes on from, as far as known"),
        required=False,
        help_text=gettext_lazy("Leave empty if nobody knows yet."),
    )
    day = "from_on"


class ResumeForm(StepForm):
    on = DayField(
        label=gettext_lazy("Goes on from"), help_text=gettext_lazy("What falls due from this day on is due again.")
    )
    day = "on"


class ReviewForm(StepForm):
    decision = forms.ChoiceField(label=gettext_lazy("How it goes on"), widget=forms.RadioSelect)
    reviewed_on = DayField(label=gettext_lazy("Asked on"))
    note = forms.CharField(
        label=gettext_lazy("What donor and family said"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    day = "reviewed_on"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        decision: Any = self.fields["decision"]
        decision.choices = capitalised(ReviewDecision.choices)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("decision") in (ReviewDecision.CHANGE, ReviewDecision.STOP) and not cleaned.get("note"):
            self.add_error("note", _("Write why."))
        return cleaned


class EndForm(StepForm):
    reason = forms.ChoiceField(label=gettext_lazy("Why it ends"))
    on = DayField(
        label=gettext_lazy("Ends from"),
        help_text=gettext_lazy("From this day on the donor does not sponsor the child."),
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=400, required=False)
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
    ends_on = DayField(label=gettext_lazy("To day"), required=False)
    day = "on"

    def __init__(self, *args: Any, user: Any, pledge: Pledge, **kwargs: Any) -> None:
        self.user = user
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = timezone.localdate()
        if pledge.ends_on is None:
            del self.fields["ends_on"]
        else:
            self.fields["ends_on"].initial = pledge.ends_on
        if pledge.state == PledgeState.ENDED:
            self.fields["kind"].initial = "child"

    @property
    def terms(self) -> dict[str, Any]:
        """What replace_pledge takes over the old terms."""
        last = self.cleaned_data.get("ends_on")
        return {"ends_on": last} if last else {}

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
