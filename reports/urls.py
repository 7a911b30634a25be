from django.urls import path

from reports.views import fairness, figures, higher, pivot, snapshots, today

app_name = "reports"
urlpatterns = [
    path("", figures.summary, name="summary"),
    path("list/<slug:key>/", figures.figure_list, name="list"),
    path("fairness/", fairness.fairness, name="fairness"),
    path("fairness/children/", fairness.fairness_list, name="fairness_list"),
    path("fairness/gifts/", fairness.fairness_gifts, name="fairness_gifts"),
    path("digest/", today.digest_text, name="digest"),
    path("due/", today.due, name="due"),
    path("pivot/", pivot.pivot, name="pivot"),
    path("communes/", pivot.tiles, name="tiles"),
    path("units/", pivot.compare, name="compare"),
    path("kept/", snapshots.snapshots, name="snapshots"),
    path("kept/new/", snapshots.snapshot_add, name="snapshot_add"),
    path("kept/<uuid:public_id>/", snapshots.snapshot, name="snapshot"),
    path("kept/<uuid:public_id>/today/", snapshots.snapshot_today, name="snapshot_today"),
    path("kept/<uuid:public_id>/again/", snapshots.snapshot_correct, name="snapshot_correct"),
    path("kept/<uuid:public_id>/list/<slug:key>/", snapshots.snapshot_list, name="snapshot_list"),
    path("kept/<uuid:public_id>/paper/<slug:kind>/", snapshots.snapshot_paper, name="snapshot_paper"),
    path("forms/", higher.higher_forms, name="higher_forms"),
    path("forms/new/", higher.higher_form_add, name="higher_form_add"),
    path("forms/<uuid:public_id>/", higher.higher_form, name="higher_form"),
    path("forms/<uuid:public_id>/edit/", higher.higher_form_edit, name="higher_form_edit"),
    path("forms/<uuid:public_id>/columns/", higher.higher_form_columns, name="higher_form_columns"),
    path("forms/<uuid:public_id>/filled/", higher.higher_form_filled, name="higher_form_filled"),
    path("forms/<uuid:public_id>/delete/", higher.higher_form_delete, name="higher_form_delete"),
]
