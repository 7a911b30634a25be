"""Which papers there are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Paper(models.TextChoices):
    AGREEMENT = "agreement", _("agreement of three parties")
    CERTIFICATE = "certificate", _("certificate for the donor")
    RECEIPT = "receipt", _("receipt for the donor")
    HANDOVER = "handover", _("handover minutes")
    STATEMENT = "statement", _("donor's statement of a year")
    BOOK = "book", _("the child's tracking book")
    LIST = "list", _("list to sign on receipt")


# What the file is called; beside it stands a code, never a name.
FILE_NAMES = {
    Paper.AGREEMENT: "bien-ban-thoa-thuan",
    Paper.CERTIFICATE: "giay-chung-nhan",
    Paper.RECEIPT: "phieu-thu",
    Paper.HANDOVER: "bien-ban-ban-giao",
    Paper.STATEMENT: "bang-ke-do-dau",
    Paper.BOOK: "so-theo-doi",
    Paper.LIST: "danh-sach-ky-nhan",
}
