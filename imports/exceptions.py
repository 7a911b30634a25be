"""Why an operation on a list was refused. str(error) is the sentence that the clerk reads."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imports.models import ImportBatch
from organisation.refusals import Refused


class AlreadyEntered(Refused):
    """The same file stands entered for this unit. Keywords: `file`, `at`."""

    message = _("This very file was already entered on %(at)s (“%(file)s”). To enter it again, undo that list first.")

    @classmethod
    def of(cls, batch: ImportBatch) -> "AlreadyEntered":
        """Told by the batch that stands entered."""
        return cls(file=batch.file_name, at=f"{timezone.localtime(batch.applied_at):%H:%M %d/%m/%Y}")


class NotWaiting(Refused):
    message = _("This list has already been entered or set aside.")


class NotEntered(Refused):
    message = _("Only a list that has been entered can be undone.")


class NothingToEnter(Refused):
    message = _("There is nothing to enter: every row is already in the records or needs correcting first.")


class ChangedSincePreview(Refused):
    """What entering would do is no longer what was shown."""

    message = _("The records have changed since you looked at the rows. Look through them again, then enter the list.")


class Hindered(Refused):
    """Nothing of the list can be taken back: every record is in use, or the list's kind stays. Keyword: `why`."""

    message = "%(why)s"


class FileGone(Refused):
    message = _("The file is not there any more. Choose it once again.")


class NoSuchRow(Refused):
    message = _("This row is not in the list any more. Look at the rows again.")


class NoSuchRecord(Refused):
    """Nor does this say whether there is one that the reader may not see. Keyword: `code`."""

    message = _("You have no record with the code “%(code)s”.")


class Busy(Refused):
    message = _("Another list is being entered at this moment. Wait a little and try again.")


class NotMadeByHand(Refused):
    """What a list asks for could not be done by hand either. Keywords: `row`, `why`."""

    message = _("Row %(row)s: %(why)s")


class NoList(Refused):
    message = _("No list was found in this file. Is it the right file, and the right kind of list?")
