from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Collected static files under names made from their content, with a compressed copy beside each."""

    # A module that imports another must name it by its hashed name, too, or it would be loaded twice.
    support_js_module_import_aggregation = True
