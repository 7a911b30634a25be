"""A survey's units with what each answered."""

from __future__ import annotations

from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from campaigns.models import CampaignSurvey, ParticipationState, SurveyAnswer, SurveyBatch, SurveyChild
from imports.models import BatchState


def with_answers(rows: QuerySet, survey: CampaignSurvey) -> QuerySet:
    """Participations with `is_answered`, `is_none_here`, `answered_on`, `children_count`, `lists_waiting`."""
    answers = SurveyAnswer.objects.filter(survey=survey, unit=OuterRef("unit"))
    lists = SurveyBatch.objects.filter(survey=survey, unit=OuterRef("unit"))
    waiting = _counted(lists.filter(import_batch__state=BatchState.CHECKED), Count("pk"))
    listed = lists.filter(import_batch__state=BatchState.APPLIED)
    named = SurveyChild.objects.filter(survey=survey, unit=OuterRef("unit"))
    none_here = answers.values("is_none_here")[:1]
    return rows.exclude(state=ParticipationState.EXCUSED).annotate(
        is_answered=Exists(answers),
        is_none_here=Coalesce(Subquery(none_here, output_field=BooleanField()), Value(False)),
        answered_on=Subquery(answers.values("answered_on")[:1], output_field=DateField()),
        lists_waiting=waiting,
        named_count=_counted(named, Count("pk")),
        listed_count=_counted(listed, Count("import_batch__children")),
        children_count=F("named_count") + F("listed_count"),
    )


def _counted(rows: Any, count: Count) -> Coalesce:
    per_unit = rows.order_by().values("unit").annotate(n=count).values("n")
    return Coalesce(Subquery(per_unit, output_field=IntegerField()), 0)


def is_late(survey: CampaignSurvey, row: Any, today: Any) -> bool:
    return bool(survey.due_on and survey.due_on < today and not row.is_answered and not row.children_count)
