"""Every page of the house and the states that it has, each as the way to get there, for each kind of visitor."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.views.defaults import bad_request, permission_denied, server_error

from smarthub.bookings.http import link_to
from tests.stories import again, hubs, phones, sessions, ways
from tests.stories.ways import Go, address, asked, said_by_django, wish
from tests.stories.world import CLOSED_DAY, FULL_DAY, HOUR, NOON, TOMORROW, World

STRANGER, MEMBER, HOST = "a stranger", "a member", "a host"


@dataclass(frozen=True, slots=True)
class Stop:
    """A page in one state, and how it is reached. Those with a name stand for their address."""

    what: str
    go: Go
    status: int = 200
    name: str = ""


def at(name: str, query: str = "", /, *, status: int = 200, **given: str) -> Stop:
    """A page that is reached by its address; `ref="coming"` is the reference of that booking of the world."""
    return Stop(f"{name}{query}", lambda page, world: page.goto(address(world, name, **given) + query), status, name)


def by_link(booking: str, *, name: str = "booking", query: str = "") -> Stop:
    """A page of a booking, by its signed link."""

    def go(page: Any, world: World) -> None:
        page.goto(link_to(getattr(world, booking), name) + query)

    return Stop(f"{name} of what is {booking}{query}", go, 200, f"bookings:{name}")


FORM = "main form.form"
STOPS: dict[str, list[Stop]] = {
    STRANGER: [
        at("frontdoor:home"),
        at("frontdoor:hub"),
        at("frontdoor:credits"),
        at("people:privacy"),
        at("account_login"),
        at("look:offline"),
        at("brainstorms:room", code="room"),
        *(Stop(f"a phone {what}", go) for what, go in phones.STATES.items()),
        at("brainstorms:results", code="room"),
        Stop("results with groups of opinion", sessions.to("results", sessions.agreeing)),
        Stop("results of dots", sessions.to("results", sessions.revealed)),
        at("brainstorms:screen", code="room"),
        Stop("the screen before it begins", sessions.to("screen", sessions.ahead)),
        Stop("the screen with groups", sessions.to("screen", sessions.sorting)),
        Stop("the screen with a result", sessions.to("screen", sessions.revealed)),
        Stop("the screen while people decide", sessions.to("screen", sessions.deciding)),
        Stop("the screen at the end", sessions.to("screen", sessions.closed)),
        Stop("a report by its link", ways.report_by_link),
        at("bookings:book"),
        at("bookings:book", wish()),
        at("bookings:book", wish(people="4")),
        at("bookings:book", wish(people="40")),
        at("bookings:book", wish(kind="hall")),
        at("bookings:book", wish(FULL_DAY)),
        at("bookings:book", wish(CLOSED_DAY)),
        at("bookings:book", wish(NOON - 24 * HOUR)),
        Stop("confirm", ways.chosen, 200, "bookings:confirm"),
        Stop("confirm without a name", ways.without_a_name, 422),
        Stop("confirm after the hold", ways.run_out, 409),
        Stop("confirm read again after the hold", ways.run_out_and_read_again),
        Stop("what somebody else took meanwhile", ways.taken_meanwhile, 409),
        Stop("the kiosk", ways.kiosk, 200, "frontdoor:kiosk"),
        at("frontdoor:screen"),
        Stop("the screen with what goes on today", again.screen_of_today),
        Stop("the door of a room", ways.door, 200, "frontdoor:door"),
        Stop("the door of a room in which something goes on", again.door_of_today),
        Stop("a desk that is free", ways.seat_free, 200, "bookings:seat"),
        Stop("a desk that is taken", ways.seat_taken),
        at("bookings:day"),
        at("bookings:day", f"?date={FULL_DAY:%Y-%m-%d}"),
        at("bookings:day", f"?date={CLOSED_DAY:%Y-%m-%d}"),
        by_link("coming"),
        by_link("running"),
        by_link("here"),
        by_link("cancelled"),
        by_link("coming", name="change"),
        by_link("coming", name="change", query=f"&date={FULL_DAY:%Y-%m-%d}"),
        by_link("running", name="change"),
        by_link("cancelled", name="change"),
        Stop("a group that cannot sit together", again.sits_apart),
        Stop("a booking with guests", again.with_guests),
        Stop("a guest", again.guest, 200, "bookings:guest"),
        Stop("a guest who is coming", again.guest_is_coming),
        at("bookings:wait-join", wish(FULL_DAY, kind="desk")),
        Stop("waiting without a name", again.waits_without_a_name, 422),
        Stop("on the list", again.waits, 200, "bookings:wait"),
        Stop("off the list", again.waits_no_more),
        Stop("a place is offered", again.is_offered_a_place),
        at("brainstorms:enter"),
        Stop("a code of no room", lambda page, world: page.goto(reverse("brainstorms:enter") + "?code=nowhere"), 422),
        Stop("the code", ways.code_asked, 200, "account_confirm_login_code"),
        Stop("a wrong code", ways.wrong_code),
        Stop("sign in without an address", ways.wrong_email),
        Stop("the one-time link", ways.link, 200, "people:link"),
        Stop("a spent link", ways.spent_link, 410),
        Stop("a card", ways.card, 200, "people:card"),
        Stop("no card", lambda page, world: page.goto(reverse("people:card", args=["nobody"])), 410),
        Stop("a wrong PIN", asked("account_login", "details form", phone="0812345678", pin="482915"), 422),
        Stop("a form without its proof", ways.without_proof, 403),
        Stop("no such page", lambda page, world: page.goto(reverse("frontdoor:home") + "nowhere/"), 404),
        Stop("a booking without its key", ways.without_its_key, 404),
        Stop("our fault", said_by_django(server_error)),
        Stop("not open", said_by_django(permission_denied)),
        Stop("could not be read", said_by_django(bad_request)),
        Stop("two hubs", ways.two_hubs),
    ],
    MEMBER: [
        Stop("a room of one's own", again.own_room),
        at("brainstorms:to-do"),
        at("frontdoor:home"),
        at("frontdoor:me"),
        at("people:profile"),
        at("notices:mine"),
        at("people:consents"),
        at("people:tokens"),
        at("people:ways"),
        Stop(
            "two PINs that differ",
            asked("people:ways", "main form.form", phone="0812345678", pin="482915", again="1"),
            422,
        ),
        at("people:children"),
        at("people:data"),
        at("people:safety"),
        Stop("about somebody", lambda page, world: page.goto(reverse("people:safety") + f"?about={world.host.code}")),
        Stop("a report is sent", asked("people:safety", "main form.form", text="เขาตะโกน")),
        Stop(
            "a child, before one said one's own year",
            asked("people:children", "main form.form", name="น้องมะลิ", birth_year="2562"),
            422,
        ),
        at("people:welcome"),
        at("account_logout"),
        at("people:erase"),
        Stop("erasing without the tick", asked("people:erase", "main form"), 422),
        Stop("a profile without a name", asked("people:profile", "main form", name=""), 200),
        Stop("what others would see", ways.show_myself),
        Stop("a key is made", ways.key_made),
        Stop("confirm with an account", ways.chosen),
        Stop("how often", again.repeats, 200, "bookings:repeat"),
        Stop("a series", again.series, 200, "bookings:series"),
        Stop("how often, unsaid", again.repeats_for_ever, 422),
        Stop("somebody else's booking", ways.without_its_key, 404),
    ],
    HOST: [
        at("places:plan"),
        Stop("a table that is being drawn", hubs.drawing),
        at("places:opened"),
        at("frontdoor:lists"),
        Stop("a list that is tried", hubs.trying_a_list),
        Stop("a list with bad rows", hubs.trying_a_bad_list, 422),
        at("brainstorms:rooms"),
        at("brainstorms:rooms", "?q=nothing"),
        at("brainstorms:new"),
        Stop("a session without a question", asked("brainstorms:new", FORM), 422),
        at("brainstorms:lead", code="room"),
        Stop("leading before it begins", sessions.to("lead", sessions.ahead)),
        Stop("leading while people write", sessions.to("lead", sessions.writing)),
        Stop("sorting notes", sessions.to("lead", sessions.thinking)),
        Stop("leading a vote", sessions.to("lead", sessions.voting("dots"))),
        Stop("leading to decisions", sessions.to("lead", sessions.deciding)),
        Stop("what was led", sessions.to("lead", sessions.closed)),
        Stop("steps, some removed", sessions.to("phases", sessions.without_a_step), 200, "brainstorms:phases"),
        Stop("a step", sessions.to_a_step, 200, "brainstorms:phase"),
        at("brainstorms:keep", code="room"),
        at("brainstorms:paper", code="room"),
        Stop("nothing on paper", sessions.to("paper", sessions.ahead)),
        *(
            Stop(f"{kind} on paper", sessions.to("paper", sessions.voting(kind)))
            for kind in ("dots", "opinions", "rank", "place")
        ),
        at("brainstorms:company", code="room"),
        Stop("asked to lead", sessions.to_the_invitation, 200, "brainstorms:invited"),
        at("brainstorms:join-sheet", code="room"),
        Stop("templates", sessions.to_templates(), 200, "brainstorms:templates"),
        Stop("a template to copy", sessions.to_templates("?copy=swot")),
        Stop("a template", sessions.to_the_template, 200, "brainstorms:template"),
        Stop("a step of a template", sessions.to_its_step, 200, "brainstorms:step"),
        at("brainstorms:report", code="meeting"),
        at("brainstorms:to-do"),
        at("brainstorms:minutes", code="meeting"),
        at("brainstorms:minutes", code="room"),
        Stop("two who write at once", ways.minutes_moved_on, 409),
        at("brainstorms:minutes-versions", code="meeting"),
        at("brainstorms:import", code="room"),
        Stop("an import without files", ways.import_of_nothing, 422),
        at("brainstorms:start", ref="coming"),
        at("frontdoor:home"),
        at("frontdoor:me"),
        at("bookings:desk"),
        at("bookings:desk-day"),
        at("bookings:lost"),
        at("bookings:kiosks"),
        at("bookings:codes"),
        at("bookings:move", ref="coming"),
        Stop("a note on the desk", ways.note_written),
        Stop("the day is closed", ways.day_closed),
        Stop("something without a name was found", asked("bookings:lost", FORM), 422),
        Stop("a code for a tablet", asked("bookings:kiosks", FORM, name="ประตูหน้า")),
        Stop("a tablet without a name", asked("bookings:kiosks", FORM), 422),
        at("bookings:close-day"),
        at("bookings:close-space"),
        at("bookings:booking", ref="coming"),
        at("bookings:change", ref="coming"),
        at("bookings:day", f"?date={TOMORROW:%Y-%m-%d}"),
        at("places:overview"),
        at("places:hours"),
        at("places:days"),
        at("places:prices"),
        at("places:rules"),
        at("places:rules", "?for=room"),
        at("places:spaces"),
        Stop("places:space", lambda page, world: page.goto(ways.space(world)), 200, "places:space"),
        at("places:about"),
        at("places:hosts"),
        at("places:hand-out"),
        at("places:people"),
        at("places:reports"),
        Stop("a report", ways.told, 200, "places:report"),
        at("places:people", "?q=ศรี"),
        at("places:people", "?q=nobody"),
        Stop(
            "somebody for a host", lambda page, world: page.goto(ways.person(world) + "?find=ศรี"), 200, "places:person"
        ),
        Stop("two records", ways.two_records, 200, "places:person-merging"),
        Stop("a PIN at the desk that is too easy", ways.easy_pin, 422),
        Stop("nobody walks in", ways.nobody_walks_in),
        Stop("a day that hits", asked("bookings:close-day", FORM, date=f"{TOMORROW:%Y-%m-%d}")),
        Stop("no day", asked("bookings:close-day", FORM, date=""), 422),
        Stop("a place for a while", asked("bookings:close-space", FORM)),
        Stop("a place till before", asked("bookings:close-space", FORM, ends_at="08:00"), 422),
        Stop("half a day's hours", asked("places:hours", "main form", closes_0_0=""), 422),
        Stop("a day without a date", asked("places:days", "main form:has([name=does])", day=""), 422),
        Stop("a price that is none", asked("places:prices", "main form", hour_0="แพง"), 422),
        Stop("a space without a name", asked("places:spaces", "#add form", name_th=""), 422),
        Stop("a hub without a name", asked("places:about", "main form", name_th=""), 422),
        Stop("a host nobody knows", asked("places:hosts", FORM, email="nobody@example.org"), 422),
        Stop("somebody is found", lambda page, world: page.goto(address(world, "places:hand-out") + "?q=นิรันดร์")),
        Stop("a link is made", ways.link_made),
        Stop("a hub to open", hubs.opening, 200, "places:new-hub"),
    ],
}


# What has no page of its own, and why. A new address stands here or above.
NO_PAGES = {
    "leads on": ("frontdoor:book", "frontdoor:day", "places:own"),
    "is sent, not shown": (
        *(
            f"bookings:{verb}"
            for verb in (
                "wait-answer",
                "hold",
                "choose-another",
                "cancel",
                "check-in",
                "check-out",
                "forget",
                "walk-ins",
                *("undo", "desk-notes", "desk-note-done", "lost-returned", "kiosk-revoke", "kiosk-settle"),
            )
        ),
        *("bookings:visit-check-out", "bookings:open-space", "bookings:open-day", "places:end-hosting", "look:theme"),
        *("brainstorms:similar", "bookings:rehouse", "places:plan-draw", "places:plan-picture"),
        *("frontdoor:list-take", "frontdoor:list-back"),
        *("bookings:showing", "bookings:link-end", "bookings:calendar-end", "brainstorms:report-link-end"),
        *("bookings:guests", "bookings:series-change", "bookings:series-day", "bookings:series-end"),
        *("people:consent", "people:token-revocation", "people:pin-end", "people:new-card", "people:card-end"),
        *("people:new-passkey", "people:passkey-end", "people:new-block", "people:block-end", "people:export"),
        *("people:child-consent", "people:child-end", "places:cards", "places:person-pin", "places:person-card-end"),
        *("places:person-agreement", "places:person-guardian", "places:person-guardian-end"),
    ),
    "is for programs": (
        *("frontdoor:list-file", "frontdoor:list-sample"),
        *("bookings:calendar", "bookings:ics", "bookings:my-calendar", "healthz", "readyz"),
        *("brainstorms:report-pdf", "brainstorms:report-csv", "brainstorms:report-json"),
        "frontdoor:kiosk-worker",
        *("look:service-worker", "look:manifest", "look:manifest-en", "look:words"),
    ),
    "has a story of its own": ("api-docs", "look:gallery"),
}
