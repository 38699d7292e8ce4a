"""What a controller brings to a cluster from elsewhere: charts of other repositories, each a workload by its release's name."""

from opsworthy.facts.infrastructure import ChartDeclared, Delivery, Resource
from opsworthy.facts.workloads import Workload
from opsworthy.system.known import Known

_CONTROLLERS = frozenset({"argo-cd", "flux"})


def workloads_delivered(known: Known) -> tuple[Workload, ...]:
    """Releases of charts that are not in this repository. One that brings a datastore is known as such already."""
    own = {chart.name for chart in known.of(ChartDeclared)}
    stores = {each.location for each in known.of(Resource) if each.tool in _CONTROLLERS or each.type == "chart"}
    return tuple(
        Workload(
            "kubernetes",
            "Release",
            each.name,
            each.location,
            each.environment,
            each.namespace,
            labels=(("helm.sh/chart", each.chart),),
        )
        for each in known.of(Delivery)
        if each.tool in _CONTROLLERS and each.chart and each.chart not in own and each.location not in stores
    )
