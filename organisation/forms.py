"""The forms of units, accounts and appointments."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from organisation.access import paths_where, units_where
from organisation.areas import choices_for
from organisation.formkit import DayField, PaperForm
from organisation.models import Area, SubjectRequest, Unit, User
from organisation.models.subject_request import Outcome
from organisation.models.unit import UnitKind
from organisation.roles import Permission, Role
from vietnamese.text import clean


class UnitChoice(forms.ModelChoiceField):
    """Units as a tree: what lies below stands further to the right."""

    def label_from_instance(self, unit: Unit) -> str:
        return "\u2003" * unit.depth + unit.name


class UnitForm(PaperForm, forms.ModelForm):
    parent = UnitChoice(Unit.objects.none(), label=_("Part of"), empty_label=None)
    places = forms.TypedMultipleChoiceField(
        label=_("Communes where it works"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    fieldsets = [
        (_("The unit"), ["name", "kind", "parent", "starts_on"]),
        (_("Areas"), ["places"], _("Leave empty if it works wherever the unit above it does.")),
    ]
    widths = {"name": "full", "places": "full"}

    class Meta:
        model = Unit
        fields = ["name", "kind", "parent", "starts_on"]

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        managed = units_where(user, Permission.MANAGE_UNITS).open().as_tree()
        if self.instance.pk and self.instance.parent_id is None:
            del self.fields["kind"]
        else:
            offered = [(kind.value, capfirst(kind.label)) for kind in UnitKind if kind != UnitKind.PROGRAMME]
            self._choices("kind").choices = offered
        if self.instance.pk and self.instance.path in paths_where(user, Permission.MANAGE_UNITS):
            del self.fields["parent"]  # where it stands is decided by those above it
        else:
            below = self.instance.path if self.instance.pk else None
            self._choices("parent").queryset = managed.exclude(path__startswith=below) if below else managed
        self._choices("places").choices = choices_for(self.instance, managed)

    def beside(self, record: Unit) -> dict[str, Any]:
        return {"places": list(record.areas.values_list("pk", flat=True))}

    def _choices(self, name: str) -> Any:
        return self.fields[name]

    def clean_name(self) -> str:
        return clean(self.cleaned_data["name"])

    @property
    def areas(self) -> Iterator[Area]:
        return Area.objects.filter(pk__in=self.cleaned_data["places"]).iterator()


class EndUnitForm(PaperForm, forms.Form):
    on = DayField(label=_("Last day"))
    successor = UnitChoice(
        Unit.objects.none(),
        label=_("Goes on in"),
        required=False,
        empty_label=_("No successor"),
        help_text=_("The unit it was merged into. Its records stay where they are and can still be found."),
    )

    def __init__(self, *args: Any, unit: Unit, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_where(user, Permission.MANAGE_UNITS).open().exclude(pk=unit.pk)
        successor: Any = self.fields["successor"]
        successor.queryset = units.as_tree()


def described_roles() -> list[tuple[str, Any]]:
    return [
        (
            role.value,
            format_html('<span>{}<span class="form-hint">{}</span></span>', capfirst(role.label), role.description),
        )
        for role in Role
    ]


class AppointForm(PaperForm, forms.Form):
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect, choices=described_roles)
    unit = UnitChoice(
        Unit.objects.none(),
        label=_("Unit"),
        empty_label=None,
        help_text=_("The role holds at this unit and at all units below it."),
    )
    starts_on = DayField(label=_("From"), initial=timezone.localdate)

    widths = {"role": "full"}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units_where(user, Permission.MANAGE_ACCOUNTS).open().as_tree()


class AccountForm(PaperForm, forms.ModelForm):
    """Who the person is; what the account may do is said by its appointments."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)

    fieldsets = [(_("The person"), ["full_name", "username", "phone", "email"])]

    class Meta:
        model = User
        fields = ["full_name", "username", "phone", "email"]
        labels = {"username": _("User name"), "email": _("E-mail")}
        help_texts = {"username": _("For signing in. Letters without marks, digits, dots and hyphens.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["username"]
        else:
            self.fields["username"].widget.attrs |= {"autocomplete": "off", "autocapitalize": "none"}

    def clean_full_name(self) -> str:
        if name := clean(self.cleaned_data["full_name"]):
            return name
        raise ValidationError(self.fields["full_name"].error_messages["required"])  # only invisible characters

    def clean_username(self) -> str:
        username = User.normalize_username(self.cleaned_data["username"].strip())
        if User.objects.filter(username__iexact=username).exists():
            raise ValidationError(_("This user name is taken. Add the commune or a number."))
        return username


class NewAccountForm(AppointForm, AccountForm):
    """A new person and their first role, so that every account belongs to a unit."""

    fieldsets = [*AccountForm.fieldsets, (_("First role"), ["role", "unit", "starts_on"])]


class SignInForm(AuthenticationForm):
    def clean_username(self) -> str:
        """Django gives the field its length too late to check it; the table of failed attempts has no room for more."""
        username = User.normalize_username(self.cleaned_data["username"])
        MaxLengthValidator(self.username_field.max_length or 150)(username)
        return username


class CodeForm(forms.Form):
    """The six digits of the telephone, or a recovery code."""

    code = forms.CharField(label=_("Code"), max_length=20)


class OwnPasswordForm(PaperForm, SetPasswordForm):
    """The password that its owner chooses, by the link that an administrator handed over."""

    def save(self, commit: bool = True) -> User:
        user = super().save(commit=False)
        if commit:  # only these: whoever disables the account at this moment must not be overwritten
            user.save(update_fields=["password", "password_link_until"])
        return user


class NewPasswordForm(OwnPasswordForm, PasswordChangeForm):
    """Another password in place of the present one."""

    def clean_old_password(self) -> str:
        """Against what is stored by now: an administrator's reset of this moment is not undone by an open page."""
        self.user.refresh_from_db(fields=["password"], from_queryset=User.objects.select_for_update())
        return super().clean_old_password()

    def clean_new_password1(self) -> str:
        password = self.cleaned_data["new_password1"]
        if password and self.user.check_password(password):
            raise ValidationError(_("Choose another password than the present one."))
        return password


class SubjectRequestForm(PaperForm, forms.ModelForm):
    widths = {"evidence": "full"}

    class Meta:
        model = SubjectRequest
        fields = ["wish", "received_on", "asked_by", "evidence", "note"]
        help_texts = {
            "asked_by": _("The person, or who speaks for a child: mother, father, guardian."),
            "evidence": _("For example: known in person, identity card seen, guardian in the record."),
        }


class AnswerForm(PaperForm, forms.Form):
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[(outcome.value, capfirst(outcome.label)) for outcome in Outcome if outcome != Outcome.ANONYMISED],
    )
    answer = forms.CharField(label=_("What was done, or why not"), widget=forms.Textarea, max_length=2000)


class NamelessForm(PaperForm, forms.Form):
    answer = forms.CharField(
        label=_("What was agreed"), help_text=_("Without the name: this stays."), max_length=400, widget=forms.Textarea
    )
