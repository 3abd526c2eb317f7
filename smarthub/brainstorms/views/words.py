"""What the phone says by itself, where no server is there to say it."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    return {
        "kept": _("Saved on this phone"),
        "unkept": _("Waiting to be sent"),
        "sent": _("Sent"),
        "sentMany": _("All sent: %n"),
        "late": _("Sent. It came after the phase was over and is kept for those who lead."),
        "refused": _("Not taken"),
        "still": _("Your text is still on this phone:"),
        "copy": _("Copy the text"),
        "copied": _("Copied"),
        "drop": _("Remove from this phone"),
        "live": _("Connected"),
        "polling": _("Connected, a little slower"),
        "lost": _("No connection. Go on: everything is saved on this phone and sent later."),
        "waiting": _("Waiting to be sent: %n"),
        "minute": _("One minute left."),
        "seconds": _("Ten seconds left."),
        "over": _("The time is up. Finish your sentence."),
        "paused": _("The timer is paused."),
        "next": _("Now: %s"),
        "draft": _("You were still writing:"),
        "sendDraft": _("Send it all the same"),
        "undo": _("Undo"),
        "undone": _("Taken back"),
        "said": _("Your answer is saved."),
        "dotsLeft": _("Dots left: %n"),
        "allSaid": _("You have answered everything for now. New ones appear here by themselves."),
        "moved": _("Moved"),
        "place": _("Place %n"),
    }
