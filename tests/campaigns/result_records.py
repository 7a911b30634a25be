"""Results, registers, stated figures and clusters for tests. Every person is invented."""

import datetime
from collections.abc import Callable
from typing import Any

from campaigns.models import Agreement, Campaign, Cluster, House, Loan, Result, StatedFigure
from organisation.models import Unit
from tests import factories

A_DAY = datetime.date(2024, 6, 1)


def create_result(*, unit: Unit | None = None, campaign: Campaign | None = None, **values: Any) -> Result:
    unit = unit or (campaign.managing_unit if campaign else factories.create_unit())
    campaign = campaign or factories.create_campaign(unit=unit, name=f"Chiến dịch {next(factories.NUMBER)}")
    defaults = {"label": "Trao quà", "category": "gifts", "measure": "gift", "ends_on": A_DAY}
    made = Result.objects.create(campaign=campaign, managing_unit=unit, **defaults | values)
    made.refresh_from_db()
    return made


def create_house(*, unit: Unit | None = None, **values: Any) -> House:
    return _registered(House, unit, {"name": "Hộ bà Mẫu", "work": "new"} | values)


def create_loan(*, unit: Unit | None = None, **values: Any) -> Loan:
    return _registered(Loan, unit, {"name": "Quỹ trợ vốn", "kind": "money", "as_of": A_DAY} | values)


def create_agreement(*, unit: Unit | None = None, **values: Any) -> Agreement:
    return _registered(Agreement, unit, {"name": "Công ty Sữa Mẫu"} | values)


def _registered(model: Any, unit: Unit | None, values: dict[str, Any]) -> Any:
    unit = unit or factories.create_unit()
    if "campaign" not in values:
        values["campaign"] = factories.create_campaign(unit=unit, name=f"Chiến dịch {next(factories.NUMBER)}")
    made = model.objects.create(managing_unit=unit, **values)
    made.refresh_from_db()
    return made


def create_stated(*, unit: Unit | None = None, campaign: Campaign | None = None, **values: Any) -> StatedFigure:
    campaign = campaign or factories.create_campaign(unit=unit, name=f"Chiến dịch {next(factories.NUMBER)}")
    defaults = {"label": "Tổng kinh phí", "number": 18_300_000, "measure": "results_vnd", "paper": "Báo Mẫu"}
    made = StatedFigure.objects.create(campaign=campaign, **defaults | values)
    made.refresh_from_db()
    return made


def create_cluster(*, unit: Unit | None = None, name: str = "Cụm thi đua số 1") -> Cluster:
    made = Cluster.objects.create(managing_unit=unit or factories.create_unit(), name=name)
    made.refresh_from_db()
    return made


def more_results(campaign: Campaign, unit: Unit, number: int, write: Callable[[str], str]) -> dict[str, Any]:
    """One more of everything in the campaign; the last ones by name."""
    told: dict[str, Any] = {"place": write("Xóm Hồng Lĩnh"), "told_by": write("Báo Mẫu"), "note": write("Ghi chú")}
    line = create_result(campaign=campaign, label=write("Trao quà Tết"), quantity=5, amount_vnd=900, **told)
    line.funding.create(source="union_finance", level="district", amount_vnd=500)
    create_result(campaign=campaign, parent=line, label=write("Trong đó suất quà cho trẻ"), category="cash", **told)
    named = {"campaign": campaign, "note": write("Ghi chú")}
    house = create_house(unit=unit, **named | {"name": write("Hộ bà Mẫu"), "handed_over_on": A_DAY})
    create_loan(unit=unit, **named | {"name": write("Quỹ trợ vốn"), "put_in_vnd": 3_000})
    create_agreement(unit=unit, **named | {"name": write("Công ty Sữa Mẫu"), "what": write("Sữa bột")})
    stated = create_stated(campaign=campaign, label=write("Tổng kinh phí"), paper=write("Báo Mẫu"))
    cluster = create_cluster(unit=unit, name=write(f"Cụm {number}"))
    for year in range(2020, 2020 + number):
        cluster.members.create(unit=unit, year=year, is_head=True)
    return {"line": line, "house": house, "stated": stated, "cluster": cluster}


# --- For tests/access_table.py ------------------------------------------------------------------


def a_result(unit: Unit) -> dict[str, Any]:
    return {"public_id": create_result(unit=unit).public_id}


def a_stated_figure(unit: Unit) -> dict[str, Any]:
    return {"public_id": create_stated(unit=unit).public_id}


def a_cluster(unit: Unit) -> dict[str, Any]:
    return {"public_id": create_cluster(unit=unit, name=f"Cụm {next(factories.NUMBER)}").public_id}


def a_house(unit: Unit) -> dict[str, Any]:
    return {"kind": "houses", "public_id": create_house(unit=unit).public_id}
