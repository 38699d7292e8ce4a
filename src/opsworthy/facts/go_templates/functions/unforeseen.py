"""What no file can say: random texts, keys, certificates, the time of day. And what Helm finds in no cluster: nothing."""

from opsworthy.facts.go_templates.functions.calling import at, text
from opsworthy.facts.go_templates.running import Function, Run
from opsworthy.facts.go_templates.values import Value
from opsworthy.text.regex import regex

_MADE = (
    "bcrypt", "buildCustomCert", "decryptAES", "derivePassword", "encryptAES", "genCA", "genCAWithKey", "genPrivateKey",
    "genSelfSignedCert", "genSelfSignedCertWithKey", "genSignedCert", "genSignedCertWithKey", "getHostByName", "htpasswd",
    "randAlpha", "randAlphaNum", "randAscii", "randBytes", "randInt", "randNumeric", "shuffle", "uuidv4",
)  # fmt: skip
_TIMES = (
    "ago", "date", "dateInZone", "date_in_zone", "dateModify", "date_modify", "duration", "durationRound", "htmlDate",
    "htmlDateInZone", "mustDateModify", "mustToDate", "now", "toDate", "unixEpoch",
)  # fmt: skip
_NAMES = frozenset((*_MADE, *_TIMES))
_WRITTEN = regex(r"\{\{ (\w+)(?: …)? \}\}")


def is_unforeseen(text: str) -> bool:
    """Whether a text holds, as a template writes it, what no rendering can foresee."""
    return "{{" in text and any(found[1] in _NAMES for found in _WRITTEN.finditer(text))


def _made(name: str, reason: str) -> Function:
    def function(run: Run, arguments: list[Value]) -> Value:
        return run.hole(f"{name} …" if arguments else name, reason)

    return function


def _templated(run: Run, arguments: list[Value]) -> Value:
    return run.include(text(at(arguments, 0)), at(arguments, 1))


FUNCTIONS: dict[str, Function] = {
    **{name: _made(name, "it is made anew whenever it is installed") for name in _MADE},
    **{name: _made(name, "it depends on the time of the release") for name in _TIMES},
    "include": _templated,
    "lookup": lambda _run, _arguments: Value({}),
}
