"""The host's pages about people: found, let in, given a card, helped with a PIN, written down with their children."""
