from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "smarthub.bookings"
    label = "bookings"
