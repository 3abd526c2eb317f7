from django.urls import path

from smarthub.places import views

app_name = "places"
urlpatterns = [
    path("h/<slug:hub>/hand-out/", views.hand_out, name="hand-out"),
    path("h/<slug:hub>/settings/", views.overview, name="overview"),
    path("h/<slug:hub>/settings/own/", views.own, name="own"),
    path("h/<slug:hub>/settings/hours/", views.hours, name="hours"),
    path("h/<slug:hub>/settings/days/", views.days, name="days"),
    path("h/<slug:hub>/settings/prices/", views.prices, name="prices"),
    path("h/<slug:hub>/settings/rules/", views.rules, name="rules"),
    path("h/<slug:hub>/settings/spaces/", views.spaces, name="spaces"),
    path("h/<slug:hub>/settings/spaces/<slug:ref>/", views.space, name="space"),
    path("h/<slug:hub>/settings/about/", views.about, name="about"),
    path("h/<slug:hub>/settings/hosts/", views.hosts, name="hosts"),
    path("h/<slug:hub>/settings/hosts/<slug:person>/end/", views.end_hosting, name="end-hosting"),
]
