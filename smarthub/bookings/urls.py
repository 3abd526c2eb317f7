from django.urls import path

from smarthub.bookings.views import book, booking, change, closing, confirm, day, feeds, waitlist
from smarthub.bookings.views.desk import deeds, keep, kiosks, page

app_name = "bookings"
urlpatterns = [
    path("h/<slug:hub>/book/", book.book, name="book"),
    path("h/<slug:hub>/book/holds/", book.keep, name="hold"),
    path("h/<slug:hub>/book/<slug:ref>/", confirm.confirm, name="confirm"),
    path("h/<slug:hub>/book/<slug:ref>/choose-another/", confirm.choose_another, name="choose-another"),
    path("h/<slug:hub>/day/", day.day, name="day"),
    path("h/<slug:hub>/calendar.ics", feeds.hub_days, name="calendar"),
    path("bookings/<slug:ref>/", booking.booking, name="booking"),
    path("bookings/<slug:ref>.ics", feeds.ics, name="ics"),
    path("bookings/<slug:ref>/cancel/", booking.cancel, name="cancel"),
    path("bookings/<slug:ref>/check-in/", booking.check_in, name="check-in"),
    path("bookings/<slug:ref>/check-out/", booking.check_out, name="check-out"),
    path("bookings/<slug:ref>/forget/", booking.forget, name="forget"),
    path("bookings/<slug:ref>/change/", change.change, name="change"),
    path("h/<slug:hub>/wait/", waitlist.join, name="wait-join"),
    path("waits/<slug:ref>/", waitlist.wait, name="wait"),
    path("waits/<slug:ref>/answer/", waitlist.answer, name="wait-answer"),
    path("calendar/<slug:code>/<str:key>.ics", feeds.mine, name="my-calendar"),
    path("h/<slug:hub>/desk/", page.desk, name="desk"),
    path("h/<slug:hub>/desk/walk-ins/", deeds.let_in, name="walk-ins"),
    path("h/<slug:hub>/desk/visits/<slug:ref>/check-out/", deeds.let_out, name="visit-check-out"),
    path("h/<slug:hub>/desk/undo/", deeds.undo, name="undo"),
    path("h/<slug:hub>/desk/move/<slug:ref>/", deeds.move, name="move"),
    path("h/<slug:hub>/desk/today/", keep.day, name="desk-day"),
    path("h/<slug:hub>/desk/notes/", keep.notes, name="desk-notes"),
    path("h/<slug:hub>/desk/notes/<slug:ref>/done/", keep.note_off, name="desk-note-done"),
    path("h/<slug:hub>/desk/lost/", keep.lost, name="lost"),
    path("h/<slug:hub>/desk/lost/<slug:ref>/returned/", keep.returned, name="lost-returned"),
    path("h/<slug:hub>/desk/kiosks/", kiosks.kiosks, name="kiosks"),
    path("h/<slug:hub>/desk/kiosks/<slug:ref>/revoke/", kiosks.send_away, name="kiosk-revoke"),
    path("h/<slug:hub>/desk/conflicts/<uuid:mark>/settled/", kiosks.settled, name="kiosk-settle"),
    path("h/<slug:hub>/desk/close-day/", closing.close_day, name="close-day"),
    path("h/<slug:hub>/desk/open-day/", closing.open_day, name="open-day"),
    path("h/<slug:hub>/desk/close-space/", closing.close, name="close-space"),
    path("h/<slug:hub>/desk/open-space/", closing.open_again, name="open-space"),
]
