from smarthub.places.queries.conduct import agreed_among, agreements_of, has_agreed
from smarthub.places.queries.hubs import hosts_of, hub_named, hub_recently_named, hubs, hubs_run_by, is_host, only_hub
from smarthub.places.queries.mine import mine
from smarthub.places.queries.reports import report_at, reports_at
from smarthub.places.queries.rulebook import edition, rulebook
from smarthub.places.queries.ties import people_found, person_here, within_reach
from smarthub.places.queries.year import OddDay, odd_days

__all__ = [
    "OddDay",
    "agreed_among",
    "agreements_of",
    "edition",
    "has_agreed",
    "hosts_of",
    "hub_named",
    "hub_recently_named",
    "hubs",
    "hubs_run_by",
    "is_host",
    "mine",
    "odd_days",
    "only_hub",
    "people_found",
    "person_here",
    "report_at",
    "reports_at",
    "rulebook",
    "within_reach",
]
