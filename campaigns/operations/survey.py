"""Units answer a survey: with children by the form, with a list, or with "none here"."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from campaigns.exceptions import ChildrenNamed
from campaigns.models import CampaignSurvey, SurveyAnswer, SurveyBatch, SurveyChild
from campaigns.operations.refusals import operation
from children.models import Caregiver, Child
from children.operations import register_child
from imports.models import BatchState, ImportBatch
from organisation.models import Unit, User


@operation
def answer_survey(*, survey: CampaignSurvey, unit: Unit, is_none_here: bool, note: str = "", by: User) -> SurveyAnswer:
    """The unit is done: there are no such children, or all of them are named. Raises ChildrenNamed."""
    CampaignSurvey.objects.select_for_update().get(pk=survey.pk)
    if is_none_here and children_of(survey, unit).exists():
        raise ChildrenNamed
    said = {"is_none_here": is_none_here, "note": note, "answered_on": timezone.localdate(), "answered_by": by}
    answer, _made = SurveyAnswer.objects.update_or_create(survey=survey, unit=unit, defaults=said)
    return answer


@operation
def name_child(
    *,
    survey: CampaignSurvey,
    unit: Unit,
    child: Child,
    by: User,
    caregiver: Caregiver | None = None,
    needs: Iterable[str] = (),
) -> Child:
    """Register a new child (children.operations.register_child) and keep from which unit's answer it came."""
    child = register_child(child=child, caregiver=caregiver, needs=needs, by=by)
    SurveyChild.objects.create(survey=survey, unit=unit, child=child)
    _not_none(survey, unit)
    return child


@operation
def answer_with_list(*, survey: CampaignSurvey, unit: Unit, batch: ImportBatch, by: User) -> SurveyBatch:
    """A list on its way in belongs to the unit's answer; its children do, once it is entered."""
    link, _made = SurveyBatch.objects.get_or_create(import_batch=batch, defaults={"survey": survey, "unit": unit})
    _not_none(survey, unit)
    return link


def _not_none(survey: CampaignSurvey, unit: Unit) -> None:
    """Who names a child does not say "none here" any more."""
    SurveyAnswer.objects.filter(survey=survey, unit=unit, is_none_here=True).delete()


def children_of(survey: CampaignSurvey, unit: Unit | None = None):
    """The children that the survey brought, by the form or by an entered list; of one unit's answer or of all."""
    lists = survey.lists.filter(import_batch__state=BatchState.APPLIED)
    named = survey.named.all()
    if unit:
        lists, named = lists.filter(unit=unit), named.filter(unit=unit)
    by_form = Child.objects.filter(pk__in=named.values("child"))
    return by_form | Child.objects.filter(import_batch__in=lists.values("import_batch"))
