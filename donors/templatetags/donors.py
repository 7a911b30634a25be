from django import template
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from donors.models import DonorKind, RegistrationState
from donors.wishes import wishes_in_words
from organisation.templatetags.ui import badge
from vietnamese.phones import format_phone

register = template.Library()
TONES = {RegistrationState.WAITING: "wait", RegistrationState.ACCEPTED: "good", RegistrationState.DECLINED: "quiet"}


@register.simple_tag
def donor_kind(kind):
    return capfirst(str(DonorKind(kind).label))


@register.simple_tag
def wishes(row, area_name=""):
    return wishes_in_words(row, area_name)


@register.simple_tag
def registration_state(registration):
    """The badge of a registration's state."""
    names = {
        RegistrationState.WAITING: _("waiting"),
        RegistrationState.ACCEPTED: _("accepted"),
        RegistrationState.DECLINED: _("declined"),
    }
    return badge(names[registration.state], TONES[registration.state])


@register.filter
def phone(digits):
    """0984631588 → 0984 631 588."""
    return format_phone(digits) if digits else ""
