from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "smarthub.kit"
    label = "kit"
