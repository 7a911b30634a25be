"""Surveys: what is asked, and each unit's answer by the form, by a list, or with "none here"."""

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.exceptions import Refused
from campaigns.models import Campaign, CampaignSurvey, Participation, SurveyAnswer
from campaigns.operations import survey as operations
from campaigns.pages import campaign_for, part_context
from campaigns.plan_views import editable
from campaigns.short_lists import SURVEY_SHEET, SURVEY_UNIT_SHEET, SurveyFilters
from campaigns.survey_forms import SurveyAnswerForm, SurveyForm, SurveyListForm, SurveyUnitFilters
from campaigns.survey_rows import is_late, with_answers
from campaigns.unit_access import require_answer
from children.duplicates import possible_duplicates
from children.forms import NewChildForm
from children.models import Child
from children.views.records import RELATIONSHIPS
from imports import operations as lists
from imports.exceptions import Refused as ListRefused
from imports.reading import RefusedFile
from organisation.access import SignedInRequest, can, require, requires
from organisation.access_log import log_access
from organisation.formkit import form_page
from organisation.listing import Listing
from organisation.models import Unit
from organisation.models.access_log import AccessAction
from organisation.roles import Permission


def survey_for(user: Any, public_id: uuid.UUID) -> CampaignSurvey:
    visible = CampaignSurvey.objects.filter(campaign__in=Campaign.objects.visible_to(user))
    return get_object_or_404(visible.select_related("campaign__managing_unit", "campaign__parent"), public_id=public_id)


@requires(Permission.VIEW_PLEDGES)
def survey_list(request: SignedInRequest, public_id: uuid.UUID) -> Any:
    campaign = campaign_for(request.user, public_id)
    listing = Listing(
        request,
        campaign.surveys.annotate(answers_count=Count("answers", distinct=True)),
        form_class=SurveyFilters,
        sorts={"due": ["due_on", "id"]},
        default_sort="-due",
        columns=SURVEY_SHEET,
        filename="ra-soat-tre",
        may_export=can(request.user, Permission.EXPORT, campaign.managing_unit),
    )
    context = part_context(request.user, campaign, "surveys") | {
        "asked_count": campaign.participations.exclude(excused_on__isnull=False).count(),
    }
    return listing.render("campaigns/surveys.html", context)


@requires(Permission.EDIT_CAMPAIGNS)
def survey_add(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    campaign = editable(request.user, public_id)
    back = reverse("campaigns:surveys", args=[public_id])
    return _survey_form(request, campaign, None, _("Ask for children in need"), back)


@requires(Permission.EDIT_CAMPAIGNS)
def survey_edit(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    survey = survey_for(request.user, public_id)
    require(request.user, Permission.EDIT_CAMPAIGNS, survey.managing_unit)
    return _survey_form(request, survey.campaign, survey, _("Change the survey"), survey.get_absolute_url())


def _survey_form(request: SignedInRequest, campaign: Campaign, survey: Any, title: str, back: str) -> HttpResponse:
    form = SurveyForm(request.POST or None, instance=survey, owner=campaign)
    if request.method == "POST" and form.is_valid() and form.saved():
        form.instance.refresh_from_db()
        messages.success(request, _("Saved."))
        return redirect(form.instance)
    return form_page(
        request, "campaigns/part_form.html", form, {"page_title": title, "campaign": campaign, "cancel_url": back}
    )


@requires(Permission.VIEW_PLEDGES)
def survey(request: SignedInRequest, public_id: uuid.UUID) -> Any:
    found = survey_for(request.user, public_id)
    seen = Participation.objects.visible_to(request.user).filter(campaign=found.campaign_id)
    rows = with_answers(seen.select_related("unit"), found)
    listing = Listing(
        request,
        rows,
        form_class=SurveyUnitFilters,
        sorts={"name": ["unit__name_folded", "id"], "children": ["children_count", "id"]},
        default_sort="name",
        columns=SURVEY_UNIT_SHEET,
        filename="ra-soat-theo-don-vi",
        export_unit_field="unit",
    )
    today = timezone.localdate()
    for row in listing.rows:
        row.late = is_late(found, row, today)
        row.may_answer = _may_answer(request.user, found, row.unit)
    children = operations.children_of(found).filter(pk__in=Child.objects.visible_to(request.user).values("pk"))
    shown = list(children.distinct().select_related("commune").order_by("-pk")[:20])
    if shown:
        log_access(request.user, AccessAction.VIEW, found, rows_count=len(shown))
    context = {
        "page_title": found.title,
        "survey": found,
        "campaign": found.campaign,
        "sums": rows.aggregate(
            asked=Count("pk"),
            answered=Count("pk", filter=Q(is_answered=True) | Q(children_count__gt=0)),
            none_here=Count("pk", filter=Q(is_none_here=True)),
            children=Sum("children_count"),
        ),
        "children": shown,
        "can_edit": can(request.user, Permission.EDIT_CAMPAIGNS, found.managing_unit),
    }
    return listing.render("campaigns/survey.html", context)


def _may_answer(user: Any, survey: CampaignSurvey, unit: Unit) -> bool:
    own = can(user, Permission.ANSWER_CAMPAIGNS, unit)
    return own or can(user, Permission.EDIT_CAMPAIGNS, survey.campaign.managing_unit)


# --- A unit's answer ----------------------------------------------------------------------------


def _asked(request: SignedInRequest, public_id: uuid.UUID, unit_id: uuid.UUID) -> tuple[CampaignSurvey, Unit]:
    """The survey and the asked unit for which this person may answer: 404 unseen, 403 not theirs to answer."""
    found = survey_for(request.user, public_id)
    seen = Participation.objects.visible_to(request.user).select_related("unit", "campaign__managing_unit")
    asked = get_object_or_404(seen, campaign=found.campaign_id, unit__public_id=unit_id)
    require_answer(request.user, asked)
    return found, asked.unit


def _context(survey: CampaignSurvey, unit: Unit, title: str) -> dict[str, Any]:
    return {
        "page_title": title,
        "survey": survey,
        "campaign": survey.campaign,
        "unit": unit,
        "cancel_url": survey.get_absolute_url(),
    }


@requires(Permission.ANSWER_CAMPAIGNS)
def survey_answer(request: SignedInRequest, public_id: uuid.UUID, unit_id: uuid.UUID) -> HttpResponse:
    found, unit = _asked(request, public_id, unit_id)
    known = SurveyAnswer.objects.filter(survey=found, unit=unit).first()
    named = operations.children_of(found, unit).exists()
    initial = {"is_none_here": "0" if named or (known and not known.is_none_here) else "1"}
    form = SurveyAnswerForm(request.POST or None, instance=known, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            operations.answer_survey(survey=found, unit=unit, by=request.user, **form.cleaned_data)
        except Refused as error:
            form.add_error("is_none_here", str(error))
        else:
            messages.success(request, _("The answer of %(unit)s is noted. Thank you.") % {"unit": unit})
            return redirect(found)
    return form_page(request, "campaigns/survey_form.html", form, _context(found, unit, _("Answer the survey")))


@requires(Permission.ANSWER_CAMPAIGNS)
def survey_child(request: SignedInRequest, public_id: uuid.UUID, unit_id: uuid.UUID) -> HttpResponse:
    """The usual form for a new child; the record knows which unit named it."""
    found, unit = _asked(request, public_id, unit_id)
    require(request.user, Permission.EDIT_CHILDREN, unit)
    form = NewChildForm(request.POST or None, user=request.user, initial={"managing_unit": unit.pk})
    duplicates: list[Child] = []
    if request.method == "POST" and form.is_valid():
        if "save_anyway" not in request.POST:
            duplicates = possible_duplicates(
                Child.objects.visible_to(request.user),
                full_name=form.cleaned_data["full_name"],
                birth_date=form.instance.birth_date,
                phones=form.phones(),
            )
        if not duplicates:
            return _name_child(request, found, unit, form)
    context = _context(found, unit, _("Name a child"))
    return form_page(
        request,
        "campaigns/survey_child.html",
        form,
        context | {"duplicates": duplicates, "relationships": RELATIONSHIPS},
    )


def _name_child(request: SignedInRequest, found: CampaignSurvey, unit: Unit, form: NewChildForm) -> HttpResponse:
    child = operations.name_child(
        survey=found,
        unit=unit,
        child=form.instance,
        caregiver=form.caregiver(),
        needs=form.cleaned_data["needs"],
        by=request.user,
    )
    child.refresh_from_db()
    said = _("%(name)s is in the list now, with the code %(code)s.") % {"name": child.full_name, "code": child.code}
    messages.success(request, said)
    return redirect(request.path if "another" in request.POST else found)


@requires(Permission.ANSWER_CAMPAIGNS)
def survey_send_list(request: SignedInRequest, public_id: uuid.UUID, unit_id: uuid.UUID) -> HttpResponse:
    """The usual upload of a list of children; the list knows which unit's answer it is."""
    found, unit = _asked(request, public_id, unit_id)
    require(request.user, Permission.IMPORT_LISTS, unit)
    form = SurveyListForm(request.POST or None, request.FILES or None, user=request.user, unit=unit)
    if request.method == "POST" and form.is_valid():
        try:
            batch = _batch(request, form, unit)
            operations.answer_with_list(survey=found, unit=unit, batch=batch, by=request.user)
            return redirect(batch)
        except RefusedFile as refused:
            form.add_error("file", _(refused.message) % refused.params)
        except ListRefused as refused:
            form.add_error("file", str(refused))
    context = _context(found, unit, _("Send a list of children")) | {"save_label": _("Upload and check")}
    return form_page(request, "campaigns/survey_form.html", form, context)


def _batch(request: SignedInRequest, form: SurveyListForm, unit: Unit) -> Any:
    file = form.cleaned_data["file"]
    data = file.read()
    known = lists.same_file(data=data, kind="children", unit=unit)
    return known or lists.open_batch(
        data=data, file_name=file.name, kind="children", unit=unit, by=request.user, keep_file=True
    )
