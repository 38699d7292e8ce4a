"""The values that each chart of a release sees: its own defaults, what its parent sets for it, and what is global."""

from collections.abc import Iterator
from dataclasses import field

from opsworthy.facts.go_templates.values import Value, copied, of_node
from opsworthy.facts.helm.charts import Chart, Charts, Needed
from opsworthy.text.dataclass import dataclass
from opsworthy.text.node import items, string

_DEEPEST = 12


@dataclass
class Scope:
    """One chart in a release: `name` is what its parent calls it by, `path` what Helm does. `missing` are the dependencies
    that it takes in and whose files do not stand here, with what its values say to them."""

    chart: Chart
    name: str
    path: str
    values: Value
    inner: list["Scope"] = field(default_factory=list)
    missing: list[tuple[Needed, Value]] = field(default_factory=list)

    def walk(self) -> Iterator["Scope"]:
        yield self
        for each in self.inner:
            yield from each.walk()


def scope_of(charts: Charts, chart: Chart, overlays: list[Value]) -> Scope:
    """A chart with its values files laid over its defaults, the later over the earlier."""
    given = Value({})
    for overlay in overlays:
        lay_over(given, copied(overlay), keeps_null=True)
    return _scope(charts, chart, (chart.name,), given, (), frozenset())


def _scope(
    charts: Charts, chart: Chart, names: tuple[str, ...], given: Value, above: tuple[Value, ...], opened: frozenset[str]
) -> Scope:
    values = of_node(charts.mapping(chart.reach("values.yaml")))
    values = copied(values) if isinstance(values.data, dict) else Value({})
    lay_over(values, given)
    scope = Scope(chart, names[-1], "/charts/".join(names), values)
    if len(opened) >= _DEEPEST or chart.folder in opened:
        return scope
    top = above[0] if above else values
    for need, found in taken_in(charts, chart):
        if need is not None and not is_enabled(need, values, top):
            continue
        key = need.key if need is not None else (found.name if found else "")
        own = _handed_down(values, key)
        if found is not None:
            inner = _scope(charts, found, (*names, key), own, (top, values), opened | {chart.folder})
            scope.inner.append(inner)
            _import(need, inner, values, given)
        elif need is not None:
            scope.missing.append((need, own))
    return scope


def taken_in(charts: Charts, chart: Chart) -> Iterator[tuple[Needed | None, Chart | None]]:
    """What a chart names, with the chart it means; then what only lies in its `charts` folder."""
    named: set[str] = set()
    for need in chart.needs:
        found = charts.taken_in(chart, need)
        named.add(need.name)
        yield need, found
    for each in charts.vendored(chart):
        if each.name not in named:
            yield None, each


def _handed_down(values: Value, key: str) -> Value:
    """What a parent says to a chart within it; the mapping becomes part of the parent's own values, as in Helm."""
    assert isinstance(values.data, dict)
    own = values.data.get(key)
    own = copied(own) if own is not None and isinstance(own.data, dict) else Value({})
    parent_global = values.data.get("global")
    if parent_global is not None and isinstance(parent_global.data, dict) and isinstance(own.data, dict):
        mixed = copied(own.data["global"]) if "global" in own.data and isinstance(own.data["global"].data, dict) else Value({})
        lay_over(mixed, copied(parent_global))
        own.data["global"] = mixed
    return own


def _import(need: Needed | None, inner: Scope, values: Value, given: Value) -> None:
    """`import-values`: what a parent takes from the chart within; what it was given itself stays."""
    for item in items(need.node, "import-values") if need is not None else ():
        child, parent = string(item, "child"), string(item, "parent")
        path = ("exports", string(item) or "") if child is None else tuple(child.split("."))
        found = at_path(inner.values, path)
        if found is None or not isinstance(found.data, dict):
            continue
        target = values
        for step in () if parent in (None, ".") else (parent or "").split("."):
            assert isinstance(target.data, dict)
            held = target.data.get(step)
            if held is None or not isinstance(held.data, dict):
                held = target.data[step] = Value({})
            target = held
        merged = copied(found)
        lay_over(merged, copied(target))
        if isinstance(target.data, dict) and isinstance(merged.data, dict):
            target.data.update(merged.data)
    lay_over(values, copied(given)) if need is not None and items(need.node, "import-values") else None


def is_enabled(need: Needed, values: Value, top: Value) -> bool:
    """As Helm decides: by the first condition that is a truth value; else by tags, of which one suffices; else yes."""
    for path in (need.condition or "").split(","):
        found = at_path(values, tuple(path.strip().split("."))) if path.strip() else None
        if found is not None and isinstance(found.data, bool):
            return found.data
    tags = [found.data for tag in need.tags if (found := at_path(top, ("tags", tag))) is not None]
    told = [each for each in tags if isinstance(each, bool)]
    return any(told) if told else True


def at_path(value: Value, path: tuple[str, ...]) -> Value | None:
    for step in path:
        found = value.data.get(step) if isinstance(value.data, dict) else None
        if found is None:
            return None
        value = found
    return value


def lay_over(below: Value, above: Value, depth: int = 0, keeps_null: bool = False) -> None:
    """Lays one mapping over another: mappings mix, anything else replaces, and a null takes the key away, or stays to take it
    away from what both are laid over."""
    if not isinstance(below.data, dict) or not isinstance(above.data, dict):
        return
    for key, value in above.data.items():
        here = below.data.get(key)
        if value.data is None and not keeps_null:
            below.data.pop(key, None)
        elif here is not None and isinstance(here.data, dict) and isinstance(value.data, dict) and depth < 100:
            lay_over(here, value, depth + 1, keeps_null)
        else:
            below.data[key] = value
