"""The health check of a Compose service."""

from opsworthy.facts.compose.variables import Context
from opsworthy.facts.healthchecks import of_command, seconds
from opsworthy.facts.workloads import Probe, Variable
from opsworthy.text.node import Node, Scalar, Sequence, find, string


def probes(service: Node, names: tuple[str, ...], declared: tuple[Variable, ...], context: Context) -> tuple[Probe, ...]:
    """The probe of `healthcheck.test`; none where it is disabled, or where only the times of the image's own check are set."""
    check = find(service, "healthcheck")
    test = find(check, "test")
    command = _command(test, context)
    if test is None or not command or string(check, "disable") in ("true", "yes"):
        return ()
    times = {key: context.expand(string(check, key) or "").text for key in ("interval", "timeout", "retries")}
    return (
        of_command(
            command,
            test.location,
            names,
            {variable.name: variable.value for variable in declared if variable.value is not None},
            period=seconds(times["interval"]),
            timeout=seconds(times["timeout"]),
            failures=int(times["retries"])
            if times["retries"].isascii() and times["retries"].isdigit() and len(times["retries"]) < 10
            else None,
        ),
    )


def _command(test: Node | None, context: Context) -> tuple[str, ...] | str:
    """The words of `CMD`, the text of `CMD-SHELL` or of a plain string; empty for `NONE`."""
    if isinstance(test, Sequence):
        words = [context.expand(item.text).text for item in test.items if isinstance(item, Scalar)]
        if words[:1] == ["CMD-SHELL"]:
            return " ".join(words[1:])
        return tuple(words[1:]) if words[:1] == ["CMD"] else ()
    if not isinstance(test, Scalar) or test.value is None or test.text.strip().upper() == "NONE":
        return ()
    return context.expand(test.text).text
