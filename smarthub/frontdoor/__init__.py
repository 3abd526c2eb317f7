"""The front door: pages that need many floors (home, the hub's page, my day). It asks each floor's queries; it has no rules."""
