from django.urls import path

from smarthub.places import views
from smarthub.places.views.people import found, merging, person, reports

app_name = "places"
urlpatterns = [
    path("hubs/new/", views.new_hub, name="new-hub"),
    path("h/<slug:hub>/plan/", views.plan, name="plan"),
    path("h/<slug:hub>/plan/<int:level>/", views.draw, name="plan-draw"),
    path("h/<slug:hub>/plan/<int:level>/picture/", views.picture, name="plan-picture"),
    path("h/<slug:hub>/opened/", views.opened, name="opened"),
    path("h/<slug:hub>/hand-out/", views.hand_out, name="hand-out"),
    path("h/<slug:hub>/reports/", reports.reports, name="reports"),
    path("h/<slug:hub>/reports/<slug:report>/", reports.report, name="report"),
    path("h/<slug:hub>/people/", found.found, name="people"),
    path("h/<slug:hub>/people/cards/", found.cards, name="cards"),
    path("h/<slug:hub>/people/<slug:person>/", person.person, name="person"),
    path("h/<slug:hub>/people/<slug:person>/merging/<slug:other>/", merging.merging, name="person-merging"),
    path("h/<slug:hub>/people/<slug:person>/pin/", person.pin, name="person-pin"),
    path("h/<slug:hub>/people/<slug:person>/card/end/", person.card_end, name="person-card-end"),
    path("h/<slug:hub>/people/<slug:person>/agreement/", person.agreement, name="person-agreement"),
    path("h/<slug:hub>/people/<slug:person>/guardians/", person.guardian, name="person-guardian"),
    path(
        "h/<slug:hub>/people/<slug:person>/guardians/<slug:guardian>/end/",
        person.guardian_end,
        name="person-guardian-end",
    ),
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
