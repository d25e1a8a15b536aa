"""The addresses of this room."""

from django.urls import path

from quizzes.practice import views

urlpatterns = [
    path("practice/", views.practice, name="practice"),
]
