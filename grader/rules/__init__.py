"""Every rule kind that a rubric may name, in the order of an interview."""

from typing import Annotated

from pydantic import Field

from grader.rules.all_of import AllOf
from grader.rules.any_of import AnyOf
from grader.rules.asked_before import AskedBefore
from grader.rules.at_least import AtLeast
from grader.rules.cache_pays import CachePays
from grader.rules.calls_between import CallsBetween
from grader.rules.choice_per_operation import ChoicePerOperation
from grader.rules.component_in_role import ComponentInRole
from grader.rules.concept_explained import ConceptExplained
from grader.rules.copies_agree import CopiesAgree
from grader.rules.cost_within_budget import CostWithinBudget
from grader.rules.counter_apart import CounterApart
from grader.rules.decided import Decided
from grader.rules.drawn import Drawn
from grader.rules.endpoint import Endpoint
from grader.rules.endpoint_errors import EndpointErrors
from grader.rules.endpoint_idempotent import EndpointIdempotent
from grader.rules.endpoint_paginated import EndpointPaginated
from grader.rules.endpoint_protected import EndpointProtected
from grader.rules.endpoint_versioned import EndpointVersioned
from grader.rules.entity_fields import EntityFields
from grader.rules.entity_keyed import EntityKeyed
from grader.rules.estimate_bounded import EstimateBounded
from grader.rules.estimate_units import EstimateUnits
from grader.rules.estimate_within import EstimateWithin
from grader.rules.fields_stored import FieldsStored
from grader.rules.filled_behind import FilledBehind
from grader.rules.found_from_both_ends import FoundFromBothEnds
from grader.rules.headroom import Headroom
from grader.rules.index_serves import IndexServes
from grader.rules.key_pattern import KeyPattern
from grader.rules.keyspace_holds import KeyspaceHolds
from grader.rules.lengths_agree import LengthsAgree
from grader.rules.machines_within_budget import MachinesWithinBudget
from grader.rules.mechanism_placed import MechanismPlaced
from grader.rules.misconception import Misconception
from grader.rules.no_blobs import NoBlobs
from grader.rules.no_single_point_of_failure import NoSinglePointOfFailure
from grader.rules.no_synchronous_way import NoSynchronousWay
from grader.rules.no_waiting_on import NoWaitingOn
from grader.rules.not_said import NotSaid
from grader.rules.number_said import NumberSaid
from grader.rules.numbers_ordered import NumbersOrdered
from grader.rules.options_contrasted import OptionsContrasted
from grader.rules.partitioned_by import PartitionedBy
from grader.rules.path_exists import PathExists
from grader.rules.path_passes_through import PathPassesThrough
from grader.rules.plausible_calls import PlausibleCalls
from grader.rules.promise_kept import PromiseKept
from grader.rules.quantity_promised import QuantityPromised
from grader.rules.ratio_stated import RatioStated
from grader.rules.read_through_cache import ReadThroughCache
from grader.rules.replicated import Replicated
from grader.rules.requirement_stated import RequirementStated
from grader.rules.said import Said
from grader.rules.scaled_to_load import ScaledToLoad
from grader.rules.scope_decided import ScopeDecided
from grader.rules.status_fits import StatusFits
from grader.rules.stores_known import StoresKnown
from grader.rules.survives_fault import SurvivesFault
from grader.rules.thresholds_named import ThresholdsNamed
from grader.rules.traceable import Traceable
from grader.rules.unique_without_race import UniqueWithoutRace
from grader.rules.unless import Unless
from grader.rules.unused_components import UnusedComponents
from grader.rules.when import When
from grader.rules.worked_in_order import WorkedInOrder

KINDS = (
    # requirements
    RequirementStated,
    ScopeDecided,
    QuantityPromised,
    RatioStated,
    ChoicePerOperation,
    # numbers
    EstimateWithin,
    EstimateBounded,
    KeyspaceHolds,
    CachePays,
    EstimateUnits,
    NumbersOrdered,
    # API
    Endpoint,
    StatusFits,
    EndpointErrors,
    EndpointIdempotent,
    EndpointProtected,
    EndpointPaginated,
    EndpointVersioned,
    # data model
    EntityKeyed,
    KeyPattern,
    EntityFields,
    UniqueWithoutRace,
    PartitionedBy,
    CounterApart,
    IndexServes,
    FoundFromBothEnds,
    NoBlobs,
    # drawing
    PathExists,
    Replicated,
    ReadThroughCache,
    MechanismPlaced,
    NoWaitingOn,
    NoSinglePointOfFailure,
    Traceable,
    ComponentInRole,
    PathPassesThrough,
    NoSynchronousWay,
    CallsBetween,
    FilledBehind,
    # the drawing, run
    PromiseKept,
    Headroom,
    SurvivesFault,
    CostWithinBudget,
    MachinesWithinBudget,
    # prose
    OptionsContrasted,
    ConceptExplained,
    ThresholdsNamed,
    Decided,
    NumberSaid,
    # faults and contradictions
    UnusedComponents,
    PlausibleCalls,
    ScaledToLoad,
    LengthsAgree,
    Misconception,
    CopiesAgree,
    FieldsStored,
    StoresKnown,
    Drawn,
    Said,
    NotSaid,
    # the interview
    AskedBefore,
    WorkedInOrder,
    # rules made of rules
    AnyOf,
    AllOf,
    AtLeast,
    When,
    Unless,
)

Rule = Annotated[
    RequirementStated | ScopeDecided | QuantityPromised | RatioStated | ChoicePerOperation
    | EstimateWithin | EstimateBounded | KeyspaceHolds | CachePays | EstimateUnits | NumbersOrdered | Endpoint
    | StatusFits | EndpointErrors | EndpointIdempotent | EndpointProtected | EndpointPaginated
    | EndpointVersioned | EntityKeyed | KeyPattern | EntityFields | UniqueWithoutRace | PartitionedBy
    | CounterApart | IndexServes | FoundFromBothEnds | NoBlobs | PathExists | Replicated | ReadThroughCache
    | MechanismPlaced | NoWaitingOn | NoSinglePointOfFailure | Traceable | ComponentInRole
    | PathPassesThrough | NoSynchronousWay | CallsBetween | FilledBehind | PromiseKept | Headroom | SurvivesFault
    | CostWithinBudget | MachinesWithinBudget | OptionsContrasted | ConceptExplained | ThresholdsNamed | Decided
    | NumberSaid | UnusedComponents | PlausibleCalls | ScaledToLoad
    | LengthsAgree | Misconception | CopiesAgree | FieldsStored | StoresKnown | Drawn | Said
    | NotSaid | AskedBefore | WorkedInOrder | AnyOf | AllOf | AtLeast | When | Unless,
    Field(discriminator="kind"),
]  # fmt: skip
