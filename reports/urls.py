from django.urls import path

from reports.views import figures, today

app_name = "reports"
urlpatterns = [
    path("", figures.summary, name="summary"),
    path("list/<slug:key>/", figures.figure_list, name="list"),
    path("due/", today.due, name="due"),
]
