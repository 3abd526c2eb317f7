"""What knows all floors: settings, addresses, the server, the commands, the tables of reactions and panels. It has no rules."""
