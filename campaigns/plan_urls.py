"""Plan, units, survey and events of a campaign."""

from django.urls import path

from campaigns import event_views, part_views, plan_views, survey_views, unit_views


def part_urls() -> list:
    """Add, change and delete for every kind of part."""
    urls = []
    for name, (where, part) in part_views.PATHS.items():
        under = "events/<uuid:public_id>" if part.of_event else "<uuid:public_id>"
        one = f"{under}/{where}/<uuid:record_id>"
        urls += [
            path(f"{under}/{where}/add/", part_views.part_add, {"part": part}, name=f"{name}_add"),
            path(f"{one}/edit/", part_views.part_edit, {"part": part}, name=f"{name}_edit"),
            path(f"{one}/delete/", part_views.part_delete, {"part": part}, name=f"{name}_delete"),
        ]
    return urls


PLAN = [
    path("<uuid:public_id>/joint/", plan_views.joint_units, name="joint_units"),
    path("<uuid:public_id>/copy/", plan_views.campaign_copy, name="copy"),
    path("<uuid:public_id>/files/add/", plan_views.attachment_add, name="attachment_add"),
    path("files/<uuid:public_id>/", plan_views.attachment, name="attachment"),
    path("files/<uuid:public_id>/delete/", plan_views.attachment_delete, name="attachment_delete"),
]
UNITS = [
    path("<uuid:public_id>/units/", unit_views.unit_list, name="units"),
    path("<uuid:public_id>/units/ask/", unit_views.units_ask, name="units_ask"),
    path("<uuid:public_id>/units/remind/", unit_views.reminder, name="reminder"),
    path("part/<uuid:public_id>/", unit_views.participation, name="participation"),
    path("part/<uuid:public_id>/plan/", unit_views.participation_plan, name="participation_plan"),
    path("part/<uuid:public_id>/report/", unit_views.participation_report, name="participation_report"),
    path("part/<uuid:public_id>/file/", plan_views.participation_file, name="participation_file"),
    path("part/<uuid:public_id>/excuse/", unit_views.participation_excuse, name="participation_excuse"),
    path("part/<uuid:public_id>/remove/", unit_views.participation_remove, name="participation_remove"),
]
OF_UNIT = "surveys/<uuid:public_id>/units/<uuid:unit_id>"
SURVEYS = [
    path("<uuid:public_id>/surveys/", survey_views.survey_list, name="surveys"),
    path("<uuid:public_id>/surveys/add/", survey_views.survey_add, name="survey_add"),
    path("surveys/<uuid:public_id>/", survey_views.survey, name="survey"),
    path("surveys/<uuid:public_id>/edit/", survey_views.survey_edit, name="survey_edit"),
    path(f"{OF_UNIT}/", survey_views.survey_answer, name="survey_answer"),
    path(f"{OF_UNIT}/child/", survey_views.survey_child, name="survey_child"),
    path(f"{OF_UNIT}/list/", survey_views.survey_send_list, name="survey_list"),
]
EVENTS = [
    path("<uuid:public_id>/events/", event_views.event_list, name="events"),
    path("<uuid:public_id>/events/add/", event_views.event_add, name="event_add"),
    path("events/<uuid:public_id>/", event_views.event, name="event"),
    path("events/<uuid:public_id>/edit/", event_views.event_edit, name="event_edit"),
    path("events/<uuid:public_id>/delete/", event_views.event_delete, name="event_delete"),
    path("events/<uuid:public_id>/attendance/", event_views.event_attendance, name="event_attendance"),
    path("events/<uuid:public_id>/invite/", event_views.event_invite, name="event_invite"),
    path("events/<uuid:public_id>/sheet/", event_views.event_sheet, name="event_sheet"),
    path("events/<uuid:public_id>/photos/add/", event_views.event_photo_add, name="event_photo_add"),
    path("events/<uuid:public_id>/photos/<int:pk>/", event_views.event_photo, name="event_photo"),
    path("events/<uuid:public_id>/photos/<int:pk>/delete/", event_views.event_photo_delete, name="event_photo_delete"),
]
urlpatterns = [*PLAN, *UNITS, *SURVEYS, *EVENTS, *part_urls()]
