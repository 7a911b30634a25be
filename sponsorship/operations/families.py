"""Brothers and sisters are promised or kept together: all of those chosen, or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from children.models import Child
from donors.models import Donor
from organisation.models import User
from sponsorship.models import Hold, Pledge
from sponsorship.operations.holds import hold_child
from sponsorship.operations.pledges import activate_pledge, approve_pledge, propose_pledge
from sponsorship.operations.refusals import operation


@operation
def pledge_together(
    *,
    children: Iterable[Child],
    donor: Donor,
    by: User,
    in_force: bool,
    own_rates: Mapping[int, int] | None = None,
    **terms: Any,
) -> list[Pledge]:
    """A pledge of `donor` for each child, with the same `terms` (propose_pledge's); `in_force`: agreed already.

    `own_rates`: the id of a child → whole VND, where it gets another amount than the rest.
    Raises what propose_pledge raises; nothing is kept then. Each child's own age or grade decides its last day.
    """
    made = []
    for child in sorted(children, key=lambda child: child.pk):  # locked in the order of their ids
        own = {"rate_vnd": own_rates[child.pk]} if own_rates and child.pk in own_rates else {}
        pledge = propose_pledge(child=child, donor=donor, by=by, **terms | own)
        if in_force:
            pledge = activate_pledge(pledge=approve_pledge(pledge=pledge, by=by), by=by)
        made.append(pledge)
    return made


@operation
def hold_together(*, children: Iterable[Child], by: User, donor: Donor | None = None) -> list[Hold]:
    """A place of each child is kept for `donor`. Raises what hold_child raises; nothing is held then."""
    return [hold_child(child=child, donor=donor, by=by) for child in sorted(children, key=lambda child: child.pk)]
