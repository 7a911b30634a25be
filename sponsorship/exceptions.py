"""Why an operation was refused. str(error) is the sentence that the officer reads."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisation.refusals import Refused


class PlaceTaken(Refused):
    """The child has no free place. Keywords: `taken`, sentences that tell who took it and when."""

    message = gettext_lazy("This child's place was taken in the meantime.")

    def __str__(self) -> str:
        return " ".join([str(self.message), *self.details.get("taken", [])])


class AboveTarget(Refused):
    """Keywords: `target`, `missing`, as text; `field`."""

    message = gettext_lazy(
        "%(target)s is aimed at for this child, and %(missing)s is still missing. "
        "Agree on a smaller amount, or write below why the child may get more."
    )


class NoNeed(Refused):
    message = gettext_lazy(
        "This child has not needed a donor since %(day)s. If that is wrong, correct the child's record first."
    )


class Gone(Refused):
    """The child's or the donor's record is another one now."""

    message = gettext_lazy("This record was merged with another in the meantime. Look for it again in the list.")


class IllegalMove(Refused):
    """A pledge in this state cannot do that. Keywords: `state`, its label."""

    message = gettext_lazy("This pledge is “%(state)s”, so this step is not possible any more.")


class StalePledge(Refused):
    message = gettext_lazy(
        "Someone else changed this pledge while you had it open. Look at it again before you decide."
    )


class WrongDay(Refused):
    """Keywords: `reason`, the whole sentence."""

    message = "%(reason)s"


class WrongTerms(Refused):
    """The terms do not make a schedule. Keywords: `reason`, the whole sentence; `field`, the field to mend."""

    message = "%(reason)s"


class HoldOver(Refused):
    message = gettext_lazy("This hold has run out. Hold the child again if the place is still free.")


class HoldExtendedTwice(Refused):
    message = gettext_lazy(
        "A hold can be extended twice at most. Make the pledge, or let another officer have the child."
    )


class SurplusStands(Refused):
    message = gettext_lazy(
        "Part of another receipt was booked as a surplus over this one. Take that receipt back first."
    )


class MoreThanPledged(Refused):
    """Keywords: `left`, what may still be received, as text."""

    message = gettext_lazy(
        "Only %(left)s of this pledge is still to be received. "
        "If the donor really gave more, tick “book the rest as a surplus”."
    )


class LessThanReceived(Refused):
    """Keywords: `received`, as text."""

    message = gettext_lazy("%(received)s has already been received, so the pledge cannot become smaller than that.")


class NotEnoughHeld(Refused):
    """Keywords: `held`, as text."""

    message = gettext_lazy("Only %(held)s of this pledge is held at the moment. Record the money received first.")


class AlreadyDelivered(Refused):
    message = gettext_lazy(
        "This money has already been handed to the child. Take back the handover first, then the receipt."
    )


class AlreadyReversed(Refused):
    message = gettext_lazy("This entry was taken back already.")


class AlreadyRecorded(Refused):
    """The same form came twice; nothing was added. Keywords: `code`; `entry`, the row of the first time."""

    message = gettext_lazy("This form was saved already as %(code)s; it was not saved a second time.")

    @property
    def entry(self) -> Any:
        return self.details["entry"]


class RateAlreadyChanged(Refused):
    message = gettext_lazy("The amount was already changed from that day on. Choose another day.")


class AlreadyContinued(Refused):
    """Keywords: `code`, of the pledge that does."""

    message = gettext_lazy("Pledge %(code)s continues this one already.")


class PaidOut(Refused):
    """Keywords: `day`, as text."""

    message = gettext_lazy("The principal of this book was paid out on %(day)s; nothing of the book changes any more.")


class AlreadyLeft(Refused):
    """Keywords: `day`, as text."""

    message = gettext_lazy("This child has not been in the programme since %(day)s, and nothing runs for it any more.")


class ReviewedAlready(Refused):
    message = gettext_lazy("A review of that day is recorded already.")


class NoFund(Refused):
    message = gettext_lazy("Only a donor of the kind “fund” collects contributions.")


class SurplusUsed(Refused):
    message = gettext_lazy(
        "Part of this money was a surplus that has been booked on later instalments. Take that booking back first."
    )


class NothingToUse(Refused):
    message = gettext_lazy("No surplus can meet an instalment here any more.")


class PartOfMove(Refused):
    message = gettext_lazy("This money was moved from another pledge. Take back the whole move.")


class MoneyMovedOn(Refused):
    message = gettext_lazy("Part of this money was moved to another pledge. Take back that move first.")


class SeveralSources(Refused):
    """Keywords: `most`, what one source has given, as text."""

    message = gettext_lazy(
        "This money came from several funding sources, and at most %(most)s from one. Move it in parts."
    )


class Elsewhere(Refused):
    """Keywords: `code`, of the pledge or the child."""

    message = gettext_lazy(
        "%(code)s belongs to another unit now: only people of that unit can do this. Take it off this list."
    )


class SamePledge(Refused):
    message = gettext_lazy("Choose another pledge: money cannot be moved to where it is.")


class TotalsDiffer(Refused):
    """Keywords: `declared_count`, `declared`, `count`, `total`, as text."""

    message = gettext_lazy(
        "The cover says %(declared_count)s receipts, %(declared)s; the lines below make %(count)s receipts, %(total)s. "
        "Look for the mistake, or write why it is booked all the same."
    )


class Stale(Refused):
    message = gettext_lazy("Someone else changed this list while you had it open. Look at it again.")


class LaunchOver(Refused):
    message = gettext_lazy("This launch is accepted or given up already; nothing was changed.")


class NobodyToReserve(Refused):
    message = gettext_lazy("No waiting child is free to be reserved at the moment.")


class NothingToAccept(Refused):
    message = gettext_lazy("No seat has both a donor and a child yet.")


class AlreadyBooked(Refused):
    message = gettext_lazy("This was booked already; nothing was booked a second time.")


class NothingToBook(Refused):
    message = gettext_lazy("There is no line to book yet.")


class LinesRefused(Refused):
    """Nothing was booked. Keywords: `lines`, {position of the line: the sentence}."""

    message = gettext_lazy("Nothing is booked yet: some lines cannot be booked as they stand.")


class FileKnown(Refused):
    """Keywords: `file`, `at`, as text; `statement`."""

    message = gettext_lazy("This very file was read already on %(at)s (“%(file)s”).")


class LineDecided(Refused):
    message = gettext_lazy("Somebody has already booked this line or set it aside.")


class WrongSum(Refused):
    """Keywords: `sum`, `amount`, as text."""

    message = gettext_lazy("The amounts make %(sum)s, but the bank line is %(amount)s.")


class Busy(Refused):
    message = gettext_lazy("Someone else is saving on this record at this moment. Wait a little and save again.")


def not_before(first: Any, on: Any) -> WrongDay:
    return WrongDay(
        reason=_("The day %(on)s is before %(first)s.") % {"on": f"{on:%d/%m/%Y}", "first": f"{first:%d/%m/%Y}"}
    )


def never_held(on: Any, missing: str) -> WrongDay:
    facts = {"on": f"{on:%d/%m/%Y}", "missing": missing}
    return WrongDay(
        reason=_(
            "With this entry, %(missing)s more would have gone out by %(on)s than had been received by then. "
            "Choose a later day, or first correct the day of the other entry."
        )
        % facts
    )


def not_in_future(on: Any) -> WrongDay:
    return WrongDay(reason=_("The day %(on)s has not come yet.") % {"on": f"{on:%d/%m/%Y}"})
