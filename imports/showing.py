"""What was read and found, as a person reads it."""

from typing import Any

from django.utils.translation import gettext as _


def sentence(error: dict[str, Any]) -> str:
    """A note of the engine or of a check in the reader's language."""
    message = _(error["message"])
    return message % error["params"] if error.get("params") else message
