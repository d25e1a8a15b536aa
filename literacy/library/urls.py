"""The addresses of this room."""

from django.urls import path

from literacy.library import taking, views

urlpatterns = [
    path("", views.library, name="library"),
    path("<slug:slug>/", views.pair, name="library_pair"),
    path("<slug:slug>/sheet/", views.sheet, name="library_sheet"),
    path("<slug:slug>/lenses/<slug:lens>/", views.lens, name="library_lens"),
    path("<slug:slug>/credentials/", taking.credentials, name="library_credentials"),
    path("<slug:slug>/credentials/<slug:half>/", taking.download, name="library_download"),
    path("<slug:slug>/credentials/<slug:half>/prepared/", taking.prepared, name="library_prepared"),
    path("<slug:slug>/taken/<str:token>/", taking.taken, name="library_taken"),
    path("<slug:slug>/media/<str:token>/", views.media, name="library_media"),
]
