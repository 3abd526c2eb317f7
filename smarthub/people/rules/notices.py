"""What is said beside every form that asks for personal data: why, what, how long, who sees it (PDPA s.23).

Each sentence says what the program does today. Whoever changes what is kept, or for how long, changes it here too.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Notice:
    """One occasion on which the house asks for something personal."""

    title: Text
    about: Text
    purpose: Text
    what: Text
    how_long: Text
    who: Text


_RECORD = _(
    "As long as the hub keeps its records. Your name is taken out when you erase your data under “My day”; without an "
    "account, ask the host."
)

NOTICES = {
    "sign-in": Notice(
        _("Signing in"),
        _("Your e-mail address"),
        _("To know that it is you: a code is sent to your e-mail address."),
        _("Your e-mail address, and a cookie that keeps you signed in for up to 60 days."),
        _("As long as you have an account. “Erase my data” under “My day” ends it at once."),
        _("Nobody but you and the host. It is not shown to others and not used for advertising."),
    ),
    "profile": Notice(
        _("Your profile"),
        _("Your name, profile and year of birth"),
        _("So that people can find each other and help each other. All of it is optional."),
        _("What you write on this page; your year of birth, because the law protects young people more."),
        _("Until you change it. What you clear is gone at once."),
        _("You choose for each field. Your year of birth is shown to nobody; the host may know your name."),
    ),
    "booking": Notice(
        _("Bookings"),
        _("Your name and your booking"),
        _("To keep the place free for you, and to reach you if something changes."),
        _("A name, and a phone number if you like; which space, and when."),
        _RECORD,
        _("You, whoever has your link, and the hosts of this hub."),
    ),
    "guest": Notice(
        _("Guests in a booking"),
        _("Your answer and your name"),
        _("So that those who invited you know whether you are coming."),
        _("Your yes or no, and a name only if you write one."),
        _("The name goes a month after the booking, or at once when you say no."),
        _("Whoever invited you, and the other guests; a name only where you gave one."),
    ),
    "message": Notice(
        _("Messages to you"),
        _("Messages to you"),
        _("To tell you what you wish to hear: reminders, confirmations, a place that became free."),
        _("What we told you, how and when. Quiet hours and reminders as you chose them."),
        _("Half a year. “Erase my data” under “My day” ends it at once."),
        _("You, and those who run the machine."),
    ),
    "visit": Notice(
        _("Visits"),
        _("Your visits"),
        _("To know how many people are in the building, for their safety and for the free seats."),
        _("When you came and left, with how many; your name only if you gave one."),
        _RECORD,
        _("The hosts of this hub. Others see a number, and your name only if you wish it."),
    ),
    "token": Notice(
        _("Keys for programs"),
        _("Your keys for programs"),
        _("So that a program of yours may act for you."),
        _("The name that you give the key, what it may do, when it was made. The key itself is not kept."),
        _("For as long as the key holds, and after that as a record that there was one."),
        _("You, and those who run the machine."),
    ),
    "ways": Notice(
        _("Card, phone number and PIN"),
        _("Your card, phone number and PIN"),
        _("So that you can come in without e-mail or smartphone."),
        _(
            "The phone number that you sign in with; PIN and card only in a form that nobody can read back; and when "
            "they were made, ended and tried."
        ),
        _("Until you end them here, or erase your data. That a card was made and ended stays on record."),
        _("You, and the hosts that you come to. They can end both, and never see the PIN."),
    ),
    "guardian": Notice(
        _("Children and guardians"),
        _("Children and guardians"),
        _("Because the law lets children act through a parent or guardian, who agrees for them."),
        _(
            "The child's name and year of birth, who acts for them since when, and how that was shown. Papers are not kept."
        ),
        _("As long as the child's record stands; that you acted for them stays with what you agreed to."),
        _("You, the child, and the hosts that you come to."),
    ),
    "report": Notice(
        _("Blocks and reports"),
        _("Your blocks and reports"),
        _("So that nobody must meet whom they do not wish to, and the hosts can step in."),
        _("Whom you blocked; what you wrote, to whom it relates, and what the hosts answered."),
        _("As long as the hub keeps its records: what was reported must be found again if it happens again."),
        _("A block: only you. A report: you and the hosts, but never a host whom it is about."),
    ),
    "consent": Notice(
        _("Consents"),
        _("What you agreed to"),
        _("To be able to show what you agreed to, and to stop when you take it back."),
        _("The purpose, the version of the text, and when you gave or withdrew it."),
        _("As long as you have an account, and as long as it must be proved."),
        _("You and the hosts."),
    ),
    "hand-out": Notice(
        _("One-time links"),
        _("One-time links"),
        _("To let somebody in who has no e-mail."),
        _("For whom the link was made, by whom and when, and when it was used. The link itself is not kept."),
        _RECORD,
        _("The hosts, and those who run the machine."),
    ),
    "record": Notice(
        _("The record of what was done"),
        _("The record of what was done"),
        _("To find out later who did what, and whether the record was tampered with."),
        _("Codes in place of names: who (a code), what, where, when. No content."),
        _("For good: it is a chain in which no link can be taken out."),
        _("Those who run the machine."),
    ),
}
