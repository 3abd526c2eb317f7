from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "smarthub.people"
    label = "people"
