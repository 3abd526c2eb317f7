"""Who can reach an address at all."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_only_here(url: str) -> bool:
    """Whether the address leads every computer to itself: a code with it, read by a phone, leads nowhere."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
