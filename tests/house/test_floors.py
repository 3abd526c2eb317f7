"""What the import contract cannot see: foreign keys, doors between domains, the list of rooms itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db import models

from tests.house.floors import PACKAGE, contract, floor, floors, is_higher, packages, where

DOORS = {"models", "queries", "actions", "rules", "facts", "http", "testing"}
OPEN_HOUSES = {"kit", "look"}  # floors without rooms: all of theirs is for use
WITHOUT_ROOMS = {"kit", "look", "config"}


def test_every_package_stands_on_a_floor():
    assert packages() <= set(floors())


def test_the_list_of_rooms_names_every_domain_there_is():
    listed = {name.removeprefix("smarthub.") for name in contract("rooms")["containers"]}
    assert listed == packages() - WITHOUT_ROOMS


def links_between_packages() -> Iterator[tuple[models.Field, str, str]]:
    for model in apps.get_models(include_auto_created=True):
        own = package_of(model)
        for field in model._meta.get_fields():
            if own and isinstance(field, models.ForeignKey | models.ManyToManyField):
                theirs = package_of(field.related_model)
                if theirs and theirs != own:
                    yield field, own, theirs


def package_of(model: type[models.Model]) -> str | None:
    parts = model.__module__.split(".")
    return parts[1] if parts[0] == "smarthub" else None


def test_every_foreign_key_points_down():
    assert [str(field) for field, own, theirs in links_between_packages() if is_higher(theirs, own)] == []


def test_a_foreign_key_into_another_domain_protects_and_has_no_way_back():
    wrong = [
        str(field)
        for field, _, _ in links_between_packages()
        if not field.remote_field.hidden
        or (isinstance(field, models.ForeignKey) and field.remote_field.on_delete is not models.PROTECT)
    ]
    assert wrong == []


def rooms_imported(path: Path) -> Iterator[tuple[str, str, int]]:
    """(domain, room, line) for each import of ours; `from smarthub.places import queries` enters by `queries`."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("smarthub."):
            parts = str(node.module).split(".")
            for name in [parts[2]] if len(parts) > 2 else [alias.name for alias in node.names]:
                yield parts[1], name, node.lineno
        elif isinstance(node, ast.Import):
            for alias in node.names:
                parts = alias.name.split(".")
                if parts[0] == "smarthub" and len(parts) > 2:
                    yield parts[1], parts[2], node.lineno


def test_a_domain_is_entered_only_by_its_doors():
    wrong = [
        f"{where(path)}:{line} enters {domain} by {room}"
        for own in packages() - {"config"}
        for path in (PACKAGE / own).rglob("*.py")
        for domain, room, line in rooms_imported(path)
        if domain != own and domain not in OPEN_HOUSES and room not in DOORS and not asks_settings(domain, path)
    ]
    assert wrong == []


def asks_settings(domain: str, path: Path) -> bool:
    return domain == "config" and "tests" in path.parts


def test_floors_are_counted_from_the_ground():
    assert floor("kit") == 0
    assert is_higher("bookings", "places")
    assert not is_higher("people", "places")
