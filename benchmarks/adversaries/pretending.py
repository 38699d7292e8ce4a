"""Ways to look busy: what somebody writes who wants a green build with the least work."""

import base64
import re
from collections.abc import Callable

from benchmarks.adversaries.hollowing import bodies, headings
from benchmarks.mutations.edits import lines

_VERBS = ("Build", "Deploy", "Check", "Done")
_HELP = """kubectl controls the Kubernetes cluster manager.

Basic Commands (Beginner):
  create          Create a resource from a file or from stdin
  expose          Take a replication controller, service, deployment or pod and expose it
  run             Run a particular image on the cluster

Deploy Commands:
  rollout         Manage the rollout of a resource
  scale           Set a new size for a deployment, replica set, or replication controller
"""
_MANIFEST = """apiVersion: v1
kind: ConfigMap
metadata:
  name: orders
data:
  LOG_LEVEL: info
"""
_OUTPUT = """NAME                      READY   STATUS    RESTARTS   AGE
orders-6d4cf56db6-2xk8p   1/1     Running   0          12d
orders-6d4cf56db6-9wzqt   1/1     Running   0          12d
"""


def _under_each(text: str, body: Callable[[str], str]) -> str:
    return "".join(f"{each}\n\n{body(each.lstrip('# '))}\n\n" for each in headings(text))


def timed_everywhere(text: str) -> str:
    """A length of time under every heading, and nothing else."""
    return _under_each(text, lambda _title: "**Expected duration**: 5 minutes.")


def greps_itself(text: str) -> str:
    """Verifications that look for what they print themselves."""
    return _under_each(text, lambda _title: "```bash\necho healthy | grep healthy\n# Expected: healthy\n```")


def asks_nobody(text: str) -> str:
    """A health check of an address that belongs to nobody."""
    return _under_each(text, lambda _title: "```bash\ncurl -f https://example.com/health\n# Expected: 200 OK\n```")


def reaches_nobody(text: str) -> str:
    """A contact that nobody reads, under every heading."""
    return _under_each(text, lambda _title: "Contact team@example.com or #general; escalate after 30 minutes.")


def one_word_steps(text: str) -> str:
    return _under_each(text, lambda _title: "\n".join(f"{at}. {verb}" for at, verb in enumerate(_VERBS, 1)))


def titles_as_steps(text: str) -> str:
    """Steps that say their own heading again."""
    return _under_each(text, lambda title: f"1. Begin: {title}\n2. Carry out: {title}\n3. Verify: {title}\n4. End of {title}")


def encoded(text: str) -> str:
    """Everything is there, in Base64."""
    return bodies(text, lambda _title, body: "```text\n" + base64.b64encode(body.encode()).decode() + "\n```")


def in_preformatted(text: str) -> str:
    """Everything stands in HTML for typewriters."""
    return bodies(text, lambda _title, body: "<pre>\n" + re.sub(r"\n{2,}", "\n", body.replace("<", "&lt;")) + "\n</pre>")


def not_to_do(text: str) -> str:
    """Everything is quoted, as an example of what not to do."""
    return bodies(
        text,
        lambda title, body: (
            f"An example of how another team got {title.lower()} wrong; do not do this:\n\n"
            + "".join(f"> {line.text}" for line in lines(body))
        ),
    )


def in_the_wiki(text: str) -> str:
    return _under_each(text, lambda title: f"See the internal wiki, page “{title}”.")


def as_above(text: str) -> str:
    return _under_each(text, lambda _title: "As above, with the same commands, the same verification and the same duration.")


def prompts(text: str) -> str:
    """Blocks that hold the prompt of a shell and nothing after it."""
    return _under_each(text, lambda _title: "```\n$\n$ \n# \n>\n```\n\nDuration: 5 minutes.")


def rows(text: str) -> str:
    """Ten thousand rows."""
    table = "\n".join(f"| {at} | step {at} | ok | 1 minute |" for at in range(2_000))
    return bodies(text, lambda _title, _body: f"| No. | Step | Expected | Duration |\n|---|---|---|---|\n{table}")


def ticked(text: str) -> str:
    """Everything is ticked off."""
    return _under_each(text, lambda title: f"- [x] {title}: documented ✅\n- [x] {title}: reviewed ✅\n- [x] {title}: tested ✅")


def drawn(text: str) -> str:
    """A diagram of the heading."""
    return _under_each(
        text,
        lambda title: (
            f"```mermaid\nflowchart TD\n  A[Start {title}] --> B{{Did it work?}}\n  B -->|yes| C[Done]\n  B -->|no| A\n```"
        ),
    )


def bare_commands(text: str) -> str:
    """The names of commands, without what they are to be run on."""
    return _under_each(
        text, lambda _title: "Use `kubectl apply`, `kubectl get`, `kubectl logs`, `kubectl rollout undo` and `curl`."
    )


def answers_nothing(text: str) -> str:
    return _under_each(
        text,
        lambda _title: (
            "**How is it done?** In the usual way.\n\n**How long does it take?** Not long.\n\n"
            "**What should it show?** That it works."
        ),
    )


def help_pasted(text: str) -> str:
    """The help of a tool under every heading."""
    return _under_each(text, lambda _title: f"```\n{_HELP}```")


def short_labels(text: str) -> str:
    """Every label that a check might look for, with a word behind each."""
    return _under_each(
        text,
        lambda _title: (
            "- **Prerequisites**: access\n- **Steps**: run it\n- **Verification**: it works\n- **Expected output**: success\n"
            "- **Duration**: short\n- **Cause**: an error\n- **Solution**: fix it\n- **Threshold**: high\n"
            "- **Rationale**: important"
        ),
    )


def commands_commented(text: str) -> str:
    """Every command is a comment."""
    changed = (
        f"# {line.text}" if line.fenced and line.text.strip() and not line.text.lstrip().startswith("#") else line.text
        for line in lines(text)
    )
    return "".join(changed)


def headings_in_german(text: str) -> str:
    words = {
        "Deployment": "Ausrollen",
        "Operations": "Betrieb",
        "Monitoring": "Überwachung",
        "Troubleshooting": "Fehlersuche",
        "Rollback": "Zurück",
    }
    return re.sub(r"^## (\w+)$", lambda found: f"## {words.get(found[1], found[1])}", text, flags=re.MULTILINE)


def invented_names(text: str) -> str:
    """Commands of the right tools with names out of a tutorial."""
    return re.sub(r"orders(?:-\w+)?", "my-app", text)


def same_version(text: str) -> str:
    """The rollback deploys again what runs now."""
    return _section(
        text, "Rollback",
        "Roll back when errors stay above 1 % for 5 minutes after a deployment; roll forward when the schema changed.\n\n"
        "1. Find the version that runs now: `kubectl get deployment/orders -n orders-production -o wide`\n"
        "2. Deploy it again:\n   ```bash\n   kubectl apply -k k8s/overlays/production\n"
        "   kubectl rollout status deployment/orders -n orders-production\n"
        "   # Expected: successfully rolled out\n   ```\n\n**Expected duration**: 5 minutes.",
    )  # fmt: skip


def rotates_nothing(text: str) -> str:
    """The rotation reads the secret and leaves it as it is."""
    return text.replace("put-secret-value", "describe-secret").replace("gh secret set", "gh secret list #")


def tells_symptoms_again(_text: str) -> str:
    """Causes and cures that say the symptom again."""
    table = (
        "| Symptom | Cause | Diagnosis | Solution |\n|---|---|---|---|\n"
        "| Pods crash | The pods crash | Look whether pods crash | Stop the pods from crashing |\n"
        "| Requests are slow | Slow requests | See if requests are slow | Make the requests faster |\n"
        "| Database is down | The database went down | Check that the database is down | Bring the database up |"
    )
    return "# Orders\n\n## Troubleshooting\n\n" + table + "\n"


def dated_ahead(text: str) -> str:
    return re.sub(r"\b2026-0\d-\d\d\b", "2026-06-03", text)


def nameless_amounts(text: str) -> str:
    """The same amount under every heading."""
    return _under_each(text, lambda _title: "About $100–200/month, as of 2026-05-01.")


def vendor_docs(text: str) -> str:
    """Under each heading, the vendor's page about it."""
    return _under_each(text, lambda title: f"See [{title}](https://kubernetes.io/docs/concepts/) in the manual of Kubernetes.")


def manifests(text: str) -> str:
    """The same manifest under every heading."""
    return _under_each(text, lambda _title: f"```yaml\n{_MANIFEST}```")


def outputs_pasted(text: str) -> str:
    """What a terminal showed, without what was typed."""
    return _under_each(text, lambda _title: f"```\n{_OUTPUT}```\n\nIt took 5 minutes.")


def self_assessed(text: str) -> str:
    """A questionnaire, answered with yes."""
    return _under_each(
        text,
        lambda title: f"| Question | Answer |\n|---|---|\n| Is there {title}? | Yes |\n| Is it tested every 90 days? | Yes |",
    )


def promised(text: str) -> str:
    """Everything will be written in the next quarter."""
    return _under_each(
        text, lambda title: f"The platform team (#platform) will write {title} by 2026-09-30; tracked as OPS-{len(title)}."
    )


def chat(text: str) -> str:
    """A conversation."""
    return _under_each(
        text,
        lambda title: (
            f"> **Ann** (10:02): does anybody know about {title.lower()}?\n>\n"
            "> **Ben** (10:40): I think Cara does that, ask in #orders.\n>\n"
            "> **Cara** (11:15): I used kubectl, it took 10 minutes or so. Should be 200 OK afterwards."
        ),
    )


def variables(text: str) -> str:
    """Commands that are made of variables."""
    return _under_each(
        text,
        lambda _title: "```bash\n$DEPLOY $ARGUMENTS\n$CHECK_COMMAND\n# Expected: $EXPECTED\n```\n\nTakes $MINUTES minutes.",
    )


def crosses(text: str) -> str:
    """A cross in every cell."""
    table = "| Step | Command | Expected | Duration | Owner |\n|---|---|---|---|---|\n" + "| x | x | x | x | x |\n" * 2
    return _under_each(text, lambda _title: table)


def _section(text: str, title: str, body: str) -> str:
    return bodies(text, lambda named, old: body if named.strip() == title else old)


RUNBOOKS = (
    timed_everywhere, greps_itself, asks_nobody, reaches_nobody, one_word_steps, titles_as_steps, encoded, not_to_do,
    in_the_wiki, as_above, prompts, rows, ticked, drawn, bare_commands, answers_nothing, help_pasted, short_labels,
    tells_symptoms_again, vendor_docs, manifests, outputs_pasted, self_assessed, promised, chat, variables, crosses,
)  # fmt: skip
RUNBOOKS_WITH_FAULTS = (
    in_preformatted, commands_commented, headings_in_german, invented_names, same_version, rotates_nothing, dated_ahead,
)  # fmt: skip
COST_PLANS = (
    encoded, in_the_wiki, as_above, one_word_steps, ticked, drawn, nameless_amounts, not_to_do, rows, answers_nothing,
    timed_everywhere, vendor_docs, self_assessed, promised, chat, variables, crosses,
)  # fmt: skip
COST_PLANS_WITH_FAULTS = (dated_ahead,)
