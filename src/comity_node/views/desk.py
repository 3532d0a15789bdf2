"""The desk: what must I touch today."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def desk(request: HttpRequest) -> HttpResponse:
    """Open requests, grouped by what needs us."""
    return render(request, "desk/desk.html", {})
