"""Every address of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from literacy import health

# The administration has no door of its own: whoever keeps the site comes in by the one with a second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("literacy.classroom.urls")),
    path("", include("literacy.staff.urls")),
    path("", include("quizzes.attempts.urls")),
    path("lessons/own/", include("literacy.authoring.urls")),
    path("", include("quizzes.practice.urls")),
    path("lessons/", include("literacy.lessons.urls")),
    path("credentials/", include("quizzes.clips.urls")),
    path("library/", include("literacy.library.urls")),
    path("", include("literacy.moderation.urls")),
    path("studio/", include("literacy.studio.urls")),
    path("", include("literacy.assignments.urls")),
    path("", include("literacy.progress.urls")),
    path("", include("literacy.care.urls")),
    path("", include("literacy.rosters.urls")),
    path("jobs/", include("quizzes.jobs.urls")),
    path("", include("literacy.people.urls")),
    path("language/", set_language, name="set_language"),
    path("admin/", admin.site.urls),
]

handler400 = "literacy.errors.bad_request"
handler403 = "literacy.errors.forbidden"
handler404 = "literacy.errors.not_found"
handler500 = "literacy.errors.server_error"
