"""What a clerk types in the forms of any app: text without invisible characters, a telephone number."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from organisation.formkit import PaperForm
from vietnamese.errors import Unreadable
from vietnamese.names import proper_case
from vietnamese.phones import parse_phones
from vietnamese.text import clean

LONGEST_PHONE = 60  # as typed: spaces, dots, +84


def tidy(text: str) -> str:
    """Lines without control, zero-width and direction characters."""
    return "\n".join(clean(line) for line in text.splitlines()).strip()


def proper_name(text: str) -> str:
    """A person's name with the capitals it has in print, also where only a word was typed without: "Lê THỊ lùi".

    A word with a capital of its own inside ("H'Hen") stays as typed.
    """
    return " ".join(proper_case(word) for word in clean(text).split())


class TidyForm(PaperForm):
    """Text is kept without control, zero-width and direction characters; what is left empty by that was empty."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name, value in list(cleaned.items()):  # an error takes the field out
            if isinstance(value, str):
                cleaned[name] = tidy(value)
                if value and not cleaned[name] and self.fields[name].required:
                    self.add_error(name, ValidationError(self.fields[name].error_messages["required"], "required"))
        return self.cleaned_data


class PhoneField(forms.CharField):
    """One Vietnamese number, kept as 0xxxxxxxxx."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_PHONE, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if not text or len(text) > LONGEST_PHONE:
            return text
        try:
            phones = parse_phones(text)
        except Unreadable as error:
            raise ValidationError(_(error.message), code="invalid", params=error.params) from error
        if len(phones) > 1:
            raise ValidationError(_("Write one number here; there is a second field for another."), code="invalid")
        return phones[0] if phones else ""
