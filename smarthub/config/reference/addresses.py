"""Every address with its name, who may open it, and what it is."""

import inspect
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern, URLPattern, URLResolver
from django.utils.module_loading import import_string

from smarthub.config.reference.markdown import first_sentence, table


def page() -> str:
    rows = [row for row in addresses(get_resolver()) if not row[1].startswith("`api:")]
    return "\n".join(
        [
            "# Addresses\n",
            "Thai by default, English under `/en` (where the language column says so). What is not open to everybody "
            "sends a stranger to the sign-in page, and somebody who may not see it to “no such page”. "
            "The calls of the API are on [a page of their own](calls.md).\n",
            table(("address", "name", "open to everybody", "languages", "what it is"), rows),
        ]
    )


def addresses(resolver: URLResolver, path: str = "/", space: str = "", *, languages: bool = False) -> Iterator[Any]:
    public = frozenset(import_string(settings.PUBLIC))
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            has_languages = isinstance(pattern.pattern, LocalePrefixPattern)
            part = "" if has_languages else str(pattern.pattern)
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern, path + part, inner, languages=languages or has_languages)
        elif isinstance(pattern, URLPattern):
            name = space + (pattern.name or "")
            is_open = name in public or f"{name.partition(':')[0]}:*" in public
            yield (
                f"`{path}{pattern.pattern}`",
                f"`{name}`",
                "yes" if is_open else "",
                "th, en" if languages else "",
                first_sentence(inspect.unwrap(pattern.callback).__doc__),
            )
