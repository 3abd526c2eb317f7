from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "smarthub.config"
    label = "config"
