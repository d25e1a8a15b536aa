"""The addresses of signing in and out."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.account.urls")),
]
