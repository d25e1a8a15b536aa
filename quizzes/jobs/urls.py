"""The addresses of this room."""

from django.urls import URLPattern, path

from quizzes.jobs import views

urlpatterns: list[URLPattern] = [
    path("", views.job_list, name="jobs"),
    path("<int:job_id>/retry/", views.job_retry, name="job_retry"),
]
