"""Every address asks who you are, or stands in the PUBLIC list of config/public.py."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.shortcuts import resolve_url
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver
from django.utils.module_loading import import_string

PUBLIC = set(import_string(settings.PUBLIC))
STAND_INS = {"int": 404, "uuid": "7b9f2c1e-5a50-4d2f-9a42-0b9f4f1c2d3e"}
MANY = 50  # the list is short: who adds to it thinks twice


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        else:
            yield prefix + (pattern.name or ""), pattern


def path_of(name: str, pattern: URLPattern) -> str:
    converters = pattern.pattern.converters
    kinds = {key: type(converter).__name__.removesuffix("Converter").lower() for key, converter in converters.items()}
    given = {key: STAND_INS.get(kind, "nobody-knows-this") for key, kind in kinds.items()}
    return reverse(name, kwargs=given)


def is_public(name: str) -> bool:
    return name in PUBLIC or f"{name.partition(':')[0]}:*" in PUBLIC


def everything() -> list[tuple[str, URLPattern]]:
    return list(addresses(get_resolver()))


def test_every_address_has_a_name():
    assert [str(pattern.pattern) for name, pattern in everything() if not name or name.endswith(":")] == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_let_in_nowhere_else(db, client, method):
    sign_in = resolve_url(settings.LOGIN_URL)
    let_in = []
    for name, pattern in everything():
        if is_public(name):
            continue
        answer = getattr(client, method)(path_of(name, pattern))
        sent_to_sign_in = answer.status_code in {301, 302} and answer.headers["Location"].startswith(sign_in)
        if answer.status_code not in {401, 403, 404} and not sent_to_sign_in:
            let_in.append(f"{method.upper()} {name}: {answer.status_code}")
    assert let_in == []


def test_the_public_list_is_short_and_every_name_in_it_exists():
    names = [name for name, _ in everything()]
    spaces = {name.partition(":")[0] + ":*" for name in names if ":" in name}
    assert PUBLIC - set(names) - spaces == set()
    assert len(PUBLIC) < MANY


def test_the_whole_of_a_domain_is_never_public():
    """`look:*` holds no data, `api:*` asks by itself; `bookings:*` would let every later page out as well."""
    assert {name for name in PUBLIC if re.fullmatch(r"\w+:\*", name)} <= {"look:*", "api:*"}
