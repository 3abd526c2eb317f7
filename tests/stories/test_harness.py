"""The harness itself: a browser on the live house."""


def test_the_browser_sees_the_house_and_the_house_the_tests_database(page, base_url):
    page.goto("/healthz")
    assert page.url == f"{base_url}/healthz"
    assert "ok" in page.text_content("body").lower()
