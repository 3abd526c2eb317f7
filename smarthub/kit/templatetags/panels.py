from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from smarthub.kit import panels

register = template.Library()


@register.simple_tag(takes_context=True)
def panel(context: template.Context, name: str, thing: Any = None) -> SafeString:
    """{% panel "idea-actions" idea %}: everything the floors above show at this place."""
    request = context["request"]
    shown = []
    for each in panels.table().get(name, ()):
        answer = each.ask(request, thing)
        if answer is not None:
            shown.append(render_to_string(each.template, dict(answer), request=request))
    return mark_safe("".join(shown))  # noqa: S308 - the parts are rendered templates, escaped there
