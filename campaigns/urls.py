from django.urls import path

from campaigns import gift_views, plan_urls, views

app_name = "campaigns"
urlpatterns = [
    path("", views.campaign_list, name="list"),
    path("add/", views.campaign_add, name="add"),
    path("gifts/", gift_views.gift_lists, name="gift_lists"),
    path("gifts/<uuid:public_id>/", gift_views.gift_list, name="gift_list"),
    path("gifts/<uuid:public_id>/edit/", gift_views.gift_list_edit, name="gift_list_edit"),
    path("gifts/<uuid:public_id>/sheet/", gift_views.gift_sheet, name="gift_sheet"),
    path("<uuid:public_id>/", views.campaign_detail, name="detail"),
    path("<uuid:public_id>/edit/", views.campaign_edit, name="edit"),
    *plan_urls.urlpatterns,
]
