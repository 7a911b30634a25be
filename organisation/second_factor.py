"""The second step of signing in: a code from the telephone (TOTP, RFC 6238), or a recovery code, each good once."""

import math
import secrets
from base64 import b32encode
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_totp.models import TOTPDevice

from organisation.models import RecoveryCode, Session, User
from organisation.operations import LETTERS, Refused, may_change
from organisation.roles import Permission, Role

RECOVERY_CODES = 10
CODE_GROUPS, CODE_LENGTH = 2, 5  # 49 bits
PASSED = "second_factor"  # in the session: which second factor was shown
NEEDS_ONE = {Permission.EXPORT, Permission.VIEW_RESTRICTED, Permission.MANAGE_UNITS, Permission.MANAGE_ACCOUNTS}
REQUIRED, OFFERED = "required", "offered"


class WrongCode(Refused):
    """What was typed opens nothing; the message says what to do."""


# --- Who needs one, and whether it was shown ----------------------------------------------------


def is_required(user: User) -> bool:
    """Whether a role that the person holds today asks for it, on an installation that asks for it at all."""
    if settings.SECOND_FACTOR == OFFERED:
        return False
    return any(Role(post.role).permissions & NEEDS_ONE for post in user.current_appointments)


def is_passed(request: HttpRequest) -> bool:
    """A second factor that was set up anew has to be shown anew."""
    user: Any = request.user
    return user.second_factor_since is None or request.session.get(PASSED) == _mark(user)


def pass_with(request: HttpRequest, code: str) -> None:
    """Lets this session in, or raises WrongCode."""
    user: Any = request.user
    check_code(user=user, code=code)
    let_in(request)


def let_in(request: HttpRequest) -> None:
    """This session has shown the second factor."""
    request.session[PASSED] = _mark(request.user)


def _mark(user: Any) -> str:
    return user.second_factor_since.isoformat() if user.second_factor_since else ""


# --- Codes --------------------------------------------------------------------------------------


def check_code(*, user: User, code: str) -> None:
    """Takes a code of the telephone or a recovery code; neither can be used again.

    After each wrong one the next is only read after a while, twice as long every time. Raises WrongCode.
    """
    if refusal := _refusal(user, code):  # the count of wrong ones is kept: nothing is rolled back
        raise WrongCode(refusal)


@transaction.atomic
def _refusal(user: User, code: str) -> str:
    device = _device_of(user, confirmed=True)
    if device is None:
        return _("No telephone is set up for this account.")
    if wait := _seconds_to_wait(device):
        return ngettext(
            "Too many wrong codes. Wait %(n)s second, then try again.",
            "Too many wrong codes. Wait %(n)s seconds, then try again.",
            wait,
        ) % {"n": wait}
    typed = "".join(character for character in code.lower() if character.isalnum())
    if typed.isascii() and typed.isdigit() and len(typed) == device.digits:
        fits = device.verify_token(typed)
    else:
        fits = _use_recovery_code(user, typed)
        device.throttle_reset() if fits else device.throttle_increment()
    return "" if fits else _("This code is wrong or was used already. Wait for the next one on the telephone.")


def _device_of(user: User, *, confirmed: bool) -> TOTPDevice | None:
    return TOTPDevice.objects.select_for_update().filter(user=user, confirmed=confirmed).first()


def _seconds_to_wait(device: TOTPDevice) -> int:
    allowed, why = device.verify_is_allowed()
    return 0 if allowed else math.ceil((why["locked_until"] - timezone.now()).total_seconds())


def _use_recovery_code(user: User, typed: str) -> bool:
    unused = RecoveryCode.objects.filter(user=user, code_hash=_hash(user, typed), used_at=None)
    return unused.update(used_at=timezone.now()) == 1


def _hash(user: User, typed: str) -> str:
    return salted_hmac("organisation.recovery_code", f"{user.pk}:{typed}", algorithm="sha256").hexdigest()


@transaction.atomic
def new_recovery_codes(*, user: User) -> list[str]:
    """Ten codes to be shown once ("k7mpw-9hqte"); those made before no longer work."""
    RecoveryCode.objects.filter(user=user).delete()
    codes = [
        "".join(secrets.choice(LETTERS) for _n in range(CODE_GROUPS * CODE_LENGTH)) for _n in range(RECOVERY_CODES)
    ]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, code_hash=_hash(user, code)) for code in codes)
    return [f"{code[:CODE_LENGTH]}-{code[CODE_LENGTH:]}" for code in codes]


# --- Setting up and taking away -----------------------------------------------------------------


def device_to_set_up(user: User) -> TOTPDevice:
    """The same key until its first code was typed: whoever reloads the page need not scan again."""
    device, _made = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "telephone"})
    return device


def key_in_groups(device: TOTPDevice) -> str:
    """For whoever types it, as the camera does not work: "JBSW Y3DP …"."""
    key = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


@transaction.atomic
def set_up(*, user: User, code: str) -> list[str]:
    """The first code from the telephone proves that it holds the key. Returns the recovery codes; raises WrongCode."""
    device = _device_of(user, confirmed=False)
    if device is None or user.second_factor_since:
        raise WrongCode(_("Open this page anew and scan the picture that it shows then."))
    if not device.verify_token(code.replace(" ", "")):
        raise WrongCode(_("This code does not fit. Check the telephone's clock, then type the code it shows now."))
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    user.second_factor_since, user.second_factor_reset_at = timezone.now(), None
    user.save(update_fields=["second_factor_since", "second_factor_reset_at"])
    return new_recovery_codes(user=user)


@transaction.atomic
def reset(*, user: User, by: User) -> None:
    """The telephone is lost: its codes and the recovery codes stop working, every session ends.

    The history of the account tells who did it; the person reads it when signing in next. Raises Refused for one's
    own account, PermissionDenied outside the subtree of `by`.
    """
    may_change(user, by)
    _take_away(user)
    user.second_factor_reset_at = timezone.now()
    user.save(update_fields=["second_factor_reset_at"])
    Session.objects.filter(user=user).delete()


@transaction.atomic
def change_telephone(*, user: User) -> None:
    """One's own wish: the next page shows the picture for the new telephone."""
    _take_away(user)


def _take_away(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    user.second_factor_since = None
    user.save(update_fields=["second_factor_since"])
