from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "smarthub.journal"
    label = "journal"
