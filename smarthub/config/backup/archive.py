"""The file that a backup is: writing it, and reading it only if every byte is what the manifest says."""

import hashlib
import json
import os
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Self

FORMAT = 1
DATABASE = "database.sqlite3"
SECRET = "secret_key"  # noqa: S105 (a file's name)
MEDIA = "media"
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024


class Unusable(Exception):
    """This backup cannot be used; the text is the sentence that says why."""


@dataclass(frozen=True)
class Manifest:
    made_at: str
    engine: str
    rows: dict[str, int]
    files: dict[str, str]  # name in the archive: SHA-256
    format: int = FORMAT

    @classmethod
    def read(cls, text: bytes) -> Self:
        try:
            told = json.loads(text)
            manifest = cls(**told | {"rows": dict(told["rows"]), "files": dict(told["files"])})
        except (ValueError, TypeError, KeyError) as error:
            raise Unusable("This is not a backup of Smart Hub: its manifest cannot be read.") from error
        if manifest.format != FORMAT:
            raise Unusable("This backup was made by a newer Smart Hub: update this one first.")
        return manifest


def write(file: Path, contents: dict[str, Path], *, engine: str, rows: dict[str, int], now: datetime) -> Manifest:
    """Whole or not at all: under another name until it is complete. Readable by its owner only."""
    partial = file.with_name(f"{file.name}.partial")
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with (
            os.fdopen(descriptor, "wb") as opened,
            zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        ):
            hashes = {name: put(archive, name, path) for name, path in contents.items()}
            manifest = Manifest(made_at=now.isoformat(), engine=engine, rows=rows, files=hashes)
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        os.replace(partial, file)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def put(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        return pour(source, target)


def pour(source: IO[bytes], target: IO[bytes]) -> str:
    seen = hashlib.sha256()
    while chunk := source.read(CHUNK):
        seen.update(chunk)
        target.write(chunk)
    return seen.hexdigest()


def unpack(file: Path, folder: Path) -> Manifest:
    """Everything that the manifest names, checked, into a folder. What it does not name is not unpacked."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = Manifest.read(archive.read(MANIFEST))
            for name, expected in manifest.files.items():
                path = folder / inside(name)
                path.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as source, path.open("wb") as target:
                    if pour(source, target) != expected:
                        raise Unusable(f"This backup is damaged: {name} is not what it was.")
    except FileNotFoundError as error:
        raise Unusable(f"There is no file {file}.") from error
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, EOFError, RuntimeError) as error:
        raise Unusable(f"This is not a whole backup of Smart Hub: {error}.") from error
    return manifest


def inside(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise Unusable(f"This backup wants to write outside its place: {name}.")
    return path


def media_files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{MEDIA}/{path.relative_to(folder).as_posix()}", path


def put_in_place(new: Path, place: Path) -> Path | None:
    """Move a folder to where another may be; answers where the other one went."""
    old = place.with_name(f"{place.name}.before-restore")
    shutil.rmtree(old, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    there = place.exists()
    if there:
        place.rename(old)
    if new.exists():
        new.rename(place)
    return old if there else None
