"""Why an operation of a campaign was refused. str(error) is the sentence that the person reads."""

from django.utils.translation import gettext_lazy as _

from organisation.refusals import Refused

__all__ = [
    "ChildrenNamed",
    "CountsTwice",
    "HasAnswered",
    "HasParts",
    "HeadIsNoMember",
    "NameTaken",
    "NoFile",
    "NoPartOfThat",
    "NoUnits",
    "Refused",
    "SharesTooLarge",
    "Stale",
]


class NoUnits(Refused):
    message = _("There is no open unit of these kinds there.")


class HasAnswered(Refused):
    message = _("This unit has answered already: what it said stays. Excuse it instead.")


class NameTaken(Refused):
    message = _("There is a campaign with this name already in the same place.")


class ChildrenNamed(Refused):
    message = _("This unit has named children already, so it cannot say that there are none.")


class NoFile(Refused):
    message = _(
        "This file cannot be read here. Choose a PDF, Word (.docx), Excel (.xlsx) file or a photo, up to 10 MB."
    )


class DamagedFile(NoFile):
    message = _("This file is damaged or too large to be read. Open it, save it once more and attach the new one.")


class GrownFile(NoFile):
    message = _(
        "Without what it tells beside its text, this file comes to more than 10 MB. Save it with smaller pictures or "
        "in two parts, and attach those."
    )


class LockedFile(NoFile):
    message = _(
        "This PDF is locked with a password or against changes. Save it without the lock, or print it into a new PDF, "
        "and attach that."
    )


class SharesTooLarge(Refused):
    message = _("The shares of the sources come to more than the money and goods of the line.")


class NoPartOfThat(Refused):
    message = _("A line can only be part of a whole line of the same campaign.")


class HasParts(Refused):
    message = _("Other lines are part of this one. Take them away first.")


class HeadIsNoMember(Refused):
    message = _("The head of the cluster must be one of its members.")


class Stale(Refused):
    message = _("Someone else changed this list while you had it open. Look at it again.")


class CountsTwice(Refused):
    message = _("“%(unit)s” is part of “%(other)s”: its results would count twice.")
