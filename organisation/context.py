"""What the frame of every page shows: the menu by task, who is signed in, where the search goes."""

import base64
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from organisation.access import can
from organisation.cells import escaped, joined, safe, span
from organisation.roles import Permission, Role
from organisation.templatetags.ui import icon

ANYONE = None

# (group, [(permission or ANYONE, url name, label, icon)]). A page that does not exist yet is left out.
MENU: list[tuple[Any, list[tuple[Permission | None, str, Any, str]]]] = [
    (_("Today"), [(ANYONE, "home", _("Today's work"), "home")]),
    (
        _("Children"),
        [
            (Permission.VIEW_CHILDREN, "children:list", _("List of children"), "mood-kid"),
            (Permission.EDIT_CHILDREN, "children:add", _("Add a child"), "user-plus"),
        ],
    ),
    (
        _("Donors"),
        [
            (Permission.VIEW_DONORS, "donors:list", _("List of donors"), "heart-handshake"),
            (Permission.EDIT_DONORS, "donors:registrations", _("New registrations"), "inbox"),
            (Permission.RECORD_MONEY, "sponsorship:reminders", _("Donors to remind"), "bell"),
            (Permission.VIEW_PLEDGES, "sponsorship:letters", _("Letters"), "mail"),
        ],
    ),
    (
        _("Pledges"),
        [
            (Permission.VIEW_PLEDGES, "sponsorship:pledges", _("Pledges"), "heart"),
            (Permission.MATCH, "sponsorship:waiting", _("Find a match"), "affiliate"),
            (Permission.MATCH, "sponsorship:holds", _("Children on hold"), "hourglass"),
            (Permission.MATCH, "sponsorship:launches", _("Launches"), "confetti"),
        ],
    ),
    (
        _("Money"),
        [
            (Permission.VIEW_MONEY, "sponsorship:receipts", _("Money received"), "receipt"),
            (Permission.RECORD_MONEY, "sponsorship:bank", _("Bank statements"), "building-bank"),
            (Permission.VIEW_MONEY, "sponsorship:handovers", _("Money handed over"), "cash-banknote"),
            (Permission.VIEW_MONEY, "sponsorship:ceremonies", _("Handover ceremonies"), "calendar-event"),
            (Permission.VIEW_MONEY, "sponsorship:numbers", _("Four numbers"), "report-money"),
        ],
    ),
    (_("Import lists"), [(Permission.IMPORT_LISTS, "imports:list", _("Import a list"), "file-import")]),
    (
        _("Campaigns"),
        [
            (Permission.VIEW_PLEDGES, "campaigns:list", _("Campaigns and rounds"), "speakerphone"),
            (Permission.VIEW_CHILDREN, "campaigns:gift_lists", _("Gift lists"), "gift"),
            (Permission.VIEW_MONEY, "campaigns:goods", _("Goods in stock"), "package"),
            (Permission.VIEW_PLEDGES, "campaigns:all_results", _("Results of campaigns"), "list-check"),
            (Permission.VIEW_PLEDGES, "campaigns:roll_up", _("Roll-up of results"), "report-analytics"),
            (Permission.VIEW_PLEDGES, "campaigns:houses", _("Houses, loans, agreements"), "home-heart"),
        ],
    ),
    (
        _("Reports"),
        [
            (Permission.VIEW_REPORTS, "reports:summary", _("Figures and charts"), "chart-bar"),
            (Permission.VIEW_REPORTS, "reports:pivot", _("Figures by two sides"), "table"),
            (Permission.VIEW_REPORTS, "reports:snapshots", _("Kept reports"), "report"),
            (Permission.VIEW_REPORTS, "reports:higher_forms", _("Forms of a higher level"), "file-spreadsheet"),
            (Permission.VIEW_REPORTS, "reports:fairness", _("Who was helped, who never"), "users-group"),
        ],
    ),
    (
        _("Administration"),
        [
            (Permission.MANAGE_UNITS, "organisation:units", _("Units"), "sitemap"),
            (Permission.MANAGE_ACCOUNTS, "organisation:accounts", _("Accounts"), "users-group"),
            (Permission.MANAGE_ACCOUNTS, "organisation:subject_requests", _("Requests about personal data"), "id"),
            (Permission.MANAGE_UNITS, "organisation:areas", _("Areas"), "map-pin"),
            (Permission.MANAGE_UNITS, "public_staff:pages", _("Public pages"), "heart-handshake"),
            (Permission.MANAGE_ACCOUNTS, "admin:index", _("Reference data and repair"), "settings"),
        ],
    ),
]


@dataclass
class Entry:
    label: Any
    url: str
    icon: str
    active: bool = False


@dataclass
class Group:
    label: Any
    entries: list[Entry]


def frame(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or _is_fragment(request):
        return {}
    appointments = list(user.current_appointments)
    posts = [f"{capfirst(Role(a.role).label)} · {a.unit.name}" for a in appointments]
    return {
        "menu": drawn(menu(user, request.path)),
        "search_url": _url("search"),
        "draft_key": draft_key(user),
        "user_name": user.get_full_name() or user.get_username(),
        "user_posts": posts,
        "user_post": posts[0] if posts else "",
        "user_unit": appointments[0].unit.name if appointments else "",
    }


def draft_key(user: Any) -> str:
    """What this account's unsaved forms are encrypted with in the browser (static/drafts.js); new with the password."""
    digest = salted_hmac("organisation.drafts", f"{user.pk}:{user.password}", algorithm="sha256").digest()
    return base64.b64encode(digest).decode()


def menu(user: Any, path: str) -> list[Group]:
    """The pages this person may open, by task; the entry we are under is marked."""
    needs = {need for _label, items in MENU for need, *_rest in items}
    granted = {need for need in needs if need is ANYONE or can(user, need)}
    groups = []
    for label, items in MENU:
        allowed = [(name, text, picture) for need, name, text, picture in items if need in granted]
        entries = [Entry(text, url, picture) for name, text, picture in allowed if (url := _url(name))]
        if entries:
            groups.append(Group(label, entries))
    _mark(groups, path)
    return groups


def drawn(groups: list[Group]) -> SafeString:
    """Put together here: thirty entries through a template are a tenth of a page's work."""
    return joined(*map(_drawn_group, groups))


def _drawn_group(group: Group) -> SafeString:
    entries = joined(*map(_drawn_entry, group.entries))
    if len(group.entries) == 1:
        return safe(f'<ul class="menu-alone">{entries}</ul>\n')
    return safe(f'<h2 class="menu-group">{escaped(group.label)}</h2>\n<ul>{entries}</ul>\n')


def _drawn_entry(entry: Entry) -> SafeString:
    here = ' class="active" aria-current="page"' if entry.active else ""
    inside = f"{icon(entry.icon)}{span(entry.label)}"
    return safe(f'<li><a href="{escaped(entry.url)}"{here}>{inside}</a></li>\n')


def _mark(groups: list[Group], path: str) -> None:
    """The longest address that begins ours is where we are; / only when we are on it."""
    under = [e for g in groups for e in g.entries if path == e.url or (e.url != "/" and path.startswith(e.url))]
    if under:
        max(under, key=lambda entry: len(entry.url)).active = True


def _url(name: str) -> str:
    return _address(name, settings.ROOT_URLCONF)


@cache
def _address(name: str, urlconf: str) -> str:
    try:
        return reverse(name, urlconf=urlconf)
    except NoReverseMatch:
        return ""


def _is_fragment(request: HttpRequest) -> bool:
    htmx = getattr(request, "htmx", None)
    return bool(htmx and htmx.target and not htmx.boosted)
