"""What waits for a person today, by role. Each entry is a number that opens its list; counts stop at a bound."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from children.filters import lacking, to_follow
from children.models import Child
from donors.models import Donor, Registration, RegistrationState
from imports.models import BatchState, ImportBatch
from organisation.access import accounts_where, units_where
from organisation.models import Appointment
from organisation.roles import Permission, Role
from organisation.templatetags.vietnamese import vnd
from reports.due import due_in_month
from sponsorship import matching
from sponsorship.filters import ENDING_DAYS, to_do
from sponsorship.models import Hold, Pledge
from sponsorship.models.states import PledgeState

AT_MOST = 1_000  # beyond, the exact number helps nobody and counting costs
NAMED = 5


@dataclass(frozen=True)
class Task:
    """`figure` is written; `note` says what makes it pressing; `names` are (text, address) of a few of them."""

    label: str
    figure: str
    url: str
    icon: str
    tone: str = ""
    note: str = ""
    names: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Section:
    title: str
    icon: str
    tasks: list[Task]
    done: str  # what is said when nothing waits


def sections(user: Any) -> list[Section]:
    """One for each role that the person holds, in the order of the roles."""
    held = {Role(a.role) for a in user.current_appointments}
    return [build(user) for role, build in BUILDERS.items() if role in held]


def decisions(user: Any) -> list[Task]:
    """What a leader has to say a word about, in all units of the reader, today."""
    pledges = Pledge.objects.visible_to(user)
    proposed = _counted(
        _("Proposed pledges to approve"),
        pledges.filter(state=PledgeState.PROPOSED),
        _list("sponsorship:pledges", state="proposed"),
        "signature",
        "wait",
    )
    return [task for task in [proposed, _ending(pledges), *_pledges_to_follow(pledges)] if task]


def _clerk(user: Any) -> Section:
    children = Child.objects.visible_to(user)
    missing = [
        ("birth", "calendar", _("Records without a birth date")),
        ("carer", "users", _("Records without a caregiver")),
        ("consent", "file-check", _("Records without consent to keep them")),
    ]
    tasks = [
        _counted(label, children.filter(lacking(what)), _list("children:list", missing=what), icon)
        for what, icon, label in missing
    ]
    waiting = ImportBatch.objects.visible_to(user).filter(state=BatchState.CHECKED)
    imports = _counted(_("Imported lists to finish"), waiting, _list("imports:list"), "file-import", "wait")
    done = _("Every record is complete and no list waits. Thank you for the careful work.")
    return _section(_("Records"), "mood-kid", [imports, *tasks], done)


def _officer(user: Any) -> Section:
    pledges = Pledge.objects.visible_to(user)
    proposed = pledges.filter(state=PledgeState.PROPOSED)
    tasks = [
        _waiting(user),
        _holds(user),
        _counted(
            _("Proposed pledges to approve"),
            proposed,
            _list("sponsorship:pledges", state="proposed"),
            "signature",
            "wait",
        ),
        _ending(pledges),
        *_pledges_to_follow(pledges),
        *_children_to_follow(user),
        _counted(
            _("New registrations to answer"),
            Registration.objects.visible_to(user).filter(state=RegistrationState.WAITING),
            _list("donors:registrations"),
            "inbox",
            "wait",
        ),
    ]
    done = _("No child waits and nothing is overdue. A good day.")
    return _section(_("Matching and following up"), "heart-handshake", tasks, done)


def _pledges_to_follow(pledges: Any) -> list[Task | None]:
    """Each is a filter of the list of pledges (sponsorship.filters.to_do), so that number and list are one."""
    lists = [
        ("overdue", _("Overdue handovers"), "alert-triangle", "bad"),
        ("no_handover", _("No handover for two periods"), "hand-stop", "bad"),
        ("review", _("Yearly reviews that are due"), "checklist", ""),
        ("resume", _("Suspended longer than expected"), "player-pause", "wait"),
        ("book", _("Savings books that have matured"), "building-bank", "wait"),
    ]
    return [
        _counted(label, to_do(pledges, key), _list("sponsorship:pledges", todo=key), icon, tone)
        for key, label, icon, tone in lists
    ]


def _children_to_follow(user: Any) -> list[Task | None]:
    children = Child.objects.visible_to(user)
    lists = [
        ("turns_16", _("Children who turn 16 within 60 days"), "cake"),
        ("turns_18", _("Children 18 within 60 days, or already"), "cake"),
        ("no_visit", _("Sponsored children not visited this year"), "home-heart"),
    ]
    return [
        _counted(label, children.filter(to_follow(key)), _list("children:list", follow=key), icon)
        for key, label, icon in lists
    ]


def _waiting(user: Any) -> Task | None:
    since = Greatest("needs_since", "last_pledge_ended_on")
    found = matching.waiting_children(user).aggregate(n=Count("pk"), since=Min(since))
    if not found["n"]:
        return None
    days = (timezone.localdate() - found["since"]).days
    note = ngettext("the longest for %(n)s day", "the longest for %(n)s days", days) % {"n": _number(days)}
    return Task(
        _("Children to find a donor for"), _number(found["n"]), _list("sponsorship:waiting"), "hourglass", note=note
    )


def _holds(user: Any) -> Task | None:
    mine = Hold.objects.visible_to(user).live().filter(held_by=user).aggregate(n=Count("pk"), first=Min("held_until"))
    if not mine["n"]:
        return None
    left = mine["first"] - timezone.now()
    pressing = left < datetime.timedelta(days=2)
    note = _("the first ends %(moment)s") % {"moment": f"{timezone.localtime(mine['first']):%H:%M %d/%m/%Y}"}
    tone = "wait" if pressing else ""
    return Task(
        _("Children I keep on hold"), _number(mine["n"]), _list("sponsorship:holds", whose="mine"), "clock", tone, note
    )


def _ending(pledges: Any) -> Task | None:
    today = timezone.localdate()
    ending = pledges.ending_by(today + datetime.timedelta(days=ENDING_DAYS))
    found = ending.aggregate(n=Count("pk"), past=Count("pk", filter=Q(ends_on__lt=today)))
    if not found["n"]:
        return None
    past = found["past"]
    note = ngettext("%(n)s is past its last day: decide", "%(n)s are past their last day: decide", past) % {
        "n": _number(past)
    }
    url = _list("sponsorship:pledges", todo="ending")
    label = _("Pledges that end within %(days)s days") % {"days": ENDING_DAYS}
    return Task(label, _number(found["n"]), url, "calendar-due", "wait" if past else "", note if past else "")


def _treasurer(user: Any) -> Section:
    held = Pledge.objects.visible_to(user).filter(balance__received_vnd__gt=F("balance__delivered_vnd"))
    kept = held.aggregate(n=Count("pk"), vnd=Sum(F("balance__received_vnd") - F("balance__delivered_vnd")))
    due = due_in_month(user, timezone.localdate()).aggregate(n=Count("pk"), vnd=Sum("amount_vnd"))
    tasks = [
        _money(
            _("Pledges with money held, to hand over"),
            kept,
            _list("sponsorship:pledges", todo="held"),
            "wallet",
            "wait",
        ),
        _money(_("Instalments due this month"), due, _list("reports:due"), "calendar-due"),
    ]
    return _section(_("Money"), "cash-banknote", tasks, _("Nothing is held and nothing falls due this month."))


def _money(label: str, found: dict[str, Any], url: str, icon: str, tone: str = "") -> Task | None:
    return Task(label, _number(found["n"]), url, icon, tone, vnd(found["vnd"])) if found["n"] else None


def _administrator(user: Any) -> Section:
    current = Appointment.objects.current()
    idle = accounts_where(user).filter(is_active=True).exclude(pk__in=current.values("user"))
    # A unit that keeps no records of its own is looked after from above.
    keeping = Exists(Child.objects.filter(managing_unit=OuterRef("pk"))) | Exists(
        Donor.objects.filter(managing_unit=OuterRef("pk"))
    )
    empty = units_where(user, Permission.MANAGE_UNITS).open().filter(keeping).exclude(pk__in=current.values("unit"))
    tasks = [
        _named(_("Accounts without a role"), idle.order_by("pk"), _list("organisation:accounts"), "user"),
        _named(
            _("Units with records in which nobody holds a role"),
            empty.order_by("path"),
            _list("organisation:units"),
            "sitemap",
        ),
    ]
    return _section(
        _("Units and accounts"), "settings", tasks, _("Every account has a role and every unit has its people.")
    )


def _named(label: str, records: QuerySet, url: str, icon: str) -> Task | None:
    found = list(records[: AT_MOST + 1])
    names = [(str(record), record.get_absolute_url()) for record in found[:NAMED]]
    return Task(label, _bounded(len(found)), url, icon, names=names) if found else None


# --- Help ----------------------------------------------------------------------------------------


def _section(title: str, icon: str, tasks: list[Task | None], done: str) -> Section:
    return Section(title, icon, [task for task in tasks if task], done)


def _counted(label: str, rows: QuerySet, url: str, icon: str, tone: str = "") -> Task | None:
    count = rows.order_by().values("pk")[: AT_MOST + 1].count()
    return Task(label, _bounded(count), url, icon, tone) if count else None


def _bounded(count: int) -> str:
    return _("over %(n)s") % {"n": _number(AT_MOST)} if count > AT_MOST else _number(count)


def _number(count: int) -> str:
    return number_format(count, force_grouping=True)


def _list(name: str, **parameters: str) -> str:
    return f"{reverse(name)}?{urlencode(parameters)}" if parameters else reverse(name)


BUILDERS: dict[Role, Callable[[Any], Section]] = {
    Role.DATA_CLERK: _clerk,
    Role.MATCHING_OFFICER: _officer,
    Role.TREASURER: _treasurer,
    Role.ADMINISTRATOR: _administrator,
}
