from django.urls import path

from smarthub.brainstorms.views import (
    bring,
    enter,
    minutes,
    report,
    results,
    room,
    rooms,
    screen,
    similar,
    start,
    templates,
    to_do,
)
from smarthub.brainstorms.views.lead import company, console, join_sheet, paper, phases

app_name = "brainstorms"
urlpatterns = [
    path("b/", enter.enter, name="enter"),
    path("b/<slug:code>/", room.room, name="room"),
    path("b/<slug:code>/similar/", similar.similar, name="similar"),
    path("b/<slug:code>/results/", results.results_page, name="results"),
    path("b/<slug:code>/minutes/", minutes.page, name="minutes"),
    path("b/<slug:code>/minutes/versions/", minutes.versions, name="minutes-versions"),
    path("b/<slug:code>/import/", bring.page, name="import"),
    path("b/<slug:code>/report/", report.page, name="report"),
    path("b/<slug:code>/report/link/end/", report.link_end, name="report-link-end"),
    path("b/<slug:code>/report.pdf", report.paper, name="report-pdf"),
    path("b/<slug:code>/report.csv", report.table, name="report-csv"),
    path("b/<slug:code>/report.json", report.data, name="report-json"),
    path("b/<slug:code>/screen/", screen.screen, name="screen"),
    path("b/<slug:code>/lead/", console.lead, name="lead"),
    path("b/<slug:code>/lead/phases/", phases.phases, name="phases"),
    path("b/<slug:code>/lead/phases/<slug:ref>/", phases.phase, name="phase"),
    path("b/<slug:code>/lead/keep/", phases.keep, name="keep"),
    path("b/<slug:code>/lead/paper/", paper.paper, name="paper"),
    path("b/<slug:code>/lead/company/", company.company, name="company"),
    path("b/<slug:code>/lead/company/<str:token>/", company.invited, name="invited"),
    path("b/<slug:code>/lead/sheet/", join_sheet.join_sheet, name="join-sheet"),
    path("brainstorms/", rooms.rooms, name="rooms"),
    path("brainstorms/in/<slug:ref>/", start.page, name="start"),
    path("brainstorms/to-do/", to_do.page, name="to-do"),
    path("brainstorms/new/", rooms.new, name="new"),
    path("brainstorms/<slug:hub>/templates/", templates.templates, name="templates"),
    path("brainstorms/<slug:hub>/templates/<slug:ref>/", templates.template, name="template"),
    path("brainstorms/<slug:hub>/templates/<slug:ref>/<slug:step>/", templates.step, name="step"),
]
