"""The addresses of this room."""

from django.urls import path

from literacy.library import views

urlpatterns = [
    path("", views.library, name="library"),
    path("<slug:slug>/", views.pair, name="library_pair"),
    path("<slug:slug>/sheet/", views.sheet, name="library_sheet"),
    path("<slug:slug>/lenses/<slug:lens>/", views.lens, name="library_lens"),
    path("<slug:slug>/credentials/", views.credentials, name="library_credentials"),
    path("<slug:slug>/credentials/<slug:half>/", views.download, name="library_download"),
    path("<slug:slug>/media/<str:token>/", views.media, name="library_media"),
]
