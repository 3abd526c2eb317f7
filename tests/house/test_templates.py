"""Templates obey the floors as imports do."""

import re
from typing import Any

import pytest
from django.template import engines
from django.template.loader import get_template
from django.urls import get_resolver

from tests.house.floors import PACKAGE, is_higher, templates, where

REACHES = re.compile(
    r"""{%\s*(?:extends|include|static)\s+["'](?P<path>\w+)/   |   {%\s*url\s+["'](?P<space>\w+):""",
    re.VERBOSE,
)
TAG = re.compile(r"{%.*?%}")
NAMED = re.compile(r"""{%\s*url\s+["'](?P<name>[^"']+)["']""")


def lines():
    for path in templates():
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            yield path, number, line


def test_no_template_reaches_upward():
    wrong = []
    for path, number, line in lines():
        own = path.relative_to(PACKAGE).parts[0]
        for found in REACHES.finditer(line):
            other = found["path"] or found["space"] or ""
            if is_higher(other, own):
                wrong.append(f"{where(path)}:{number} reaches up to {other}")
    assert wrong == []


def test_no_template_writes_an_address_of_ours_by_hand():
    written = re.compile(r"""(?:href|action|hx-get|hx-post|src)=["']/(?!/)(?!["'])\w""")
    assert [f"{where(path)}:{number}" for path, number, line in lines() if written.search(line)] == []


def test_every_link_of_a_template_leads_somewhere():
    known = set(names(get_resolver()))
    wrong = [
        f"{where(path)}:{number} names {found['name']}"
        for path, number, line in lines()
        for found in NAMED.finditer(line)
        if found["name"] not in known
    ]
    assert wrong == []


def names(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern, space)
        elif pattern.name:
            yield prefix + pattern.name


@pytest.mark.parametrize("path", templates(), ids=where)
def test_every_template_compiles(path):
    if path.suffix in {".html", ".txt", ".svg", ".xml"}:
        name = str(path.relative_to(PACKAGE)).split("/templates/", 1)[1]
        found: Any = get_template(name)
        assert found.origin.name == str(path), "another template of that name comes first"


def test_what_templates_set_in_style_and_script_the_policy_forbids():
    inline = re.compile(
        r"""\sstyle=["']|<script(?![^>]*\b(?:src|type=["'](?:application/(?:ld\+)?json|importmap)))|\son\w+=["']"""
    )
    assert [f"{where(path)}:{number}" for path, number, line in lines() if inline.search(TAG.sub("", line))] == []


def test_there_is_one_engine():
    assert [engine.name for engine in engines.all()] == ["django"]
