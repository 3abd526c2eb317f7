"""Addresses outside the language prefix: include them at the root."""

from django.urls import path

from smarthub.look import views

app_name = "look"
urlpatterns = [
    path("sw.js", views.service_worker, name="service-worker"),
    path("manifest.webmanifest", views.app_manifest, name="manifest"),
    path("manifest.en.webmanifest", views.app_manifest, {"language": "en"}, name="manifest-en"),
    path("offline/", views.offline, name="offline"),
    path("theme/", views.theme, name="theme"),
    path("look/words-<str:version>.json", views.whole_words, name="words"),
    path("look/", views.gallery, name="gallery"),
]
