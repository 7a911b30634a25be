"""Events: who is invited and who came, photos, recognised units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

from django.db import transaction

from campaigns.models import Campaign, Event, EventPhoto, Presence, Recognition
from campaigns.operations.many import invite
from campaigns.operations.refusals import operation
from children import pictures
from children.pictures import Picture
from organisation.models import Unit, User


@operation
def invite_units(*, event: Event, units: Iterable[int], by: User) -> int:
    """Put units (their ids) on the attendance list; how many were not on it before."""
    Event.objects.select_for_update().get(pk=event.pk)
    there = set(event.guests.filter(full_name="", unit__isnull=False).values_list("unit", flat=True))
    new = [pk for pk in dict.fromkeys(units) if pk not in there]
    invite(event, new)
    return len(new)


@operation
def mark_presence(*, event: Event, presences: Mapping[int, Presence | str], by: User) -> int:
    """Who came, by the guest's id; how many lines changed."""
    changed = 0
    for presence in Presence.values:
        ids = [pk for pk, said in presences.items() if said == presence]
        changed += event.guests.filter(pk__in=ids).exclude(presence=presence).update(presence=presence)
    return changed


@operation
def add_event_photo(*, event: Event, picture: Picture, consent_note: str, by: User, caption: str = "") -> EventPhoto:
    """Keep a decoded picture with the event; `consent_note` says who agreed to be shown."""
    name = pictures.keep(picture)
    try:
        return EventPhoto.objects.create(
            event=event,
            file=name,
            width=picture.width,
            height=picture.height,
            caption=caption,
            consent_note=consent_note,
            added_by=by,
        )
    except BaseException:
        pictures.forget(name)
        raise


@operation
def remove_event_photo(*, photo: EventPhoto, by: User) -> None:
    """Delete a photo and, once that is committed, its files."""
    photo.delete()
    transaction.on_commit(partial(pictures.forget, photo.file))


@operation
def recognise_units(
    *, campaign: Campaign, units: Iterable[Unit], year: int, reason: str = "", event: Event | None = None, by: User
) -> int:
    """Hold these units up as examples of a year; how many were not yet."""
    wanted = {unit.pk for unit in units}
    there = campaign.recognitions.filter(year=year, unit__in=wanted).values_list("unit", flat=True)
    new = sorted(wanted - set(there))
    Recognition.objects.bulk_create(
        Recognition(campaign=campaign, unit_id=pk, year=year, reason=reason, event=event) for pk in new
    )
    return len(new)
