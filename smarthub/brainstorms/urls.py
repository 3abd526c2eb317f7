from django.urls import path

from smarthub.brainstorms.views import lead, room

app_name = "brainstorms"
urlpatterns = [
    path("b/<slug:code>/", room.room, name="room"),
    path("b/<slug:code>/lead/", lead.lead, name="lead"),
    path("brainstorms/", lead.rooms, name="rooms"),
]
