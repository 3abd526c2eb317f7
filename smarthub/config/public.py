"""The short list of addresses that ask nobody who they are. Everything else does (people/http.py).

A name here is a promise: the view shows a stranger nothing personal, or finds by a signed link or a token of its own.
"""

PUBLIC = (
    "frontdoor:home",
    "frontdoor:hub",
    "frontdoor:book",
    "frontdoor:day",
    "frontdoor:credits",
    "healthz",
    "readyz",
    "look:*",
)
