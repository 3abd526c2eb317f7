"""Rows that point at a thing: moved to another one, whole, when two turn out to be the same."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction


def pointers(app: str, at: type[models.Model]) -> list[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Every column of this app that points at `at`; also those that somebody adds tomorrow."""
    return [
        (model, field)
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.concrete_fields
        if field.related_model is at
    ]


def move(
    app: str,
    gone: models.Model,
    kept: models.Model,
    *,
    settle: Mapping[Any, Callable[[Any], object]] | None = None,
    nouns: Mapping[str, Any] | None = None,
    moved: Counter[Any],
) -> None:
    """Point every row of this app that points at `gone` to `kept`; how many, is counted in `moved` under its noun
    (`nouns`: "Model.field" -> what people call it).

    What may be there only once (a constraint says no) is first ended by `settle`. Where that does not help either, the
    row stays where it is: nothing is deleted here, and `kept` has the same already.
    """
    for model, field in pointers(app, type(gone)):
        rows = model._default_manager.filter(**{field.name: gone})
        noun = (nouns or {}).get(f"{model.__name__}.{field.name}")
        try:
            with transaction.atomic():
                count = rows.update(**{field.name: kept})
        except IntegrityError:  # one of them may not be there twice
            count = sum(_moved(row, field.name, kept, (settle or {}).get(model)) for row in rows.order_by("pk"))
        if noun and count:
            moved[noun] += count


def _moved(row: models.Model, name: str, kept: models.Model, settle: Callable[[Any], object] | None) -> bool:
    for settled in (False, True):
        try:
            with transaction.atomic():
                return bool(type(row)._default_manager.filter(pk=row.pk).update(**{name: kept}))
        except IntegrityError:
            if settled or settle is None:
                return False
            settle(row)
    return False
