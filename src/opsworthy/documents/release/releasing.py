"""From a commit to a published version."""

from opsworthy.documents.asking import answered, listed
from opsworthy.documents.blocks import Block
from opsworthy.documents.markup import Bullets, Code, Element, Hole, Item, Steps, fence, joined, paragraph, say, step, table
from opsworthy.documents.phrases import cite, heading, place, see, slug
from opsworthy.documents.release.ecosystems import ECOSYSTEMS
from opsworthy.documents.release.naming import VERSION, name_of, shown, version
from opsworthy.documents.release.packages import released
from opsworthy.documents.shell import sh, typed
from opsworthy.documents.writer import Dossier
from opsworthy.system.model import PackageDeclared, System


def releasing(dossier: Dossier) -> tuple[Block, ...]:
    system = dossier.system
    packages = released(system)
    return (
        _opening(system, packages),
        _before(system, packages),
        *_automatic(system),
        *(_package(system, each) for each in packages),
        _after(),
    )


def _opening(system: System, packages: tuple[PackageDeclared, ...]) -> Block:
    rows: list[tuple[Hole, ...]] = [
        (
            name_of(each),
            ECOSYSTEMS[each.ecosystem].title,
            each.version or "set when it is built",
            Code(each.path),
            place([each.location]),
        )
        for each in packages
    ]
    elements: list[Element] = [
        heading(2, "Deployment"),
        paragraph("Nothing here runs by itself: deploying {} means releasing a version of it.", system.name),
    ]
    if rows:
        elements.append(table(("Package", "Ecosystem", "Version now", "Manifest", "From"), rows))
    else:
        elements.append(paragraph("No manifest that this tool reads names a package to publish."))
    elements += answered(system, "release.minutes", "**Expected duration**: {} minutes, from the tag to the published package.")
    return Block("deployment", tuple(elements), tuple(each.location for each in packages))


def _before(system: System, packages: tuple[PackageDeclared, ...]) -> Block:
    tools = {tool.name: tool for each in packages for tool in ECOSYSTEMS[each.ecosystem].tools}
    rows = [(tool.name, tool.why, Code(tool.check.text), tool.expected) for tool in tools.values()]
    items: list[Item] = [
        *listed(system, "release.approver", "The decision: {}."),
        step(
            "Everything that belongs in the release is merged, and the folder holds nothing else.",
            fence(
                sh("git fetch --tags origin"),
                sh("git status --short --branch"),
                "the branch is up to date with its origin, and no file is changed",
            ),
        ),
        step(say("The last version is known, in case this one has to be withdrawn: {}.", see("The last good version"))),
    ]
    shown = (table(("Tool", "What for", "Check", "Expected"), rows),) if rows else ()
    return Block("deployment.prerequisites", (heading(3, "Prerequisites"), *shown, Bullets(tuple(items))))


def _automatic(system: System) -> tuple[Block, ...]:
    found = [(each, job) for each in system.pipelines for job in each.jobs if {"release", "deploy"} & set(job.purposes)]
    if not found:
        return ()
    told = [
        step(
            say(
                "`{}` of `{}`, which starts on {}{}",
                job.name,
                each.path,
                joined(each.triggers) or "demand",
                cite(job.locations, 1),
            )
        )
        for each, job in found
    ]
    file = found[0][0].path.rpartition("/")[2]
    elements = (
        heading(3, "Release by the pipeline"),
        Bullets(tuple(told)),
        fence(sh("gh run list --workflow {} --limit 5", file), "the run of this release: completed, success"),
        paragraph("What follows is the way by hand, for when the pipeline cannot; never do both for one version."),
    )
    return (Block("deployment.automatic", elements, tuple(place for _, job in found for place in job.locations[:1])),)


def _package(system: System, package: PackageDeclared) -> Block:
    name = name_of(package)
    elements = (
        heading(3, f"Release {name}"),
        heading(4, f"Steps for {name}"),
        Steps(_steps(system, package)),
        heading(4, f"Verify {name}"),
        paragraph("As a user would, outside the folder of the repository:"),
        ECOSYSTEMS[package.ecosystem].look(package),
        paragraph("It fails: {}.", see(f"Withdraw {name}")),
    )
    return Block(f"deployment.{slug(name)}", elements, (package.location,))


def _steps(system: System, package: PackageDeclared) -> tuple[Item, ...]:
    eco = ECOSYSTEMS[package.ecosystem]
    return (
        _version(package),
        step("Test.", eco.test(system, package)),
        step("Build, and look at what would be published.", eco.build(system, package)),
        *_tag(package),
        step("Publish.", eco.publish(package)),
    )


def _version(package: PackageDeclared) -> Item:
    if package.version:
        words = say(
            "Set the new version in `{}`; the commands below have {}, which stands there now.",
            package.path,
            shown(package),
        )
        return step(words)
    words = say("Choose the version; `{}` holds none, because the build or the tag sets it.", package.path)
    return step(words, fence(*typed(VERSION.name, "the version to release, as 1.2.3")))


def _tag(package: PackageDeclared) -> tuple[Item, ...]:
    """Where publishing is not itself the tag."""
    if package.ecosystem == "go":
        return ()
    tag = sh("v{}", version(package))
    words = f"Release {name_of(package)}"
    return (
        step(
            "Mark the commit.",
            fence(sh("git tag -a {} -m {}", tag, words), sh("git push origin {}", tag), "[new tag]"),
        ),
    )


def _after() -> Block:
    steps = (
        step(
            "Write down what changed for users, in the changelog or on the page of the release.",
            fence(
                sh('git log --oneline "$(git describe --tags --abbrev=0 HEAD^)"..HEAD'),
                "the commits since the version before this one",
            ),
        ),
        step("Say so where users look for it."),
    )
    return Block("deployment.after", (heading(3, "After a release"), Steps(steps)))
