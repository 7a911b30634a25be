"""A child fetched through the scope of who asks."""

import uuid
from typing import Any

from children.models import Child
from organisation.access import fetch
from organisation.roles import Permission


def readable(user: Any, public_id: uuid.UUID) -> Child:
    """Another unit's child is a 404."""
    children = Child.objects.visible_to(user).select_related("commune", "former_commune", "parents_union_unit")
    return fetch(children, user, Permission.VIEW_CHILDREN, public_id=public_id)


def editable(user: Any, public_id: uuid.UUID) -> Child:
    """Another unit's child is a 404, one that may only be read a 403."""
    return fetch(Child.objects.visible_to(user), user, Permission.EDIT_CHILDREN, public_id=public_id)
