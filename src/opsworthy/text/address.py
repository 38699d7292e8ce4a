"""Addresses taken apart. Nothing here can fail on any text."""

from urllib.parse import SplitResult, urlsplit


def split(address: str) -> SplitResult:
    """The parts of an address; of one that breaks the grammar of addresses, such as `http://[x]`, only the whole, as a path."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", address, "", "")
