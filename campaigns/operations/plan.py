"""A campaign's plan: who carries it together, its files, and last year's campaign as this year's start."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction

from campaigns import attached_files
from campaigns.attached_files import Paper
from campaigns.exceptions import NameTaken
from campaigns.models import Activity, Attachment, Campaign, JointUnit, Participation
from campaigns.operations.many import ask
from campaigns.operations.refusals import operation
from organisation.models import Unit, User
from organisation.models.base import counting_changes

SHIFTED = ("starts_on", "ends_on", "plan_due_on", "report_due_on")
COPIED = ("kind", "theme", "legal_basis", "note", "managing_unit_id")


@operation
def set_joint_units(*, campaign: Campaign, units: Iterable[Unit], by: User) -> None:
    """Exactly these units carry the campaign together with the lead unit, which is never one of them."""
    wanted = {unit.pk for unit in units} - {campaign.managing_unit_id}
    with counting_changes(campaign, "joint_links"):
        campaign.joint_links.exclude(unit__in=wanted).delete()
        there = set(campaign.joint_links.values_list("unit", flat=True))
        JointUnit.objects.bulk_create(JointUnit(campaign=campaign, unit_id=pk) for pk in sorted(wanted - there))


@operation
def attach_file(
    *, campaign: Campaign, paper: Paper, by: User, participation: Participation | None = None
) -> Attachment:
    """Keep a file, judged as every Paper is, with the plan or with one unit's report."""
    stored = attached_files.keep(paper.content)
    try:
        return Attachment.objects.create(
            campaign=campaign,
            participation=participation,
            name=paper.name,
            kind=paper.kind,
            size=len(paper.content),
            file=stored,
            added_by=by,
        )
    except BaseException:
        attached_files.forget(stored)
        raise


@operation
def drop_file(*, attachment: Attachment, by: User) -> None:
    """Delete an attachment and, once that is committed, its file."""
    attachment.delete()
    transaction.on_commit(partial(attached_files.forget, attachment.file))


@operation
def copy_campaign(
    *, source: Campaign, name: str, starts_on: dt.date | None, ends_on: dt.date | None, by: User, **due: dt.date | None
) -> Campaign:
    """A new campaign like `source`: its parts, activities with targets, joint units and asked units, all unanswered.

    `due`: plan_due_on and report_due_on of the copy. The days of the parts move by as many years as the first day does
    (one, where it is not known), the years in their names too. Results, reports, documents and files stay where they
    are. Raises NameTaken.
    """
    years = starts_on.year - source.starts_on.year if starts_on and source.starts_on else 1
    days = {"starts_on": starts_on, "ends_on": ends_on, "plan_due_on": None, "report_due_on": None} | due
    try:
        with transaction.atomic():
            copy = _copy(source, parent_id=source.parent_id, by=by, name=name, **days)
            _copy_parts(source, copy, years, by)
    except IntegrityError as error:
        raise NameTaken from error
    copy.refresh_from_db()
    return copy


def _copy_parts(source: Campaign, copy: Campaign, years: int, by: User) -> None:
    for part in source.parts.order_by("pk"):
        days = {name: years_later(getattr(part, name), years) for name in SHIFTED}
        made = _copy(part, parent_id=copy.pk, by=by, name=renamed(part.name, years), **days)
        _copy_parts(part, made, years, by)


def _copy(source: Campaign, *, by: User, **values: Any) -> Campaign:
    copy = Campaign.objects.create(**{name: getattr(source, name) for name in COPIED} | values)
    JointUnit.objects.bulk_create(
        JointUnit(campaign=copy, unit_id=pk) for pk in source.joint_links.values_list("unit", flat=True)
    )
    Activity.objects.bulk_create(
        Activity(
            campaign=copy,
            **{name: getattr(each, name) for name in ("position", "content_group", "name", "measure")},
            target_quantity=each.target_quantity,
        )
        for each in source.activities.all()
    )
    ask(copy, list(source.participations.filter(unit__ends_on=None).order_by("pk").values_list("unit", flat=True)), by)
    return copy


def years_later(day: dt.date | None, years: int) -> dt.date | None:
    """The same day so many years later; 29 February becomes the 28th."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def renamed(name: str, years: int) -> str:
    """The name with every year in it so many years later: "Tháng hành động vì trẻ em 2024" becomes "… 2025"."""
    return re.sub(r"(?<!\d)20\d\d(?!\d)", lambda found: str(int(found[0]) + years), name)
