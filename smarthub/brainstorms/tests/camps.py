"""Rooms made for the tests of opinions."""

import numpy as np

from smarthub.brainstorms.rules.opinions.votes import gather


def camps(people=80, statements=12, noise=0.1, seed=0):
    """Two camps of equal size that see most statements the other way round."""
    rng = np.random.default_rng(seed)
    side = np.where(np.arange(people) % 2, 1, -1)
    lean = np.where(np.arange(statements) % 2, 1, -1)
    flip = np.where(rng.random((people, statements)) < noise, -1, 1)
    cast = side[:, None] * lean[None, :] * flip
    return gather((p, s, int(cast[p, s])) for p in range(people) for s in range(statements) if rng.random() < 0.9)
