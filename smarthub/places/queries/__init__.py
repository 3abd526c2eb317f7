from smarthub.places.queries.hubs import hosts_of, hub_named, hubs, hubs_run_by, is_host
from smarthub.places.queries.rulebook import edition, rulebook

__all__ = ["edition", "hosts_of", "hub_named", "hubs", "hubs_run_by", "is_host", "rulebook"]
