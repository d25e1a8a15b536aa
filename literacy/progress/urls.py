"""The addresses of this room."""

from django.urls import path

from literacy.progress import views

urlpatterns = [
    path("assignments/<int:assignment_id>/results/", views.results, name="results"),
    path("classes/<int:classroom_id>/coverage/", views.coverage, name="coverage"),
]
