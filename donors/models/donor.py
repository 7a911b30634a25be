from __future__ import annotations

import re
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from donors.sponsoring import children_count
from imports.models import ImportBatch
from organisation.access import units_where
from organisation.models import Area, Unit
from organisation.models.base import Record, begins_words, bump_version, folded, name_order, readable_code, tracked
from organisation.models.merge import merged_into
from organisation.roles import Permission
from vietnamese.text import clean, fold

CODE = re.compile(r"nd ?([0-9]{1,9})", re.IGNORECASE)
PHONE = re.compile(r"\+?[0-9][0-9 .-]{4,18}[0-9]")


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
        """By the beginnings of the name's words, without marks, by phone, or by code; exact marks first."""
        typed = clean(text)
        if code := CODE.fullmatch(typed):
            coded = Q(code__startswith=typed.upper()) | Q(code=f"ND{code[1]:0>6}")
            if stayed := merged_into("donors.DonorMerge", f"ND{code[1]:0>6}"):
                coded |= Q(pk__in=stayed)
            return self.filter(coded).order_by("code")
        if PHONE.fullmatch(typed):
            digits = _phone_digits(typed)
            return self.filter(Q(phone__contains=digits) | Q(other_phone__contains=digits)).order_by("name_sort", "id")
        words = fold(typed).split()
        named = self.filter(begins_words(words))
        if " ".join(words) == typed.lower():
            return named.order_by("name_sort", "id")
        # As a CASE, which the planner takes for every second row: for a common word it then follows the name index.
        exact = Case(When(name__icontains=typed, then=True), default=False)
        return named.annotate(marks_match=exact).order_by("-marks_match", "name_sort", "id")

    def with_children_count(self):
        """`children_count`: the children each donor sponsors today."""
        return self.annotate(children_count=children_count())


def _phone_digits(typed: str) -> str:
    """The digits as numbers are kept: +84 984… begins with 0."""
    digits = "".join(char for char in typed if char.isdigit())
    return re.sub("^(00)?84", "0", digits) if typed.startswith(("+84", "0084")) else digits


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
    commune = models.ForeignKey(
        Area, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("commune of the address")
    )

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
            models.CheckConstraint(
                condition=Q(capacity_vnd=None) | Q(capacity_vnd__gt=0), name="donor_capacity_positive"
            ),
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

    def get_absolute_url(self) -> str:
        return reverse("donors:detail", args=[self.public_id])
