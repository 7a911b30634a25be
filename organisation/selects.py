"""Lists to choose from, written in one go: Django's template for each option makes a list of communes slow."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.choices import BaseChoiceIterator
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from organisation.cells import escaped, safe

DASHES = BLANK_CHOICE_DASH[0][1]  # what Django offers where nothing is chosen yet


class Choices(BaseChoiceIterator):
    """(value, label) pairs that many pages offer: not checked again, and their options written once a language."""

    def __init__(self, pairs: Iterable[Any]) -> None:
        self.pairs = list(pairs)
        self._drawn: dict[str, str] = {}

    def __iter__(self) -> Iterator[Any]:
        return iter(self.pairs)

    def __deepcopy__(self, memo: Any) -> "Choices":
        return self

    def drawn(self) -> str:
        language = get_language() or ""
        if language not in self._drawn:
            self._drawn[language] = QuickSelect().drawn(self.pairs, set())
        return self._drawn[language]


class QuickSelect(forms.Select):
    """One choice, in the markup of django/forms/widgets/select.html.

    `option_attributes`: override to add to an option.
    """

    @classmethod
    def instead_of(cls, widget: forms.Select) -> "QuickSelect":
        quick = cls()
        quick.__dict__.update(widget.__dict__)
        return quick

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        context = forms.Widget.get_context(self, name, value, attrs)["widget"]
        chosen = {str(each) for each in context["value"]}
        choices = self.choices
        drawn = _marked(choices.drawn(), chosen) if isinstance(choices, Choices) else self.drawn(choices, chosen)
        return safe(f'<select name="{escaped(name)}"{_attributes(context["attrs"])}>{drawn}\n</select>')

    def drawn(self, choices: Iterable[Any], chosen: set[str]) -> str:
        drawn = []
        for value, label in choices:
            if isinstance(label, list | tuple):
                drawn.append(f'\n  <optgroup label="{escaped(value)}">{self.drawn(label, chosen)}\n  </optgroup>')
                continue
            text = "" if value is None else str(value)
            if not text and label == DASHES:
                label = _("— choose —")
            attributes = self.option_attributes(value)
            if text in chosen:
                attributes += " selected"
                chosen.clear()  # only the first of two options with the same value
            drawn.append(f'\n  <option value="{escaped(text)}"{attributes}>{escaped(label)}</option>')
        return "".join(drawn)

    def option_attributes(self, value: Any) -> str:
        return ""


def _marked(drawn: str, chosen: set[str]) -> str:
    for text in chosen:
        option = f'<option value="{escaped(text)}"'
        drawn = drawn.replace(option, f"{option} selected", 1)  # only the first of two options with the same value
    return drawn


def _attributes(attributes: Mapping[str, Any]) -> str:
    written = []
    for name, value in attributes.items():
        if value is True:
            written.append(f" {name}")
        elif value is not False:
            written.append(f' {name}="{escaped(value)}"')
    return "".join(written)
