"""Lines in a shell text that are not commands but what commands print, told by their shape: tables, trees, headers, data."""

from collections.abc import Sequence

from opsworthy.text.regex import regex

_CAPITALS = r"[A-Z][A-Z0-9_()%/.-]{0,40}"
_TABLE = regex(rf"{_CAPITALS}(?: {_CAPITALS})?(?:[ ]{{2,}}|\t)[ \t]*[A-Z][A-Z0-9_()%/. -]*(?:[ ]{{2,}}\S.*)?$")
# Three columns or more, set apart by more than one space and without an option.
_COLUMNS = regex(r"[\w.][\w./:()%<>@-]*(?:(?: {2,}|\t+)[\w.<(][\w./:()%<>@,-]*){2,}\s*$")
_TREE = regex(r"\s*[│├└─┌┐┘┬┴┼╭╮╰╯✓✔✗✘⠿●○]")
_HTTP = regex(r"HTTP/\d(?:\.\d)? \d{3}")
_OPENS_DATA = regex(r"\s*(?:[{\[]\s*$|\{\s*\"|\[\s*[{\"\d])")
_KEY = regex(r"\s*(?:- )?[A-Za-z_][\w./-]{0,60}:(?:\s|$)")
_LIST = regex(r"\s*[-*•] \S")
_LOG = regex(
    r"\s*(?:\[?\d{4}-\d\d-\d\d[T ]|\[\d|\d{1,3}%|\(\d+ rows?\)|time=\"|\{\"level\"|(?:INFO|WARN|WARNING|ERROR|DEBUG|FATAL)[\s:])"
)
_NPM = regex(r"\s*npm (?:error|ERR!|WARN|warn|notice|info|verb|http)\b")
_QUERY = regex(
    r"\s*(?:(?:sum|rate|irate|avg|max|min|count|topk|bottomk|histogram_quantile|label_replace|increase|predict_linear|absent"
    r"|scalar|quantile)(?:_over_time)?\s*(?:(?:by|without)\s*)?\([^)]|\{[a-z_]+ *[=!]~?\s*\")"
)
_SQL = regex(
    r"\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|ALTER|CREATE|DROP|GRANT|REVOKE|TRUNCATE|VACUUM|REINDEX|EXPLAIN|WITH|BEGIN"
    r"|COMMIT)\b[^|]"
)
_QUOTE = regex(r"\\.|['\"]|(?<!\S)#")
_LONGEST_QUOTE = 200  # Lines; a quote that nobody closes is an apostrophe.
_HEREDOC = regex(r"<<-?\s*['\"]?([A-Za-z_]\w*)['\"]?")
_NUMBERED = regex(r"\s*\d+[.)]?\s")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


def output_rows(lines: Sequence[str]) -> frozenset[int]:
    """The rows that are output. A table or a block of data goes on to the next empty line, comment or prompt."""
    found: set[int] = set()
    ends = ""
    running = False
    continued = False
    quote = ""
    tools: set[str] = set()
    for row, line in enumerate(lines):
        stripped = line.strip()
        if ends:
            ends = "" if stripped == ends else ends
            continue
        if quote:
            quote = _open_quote(line, quote)
            continued = bool(quote) or stripped.endswith("\\")
            continue
        if not stripped or stripped.startswith("#"):
            running = continued = False
            continue
        if not continued and (_is_output(line) or (running and not _is_said_again(stripped, tools))):
            found.add(row)
            running = running or _starts_block(line)
            continue
        running = False
        if not continued:
            tools.add(stripped.partition(" ")[0])
        heredoc = _HEREDOC.search(line) if "<<" in line else None
        ends = heredoc.group(1) if heredoc else ""
        quote = _opened_quote(lines, row)
        continued = stripped.endswith("\\") or bool(_open_quote(line, ""))
    return frozenset(found)


def _starts_block(line: str) -> bool:
    return bool(_TABLE.match(line) or _HTTP.match(line) or _OPENS_DATA.match(line) or _QUERY.match(line) or _SQL.match(line))


def _is_output(line: str) -> bool:
    if _COLUMNS.match(line) or _NPM.match(line):
        return True
    if line[:1] in _LETTERS and ":" not in line and "(" not in line and not line.startswith("time="):
        return False  # Most commands.
    shapes = (_TREE, _KEY, _LIST, _LOG, _NUMBERED)
    return _starts_block(line) or any(shape.match(line) for shape in shapes)


def _is_said_again(line: str, tools: set[str]) -> bool:
    """Whether a line below a table begins like a command that stood before it, and is not set in columns."""
    tool, _, rest = line.partition(" ")
    return tool in tools and rest[:1] not in ("", " ")


def _opened_quote(lines: Sequence[str], row: int) -> str:
    """The quote that a line opens and a later one closes."""
    quote = _open_quote(lines[row], "")
    return quote if quote and any(quote in each for each in lines[row + 1 : row + 1 + _LONGEST_QUOTE]) else ""


def _open_quote(line: str, quote: str) -> str:
    """The quote that is still open at the end of a line, given the one that was open before it."""
    for found in _QUOTE.finditer(line):
        mark = found.group()
        if mark == quote:
            quote = ""
        elif not quote and mark in ("'", '"') and not _is_apostrophe(line, found.start()):
            quote = mark
        elif not quote and mark[0] == "#":
            break
    return quote


def _is_apostrophe(line: str, at: int) -> bool:
    return line[at] == "'" and line[at - 1 : at].isalpha() and line[at + 1 : at + 2].isalpha()
