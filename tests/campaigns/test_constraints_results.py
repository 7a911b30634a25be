"""What PostgreSQL itself refuses of results, houses, loans, agreements, stated figures and clusters."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from campaigns.models import ClusterMember, HelpedChild, Result, ResultTotal
from children.hiding import hide
from tests import factories
from tests.campaigns import result_records as make

pytestmark = pytest.mark.django_db
MAY, JUNE = datetime.date(2024, 5, 1), datetime.date(2024, 6, 1)


@pytest.mark.parametrize(
    ("constraint", "create", "values"),
    [
        ("result_has_label", make.create_result, {"label": ""}),
        ("result_quantity_plausible", make.create_result, {"quantity": -1}),
        ("result_people_count_plausible", make.create_result, {"people_count": -1}),
        ("result_times_count_plausible", make.create_result, {"times_count": -1}),
        ("result_rate_vnd_plausible", make.create_result, {"rate_vnd": -1}),
        ("result_amount_vnd_plausible", make.create_result, {"amount_vnd": -1}),
        ("result_goods_vnd_plausible", make.create_result, {"goods_vnd": -1}),
        ("result_people_within_times", make.create_result, {"people_count": 3, "times_count": 2}),
        ("result_days_in_order", make.create_result, {"starts_on": JUNE, "ends_on": MAY}),
        ("house_has_household", make.create_house, {"name": ""}),
        ("house_support_plausible", make.create_house, {"support_vnd": -1}),
        ("house_cost_plausible", make.create_house, {"total_cost_vnd": -1}),
        ("house_support_within_cost", make.create_house, {"support_vnd": 2, "total_cost_vnd": 1}),
        ("house_approved_on_before_started_on", make.create_house, {"approved_on": JUNE, "started_on": MAY}),
        ("house_approved_on_before_finished_on", make.create_house, {"approved_on": JUNE, "finished_on": MAY}),
        ("house_approved_on_before_handed_over_on", make.create_house, {"approved_on": JUNE, "handed_over_on": MAY}),
        ("house_started_on_before_finished_on", make.create_house, {"started_on": JUNE, "finished_on": MAY}),
        ("house_started_on_before_handed_over_on", make.create_house, {"started_on": JUNE, "handed_over_on": MAY}),
        ("house_finished_on_before_handed_over_on", make.create_house, {"finished_on": JUNE, "handed_over_on": MAY}),
        ("loan_has_name", make.create_loan, {"name": ""}),
        ("loan_projects_count_plausible", make.create_loan, {"projects_count": -1}),
        ("loan_borrowers_count_plausible", make.create_loan, {"borrowers_count": -1}),
        ("loan_animals_count_plausible", make.create_loan, {"animals_count": -1, "kind": "animals"}),
        ("loan_put_in_vnd_plausible", make.create_loan, {"put_in_vnd": -1}),
        ("loan_repaid_vnd_plausible", make.create_loan, {"repaid_vnd": -1}),
        ("loan_outstanding_vnd_plausible", make.create_loan, {"outstanding_vnd": -1}),
        ("loan_animals_only_of_animals", make.create_loan, {"animals_count": 3}),
        ("agreement_has_partner", make.create_agreement, {"name": ""}),
        ("agreement_days_in_order", make.create_agreement, {"valid_from": JUNE, "valid_until": MAY}),
        ("stated_figure_has_label_and_paper", make.create_stated, {"paper": ""}),
        ("stated_figure_plausible", make.create_stated, {"number": -1}),
        ("stated_figure_explained_by_somebody", make.create_stated, {"explanation": "Gõ nhầm"}),
        ("cluster_has_name", make.create_cluster, {"name": ""}),
    ],
)
def test_refused(constraint: str, create: Any, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        create(**values)


def test_a_part_belongs_to_a_whole_line_of_its_campaign() -> None:
    whole = make.create_result()
    part = make.create_result(campaign=whole.campaign, parent=whole)
    for parent in (part, make.create_result()):
        with pytest.raises(IntegrityError, match="belongs to a whole"), transaction.atomic():
            make.create_result(campaign=whole.campaign, parent=parent)
    with pytest.raises(IntegrityError, match="belongs to a whole"), transaction.atomic():
        Result.objects.filter(pk=whole.pk).update(parent=whole)


def test_the_shares_never_come_to_more_than_money_and_goods() -> None:
    line = make.create_result(amount_vnd=50, goods_vnd=50)
    line.funding.create(source="budget", amount_vnd=100)
    line.funding.create(source="fund", amount_vnd=None)
    _check_now()
    _refused(lambda: line.funding.create(source="partner", amount_vnd=1))
    _refused(lambda: Result.objects.filter(pk=line.pk).update(amount_vnd=49))


def _refused(change: Callable[[], object]) -> None:
    with pytest.raises(IntegrityError, match="shares come to more"), transaction.atomic():
        _changed(change)


def _changed(change: Callable[[], object]) -> None:
    change()
    _check_now()


def _check_now() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("result_funding_positive", {"source": "fund", "amount_vnd": 0}),
        ("result_funding_level_of_union", {"source": "fund", "level": "district"}),
        ("result_funding_source_once", {"source": "budget"}),
    ],
)
def test_a_share_that_cannot_be(constraint: str, values: dict[str, Any]) -> None:
    line = make.create_result(amount_vnd=100)
    line.funding.create(source="budget")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        line.funding.create(**values)


def test_a_child_is_named_once_by_a_house_or_once_by_a_fund() -> None:
    child, house, loan = factories.create_child(), make.create_house(), make.create_loan()
    house.children.create(child=child)
    loan.children.create(child=child)
    refused: dict[str, dict[str, Any]] = {
        "helped_child_once_a_house": {"house": house},
        "helped_child_once_a_fund": {"loan": loan},
        "helped_child_by_one": {"house": make.create_house(), "loan": make.create_loan()},
    }
    for constraint, values in refused.items():
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            HelpedChild.objects.create(child=child, **values)
    with pytest.raises(IntegrityError, match="helped_child_by_one"), transaction.atomic():
        HelpedChild.objects.create(child=child)


def test_no_house_or_fund_names_a_child_whose_place_is_kept_secret() -> None:
    child, house = factories.create_child(), make.create_house()
    house.children.create(child=child)

    hide(child=child, reason="Người cha tìm cháu", by=factories.create_user())

    assert not house.children.exists()
    with pytest.raises(IntegrityError, match="kept secret"), transaction.atomic():
        house.children.create(child=child)


def test_a_cluster_has_each_member_and_one_head_once_a_year() -> None:
    cluster, unit, other = make.create_cluster(), factories.create_unit(), factories.create_unit()
    ClusterMember.objects.create(cluster=cluster, unit=unit, year=2023, is_head=True)
    refused = {
        "cluster_member_once": {"unit": unit, "year": 2023},
        "cluster_head_once_a_year": {"unit": other, "year": 2023, "is_head": True},
        "cluster_year_plausible": {"unit": other, "year": 23},
    }
    for constraint, values in refused.items():
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            ClusterMember.objects.create(cluster=cluster, **values)
    with pytest.raises(IntegrityError, match="cluster_name_once"), transaction.atomic():
        make.create_cluster(unit=cluster.managing_unit, name=cluster.name)


def test_a_total_stands_once() -> None:
    make.create_result(quantity=1)
    total = ResultTotal.objects.get()
    total.pk = None
    with pytest.raises(IntegrityError, match="result_total_once"), transaction.atomic():
        total.save()
