"""Which pledge a line of a bank statement may be for, how sure that is, and why."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisation.models import Unit
from sponsorship.models import Instalment, Pledge
from sponsorship.models.states import IN_FORCE, PledgeState
from vietnamese.text import clean, fold

SHORTEST_NAME, LONGEST_NAME = 2, 12  # words
CANDIDATES_AT_MOST = 10
SEVERAL_AT_MOST = 60  # how sure one can be while another pledge fits nearly as well
NEARLY = 5

# (points, what is said of it); less than nothing for what speaks against it
REASONS: dict[str, tuple[int, Any]] = {
    "pledge_code": (60, _("the pledge's code stands in the text")),
    "child_code": (40, _("the child's code stands in the text")),
    "donor_code": (30, _("the donor's code stands in the text")),
    "donor_name": (30, _("the donor's name stands in the text")),
    "child_name": (25, _("the child's name stands in the text")),
    "amount": (25, _("the amount is what falls due")),
    "only_pledge": (10, _("the donor's only pledge")),
    "too_much": (-25, _("more than is still to be received")),
    "not_in_force": (-15, _("the pledge is not in force")),
    "several": (0, _("several pledges fit")),
    "shown_already": (0, _("the same transfer was in another file already")),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """`confidence`: 0 to 100. `reasons`: keys of REASONS."""

    pledge: Any
    confidence: int
    reasons: tuple[str, ...]


def reason_texts(reasons: Iterable[str]) -> list[tuple[str, bool]]:
    """(what is said, whether it speaks for the pledge)."""
    return [(str(REASONS[key][1]), REASONS[key][0] > 0) for key in reasons if key in REASONS]


def candidates(lines: Sequence[tuple[str, int]], unit: Unit) -> list[list[Candidate]]:
    """For each (text, VND) the pledges it may be for, the likeliest first, at most 10 each.

    Only approved pledges of the unit and those below it. Names are compared without marks. Four queries, however many
    lines there are.
    """
    codes = [_codes(text, amount) for text, amount in lines]
    grams = [_grams(text) for text, amount in lines]
    found = _pledges(set().union(*codes), set().union(*grams), unit)
    unmet = _unmet([pledge.pk for pledge in found])
    books = _Books(found, unmet)
    return [
        _ranked(books.fitting(code, gram, amount))
        for code, gram, (_text, amount) in zip(codes, grams, lines, strict=True)
    ]


_CODE = re.compile(r"\b(ck|te|nd)[ .:_-]?(\d{6,9})(?!\d)")


def _codes(text: str, amount: int) -> set[str]:
    """Codes of pledges, children and donors. “CK 500000” is a transfer of that amount, not a pledge."""
    found = _CODE.findall(fold(clean(text)).replace("_", " "))
    return {f"{kind}{digits}".upper() for kind, digits in found if int(digits) != amount}


def _grams(text: str) -> set[str]:
    """Every run of folded words that may be a name; a union's “CD” in full, as in the records."""
    plain = fold(clean(text)).replace("_", " ")
    bare = " ".join(re.findall(r"\w+", plain))
    in_full = re.sub(r"\bcd(cs)?\b", lambda found: "cong doan" + (" co so" if found[1] else ""), bare)
    return _runs(plain) | _runs(bare) | _runs(in_full)


def _runs(plain: str) -> set[str]:
    words = plain.split()[:80]
    return {
        " ".join(words[i : i + n]) for n in range(SHORTEST_NAME, LONGEST_NAME + 1) for i in range(len(words) - n + 1)
    }


def _pledges(codes: Collection[str], grams: Collection[str], unit: Unit) -> list[Pledge]:
    if not codes and not grams:
        return []
    pledges = Pledge.objects.filter(managing_unit__in=Unit.objects.within([unit.path])).exclude(
        state=PledgeState.PROPOSED
    )
    named = Q(donor__name_folded__in=grams) | Q(child__name_folded__in=grams)
    coded = Q(code__in=codes) | Q(donor__code__in=codes) | Q(child__code__in=codes)
    parts = [pledges.filter(each).order_by().values("pk") for each in (named, coded)]
    return list(
        Pledge.objects.filter(pk__in=parts[0].union(parts[1]))
        .select_related("donor", "child", "balance")
        .prefetch_related("rate_changes")
    )


def _unmet(ids: Collection[int]) -> dict[int, list[int]]:
    """What falls due by pledge, in order."""
    due: dict[int, list[int]] = defaultdict(list)
    rows = Instalment.objects.filter(pledge__in=ids).order_by("pledge", "due_on", "number")
    for pledge, amount in rows.values_list("pledge", "amount_vnd"):
        due[pledge].append(amount)
    return due


class _Books:
    """The pledges at hand by whatever a text may name them."""

    def __init__(self, pledges: Iterable[Pledge], due: dict[int, list[int]]) -> None:
        self.by: dict[tuple[str, str], list[Pledge]] = defaultdict(list)
        self.due = due
        for pledge in pledges:
            for key in (
                ("pledge_code", pledge.code),
                ("child_code", pledge.child.code),
                ("donor_code", pledge.donor.code),
                ("donor_name", pledge.donor.name_folded),
                ("child_name", pledge.child.name_folded),
            ):
                self.by[key].append(pledge)

    def fitting(self, codes: set[str], grams: set[str], amount: int) -> list[Candidate]:
        reasons: dict[Pledge, list[str]] = defaultdict(list)
        asked = [(kind, codes) for kind in ("pledge_code", "child_code", "donor_code")]
        asked += [(kind, grams) for kind in ("donor_name", "child_name")]
        for kind, words in asked:
            for word in words:
                for pledge in self.by.get((kind, word), ()):
                    reasons[pledge].append(kind)
        return [self._judged(pledge, why, amount) for pledge, why in reasons.items()]

    def _judged(self, pledge: Pledge, why: list[str], amount: int) -> Candidate:
        reasons = list(dict.fromkeys(why))
        balance = pledge.balance
        if amount in _met_by(self.due[pledge.pk], balance.received_vnd - balance.surplus_vnd):
            reasons.append("amount")
        if amount > balance.pledged_vnd + balance.surplus_vnd - balance.received_vnd:
            reasons.append("too_much")
        if pledge.state not in IN_FORCE:
            reasons.append("not_in_force")
        of_donor = [p for p in self.by[("donor_name", pledge.donor.name_folded)] if p.state in IN_FORCE]
        if "donor_name" in reasons and of_donor == [pledge]:
            reasons.append("only_pledge")
        points = sum(REASONS[key][0] for key in reasons)
        return Candidate(pledge, max(0, min(100, points)), tuple(reasons))


def _met_by(due: Sequence[int], received: int) -> set[int]:
    """The amounts that meet a whole number of instalments not met yet."""
    return {total - received for total in accumulate(due) if total > received}


def _ranked(found: list[Candidate]) -> list[Candidate]:
    """Best first; where another fits nearly as well, none is certain."""
    ranked = sorted(found, key=lambda each: (-each.confidence, each.pledge.pk))[:CANDIDATES_AT_MOST]
    if len(ranked) > 1 and ranked[1].confidence >= ranked[0].confidence - NEARLY:
        best = ranked[0]
        ranked[0] = Candidate(best.pledge, min(best.confidence, SEVERAL_AT_MOST), (*best.reasons, "several"))
    return ranked
