"""Tables of configuration read strictly: a key that nobody knows and a value of the wrong kind are refused with their place."""

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches

from opsworthy.text.location import Location
from opsworthy.text.node import Mapping, Node, Scalar, Sequence


class Refused(Exception):
    """What is wrong with a value, where it stands, and what to do."""

    def __init__(self, location: Location, message: str) -> None:
        super().__init__(f"{location}: {message}")
        self.location = location


class Strict:
    """One table; `where` names it in messages, such as `[check]`. Every reader raises Refused."""

    def __init__(self, table: Node, where: str) -> None:
        if not isinstance(table, Mapping):
            raise Refused(table.location, f"{where} must be a table. Write its keys below a line `{where}`.")
        self.table = table
        self.where = where
        self.location = table.location

    def only(self, *known: str) -> None:
        """Refuses keys that are not among these."""
        for entry in self.table.entries:
            if entry.key not in known:
                near = get_close_matches(entry.key, known, 1)
                hint = f"did you mean `{near[0]}`?" if near else f"it may hold {', '.join(known)}."
                raise Refused(entry.location, f"{self.where} has no key `{entry.key[:60]}`; {hint}")

    def place(self, key: str) -> Location:
        entry = self.table.entry(key)
        return entry.location if entry else self.location

    def has(self, key: str) -> bool:
        return self.table.entry(key) is not None

    def string(self, key: str, default: str = "") -> str:
        node = self._node(key)
        if node is None:
            return default
        if not isinstance(node, Scalar) or not isinstance(node.value, str):
            raise self.wrong(key, "a text in quotes")
        return node.value

    def needed(self, key: str, what: str) -> str:
        """A text that must be there and not empty."""
        told = self.string(key).strip()
        if not told:
            raise Refused(self.place(key), f"{self.where} needs `{key}`: {what}.")
        return told

    def choice(self, key: str, choices: Iterable[str]) -> str | None:
        allowed = tuple(choices)
        told = self.string(key) if self.has(key) else None
        if told is not None and told not in allowed:
            raise self.wrong(key, f"one of {', '.join(allowed)}")
        return told

    def number(self, key: str, low: int, high: int) -> int | None:
        node = self._node(key)
        if node is None:
            return None
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise self.wrong(key, f"a whole number from {low} to {high}")
        return value

    def flag(self, key: str) -> bool | None:
        node = self._node(key)
        if node is None:
            return None
        if not isinstance(node, Scalar) or not isinstance(node.value, bool):
            raise self.wrong(key, "true or false")
        return node.value

    def words(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text counts as a list of one."""
        return tuple(word for word, _ in self.placed_words(key))

    def placed_words(self, key: str) -> tuple[tuple[str, Location], ...]:
        node = self._node(key)
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else (node,)
        found = [(each.value, each.location) for each in items if isinstance(each, Scalar) and isinstance(each.value, str)]
        if len(found) != len(items) or not all(word.strip() for word, _ in found):
            raise self.wrong(key, "a list of texts")
        return tuple(found)

    def day(self, key: str) -> str:
        """A day as it is written, with or without quotes; whether it is one is the reader's to say."""
        node = self._node(key)
        if node is None:
            return ""
        if not isinstance(node, Scalar) or isinstance(node.value, bool | int | float):
            raise self.wrong(key, "a day such as 2027-01-31")
        return node.text

    def tables(self, key: str) -> Iterator["Strict"]:
        """The tables of `[[key]]`."""
        node = self._node(key)
        if node is None:
            return
        name = f"[[{self.where.strip('[]')}.{key}]]" if self.where else f"[[{key}]]"
        if not isinstance(node, Sequence):
            raise Refused(self.place(key), f"`{key}` must be written as tables, each below a line `{name}`.")
        for item in node.items:
            yield Strict(item, name)

    def under(self, key: str) -> Iterator[tuple[str, "Strict"]]:
        """The tables of `[key.<name>]` with their names."""
        node = self._node(key)
        if node is None:
            return
        if not isinstance(node, Mapping):
            raise self.wrong(key, "a table")
        for entry in node.entries:
            yield entry.key, Strict(entry.value, f"[{key}.{entry.key[:60]}]")

    def wrong(self, key: str, wanted: str) -> Refused:
        where = f" in {self.where}" if self.where else ""
        return Refused(self.place(key), f"`{key}`{where} must be {wanted}.")

    def _node(self, key: str) -> Node | None:
        entry = self.table.entry(key)
        return entry.value if entry else None


def is_day(text: str) -> bool:
    """Whether a text is a day such as 2027-01-31."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
