"""A graph as an SVG picture that needs no script and no font of its own: deployment order from left to right."""

from collections.abc import Iterator
from html import escape

from opsworthy.reports.graph import Arrow, Box, Graph
from opsworthy.reports.words import safe, shortened
from opsworthy.text.dataclass import dataclass

_WIDTH, _HEIGHT, _GAP_X, _GAP_Y, _EDGE, _HEAD = 176, 48, 96, 20, 24, 48
_LETTERS = 24
_FILLS = {"service": "#e8f0fe", "job": "#fef7e0", "datastore": "#e6f4ea", "outside": "#f1f3f4"}
_LINES = {"service": "#1a73e8", "job": "#b06000", "datastore": "#188038", "outside": "#5f6368"}


@dataclass(frozen=True, slots=True)
class _Spot:
    x: int
    y: int


def as_svg(graph: Graph) -> str:
    """The picture as text. All names are escaped: a repository's text is shown and never obeyed."""
    return "\n".join(_elements(graph)) + "\n"


def _elements(graph: Graph) -> Iterator[str]:
    spots = _spots(graph)
    width = max((spot.x for spot in spots.values()), default=_EDGE) + _WIDTH + _EDGE
    height = max((spot.y for spot in spots.values()), default=_HEAD) + _HEIGHT + _EDGE
    yield f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">'
    yield f"<title>What {_text(graph.title)} needs to run, in deployment order</title>"
    yield (
        "<style>svg{background:#fff}text{font:13px system-ui,sans-serif;fill:#202124}.small{font-size:11px;fill:#5f6368}"
        ".head{font-size:15px;font-weight:600}path{fill:none;stroke:#9aa0a6;stroke-width:1.3}</style>"
    )
    yield (
        '<defs><marker id="end" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" style="fill:#9aa0a6;stroke:none"/></marker></defs>'
    )
    yield f'<text class="head" x="{_EDGE}" y="{_EDGE + 4}">{_text(graph.title)}</text>'
    yield from (_arrow(arrow, spots) for arrow in graph.arrows)
    for wave in graph.waves:
        for box in wave:
            yield from _box(box, spots[box.name])
    yield "</svg>"


def _spots(graph: Graph) -> dict[str, _Spot]:
    """Each wave is a column; within it, boxes stand near the middle of what they need, so that fewer arrows cross."""
    needs: dict[str, list[str]] = {}
    for arrow in graph.arrows:
        needs.setdefault(arrow.source, []).append(arrow.target)
    spots: dict[str, _Spot] = {}
    tallest = max((len(wave) for wave in graph.waves), default=0)
    for column, wave in enumerate(graph.waves):
        middles = {box.name: _middle([spots[name].y for name in needs.get(box.name, ()) if name in spots]) for box in wave}
        for row, box in enumerate(sorted(wave, key=lambda each: middles[each.name])):
            down = (2 * row + tallest - len(wave)) * (_HEIGHT + _GAP_Y) // 2
            spots[box.name] = _Spot(_EDGE + column * (_WIDTH + _GAP_X), _HEAD + down)
    return spots


def _middle(heights: list[int]) -> float:
    return sum(heights) / len(heights) if heights else 0.0


def _box(box: Box, spot: _Spot) -> Iterator[str]:
    rounding = 24 if box.shape == "outside" else 4
    dashes = ' stroke-dasharray="4 3"' if box.shape in ("job", "outside") else ""
    paint = f'fill="{_FILLS[box.shape]}" stroke="{_LINES[box.shape]}"{dashes}'
    yield f"<g><title>{_text(box.name)}: {_text(box.note or box.shape)}</title>"
    yield f'<rect x="{spot.x}" y="{spot.y}" width="{_WIDTH}" height="{_HEIGHT}" rx="{rounding}" {paint}/>'
    yield _words("", spot, 20 if box.note else 29, shortened(box.name, _LETTERS))
    if box.note:
        yield _words(' class="small"', spot, 37, shortened(box.note, _LETTERS + 4))
    yield "</g>"


def _words(style: str, spot: _Spot, down: int, text: str) -> str:
    return f'<text{style} x="{spot.x + _WIDTH // 2}" y="{spot.y + down}" text-anchor="middle">{_text(text)}</text>'


def _arrow(arrow: Arrow, spots: dict[str, _Spot]) -> str:
    """From the left side of what needs to the right side of what is needed; a bow where both stand in one column."""
    one, other = spots[arrow.source], spots[arrow.target]
    y1, y2 = one.y + _HEIGHT // 2, other.y + _HEIGHT // 2
    if one.x > other.x:
        x1, x2 = one.x, other.x + _WIDTH
        bend = (x1 + x2) // 2
        line = f"M{x1} {y1}C{bend} {y1} {bend} {y2} {x2} {y2}"
    else:
        x1, x2 = one.x + _WIDTH, other.x + _WIDTH
        bend = max(x1, x2) + _GAP_X // 2
        line = f"M{x1} {y1}C{bend} {y1} {bend} {y2} {x2} {y2}"
    title = f"{_text(arrow.source)} needs {_text(arrow.target)}: {_text(arrow.because)}"
    return f'<path d="{line}" marker-end="url(#end)"><title>{title}</title></path>'


def _text(text: str) -> str:
    return escape(safe(text))
