from collections.abc import Iterator

from smarthub.journal import queries


def examine() -> Iterator[str]:
    """Sentences on what is wrong with the journal; none when all is well."""
    if (number := queries.first_broken_seal()) is not None:
        yield f"The journal's chain is broken at entry {number}: an entry was changed or removed after it was sealed."
    if (waiting := queries.unsealed()) > 5000:
        yield f"{waiting} journal entries wait for their seal: is the worker running? (./hub run starts it.)"
