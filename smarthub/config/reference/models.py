"""What is kept: every model with its fields, and what the database itself refuses."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import translation

from smarthub.config.reference.domains import floors
from smarthub.config.reference.markdown import paragraphs, table


def page() -> str:
    parts = [
        "# What is kept\n",
        "Times are UTC, money is whole satang. A constraint is kept by the database on both engines; where people may "
        "meet one, its sentence stands beside it. Between floors a foreign key protects what it points at.\n",
    ]
    for name in floors():
        found = [model for model in apps.get_models() if model.__module__.startswith(f"smarthub.{name}.")]
        if found:
            parts.append(f"## {name}\n")
            parts += [one(model) for model in found]
    return "\n".join(parts)


def one(model: type[models.Model]) -> str:
    said = [f"### {model.__name__}\n"]
    about = paragraphs(model.__doc__)
    if not about.startswith(f"{model.__name__}("):  # what Django writes where we wrote nothing
        said.append(about + "\n")
    said.append(table(("field", "is", "may be empty"), fields(model)))
    if rules := list(constraints(model)):
        said.append(table(("constraint", "in Thai", "in English"), rules))
    return "\n".join(said)


def fields(model: type[models.Model]) -> Iterator[tuple[str, str, str]]:
    for field in model._meta.get_fields():
        if isinstance(field, models.Field) and not isinstance(field, models.AutoField):
            yield f"`{field.name}`", kind(field), "yes" if field.null or field.blank else ""


def kind(field: models.Field[Any, Any]) -> str:
    if isinstance(field, models.ManyToManyField):
        return f"many of {field.related_model.__name__}"
    if isinstance(field, models.ForeignKey):
        return f"one {field.related_model.__name__}" + (", unique" if field.unique else "")
    name = type(field).__name__.removesuffix("Field")
    values = ", ".join(f"`{value}`" for value, _label in field.flatchoices if value not in {"", None})
    length = f", at most {field.max_length}" if field.max_length and not values else ""
    return f"{name}{length}{', unique' if field.unique else ''}{': ' + values if values else ''}"


def constraints(model: type[models.Model]) -> Iterator[tuple[str, str, str]]:
    for constraint in model._meta.constraints:
        assert isinstance(constraint, models.BaseConstraint)
        own = constraint.violation_error_message != constraint.default_violation_error_message
        thai, english = (in_language(constraint, each) if own else "" for each in ("th", "en"))
        yield f"`{constraint.name}`", thai, english


def in_language(constraint: models.BaseConstraint, language: str) -> str:
    with translation.override(language):
        return str(constraint.get_violation_error_message())
