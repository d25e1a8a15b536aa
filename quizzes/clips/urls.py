"""The public addresses of this room: what Content Credentials are, and the certificate by which ours are known."""

from django.urls import path

from quizzes.clips import views

urlpatterns = [
    path("", views.credentials, name="credentials"),
    path("root.pem", views.root_certificate, name="credentials_root"),
]
