"""`{% load look %}`: icons, fields, states and the other small parts of a page. Each is shown on /look/."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from django import forms, template
from django.conf import settings
from django.forms import BoundField
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from smarthub.kit.reach import is_only_here
from smarthub.look import shell, words

register = template.Library()

# What a space can be, how it is said, and the sign that stands beside the word.
STATES = {
    "free": (_("Free"), "check"),
    "taken": (_("Taken"), "close"),
    "yours": (_("Yours"), "person"),
    "held": (_("Held"), "held"),
    "closed": (_("Closed"), "closed"),
    "walkin": (_("Walk-in"), "walkin"),
}
NOTICE_ICONS = {"info": "info", "done": "done", "warn": "alert", "error": "failed"}
# Django's message levels, in our words.
LEVELS = {"debug": "info", "info": "info", "success": "done", "warning": "warn", "error": "error"}


@lru_cache(maxsize=256)
def silent_icon(name: str) -> SafeString:
    address = shell.asset("vendor/icons.svg")
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', address, name)


def icon_html(name: str, label: object = "") -> SafeString:
    if not label:
        return silent_icon(name)
    address = shell.asset("vendor/icons.svg")
    return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"/></svg>', label, address, name)


@register.simple_tag
def icon(name: str, label: object = "") -> SafeString:
    """A drawing beside words. Without a label it is silent for screen readers; give one where no word stands near."""
    return icon_html(name, label)


@register.simple_tag(takes_context=True)
def look_head(context: dict[str, Any], *, light: bool = False) -> SafeString:
    """Everything that every page's head holds; `light`: without the shell, the parts and the modules (shell.LIGHT)."""
    return shell.head(str(context.get("language", "th")), str(context.get("theme", "auto")), light=light)


@register.simple_tag
def look_style(name: str) -> SafeString:
    """A style sheet that only some pages need, in block head: {% look_style "plan" %}, or a package's own
    {% look_style "places/plan" %}."""
    path = f"{name}.css" if "/" in name else f"look/css/{name}.css"
    return format_html('<link rel="stylesheet" href="{}">', shell.asset(path))


@register.simple_tag
def htmx() -> SafeString:
    """The htmx library, in block head of the pages that use it: it is a sixth of what a first view may weigh."""
    return format_html('<script defer src="{}"></script>', shell.asset("vendor/htmx.min.js"))


@register.simple_tag
def asset(path: str) -> str:
    return shell.asset(path)


@register.filter
def thai(text: object) -> SafeString:
    """Keeps names, loanwords and a number with its unit on one line."""
    return words.kept_whole(text)


@register.simple_tag
def badge(kind: str, text: object, icon: str = "") -> SafeString:
    """A short state in words, with a sign: {% badge "done" _("Paid") "check" %}."""
    drawing = icon_html(icon) if icon else ""
    return format_html('<span class="badge badge--{}">{}{}</span>', kind, drawing, text)


@register.simple_tag
def status(state: str) -> SafeString:
    """The state of a space as a badge: free, taken, yours, held, closed, walkin."""
    name, sign = STATES[state]
    return badge(state, name, sign)


@register.filter
def notice_kind(level_tag: str) -> str:
    return LEVELS.get(level_tag, "info")


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: object = "", *, alert: bool = False) -> SafeString:
    """{% notice "warn" title=_("…") %}…{% endnotice %}. `alert=True` is read out at once: for what has just gone wrong."""
    return format_html(
        '<div class="notice notice--{}"{}>{}<div class="notice__text">{}{}</div></div>',
        kind,
        format_html(' role="{}"', "alert") if alert else "",
        icon_html(NOTICE_ICONS[kind]),
        format_html('<p class="notice__title">{}</p>', title) if title else "",
        mark_safe(content),  # noqa: S308 (a template's own output)
    )


@register.simple_block_tag
def empty(content: str, title: object = "") -> SafeString:
    """{% empty title=_("…") %}what to do now{% endempty %}: nothing is here yet, and that is fine."""
    return format_html(
        '<div class="empty"><svg class="coil icon" aria-hidden="true" viewBox="0 0 24 24">{}</svg>{}{}</div>',
        mark_safe('<path d="M12 12a1.4 1.4 0 0 1 1.4 1.4 2.8 2.8 0 0 1-2.8 2.8A4.2 4.2 0 0 1 6.4 12 5.6 5.6 0 0 1 12 6.4 '
                  '7 7 0 0 1 19 13.4a8.4 8.4 0 0 1-8.4 8.4" stroke-width="1.3"/>'),
        format_html("<h2>{}</h2>", title) if title else "",
        mark_safe(content),  # noqa: S308 (a template's own output)
    )  # fmt: skip


def kind_of(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        return "choices"
    return "tick" if isinstance(widget, forms.CheckboxInput) else "plain"


@register.inclusion_tag("look/field.html")
def field(bound: BoundField, shape: str = "", label: object = "", *, optional: bool = True) -> dict[str, object]:
    """A form field with its label, hint and error, tied together for screen readers.

    `shape`: "days" (chips of days in a row; a label's lines become its parts), "column" (choices one under the other),
    "stepper" (minus and plus beside a number). `optional=False` leaves out the word "optional".
    """
    return {
        "bound": bound,
        "kind": kind_of(bound),
        "shape": shape,
        "label": label or bound.label,
        "optional": optional and not bound.field.required and not isinstance(bound.field.widget, forms.CheckboxInput),
        "described": " ".join(
            part
            for part in (
                f"{bound.auto_id}_helptext" if bound.help_text else "",
                f"{bound.auto_id}_error" if bound.errors else "",
            )
            if part
        ),
    }


@register.filter
def lines(label: object) -> list[str]:
    return str(label).splitlines()


@register.filter
def points(text: object) -> list[str]:
    """A text of which each line says one thing, as its lines; a dash or a dot before them is left to the page."""
    return [line for each in str(text).splitlines() if (line := each.lstrip(" -–•*·").rstrip())]


@register.inclusion_tag("look/form_errors.html")
def form_errors(form: forms.BaseForm) -> dict[str, object]:
    """What to put right, above the form, each with a link to its field."""
    return {
        "general": form.non_field_errors(),
        "fields": [bound for bound in form if bound.errors],
    }


@register.inclusion_tag("look/countdown.html")
def countdown(until: datetime, now: datetime, *, reload: bool = False) -> dict[str, object]:
    """How long a hold is still yours; without a script it says until when."""
    left = max(0, round((until - now).total_seconds()))
    return {"until": until, "now": now, "left": left, "clock": f"{left // 60}:{left % 60:02d}", "reload": reload}


@register.inclusion_tag("look/crumbs.html")
def crumbs(*steps: object) -> dict[str, object]:
    """{% crumbs url name url name %}: the way back; the page itself is not in it."""
    names = [conditional_escape(str(step)) for step in steps]
    return {"steps": list(zip(names[::2], names[1::2], strict=True))}


@register.inclusion_tag("look/only_here.html")
def only_here() -> dict[str, object]:
    """{% only_here %}: beside codes and links for phones, where the house was started for its own computer only."""
    return {"only_here": is_only_here(settings.SMARTHUB_URL)}


@register.inclusion_tag("look/pager.html")
def pager(next_url: str = "", previous_url: str = "") -> dict[str, object]:
    return {"next_url": next_url, "previous_url": previous_url}


@register.inclusion_tag("look/space.html")
def space(x: float, y: float, width: float, height: float, state: str, name: object, label: object = "", url: str = "") -> dict[str, object]:  # fmt: skip
    """One desk or room of a plan (SVG units). With an address it is a link whose name is `label`, or else name and state."""
    word, sign = STATES[state]
    size = max(10.0, min(width, height) * 0.34)
    return {
        "x": x, "y": y, "width": width, "height": height, "state": state, "name": name, "url": url,
        "label": label or f"{name}, {word}", "sign": f"{shell.asset('vendor/icons.svg')}#{sign}", "size": size,
        "round": min(width, height) * 0.16, "text_x": x + width / 2, "text_y": y + height * 0.36,
        "sign_x": x + (width - size) / 2, "sign_y": y + height * 0.56,
    }  # fmt: skip
