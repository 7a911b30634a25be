"""Who is given what on an occasion: a list, its groups with their rates, and the recipients."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import models
from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, Subquery, Sum, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models.campaign import Campaign
from campaigns.models.given_triggers import GROUP_GIVES_ITS_CAMPAIGNS_GOODS, LIST_STAYS_WITH_ITS_GOODS
from campaigns.models.sources import FundingSource
from campaigns.models.stock import GoodsItem
from children.models import Child
from children.models.choices import Precision, Sex
from children.models.hiding import without_place
from children.models.marks import marks
from imports.models import ImportBatch
from organisation.access import units_where
from organisation.models import Area, Unit
from organisation.models.base import Record, bump_version, folded, name_order, readable_code, tracked
from organisation.roles import Permission
from vietnamese.money import MOST_VND
from vietnamese.text import clean, fold

# Of a recipient, what would tell where a child is whose place is kept secret.
PLACES: dict[str, Any] = {"school": "", "address_as_written": "", "commune": None, "unit_name": "", "note": ""}
RECEIVED = "r.delivery = 'delivered'"  # who only stands on a list has got nothing yet


def same_child() -> Case:
    """What tells one child from another among recipients: the record, or name, birth and parent as written."""
    written = Concat(
        "name_folded",
        Value("|"),
        Cast("birth_date", TextField()),
        Value("|"),
        "parent_name",
        output_field=TextField(),
    )
    return Case(When(child=None, then=written), default=Cast("child_id", TextField()), output_field=TextField())


class GiftListQuerySet(models.QuerySet["GiftList"]):
    def visible_to(self, user: Any):
        return self.filter(managing_unit__in=units_where(user, Permission.VIEW_CHILDREN))

    def search(self, text: str):
        """By the words of the title, without marks, or by code."""
        typed = clean(text)
        named = Q(*(Q(title_folded__contains=word) for word in fold(typed).split()))
        return self.filter(named | Q(code=typed.upper()))

    def with_sums(self):
        """`gifts_count`: gifts in it; `computed_vnd`: what they come to, null when no amount is known."""
        groups = GiftGroup.objects.filter(gift_list=OuterRef("pk")).with_sums().order_by().values("gift_list")
        counted = groups.annotate(n=Sum("gifts_count")).values("n")
        summed = groups.annotate(n=Sum("computed_vnd")).values("n")
        return self.annotate(
            gifts_count=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
            computed_vnd=Subquery(summed, output_field=models.BigIntegerField()),
        )


@tracked("title_folded", "code")
class GiftList(Record):
    """One occasion's list. `stated_total_vnd` is what the paper says, beside what the groups come to."""

    code = readable_code("QT")
    title = models.CharField(pgettext_lazy("gift list", "title"), max_length=300)
    title_folded = folded("title")
    campaign = models.ForeignKey(
        Campaign, models.RESTRICT, null=True, blank=True, related_name="gift_lists", verbose_name=_("campaign")
    )
    given_on = models.DateField(_("day of giving"), null=True, blank=True)
    source = models.CharField(
        _("funding source"),
        max_length=20,
        choices=FundingSource,
        default=FundingSource.SOCIAL_MOBILISATION,
        db_default=FundingSource.SOCIAL_MOBILISATION,
    )
    managing_unit = models.ForeignKey(Unit, models.RESTRICT, related_name="+", verbose_name=_("unit"))
    stated_total_vnd = models.BigIntegerField(_("total as the paper says"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=4000, blank=True)
    import_batch = models.ForeignKey(
        ImportBatch, models.SET_NULL, null=True, blank=True, editable=False, related_name="gift_lists"
    )

    objects = GiftListQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [bump_version("title_folded", "code"), LIST_STAYS_WITH_ITS_GOODS]
        verbose_name = _("gift list")
        verbose_name_plural = _("gift lists")
        ordering = ["-given_on", "-id"]
        indexes = [models.Index(fields=["managing_unit", "given_on"], name="gift_list_unit_day")]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="gift_list_has_title"),
            models.CheckConstraint(
                condition=Q(stated_total_vnd=None) | Q(stated_total_vnd__gte=0, stated_total_vnd__lte=MOST_VND),
                name="gift_list_total_plausible",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:gift_list", args=[self.public_id])


class GiftGroupQuerySet(models.QuerySet["GiftGroup"]):
    def with_sums(self):
        """`gifts_count` and `computed_vnd`: by the recipients where they are named, else by the number given."""
        named = GiftRecipient.objects.filter(gift_group=OuterRef("pk")).order_by().values("gift_group")
        counted = Subquery(named.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
        summed = Subquery(named.annotate(n=Sum("amount_vnd")).values("n"), output_field=models.BigIntegerField())
        by_rate = models.ExpressionWrapper(F("recipients_count") * F("rate_vnd"), output_field=models.BigIntegerField())
        return self.annotate(
            gifts_count=Coalesce(counted, F("recipients_count"), 0, output_field=IntegerField()),
            computed_vnd=Coalesce(summed, by_rate, F("stated_amount_vnd"), output_field=models.BigIntegerField()),
        )

    def with_delivered(self):
        """`delivered_gifts`, `absent_gifts` and `delivered_vnd`: what reached somebody, of what with_sums() counts."""
        named = GiftRecipient.objects.filter(gift_group=OuterRef("pk")).order_by().values("gift_group")
        received = Q(delivery=Delivery.DELIVERED)
        there = Subquery(named.annotate(n=Count("pk", filter=received)).values("n"), output_field=IntegerField())
        absent = Subquery(named.annotate(n=Count("pk", filter=Q(delivery=Delivery.ABSENT))).values("n"))
        by_name = named.annotate(n=Coalesce(Sum("amount_vnd", filter=received), 0)).values("n")
        whole = When(rate_vnd=None, delivered_count=F("recipients_count"), then=F("stated_amount_vnd"))
        counted = Case(whole, default=F("delivered_count") * F("rate_vnd"), output_field=models.BigIntegerField())
        return self.annotate(
            delivered_gifts=Coalesce(there, F("delivered_count"), 0, output_field=IntegerField()),
            absent_gifts=Coalesce(absent, 0, output_field=IntegerField()),
            delivered_vnd=Coalesce(Subquery(by_name, output_field=models.BigIntegerField()), counted, 0),
        )


@tracked("label_folded")
class GiftGroup(Record):
    """Those of a list who get the same for the same reason. Unknown is null, not zero.

    `recipients_count` is filled where a paper only counts them; where they are named, they are counted.
    """

    gift_list = models.ForeignKey(GiftList, models.CASCADE, related_name="groups", verbose_name=_("gift list"))
    position = models.PositiveIntegerField(default=0)
    label = models.CharField(pgettext_lazy("gift list", "group"), max_length=200)
    label_folded = folded("label")
    unit_name = models.CharField(_("unit as written"), max_length=200, blank=True)
    rate_vnd = models.BigIntegerField(_("rate"), null=True, blank=True)
    goods = models.CharField(_("goods"), max_length=200, blank=True)
    recipients_count = models.PositiveIntegerField(_("recipients, if only counted"), null=True, blank=True)
    stated_amount_vnd = models.BigIntegerField(_("amount as the paper says"), null=True, blank=True)
    delivered_count = models.PositiveIntegerField(_("received, if only counted"), null=True, blank=True)
    goods_item = models.ForeignKey(
        GoodsItem, models.RESTRICT, null=True, blank=True, related_name="groups", verbose_name=_("goods of the stock")
    )
    goods_each = models.PositiveIntegerField(_("pieces for each"), default=1, db_default=1)
    import_batch = models.ForeignKey(
        ImportBatch, models.SET_NULL, null=True, blank=True, editable=False, related_name="gift_groups"
    )

    objects = GiftGroupQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [bump_version("label_folded"), GROUP_GIVES_ITS_CAMPAIGNS_GOODS]
        verbose_name = _("group of a gift list")
        verbose_name_plural = _("groups of a gift list")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(label=""), name="gift_group_has_label"),
            models.CheckConstraint(
                condition=Q(rate_vnd=None) | Q(rate_vnd__gt=0, rate_vnd__lte=MOST_VND), name="gift_group_rate_positive"
            ),
            models.CheckConstraint(
                condition=Q(stated_amount_vnd=None) | Q(stated_amount_vnd__gte=0, stated_amount_vnd__lte=MOST_VND),
                name="gift_group_amount_plausible",
            ),
            models.CheckConstraint(
                condition=Q(delivered_count=None)
                | Q(recipients_count__isnull=False, delivered_count__lte=F("recipients_count")),
                name="gift_group_delivered_at_most",
            ),
            models.CheckConstraint(condition=Q(goods_each__gte=1, goods_each__lte=1000), name="gift_group_pieces"),
            models.UniqueConstraint(
                fields=["gift_list", "label_folded", "unit_name", "rate_vnd"],
                name="gift_group_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Delivery(models.TextChoices):
    OPEN = "", _("not yet said")
    DELIVERED = "delivered", _("received")
    ABSENT = "absent", _("absent, to be brought later")


class GiftRecipientQuerySet(models.QuerySet["GiftRecipient"]):
    def visible_to(self, user: Any):
        return self.filter(gift_group__gift_list__managing_unit__in=units_where(user, Permission.VIEW_CHILDREN))

    def search(self, text: str):
        """By the beginnings of the name's words, without marks."""
        words = fold(clean(text)).split()
        return self.filter(*(Q(name_folded__startswith=word) | Q(name_folded__contains=f" {word}") for word in words))

    def given(self):
        """Those who received; who only stands on a list received nothing yet."""
        return self.filter(delivery=Delivery.DELIVERED)

    def children_count(self) -> int:
        """How many different children: one who gets two gifts counts once."""
        return self.annotate(same=same_child()).values("same").distinct().count()


@tracked("name_folded", "name_sort")
class GiftRecipient(Record):
    """One gift to one child: a child of the register, or a name on a paper."""

    gift_group = models.ForeignKey(
        GiftGroup, models.CASCADE, related_name="recipients", verbose_name=pgettext_lazy("gift list", "group")
    )
    child = models.ForeignKey(
        Child, models.RESTRICT, null=True, blank=True, related_name="gifts", verbose_name=_("child of the register")
    )
    full_name = models.CharField(_("full name"), max_length=120)
    name_folded = folded("full_name")
    name_sort = name_order("full_name")
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    birth_date_precision = models.CharField(
        _("birth date precision"), max_length=10, choices=Precision, default=Precision.DAY
    )
    sex = models.CharField(_("sex"), max_length=6, choices=Sex, blank=True, default=Sex.UNKNOWN)
    parent_name = models.CharField(_("child of"), max_length=160, blank=True)
    unit_name = models.CharField(_("unit as written"), max_length=200, blank=True)
    school = models.CharField(_("school"), max_length=160, blank=True)
    grade = models.CharField(_("grade"), max_length=20, blank=True)
    address_as_written = models.CharField(_("address as written"), max_length=300, blank=True)
    commune = models.ForeignKey(
        Area, models.RESTRICT, null=True, blank=True, related_name="+", verbose_name=_("commune")
    )
    amount_vnd = models.BigIntegerField(_("amount"), null=True, blank=True)
    goods = models.CharField(_("goods"), max_length=200, blank=True)
    delivery = models.CharField(
        _("handed over"), max_length=10, choices=Delivery, blank=True, default=Delivery.OPEN, db_default=""
    )
    delivered_on = models.DateField(_("received on"), null=True, blank=True)
    given_by = models.CharField(pgettext_lazy("handover", "given by"), max_length=120, blank=True, db_default="")
    note = models.CharField(_("note"), max_length=400, blank=True)
    import_batch = models.ForeignKey(
        ImportBatch, models.SET_NULL, null=True, blank=True, editable=False, related_name="gift_recipients"
    )

    objects = GiftRecipientQuerySet.as_manager()

    class Meta(Record.Meta):
        triggers = [
            bump_version("name_folded", "name_sort"),
            *marks("got_gifts", "campaigns_giftrecipient", RECEIVED),
            without_place({f"{name}_id" if value is None else name: value for name, value in PLACES.items()}),
        ]
        verbose_name = _("recipient of a gift")
        verbose_name_plural = _("recipients of gifts")
        ordering = ["gift_group__position", "id"]
        indexes = [models.Index(fields=["name_folded"], name="gift_recipient_name")]
        constraints = [
            models.CheckConstraint(condition=~Q(full_name=""), name="gift_recipient_has_name"),
            models.CheckConstraint(
                condition=Q(amount_vnd=None) | Q(amount_vnd__gt=0, amount_vnd__lte=MOST_VND),
                name="gift_amount_positive",
            ),
            models.CheckConstraint(
                condition=Q(delivered_on=None) | Q(delivery=Delivery.DELIVERED), name="gift_day_only_when_delivered"
            ),
            models.CheckConstraint(
                condition=Q(given_by="") | Q(delivery=Delivery.DELIVERED), name="gift_giver_only_when_delivered"
            ),
            models.CheckConstraint(
                condition=Q(birth_date=None) | Q(birth_date__gte=datetime.date(1980, 1, 1)),
                name="gift_recipient_birth_plausible",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name
