from django.urls import path

from smarthub.frontdoor import views
from smarthub.frontdoor.views import kiosk, lists, screen

app_name = "frontdoor"
urlpatterns = [
    path("", views.home, name="home"),
    path("h/<slug:hub>/", views.hub, name="hub"),
    path("h/<slug:hub>/lists/", lists.lists, name="lists"),
    path("h/<slug:hub>/lists/<slug:kind>.<slug:form>", lists.give, name="list-file"),
    path("h/<slug:hub>/lists/sample/<slug:kind>.csv", lists.sample, name="list-sample"),
    path("h/<slug:hub>/lists/<slug:ref>/take-in/", lists.take, name="list-take"),
    path("h/<slug:hub>/lists/<slug:ref>/take-back/", lists.back, name="list-back"),
    path("book/", views.only_hub, {"page": "book"}, name="book"),
    path("day/", views.only_hub, {"page": "day"}, name="day"),
    path("me/", views.me, name="me"),
    path("kiosk/", kiosk.kiosk, name="kiosk"),
    path("kiosk/sw.js", kiosk.worker, name="kiosk-worker"),
    path("screen/<slug:hub>/", screen.screen, name="screen"),
    path("screen/<slug:hub>/<slug:space>/", screen.door, name="door"),
    path("credits/", views.credits_, name="credits"),
]
