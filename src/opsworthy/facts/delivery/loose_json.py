"""JSON as editors let people write it: a comma may stand after the last item."""

from opsworthy.text.source import Source

_LARGEST = 200_000


def without_last_commas(source: Source) -> Source:
    """The same text with blanks for such commas, so that every place stays where it is; a huge text is left alone."""
    if len(source.text) > _LARGEST:
        return source
    text = source.text
    commas: list[int] = []
    comma: int | None = None
    at = 0
    while at < len(text):
        letter = text[at]
        if letter == '"':
            at, comma = _behind_string(text, at), None
            continue
        if letter == "/" and text[at + 1 : at + 2] in ("/", "*"):
            ending = "\n" if text[at + 1] == "/" else "*/"
            end = text.find(ending, at + 2)
            at = end + len(ending) if end >= 0 else len(text)
            continue
        if letter in "}]" and comma is not None:
            commas.append(comma)
        if not letter.isspace():
            comma = at if letter == "," else None
        at += 1
    return Source(source.path, _blanked(text, commas))


def _behind_string(text: str, at: int) -> int:
    at += 1
    while at < len(text) and text[at] not in '"\n':
        at += 2 if text[at] == "\\" else 1
    return at + 1


def _blanked(text: str, places: list[int]) -> str:
    letters = list(text)
    for at in places:
        letters[at] = " "
    return "".join(letters)
