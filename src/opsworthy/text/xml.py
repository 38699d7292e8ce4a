"""XML with locations, read by expat: bounded in size, depth and number of elements; entities of a document's own are refused."""

from dataclasses import field
from xml.parsers import expat

from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.source import Problem, Source

_DEEPEST = 200
_MOST_ELEMENTS = 200_000
_LARGEST = 10_000_000


@dataclass(slots=True, eq=False)
class Element:
    """An element; `name` without its namespace, `text` what stands directly in it, stripped."""

    name: str
    location: Location
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def find(self, *path: str) -> "Element | None":
        """The first element at a path of names."""
        here: Element | None = self
        for name in path:
            here = next((child for child in here.children if child.name == name), None) if here is not None else None
        return here

    def all(self, *path: str) -> list["Element"]:
        """Every element at a path of names."""
        found = [self]
        for name in path:
            found = [child for each in found for child in each.children if child.name == name]
        return found

    def string(self, *path: str) -> str | None:
        """The text at a path; None where there is none."""
        found = self.find(*path)
        return found.text or None if found is not None else None


class _Refused(ValueError):
    pass


class _Building:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._data = source.text.removeprefix("\ufeff").encode("utf-8", "replace")
        self._parser = expat.ParserCreate(encoding="utf-8")
        self._open: list[Element] = []
        self._texts: list[list[str]] = []
        self._made = 0
        self.root: Element | None = None
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.EntityDeclHandler = self._entity
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def read(self) -> None:
        self._parser.Parse(self._data, True)

    def place(self) -> Location:
        return self._source.at(max(self._parser.CurrentLineNumber, 1), self._parser.CurrentColumnNumber + 1)

    def _tag(self) -> Location:
        """The place of a tag from its beginning to its end."""
        place, at = self.place(), self._parser.CurrentByteIndex
        more = self._data.count(b"\n", at, max(at, self._data.find(b">", at)))
        return self._source.at(place.line, place.column, place.line + more if more else 0)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._made += 1
        if self._made > _MOST_ELEMENTS or len(self._open) >= _DEEPEST:
            raise _Refused(f"more than {_MOST_ELEMENTS} elements or {_DEEPEST} levels")
        place = self._tag() if attributes else self.place()
        made = Element(name.rpartition(":")[2], place, {key.rpartition(":")[2]: value for key, value in attributes.items()})
        if self._open:
            self._open[-1].children.append(made)
        else:
            self.root = made
        self._open.append(made)
        self._texts.append([])

    def _end(self, _name: str) -> None:
        self._open.pop().text = "".join(self._texts.pop()).strip()

    def _characters(self, text: str) -> None:
        if self._texts:
            self._texts[-1].append(text)

    def _entity(self, *_declared: object) -> None:
        raise _Refused("it declares entities of its own")


def parse(source: Source) -> Element | Problem:
    """The root element of an XML text, or why it was refused."""
    if len(source.text) > _LARGEST:
        return Problem(source.at(1), f"XML refused: more than {_LARGEST} characters", "split the file")
    building = _Building(source)
    try:
        building.read()
    except expat.ExpatError as error:
        place = source.at(max(error.lineno, 1), error.offset + 1)
        return Problem(place, f"not valid XML: {expat.ErrorString(error.code)}", "mend the XML at this line")
    except _Refused as refused:
        return Problem(building.place(), f"XML refused: {refused}", "write the file without them")
    return building.root if building.root is not None else Problem(source.at(1), "not valid XML: no element", "mend the XML")
