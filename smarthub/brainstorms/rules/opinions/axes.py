"""The two axes along which a room differs most, and where everyone stands on them."""

from dataclasses import dataclass

import numpy as np

from smarthub.brainstorms.rules.opinions.votes import AGREE, Bools, Floats, Votes

EXACT_UP_TO = 1000  # people or statements, the fewer of them: the whole decomposition is then the fastest
BLOCK, DEPTH, ROUNDS = 8, 6, 60  # directions kept, powers of the matrix on each, most rounds
CLOSE = 1e-12  # relative change of the two variances at which the axes stand still


@dataclass(frozen=True, slots=True, eq=False)
class Axes:
    """`centre`: mean vote, one a statement. `axes`: 2 × statements, unit length, or zero where nobody differs."""

    centre: Floats
    axes: Floats


def find_axes(votes: Votes) -> Axes:
    """The first two principal components over ALL people: what is not seen counts as the statement's mean.

    Rejected and meta statements are 0 for everyone. The sign of an axis is free; we let its largest weight be positive,
    so that the same votes always draw the same picture.
    """
    moderated, seen = _moderated(votes)
    counts = seen.sum(axis=0)
    centre = np.where(counts > 0, np.nansum(moderated, axis=0) / np.maximum(counts, 1), 0.0)
    return Axes(centre, _principal(np.where(seen, moderated - centre, 0.0)))


def _moderated(votes: Votes) -> tuple[Floats, Bools]:
    """The matrix with rejected and meta statements set to 0 for everyone, and what of it counts as seen."""
    out = votes.out
    if not out.any():
        return votes.cast, votes.seen
    cast = votes.cast.copy()
    cast[:, out] = 0.0
    return cast, votes.seen | out


def _principal(deviations: Floats) -> Floats:
    """2 × columns: the first two axes of a singular value decomposition; zero where nothing is left to differ."""
    axes = np.zeros((2, deviations.shape[1]))
    if not deviations.any():
        return axes
    people, statements = deviations.shape
    if min(people, statements) > EXACT_UP_TO:
        found, variances = _first_by_krylov(deviations)
    elif statements <= people:
        values, vectors = np.linalg.eigh(deviations.T @ deviations)
        found, variances = vectors[:, ::-1].T[:2], values[::-1][:2]
    else:
        values, vectors = np.linalg.eigh(deviations @ deviations.T)
        variances = values[::-1][:2]
        found = vectors[:, ::-1].T[:2] @ deviations / np.sqrt(np.maximum(variances, 1e-300))[:, None]
    found = found[variances > 1e-9 * variances[0]]
    axes[: len(found)] = found
    largest = axes[np.arange(2), np.abs(axes).argmax(axis=1)]
    return np.asarray(axes * np.where(largest < 0, -1.0, 1.0)[:, None], dtype=np.float64)


def _first_by_krylov(deviations: Floats) -> tuple[Floats, Floats]:
    """(2 × columns, their variances) of a large matrix, without the rest of its decomposition.

    Restarted block Krylov iteration (Musco, Musco 2015): shuffled votes have many axes of nearly the same strength, on
    which plain power iteration takes twenty times as long.
    """
    block = np.random.default_rng(0).standard_normal((deviations.shape[1], BLOCK))
    before = np.zeros(2)
    for _ in range(ROUNDS):
        powers = [np.linalg.qr(block)[0]]
        for _ in range(DEPTH):
            powers.append(np.linalg.qr(deviations.T @ (deviations @ powers[-1]))[0])
        basis = np.linalg.qr(np.hstack(powers))[0]
        _, spread, turn = np.linalg.svd(deviations @ basis, full_matrices=False)
        variances, block = spread[:2] ** 2, basis @ turn[:BLOCK].T
        if np.all(np.abs(variances - before) <= CLOSE * variances[0]):
            break
        before = variances
    return block[:, :2].T, variances


def project(votes: Votes, axes: Axes) -> Floats:
    """Where everyone stands: people × 2. Who has seen few statements is moved outward by √(statements / seen)."""
    moderated, seen = _moderated(votes)
    deviations = np.where(seen, moderated - axes.centre, 0.0)
    stretch = np.sqrt(seen.shape[1] / np.maximum(seen.sum(axis=1), 1))
    return np.asarray(stretch[:, None] * (deviations @ axes.axes.T), dtype=np.float64)


def extremity(axes: Axes) -> Floats:
    """How far agreeing with a statement alone would move a person: one a statement."""
    weights = np.sqrt(len(axes.centre)) * (AGREE - axes.centre) * axes.axes
    return np.asarray(np.hypot(weights[0], weights[1]), dtype=np.float64)
