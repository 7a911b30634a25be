"""The waiting list and the children suggested to a donor, put together in Python as organisation/cells.py says."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from children.models.choices import Sex
from children.states import age_text
from donors.models import Donor
from organisation.cells import addresses, below, cell, escaped, joined, link, row, safe, span, strong
from organisation.templatetags.ui import icon, once
from organisation.templatetags.vietnamese import NOTHING, birth_text, number
from sponsorship.families import Sibling
from sponsorship.matching import Suggestion
from sponsorship.reasons import Reason


def reason_list(reasons: Iterable[Reason]) -> SafeString:
    """Each reason with its points; what does not fit, and what is to be known, is marked for eye and ear."""
    kinds = {
        "fits": icon("check"),
        "misfit": joined(icon("alert-triangle"), span(_("Does not fit:"), css="visually-hidden")),
        "note": joined(icon("info-circle"), span(_("To be known:"), css="visually-hidden")),
    }
    lines = []
    for reason in reasons:
        kind = "note" if reason.is_note else "fits" if reason.fits else "misfit"
        points = joined(" ", strong(f"({number(reason.points)})")) if reason.points else ""
        lines.append(f'<li class="reason-{kind}">{kinds[kind]}{span(reason.text, points)}</li>')
    return safe(f'<ul class="reasons">{"".join(lines)}</ul>')


def points_text(points: int) -> SafeString:
    said = ngettext("%(n)s point", "%(n)s points", points) % {"n": number(points)}
    return span(said, css="need-points")


class Buttons:
    """The buttons beside a child; forms carry the reader's token."""

    def __init__(self, request: HttpRequest) -> None:
        self.token = escaped(get_token(request))
        self.hold_child = addresses("sponsorship:hold_add")
        self.hold_family, self.family = reverse("sponsorship:family_hold"), reverse("sponsorship:family_pledge")
        self.pledge, self.find_donor = reverse("sponsorship:pledge_add"), addresses("sponsorship:suggest_for_child")
        self.hourglass, self.people = icon("hourglass"), icon("users")

    def form(self, url: str, label: Any, css: str, **fields: Any) -> SafeString:
        hidden = {"csrfmiddlewaretoken": self.token} | fields
        inputs = "".join(f'<input type="hidden" name="{k}" value="{escaped(v)}">' for k, v in hidden.items())
        button = f'<button class="btn{css}">{self.hourglass}{escaped(label)}</button>'
        return safe(f'<form method="post" action="{escaped(url)}">{inputs}{once()}{button}</form>')

    @staticmethod
    def link(url: str, label: Any, css: str) -> SafeString:
        return safe(f'<a class="btn {css}" href="{escaped(url)}">{escaped(label)}</a>')

    def of_waiting(self, child: Any, hold: Any) -> SafeString:
        find = self.link(self.find_donor(child.public_id), _("Find a donor"), "btn-sm btn-primary")
        return safe(find if hold else find + self.form(self.hold_child(child.public_id), _("Hold"), " btn-sm"))

    def of_suggestion(self, child: Any, donor: Donor, together: list[Sibling], hold: Any) -> SafeString:
        """For one child, or for the child with its brothers and sisters."""
        sides = {"child": child.public_id, "donor": donor.public_id}
        asked = f"?child={child.public_id}&donor={donor.public_id}"
        if not together:
            make = self.link(self.pledge + asked, _("Make a pledge"), "btn-primary")
            keep = self.form(self.hold_child(child.public_id), _("Hold"), "", donor=donor.public_id)
            return joined(make, "" if hold else keep)
        count = {"n": number(len(together) + 1)}
        all_of_them = joined(self.people, _("Pledges for all %(n)s") % count)
        return joined(
            self.link(self.family + asked, all_of_them, "btn-primary"),
            "" if hold else self.form(self.hold_family, _("Hold all %(n)s") % count, "", **sides),
            self.link(f"{self.family}{asked}&only=1", _("Only this child…"), "btn-link"),
        )


def draw_waiting(rows: Iterable[dict[str, Any]], request: HttpRequest) -> SafeString:
    """Rows of views.matching under the headings of templates/sponsorship/waiting.html."""
    address, today, buttons = addresses("children:detail"), timezone.localdate(), Buttons(request)
    born, where, need = _("Born"), _("Where"), _("Order of need")
    drawn = []
    for each in rows:
        child = each["child"]
        place = joined(span(f"{number(each['place'])}.", css="need-place"), " ") if each["place"] else ""
        name = f'<a class="row-link" href="{address(child.public_id)}">{escaped(child.full_name)}</a>'
        under = below(joined(child.code, sexes().get(child.sex), between=" · "))
        why = joined(points_text(each["points"]), reason_list(each["reasons"]), _union(child), hold_line(each["hold"]))
        done = buttons.of_waiting(child, each["hold"])
        drawn.append(
            row(
                safe(f'<th scope="row">{place}{name}{under}</th>'),
                cell(born, _birth(child, today), "" if child.birth_date else "row-empty"),
                cell(where, _place(child)),
                cell(need, why),
                safe(f'<td class="cell-actions"><div class="row-buttons">{done}</div></td>'),
            )
        )
    return joined(*drawn)


def draw_suggestions(suggestions: Iterable[tuple[Suggestion, Any]], donor: Donor, request: HttpRequest) -> SafeString:
    """The children suggested to `donor`, each with what speaks for and against it, and its hold if there is one."""
    address, today, buttons = addresses("children:detail"), timezone.localdate(), Buttons(request)
    drawn = []
    for each, hold in suggestions:
        child = each.record
        age = f"{birth_text(child.birth_date, child.birth_date_precision)} ({age_text(child, today)})"
        known = [child.code, sexes().get(child.sex), child.birth_date and age, child.commune or child.former_commune]
        about = joined(
            safe(f'<a class="row-link" href="{address(child.public_id)}">{escaped(child.full_name)}</a>'),
            below(joined(*known, between=" · ")),
            reason_list(each.reasons),
            together_text(each.together) if each.together else "",
            hold_line(hold),
        )
        shown = buttons.of_suggestion(child, donor, each.together, hold)
        text, done = f'<div class="suggestion-text">{about}</div>', f'<div class="row-buttons">{shown}</div>'
        drawn.append(safe(f'<li class="card suggestion">{text}{done}</li>'))
    return joined(*drawn)


def together_text(together: list[Sibling]) -> SafeString:
    """The brothers and sisters who wait too, by name."""
    address, today, count = addresses("children:detail"), timezone.localdate(), len(together)
    said = ngettext(
        "Waits together with %(n)s brother or sister:", "Waits together with %(n)s brothers and sisters:", count
    )
    lines = []
    for sibling in together:
        child = sibling.child
        known = joined(child.code, child.birth_date and age_text(child, today), child.commune, between=" · ")
        shown = joined(link(child.full_name, address(child.public_id)), " ", span(known, css="text-secondary"))
        lines.append(f"<li>{shown}</li>")
    label = span(icon("users"), said % {"n": count}, css="together-label")
    return safe(f'<div class="together">{label}<ul>{"".join(lines)}</ul></div>')


def hold_line(hold: Any) -> SafeString | str:
    return render_to_string("sponsorship/hold_line.html", {"hold": hold}) if hold else ""


def sexes() -> dict[str, str]:
    return {Sex.MALE.value: _("boy"), Sex.FEMALE.value: _("girl")}


def _birth(child: Any, today: dt.date) -> Any:
    if not child.birth_date:
        return NOTHING
    return joined(birth_text(child.birth_date, child.birth_date_precision), below(age_text(child, today)))


def _place(child: Any) -> SafeString:
    commune = child.commune or child.former_commune or NOTHING
    return span(commune, below(child.hamlet) if child.hamlet else "")


def _union(child: Any) -> SafeString | str:
    if not child.parents_union:
        return ""
    return below(_("parent's union: %(union)s") % {"union": child.parents_union})
