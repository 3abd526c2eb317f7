from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "smarthub.places"
    label = "places"
