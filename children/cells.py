"""The list of children as its page shows it."""

import datetime
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from children.models.choices import OrphanStatus, Poverty, Sex
from children.states import State, age_text, leaving, state_of
from organisation.cells import addresses, below, cell, escaped, heading, joined, row, safe, span
from organisation.templatetags.ui import badge
from organisation.templatetags.vietnamese import NOTHING, birth_text
from vietnamese.phones import format_phone


def draw(children: Iterable[Any]) -> SafeString:
    """Rows of children.rows.as_rows() under the headings of templates/children/list.html."""
    address, today = addresses("children:detail"), timezone.localdate()
    labels = [safe(escaped(each)) for each in (_("Born"), _("Where"), _("Circumstances"), _("Carer"), _("State"))]
    situated, drawn_badge = cache(_situation), cache(badge)  # what is said of many children is put together once
    sexes = {Sex.MALE.value: _("boy"), Sex.FEMALE.value: _("girl")}
    drawn = []
    for child in children:
        under = below(joined(child.code, sexes.get(child.sex), between=" · "))
        hardship = situated(child.orphan_status, child.poverty, child.is_union_member_child)
        state = _state(child, today, drawn_badge)
        cells = [_birth(child, today), _place(child), (hardship, ""), _carer(child), (state, "")]
        named = [cell(label, *each) for label, each in zip(labels, cells, strict=True)]
        drawn.append(row(heading(child.full_name, address(child.public_id), under), *named))
    return joined(*drawn)


def _birth(child: Any, today: datetime.date) -> tuple[Any, str]:
    if not child.birth_date:
        return NOTHING, "row-empty"
    return joined(birth_text(child.birth_date, child.birth_date_precision), below(age_text(child, today))), ""


def _place(child: Any) -> tuple[Any, str]:
    commune = child.commune_name or child.former_commune_name
    shown = span(commune or NOTHING, below(child.hamlet) if child.hamlet else "")
    return shown, "" if commune or child.hamlet else "row-empty"


def situation(child: Any) -> SafeString:
    """What makes this child's life hard; also on the printed list."""
    return _situation(child.orphan_status, child.poverty, child.is_union_member_child)


def _situation(orphan_status: str, poverty: str, is_union_member_child: bool) -> SafeString:
    orphan = "" if orphan_status == OrphanStatus.UNKNOWN else OrphanStatus(orphan_status).label
    poor = poverty in (Poverty.POOR, Poverty.NEAR_POOR)
    return span(
        span(orphan or NOTHING, css="cell-cap"),
        below(Poverty(poverty).label if poor else ""),
        below(_("union member's child")) if is_union_member_child else "",
    )


def _carer(child: Any) -> tuple[Any, str]:
    if not child.carer:
        return NOTHING, "row-empty"
    carer = child.carer[0]
    phone = span(format_phone(carer["phone"]), css="text-nowrap") if carer["phone"] else ""
    return span(carer["name"], below(joined(carer["relationship"], phone, between=" · "))), ""


def _state(child: Any, today: datetime.date, draw_badge: Callable[[str, str], SafeString]) -> SafeString:
    state = state_of(child, today)
    return span(_told(state, draw_badge(state.label, state.tone)), below(leaving(child, today) or state.detail))


def state_badge(state: State) -> SafeString:
    """Hovering tells since when."""
    return _told(state, badge(state.label, state.tone))


def _told(state: State, drawn_badge: SafeString) -> SafeString:
    return safe(f'<span title="{escaped(state.detail)}">{drawn_badge}</span>')
