from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "smarthub.look"
    label = "look"
