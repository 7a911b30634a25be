"""What pledges and children add to the figures of a campaign, and to the paragraph that tells it.

Of a campaign with its parts; `unit` is the connecting unit with those below it. Counted are pledges that ever came into
force, as papers count them ("đã kết nối được …"); the children waiting are those of the campaign's lead unit.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.measures import VND, Asked, Computed, Measure, register
from campaigns.models import Campaign
from campaigns.retelling import Piece, Sentence, register_teller
from campaigns.wording import counted, dong
from children.models import Child
from children.models.child import ChildQuerySet
from donors.models import Donor
from sponsorship.models import Pledge


def pledges(asked: Asked) -> QuerySet[Pledge]:
    """Of the campaign and its parts, in force now or before."""
    found = Pledge.objects.filter(campaign__path__startswith=asked.campaign.path, active_from__isnull=False)
    return found.filter(connecting_unit__path__startswith=asked.unit.path) if asked.unit else found


def children_waiting(asked: Asked) -> ChildQuerySet:
    unit = asked.unit or asked.campaign.managing_unit
    return Child.objects.waiting().filter(managing_unit__path__startswith=unit.path)


def _donors(asked: Asked) -> Computed:
    return Computed(Donor.objects.filter(Exists(pledges(asked).filter(donor=OuterRef("pk")))).count())


def _children(asked: Asked) -> Computed:
    return Computed(Child.objects.filter(Exists(pledges(asked).filter(child=OuterRef("pk")))).count())


def _pledged(asked: Asked) -> Computed:
    """Pledges whose worth nobody knows (help in kind) are not known, not zero."""
    worth = Coalesce("stated_total_vnd", F("balance__pledged_vnd"))
    found = pledges(asked).annotate(worth=worth)
    known = found.filter(worth__gt=0)
    lines = found.count()
    return Computed(known.aggregate(sum=Sum("worth"))["sum"], lines - known.count(), lines)


def _pledges_url(asked: Asked) -> str:
    """The list of pledges knows one campaign, without its parts; of one with parts it shows a channel's whole."""
    has_parts = asked.campaign.parts.exists()
    query = {} if has_parts and asked.unit else {"campaign": str(asked.campaign.pk)}
    query |= {"channel": str(asked.unit.pk)} if asked.unit else {}
    return f"{reverse('sponsorship:pledges')}?{urlencode(query)}"


def _waiting_url(asked: Asked, **more: str) -> str:
    unit = asked.unit or asked.campaign.managing_unit
    return f"{reverse('children:list')}?{urlencode({'state': 'waiting', 'unit': str(unit.pk)} | more)}"


register(
    Measure("pledge_donors", _("Donors of the campaign, ever"), "people", _donors, _pledges_url),
    Measure("pledge_children", _("Children sponsored in the campaign, ever"), "people", _children, _pledges_url),
    Measure("pledge_vnd", _("Pledged in the campaign"), VND, _pledged, _pledges_url),
    Measure(
        "children_waiting",
        _("Children waiting for a donor"),
        "people",
        lambda asked: Computed(children_waiting(asked).count()),
        _waiting_url,
    ),
    Measure(
        "children_waiting_union",
        _("Of them union members' children"),
        "people",
        lambda asked: Computed(children_waiting(asked).union_members().count()),
        lambda asked: _waiting_url(asked, union="yes"),
    ),
)


def tell(campaign: Campaign) -> list[Sentence]:
    """ "Qua 3 năm triển khai, … đã kết nối được 132 tổ chức, cá nhân nhận đỡ đầu 150 em …", channel by channel."""
    asked = Asked(campaign)
    base = f"{reverse('sponsorship:pledges')}?"
    own = {} if campaign.parts.exists() else {"campaign": str(campaign.pk)}  # the list knows no parts
    said = []
    for row in _channels(asked):
        query = own | ({"channel": str(row["connecting_unit"])} if row["connecting_unit"] else {})
        said.append(_connected(row, base + urlencode(query)))
    if said:
        said[0].pieces.insert(0, Piece(_since(campaign)))
        said += _waiting(asked)
    return said


def _channels(asked: Asked) -> QuerySet:
    by_channel = pledges(asked).order_by().values("connecting_unit", "connecting_unit__name")
    worth = Coalesce("stated_total_vnd", F("balance__pledged_vnd"))
    return by_channel.annotate(
        donors=Count("donor", distinct=True),
        children=Count("child", distinct=True),
        worth=Sum(worth),
        unknown=Count("pk", filter=Q(stated_total_vnd=None, balance__pledged_vnd=0)),
    ).order_by("-children", "connecting_unit__path")


def _connected(row: dict[str, Any], url: str) -> Sentence:
    who = row["connecting_unit__name"] or "chương trình"
    sentence = Sentence().say(f"{who} đã kết nối được ").say(f"{counted(row['donors'])} tổ chức, cá nhân", url)
    sentence.say(" nhận đỡ đầu ").say(f"{counted(row['children'])} cháu", url)
    if row["worth"] and not row["unknown"]:
        sentence.say(", tổng kinh phí ").say(dong(row["worth"]), url)
    return sentence.say(".")


def _since(campaign: Campaign) -> str:
    if not (campaign.starts_on and campaign.ends_on):
        return "Đến nay, "
    years = round((campaign.ends_on - campaign.starts_on).days / 365)
    return f"Qua {counted(years)} năm triển khai, " if years > 1 else "Trong đợt này, "


def _waiting(asked: Asked) -> list[Sentence]:
    waiting = children_waiting(asked).count()
    if not waiting:
        return []
    sentence = Sentence().say("Hiện còn ").say(f"{counted(waiting)} cháu", _waiting_url(asked)).say(" cần được đỡ đầu")
    if union := children_waiting(asked).union_members().count():
        sentence.say(", trong đó có ").say(f"{counted(union)} cháu", _waiting_url(asked, union="yes"))
        sentence.say(" là con đoàn viên công đoàn, người lao động")
    return [sentence.say(".")]


register_teller(tell)
