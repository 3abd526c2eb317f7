import re
from typing import IO, Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

LINE = re.compile(rb"^[ \t]*//[^\n]*\n", re.MULTILINE)
BLOCK = re.compile(rb"[ \t]*/\*.*?\*/[ \t]*\n?", re.DOTALL)


def without_comments(name: str, text: bytes) -> bytes:
    """Comments are for who reads the source; on a phone's purse they are a fifth of what our own modules and styles weigh.

    Only whole lines of a module, and blocks of a style sheet: telling what else is a comment would take a parser.
    """
    return LINE.sub(b"", text) if name.endswith(".js") else BLOCK.sub(b"", text)


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Collected static files under names made from their content, with a compressed copy beside each."""

    # A module that imports another must name it by its hashed name, too, or it would be loaded twice.
    support_js_module_import_aggregation = True

    def _save(self, name: str, content: IO[bytes]) -> Any:
        if name.endswith((".js", ".css")) and "vendor" not in name:
            content.seek(0)  # its fingerprint may have been taken before
            content = ContentFile(without_comments(name, content.read()))
        return super()._save(name, content)
