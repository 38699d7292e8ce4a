"""A repository's text made harmless for each medium that obeys marks: Markdown, HTML, workflow commands, SARIF, URIs."""

import re
from urllib.parse import quote

from opsworthy.reports.words import safe
from opsworthy.text.regex import regex

_MARKS = regex(r"([\\`*_\[\]~|$])")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}
_HTML_MARKS = regex(r"[&<>\"']")
_CALLED = regex(r"([@#])(?=\w)|(?<=\bgh)(-)(?=\d)|(?<=www)(\.)|(:)(?=//)", re.IGNORECASE)
_BREAK = "&#8203;"
_SARIF_LINK = regex(r"\[(?=[^\]]*\]\()|(?<=[^\\])\](?=\()")
_SARIF_HOLE = regex(r"\{(\d+)\}")


def markdown(text: str) -> str:
    """Plain words for one line of Markdown, in a paragraph, a list or a table cell: no mark, no HTML, no address that becomes a
    link by itself, no name or number that calls somebody."""
    escaped = _HTML_MARKS.sub(lambda found: _HTML[found.group()], _MARKS.sub(r"\\\1", safe(text)))
    return _uncalled(escaped)


def _uncalled(escaped: str) -> str:
    """A name after `@`, an issue after `#` and an address get a joint of no width, so that a forge does not act on them. A HTML
    entity has a `#` after its `&`, and stays."""
    return _CALLED.sub(lambda found: found.group() if _inside_entity(found) else found.group() + _BREAK, escaped)


def _inside_entity(found: re.Match[str]) -> bool:
    return found.group() == "#" and found.string[found.start() - 1 : found.start()] == "&"


def markdown_with_code(text: str) -> str:
    """As `markdown`, but what stands between two backticks becomes code; each piece is escaped by itself."""
    parts = text.split("`")
    if len(parts) % 2 == 0:
        return markdown(text)
    return "".join(code(part) if at % 2 and part else markdown(part) for at, part in enumerate(parts))


def html(text: str) -> str:
    """Plain words for a HTML element."""
    return _HTML_MARKS.sub(lambda found: _HTML[found.group()], safe(text))


def code(text: str) -> str:
    """A code span for Markdown, also in a table cell."""
    return f"<code>{markdown(text)}</code>"


def command_data(text: str) -> str:
    """The message of a workflow command: one line, and nothing in it that ends the command or begins another."""
    lines = "\n".join(safe(line) for line in text.splitlines()) if "\n" in text else safe(text)
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def command_property(text: str) -> str:
    """A property of a workflow command, where a colon and a comma end it as well."""
    return command_data(text).replace(":", "%3A").replace(",", "%2C")


def sarif_text(text: str) -> str:
    """A SARIF message: what would be read as a link or as a place for an argument is escaped as the standard says."""
    shown = _SARIF_HOLE.sub(r"{{\1}}", safe(text))
    return _SARIF_LINK.sub(lambda found: "\\" + found.group(), shown) if "](" in shown else shown


def uri(path: str) -> str:
    """A relative path as a URI reference: never one with a scheme, a host or a way out of the folder it starts in."""
    parts = [part for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return quote("/".join(parts), safe="/-._~!$&'()*+,;=@", errors="surrogatepass")
