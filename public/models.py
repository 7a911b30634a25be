"""What a programme shows of itself to everybody."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from children.models import Child
from organisation.access import units_where
from organisation.models import Unit
from organisation.models.base import Record, tracked
from organisation.roles import Permission

# What a visitor may read stands in the schema public_door, made in the first migration: views without a child's or a
# donor's record, read through a database role that can select nothing else (reader.py).


class PublicPageQuerySet(models.QuerySet["PublicPage"]):
    def visible_to(self, user: Any):
        return self.filter(managing_unit__in=units_where(user, Permission.MANAGE_UNITS))

    def search(self, text: str):
        return self.filter(Q(address__icontains=text) | Q(managing_unit__name__icontains=text))


@tracked()
class PublicPage(Record):
    """The page of one unit and all below it. Closed, nobody outside can tell that it exists."""

    managing_unit = models.OneToOneField(Unit, models.RESTRICT, related_name="+", verbose_name=_("unit"))
    address = models.SlugField(
        _("address"), max_length=40, unique=True, help_text=_("Small letters, digits and hyphens: thanh-chuong.")
    )
    is_open = models.BooleanField(_("open to everybody"), default=False)
    greeting = models.TextField(_("what the programme is"), max_length=2000)
    greeting_en = models.TextField(_("the same in English"), max_length=2000, blank=True)
    phone = models.CharField(_("phone for questions"), max_length=20)
    email = models.EmailField(_("e-mail"), blank=True)

    objects = PublicPageQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("public page")
        verbose_name_plural = _("public pages")
        ordering = ["address"]
        constraints = [
            models.CheckConstraint(condition=~Q(greeting="") & ~Q(phone=""), name="public_page_says_what_and_whom"),
        ]

    def __str__(self) -> str:
        return self.managing_unit.name

    def get_absolute_url(self) -> str:
        return reverse("public_staff:page", args=[self.public_id])


class StoryQuerySet(models.QuerySet["Story"]):
    def visible_to(self, user: Any):
        return self.filter(page__managing_unit__in=units_where(user, Permission.MANAGE_UNITS))


@tracked()
class Story(Record):
    """Told on the page. One about a child is shown only as long as the consents to publish hold."""

    page = models.ForeignKey(PublicPage, models.CASCADE, related_name="stories", verbose_name=_("public page"))
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("the story"), max_length=6000)
    title_en = models.CharField(_("title in English"), max_length=160, blank=True)
    text_en = models.TextField(_("the story in English"), max_length=6000, blank=True)
    told_on = models.DateField(_("day"))
    child = models.ForeignKey(
        Child, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("the child it is about")
    )
    with_photo = models.BooleanField(_("with the child's present photo"), default=False)
    is_published = models.BooleanField(_("published"), default=False)

    objects = StoryQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        ordering = ["-told_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="story_has_title_and_text"),
            models.CheckConstraint(
                condition=Q(with_photo=False) | Q(child__isnull=False), name="story_photo_is_a_childs"
            ),
        ]

    def __str__(self) -> str:
        return self.title
