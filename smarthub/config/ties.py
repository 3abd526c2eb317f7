"""What makes somebody one of a hub's people, a floor a line (places/queries/ties.py)."""

from smarthub.bookings.queries import ties as bookings
from smarthub.places.queries import ties as places
from smarthub.places.queries.ties import Ties

TIES: Ties = (places.ties, bookings.ties)
