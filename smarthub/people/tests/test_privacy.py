"""What is said beside the forms, and on the page for everybody."""

import pytest
from django.template import Context, Template
from django.utils import translation

from smarthub.people.rules.notices import NOTICES


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "responsible"), [("/privacy/", "ผู้รับผิดชอบ"), ("/en/privacy/", "Who is responsible")])
def test_the_whole_notice_is_there_for_everybody_in_both_languages(client, path, responsible):
    answer = client.get(path)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert responsible in text
    with translation.override("en" if path.startswith("/en") else "th"):
        assert all(str(notice.title) in text for notice in NOTICES.values())


@pytest.mark.parametrize("occasion", NOTICES)
def test_a_notice_says_why_what_how_long_and_who(occasion):
    notice = NOTICES[occasion]
    text = Template(f'{{% load privacy %}}{{% privacy_notice "{occasion}" %}}').render(Context())
    for sentence in (notice.purpose, notice.what, notice.how_long, notice.who):
        assert str(sentence) in text
    assert "/privacy/" in text
    fold = text.split("<summary>")[1].split("</summary>")[0]
    assert str(notice.about) in fold, "the fold says what data it is about, before it is opened"


def test_a_form_cannot_name_an_occasion_that_nobody_described():
    with pytest.raises(KeyError):
        Template('{% load privacy %}{% privacy_notice "spying" %}').render(Context())


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/me/profile/", "/me/consents/", "/me/tokens/", "/me/welcome/"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_form_about_me_has_its_notice(client, django_user_model, prefix, path):
    client.force_login(django_user_model.objects.create_user(name="Mali"))
    assert "<details" in client.get(prefix + path).content.decode()
