"""The addresses of this room."""

from django.urls import path

from literacy.authoring.views import desk, publishing, versions, writing

urlpatterns = [
    path("", desk.own_lessons, name="own_lessons"),
    path("schools/<int:school_id>/", desk.school_lessons, name="school_lessons"),
    path("schools/<int:school_id>/begin/", desk.begin_lesson, name="begin_lesson"),
    path("<int:manuscript_id>/", publishing.manuscript, name="manuscript"),
    path("<int:manuscript_id>/terms/", publishing.manuscript_terms, name="manuscript_terms"),
    path("<int:manuscript_id>/publish/", publishing.manuscript_publish, name="manuscript_publish"),
    path("<int:manuscript_id>/retire/", publishing.manuscript_retire, name="manuscript_retire"),
    path("<int:manuscript_id>/bring-back/", publishing.manuscript_return, name="manuscript_return"),
    path("<int:manuscript_id>/delete/", publishing.manuscript_delete, name="manuscript_delete"),
    path("<int:manuscript_id>/translation/", versions.translation, name="manuscript_translation"),
    path("<int:manuscript_id>/choose/<slug:kind>/", writing.choose_for_block, name="choose_for_block"),
    path("<int:manuscript_id>/media/<str:token>/", writing.manuscript_media, name="manuscript_media"),
    path("<int:manuscript_id>/<str:language>/", writing.write_lesson, name="write_lesson"),
    path("<int:manuscript_id>/<str:language>/preview/", writing.preview_text, name="preview_text"),
    path("<int:manuscript_id>/<str:language>/versions/", versions.version_list, name="lesson_versions"),
    path(
        "<int:manuscript_id>/<str:language>/versions/<int:number>/", versions.version, name="lesson_version"
    ),
    path(
        "<int:manuscript_id>/<str:language>/versions/<int:number>/put-back/",
        versions.version_put_back,
        name="put_back_version",
    ),
]
