from django.urls import path

from imports.views import entering, forms, remembered, rows, uploads

app_name = "imports"
urlpatterns = [
    path("", uploads.batch_list, name="list"),
    path("upload/", uploads.upload, name="upload"),
    path("forms/<slug:kind>.xlsx", forms.empty_form, name="empty_form"),
    path("how-far/", uploads.how_far, name="how_far"),
    path("<uuid:public_id>/", rows.batch_page, name="batch"),
    path("<uuid:public_id>/columns/", uploads.columns, name="columns"),
    path("<uuid:public_id>/columns/forget/", remembered.forget_columns, name="forget_columns"),
    path("<uuid:public_id>/row/", rows.row_page, name="row"),
    path("<uuid:public_id>/decide/", rows.decide, name="decide"),
    path("<uuid:public_id>/fix/", rows.fix, name="fix"),
    path("<uuid:public_id>/mend.xlsx", rows.mend, name="mend"),
    path("<uuid:public_id>/passwords/", forms.password_links, name="password_links"),
    path("<uuid:public_id>/apply/", entering.apply, name="apply"),
    path("<uuid:public_id>/undo/", entering.undo, name="undo"),
    path("<uuid:public_id>/discard/", uploads.discard, name="discard"),
]
