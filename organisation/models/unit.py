from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Collate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisation.models.area import Area
from organisation.models.base import Record, bump_version, folded, readable_code, tracked
from vietnamese.text import fold


class UnitKind(models.TextChoices):
    PROGRAMME = "programme", _("programme")
    LABOUR_FEDERATION = "labour_federation", _("labour federation")
    COMMUNE_UNION = "commune_union", _("commune union")
    GRASSROOTS_UNION = "grassroots_union", _("grassroots union")
    WOMENS_UNION = "womens_union", _("women's union")
    SCHOOL = "school", _("school")
    RED_CROSS = "red_cross", _("Red Cross")
    PEOPLES_COMMITTEE = "peoples_committee", _("people's committee")
    OTHER = "other", _("other unit")


def _below(paths: list[str]) -> Q:
    scope = Q()
    for path in paths:
        scope |= Q(path__startswith=path)
    return scope


class UnitQuerySet(models.QuerySet["Unit"]):
    def within(self, paths: list[str]):
        """The units at or below any of these paths; none for no path."""
        return self.filter(_below(paths)) if paths else self.none()

    def outside(self, paths: list[str]):
        """All the others."""
        return self.exclude(_below(paths))

    def open(self):
        return self.filter(ends_on=None)

    def search(self, q: str):
        """Every word of `q` stands in the name, or `q` is the code."""
        named = Q()
        for word in fold(q).split():
            named &= Q(name_folded__contains=word)
        return self.filter(named | Q(code=q.strip().upper()))

    def as_tree(self):
        """Every unit behind its parent, whatever the database's collation."""
        return self.order_by(Collate("path", "C"))


# The path holds the ids from the root down ("/1/7/"), so that a subtree is one prefix.
SET_PATH = pgtrigger.Trigger(
    name="set_path",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id", "path"),
    func="""
        NEW.path = coalesce((SELECT path FROM organisation_unit WHERE id = NEW.parent_id), '/') || NEW.id || '/';
        IF NEW.path LIKE '%/' || NEW.id || '/%/' || NEW.id || '/' THEN
            RAISE EXCEPTION 'a unit cannot lie below itself' USING ERRCODE = 'check_violation',
                CONSTRAINT = 'unit_not_below_itself';
        END IF;
        RETURN NEW;
    """,
)
MOVE_SUBTREE = pgtrigger.Trigger(
    name="move_subtree",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("parent_id", "path"),
    condition=pgtrigger.AnyChange("path"),
    func="UPDATE organisation_unit SET path = '' WHERE parent_id = NEW.id; RETURN NULL;",
)


@tracked("name_folded", "code")
class Unit(Record):
    code = readable_code("DV")
    name = models.CharField(_("name"), max_length=200)
    name_folded = folded("name")
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    parent = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="units", verbose_name=_("part of")
    )
    path = models.CharField(max_length=200, editable=False, db_default="/")
    areas = models.ManyToManyField(Area, through="UnitArea", blank=True, related_name="units", verbose_name=_("areas"))
    starts_on = models.DateField(_("founded on"), null=True, blank=True)
    ends_on = models.DateField(_("ended on"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.RESTRICT, null=True, blank=True, related_name="forerunners", verbose_name=_("successor")
    )

    objects = UnitQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["path"]
        indexes = [models.Index(fields=["path"], name="unit_path", opclasses=["text_pattern_ops"])]
        triggers = [bump_version("name_folded", "code"), SET_PATH, MOVE_SUBTREE]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"], name="unit_name_once", nulls_distinct=False, condition=Q(ends_on=None)
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(starts_on__lte=F("ends_on")),
                name="unit_dates_in_order",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="unit_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation:unit", args=[self.public_id])

    @property
    def depth(self) -> int:
        """0 for the root of a tree."""
        return self.path.count("/") - 2


class UnitArea(models.Model):
    unit = models.ForeignKey(Unit, models.CASCADE)
    area = models.ForeignKey(Area, models.RESTRICT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "area"], name="unit_area_once")]

    def __str__(self) -> str:
        return f"{self.unit} – {self.area}"
