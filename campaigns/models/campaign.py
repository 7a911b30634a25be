from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Value
from django.db.models.functions import Collate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisation.access import paths_where, units_where
from organisation.models import Unit
from organisation.models.base import Record, bump_version, folded, readable_code, tracked
from organisation.roles import Permission
from vietnamese.text import clean, fold


class CampaignKind(models.TextChoices):
    PROGRAMME_PHASE = "programme_phase", _("programme phase")
    SPONSORSHIP_ROUND = "sponsorship_round", _("sponsorship round")
    ACTION_MONTH = "action_month", _("action month for children")
    TET = "tet", _("Tết gifts")
    MID_AUTUMN = "mid_autumn", _("mid-autumn festival")
    HOUSES = "houses", _("houses")
    ADDRESSES = "addresses", _("humanitarian addresses")
    WELFARE_BAGS = "welfare_bags", _("welfare bags")
    LOANS = "loans", _("loans and livelihoods")
    BLOOD = "blood", _("blood donation")
    OTHER = "other", _("other campaign")


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: Any):
        """Those of one's own units, and of the units above: a round is led for everybody below; by joint units too."""
        paths = paths_where(user, Permission.VIEW_PLEDGES)
        above = {int(number) for path in paths for number in path.strip("/").split("/")}
        below = units_where(user, Permission.VIEW_PLEDGES)
        joint = self.model._meta.get_field("joint_links").related_model._default_manager  # type: ignore[union-attr]  # a foreign key
        carried = joint.filter(Q(unit__in=below) | Q(unit__in=above), campaign=OuterRef("pk"))
        return self.filter(Q(managing_unit__in=below) | Q(managing_unit__in=above) | Exists(carried))

    def search(self, text: str):
        """By the words of the name, without marks, or by code."""
        typed = clean(text)
        named = Q(*(Q(name_folded__contains=word) for word in fold(typed).split()))
        return self.filter(named | Q(code=typed.upper()))

    def as_tree(self):
        """The newest tree on top, every campaign behind the one it is part of. `top` is the root's part of the path."""
        root = Func(F("path"), Value("/"), Value(2), function="split_part", output_field=models.TextField())
        return self.annotate(top=Collate(root, "C"), tree=Collate("path", "C"))

    def rounds(self):
        return self.filter(kind=CampaignKind.SPONSORSHIP_ROUND)


# The path holds the ids from the root down ("/0000000001/0000000007/"), of one width so that it orders the tree.
SET_PATH = pgtrigger.Trigger(
    name="set_path",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id", "path"),
    func="""
        NEW.path = coalesce((SELECT path FROM campaigns_campaign WHERE id = NEW.parent_id), '/')
            || lpad(NEW.id::text, 10, '0') || '/';
        IF NEW.parent_id = NEW.id OR NEW.path LIKE '%/' || lpad(NEW.id::text, 10, '0') || '/%/' THEN
            RAISE EXCEPTION 'a campaign cannot be part of itself' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'campaign_not_below_itself';
        END IF;
        RETURN NEW;
    """,
)
MOVE_SUBTREE = pgtrigger.Trigger(
    name="move_subtree",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("parent_id", "path"),
    condition=pgtrigger.AnyChange("path"),
    func="UPDATE campaigns_campaign SET path = '' WHERE parent_id = NEW.id; RETURN NULL;",
)


def same_campaign(*parts: str) -> pgtrigger.Trigger:
    """Refuses a record that binds together parts of two campaigns.

    `parts`: its fields, named as their models; "campaign" for the campaign itself. An empty one is of no campaign.
    """
    of = " UNION ".join(
        "SELECT NEW.campaign_id AS id"
        if part == "campaign"
        else f"SELECT campaign_id AS id FROM campaigns_{part} WHERE id = NEW.{part}_id"
        for part in parts
    )
    return pgtrigger.Trigger(
        name="same_campaign",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(*(f"{part}_id" for part in parts)),
        func=f"""
            IF (SELECT count(*) FROM ({of}) AS campaigns) > 1 THEN
                RAISE EXCEPTION 'parts of two campaigns' USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'same_campaign';
            END IF;
            RETURN NEW;
        """,
    )


@tracked("name_folded", "code", "path")
class Campaign(Record):
    code = readable_code("CD")
    name = models.CharField(_("name"), max_length=200)
    name_folded = folded("name")
    path = models.CharField(max_length=200, editable=False, db_default="/")
    kind = models.CharField(_("kind"), max_length=20, choices=CampaignKind)
    parent = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    theme = models.CharField(_("theme"), max_length=300, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    plan_due_on = models.DateField(_("plans of the units until"), null=True, blank=True)
    report_due_on = models.DateField(_("reports of the units until"), null=True, blank=True)
    managing_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("lead unit"))
    joint_units = models.ManyToManyField(
        Unit, through="JointUnit", blank=True, related_name="+", verbose_name=_("joint units")
    )
    legal_basis = models.TextField(_("legal basis"), max_length=2000, blank=True)
    note = models.TextField(_("note"), max_length=4000, blank=True)

    objects = CampaignQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [bump_version("name_folded", "code", "path"), SET_PATH, MOVE_SUBTREE]
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-starts_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(starts_on__lte=F("ends_on")),
                name="campaign_dates_in_order",
            ),
            models.CheckConstraint(
                condition=Q(plan_due_on=None) | Q(report_due_on=None) | Q(plan_due_on__lte=F("report_due_on")),
                name="campaign_plan_before_report",
            ),
            models.UniqueConstraint(
                fields=["managing_unit", "parent", "name"], name="campaign_name_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=~Q(name=""), name="campaign_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("campaigns:detail", args=[self.public_id])

    @property
    def depth(self) -> int:
        """0 for the root of a tree."""
        return self.path.count("/") - 2
