"""What waits for a person today, by role. Each entry is a number that opens its list; counts stop at a bound."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.waiting import NAGGED_DAYS, asked_of, asked_text, campaigns_with_late_units
from children.filters import lacking
from children.likely import TO_LOOK_AT as children_alike
from children.models import Child
from donors.likely import TO_LOOK_AT as donors_alike
from donors.models import Donor, Registration, RegistrationState
from imports.models import BatchState, ImportBatch
from organisation.access import accounts_where, units_where
from organisation.listing import COUNT_LIMIT
from organisation.models import Appointment, SubjectRequest
from organisation.roles import Permission, Role
from organisation.templatetags.vietnamese import NOTHING, number, vnd
from reports.counting import AT_MOST, Pending, Task, bounded, counted
from reports.due import due_in_month
from reports.following import (
    changed_children,
    changed_donors,
    changed_pledges,
    children_to_follow,
    list_at,
    pledges_to_follow,
    usable_surpluses,
)
from sponsorship import matching
from sponsorship.filters import ENDING_DAYS
from sponsorship.models import Hold, Letter, Pledge
from sponsorship.models.letter import LetterState
from sponsorship.models.states import PledgeState
from sponsorship.reminding import late_donors

NAMED = 5


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
    return counted([_proposed(pledges), _ending(pledges), *pledges_to_follow(pledges)])


def _proposed(pledges: QuerySet[Pledge]) -> Pending:
    proposed = pledges.filter(state=PledgeState.PROPOSED)
    url = list_at("sponsorship:pledges", state="proposed")
    return Pending(_("Proposed pledges to approve"), proposed, url, "signature", "wait")


def _clerk(user: Any) -> Section:
    children = Child.objects.visible_to(user)
    missing = [
        ("birth", "calendar", _("Records without a birth date")),
        ("carer", "users", _("Records without a caregiver")),
        ("consent", "file-check", _("Records without consent to keep them")),
    ]
    tasks = [
        Pending(label, children.filter(lacking(what)), list_at("children:list", missing=what), icon)
        for what, icon, label in missing
    ]
    changed = [_registrations(user), changed_children(user), changed_donors(user)]
    done = _("Every record is complete and no list waits. Thank you for the careful work.")
    return _section(_("Records"), "mood-kid", [_asked(user), _imports(user), *tasks, *_pairs(user), *changed], done)


def _imports(user: Any) -> Pending:
    waiting = ImportBatch.objects.visible_to(user).filter(state=BatchState.CHECKED)
    return Pending(
        _("Imported lists to finish"), waiting, list_at("imports:list", state="checked"), "file-import", "wait"
    )


def _registrations(user: Any) -> Pending:
    waiting = Registration.objects.visible_to(user).filter(state=RegistrationState.WAITING)
    return Pending(_("New registrations to answer"), waiting, list_at("donors:registrations"), "inbox", "wait")


def _pairs(user: Any) -> list[Task | None]:
    return [
        _alike(children_alike.count(user), _("Records that may be the same"), list_at("children:duplicates")),
        _alike(donors_alike.count(user), _("Donors that may be the same"), list_at("donors:duplicates")),
    ]


def _alike(count: int | None, label: str, url: str) -> Task | None:
    if count is None:
        return Task(label, NOTHING, url, "copy", note=_("too many records to compare here: the list counts them"))
    return Task(label, bounded(count), url, "copy") if count else None


def _officer(user: Any) -> Section:
    pledges = Pledge.objects.visible_to(user)
    tasks = [
        _asked(user),
        _waiting(user),
        _holds(user),
        _proposed(pledges),
        _ending(pledges),
        _late_units(user),
        *pledges_to_follow(pledges),
        *children_to_follow(user),
        _registrations(user),
        _imports(user),
        Pending(
            _("Letters to forward"),
            Letter.objects.visible_to(user).filter(state=LetterState.WAITING),
            list_at("sponsorship:letters", state="waiting"),
            "mail",
        ),
        *_pairs(user),
        changed_children(user),
        changed_pledges(user),
    ]
    done = _("No child waits and nothing is overdue. A good day.")
    return _section(_("Matching and following up"), "heart-handshake", tasks, done)


def _asked(user: Any) -> Task | None:
    """Campaigns that wait for the own unit's plan or report."""
    rows = list(asked_of(user)[: AT_MOST + 1])
    if not rows:
        return None
    names = [(asked_text(row), row.get_absolute_url()) for row in rows[:NAMED]]
    tone = "bad" if any(row.is_late for row in rows) else "wait"
    url = rows[0].get_absolute_url() if len(rows) == 1 else list_at("campaigns:list")
    label = _("Campaigns awaiting your unit's answer")
    return Task(label, bounded(len(rows)), url, "speakerphone", tone, names=names)


def _late_units(user: Any) -> Task | None:
    found = list(campaigns_with_late_units(user)[: AT_MOST + 1])
    lists = [
        (f"{name}: {number(n)}", f"{reverse('campaigns:units', args=[key])}?answer=late") for name, key, n in found
    ]
    if not found:
        return None
    url = lists[0][1] if len(lists) == 1 else list_at("campaigns:list")
    count = sum(n for _name, _key, n in found)
    label = _("Units late with a plan or report")
    note = _("In campaigns that run or ended within %(n)s days") % {"n": NAGGED_DAYS}
    return Task(label, number(count), url, "speakerphone", "bad", note, lists[:NAMED])


def _waiting(user: Any) -> Task | None:
    since = Greatest("needs_since", "last_pledge_ended_on")
    some = matching.waiting_children(user).order_by().annotate(day=since).values("day")[: COUNT_LIMIT + 1]
    found = some.aggregate(n=Count("*"), first=Min("day"))
    if not found["n"]:
        return None
    url = list_at("sponsorship:waiting")
    if found["n"] > COUNT_LIMIT:  # as the list says; who waits longest is not known without reading all of them
        return Task(_("Children to find a donor for"), bounded(found["n"], COUNT_LIMIT), url, "hourglass")
    days = (timezone.localdate() - found["first"]).days
    note = ngettext("the longest for %(n)s day", "the longest for %(n)s days", days) % {"n": number(days)}
    return Task(_("Children to find a donor for"), number(found["n"]), url, "hourglass", note=note)


def _holds(user: Any) -> Task | None:
    mine = Hold.objects.visible_to(user).live().filter(held_by=user).aggregate(n=Count("pk"), first=Min("held_until"))
    if not mine["n"]:
        return None
    left = mine["first"] - timezone.now()
    pressing = left < datetime.timedelta(days=2)
    note = _("the first ends %(moment)s") % {"moment": f"{timezone.localtime(mine['first']):%H:%M %d/%m/%Y}"}
    tone = "wait" if pressing else ""
    return Task(
        _("Children I keep on hold"),
        number(mine["n"]),
        list_at("sponsorship:holds", whose="mine"),
        "clock",
        tone,
        note,
    )


def _ending(pledges: Any) -> Task | None:
    today = timezone.localdate()
    ending = pledges.ending_by(today + datetime.timedelta(days=ENDING_DAYS))
    found = ending.aggregate(n=Count("pk"), past=Count("pk", filter=Q(ends_on__lt=today)))
    if not found["n"]:
        return None
    past = found["past"]
    note = ngettext("%(n)s is past its last day: decide", "%(n)s are past their last day: decide", past) % {
        "n": number(past)
    }
    url = list_at("sponsorship:pledges", todo="ending")
    label = _("Pledges that end within %(days)s days") % {"days": ENDING_DAYS}
    return Task(label, number(found["n"]), url, "calendar-due", "wait" if past else "", note if past else "")


def _treasurer(user: Any) -> Section:
    held = Pledge.objects.visible_to(user).filter(balance__received_vnd__gt=F("balance__delivered_vnd"))
    kept = held.aggregate(n=Count("pk"), vnd=Sum(F("balance__received_vnd") - F("balance__delivered_vnd")))
    due = due_in_month(user, timezone.localdate()).aggregate(n=Count("pk"), vnd=Sum("amount_vnd"))
    tasks = [
        _money(
            _("Pledges with money held, to hand over"),
            kept,
            list_at("sponsorship:pledges", todo="held"),
            "wallet",
            "wait",
        ),
        _money(_("Instalments due this month"), due, list_at("reports:due"), "calendar-due"),
        Pending(_("Donors whose support is late"), late_donors(user), list_at("sponsorship:reminders"), "bell", "wait"),
        usable_surpluses(user),
        changed_pledges(user),
    ]
    return _section(_("Money"), "cash-banknote", tasks, _("Nothing is held and nothing falls due this month."))


def _money(label: str, found: dict[str, Any], url: str, icon: str, tone: str = "") -> Task | None:
    return Task(label, number(found["n"]), url, icon, tone, vnd(found["vnd"])) if found["n"] else None


def _leader(user: Any) -> Section:
    tasks = [*decisions(user), *counted([changed_pledges(user)])]
    return Section(_("For your decision"), "flag", tasks, _("Nothing waits for a decision."))


def _administrator(user: Any) -> Section:
    current = Appointment.objects.current()
    idle = accounts_where(user).filter(is_active=True).exclude(pk__in=current.values("user"))
    # A unit that keeps no records of its own is looked after from above.
    keeping = Exists(Child.objects.filter(managing_unit=OuterRef("pk"))) | Exists(
        Donor.objects.filter(managing_unit=OuterRef("pk"))
    )
    empty = units_where(user, Permission.MANAGE_UNITS).open().filter(keeping).exclude(pk__in=current.values("unit"))
    asked = SubjectRequest.objects.filter(managing_unit__in=units_where(user, Permission.MANAGE_ACCOUNTS)).open()
    tasks = [
        Pending(
            _("Requests about personal data to answer"),
            asked,
            list_at("organisation:subject_requests", state="open"),
            "shield-lock",
            "bad",
        ),
        _named(_("Accounts without a role"), idle.order_by("pk"), list_at("organisation:accounts"), "user"),
        _named(
            _("Units with records in which nobody holds a role"),
            empty.order_by("path"),
            list_at("organisation:units"),
            "sitemap",
        ),
        changed_children(user),
        changed_donors(user),
    ]
    return _section(
        _("Units and accounts"), "settings", tasks, _("Every account has a role and every unit has its people.")
    )


def _named(label: str, records: QuerySet, url: str, icon: str) -> Task | None:
    found = list(records[: AT_MOST + 1])
    names = [(str(record), record.get_absolute_url()) for record in found[:NAMED]]
    return Task(label, bounded(len(found)), url, icon, names=names) if found else None


# --- Help ----------------------------------------------------------------------------------------


def _section(title: str, icon: str, tasks: Sequence[Task | Pending | None], done: str) -> Section:
    return Section(title, icon, counted(tasks), done)


BUILDERS: dict[Role, Callable[[Any], Section]] = {
    Role.DATA_CLERK: _clerk,
    Role.MATCHING_OFFICER: _officer,
    Role.TREASURER: _treasurer,
    Role.LEADER: _leader,
    Role.ADMINISTRATOR: _administrator,
}
