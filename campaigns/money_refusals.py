"""Why something of a campaign's gifts and money was refused. str(error) is the sentence that the officer reads."""

from django.utils.translation import gettext_lazy

from organisation.refusals import Refused


class AlreadyRecorded(Refused):
    message = gettext_lazy("This was recorded already; nothing was recorded a second time.")


class AlreadyTakenBack(Refused):
    message = gettext_lazy("This was taken back already.")


class NothingLeft(Refused):
    message = gettext_lazy("There are not so many pieces left in stock. Nothing was recorded.")


class NobodyLeft(Refused):
    message = gettext_lazy("Somebody else has recorded this already: nobody of these is still without the gift.")


class NothingWas(Refused):
    message = gettext_lazy("None of these is recorded as handed over any more.")


class MoreThanCameIn(Refused):
    """Keywords: `left`, as text."""

    message = gettext_lazy("Of this source only %(left)s is left. Choose another source, or write why more is paid.")


class PromiseClosed(Refused):
    message = gettext_lazy("This promise was withdrawn. Nothing can be received on it.")


class NotAsPromised(Refused):
    message = gettext_lazy("This is not what was promised. Record it as a contribution without a promise.")


class OthersGoods(Refused):
    message = gettext_lazy("These goods belong to another campaign. Choose goods of this one.")


class WrongDay(Refused):
    message = gettext_lazy("This day is still to come. Record it when it has come.")


class SameGift(Refused):
    message = gettext_lazy("A group with this name, unit and rate stands in the list already.")
