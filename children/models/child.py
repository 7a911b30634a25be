from __future__ import annotations

import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from children.models.choices import CircumstanceGroup, NeedEndReason, OrphanStatus, Poverty, Precision, Sex, TargetPer
from children.models.counted import DERIVED, KEEP_COUNTS
from children.models.hiding import PLACES, hidden_without_place
from children.models.need_class import need_class
from children.models.siblings import SiblingGroup
from children.models.totals import KEEP_TOTALS
from imports.models import ImportBatch
from organisation.access import units_where
from organisation.models import Area, Unit
from organisation.models.base import Record, begins_words, bump_version, folded, name_order, readable_code, tracked
from organisation.models.merge import merged_into
from organisation.roles import Permission
from vietnamese.text import clean, fold

TARGET_REACHED = Q(target_yearly_vnd__isnull=False, target_yearly_vnd__lte=F("taken_yearly_vnd"))


class ChildQuerySet(models.QuerySet["Child"]):
    def visible_to(self, user: Any):
        return self.filter(managing_unit__in=units_where(user, Permission.VIEW_CHILDREN))

    def search(self, text: str):
        """By the beginnings of the name's words, without marks, or by code; exact marks first.

        The code of a record that was merged finds the one that stayed.
        """
        typed = clean(text)
        words = fold(typed).split()
        if any(char.isdigit() for char in typed):
            coded = Q(code__startswith=typed.upper()) | Q(list_code=typed)
            if stayed := merged_into("children.ChildMerge", typed):
                coded |= Q(pk__in=stayed)
            return self.filter(coded).order_by("name_sort", "id")
        named = self.filter(begins_words(words))
        if " ".join(words) == typed.lower():
            return named.order_by("name_sort", "id")
        # As a CASE, which the planner takes for every second row: for a common word it then follows the name index.
        exact = Case(When(full_name__icontains=typed, then=True), default=False)
        return named.annotate(marks_match=exact).order_by("-marks_match", "name_sort", "id")

    def needing_on(self, day: datetime.date):
        """Registered as in need of a donor on that day, sponsored or not."""
        return self.filter(Q(need_ended_on=None) | Q(need_ended_on__gt=day), needs_since__lte=day)

    def waiting(self):
        """In need of a donor today and without one."""
        return self.needing_on(timezone.localdate()).filter(sponsors_count=0)

    def sponsored(self):
        return self.filter(sponsors_count__gt=0)

    def with_free_place(self):
        """Room for one more donor: fewer than it may have, and the sum aimed at is not reached."""
        return self.filter(~TARGET_REACHED, taken_places__lt=F("places"))

    def partly_met(self):
        """With donors who together give less than is aimed at."""
        return self.filter(target_yearly_vnd__gt=F("taken_yearly_vnd"), sponsors_count__gt=0)

    def looking(self):
        """In need of a donor today and without one, or of one more until the sum aimed at is reached."""
        open_to_more = Q(sponsors_count=0) | Q(target_yearly_vnd__gt=F("taken_yearly_vnd"))
        return self.needing_on(timezone.localdate()).filter(open_to_more)

    def union_members(self):
        """Children of a union member or worker."""
        return self.filter(is_union_member_child=True)


RANKED_BY = (
    "id commune former_commune is_union_member_child orphan_status poverty circumstance_groups last_pledge_ended_on"
    " birth_date sex sibling_group parents_union_unit taken_places places target_yearly_vnd taken_yearly_vnd got_gifts"
    " got_support"
).split()


@tracked(*DERIVED)
class Child(Record):
    code = readable_code("TE")
    full_name = models.CharField(_("full name"), max_length=120)
    name_folded = folded("full_name")
    name_sort = name_order("full_name")
    alias = models.CharField(_("also called"), max_length=120, blank=True)
    list_code = models.CharField(_("code in the old list"), max_length=40, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    birth_date_precision = models.CharField(
        _("birth date precision"), max_length=10, choices=Precision, default=Precision.DAY
    )
    sex = models.CharField(_("sex"), max_length=6, choices=Sex, blank=True, default=Sex.UNKNOWN)
    ethnicity = models.CharField(_("ethnicity"), max_length=40, blank=True)
    personal_id_number = models.CharField(_("personal id number"), max_length=12, blank=True)

    address_as_written = models.CharField(_("address as written"), max_length=300, blank=True)
    hamlet = models.CharField(_("hamlet"), max_length=120, blank=True)
    # Three keys without an index of their own: Meta.indexes has one that begins with each.
    former_commune = models.ForeignKey(
        Area,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("commune before July 2025"),
    )
    commune = models.ForeignKey(
        Area, models.RESTRICT, null=True, blank=True, related_name="+", db_index=False, verbose_name=_("commune")
    )
    school = models.CharField(_("school"), max_length=160, blank=True)
    grade = models.CharField(_("grade"), max_length=20, blank=True)

    orphan_status = models.CharField(
        _("orphan status"), max_length=10, choices=OrphanStatus, default=OrphanStatus.UNKNOWN
    )
    orphaned_by_covid = models.BooleanField(_("orphaned by COVID-19"), default=False)
    circumstance_groups = ArrayField(
        models.CharField(max_length=2, choices=CircumstanceGroup),
        default=list,
        blank=True,
        verbose_name=_("groups of article 10"),
    )
    circumstances = models.TextField(_("circumstances"), max_length=4000, blank=True)
    poverty = models.CharField(_("household"), max_length=10, choices=Poverty, blank=True, default=Poverty.UNKNOWN)
    receives_social_allowance = models.BooleanField(_("receives the social allowance"), null=True, blank=True)
    father_name = models.CharField(_("father"), max_length=120, blank=True)
    mother_name = models.CharField(_("mother"), max_length=120, blank=True)
    is_union_member_child = models.BooleanField(_("child of a union member or worker"), default=False)
    parents_union = models.CharField(_("parent's grassroots union"), max_length=200, blank=True)
    parents_union_unit = models.ForeignKey(
        Unit, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("parent's union unit")
    )
    sibling_group = models.ForeignKey(
        SiblingGroup, models.SET_NULL, null=True, blank=True, related_name="children", verbose_name=_("siblings")
    )

    managing_unit = models.ForeignKey(
        Unit, models.RESTRICT, related_name="+", db_index=False, verbose_name=_("managing unit")
    )
    needs_since = models.DateField(_("needs a donor since"), null=True, blank=True)
    need_ended_on = models.DateField(_("no longer needs a donor since"), null=True, blank=True)
    need_ended_reason = models.CharField(_("why"), max_length=20, choices=NeedEndReason, blank=True)
    places = models.PositiveSmallIntegerField(_("donors at most"), default=1, db_default=1)
    # Several share until their pledges come to this sum; without it `places` alone says how many.
    target_vnd = models.BigIntegerField(_("support aimed at"), null=True, blank=True)
    target_per = models.CharField(
        _("each"), max_length=5, choices=TargetPer, default=TargetPer.MONTH, db_default=TargetPer.MONTH
    )
    target_yearly_vnd = models.GeneratedField(
        expression=Case(When(target_per=TargetPer.YEAR, then=F("target_vnd")), default=F("target_vnd") * 12),
        output_field=models.BigIntegerField(),
        db_persist=True,
    )
    note = models.TextField(_("note"), max_length=4000, blank=True)
    is_hidden = models.BooleanField(_("place kept secret"), editable=False, default=False, db_default=False)
    # Counted by the database from the pledges (sponsorship's triggers); KEEP_COUNTS refuses any other hand.
    taken_places = models.PositiveSmallIntegerField(editable=False, db_default=0)  # pledges open, proposed ones too
    sponsors_count = models.PositiveSmallIntegerField(editable=False, db_default=0)  # pledges in force
    last_pledge_ended_on = models.DateField(editable=False, null=True)
    taken_yearly_vnd = models.BigIntegerField(editable=False, db_default=0)  # what those open come to in a year
    # Whether anything of the kind is recorded (children/models/marks.py): ranking by need reads no other table.
    got_gifts = models.BooleanField(editable=False, db_default=False)
    got_support = models.BooleanField(editable=False, db_default=False)
    import_batch = models.ForeignKey(
        ImportBatch, models.SET_NULL, null=True, blank=True, editable=False, related_name="children"
    )

    objects = ChildQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [bump_version(*DERIVED), KEEP_COUNTS, hidden_without_place(), *KEEP_TOTALS]
        verbose_name = _("child")
        verbose_name_plural = _("children")
        indexes = [
            GinIndex(fields=["name_folded"], name="child_name_trgm", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["name_sort", "id"], name="child_name_sort"),
            models.Index(fields=["managing_unit", "name_sort"], name="child_unit_name"),
            models.Index(fields=["commune", "name_sort"], name="child_commune_name"),
            models.Index(fields=["former_commune"], name="child_former_commune"),
            models.Index(fields=["birth_date"], name="child_birth"),
            models.Index(fields=["needs_since"], name="child_needs", condition=Q(need_ended_on=None)),
            models.Index(fields=["need_ended_on"], name="child_need_ended", condition=Q(need_ended_on__isnull=False)),
            models.Index(
                fields=["managing_unit"],
                name="child_helped",
                condition=Q(sponsors_count__gt=0) | Q(last_pledge_ended_on__isnull=False),
            ),
            models.Index(
                fields=["managing_unit", "needs_since", "need_ended_on"],
                include=RANKED_BY,
                name="child_waiting",
                condition=Q(sponsors_count=0),  # counting those who wait and ranking them reads nothing else
            ),
            models.Index(
                fields=["sibling_group"],
                include=["needs_since", "need_ended_on"],
                name="child_waiting_siblings",
                condition=Q(sponsors_count=0, sibling_group__isnull=False),  # whose brothers and sisters wait too
            ),
            models.Index(
                need_class(), name="child_need_class", condition=Q(sponsors_count=0)
            ),  # the greatest need first
            models.Index(
                fields=["commune", "former_commune", "managing_unit"],
                name="child_sponsored",
                condition=Q(sponsors_count__gt=0),  # counting them by place reads nothing else
            ),
            models.Index(fields=["id"], include=["commune", "former_commune"], name="child_places"),  # sums by place
            models.Index(
                fields=["id"],
                name="child_partly_met",
                condition=Q(sponsors_count__gt=0, target_yearly_vnd__gt=F("taken_yearly_vnd")),
            ),
            models.Index(fields=["list_code"], name="child_list_code", condition=~Q(list_code="")),
            models.Index(Upper("parents_union"), name="child_parents_union", condition=~Q(parents_union="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["id", "managing_unit"], name="child_with_unit"),  # pledges refer to both
            models.CheckConstraint(condition=~Q(full_name=""), name="child_has_name"),
            models.CheckConstraint(
                condition=Q(birth_date=None) | Q(birth_date__gte=datetime.date(1980, 1, 1)),
                name="child_birth_plausible",
            ),
            models.CheckConstraint(
                condition=Q(need_ended_on=None, need_ended_reason="")
                | (Q(need_ended_on__isnull=False) & ~Q(need_ended_reason="")),
                name="child_need_end_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(need_ended_on=None) | Q(needs_since=None) | Q(needs_since__lte=F("need_ended_on")),
                name="child_need_dates_in_order",
            ),
            models.CheckConstraint(condition=Q(places__gte=1, places__lte=9), name="child_places_1_to_9"),
            models.CheckConstraint(condition=Q(taken_places__lte=F("places")), name="child_places_not_exceeded"),
            models.CheckConstraint(condition=Q(target_vnd=None) | Q(target_vnd__gt=0), name="child_target_positive"),
            models.CheckConstraint(
                condition=Q(target_vnd=None) | Q(places__gt=1), name="child_target_is_shared_by_several"
            ),
            models.CheckConstraint(
                condition=Q(personal_id_number="") | Q(personal_id_number__regex=r"^\d{12}$"),
                name="child_personal_id_12_digits",
            ),
            models.CheckConstraint(condition=Q(is_hidden=False) | Q(**PLACES), name="child_hidden_has_no_place"),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return reverse("children:detail", args=[self.public_id])

    def age_on(self, day: datetime.date) -> int | None:
        """Whole years; None when the birth date is not known."""
        if self.birth_date is None:
            return None
        return day.year - self.birth_date.year - ((day.month, day.day) < (self.birth_date.month, self.birth_date.day))

    @property
    def needs_sponsor(self) -> bool:
        return self.needs_since is not None and self.need_ended_on is None

    @property
    def missing_yearly_vnd(self) -> int | None:
        """What is missing in a year to the sum aimed at; None where no sum is aimed at."""
        return None if self.target_yearly_vnd is None else max(self.target_yearly_vnd - self.taken_yearly_vnd, 0)

    @property
    def missing_vnd(self) -> int | None:
        """The same for one month or year, as the sum is written; rounded up to a thousand."""
        times = 12_000 if self.target_per == TargetPer.MONTH else 1000
        return None if self.missing_yearly_vnd is None else -(-self.missing_yearly_vnd // times) * 1000

    @property
    def has_free_place(self) -> bool:
        return self.taken_places < self.places and self.missing_yearly_vnd != 0

    @property
    def waiting_since(self) -> datetime.date | None:
        """The day since which nobody sponsors a child who needs it."""
        if not self.needs_sponsor or self.sponsors_count:
            return None
        return max(day for day in (self.needs_since, self.last_pledge_ended_on) if day)

    @property
    def age(self) -> int | None:
        return self.age_on(timezone.localdate())
