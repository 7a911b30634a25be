"""What happened in a child's years, in order of date, out of every app that knows of it: one question for a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateField, F, Func, QuerySet, TextField, UUIDField, Value
from django.db.models.functions import Cast, Coalesce, Least, NullIf, TruncDate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import GiftRecipient
from campaigns.models.gifts import Delivery
from children.models import Child
from organisation.access import can
from organisation.roles import Permission
from organisation.templatetags.vietnamese import vnd
from sponsorship.models import BookInterest, Handover, Letter, Pledge
from sponsorship.models.letter import Direction, LetterState
from sponsorship.models.states import Method

KINDS: dict[str, Any] = {
    "visit": gettext_lazy("Visits"),
    "letter": gettext_lazy("Letters"),
    "progress": gettext_lazy("School years"),
    "photo": gettext_lazy("Photos"),
    "handover": gettext_lazy("Handed over"),
    "interest": gettext_lazy("Interest of a savings book"),
    "gift": gettext_lazy("Gifts"),
}
ICONS = {
    "visit": "home",
    "letter": "mail",
    "progress": "school",
    "photo": "photo",
    "handover": "cash-banknote",
    "interest": "building-bank",
    "gift": "gift",
}
COLUMNS = ("kind", "day", "pk", "ref", "what", "more", "note", "amount_vnd")
END_OF_SCHOOL_YEAR = (5, 31)
NO_ID = Value(None, output_field=UUIDField(null=True))


@dataclass(frozen=True, slots=True)
class Moment:
    """One line: `title` in words, `text` below it, `photo` the id of a photo that may be seen."""

    kind: str
    day: Any
    icon: str
    title: str
    text: str = ""
    badge: str = ""
    ref: Any = None
    photo: int | None = None


def moments(child: Child, user: Any, kind: str = "", *, with_photos: bool) -> Any:
    """All that happened, or all of one kind, the newest first: a union that can be sliced and counted.

    `with_photos`: whether the child's consents let photos be seen.
    """
    of_kind = {
        "visit": _visits,
        "letter": _letters,
        "progress": _progress,
        "photo": _photos,
        "handover": _handovers,
        "interest": _interests,
        "gift": _gifts,
    }
    if not with_photos:
        del of_kind["photo"]
    if not can(user, Permission.VIEW_MONEY, child.managing_unit):
        del of_kind["handover"], of_kind["interest"]
    chosen = [find for name, find in of_kind.items() if kind in ("", name)]
    if not chosen:
        return Letter.objects.none()
    first, *others = [find(child, user) for find in chosen]
    return first.union(*others, all=True).order_by("-t_day", "-t_pk")


def _line(rows: Any, kind: str, *, day: Any, **columns: Any) -> QuerySet:
    empty = Value("", output_field=TextField())
    given = {"ref": F("public_id"), "what": empty, "more": empty, "note": empty, "amount_vnd": Value(0)} | columns
    texts = {name: Cast(given[name], TextField()) for name in ("what", "more", "note")}
    named = {f"t_{name}": value for name, value in (given | texts).items()}
    rows = rows.order_by().annotate(t_kind=Value(kind, output_field=CharField()), t_day=day, t_pk=F("pk"), **named)
    return rows.values_list(*(f"t_{name}" for name in COLUMNS))


def _visits(child: Child, user: Any) -> QuerySet:
    return _line(child.visits, "visit", day=F("visited_on"), what=F("visitors"), note=F("note"))


def _letters(child: Child, user: Any) -> QuerySet:
    rows = Letter.objects.visible_to(user).filter(pledge__child=child)
    return _line(rows, "letter", day=F("written_on"), what=F("direction"), more=F("state"), note=F("text"))


def _progress(child: Child, user: Any) -> QuerySet:
    """At the end of the school year, or on the day it was noted while it still goes on."""
    month, day = END_OF_SCHOOL_YEAR
    end = Func(F("school_year") + 1, Value(month), Value(day), function="make_date", output_field=DateField())
    said = Func(
        Value(" · "),
        NullIf("result", Value("")),
        NullIf("conduct", Value("")),
        NullIf("note", Value("")),
        function="concat_ws",
        output_field=TextField(),
    )
    noted = TruncDate("created_at")
    return _line(
        child.progress,
        "progress",
        day=Least(end, noted),
        what=F("school_year"),
        more=F("grade"),
        note=said,
    )


def _photos(child: Child, user: Any) -> QuerySet:
    return _line(child.photos, "photo", day=Coalesce("taken_on", TruncDate("added_at")), ref=NO_ID)


def _handovers(child: Child, user: Any) -> QuerySet:
    rows = Handover.objects.visible_to(user).standing().filter(pledge__child=child)
    columns = {"what": F("pledge__donor__name"), "more": F("method"), "note": F("occasion")}
    return _line(rows, "handover", day=F("handed_on"), amount_vnd=F("amount_vnd"), **columns)


def _interests(child: Child, user: Any) -> QuerySet:
    pledges = Pledge.objects.visible_to(user).filter(child=child)
    rows = BookInterest.objects.filter(reverses=None, reversed_by=None, book__pledge__in=pledges.order_by())
    columns = {"what": F("book__number"), "note": F("received_by"), "ref": NO_ID}
    return _line(rows, "interest", day=F("paid_on"), amount_vnd=F("amount_vnd"), **columns)


def _gifts(child: Child, user: Any) -> QuerySet:
    rows = GiftRecipient.objects.visible_to(user).filter(child=child, delivery=Delivery.DELIVERED)
    gift_list = "gift_group__gift_list"
    day = Coalesce("delivered_on", f"{gift_list}__given_on", TruncDate("created_at"))
    columns = {"what": F(f"{gift_list}__title"), "note": F("goods"), "ref": F(f"{gift_list}__public_id")}
    return _line(rows, "gift", day=day, amount_vnd=Coalesce("amount_vnd", 0), **columns)


# --- In words -----------------------------------------------------------------------------------


def said(row: tuple[Any, ...]) -> Moment:
    kind, day, pk, ref, what, more, note, amount = row
    title, text, badge = SAID[kind](what, more, note, amount)
    return Moment(kind, day, ICONS[kind], title, text, badge, ref, pk if kind == "photo" else None)


def _say_visit(what: str, more: str, note: str, amount: int) -> tuple[str, str, str]:
    return _("Visited by %(who)s") % {"who": what}, note, ""


def _say_letter(what: str, more: str, note: str, amount: int) -> tuple[str, str, str]:
    return _("Letter %(way)s") % {"way": Direction(what).label}, note, more if more == LetterState.WAITING else ""


def _say_progress(what: str, more: str, note: str, amount: int) -> tuple[str, str, str]:
    years = f"{what}–{int(what) + 1}"
    if more:
        return _("School year %(years)s, grade %(grade)s") % {"years": years, "grade": more}, note, ""
    return _("School year %(years)s") % {"years": years}, note, ""


def _say_photo(what: str, more: str, note: str, amount: int) -> tuple[str, str, str]:
    return _("A new photo"), "", ""


def _say_handover(what: str, more: str, note: str, amount: int) -> tuple[str, str, str]:
    facts = {"amount": vnd(amount), "donor": what}
    how = str(Method(more).label)
    return _("Handed over %(amount)s from %(donor)s") % facts, f"{how} · {note}" if note else how, ""


def _say_interest(what: str, more: str, note: str, amount: int) -> tuple[str, str, str]:
    facts = {"amount": vnd(amount), "number": what}
    return _("Interest of %(amount)s from the savings book %(number)s") % facts, note, ""


def _say_gift(what: str, more: str, note: str, amount: int) -> tuple[str, str, str]:
    facts = {"list": what, "amount": vnd(amount)}
    return (_("%(list)s: %(amount)s") % facts if amount else what), note, ""


SAID = {
    "visit": _say_visit,
    "letter": _say_letter,
    "progress": _say_progress,
    "photo": _say_photo,
    "handover": _say_handover,
    "interest": _say_interest,
    "gift": _say_gift,
}
