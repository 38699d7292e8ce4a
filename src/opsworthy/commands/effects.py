"""What a command does to the world and what it needs, by rule: from words of its verb, its SQL and its options."""

from opsworthy.commands.arguments import Arguments
from opsworthy.commands.command import Effect
from opsworthy.commands.grammar import Grammar
from opsworthy.commands.sql import effect_of_sql
from opsworthy.text.regex import regex

_NOT_DRY = frozenset({"none", "false", "no", "0"})
_DEEPEST_WORD = 6
# A reader fills these in: what stands there cannot be told.
_UNWRITTEN = regex(r"\A[\s\"']*(?:<[^<>\n]*>|\$\{?\w+\}?|\.\.\.|…|\[[^\]\n]*\])[\s\"';]*\Z")


def settled(effect: Effect, grammar: Grammar, arguments: Arguments, fed: str = "") -> Effect:
    """The effect that a verb's own declaration leaves open. `fed` is what the command reads, as of a heredoc."""
    if arguments.verb is None:
        effect = _by_word(grammar, arguments) or effect
    if grammar.sql:
        effect = _of_sql(effect, grammar, arguments, fed)
    if effect in (Effect.CHANGES, Effect.DESTROYS) and is_dry(grammar, arguments):
        return Effect.READS
    return effect


def needed(grammar: Grammar, arguments: Arguments) -> frozenset[str]:
    """What must be there for it to run: network, login, cluster, daemon, database, host, root."""
    verb = arguments.verb
    return grammar.needs if verb is None or verb.needs is None else verb.needs


def is_dry(grammar: Grammar, arguments: Arguments) -> bool:
    """Whether an option makes it only show what it would do: `--dry-run`, not `--dry-run=none`."""
    return any(value.lower() not in _NOT_DRY for value in arguments.given(grammar.dry))


def _by_word(grammar: Grammar, arguments: Arguments) -> Effect | None:
    """By the first word that says it, where no verb is declared: `delete-*`, `describe-*`."""
    for word in arguments.positional[:_DEEPEST_WORD] if grammar.words else ():
        effect = grammar.word(word)
        if effect is not None:
            return effect
    return None


def _of_sql(effect: Effect, grammar: Grammar, arguments: Arguments, fed: str) -> Effect:
    written = arguments.given(grammar.sql)
    if not written and fed and effect is Effect.UNKNOWN:
        written = [fed]
    if not written:
        return effect
    effects = [Effect.UNKNOWN if _UNWRITTEN.match(each) else effect_of_sql(each) for each in written]
    for worst in (Effect.DESTROYS, Effect.UNKNOWN, Effect.CHANGES):
        if worst in effects:
            return worst
    return Effect.READS
