"""Under /public-pages/: what administrators keep of the public pages."""

from django.urls import path

from public import staff_views as views

app_name = "public_staff"
urlpatterns = [
    path("", views.page_list, name="pages"),
    path("add/", views.page_add, name="page_add"),
    path("<uuid:public_id>/", views.page_detail, name="page"),
    path("<uuid:public_id>/edit/", views.page_edit, name="page_edit"),
    path("<uuid:public_id>/stories/add/", views.story_add, name="story_add"),
    path("stories/<uuid:public_id>/edit/", views.story_edit, name="story_edit"),
]
