"""What the articles share: the person who enters them, units, lines, what a paper says."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from campaigns.models import Campaign, House, Result, StatedFigure
from campaigns.operations.results import save_record, save_result, state_figure
from organisation.models import Appointment, Unit, User
from organisation.models.unit import UnitKind

APPOINTED = datetime.date(2021, 1, 1)


class World:
    def __init__(self, officer: User, others: Iterable[User]) -> None:
        self.officer = officer
        self.staff = [officer, *(user for user in others if user != officer)]

    def appoint(self, root: Unit) -> Unit:
        """Everybody has at this root the role they hold elsewhere."""
        for user in self.staff:
            post = user.appointments.not_ended().first()
            if post:
                Appointment.objects.get_or_create(
                    user=user, role=post.role, unit=root, defaults={"starts_on": APPOINTED}
                )
            user.__dict__.pop("current_appointments", None)
        return root

    def root(self, name: str, kind: str) -> Unit:
        """The root of a tree that is not a district's programme."""
        root = Unit.objects.create(name=name, kind=kind)
        root.refresh_from_db()
        return self.appoint(root)

    def units(self, parent: Unit, kind: UnitKind, names: Iterable[str]) -> list[Unit]:
        made = Unit.objects.bulk_create(Unit(name=name, kind=kind, parent=parent) for name in names)
        return list(Unit.objects.filter(pk__in=[unit.pk for unit in made]).order_by("pk"))

    def result(self, campaign: Campaign, label: str, *shares: tuple[Any, ...], **values: Any) -> Result:
        """A line; each share is (source, level, VND or None)."""
        defaults = {"managing_unit": campaign.managing_unit, "ends_on": campaign.ends_on}
        line = Result(campaign=campaign, label=label, **defaults | values)
        sources = {(source, level): amount for source, level, amount in shares}
        return save_result(result=line, shares=sources, by=self.officer)

    def register(self, model: Any, campaign: Campaign, **values: Any) -> Any:
        defaults = {"managing_unit": campaign.managing_unit}
        return save_record(record=model(campaign=campaign, **defaults | values), by=self.officer)

    def houses(self, campaign: Campaign, *households: dict[str, Any]) -> list[House]:
        return [self.register(House, campaign, **household) for household in households]

    def stated(self, campaign: Campaign, paper: tuple[str, datetime.date | None], *figures: tuple[Any, ...]) -> None:
        """Each figure: (what, number, measure, and more fields)."""
        name, day = paper
        for label, number, measure, *more in figures:
            fields = more[0] if more else {}
            figure = StatedFigure(
                campaign=campaign, label=label, number=number, measure=measure, paper=name, said_on=day, **fields
            )
            state_figure(figure=figure, by=self.officer)
