from django.urls import path

from imports import views

app_name = "imports"
urlpatterns = [
    path("", views.batch_list, name="list"),
    path("upload/", views.upload, name="upload"),
    path("<uuid:public_id>/", views.batch_page, name="batch"),
    path("<uuid:public_id>/columns/", views.columns, name="columns"),
    path("<uuid:public_id>/leave-out/", views.leave_out, name="leave_out"),
    path("<uuid:public_id>/mend.xlsx", views.mend, name="mend"),
    path("<uuid:public_id>/apply/", views.apply, name="apply"),
    path("<uuid:public_id>/undo/", views.undo, name="undo"),
    path("<uuid:public_id>/discard/", views.discard, name="discard"),
]
