"""Source code that ends its work before it goes, in the eight languages: signal handlers, graceful stops, hooks."""

import re
from collections.abc import Iterator
from dataclasses import replace
from posixpath import dirname

from opsworthy.facts.code.calls.calling import Call
from opsworthy.facts.code.calls.ports import table_language, told_language
from opsworthy.facts.code.calls.table import marked_calls, table
from opsworthy.facts.code.source_paths import is_source
from opsworthy.facts.detector import Detector
from opsworthy.facts.fact import Told
from opsworthy.facts.files import Files
from opsworthy.facts.project import ShutdownHandled
from opsworthy.text.code import Code, language_of
from opsworthy.text.location import Location
from opsworthy.text.regex import regex
from opsworthy.text.syntax import written

# What is declared rather than called: an override, an event. Each is looked for by its word and checked by what holds it.
_DECLARED = {
    "csharp": (regex(rb"\bStopAsync\b"), "method_declaration", "StopAsync"),
    "php": (regex(rb"\bgetSubscribedSignals\b"), "method_declaration", "getSubscribedSignals"),
}
_EVENT_WORD = regex(r"\b(?:ProcessExit|CancelKeyPress|Unloading)\b")
_EVENTS = {"csharp": (regex(rb"\b(?:ProcessExit|CancelKeyPress|Unloading)\b(?=\s*\+=)"), "assignment_expression")}


def _detect(files: Files) -> Iterator[Told]:
    for source in files:
        language = table_language(language_of(source.path) or "")
        held = table("shutdown", language)
        declared = _DECLARED.get(language)
        worth = held is not None and held.may_stand_in(source.text)
        worth = (
            worth
            or (declared is not None and declared[2] in source.text)
            or (language in _EVENTS and _EVENT_WORD.search(source.text) is not None)
        )
        code = files.code(source) if worth else None
        if code is not None:
            yield from _of_file(code, language, files)


def _of_file(code: Code, language: str, files: Files) -> Iterator[ShutdownHandled]:
    """Each way once for each file, at its first place."""
    told: set[str] = set()
    for found in (*_called(code, language, files), *_declared(code, language), *_events(code, language)):
        if found.how not in told:
            told.add(found.how)
            yield found


def _called(code: Code, language: str, files: Files) -> Iterator[ShutdownHandled]:
    held = table("shutdown", language)
    for call, mark in marked_calls(code, held) if held is not None else ():
        how = str(mark.said["how"])
        yield ShutdownHandled(told_language(code), how, _place(code, call, how, files))


def _place(code: Code, call: Call, how: str, files: Files) -> Location:
    """The call; or, where its signal is named elsewhere in the file or beside it, the line that names the signal."""
    first, last = call.node.start_point[0], call.node.end_point[0]
    word = re.compile(rb"\b%s\b" % re.escape(how.encode()))
    named = [node for node in code.at(word) if "comment" not in node.type]
    beside = _beside(code, how, files) if how.isupper() and not named else None
    if beside is not None:
        return beside
    within = next((node for node in named if first <= node.start_point[0] <= last), None)
    if within is not None:
        return replace(code.place(call.named), end_line=within.start_point[0] + 1, end_column=0)
    return code.place(min(named, key=lambda node: abs(node.start_point[0] - first), default=call.named))


def _beside(code: Code, how: str, files: Files) -> Location | None:
    """Where another file of the same folder and language names a signal."""
    path, folder = code.source.path, dirname(code.source.path)
    for each in files.wanted:
        if dirname(each) != folder or each == path or language_of(each) != code.language:
            continue
        source = files.open(each)
        other = files.code(source) if source is not None and how in source.text else None
        for node in other.at(re.compile(rb"\b%s\b" % re.escape(how.encode()))) if other is not None else ():
            if other is not None and "comment" not in node.type:
                return other.place(node)
    return None


def _declared(code: Code, language: str) -> Iterator[ShutdownHandled]:
    if language in _DECLARED:
        word, kind, how = _DECLARED[language]
        for node in code.at(word):
            above = node.parent
            if above is not None and above.type == kind and above.child_by_field_name("name") == node:
                yield ShutdownHandled(told_language(code), how, code.place(node))


def _events(code: Code, language: str) -> Iterator[ShutdownHandled]:
    if language in _EVENTS:
        word, kind = _EVENTS[language]
        for node in code.at(word):
            above = node.parent
            if above is not None and above.parent is not None and kind in (above.type, above.parent.type):
                yield ShutdownHandled(told_language(code), written(node), code.place(node))


DETECTOR = Detector(
    name="shutdown_handled",
    about="Signal handlers, graceful stops and shutdown hooks in source code.",
    wants=is_source,
    detect=_detect,
    looks_at=(
        "*.js",
        "*.cjs",
        "*.mjs",
        "*.jsx",
        "*.ts",
        "*.cts",
        "*.mts",
        "*.tsx",
        "*.cs",
        "*.go",
        "*.java",
        "*.kt",
        "*.php",
        "*.py",
        "*.rake",
        "*.rb",
        "*.rs",
        "*.ru",
    ),
)
