from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from organisation.access import SIGNED_IN, requires


@requires(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")


@requires(SIGNED_IN)
def search(request: HttpRequest) -> HttpResponse:
    return render(request, "base.html")
