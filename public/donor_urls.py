"""Under /cua-toi/: what a donor's personal link opens. The token stands in the path and is masked in every log."""

from django.urls import path

from public import donor_views as views

app_name = "donor_page"
urlpatterns = [
    path("<str:token>/", views.door, name="door"),
    path("<str:token>/xem/", views.page, name="page"),
    path("<str:token>/anh/<uuid:pledge_id>/", views.photo, name="photo"),
    path("<str:token>/trao/<int:pk>/", views.handover_photo, name="handover_photo"),
    path("<str:token>/thu/<int:pk>/", views.letter_page, name="letter_page"),
    path("<str:token>/bang-ke/<int:year>/", views.statement, name="statement"),
]
