"""Which panels stand at which place of a lower page (kit/panels.py)."""

from collections.abc import Mapping, Sequence

from smarthub.kit.panels import Panel

PANELS: Mapping[str, Sequence[Panel]] = {}
