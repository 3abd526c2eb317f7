"""k-means and silhouettes on few points, many starts at once."""

import numpy as np

from smarthub.brainstorms.rules.opinions.votes import Floats, Ints


def first_distinct(points: Floats, k: int) -> Floats:
    """The first k points that differ (fewer where there are fewer): Polis's start."""
    _, first = np.unique(points, axis=0, return_index=True)
    return points[np.sort(first)[:k]]


def random_starts(points: Floats, weights: Floats, k: int, starts: int, rng: np.random.Generator) -> Floats:
    """starts × k × columns: k-means++ (Arthur, Vassilvitskii 2007), seeded."""
    chosen = np.empty((starts, k, points.shape[1]))
    for n in range(starts):
        nearest = np.full(len(points), np.inf)
        chance = weights.copy()
        for centre in range(k):
            total = chance.sum()
            pick = rng.choice(len(points), p=chance / total if total > 0 else None)
            chosen[n, centre] = points[pick]
            nearest = np.minimum(nearest, ((points - points[pick]) ** 2).sum(axis=1))
            chance = weights * nearest
    return chosen


def k_means(
    points: Floats, weights: Floats, starts: Floats, *, rounds: int, still: float = 0.0
) -> tuple[Ints, Floats, Floats]:
    """Lloyd's algorithm from several starts at once.

    points n × d, weights n, starts s × k × d -> labels s × n, centres s × k × d, inertia s. It stops after `rounds` or
    when no centre moved by more than `still`. A centre that lost all its points stays where it is.
    """
    centres = starts.astype(np.float64)
    count, k = centres.shape[:2]
    squares = (points**2).sum(axis=1)
    for _ in range(rounds):
        labels = _nearest(points, squares, centres)[0]
        member = np.zeros((count, len(points), k))
        np.put_along_axis(member, labels[..., None], weights[None, :, None], axis=2)
        mass = member.sum(axis=1)
        sums = member.transpose(0, 2, 1) @ points
        moved = np.where(mass[..., None] > 0, sums / np.maximum(mass, 1e-300)[..., None], centres)
        way = np.sqrt(((moved - centres) ** 2).sum(axis=2)).max(initial=0.0)
        centres = moved
        if way <= still:
            break
    labels, distances = _nearest(points, squares, centres)
    return labels, centres, np.asarray((distances * weights).sum(axis=1), dtype=np.float64)


def _nearest(points: Floats, squares: Floats, centres: Floats) -> tuple[Ints, Floats]:
    """The nearest centre of every point in every start (s × n), and the squared distance to it."""
    products = np.matmul(points[None], centres.transpose(0, 2, 1))
    distances = squares[None, :, None] - 2 * products + (centres**2).sum(axis=2)[:, None, :]
    labels = distances.argmin(axis=2)
    return labels, np.maximum(np.take_along_axis(distances, labels[..., None], axis=2)[..., 0], 0.0)


def distances_between(points: Floats) -> Floats:
    """n × n."""
    return np.asarray(np.sqrt(((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2)), dtype=np.float64)


def silhouette(distances: Floats, labels: Ints) -> float:
    """Mean silhouette (Rousseeuw 1987), -1 to 1; alone in a group counts 0, and so does a single group."""
    kinds = np.unique(labels)
    if len(kinds) < 2:
        return 0.0
    member = (labels[:, None] == kinds[None, :]).astype(np.float64)
    sizes = member.sum(axis=0)
    sums = distances @ member
    own = member.astype(bool)
    own_size = sizes[own.argmax(axis=1)]
    inside = sums[own] / np.maximum(own_size - 1, 1)
    outside = np.where(own, np.inf, sums / sizes).min(axis=1)
    larger = np.maximum(inside, outside)
    values = np.where((own_size > 1) & (larger > 0), (outside - inside) / np.where(larger > 0, larger, 1.0), 0.0)
    return float(values.mean())
