"""What a new house holds before anybody has written a word: the provinces, and Smart Hub Udon Thani."""

from smarthub.places.actions.first_run.hub import open_first_hub
from smarthub.places.actions.first_run.provinces import load_provinces

__all__ = ["load_provinces", "open_first_hub"]
