"""Templates of clouds, of any shape: every one of them ends in facts or problems, and what is computed is computed right."""

import json

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opsworthy.facts.azure.arm_reading import parse
from opsworthy.facts.azure.deployment import Deployment
from opsworthy.facts.azure.evaluation import Evaluator as Azure
from opsworthy.facts.cloudformation.evaluation import Evaluator
from opsworthy.facts.cloudformation.templates import template_in
from opsworthy.facts.detect import all_detectors
from opsworthy.facts.files import Files, Library
from opsworthy.repository.memory import MemoryTree
from opsworthy.text import json as with_places
from opsworthy.text.location import Location, Unknown
from opsworthy.text.node import Scalar, find
from opsworthy.text.source import Problem, Source

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
KEYS = [
    "Resources",
    "Type",
    "Properties",
    "Parameters",
    "Default",
    "Conditions",
    "Condition",
    "Mappings",
    "Globals",
    "Function",
    "Environment",
    "Variables",
    "Events",
    "Ref",
    "Fn::If",
    "Fn::Join",
    "Fn::Sub",
    "Fn::Select",
    "Fn::Split",
    "Fn::Equals",
    "Fn::Not",
    "Fn::And",
    "Fn::GetAtt",
    "Fn::FindInMap",
    "ContainerDefinitions",
    "Name",
    "Image",
    "PortMappings",
    "ContainerPort",
    "Secrets",
    "ValueFrom",
    "HealthCheck",
    "Command",
    "LoadBalancers",
    "TaskDefinition",
    "Subscription",
    "Protocol",
    "Endpoint",
    "containerDefinitions",
    "name",
    "image",
    "environment",
    "value",
    "taskDefinition",
    "volumes",
    "functions",
    "events",
    "http",
    "schedule",
    "provider",
    "stage",
    "custom",
    "resources",
    "type",
    "properties",
    "kind",
    "siteConfig",
    "appSettings",
    "parameters",
    "variables",
    "defaultValue",
    "copy",
    "condition",
    "template",
    "containers",
    "env",
    "services",
    "host",
    "project",
    "config",
    "secure",
]
WORDS = [
    "AWS::Lambda::Function", "AWS::ECS::Service", "AWS::ECS::TaskDefinition", "AWS::SNS::Topic", "AWS::RDS::DBInstance", "A", "${A}",
    "${A.B}", "{{resolve:ssm:/a}}", "aws", "[parameters('A')]", "[concat('a', variables('b'))]", "${self:custom.A}", "${opt:stage, 'dev'}",
    "Microsoft.Web/sites", "Microsoft.App/containerApps", "1", "aws:s3:Bucket",
]  # fmt: skip
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(-9, 99999), st.text(max_size=8), st.sampled_from(WORDS))
SHAPES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*KEYS, "A", "B"]), inner, max_size=5),
    max_leaves=25,
)
TABLES = st.dictionaries(st.sampled_from(["A", "B", "C"]), SHAPES, max_size=3)
TYPES = st.sampled_from([word for word in WORDS if "::" in word])


def detect(detector: str, files: dict[str, str]) -> list[object]:
    chosen = next(each for each in all_detectors() if each.name == detector)
    found = list(chosen.detect(Files(Library(MemoryTree(files)), chosen.wants)))
    for told in found:
        assert told.location.path in files
        assert told.location.line >= 1
    return list(found)


@QUICK
@given(
    st.dictionaries(st.sampled_from(["A", "B"]), st.fixed_dictionaries({"Type": TYPES, "Properties": SHAPES})),
    TABLES,
    TABLES,
    TABLES,
)
def test_cloudformation(resources: object, parameters: object, conditions: object, values: object) -> None:
    template = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Resources": resources,
        "Parameters": parameters,
        "Conditions": conditions,
    }
    sam = {**template, "Transform": "AWS::Serverless-2016-10-31", "Globals": {"Function": values}}
    detect(
        "cloudformation", {"a.json": json.dumps(template), "b.yaml": yaml.safe_dump(sam), "params/prod.json": json.dumps(values)}
    )


@QUICK
@given(SHAPES, SHAPES, SHAPES)
def test_serverless(functions: object, custom: object, resources: object) -> None:
    service = {"service": "s", "provider": {"name": "aws", "stage": "${opt:stage, 'dev'}"}, "functions": functions}
    detect("serverless", {"serverless.yml": yaml.safe_dump({**service, "custom": custom, "resources": {"Resources": resources}})})


@QUICK
@given(SHAPES, SHAPES)
def test_the_others(shape: object, other: object) -> None:
    detect("ecs_task", {"task.json": json.dumps({"containerDefinitions": shape, "taskDefinition": other})})
    schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
    detect(
        "arm",
        {
            "azuredeploy.json": json.dumps(
                {"$schema": schema, "resources": [shape, {"type": "Microsoft.Web/sites", "properties": other}]}
            )
        },
    )
    pulumi = {"name": "p", "resources": {"a": {"type": "aws:s3:Bucket", "properties": shape}}}
    detect("pulumi", {"Pulumi.yaml": yaml.safe_dump(pulumi), "Pulumi.dev.yaml": yaml.safe_dump({"config": other})})
    detect("azd", {"azure.yaml": yaml.safe_dump({"name": "a", "services": shape})})
    detect(
        "copilot",
        {
            "copilot/a/manifest.yml": yaml.safe_dump(
                {"name": "a", "type": "Backend Service", "image": shape, "environments": other}
            )
        },
    )


@QUICK
@given(st.text(alphabet="resourcmdulpav xy='{}[]()?:!&|.\n@/0", max_size=200))
def test_bicep_of_any_text(text: str) -> None:
    detect("bicep", {"main.bicep": text, "main.prod.bicepparam": f"using 'main.bicep'\n{text}"})


CONDITIONS = st.recursive(
    st.booleans(),
    lambda inner: (
        st.tuples(st.sampled_from(["And", "Or"]), st.lists(inner, min_size=2, max_size=4)) | st.tuples(st.just("Not"), inner)
    ),
    max_leaves=12,
)


def _truth(condition: object) -> bool:
    if isinstance(condition, bool):
        return condition
    assert isinstance(condition, tuple)
    kind, inner = condition
    if kind == "Not":
        return not _truth(inner)
    return (all if kind == "And" else any)(_truth(each) for each in inner)


def _as_written(condition: object) -> object:
    if isinstance(condition, bool):
        return {"Fn::Equals": [{"Ref": "Stage"}, "prod" if condition else "dev"]}
    assert isinstance(condition, tuple)
    kind, inner = condition
    return {f"Fn::{kind}": [_as_written(each) for each in (inner if kind != "Not" else [inner])]}


def _evaluator(template: object) -> Evaluator:
    root = with_places.parse(Source("t.json", json.dumps(template)))
    assert not isinstance(root, Problem)
    made = template_in("t.json", root)
    assert made is not None
    return Evaluator(made)


@QUICK
@given(CONDITIONS)
def test_conditions_are_decided_as_logic_does(condition: object) -> None:
    template = {
        "Parameters": {"Stage": {"Type": "String", "Default": "prod"}},
        "Conditions": {"C": _as_written(condition)},
        "Resources": {"Q": {"Type": "AWS::SQS::Queue"}},
    }
    assert _evaluator(template).holds("C") is _truth(condition)


@QUICK
@given(st.lists(st.text(alphabet="abc", min_size=1, max_size=3), min_size=1, max_size=5), st.integers(0, 4))
def test_what_is_joined_can_be_split_and_selected(words: list[str], at: int) -> None:
    joined = {"Fn::Join": ["-", words]}
    split = {"Fn::Select": [str(at), {"Fn::Split": ["-", joined]}]}
    template = {"Resources": {"Q": {"Type": "AWS::SQS::Queue", "Properties": {"Joined": joined, "One": split}}}}
    evaluator = _evaluator(template)
    properties = evaluator.view(find(evaluator.template.resources["Q"].value, "Properties"))
    assert properties.at("Joined").string() == "-".join(words)
    one = properties.at("One")
    assert one.string() == words[at] if at < len(words) else isinstance(one.found, Unknown)


@QUICK
@given(st.lists(st.text(alphabet="ab'c", max_size=4), min_size=1, max_size=5))
def test_texts_of_arm_are_put_together(words: list[str]) -> None:
    written = ", ".join("'" + word.replace("'", "''") + "'" for word in words)
    place = Location("t.json", 1)
    found = Azure(Deployment("t.json", "arm")).evaluate(parse(f"toUpper(concat({written}))", place), place)
    assert isinstance(found, Scalar)
    assert found.text == "".join(words).upper()


@pytest.mark.parametrize("levels", [5, 60])
def test_functions_within_each_other_cannot_unfold(levels: int) -> None:
    """Each level joins the one below ten times: written out, the last would be ten to the power of the levels."""
    lines = ["AWSTemplateFormatVersion: 2010-09-09", "Anchors:", "  a0: &a0 x"]
    lines += [
        f"  a{level}: &a{level} {{'Fn::Join': ['', [{', '.join([f'*a{level - 1}'] * 10)}]]}}" for level in range(1, levels + 1)
    ]
    lines += ["Resources:", "  Q:", "    Type: AWS::SQS::Queue", "    Properties:", f"      QueueName: *a{levels}"]
    assert len(detect("cloudformation", {"template.yaml": "\n".join(lines)})) == 1
