from django.apps import AppConfig


class BrainstormsConfig(AppConfig):
    name = "smarthub.brainstorms"
    label = "brainstorms"
