"""What lists of pledges say of a child whose place is kept secret."""

from typing import Any

from children.hiding import also_hides
from children.models import Child
from imports.erasing import forget_in_lists


@also_hides
def forget_pledges(child: Child, batch: Any = None) -> None:
    for pledge in child.pledges.all():
        forget_in_lists(pledge, batch=batch)
