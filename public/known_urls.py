"""Where machines and strangers look first."""

from django.urls import path

from public import views

app_name = "known"
urlpatterns = [path("security.txt", views.security_txt, name="security")]
