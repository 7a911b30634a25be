from django.urls import path

from campaigns import gift_views, plan_urls, register_views, result_views, rollup_views, stated_views, views

app_name = "campaigns"
urlpatterns = [
    path("", views.campaign_list, name="list"),
    path("add/", views.campaign_add, name="add"),
    path("gifts/", gift_views.gift_lists, name="gift_lists"),
    path("gifts/<uuid:public_id>/", gift_views.gift_list, name="gift_list"),
    path("gifts/<uuid:public_id>/edit/", gift_views.gift_list_edit, name="gift_list_edit"),
    path("gifts/<uuid:public_id>/sheet/", gift_views.gift_sheet, name="gift_sheet"),
    path("results/", result_views.all_results, name="all_results"),
    path("results/<uuid:public_id>/", result_views.result, name="result"),
    path("results/<uuid:public_id>/edit/", result_views.result_edit, name="result_edit"),
    path("results/<uuid:public_id>/delete/", result_views.result_delete, name="result_delete"),
    path("roll-up/", rollup_views.roll_up, name="roll_up"),
    path("clusters/", rollup_views.clusters, name="clusters"),
    path("clusters/add/", rollup_views.cluster_add, name="cluster_add"),
    path("clusters/<uuid:public_id>/", rollup_views.cluster, name="cluster"),
    path("clusters/<uuid:public_id>/edit/", rollup_views.cluster_edit, name="cluster_edit"),
    path("clusters/<uuid:public_id>/members/", rollup_views.cluster_members, name="cluster_members"),
    path("registers/", register_views.register, {"kind": "houses"}, name="houses"),
    path("registers/<slug:kind>/", register_views.register, name="register"),
    path("registers/<slug:kind>/add/", register_views.register_add, name="register_add"),
    path("registers/<slug:kind>/<uuid:public_id>/edit/", register_views.register_edit, name="register_edit"),
    path("registers/<slug:kind>/<uuid:public_id>/delete/", register_views.register_delete, name="register_delete"),
    path("stated/<uuid:public_id>/edit/", stated_views.stated_edit, name="stated_edit"),
    path("stated/<uuid:public_id>/delete/", stated_views.stated_delete, name="stated_delete"),
    path("<uuid:public_id>/results/", result_views.results, name="results"),
    path("<uuid:public_id>/results/add/", result_views.result_add, name="result_add"),
    path("<uuid:public_id>/stated/", stated_views.stated, name="stated"),
    path("<uuid:public_id>/stated/add/", stated_views.stated_add, name="stated_add"),
    path("<uuid:public_id>/retell/", stated_views.retell, name="retell"),
    path("<uuid:public_id>/live/", stated_views.live, name="live"),
    path("<uuid:public_id>/", views.campaign_detail, name="detail"),
    path("<uuid:public_id>/edit/", views.campaign_edit, name="edit"),
    *plan_urls.urlpatterns,
]
