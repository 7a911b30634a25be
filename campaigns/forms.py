"""A campaign or sponsorship round, and what narrows the list of them."""

from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import Campaign, CampaignKind
from campaigns.plan_forms import check_days
from organisation.access import can, units_where
from organisation.fields import TidyForm
from organisation.listing import FilterForm
from organisation.models import Unit
from organisation.roles import Permission

ALL = gettext_lazy("All")
DEEPEST = 2  # programme, phase, round: a third level below nobody could draw on paper
WHEN = [
    ("now", gettext_lazy("Under way")),
    ("ahead", gettext_lazy("Still to begin")),
    ("over", gettext_lazy("Over")),
]


def kinds() -> list[tuple[str, Any]]:
    return [(kind.value, capfirst(str(kind.label))) for kind in CampaignKind]


class CampaignChoice(forms.ModelChoiceField):
    """Campaigns as a tree: what is part of another stands further to the right."""

    def label_from_instance(self, campaign: Campaign) -> str:
        return "\u2003" * campaign.depth + campaign.name


class CampaignFilters(FilterForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind of campaign"), choices=lambda: [("", ALL), *kinds()])
    when = forms.ChoiceField(label=gettext_lazy("When"), choices=[("", ALL), *WHEN])
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=gettext_lazy("Lead unit"),
        empty_label=ALL,
        widget=forms.Select({"data-combobox": ""}),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_where(user, Permission.VIEW_PLEDGES).order_by("path")  # type: ignore[attr-defined]  # a ModelChoiceField
        self.fields["q"].widget.attrs |= {
            "placeholder": _("Name or code of a campaign; marks may be left out"),
            "spellcheck": "false",
        }

    def apply(self, rows: QuerySet) -> QuerySet:
        rows = super().apply(rows)
        chosen = self.understood
        if kind := chosen.get("kind"):
            rows = rows.filter(kind=kind)
        if when := chosen.get("when"):
            rows = rows.filter(_at_that_time(when))
        if unit := chosen.get("unit"):
            rows = rows.filter(managing_unit__path__startswith=unit.path)
        return rows


def _at_that_time(when: str) -> Q:
    today = timezone.localdate()
    over, ahead = Q(ends_on__lt=today), Q(starts_on__gt=today)
    begun = Q(starts_on=None) | Q(starts_on__lte=today)
    unfinished = Q(ends_on=None) | Q(ends_on__gte=today)
    return {"over": over, "ahead": ahead, "now": begun & unfinished}[when]


class CampaignForm(TidyForm, forms.ModelForm):
    kind = forms.ChoiceField(label=gettext_lazy("Kind of campaign"), choices=kinds)
    parent = CampaignChoice(
        Campaign.objects.none(),
        label=gettext_lazy("Part of"),
        required=False,
        empty_label=gettext_lazy("Nothing: it stands by itself"),
        help_text=gettext_lazy("A round is part of a phase of the programme."),
    )

    fieldsets = [
        (gettext_lazy("The campaign"), ["name", "kind", "parent", "theme"]),
        (
            gettext_lazy("When and who leads"),
            ["starts_on", "ends_on", "plan_due_on", "report_due_on", "managing_unit"],
            gettext_lazy("A unit is late when its plan or report is not there on the day after."),
        ),
        (
            gettext_lazy("Grounds in words"),
            ["legal_basis", "note"],
            gettext_lazy("Documents with a number are entered one by one on the campaign's page."),
        ),
    ]
    widths = {"name": "full", "theme": "full", "managing_unit": "full"}

    class Meta:
        model = Campaign
        fields = [
            "name", "kind", "parent", "theme", "starts_on", "ends_on", "plan_due_on", "report_due_on", "managing_unit",
            "legal_basis", "note",
        ]  # fmt: skip
        widgets = {
            "managing_unit": forms.Select(attrs={"data-combobox": ""}),
            "legal_basis": forms.Textarea(attrs={"rows": 3}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_units(user)
        self._offer_parents(user)
        if not self.instance.pk:
            self.initial.setdefault("kind", CampaignKind.SPONSORSHIP_ROUND.value)

    def _offer_units(self, user: Any) -> None:
        own = units_where(user, Permission.EDIT_CAMPAIGNS)
        field: Any = self.fields["managing_unit"]
        field.empty_label = None
        kept = Q(pk=self.instance.managing_unit_id)
        field.queryset = Unit.objects.filter(Q(pk__in=own.open().values("pk")) | kept).order_by("path")
        if not self.instance.pk:
            posts = [a.unit for a in user.current_appointments if can(user, Permission.EDIT_CAMPAIGNS, a.unit)]
            self.initial.setdefault("managing_unit", posts[0] if posts else None)

    def _offer_parents(self, user: Any) -> None:
        """Whatever leaves room for this campaign and its parts within three levels, and the present one."""
        field: Any = self.fields["parent"]
        offered = Campaign.objects.visible_to(user)
        if self.instance.pk:
            offered = offered.exclude(path__startswith=self.instance.path)
        highest = DEEPEST - 1 - self._height()
        fitting = [c.pk for c in offered if c.depth <= highest] + [self.instance.parent_id]
        field.queryset = Campaign.objects.filter(pk__in=fitting).as_tree().order_by("-top", "tree")

    def _height(self) -> int:
        """How many levels stand below this campaign."""
        if not self.instance.pk:
            return 0
        below = Campaign.objects.filter(path__startswith=self.instance.path)
        return max(campaign.depth for campaign in below) - self.instance.depth

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        check_days(self, cleaned)
        if cleaned.get("name") and cleaned.get("managing_unit") and self._name_is_taken(cleaned):
            self.add_error("name", _("There is a campaign with this name already in the same place."))
        return self.cleaned_data

    def _name_is_taken(self, cleaned: dict[str, Any]) -> bool:
        same = Campaign.objects.filter(
            managing_unit=cleaned["managing_unit"], parent=cleaned.get("parent"), name=cleaned["name"]
        )
        return same.exclude(pk=self.instance.pk).exists()

    def saved(self) -> bool:
        """Save, unless somebody else took the name at this very moment."""
        try:
            with transaction.atomic():
                self.save()
        except IntegrityError:
            self.add_error("name", _("There is a campaign with this name already in the same place."))
            return False
        return True
