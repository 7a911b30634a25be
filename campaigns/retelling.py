"""A draft paragraph about a campaign, as newspapers and reports write it. Vietnamese, like the papers it goes into.

Every number leads to the list behind it. Other apps add what they know of a campaign (`register_teller`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet, Sum
from django.urls import reverse

from campaigns.coverage import reported_of
from campaigns.gift_labels import sentence_case
from campaigns.models import (
    ActivityFigure,
    Agreement,
    Campaign,
    GiftList,
    House,
    Loan,
    Result,
    ResultCategory,
    Standing,
)
from campaigns.models.sources import FundingSource
from campaigns.wording import SOURCES, counted, dong, qualified, quantity


@dataclass(frozen=True)
class Piece:
    """A stretch of text; with `url` it is a number and the way to its list."""

    text: str
    url: str = ""


@dataclass
class Sentence:
    pieces: list[Piece] = field(default_factory=list)

    def say(self, text: str, url: str = "") -> Sentence:
        self.pieces.append(Piece(text, url))
        return self

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


Teller = Callable[[Campaign], list[Sentence]]
TELLERS: list[Teller] = []


def register_teller(teller: Teller) -> None:
    TELLERS.append(teller)


def retold(campaign: Campaign) -> list[Sentence]:
    """The sentences of the draft, in order; none where nothing is known of the campaign yet."""
    told = [sentence for teller in TELLERS for sentence in teller(campaign)]
    told += _coverage(campaign) + _results(campaign) + _reported(campaign) + _gift_lists(campaign)
    told += _houses(campaign) + _loans(campaign) + _agreements(campaign)
    return [_opening(campaign), *told] if told else []


def _opening(campaign: Campaign) -> Sentence:
    when = ""
    if campaign.starts_on and campaign.ends_on:
        when = f" (từ ngày {campaign.starts_on:%d/%m/%Y} đến ngày {campaign.ends_on:%d/%m/%Y})"
    theme = f", với chủ đề “{campaign.theme}”" if campaign.theme else ""
    joint = [link.unit.name for link in campaign.joint_links.select_related("unit").order_by("id")]
    together = f", phối hợp với {_listed(joint)} thực hiện" if joint else ""
    lead = f" do {campaign.managing_unit.name} chủ trì"
    return Sentence().say(f"{campaign.name}{when}{lead}{together}{theme}, đã đạt kết quả như sau.")


# --- Results ------------------------------------------------------------------------------------


def _results(campaign: Campaign) -> list[Sentence]:
    lines: QuerySet[Result] = Result.objects.of_campaign(campaign).prefetch_related("funding", "parts")
    wholes = lines.filter(standing=Standing.WHOLE, figure=None).order_by("starts_on", "id")
    return [_line(line) for line in wholes]


def _coverage(campaign: Campaign) -> list[Sentence]:
    """How many of the units that were expected have reported; nothing before the first one has."""
    reported, expected = reported_of(campaign)
    if not reported:
        return []
    url = reverse("campaigns:units", args=[campaign.public_id])
    sentence = Sentence().say("Đến nay đã có ").say(counted(reported), f"{url}?answer=reported")
    return [sentence.say("/").say(f"{counted(expected)} đơn vị", url).say(" báo cáo kết quả.")]


def _reported(campaign: Campaign) -> list[Sentence]:
    """What the units reported, one sentence for each activity: nobody reads the lines of 120 units."""
    figures = ActivityFigure.objects.filter(participation__campaign__path__startswith=campaign.path, result__standing=0)
    rows: Any = (
        figures.order_by("activity__position", "activity")
        .values("activity__name", "activity__measure", "participation__campaign__public_id")
        .annotate(
            units=Count("participation"),
            quantity=Sum("result__quantity"),
            people_count=Sum("result__people_count"),
            times_count=Sum("result__times_count"),
            amount_vnd=Sum("result__amount_vnd"),
        )
    )
    return [_activity(row) for row in rows]


def _activity(row: dict[str, Any]) -> Sentence:
    name = row["activity__name"]
    results = reverse("campaigns:results", args=[row["participation__campaign__public_id"]])
    known = {column: row[column] for column in ("quantity", "people_count", "times_count", "amount_vnd")}
    sentence = Sentence().say(f"{name}: ")
    _numbers(sentence, Result(measure=row["activity__measure"], **known), f"{results}?{urlencode({'q': name})}")
    return sentence.say(f" (theo báo cáo của {counted(row['units'])} đơn vị).")


def _line(line: Result) -> Sentence:
    sentence = Sentence().say(f"{line.label}: ")
    _numbers(sentence, line, line.get_absolute_url())
    if sources := [SOURCES[FundingSource(funding.source)] for funding in line.funding.all()]:
        sentence.say(f", từ nguồn {_listed(list(dict.fromkeys(sources)))}")
    parts = list(line.parts.all())
    if parts:
        sentence.say("; tiêu biểu như " if line.has_examples else "; trong đó ")
        for number, part in enumerate(parts):
            sentence.say(("; " if number else "") + f"{_small(part.label)} ")
            _numbers(sentence, part, part.get_absolute_url())
    return sentence.say(".")


def _numbers(sentence: Sentence, line: Result, url: str) -> None:
    """ "33 tổ, mỗi tổ 2 triệu đồng, tổng trị giá 66 triệu đồng"; what is not known is not told."""
    said = False
    for number, measure in ((line.quantity, line.measure), (line.people_count, "person"), (line.times_count, "time")):
        repeated = measure != line.measure and number == line.quantity
        if number is not None and not repeated:
            sentence.say(", " if said else "").say(quantity(number, measure, line.qualifier), url)
            said = True
    for amount, words in ((line.amount_vnd, "số tiền"), (line.goods_vnd, "hiện vật trị giá")):
        if amount is not None:
            sentence.say(f", {words} " if said else f"{words} ")
            sentence.say(qualified(line.money_qualifier, dong(amount)), url)
            said = True
    if not said:
        sentence.say("chưa có số liệu", url)


def _small(label: str) -> str:
    """A label in the middle of a sentence: its first letter small, unless the word is a name in capitals."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label


def _listed(words: list[str]) -> str:
    return " và ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


# --- Registers ----------------------------------------------------------------------------------


def _register_url(kind: str, campaign: Campaign) -> str:
    return f"{reverse('campaigns:register', args=[kind])}?campaign={campaign.pk}"


def _known_sum(rows: list[Any], name: str) -> int | None:
    """The sum, or None where one of the rows does not know it: half a sum is not told as a whole one."""
    values = [getattr(row, name) for row in rows]
    return None if not values or None in values else sum(values)


def _gift_lists(campaign: Campaign) -> list[Sentence]:
    """The lists with names, unless the gifts stand among the campaign's own lines of results already."""
    gifts = [ResultCategory.GIFTS, ResultCategory.SCHOLARSHIPS]
    if Result.objects.of_campaign(campaign).filter(category__in=gifts, figure=None).exists():
        return []
    lists = GiftList.objects.filter(campaign__path__startswith=campaign.path).with_sums().order_by("given_on", "id")
    return [_gift_list(one) for one in lists if one.gifts_count]


def _gift_list(gifts: Any) -> Sentence:
    url = gifts.get_absolute_url()
    sentence = Sentence().say(f"{sentence_case(gifts.title)}: ").say(f"{counted(gifts.gifts_count)} suất", url)
    if gifts.computed_vnd is not None:
        sentence.say(", tổng trị giá ").say(dong(gifts.computed_vnd), url)
    return sentence.say(".")


def _houses(campaign: Campaign) -> list[Sentence]:
    done = list(House.objects.of_campaign(campaign).exclude(handed_over_on=None))
    if not done or Result.objects.of_campaign(campaign).filter(category=ResultCategory.HOUSES).exists():
        return []
    url = _register_url("houses", campaign)
    sentence = Sentence().say("Đã bàn giao ").say(f"{counted(len(done))} ngôi nhà", url)
    if (support := _known_sum(done, "support_vnd")) is not None:
        sentence.say(" với số tiền hỗ trợ ").say(dong(support), url)
    return [sentence.say(".")]


def _loans(campaign: Campaign) -> list[Sentence]:
    return [_loan(loan, _register_url("loans", campaign)) for loan in Loan.objects.of_campaign(campaign).order_by("id")]


def _loan(loan: Loan, url: str) -> Sentence:
    sentence = Sentence().say(f"{loan.name} (vốn quay vòng, không tính vào quà tặng)")
    told = [
        (loan.animals_count, lambda n: f"{counted(n)} con vật nuôi"),
        (loan.projects_count, lambda n: f"{counted(n)} dự án"),
        (loan.borrowers_count, lambda n: f"{counted(n)} người vay"),
        (loan.put_in_vnd, lambda n: f"số vốn {qualified(loan.put_in_qualifier, dong(n))}"),
        (loan.repaid_vnd, lambda n: f"đã hoàn trả {dong(n)}"),
        (loan.outstanding_vnd, lambda n: f"còn dư nợ {dong(n)}"),
    ]
    known = [text(number) for number, text in told if number is not None]
    for number, text in enumerate(known):
        sentence.say(", " if number else ": ").say(text, url)
    return sentence.say(".")


def _agreements(campaign: Campaign) -> list[Sentence]:
    found = list(Agreement.objects.of_campaign(campaign).order_by("id"))
    if not found:
        return []
    url = _register_url("agreements", campaign)
    sentence = Sentence().say("Ký ").say(f"{counted(len(found))} thỏa thuận hợp tác phúc lợi", url)
    return [sentence.say(f" với {_listed([agreement.name for agreement in found])}.")]
