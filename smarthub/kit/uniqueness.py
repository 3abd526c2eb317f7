"""Which named constraint an IntegrityError broke, said alike for both engines."""

import re
from functools import cache

from django.apps import apps
from django.db import IntegrityError, models

_SQLITE_UNIQUE = re.compile(r"UNIQUE constraint failed: (?:index '(?P<index>\w+)'|(?P<columns>.+))")
_SQLITE_CHECK = re.compile(r"CHECK constraint failed: (?P<name>\w+)")


def broken_constraint(error: IntegrityError) -> str | None:
    """The constraint's name as the model gives it, `table.column` for a unique column, or None when unknown."""
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is not None:
        return _postgres(diagnosis.table_name, diagnosis.constraint_name)
    text = str(error)
    if check := _SQLITE_CHECK.search(text):
        return check["name"]
    if unique := _SQLITE_UNIQUE.search(text):
        return unique["index"] or _by_columns().get(frozenset(unique["columns"].split(", ")), unique["columns"])
    return None


def _postgres(table: str | None, name: str | None) -> str | None:
    if name in _names() or not table or not name:
        return name
    column = name.removeprefix(f"{table}_")
    for model in apps.get_models():
        if model._meta.db_table == table:
            for field in model._meta.concrete_fields:
                if field.unique and (column == f"{field.column}_key" or column.startswith(f"{field.column}_")):
                    return f"{table}.{field.column}"
    return name


@cache
def _names() -> frozenset[str]:
    return frozenset(each.name for model in apps.get_models() for each in model._meta.constraints)


@cache
def _by_columns() -> dict[frozenset[str], str]:
    """SQLite names the columns of a broken unique key, not the constraint: {('t.a', 't.b'): 'name'}."""
    known = {}
    for model in apps.get_models():
        for each in model._meta.constraints:
            if isinstance(each, models.UniqueConstraint) and each.fields:
                columns = (model._meta.get_field(name) for name in each.fields)
                table = model._meta.db_table
                known[frozenset(f"{table}.{getattr(c, 'column', '')}" for c in columns)] = each.name
    return known
