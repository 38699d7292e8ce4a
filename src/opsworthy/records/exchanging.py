"""Which words a change puts in question: what it took out of files and a document says, and what it altered in a document."""

import re
from collections.abc import Callable, Iterable, Mapping

from opsworthy.text.exchange import Exchange, is_number, says
from opsworthy.text.regex import regex

_DOCUMENT = regex(
    r"\.(?:mdx?|markdown|rst|adoc|txt|html|ipynb|svg|csv|lock|sum|map|min\.js|pdf|png|jpe?g|gif|ico|woff2?)\Z"
    r"|(?:^|/)(?:package-lock\.json\Z|pnpm-lock\.yaml\Z|node_modules/|(?:licen[cs]e|copying|notice|authors|change(?:s|log))[^/.]*\Z)",
    re.IGNORECASE,
)
_PROGRAM = regex(
    r"\.(?:sh|bash|zsh|fish|ps1|bat|cmd|py|pyi|[mc]?[jt]sx?|vue|svelte|go|rb|rs|exs?|java|kts?|groovy|php|cs|fs|c|cc|cpp|h|hpp|swift|scala"
    r"|clj|sql|lua|pl|pm|r|dart|ipynb|html?|css|scss)\Z|(?:^|/)(?:bin|scripts?)/[^/.]+\Z"
    r"|(?:^|/)(?:\.github/(?:workflows|actions)|\.circleci|\.buildkite)/|(?:^|/)(?:\.gitlab-ci[^/]*|azure-pipelines[^/]*|Jenkinsfile[^/]*)\Z",
    re.IGNORECASE,
)
_COMPOUND = regex(r".*(?:[a-z0-9][A-Z]|\d[A-Za-z]|[A-Za-z]\d|\w[./:_@-]\w).*|[/~-].*\w.*|.*\w\.\w.*")
_NOTHING = regex(r"[\d.:/,+-]*|v?\d+(?:\.\w+){0,3}|https?:?|.{0,2}")
_PART = regex(r"\w+")
_LONGEST = 200


def is_document(path: str) -> bool:
    """Whether a file tells people something, or is made by a tool, so that what it says declares nothing."""
    return _DOCUMENT.search(path) is not None


def is_program(path: str) -> bool:
    """Whether a file says what is done, so that most of its words are those of a language, of tools, and of the moment."""
    return _PROGRAM.search(path) is not None


def is_telling(word: str) -> bool:
    """Whether a word is the name of one thing wherever it stands: of several words, in capitals, a path, a host."""
    return len(word) > 3 and len(word) <= _LONGEST and _COMPOUND.fullmatch(word) is not None and not _NOTHING.fullmatch(word)


def asked_of(exchanged: Mapping[str, tuple[Exchange, ...]], documents: Iterable[str]) -> frozenset[str]:
    """The words to look for in all files: what left a file and stands in a document, and both sides of an altered document."""
    told = "\n".join(documents)
    known = frozenset(_PART.findall(told))
    found: set[str] = set()
    for path, every in exchanged.items():
        if is_document(path):
            found.update(word for each in every if each.alone and _counts(each.old) for word in (each.old, each.new) if word)
        else:
            words = {each.old for each in every if _counts(each.old)}
            found.update(word for word in words if known.issuperset(_PART.findall(word)) and says(told, word))
    return frozenset(found)


def _counts(word: str) -> bool:
    return is_number(word) or is_telling(word)


def standing(words: Iterable[str], paths: Iterable[str], text_of: Callable[[str], str | None]) -> frozenset[str]:
    """Those of some words that a file says which is no document, or that the path of any file holds."""
    left = set(words)
    found: set[str] = set()
    for path in paths:
        if not left:
            break
        here = {word for word in left if says(path, word)}
        text = None if is_document(path) else text_of(path)
        here |= {word for word in left - here if text is not None and says(text, word)}
        found |= here
        left -= here
    return frozenset(found)
