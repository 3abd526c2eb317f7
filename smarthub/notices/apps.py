from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "smarthub.notices"
    label = "notices"
