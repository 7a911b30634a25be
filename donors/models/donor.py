from __future__ import annotations

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from imports.models import ImportBatch
from organisation.access import units_where
from organisation.models import Area, Unit
from organisation.models.base import Record, bump_version, folded, name_order, readable_code, tracked
from organisation.roles import Permission
from vietnamese.text import fold


class DonorKind(models.TextChoices):
    INDIVIDUAL = "individual", _("individual")
    ORGANISATION = "organisation", _("organisation")
    GROUP = "group", _("group of donors")
    FUND = "fund", _("fund")


class WishedSex(models.TextChoices):
    ANY = "", pgettext_lazy("wish", "any")
    MALE = "male", _("boy")
    FEMALE = "female", _("girl")


class DonorQuerySet(models.QuerySet["Donor"]):
    def visible_to(self, user: Any):
        return self.filter(managing_unit__in=units_where(user, Permission.VIEW_DONORS))

    def search(self, text: str):
        """By name without marks, by phone, or by code; exact marks first."""
        words = fold(text).split()
        digits = "".join(c for c in text if c.isdigit())
        found = Q(*(Q(name_folded__contains=word) for word in words))
        if len(digits) >= 6:
            found |= Q(phone__contains=digits)
        code = text.strip().upper()
        if code.startswith("ND") and code[2:].isdecimal():
            found = Q(code__startswith=code)
        return (
            self.filter(found)
            .annotate(marks_match=Q(name__icontains=" ".join(text.split())))
            .order_by("-marks_match", "name_sort", "id")
        )


@tracked("name_folded", "name_sort", "code")
class Donor(Record):
    """Whoever gives: a person, an office, a group of small givers, a fund."""

    code = readable_code("ND")
    kind = models.CharField(_("kind"), max_length=12, choices=DonorKind)
    title = models.CharField(_("form of address"), max_length=10, blank=True)  # Ông, Bà, Anh, Chị …
    name = models.CharField(_("name"), max_length=200)
    name_folded = folded("name")
    name_sort = name_order("name")
    unit = models.ForeignKey(
        Unit, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("its unit, if it is one of ours")
    )
    contact_name = models.CharField(_("contact person"), max_length=120, blank=True)
    position_title = models.CharField(_("position"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    other_phone = models.CharField(_("other phone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)

    wished_area = models.ForeignKey(
        Area, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("area wished for")
    )
    wished_age_from = models.PositiveSmallIntegerField(_("age from"), null=True, blank=True)
    wished_age_to = models.PositiveSmallIntegerField(_("age to"), null=True, blank=True)
    wished_sex = models.CharField(_("boy or girl"), max_length=6, choices=WishedSex, blank=True, default=WishedSex.ANY)
    wishes_double_orphan = models.BooleanField(_("a child who lost both parents"), default=False)
    wishes_union_member_child = models.BooleanField(_("a union member's child"), default=False)
    wished_school = models.CharField(_("at the school"), max_length=160, blank=True)
    wishes_note = models.CharField(_("other wishes"), max_length=400, blank=True)
    capacity_children = models.PositiveSmallIntegerField(_("children it can take"), null=True, blank=True)
    capacity_vnd = models.BigIntegerField(_("VND a month it can give"), null=True, blank=True)
    is_public = models.BooleanField(_("may be named in public"), default=False)

    managing_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("managing unit"))
    note = models.TextField(_("note"), max_length=4000, blank=True)
    import_batch = models.ForeignKey(
        ImportBatch, models.SET_NULL, null=True, blank=True, editable=False, related_name="donors"
    )

    objects = DonorQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [bump_version("name_folded", "name_sort", "code")]
        verbose_name = _("donor")
        verbose_name_plural = _("donors")
        indexes = [
            GinIndex(fields=["name_folded"], name="donor_name_trgm", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["name_sort", "id"], name="donor_name_sort"),
            models.Index(fields=["managing_unit", "name_sort"], name="donor_unit_name"),
            models.Index(fields=["phone"], name="donor_phone", condition=~Q(phone="")),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="donor_has_name"),
            models.CheckConstraint(condition=Q(capacity_vnd=None) | Q(capacity_vnd__gt=0), name="donor_capacity_positive"),
            models.CheckConstraint(
                condition=Q(wished_age_from=None)
                | Q(wished_age_to=None)
                | Q(wished_age_from__lte=models.F("wished_age_to")),
                name="donor_wished_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(unit=None) | Q(kind=DonorKind.ORGANISATION), name="donor_unit_only_for_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.name}".strip()
