from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from reports import views as reports

handler400 = "config.errors.bad_request"

urlpatterns = [
    path("", reports.home, name="home"),
    path("search/", reports.search, name="search"),
    path("children/", include("children.urls")),
    path("donors/", include("donors.urls")),
    path("", include("sponsorship.urls")),
    path("campaigns/", include("campaigns.urls")),
    path("imports/", include("imports.urls")),
    path("reports/", include("reports.urls")),
    path("organisation/", include("organisation.urls")),
    path("account/", include("organisation.account_urls")),
    path(".well-known/", include("public.known_urls")),
    path("public/", include("public.urls")),
    path("cua-toi/", include("public.donor_urls")),
    path("public-pages/", include("public.staff_urls")),
    path("", include("public.door_urls")),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
]
