from django.apps import AppConfig


class FrontdoorConfig(AppConfig):
    name = "smarthub.frontdoor"
    label = "frontdoor"
