from __future__ import annotations

import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from children.models import Child
from children.states import years_before
from donors.models import Donor
from organisation.access import units_where
from organisation.models.base import begins_words
from organisation.roles import Permission
from sponsorship.models.states import IN_FORCE, OPEN, EndRule, Per, PledgeState
from vietnamese.text import clean, fold


class LastDayOf17(Func):
    """terms.day_before_18, of a birth date and its precision."""

    output_field = models.DateField()
    arity = 2

    def as_sql(self, compiler: Any, connection: Any, *more: Any, **context: Any) -> Any:
        columns = [compiler.compile(each) for each in self.source_expressions]  # without parameters
        born, precision = (sql for sql, _parameters in columns)
        in_18_years = f"({born} + interval '18 years')::date"
        of_a_day = f"CASE WHEN to_char({born}, 'MMDD') = '0229' THEN {in_18_years} ELSE {in_18_years} - 1 END"
        of_a_month = f"(date_trunc('month', {born}) + interval '18 years 1 month')::date - 1"
        of_a_year = f"(date_trunc('year', {born}) + interval '19 years')::date - 1"
        return (
            f"CASE {precision} WHEN 'day' THEN {of_a_day} WHEN 'month' THEN {of_a_month} ELSE {of_a_year} END",
            [],
        )


COMMON = 2_000  # pledges of one name


class PledgeQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any):
        return self.filter(managing_unit__in=units_where(user, Permission.VIEW_PLEDGES))

    def open(self):
        return self.filter(state__in=OPEN)

    def in_force(self):
        return self.filter(state__in=IN_FORCE)

    def in_force_on(self, day: datetime.date):
        """In force on that day by today's knowledge."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=day), active_from__lte=day)

    def search(self, text: str):
        """By the code of pledge, child or donor, or by the name of child or donor without marks."""
        return self.filter(self.found_by(text))

    def found_by(self, text: str, pledge: str = "") -> Q:
        """What `search` asks of a pledge; of what belongs to one, `pledge` leads to it ("pledge__").

        Those of a rare name are looked up first. Of a common one nearly each row is: rows are then asked one by one in
        the order of the list, which has its page long before all of that name are known.
        """
        code = "".join(text.split()).upper()
        for prefix, column in (("CK", "code"), ("TE", "child__code"), ("ND", "donor__code")):
            if code.startswith(prefix) and code[2:].isdecimal():
                return Q(**{f"{pledge}{column}__startswith": code})
        of_children = self.model.objects.filter(child__in=Child.objects.search(text).order_by()).values("pk")
        of_donors = self.model.objects.filter(donor__in=Donor.objects.search(text).order_by()).values("pk")
        found = of_children.order_by().union(of_donors.order_by(), all=True)
        keys = list(found.values_list("pk", flat=True)[: COMMON + 1])
        if len(keys) <= COMMON:
            return Q(**{f"{pledge}pk__in": keys})
        words = fold(clean(text)).split()
        return begins_words(words, f"{pledge}child__name_folded") | begins_words(words, f"{pledge}donor__name_folded")

    def with_due(self, day: datetime.date):
        """Adds `due_vnd`: what had fallen due before that day."""
        instalments = apps.get_model("sponsorship", "Instalment").objects.filter(pledge=OuterRef("pk"), due_on__lt=day)
        due = instalments.order_by().values("pledge").annotate(sum=Sum("amount_vnd")).values("sum")
        return self.annotate(due_vnd=Coalesce(Subquery(due), 0, output_field=models.BigIntegerField()))

    def overdue_on(self, day: datetime.date):
        """In force, and something that fell due before that day has not reached the child."""
        return self.in_force().filter(balance__unmet_since__lt=day)

    def without_handover_on(self, day: datetime.date, periods: int = 2):
        """In force, and of the last `periods` instalments that fell due before that day the child has had nothing."""
        instalments = apps.get_model("sponsorship", "Instalment").objects.filter(pledge=OuterRef("pk"), due_on__lt=day)
        latest = instalments.order_by("-due_on").values("due_on")[periods - 1 : periods]
        earlier = instalments.filter(due_on__lt=OuterRef("latest_on")).order_by().values("pledge")
        earlier_vnd = Subquery(earlier.annotate(sum=Sum("amount_vnd")).values("sum"))
        return (
            self.overdue_on(day)
            .annotate(latest_on=Subquery(latest))
            .filter(latest_on__isnull=False)
            .annotate(earlier_vnd=Coalesce(earlier_vnd, 0, output_field=models.BigIntegerField()))
            .filter(earlier_vnd__gte=F("balance__delivered_vnd"))
        )

    def suspended_past(self, day: datetime.date):
        """Suspended, and expected to go on by that day."""
        pauses = apps.get_model("sponsorship", "Suspension").objects.filter(over_on=None, until_on__lte=day)
        return self.filter(state=PledgeState.SUSPENDED, pk__in=pauses.order_by().values("pledge"))

    def books_matured_by(self, day: datetime.date):
        """With a savings book that has matured and whose principal is not paid out; open or ended."""
        return self.filter(savings_book__matures_on__lte=day, savings_book__paid_out_on=None)

    def misfits(self):
        """Open, agreed until 18, and over on another day than by the child's birth date: it was corrected since."""
        child_is_17 = LastDayOf17("child__birth_date", "child__birth_date_precision")
        until_18 = self.open().filter(end_rule=EndRule.AGE_18, child__birth_date__isnull=False)
        return until_18.exclude(ends_on=child_is_17)

    def with_usable_surplus(self):
        """A surplus of the pledge, or one held by the pledge that it continues, could meet instalments still open."""
        donor_and_child = {"replaces__donor": F("donor"), "replaces__child": F("child")}
        held = Q(replaces__balance__received_vnd__gt=F("replaces__balance__delivered_vnd"))
        own = self.model.objects.filter(balance__surplus_vnd__gt=0)
        before = self.model.objects.filter(held, replaces__balance__surplus_vnd__gt=0, **donor_and_child)
        either = own.order_by().values("pk").union(before.order_by().values("pk"))
        is_open = Q(balance__pledged_vnd__gt=F("balance__received_vnd") - F("balance__surplus_vnd"))
        return self.filter(is_open, pk__in=either).exclude(state=PledgeState.PROPOSED)

    def review_due_by(self, day: datetime.date):
        """In force, and nobody asked for a year how it goes on. A single gift is not reviewed."""
        due = self.annotate(asked_on=Coalesce("reviewed_on", "starts_on"))
        return due.in_force().filter(asked_on__lte=years_before(day, 1)).exclude(per=Per.ONCE)

    def ending_by(self, day: datetime.date):
        """Open, and over by that day at the latest."""
        return self.open().filter(ends_on__lte=day)
