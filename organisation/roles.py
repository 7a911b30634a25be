"""What each role may do. Who holds one, and where, is data (Appointment)."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    VIEW_CHILDREN = "view_children"
    EDIT_CHILDREN = "edit_children"
    VIEW_DONORS = "view_donors"
    EDIT_DONORS = "edit_donors"
    VIEW_PLEDGES = "view_pledges"
    MATCH = "match"  # hold a child, make, approve and end pledges
    VIEW_MONEY = "view_money"
    RECORD_MONEY = "record_money"  # receipts, handovers and their reversal
    IMPORT_LISTS = "import_lists"  # of the kinds whose records one may make (imports/writers.py)
    EXPORT = "export"
    VIEW_REPORTS = "view_reports"
    EDIT_CAMPAIGNS = "edit_campaigns"
    ANSWER_CAMPAIGNS = "answer_campaigns"  # a unit's own plan, report and answers to a survey
    VIEW_RESTRICTED = "view_restricted"  # circumstances of article 10 đ, e, g, i, k, l, m
    MANAGE_UNITS = "manage_units"
    MANAGE_ACCOUNTS = "manage_accounts"


class Role(models.TextChoices):
    DATA_CLERK = "data_clerk", _("data clerk")
    MATCHING_OFFICER = "matching_officer", _("matching officer")
    TREASURER = "treasurer", _("treasurer")
    LEADER = "leader", _("leader")
    ADMINISTRATOR = "administrator", _("administrator")

    @property
    def description(self):
        return DESCRIPTIONS[self]

    @property
    def permissions(self) -> frozenset[Permission]:
        return PERMISSIONS[self]


DESCRIPTIONS = {
    Role.DATA_CLERK: _(
        "Types and imports the records of children and donors, and the unit's part in campaigns; "
        "sees pledges and the money given."
    ),
    Role.MATCHING_OFFICER: _(
        "Matches donors and children, follows each pledge until the help is in the child's hands."
    ),
    Role.TREASURER: _("Records money received and handed over; imports lists of contributions to campaigns."),
    Role.LEADER: _("Reads figures and lists; changes nothing."),
    Role.ADMINISTRATOR: _("Keeps units and accounts, repairs records."),
}

# Whoever sees a pledge sees what was given under it: the papers a clerk types say it too.
READ = {Permission.VIEW_CHILDREN, Permission.VIEW_DONORS, Permission.VIEW_PLEDGES, Permission.VIEW_MONEY}

PERMISSIONS = {
    Role.DATA_CLERK: frozenset(
        READ
        | {
            Permission.EDIT_CHILDREN,
            Permission.EDIT_DONORS,
            Permission.IMPORT_LISTS,
            Permission.EXPORT,
            Permission.ANSWER_CAMPAIGNS,
        }
    ),
    Role.MATCHING_OFFICER: frozenset(
        READ
        | {
            Permission.EDIT_CHILDREN,
            Permission.EDIT_DONORS,
            Permission.IMPORT_LISTS,
            Permission.EXPORT,
            Permission.MATCH,
            Permission.RECORD_MONEY,
            Permission.VIEW_REPORTS,
            Permission.EDIT_CAMPAIGNS,
            Permission.ANSWER_CAMPAIGNS,
            Permission.VIEW_RESTRICTED,
        }
    ),
    Role.TREASURER: frozenset(
        READ | {Permission.RECORD_MONEY, Permission.IMPORT_LISTS, Permission.VIEW_REPORTS, Permission.EXPORT}
    ),
    Role.LEADER: frozenset(READ | {Permission.VIEW_REPORTS, Permission.EXPORT}),
    Role.ADMINISTRATOR: frozenset(
        READ
        | {
            Permission.EDIT_CHILDREN,
            Permission.EDIT_DONORS,
            Permission.EDIT_CAMPAIGNS,
            Permission.ANSWER_CAMPAIGNS,
            Permission.IMPORT_LISTS,
            Permission.MANAGE_UNITS,
            Permission.MANAGE_ACCOUNTS,
        }
    ),
}
