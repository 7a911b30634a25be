"""Which records of an entered list are in use by now: changed, or pledged, or with money, visits, anything recorded.

Found from the models themselves: what refers to a record that the list made, and was not made by the list.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pghistory.models
from django.db import models
from django.db.models import Count

from imports.models import ImportBatch
from imports.writers import ListWriter

Made = tuple[type[models.Model], str]  # a model and the lookup that leads to the batch


@dataclass
class Stays:
    """By model and primary key, what keeps a record: the label of what refers to it ("" for a change) and how often."""

    _why: dict[type[models.Model], dict[int, dict[str, int]]] = field(default_factory=dict)

    def records(self, model: type[models.Model]) -> dict[int, dict[str, int]]:
        """The records of this model that stay."""
        return self._why.get(model, {})

    def referred_to(self, model: type[models.Model]) -> set[int]:
        """The records of `model` to which a record that stays belongs."""
        links = ((own, f.name) for own in self._why for f in own._meta.fields if f.related_model is model)
        found: set[int] = set()
        for own, name in links:
            found |= set(own._base_manager.filter(pk__in=list(self._why[own])).values_list(name, flat=True))
        return found - {None}

    def keep(self, model: type[models.Model], pk: int, label: str, count: int) -> bool:
        """Whether the record was not kept before."""
        why = self._why.setdefault(model, {})
        is_new = pk not in why
        why.setdefault(pk, {})[label] = count
        return is_new


def stays_of(batch: ImportBatch, how: ListWriter) -> Stays:
    """What of the batch's records stays when it is undone."""
    stays = Stays()
    for made in how.makes:
        _changed(stays, batch, made)
        _used(stays, batch, made, dict(how.makes))
    _close(stays, batch, how)
    return stays


def _changed(stays: Stays, batch: ImportBatch, made: Made) -> None:
    model, lookup = made
    if any(f.name == "version" for f in model._meta.fields):
        for pk in model._base_manager.filter(**{lookup: batch}, version__gt=1).values_list("pk", flat=True):
            stays.keep(model, pk, "", 1)


def _used(stays: Stays, batch: ImportBatch, made: Made, own: dict[type[models.Model], str]) -> None:
    """Records of any app that refer to what the batch made and were not made by it."""
    model, lookup = made
    for other, through in _referring(model):
        rows = other._base_manager.filter(**{f"{through}__{lookup}": batch})
        if other in own:
            rows = rows.exclude(**{own[other]: batch})
        for pk, count in rows.order_by().values_list(through).annotate(Count("pk")):
            stays.keep(model, pk, other._meta.label_lower, count)


def _referring(model: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    for relation in model._meta.get_fields(include_hidden=True):
        other = relation.related_model if relation.auto_created and relation.is_relation else None
        if not isinstance(other, type) or relation.many_to_many or issubclass(other, pghistory.models.Event):
            continue
        if other._meta.managed:  # a view holds nothing of its own
            yield other, relation.field.name  # type: ignore[union-attr]  # the other side of a foreign key


def _close(stays: Stays, batch: ImportBatch, how: ListWriter) -> None:
    """What stays keeps whatever of the list it refers to, and its own parts (what would be deleted with it)."""
    links = list(_links(how))
    more = True
    while more:
        more = False
        for (model, lookup), name, other in links:
            field = model._meta.get_field(name)
            is_part = field.remote_field.on_delete is models.CASCADE  # type: ignore[union-attr]  # a foreign key
            pairs = model._base_manager.filter(**{lookup: batch, f"{name}__isnull": False}).values_list("pk", name)
            kept, kept_there = stays.records(model), stays.records(other)
            for pk, there in pairs if kept or (kept_there and is_part) else ():
                if pk in kept:
                    more |= (
                        there not in kept_there
                        and _is_own(other, there, batch, how)
                        and stays.keep(other, there, model._meta.label_lower, 1)
                    )
                elif is_part and there in kept_there:
                    more |= stays.keep(model, pk, other._meta.label_lower, 1)


def _is_own(model: type[models.Model], pk: int, batch: ImportBatch, how: ListWriter) -> bool:
    return model._base_manager.filter(**{dict(how.makes)[model]: batch}, pk=pk).exists()


def _links(how: ListWriter) -> Iterator[tuple[Made, str, type[models.Model]]]:
    own = dict(how.makes)
    for made in how.makes:
        for f in made[0]._meta.fields:
            if f.is_relation and f.related_model in own:
                yield made, f.name, f.related_model
