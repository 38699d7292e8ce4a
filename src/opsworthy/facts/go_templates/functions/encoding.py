"""YAML and JSON read and written, base64, digests, addresses, paths."""

import base64
import binascii
import hashlib
import posixpath
import zlib
from urllib.parse import quote_plus, urlsplit

from opsworthy.facts.go_templates.functions.calling import at, of_data, of_texts, origin_of, text
from opsworthy.facts.go_templates.functions.writing import to_json, to_yaml
from opsworthy.facts.go_templates.running import Function, Run
from opsworthy.facts.go_templates.values import HOLE, Value, is_unknown, of_node
from opsworthy.text import yaml
from opsworthy.text.source import Source

_LARGEST = 500_000


def _to_yaml(run: Run, arguments: list[Value]) -> Value:
    made = to_yaml(at(arguments, 0))
    assert isinstance(made.data, str)
    run.step(len(made.data))
    return made


def _json(indented: bool) -> Function:
    def function(run: Run, arguments: list[Value]) -> Value:
        made = to_json(at(arguments, 0), indented)
        run.step(len(made))
        return Value(made, origin_of(arguments))

    return function


def _read(run: Run, arguments: list[Value]) -> Value:
    """YAML or JSON read again; what is not well-formed gives the mapping with an `Error` that Helm's own functions give."""
    value = at(arguments, 0)
    if is_unknown(value) and text(value).startswith(HOLE):
        return value
    run.step(len(text(value)))
    read = yaml.parse(Source(run.place.path, text(value)[:_LARGEST]))
    if read.problems:
        return Value({"Error": Value(read.problems[0].message)})
    return of_node(read.documents[0], said=False) if read.documents else Value({})


def _decoded(written: str) -> str:
    try:
        return base64.b64decode(written.encode(), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _address(value: Value) -> dict[str, Value]:
    try:
        parts = urlsplit(text(value)[:4000])
        named = {"scheme": parts.scheme, "host": parts.netloc.rpartition("@")[2], "path": parts.path, "query": parts.query}
        named |= {"hostname": parts.hostname or "", "userinfo": parts.netloc.rpartition("@")[0], "fragment": parts.fragment}
    except ValueError:
        named = dict.fromkeys(("scheme", "host", "path", "query", "hostname", "userinfo", "fragment"), "")
    return {name: Value(part, value.origin) for name, part in named.items()}


def _joined_address(_run: Run, arguments: list[Value]) -> Value:
    parts = at(arguments, 0).data
    held = {key: text(each) for key, each in parts.items()} if isinstance(parts, dict) else {}
    user = f"{held['userinfo']}@" if held.get("userinfo") else ""
    ending = "".join(f"{mark}{held[name]}" for mark, name in (("?", "query"), ("#", "fragment")) if held.get(name))
    return Value(f"{held.get('scheme', '')}://{user}{held.get('host', '')}{held.get('path', '')}{ending}")


FUNCTIONS: dict[str, Function] = {
    "adler32sum": of_texts(lambda written: str(zlib.adler32(written.encode()))),
    "b64dec": of_texts(_decoded),
    "b64enc": of_texts(lambda written: base64.b64encode(written.encode("utf-8", "replace")).decode()),
    "base": of_texts(posixpath.basename),
    "clean": of_texts(lambda written: posixpath.normpath(written) if written else "."),
    "dir": of_texts(lambda written: posixpath.dirname(written) or "."),
    "ext": of_texts(lambda written: posixpath.splitext(written)[1]),
    "fromJson": _read,
    "fromJsonArray": _read,
    "fromYaml": _read,
    "fromYamlArray": _read,
    "mustFromJson": _read,
    "mustToJson": _json(indented=False),
    "mustToPrettyJson": _json(indented=True),
    "md5sum": of_texts(lambda written: hashlib.md5(written.encode(), usedforsecurity=False).hexdigest()),
    "sha1sum": of_texts(lambda written: hashlib.sha1(written.encode(), usedforsecurity=False).hexdigest()),
    "sha256sum": of_texts(lambda written: hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()),
    "sha512sum": of_texts(lambda written: hashlib.sha512(written.encode("utf-8", "replace")).hexdigest()),
    "toJson": _json(indented=False),
    "toPrettyJson": _json(indented=True),
    "toRawJson": _json(indented=False),
    "toYaml": _to_yaml,
    "mustToYaml": _to_yaml,
    "toYamlPretty": _to_yaml,
    "urlJoin": _joined_address,
    "urlParse": of_data(_address),
    "urlquery": of_texts(quote_plus),
    "isAbs": of_data(lambda path: text(path).startswith("/")),
}
