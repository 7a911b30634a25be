from django.urls import path

from sponsorship.views import holds, matching, money, pledges, reversals, sheets, steps

app_name = "sponsorship"
urlpatterns = [
    path("pledges/", pledges.pledge_list, name="pledges"),
    path("pledges/sheet/", sheets.signature_sheet, name="signature_sheet"),
    path("pledges/add/", pledges.pledge_add, name="pledge_add"),
    path("pledges/total/", pledges.pledge_total, name="pledge_total"),
    path("pledges/<uuid:public_id>/", pledges.pledge_detail, name="pledge"),
    path("pledges/<uuid:public_id>/edit/", pledges.pledge_edit, name="pledge_edit"),
    path("pledges/<uuid:public_id>/approve/", steps.approve, name="pledge_approve"),
    path("pledges/<uuid:public_id>/activate/", steps.activate, name="pledge_activate"),
    path("pledges/<uuid:public_id>/suspend/", steps.suspend, name="pledge_suspend"),
    path("pledges/<uuid:public_id>/resume/", steps.resume, name="pledge_resume"),
    path("pledges/<uuid:public_id>/end/", steps.end, name="pledge_end"),
    path("pledges/<uuid:public_id>/replace/", steps.replace, name="pledge_replace"),
    path("pledges/<uuid:public_id>/rate/", steps.rate, name="pledge_rate"),
    path("match/", matching.waiting, name="waiting"),
    path("match/child/<uuid:public_id>/", matching.suggest_for_child, name="suggest_for_child"),
    path("match/child/<uuid:public_id>/hold/", holds.hold_add, name="hold_add"),
    path("match/donor/<uuid:public_id>/", matching.suggest_for_donor, name="suggest_for_donor"),
    path("holds/", holds.hold_list, name="holds"),
    path("holds/<uuid:public_id>/extend/", holds.hold_extend, name="hold_extend"),
    path("holds/<uuid:public_id>/release/", holds.hold_release, name="hold_release"),
    path("receipts/", money.receipt_list, name="receipts"),
    path("receipts/add/", money.receipt_add, name="receipt_add"),
    path("receipts/<uuid:public_id>/reverse/", reversals.receipt_reverse, name="receipt_reverse"),
    path("handovers/", money.handover_list, name="handovers"),
    path("handovers/add/", money.handover_add, name="handover_add"),
    path("handovers/<uuid:public_id>/reverse/", reversals.handover_reverse, name="handover_reverse"),
    path("handovers/direct/", money.direct_add, name="direct_add"),
]
