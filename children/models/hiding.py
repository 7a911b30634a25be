"""A child whose whereabouts must not leak, not even inside the unit: what would tell them stands in no list's table.

While `Child.is_hidden` the columns of PLACES and PARTS are empty: triggers empty them whoever writes and however (a
list, a form, SQL), so that no list, search, filter, export, paper or figure can show them. What stood there is in
Whereabouts, which is read by its own page alone.
"""

from typing import Any

import pgtrigger
from django.db import models

PLACES: dict[str, Any] = {
    "address_as_written": "",
    "hamlet": "",
    "former_commune": None,
    "commune": None,
    "school": "",
    "parents_union": "",
    "parents_union_unit": None,
    "circumstances": "",
    "note": "",
}
# Of what belongs to the child: the texts that would tell where it is, or how to reach who knows.
PARTS = {
    "caregivers": ("phone", "other_phone", "bank_account", "bank_name"),
    "progress": ("school", "note"),
    "visits": ("note",),
    "needs": ("detail",),
    "other_supports": ("giver_name", "note"),
}


def places_in(part: type[models.Model]) -> tuple[str, ...]:
    """Of a model whose rows belong to a child: the fields that stay empty while it is hidden."""
    child: Any = part._meta.get_field("child")
    return PARTS.get(child.remote_field.related_name, ())


def _assigned(columns: dict[str, Any]) -> str:
    return " ".join(f"NEW.{name} = {'NULL' if value is None else chr(39) * 2};" for name, value in columns.items())


def hidden_without_place() -> pgtrigger.Trigger:
    """On the child itself."""
    columns = {f"{name}_id" if value is None else name: value for name, value in PLACES.items()}
    return pgtrigger.Trigger(
        name="hidden_without_place",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Q(new__is_hidden=True),
        func=f"{_assigned(columns)} RETURN NEW;",
    )


def part_without_place(related: str) -> pgtrigger.Trigger:
    """On what belongs to a child."""
    return without_place(dict.fromkeys(PARTS[related], ""))


def without_place(columns: dict[str, Any]) -> pgtrigger.Trigger:
    """On a table whose rows name a child: `columns` are emptied while that one is hidden."""
    is_filled = {name: "IS NOT NULL" if value is None else "<> ''" for name, value in columns.items()}
    filled = " OR ".join(f"NEW.{name} {test}" for name, test in is_filled.items())
    return pgtrigger.Trigger(
        name="hidden_without_place",
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(filled),
        func=f"""
            IF EXISTS (SELECT FROM children_child WHERE id = NEW.child_id AND is_hidden) THEN
                {_assigned(columns)}
            END IF;
            RETURN NEW;
        """,
    )
