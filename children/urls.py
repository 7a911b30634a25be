from django.urls import path

from children.views import hiding, lists, merging, parts, photos, progress_sheet, records, siblings
from children.views.parts import CAREGIVER, CONSENT, NEED, OTHER_SUPPORT, PROGRESS, VISIT

app_name = "children"
urlpatterns = [
    path("", lists.child_list, name="list"),
    path("print/", lists.child_print, name="print"),
    path("add/", records.child_add, name="add"),
    path("school-year/", progress_sheet.progress_sheet, name="progress_sheet"),
    path("duplicates/", merging.duplicates, name="duplicates"),
    path("merges/<uuid:merge_id>/undo/", merging.undo, name="merge_undo"),
    path("<uuid:public_id>/", records.child_detail, name="detail"),
    path("<uuid:public_id>/history/", records.child_history, name="history"),
    path("<uuid:public_id>/merge/", merging.find_other, name="merge_find"),
    path("<uuid:public_id>/merge/<uuid:other_id>/", merging.merge, name="merge"),
    path("<uuid:public_id>/different/<uuid:other_id>/", merging.different, name="different"),
    path("<uuid:public_id>/edit/", records.child_edit, name="edit"),
    path("<uuid:public_id>/hide/", hiding.hide, name="hide"),
    path("<uuid:public_id>/hide/end/", hiding.show_again, name="show_again"),
    path("<uuid:public_id>/whereabouts/", hiding.whereabouts, name="whereabouts"),
    path("<uuid:public_id>/need/end/", records.need_end, name="need_end"),
    path("<uuid:public_id>/need/reopen/", records.need_reopen, name="need_reopen"),
    path("<uuid:public_id>/photo/", photos.photo, name="photo"),
    path("<uuid:public_id>/photo/<int:pk>/", photos.photo, name="old_photo"),
    path("<uuid:public_id>/photo/add/", photos.photo_add, name="photo_add"),
    path("<uuid:public_id>/photo/<int:pk>/delete/", photos.photo_delete, name="photo_delete"),
    path("<uuid:public_id>/siblings/link/", siblings.sibling_link, name="sibling_link"),
    path("<uuid:public_id>/siblings/unlink/", siblings.sibling_unlink, name="sibling_unlink"),
    path("<uuid:public_id>/consents/<uuid:record_id>/withdraw/", parts.consent_withdraw, name="consent_withdraw"),
]
for name, folder, part in (
    ("caregiver", "caregivers", CAREGIVER),
    ("consent", "consents", CONSENT),
    ("need", "needs", NEED),
    ("progress", "progress", PROGRESS),
    ("visit", "visits", VISIT),
    ("other_support", "other-supports", OTHER_SUPPORT),
):
    base = f"<uuid:public_id>/{folder}/"
    urlpatterns += [
        path(f"{base}add/", parts.part_add, {"part": part}, name=f"{name}_add"),
        path(f"{base}<uuid:record_id>/edit/", parts.part_edit, {"part": part}, name=f"{name}_edit"),
        path(f"{base}<uuid:record_id>/delete/", parts.part_delete, {"part": part}, name=f"{name}_delete"),
    ]
