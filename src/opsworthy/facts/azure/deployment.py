"""A deployment: the parameters, variables, resources and modules of one ARM template or Bicep file."""

from dataclasses import field

from opsworthy.facts.azure.expressions import TAG, Expression, Placed
from opsworthy.text.dataclass import dataclass
from opsworthy.text.location import Location
from opsworthy.text.node import Node, Scalar


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter; `secure` where its value is a secret."""

    name: str
    location: Location
    default: Node | None = None
    secure: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A resource or a module. `symbol` is its name in the file, `type` the resource's type or the module's source, `looped` where
    it is made once per item of a list, `existing` where it is only referred to, `parent` the symbol that it stands under."""

    symbol: str
    type: str
    body: Node
    location: Location
    condition: Node | None = None
    looped: bool = False
    existing: bool = False
    parent: str | None = None


@dataclass
class Deployment:
    """`expressions` are those that scalars with the tag of expressions point to."""

    path: str
    tool: str
    parameters: dict[str, Parameter] = field(default_factory=dict)
    variables: dict[str, Node] = field(default_factory=dict)
    resources: list[Piece] = field(default_factory=list)
    modules: list[Piece] = field(default_factory=list)
    expressions: list[Placed] = field(default_factory=list)
    scope: str | None = None

    @property
    def folder(self) -> str:
        return self.path.rpartition("/")[0]

    def hold(self, expression: Expression, location: Location) -> Scalar:
        """A scalar that stands for an expression."""
        self.expressions.append(Placed(expression, location))
        return Scalar("", "", location, f"{TAG}{len(self.expressions) - 1}")

    def held(self, node: Node) -> Placed | None:
        """The expression that a scalar stands for."""
        if node.tag is None or not node.tag.startswith(TAG):
            return None
        return self.expressions[int(node.tag[len(TAG) :])]
