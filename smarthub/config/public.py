"""The short list of addresses that ask nobody who they are. Everything else does (people/http.py).

A name here is a promise: the view shows a stranger nothing personal, or finds by a signed link or a token of its own.
"""

PUBLIC = (
    "frontdoor:home",
    "frontdoor:hub",
    "frontdoor:book",
    "frontdoor:day",
    "frontdoor:credits",
    "frontdoor:kiosk",  # a shell; what a kiosk knows, it asks with a key of its own
    "frontdoor:kiosk-worker",
    "frontdoor:screen",
    "frontdoor:door",
    "api:*",  # each call asks by itself (people/api.py); tests/api/test_who_may.py holds them to it
    "api-docs",
    "healthz",
    "readyz",
    "look:*",
    "account_login",
    "account_confirm_login_code",
    "people:card",
    "people:link",
    "people:privacy",
    "bookings:book",
    "bookings:hold",
    "bookings:confirm",
    "bookings:choose-another",
    "bookings:day",
    "bookings:seat",
    "bookings:calendar",
    "bookings:booking",
    "bookings:ics",
    "bookings:cancel",
    "bookings:check-in",
    "bookings:check-out",
    "bookings:change",
    "bookings:link-end",  # also for the browser that booked without an account
    "bookings:my-calendar",
    "bookings:wait-join",
    "bookings:wait",
    "bookings:wait-answer",
    "bookings:guests",
    "bookings:guest",
    "brainstorms:enter",  # asks for a code, which is all that is needed
    "brainstorms:room",
    "brainstorms:results",
    "brainstorms:similar",
    "brainstorms:screen",  # shows less than the room does, and sends nothing
    "brainstorms:minutes",
    "brainstorms:report",  # and its forms: for who was in the room, who leads it, or has the signed link
    "brainstorms:report-pdf",
    "brainstorms:report-csv",
    "brainstorms:report-json",
)
