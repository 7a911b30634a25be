"""Writes with consequences for a child's record. Each is atomic and names who acts."""

import datetime
from collections.abc import Callable, Iterable
from functools import partial, wraps
from typing import Any, ParamSpec, TypeVar

import pghistory
from django.db import transaction
from django.utils import timezone

from children import pictures
from children.models import Caregiver, Child, Consent, Need, Photo, SiblingGroup
from children.models.choices import NeedEndReason
from children.pictures import Picture
from organisation.models import User

P = ParamSpec("P")
R = TypeVar("R")


class NeedAlreadyEnded(Exception):
    """Somebody else ended this child's need before."""


class NeedNotEnded(Exception):
    """The child is still registered as in need."""


class ConsentWithdrawn(Exception):
    """The consent was withdrawn before."""


def recorded(operation: Callable[P, R]) -> Callable[P, R]:
    """One transaction, and the history names the person of `by`, whoever calls."""

    @wraps(operation)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        by: Any = kwargs["by"]
        with transaction.atomic(), pghistory.context(user=by.pk):
            return operation(*args, **kwargs)

    return run


def _locked(child: Child) -> Child:
    return Child.objects.select_for_update().get(pk=child.pk)


@recorded
def register_child(
    *,
    child: Child,
    by: User,
    caregiver: Caregiver | None = None,
    needs: Iterable[str] = (),
    on: datetime.date | None = None,
) -> Child:
    """Save a new child with the first caregiver and the needs (kinds of NeedKind) found on day `on` (today)."""
    child.save()
    if caregiver:
        caregiver.child = child
        caregiver.save()
    day = on or timezone.localdate()
    Need.objects.bulk_create(Need(child=child, kind=kind, recorded_on=day) for kind in needs)
    return child


@recorded
def end_need(*, child: Child, reason: NeedEndReason | str, on: datetime.date, by: User) -> None:
    """The child needs no donor any more from day `on`; pledges in force are not touched. Raises NeedAlreadyEnded."""
    record = _locked(child)
    if record.needs_since is None or record.need_ended_on is not None:
        raise NeedAlreadyEnded
    record.need_ended_on, record.need_ended_reason = on, reason
    record.save(update_fields=["need_ended_on", "need_ended_reason"])


@recorded
def reopen_need(*, child: Child, on: datetime.date, by: User) -> None:
    """The child needs a donor (again) since day `on`. Raises NeedNotEnded when it is registered so already."""
    record = _locked(child)
    if record.needs_since is not None and record.need_ended_on is None:
        raise NeedNotEnded
    record.needs_since, record.need_ended_on, record.need_ended_reason = on, None, ""
    record.save(update_fields=["needs_since", "need_ended_on", "need_ended_reason"])


@recorded
def withdraw_consent(*, consent: Consent, on: datetime.date, by: User) -> None:
    """The guardian or the child takes the consent back from day `on`. Raises ConsentWithdrawn when done before."""
    record = Consent.objects.select_for_update().get(pk=consent.pk)
    if record.withdrawn_on is not None:
        raise ConsentWithdrawn
    record.withdrawn_on = on
    record.save(update_fields=["withdrawn_on"])


@recorded
def add_photo(*, child: Child, picture: Picture, by: User, taken_on: datetime.date | None = None) -> Photo:
    """Keep a decoded picture as the child's present photo; older ones stay in the record."""
    name = pictures.keep(picture)
    try:
        return Photo.objects.create(
            child=child, file=name, width=picture.width, height=picture.height, taken_on=taken_on, added_by=by
        )
    except BaseException:
        pictures.forget(name)
        raise


@recorded
def remove_photo(*, photo: Photo, by: User) -> None:
    """Delete a photo and, once that is committed, its files."""
    photo.delete()
    transaction.on_commit(partial(pictures.forget, photo.file))


@recorded
def link_siblings(*, child: Child, sibling: Child, by: User) -> SiblingGroup:
    """Note that two children are brothers or sisters; the groups of both become one."""
    pair = Child.objects.select_for_update().filter(pk__in=[child.pk, sibling.pk]).order_by("pk")
    groups = sorted({record.sibling_group_id for record in pair if record.sibling_group_id})
    group = SiblingGroup.objects.get(pk=groups[0]) if groups else SiblingGroup.objects.create()
    Child.objects.filter(sibling_group__in=groups[1:]).update(sibling_group=group)
    Child.objects.filter(pk__in=[child.pk, sibling.pk]).exclude(sibling_group=group).update(sibling_group=group)
    SiblingGroup.objects.filter(pk__in=groups[1:]).delete()
    return group


@recorded
def unlink_sibling(*, child: Child, by: User) -> None:
    """Take a child out of its group of siblings; a group of one is none."""
    group = _locked(child).sibling_group
    if group is None:
        return
    Child.objects.filter(pk=child.pk).update(sibling_group=None)
    if group.children.count() == 1:
        group.children.update(sibling_group=None)
    if not group.children.exists():
        group.delete()
