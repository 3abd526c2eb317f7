"""The first web process, started while the parent still prepares the database and the static files: it takes in the
code meanwhile, and becomes a web process like the others at the parent's word.
"""

import os
import runpy
import sys
from importlib import import_module

import django
from django.conf import settings

from smarthub.config.leash import word_to_go

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smarthub.config.settings")
    django.setup()
    import_module(settings.ROOT_URLCONF)  # and with it every page
    if not word_to_go():
        sys.exit()
    runpy.run_module("smarthub.config.web", run_name="__main__")
