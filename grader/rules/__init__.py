"""Every rule kind that a rubric may name, in the order of an interview."""

from typing import Annotated

from pydantic import Field

from grader.rules.all_of import AllOf
from grader.rules.any_of import AnyOf
from grader.rules.at_least import AtLeast
from grader.rules.cache_pays import CachePays
from grader.rules.choice_per_operation import ChoicePerOperation
from grader.rules.concept_explained import ConceptExplained
from grader.rules.counter_apart import CounterApart
from grader.rules.drawn import Drawn
from grader.rules.endpoint import Endpoint
from grader.rules.endpoint_errors import EndpointErrors
from grader.rules.endpoint_idempotent import EndpointIdempotent
from grader.rules.endpoint_protected import EndpointProtected
from grader.rules.entity_fields import EntityFields
from grader.rules.entity_keyed import EntityKeyed
from grader.rules.estimate_units import EstimateUnits
from grader.rules.estimate_within import EstimateWithin
from grader.rules.keyspace_holds import KeyspaceHolds
from grader.rules.lengths_agree import LengthsAgree
from grader.rules.mechanism_placed import MechanismPlaced
from grader.rules.no_single_point_of_failure import NoSinglePointOfFailure
from grader.rules.no_waiting_on import NoWaitingOn
from grader.rules.not_said import NotSaid
from grader.rules.options_contrasted import OptionsContrasted
from grader.rules.partitioned_by import PartitionedBy
from grader.rules.path_exists import PathExists
from grader.rules.plausible_calls import PlausibleCalls
from grader.rules.quantity_promised import QuantityPromised
from grader.rules.ratio_stated import RatioStated
from grader.rules.read_through_cache import ReadThroughCache
from grader.rules.replicated import Replicated
from grader.rules.requirement_stated import RequirementStated
from grader.rules.said import Said
from grader.rules.scaled_to_load import ScaledToLoad
from grader.rules.scope_decided import ScopeDecided
from grader.rules.status_fits import StatusFits
from grader.rules.thresholds_named import ThresholdsNamed
from grader.rules.traceable import Traceable
from grader.rules.unique_without_race import UniqueWithoutRace
from grader.rules.unless import Unless
from grader.rules.unused_components import UnusedComponents
from grader.rules.when import When

KINDS = (
    # requirements
    RequirementStated,
    ScopeDecided,
    QuantityPromised,
    RatioStated,
    ChoicePerOperation,
    # numbers
    EstimateWithin,
    KeyspaceHolds,
    CachePays,
    EstimateUnits,
    # API
    Endpoint,
    StatusFits,
    EndpointErrors,
    EndpointIdempotent,
    EndpointProtected,
    # data model
    EntityKeyed,
    EntityFields,
    UniqueWithoutRace,
    PartitionedBy,
    CounterApart,
    # drawing
    PathExists,
    Replicated,
    ReadThroughCache,
    MechanismPlaced,
    NoWaitingOn,
    NoSinglePointOfFailure,
    Traceable,
    # prose
    OptionsContrasted,
    ConceptExplained,
    ThresholdsNamed,
    # faults and contradictions
    UnusedComponents,
    PlausibleCalls,
    ScaledToLoad,
    LengthsAgree,
    Drawn,
    Said,
    NotSaid,
    # rules made of rules
    AnyOf,
    AllOf,
    AtLeast,
    When,
    Unless,
)

Rule = Annotated[
    RequirementStated | ScopeDecided | QuantityPromised | RatioStated | ChoicePerOperation
    | EstimateWithin | KeyspaceHolds | CachePays | EstimateUnits
    | Endpoint | StatusFits | EndpointErrors | EndpointIdempotent | EndpointProtected
    | EntityKeyed | EntityFields | UniqueWithoutRace | PartitionedBy | CounterApart
    | PathExists | Replicated | ReadThroughCache | MechanismPlaced | NoWaitingOn
    | NoSinglePointOfFailure | Traceable
    | OptionsContrasted | ConceptExplained | ThresholdsNamed
    | UnusedComponents | PlausibleCalls | ScaledToLoad | LengthsAgree | Drawn | Said | NotSaid
    | AnyOf | AllOf | AtLeast | When | Unless,
    Field(discriminator="kind"),
]  # fmt: skip

for _kind in KINDS:
    _kind.model_rebuild(_types_namespace={"Rule": Rule})
