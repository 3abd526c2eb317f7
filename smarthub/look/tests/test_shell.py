"""The shell stands around every page, costs nothing and loads nothing from elsewhere."""

from __future__ import annotations

import json
import re

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from smarthub.look import context, shell, words
from smarthub.look.middleware import POLICY, SafetyHeaders
from smarthub.look.views import csrf_failure


def page(path: str = "/", name: str = "look/base.html", **cookies: str) -> str:
    """The shell alone, without what upper floors add to it."""
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    nav = [shell.NavItem("/", "A", "home", current=True)]
    return render_to_string(name, {**context.shell(request), "nav": nav})


def test_a_page_says_its_language_and_links_to_itself_in_the_other() -> None:
    assert '<html lang="th">' in page("/h/x/?day=1")
    assert 'href="/en/h/x/?day=1" lang="en"' in page("/h/x/?day=1")
    with translation.override("en"):
        assert '<html lang="en">' in page("/en/h/x/?day=1")
        assert 'href="/h/x/?day=1" lang="th"' in page("/en/h/x/?day=1")


@pytest.mark.parametrize(
    ("path", "language", "other"), [("/", "th", "/en/"), ("/en/", "en", "/"), ("/en/me/", "en", "/me/")]
)
def test_the_language_switch_keeps_the_page(path: str, language: str, other: str) -> None:
    assert context.other_address(path, language) == other


def test_the_chosen_colours_are_in_the_page_before_it_is_drawn() -> None:
    assert 'data-theme="dark"' in page(theme="dark")
    assert "data-theme" not in page()
    assert "evil" not in page(theme='"evil')


def test_the_theme_is_kept_without_a_script(client: Client) -> None:
    answer = client.post("/theme/", {"theme": "dark"}, headers={"referer": "http://testserver/h/x/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "http://testserver/h/x/")
    assert answer.cookies["theme"].value == "dark"
    elsewhere = client.post("/theme/", {"theme": "blink"}, headers={"referer": "https://elsewhere.example/"})
    assert elsewhere.headers["Location"] == "/"
    assert "theme" not in elsewhere.cookies


def test_the_shell_asks_the_database_nothing(django_assert_num_queries: DjangoAssertNumQueries, db: None) -> None:
    with django_assert_num_queries(0):
        page()


def test_the_current_page_is_marked_in_the_navigation() -> None:
    assert page().count('aria-current="page"') == 1


def test_nothing_is_inline_and_nothing_comes_from_elsewhere() -> None:
    html = page()
    assert " style=" not in html
    assert re.findall(r"<script(?![^>]*src=)", html) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//', html) == []


def test_htmx_is_told_not_to_evaluate() -> None:
    found = re.search(r'name="htmx-config" content="([^"]+)"', page())
    assert found
    assert json.loads(found[1].replace("&quot;", '"'))["allowEval"] is False


def test_every_answer_carries_the_policy_unless_it_brings_its_own() -> None:
    plain = SafetyHeaders(lambda request: HttpResponse())(HttpRequest())
    assert plain.headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert plain.headers["Referrer-Policy"] == "same-origin"
    own = SafetyHeaders(lambda request: HttpResponse(headers={"Content-Security-Policy": "x"}))(HttpRequest())
    assert own.headers["Content-Security-Policy"] == "x"


@pytest.mark.django_db
def test_a_phone_can_keep_the_house_on_its_first_screen(client: Client) -> None:
    thai = json.loads(client.get("/manifest.webmanifest").content)
    english = json.loads(client.get("/manifest.en.webmanifest").content)
    assert (thai["lang"], thai["start_url"], thai["name"]) == ("th", "/", "Smart Hub")
    assert (english["lang"], english["start_url"]) == ("en", "/en/")
    assert {icon["sizes"] for icon in thai["icons"]} == {"192x192", "512x512", "any"}
    assert any(icon.get("purpose") == "maskable" for icon in thai["icons"])


def test_the_worker_keeps_the_shell_and_no_page_of_anybody(client: Client) -> None:
    answer = client.get("/sw.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer.headers["Cache-Control"]
    files = json.loads(re.search(r"FILES = (\[[^]]*\])", answer.content.decode())[1])  # type: ignore[index]
    assert [name for name in files if not name.startswith(("/static/", "/look/words-"))] == ["/offline/"]


def test_a_worker_that_is_switched_off_clears_up_and_goes(client: Client, settings: Settings) -> None:
    settings.LOOK_SERVICE_WORKER = False
    assert "unregister" in client.get("/sw.js").content.decode()


def test_the_words_are_kept_for_ever_under_an_address_that_changes_with_them(client: Client) -> None:
    answer = client.get(f"/look/words-{words.version()}.json")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "เช็กอิน" in json.loads(answer.content)


def test_the_offline_page_speaks_both_languages(client: Client) -> None:
    html = client.get("/offline/").content.decode()
    assert 'lang="en"' in html
    assert "ไม่มีอินเทอร์เน็ต" in html


@pytest.mark.parametrize("name", ["400", "403", "404", "413", "429", "507"])
def test_a_refusal_is_a_page_with_a_way_on(name: str) -> None:
    html = page("/x/", f"{name}.html")
    assert html.count("<h1>") == 1
    assert 'class="button"' in html


def test_the_last_page_stands_without_database_request_or_manifest(settings: Settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    shell.asset.cache_clear()
    shell.head.cache_clear()
    try:
        html = render_to_string("500.html")
    finally:
        shell.asset.cache_clear()
        shell.head.cache_clear()
    assert "ขออภัย" in html
    assert "/static/look/css/base.css" in html


def test_a_form_without_its_proof_is_explained() -> None:
    answer = csrf_failure(RequestFactory().post("/x/"), reason="secret detail")
    assert answer.status_code == 403
    assert b"secret detail" not in answer.content
