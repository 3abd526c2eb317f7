from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "smarthub.partners"
    label = "partners"
