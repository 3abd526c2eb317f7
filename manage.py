#!/usr/bin/env python3
"""Django's own door; `./hub` passes here whatever it does not know."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smarthub.config.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as wrong:
        sys.exit(f"hub: {wrong}")


if __name__ == "__main__":
    main()
