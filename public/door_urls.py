"""Under /chung-tay/ ("hand in hand"): the pages for everybody."""

from django.urls import path

from public import door

app_name = "door"
urlpatterns = [
    path("chung-tay/", door.home, name="home"),
    path("chung-tay/<slug:address>/", door.page, name="page"),
    path("chung-tay/<slug:address>/dang-ky/", door.register, name="register"),
    path("chung-tay/<slug:address>/dang-ky/<uuid:public_id>/", door.registered, name="registered"),
    path("chung-tay/<slug:address>/chuyen/<uuid:public_id>/", door.story_photo, name="story_photo"),
    path("chung-tay/<slug:address>/to-roi/", door.poster, name="poster"),
    path("chung-tay/<slug:address>/ma-qr.svg", door.qr_code, name="qr_code"),
    path("robots.txt", door.robots, name="robots"),
    path("sitemap.xml", door.sitemap, name="sitemap"),
]
