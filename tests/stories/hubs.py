"""How a host comes to the pages of what the hub is: its plan, its lists, a new one."""

from typing import Any

from django.urls import reverse

from smarthub.people.models import Person
from tests.stories.ways import address, press
from tests.stories.world import NOON, World


def drawing(page: Any, world: World) -> None:
    page.goto(address(world, "places:plan"))
    page.click("[data-add=table]")


def _bring(page: Any, world: World, rows: str) -> None:
    page.goto(address(world, "frontdoor:lists"))
    page.locator("input[name=kind][value=people]").check()
    page.set_input_files("input[name=file]", {"name": "people.csv", "mimeType": "text/csv", "buffer": rows.encode()})
    press(page, "main form.form button:not([type])")


def trying_a_list(page: Any, world: World) -> None:
    _bring(page, world, "name,phone\nสมชาย,\nสมหญิง,0812345678\n")


def trying_a_bad_list(page: Any, world: World) -> None:
    _bring(page, world, "name,phone\n,\nสมหญิง,12\n")


def opening(page: Any, world: World) -> None:
    """An admin's page: the last that the host looks at, who is one from here on."""
    Person.objects.filter(pk=world.host.pk).update(admin_since=NOON)
    page.goto(reverse("places:new-hub"))
