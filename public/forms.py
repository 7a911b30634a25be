"""The form of those who want to help, and those of the staff who keep the public pages."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from children.models import Child
from donors.models import DonorKind, Registration
from organisation.access import units_where
from organisation.fields import PhoneField, TidyForm
from organisation.formkit import MoneyField
from organisation.roles import Permission
from public import guard
from public.models import PublicPage, Story
from vietnamese.text import fold

WHO = [
    (DonorKind.INDIVIDUAL.value, gettext_lazy("I myself or my family")),
    (DonorKind.ORGANISATION.value, gettext_lazy("An office, a company, a school")),
    (DonorKind.GROUP.value, gettext_lazy("A group of people")),
]
MOST_CHILDREN = 50
SHORTEST_CLUE = 4  # letters; a hamlet called "3" is in every text


class HelpForm(TidyForm, forms.ModelForm):
    """An offer to help. `key` is from guard.new_key(); `website` is seen by machines alone."""

    kind = forms.ChoiceField(label=gettext_lazy("Who wants to help?"), choices=WHO, widget=forms.RadioSelect)
    phone = PhoneField(label=gettext_lazy("Phone"), help_text=gettext_lazy("An officer calls you at this number."))
    capacity_vnd = MoneyField(
        label=gettext_lazy("How much a month, about?"),
        help_text=gettext_lazy("For instance 500.000. Leave it empty if you want to talk about it first."),
        min_value=10_000,
        max_value=10**10,
        required=False,
    )
    capacity_children = forms.IntegerField(
        label=gettext_lazy("For how many children?"), min_value=1, max_value=MOST_CHILDREN, required=False
    )
    agrees = forms.BooleanField(
        label=gettext_lazy("You may keep what I write here to answer me"),
        error_messages={"required": gettext_lazy("Without this we may not keep your telephone number, nor call you.")},
    )
    key = forms.CharField(widget=forms.HiddenInput)
    website = forms.CharField(required=False, widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}))

    class Meta:
        model = Registration
        fields = [
            "kind",
            "name",
            "phone",
            "email",
            "address",
            "offer",
            "capacity_vnd",
            "capacity_children",
            "is_public",
        ]
        labels = {
            "name": gettext_lazy("Your name, or the name of the office"),
            "email": gettext_lazy("E-mail, if you have one"),
            "address": gettext_lazy("Where you live or work"),
            "offer": gettext_lazy("Which child would you like to help, and how?"),
            "is_public": gettext_lazy("My name may stand on this page once I sponsor a child"),
        }
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
            "address": forms.TextInput({"autocomplete": "street-address"}),
            "offer": forms.Textarea({"rows": 4}),
        }

    number: uuid.UUID | None = None  # under which the offer is kept, once the key is read

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].widget.attrs.pop("autofocus", None)  # visitors read what stands above first

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.number = guard.number_of(self.data.get("key", ""))
        if self.cleaned_data.get("website") or self.number is None:
            self.add_error(None, _("The form was open too short or too long. Look through it and send it once more."))
        return self.cleaned_data


class PublicPageForm(TidyForm, forms.ModelForm):
    phone = PhoneField(label=gettext_lazy("Phone for questions"))

    fieldsets = [
        (gettext_lazy("The page"), ["managing_unit", "address", "is_open"]),
        (gettext_lazy("What visitors read"), ["greeting", "greeting_en"]),
        (gettext_lazy("Whom they can ask"), ["phone", "email"]),
    ]
    widths = {"managing_unit": "full", "greeting": "full", "greeting_en": "full"}

    class Meta:
        model = PublicPage
        fields = ["managing_unit", "address", "is_open", "greeting", "greeting_en", "phone", "email"]
        widgets = {
            "managing_unit": forms.Select({"data-combobox": ""}),
            "greeting": forms.Textarea({"rows": 5}),
            "greeting_en": forms.Textarea({"rows": 4}),
        }

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units: Any = self.fields["managing_unit"]
        units.queryset = units_where(user, Permission.MANAGE_UNITS).order_by("path")
        units.empty_label = None


class StoryForm(TidyForm, forms.ModelForm):
    child_code = forms.CharField(
        label=gettext_lazy("Code of the child it is about"),
        required=False,
        max_length=24,
        help_text=gettext_lazy("Needs the consent to publish. Leave it empty if it is about nobody in particular."),
        widget=forms.TextInput({"placeholder": "TE000123", "autocomplete": "off"}),
    )

    fieldsets = [
        (gettext_lazy("The story"), ["title", "text", "told_on"]),
        (gettext_lazy("In English"), ["title_en", "text_en"]),
        (gettext_lazy("Whom it is about"), ["child_code", "with_photo"]),
        (gettext_lazy("Showing it"), ["is_published"]),
    ]
    widths = {"title": "full", "text": "full", "title_en": "full", "text_en": "full"}

    class Meta:
        model = Story
        fields = ["title", "text", "told_on", "title_en", "text_en", "with_photo", "is_published"]
        widgets = {"text": forms.Textarea({"rows": 10}), "text_en": forms.Textarea({"rows": 6})}

    def __init__(self, *args: Any, user: Any, page: PublicPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.page = page
        self._children = Child.objects.visible_to(user).filter(managing_unit__path__startswith=page.managing_unit.path)

    def beside(self, record: Story) -> dict[str, Any]:
        return {"child_code": record.child.code if record.child else ""}

    def clean_child_code(self) -> str:
        code = self.cleaned_data["child_code"].strip().upper()
        self.instance.child = self._children.filter(code=code).first() if code else None
        if code and not self.instance.child:
            raise forms.ValidationError(_("No child of this programme has the code “%(code)s”.") % {"code": code})
        return code

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        child = self.instance.child if cleaned.get("child_code") else None
        if cleaned.get("with_photo") and not child:
            self.add_error("with_photo", _("Name the child whose photo it is, or take the mark away."))
        if child:
            for field in ("title", "text", "title_en", "text_en"):
                if word := self._gives_away(child, cleaned.get(field) or ""):
                    self.add_error(field, _("“%(word)s” would tell who the child is. Take it out.") % {"word": word})
        return self.cleaned_data

    def _gives_away(self, child: Child, text: str) -> str:
        """The child's full name, school, hamlet or commune, where it stands in the text."""
        places = [area.name for area in (child.commune, child.former_commune) if area]
        for word in (child.full_name, child.school, child.hamlet, *places):
            if len(word) >= SHORTEST_CLUE and fold(word) in fold(text):
                return word
        return ""
