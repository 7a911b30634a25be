"""Contributions and payments as sheets."""

from django.utils.translation import gettext_lazy

from organisation.sheets import Column

GIVEN_SHEET = [
    Column(gettext_lazy("Receipt number"), str, 12),
    Column(gettext_lazy("Campaign code"), "campaign.code", 12),
    Column(gettext_lazy("Received on"), "received_on", 12),
    Column(gettext_lazy("From whom"), "giver", 40),
    Column(gettext_lazy("People who gave"), "people_count", 10),
    Column(gettext_lazy("Amount (VND)"), "amount_vnd", 15),
    Column(gettext_lazy("Goods"), "item.name", 20),
    Column(gettext_lazy("Number of pieces"), "quantity", 10),
    Column(gettext_lazy("Funding source"), lambda row: row.get_source_display(), 18),
    Column(gettext_lazy("Method"), lambda row: "" if row.item else row.get_method_display(), 14),
    Column(gettext_lazy("Note"), "note", 30),
]
SPENDING_SHEET = [
    Column(gettext_lazy("Paid on"), "spent_on", 12),
    Column(gettext_lazy("What for"), "what", 40),
    Column(gettext_lazy("Amount (VND)"), "amount_vnd", 15),
    Column(gettext_lazy("Funding source"), lambda row: row.get_source_display(), 18),
    Column(gettext_lazy("Paid to"), "payee", 30),
    Column(gettext_lazy("Number of the paper"), "document", 14),
    Column(gettext_lazy("Why more is paid than came in"), "over_reason", 30),
    Column(gettext_lazy("Note"), "note", 30),
]
