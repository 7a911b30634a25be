"""How the rows of a list become contributions: by the operations of money, as if each had been typed.

The ledger is append-only, so taking the list back takes back each of its contributions.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.given_lists import CONTRIBUTIONS
from campaigns.models import Campaign, Contribution, FundingSource, GivenHow, GoodsItem
from campaigns.money_forms import CODE, goods_to_choose
from campaigns.operations import money
from donors.models import Donor
from imports.exceptions import NotMadeByHand
from imports.models import ImportBatch, ImportRow, RowStatus
from imports.showing import choice, day, text
from imports.writers import ListWriter, Shown, register_writer, root_path
from organisation.models import Unit, User
from organisation.refusals import Refused
from organisation.roles import Permission
from organisation.templatetags.vietnamese import number, vnd
from vietnamese.errors import gettext_noop
from vietnamese.text import fold

NO_CAMPAIGN = gettext_noop("“%(text)s” is no campaign of this unit. Write its code (CD000012).")
SEVERAL_CAMPAIGNS = gettext_noop("Several campaigns are called “%(text)s”: write the code (CD000012).")
NO_DAY = gettext_noop("The day on which it was received is missing.")
DAY_AHEAD = gettext_noop("This day is still to come. Record it when it has come.")
NO_AMOUNT = gettext_noop("Neither an amount of money nor goods are written.")
NO_GOODS = gettext_noop("“%(text)s” is not among the goods of this campaign. Add it there first.")
NO_PIECES = gettext_noop("How many pieces it is, is missing.")
NO_DONOR = gettext_noop("There is no donor with the code %(text)s.")
TAKEN_BACK = gettext_noop("An amount below zero is no contribution. Take the mistaken one back in the list.")
ON_RECORD = gettext_noop("This contribution is already in the records, with the number %(text)s.")
TWICE = gettext_noop("Says the same as row %(row)s of sheet “%(sheet)s”.")


@dataclass
class Known:
    """What the check compares with, of the list's unit and all below it."""

    campaigns: dict[str, list[Campaign]]
    donors: dict[str, Donor]
    units: dict[str, Unit]
    numbers: dict[tuple[int | None, str], Contribution]
    given: dict[tuple[Any, ...], Contribution]
    goods: dict[int, dict[str, GoodsItem]]

    @classmethod
    def of(cls, batch: ImportBatch, rows: list[ImportRow]) -> Known:
        path = batch.managing_unit.path
        campaigns: dict[str, list[Campaign]] = defaultdict(list)
        for campaign in Campaign.objects.filter(managing_unit__path__startswith=path):
            for name in (campaign.name_folded, campaign.code.lower()):
                campaigns[name].append(campaign)
        names = {fold(row.values.get("giver") or "") for row in rows}
        codes = {code[0].upper() for name in names if (code := CODE.search(name))}
        donors = Donor.objects.filter(code__in=codes, managing_unit__path__startswith=root_path(batch))
        units = Unit.objects.filter(name_folded__in=names, path__startswith=path)
        given = Contribution.objects.filter(campaign__managing_unit__path__startswith=path, reverses=None)
        found = list(given.select_related("donor", "unit", "reversed_by"))
        return cls(
            campaigns,
            {donor.code: donor for donor in donors},
            {unit.name_folded: unit for unit in units},
            {(each.number_unit_id, str(each)): each for each in found},
            {_same(each): each for each in found if not hasattr(each, "reversed_by")},
            {},
        )

    def item(self, campaign: Campaign, name: str) -> GoodsItem | None:
        if campaign.pk not in self.goods:
            self.goods[campaign.pk] = {fold(item.name): item for item in goods_to_choose(campaign)}
        return self.goods[campaign.pk].get(fold(name))


def _same(given: Contribution) -> tuple[Any, ...]:
    return (
        given.campaign_id, given.received_on.isoformat(), fold(given.giver), given.amount_vnd, given.item_id,
        given.quantity,
    )  # fmt: skip


def check(batch: ImportBatch) -> None:
    """Settle each row's campaign, giver and goods, and find what is recorded already; see ListWriter."""
    rows = list(batch.rows.filter(status=RowStatus.NEW).order_by("id"))
    known = Known.of(batch, rows)
    seen: dict[tuple[Any, ...], ImportRow] = {}
    for row in rows:
        if campaign := _campaign(row, known):
            _settle(row, campaign, known, seen)
    ImportRow.objects.bulk_update(rows, ["values", "errors", "status", "record_id"])


def _campaign(row: ImportRow, known: Known) -> Campaign | None:
    written = row.values.get("campaign") or ""
    found = known.campaigns.get(fold(written), [])
    if len(found) == 1:
        return found[0]
    _say(row, SEVERAL_CAMPAIGNS if found else NO_CAMPAIGN, text=written[:60])
    return None


def _settle(row: ImportRow, campaign: Campaign, known: Known, seen: dict[tuple[Any, ...], ImportRow]) -> None:
    said = row.values
    said["campaign_id"] = campaign.pk
    standing = known.numbers.get((campaign.managing_unit_id, said.get("number") or ""))
    if standing:
        _is_on_record(row, standing)
    elif why := _what_is_wrong(said, campaign, known):
        _say(row, why[0], text=why[1])
    else:
        giver = str(known.donors[said["donor"]]) if said.get("donor") else said["giver"]
        same = (campaign.pk, said["received_on"], fold(giver), said.get("amount_vnd"), said.get("item_id"),
                said.get("quantity"))  # fmt: skip
        if standing := known.given.get(same):
            _is_on_record(row, standing)
        elif twin := seen.setdefault(same, row) if same in seen else None:
            _note(row, TWICE, {"row": twin.row, "sheet": twin.sheet}, RowStatus.DUPLICATE)
        else:
            seen[same] = row


def _what_is_wrong(said: dict[str, Any], campaign: Campaign, known: Known) -> tuple[str, str] | None:
    """What keeps the row from being recorded, with the text it is about; completes the values on the way."""
    if not said.get("received_on"):
        return NO_DAY, ""
    if said["received_on"] > dt.date.today().isoformat():  # noqa: DTZ011  # compared with days that people write
        return DAY_AHEAD, ""
    if (said.get("amount_vnd") or 0) < 0 or (said.get("quantity") or 0) < 0:
        return TAKEN_BACK, ""
    if found := CODE.search(said["giver"]):
        if found[0].upper() not in known.donors:
            return NO_DONOR, found[0]
        said["donor"] = found[0].upper()
    elif unit := known.units.get(fold(said["giver"])):
        said["unit_id"] = unit.pk
    return _goods_are_wrong(said, campaign, known)


def _goods_are_wrong(said: dict[str, Any], campaign: Campaign, known: Known) -> tuple[str, str] | None:
    if not said.get("item"):
        said["quantity"] = None
        return None if said.get("amount_vnd") else (NO_AMOUNT, "")
    item = known.item(campaign, said["item"])
    if item is None:
        return NO_GOODS, said["item"][:60]
    said["item_id"] = item.pk
    return None if said.get("quantity") else (NO_PIECES, "")


def _is_on_record(row: ImportRow, given: Contribution) -> None:
    row.record_id = given.pk
    _note(row, ON_RECORD, {"text": str(given)}, RowStatus.DUPLICATE)


def _say(row: ImportRow, message: str, text: str) -> None:
    _note(row, message, {"text": text}, RowStatus.ERROR)


def _note(row: ImportRow, message: str, params: dict[str, Any], status: str) -> None:
    told = {"check": True, "column": "", "message": message, "params": params}
    row.errors = [*row.errors, told | ({"vital": True} if status == RowStatus.ERROR else {})]
    row.status = status


def write(batch: ImportBatch) -> None:
    """Record the contributions, all of them or none. Raises NotMadeByHand for what the operation refuses."""
    by: Any = batch.applied_by or batch.created_by
    rows = list(batch.rows.filter(status=RowStatus.NEW).order_by("id"))
    campaigns = Campaign.objects.in_bulk({row.values["campaign_id"] for row in rows})
    for row in rows:
        said = row.values
        try:
            made = money.contribute(
                campaign=campaigns[said["campaign_id"]],
                by=by,
                key=uuid.uuid5(batch.public_id, f"{row.sheet}!{row.row}"),
                received_on=dt.date.fromisoformat(said["received_on"]),
                **_giver(said),
                amount_vnd=said.get("amount_vnd"),
                item=GoodsItem.objects.get(pk=said["item_id"]) if said.get("item_id") else None,
                quantity=said.get("quantity"),
                people_count=said.get("people_count"),
                source=said.get("source") or FundingSource.SOCIAL_MOBILISATION,
                method=said.get("method") or GivenHow.CASH,
                note=said.get("note") or "",
            )
        except Refused as error:
            raise NotMadeByHand(row=row.row, why=str(error)) from error
        row.record_id = made.pk
    ImportRow.objects.bulk_update(rows, ["record_id"])


def _giver(said: dict[str, Any]) -> dict[str, Any]:
    if said.get("donor"):
        return {"donor": Donor.objects.get(code=said["donor"])}
    return {"unit_id": said["unit_id"]} if said.get("unit_id") else {"given_by": said["giver"][:200]}


def standing(batch: ImportBatch) -> list[Contribution]:
    """What the list recorded and nobody has taken back."""
    made = batch.rows.filter(status=RowStatus.NEW).values("record_id")
    return list(Contribution.objects.filter(pk__in=made, reversed_by=None).order_by("-pk"))


def take_back(batch: ImportBatch, by: User | None) -> int:
    """Take back each contribution that still stands; gives how many stay because their goods were given out."""
    actor: Any = by or batch.applied_by
    note, stays = _("The list “%(file)s” was undone") % {"file": batch.file_name[:200]}, 0
    for given in standing(batch):
        try:
            with transaction.atomic():
                money.take_back_contribution(contribution=given, note=note, by=actor)
        except Refused:
            stays += 1
    return stays


def _amount(values: dict[str, Any]) -> str:
    return vnd(values["amount_vnd"]) if values.get("amount_vnd") is not None else ""


def _pieces(values: dict[str, Any]) -> str:
    return f"{number(values['quantity'])} × {values['item']}" if values.get("item") and values.get("quantity") else ""


register_writer(
    ListWriter(
        kind=CONTRIBUTIONS,
        check=check,
        write=write,
        makes=(),
        permission=Permission.RECORD_MONEY,
        record=Contribution,
        results_url="campaigns:list",
        columns=(
            Shown(gettext_noop("Campaign code"), text("campaign"), ("campaign",)),
            Shown(gettext_noop("Received on"), day("received_on"), ("received_on",)),
            Shown(gettext_noop("From whom"), text("giver"), ("giver",)),
            Shown(gettext_noop("Amount of money"), _amount, ("amount",)),
            Shown(gettext_noop("Goods"), _pieces, ("item", "quantity")),
            Shown(gettext_noop("Funding source"), choice("source", FundingSource), ("source",)),
        ),
        standing=lambda batch: len(standing(batch)),
        take_back=take_back,
    )
)
