"""Files of sections with `key = value` lines, as systemd and supervisord write them: keys may repeat, values may go on."""

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.source import Source

_SECTION = regex(r"\[([^\]\n]{1,200})\]\s*(?:[;#].*)?$")
_KEY = regex(r"([A-Za-z0-9_.\-@%/]{1,200})\s*=\s*(.*)$")
_MOST, _LONGEST = 20_000, 10_000


@dataclass(frozen=True, slots=True)
class Setting:
    """One `key = value`; the lines of a value that goes on are joined with a space."""

    key: str
    value: str
    location: Location


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    settings: tuple[Setting, ...]
    location: Location

    def all(self, key: str) -> tuple[Setting, ...]:
        """Every setting of a key that counts: an empty value forgets those before it."""
        found: list[Setting] = []
        for setting in self.settings:
            if setting.key == key:
                found = [*found, setting] if setting.value else []
        return tuple(found)

    def last(self, key: str) -> Setting | None:
        found = self.all(key)
        return found[-1] if found else None


def parse(source: Source) -> tuple[Section, ...]:
    """The sections of a file; lines of any other kind are passed over. A value goes on where its line ends with a backslash,
    or where the next line is indented."""
    sections: list[Section] = []
    settings: list[Setting] = []
    name, where, continued = "", source.at(1), False
    for number, line in enumerate(source.text.removeprefix("\ufeff").splitlines()[:_MOST], start=1):
        text = line.strip()
        if continued or (settings and line[:1] in (" ", "\t") and text and text[0] not in "#;[" and _KEY.match(text) is None):
            last = settings[-1]
            joined = " ".join(part for part in (last.value, text.removesuffix("\\").strip()) if part)
            settings[-1] = Setting(last.key, joined, last.location) if len(joined) < _LONGEST else last
            continued = text.endswith("\\")
            continue
        if not text or text[0] in "#;":
            continue
        section = _SECTION.match(text)
        if section is not None:
            sections.append(Section(name, tuple(settings), where))
            name, settings, where = section.group(1).strip(), [], source.at(number, 1)
            continue
        pair = _KEY.match(text)
        if pair is not None:
            continued = text.endswith("\\")
            settings.append(Setting(pair.group(1), pair.group(2)[:_LONGEST].removesuffix("\\").strip(), source.at(number, 1)))
    sections.append(Section(name, tuple(settings), where))
    return tuple(each for each in sections if each.name)
