"""Whether settings speak of a product: by a word of its name, or by its initials."""

import re

_GENERAL = frozenset({"amazon", "api", "apis", "cloud", "google", "microsoft", "services", "storage", "web", "x", ""})


def slug(text: str) -> str:
    """A product's or a type's name as it stands in a key."""
    return "-".join("".join(mark if mark.isalnum() else " " for mark in text.lower()).split())


def mentioned(product: str, words: set[str]) -> bool:
    """Whether a setting calls the product by one of its words, or by a long part of it: WEATHER_API_KEY and OpenWeather."""
    whole = slug(product)
    return bool(words & _marks(product)) or any(len(word) > 4 and word in whole for word in words - _GENERAL)


def _marks(product: str) -> set[str]:
    """Words by which settings call a product: those of its name, and its initials."""
    parts = re.split(r"[^a-z0-9]+", product.lower())
    return ({*parts, "".join(parts), "".join(part[:1] for part in parts)} - _GENERAL) - {part for part in parts if len(part) < 2}
