from django.urls import path

from smarthub.places.views import hand_out

app_name = "places"
urlpatterns = [
    path("h/<slug:hub>/hand-out/", hand_out.hand_out, name="hand-out"),
]
