"""One answer, opened: every part read once, in the form in which rules ask for it."""

import re
from collections.abc import Iterable
from functools import cached_property, partial

from capacity.formulary import FORMULAS
from capacity.frozen import Problem
from capacity.reading import Quantity
from grader.answer import Answer, Endpoint
from grader.exercise import Brief
from grader.found import Found, fits_beside, honest_in, is_near
from grader.graph import Drawing, in_order
from grader.lexicon import Lexicon, parted
from grader.numbers import Number, convert, read_number
from grader.own_lines import own_numbers
from grader.own_names import own_names
from grader.polarity import Polarity
from grader.run import Run, run
from grader.schema import Column, Schema, Table, read_schema
from grader.signs import Signs
from grader.text import Document
from grader.verdict import Evidence, Section

PROSE: tuple[Section, ...] = ("functional", "non_functional", "deep_dives", "interface")
EVERYWHERE: tuple[Section, ...] = (*PROSE, "api", "data_model", "architecture", "estimates")
ALL: tuple[Polarity, ...] = ("affirmed", "supposed", "turned down", "denied", "put off")
PARAMETER = re.compile(r"\{[^}]*\}|/:\w+|<[^>]*>|\[[^\]]+\]|\$\{?\w+|(?<=/)\*+")
BARE_PARAMETER = re.compile(
    r"^/?(?:[a-z]{1,3}/)?\w*(?:code|slug|alias|hash|short|key|abc|xyz|id)\w*$", re.IGNORECASE
)
NOT_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)


class Submission:
    """An answer together with the exercise it answers and the words people use for it."""

    def __init__(self, exercise: Brief, lexicon: Lexicon, signs: Signs, answer: Answer) -> None:
        self.exercise = exercise
        self.lexicon = lexicon
        self.signs = signs
        self.answer = answer

    # --- prose ------------------------------------------------------------------------------------

    @cached_property
    def documents(self) -> dict[Section, tuple[Document, ...]]:
        """All that is written in sentences, by section: prose, notes, workings, comments."""
        answer = self.answer
        names = own_names(answer.architecture, self.lexicon.knows)
        read = partial(self.lexicon.document, names=names)
        prose: dict[Section, tuple[Document, ...]] = {
            section: (read(getattr(answer, section), section),) for section in PROSE
        }
        prose["api"] = tuple(
            read(". ".join(filter(None, (each.request, each.response, each.notes))), "api", str(n))
            for n, each in enumerate(answer.api)
        )
        prose["estimates"] = tuple(
            read(each.working, "estimates", each.name) for each in answer.estimates
        )
        comments = read(_comments(answer.data_model.ddl), "data_model")
        prose["data_model"] = (
            comments,
            *(read(each.notes, "data_model", each.name) for each in answer.data_model.entities),
        )
        prose["architecture"] = (
            *(
                read(". ".join(filter(None, (each.title, each.note))), "architecture", each.id)
                for each in answer.architecture.components
            ),
            *(read(each.label, "architecture", each.id) for each in answer.architecture.calls),
        )
        return prose

    def find(
        self,
        concepts: Iterable[str],
        sections: Iterable[Section] = PROSE,
        polarities: Iterable[Polarity] = ("affirmed",),
    ) -> list[Found]:
        """Mentions of any of the concepts, in honest sentences and with one of the polarities."""
        concepts, wanted = tuple(concepts), set(polarities)
        found: list[Found] = []
        for section in sections:
            by_concept = self._named_in[section]
            named = [each for each in concepts if each in by_concept]
            if not named:
                continue
            numbers = by_concept[named[0]]
            if len(named) > 1:
                numbers = sorted({number for each in named for number in by_concept[each]})
            for number in numbers:
                document = self.documents[section][number]
                for concept in named:
                    found += honest_in(self.lexicon, document, concept)
        return [each for each in found if each.mention.polarity in wanted]

    @cached_property
    def _named_in(self) -> dict[Section, dict[str, list[int]]]:
        """For each section and concept, the numbers of the documents that name it."""
        found: dict[Section, dict[str, list[int]]] = {}
        for section, documents in self.documents.items():
            by_concept = found[section] = {}
            for number, document in enumerate(documents):
                for concept in self.lexicon.spans(document):
                    by_concept.setdefault(concept, []).append(number)
        return found

    def sentence_with(
        self,
        groups: Iterable[Iterable[str]],
        sections: Iterable[Section] = PROSE,
        polarities: Iterable[Polarity] = ("affirmed",),
        *,
        nearby: int = 0,
    ) -> list[Found]:
        """One mention of each group of concepts, all in one sentence or `nearby` sentences apart.

        The sentences are of one paragraph. Empty when there is no such place.
        """
        first, *rest = [tuple(group) for group in groups]
        others = [self.find(group, sections, polarities) for group in rest]
        for lead in self.find(first, sections, polarities):
            chosen = [lead]
            for group in others:
                near = next((each for each in group if fits_beside(chosen, each, nearby)), None)
                if near is None:
                    break
                chosen.append(near)
            else:
                return chosen
        return []

    def close(self, one: Found, other: Found, nearby: int) -> bool:
        """Whether two mentions stand in one sentence, or `nearby` apart in one paragraph."""
        return is_near(one, other, nearby)

    def beside(self, one: Found, other: Found, nearby: int) -> bool:
        """The same, for mentions in words of their own."""
        return fits_beside([one], other, nearby)

    def scoped_out(self, concepts: Iterable[str]) -> Found | None:
        """Where the requirements put something out of scope without also asking for it."""
        concepts = tuple(concepts)
        sections: tuple[Section, ...] = ("functional", "non_functional")
        wanted = self.find(concepts, ("functional",))
        out = self.find(concepts, sections, ("put off", "denied", "turned down"))
        return out[0] if out and not wanted else None

    def is_out_of_scope(self, operation: str) -> bool:
        """Whether an optional operation was put out of scope."""
        optional = {each.id for each in self.exercise.contract.operations if each.optional}
        return operation in optional and (
            self.scoped_out(self.signs.operations[operation].topic) is not None
        )

    def is_about(self, text: str, *concepts: str) -> bool:
        """Whether a short text, such as a name, mentions one of the concepts."""
        return self.lexicon.is_about(text, *concepts)

    def unread(self, section: Section) -> Problem | None:
        """What could not be read in a section that was handed in as it is."""
        return next((each for each in self.answer.unread if each.field.startswith(section)), None)

    def requirement(self, operation: str) -> Evidence | None:
        """The sentence among the requirements that states an operation."""
        groups = self.signs.operations[operation].requirement
        found = self.sentence_with(groups, ("functional",))
        return found[0].whole_sentence if found else None

    def named_requirement(self, operation: str) -> Evidence | None:
        """Where the requirements call an operation by its name, as in 'shorten, redirect, counts'.

        None where they do not say or name every operation that has a name: 'follow' alone may be anything.
        """
        return self._named_requirements.get(operation)

    @cached_property
    def _named_requirements(self) -> dict[str, Evidence]:
        optional = {each.id for each in self.exercise.contract.operations if each.optional}
        found: dict[str, Evidence] = {}
        for operation, signs in self.signs.operations.items():
            named = self.find(signs.named, ("functional",))
            if named:
                found[operation] = named[0].whole_sentence
            elif signs.named and operation not in optional and not self.requirement(operation):
                return {}
        return found

    # --- numbers ----------------------------------------------------------------------------------

    @cached_property
    def numbers(self) -> dict[str, Number]:
        """The estimates that were asked for and given, by name."""
        asked = {each.name: each for each in self.exercise.estimates}
        labels = {_key(each.label): each.name for each in self.exercise.estimates}
        found: dict[str, Number] = {}
        for each in self.answer.estimates:
            key = _key(each.name)
            name = key if key in asked else labels.get(key, "")
            if name and name not in found and each.value.strip():
                found[name] = read_number(each, asked[name].unit)
        return found

    @cached_property
    def own_numbers(self) -> dict[str, Quantity]:
        """Lines of the notebook that nobody asked for: steps on the way, which others may name."""
        labels = (each.label for each in self.exercise.estimates)
        asked = {_key(each) for each in (*labels, *(each.name for each in self.exercise.estimates))}
        return {
            name: quantity
            for name, quantity in own_numbers(self.answer.estimates).items()
            if _key(name) not in asked
        }

    def unit_of(self, name: str) -> str:
        """The unit in which a number was asked for."""
        asked = next((each.unit for each in self.exercise.estimates if each.name == name), "")
        return asked or FORMULAS[self.signs.numbers[name].formula].output.unit

    def label_of(self, name: str) -> str:
        """What a number is called on the page."""
        labels = {each.name: each.label for each in self.exercise.estimates}
        return labels.get(name) or name.replace("_", " ").capitalize()

    def convert(self, value: float, unit: str, to: str) -> float:
        """A value in another unit of the same kind."""
        return convert(value, unit, to)

    # --- API --------------------------------------------------------------------------------------

    def endpoint(self, operation: str) -> tuple[int, Endpoint] | None:
        """The endpoint that shows most signs of an operation, with its number."""
        if operation not in self._endpoints:
            self._endpoints[operation] = self._found_endpoint(operation)
        return self._endpoints[operation]

    @cached_property
    def _endpoints(self) -> dict[str, tuple[int, Endpoint] | None]:
        return {}

    def _found_endpoint(self, operation: str) -> tuple[int, Endpoint] | None:
        signs = self.signs.operations[operation].endpoint
        if signs is None:
            return None
        best: tuple[float, int] | None = None
        for number, each in enumerate(self.answer.api):
            if each.method not in signs.methods:
                continue
            words = parted(f"{each.path} {each.request} {each.response} {each.notes}")
            path = parted(each.path)
            score = 1.0
            score += signs.parameter is not None and has_parameter(each.path) == signs.parameter
            score += bool(set(each.answers) & set(signs.statuses))
            score += bool(signs.about) and self.is_about(words, *signs.about)
            score -= 2 * (bool(signs.not_about) and self.is_about(path, *signs.not_about))
            if score >= 2 and (best is None or score > best[0]):
                best = (score, number)
        return None if best is None else (best[1], self.answer.api[best[1]])

    def endpoint_evidence(self, number: int, quote: str = "") -> Evidence:
        each = self.answer.api[number]
        return Evidence(
            section="api", at=str(number), quote=quote or f"{each.method} {each.path}".strip()
        )

    # --- schema -----------------------------------------------------------------------------------

    @cached_property
    def schema(self) -> Schema:
        model = self.answer.data_model
        return read_schema(model.ddl, model.entities)

    def entity(self, name: str) -> Table | None:
        """The table that shows most signs of an entity."""
        return next(iter(self.entity_tables(name)), None)

    def entity_tables(self, name: str) -> list[Table]:
        """All tables that show signs of an entity, most first; one entity may be kept twice, turned round."""
        if name not in self._tables_of:
            self._tables_of[name] = self._found_tables(name)
        return self._tables_of[name]

    @cached_property
    def _tables_of(self) -> dict[str, list[Table]]:
        return {}

    def _found_tables(self, name: str) -> list[Table]:
        signs = self.signs.entities[name]
        found: list[tuple[int, Table]] = []
        for table in self.schema.tables:
            if signs.not_called and self.is_about(table.name, *signs.not_called):
                continue
            if not self.columns(table, signs.columns[0]):
                continue
            score = sum(bool(self.columns(table, each)) for each in signs.columns)
            score += bool(signs.called) and self.is_about(table.name, *signs.called)
            found.append((score, table))
        return [table for _score, table in sorted(found, key=lambda each: -each[0])]

    def columns(self, table: Table, *concepts: str) -> list[Column]:
        """The columns whose names mention one of the concepts."""
        return [each for each in table.columns if self.is_about(each.name, *concepts)]

    # --- drawing ----------------------------------------------------------------------------------

    @cached_property
    def drawing(self) -> Drawing:
        operations = frozenset(each.id for each in self.exercise.contract.operations)
        signs = self.signs.operations
        return Drawing(
            in_order(self.answer.architecture),
            operations,
            {name: each.works_in for name, each in signs.items()},
            {name: each.ends_in for name, each in signs.items()},
        )

    @cached_property
    def run(self) -> Run:
        """The drawing under the brief's load. Raises NotRun."""
        return run(self.answer.architecture, self.exercise.contract.workload)

    def title_of(self, operation: str) -> str:
        """An operation as a person calls it."""
        operations = self.exercise.contract.operations
        return next((each.title for each in operations if each.id == operation), operation)


def has_parameter(path: str) -> bool:
    """Whether a path holds a part that varies: /{code}, /:code, /<code>, or just /code."""
    bare = path.split("?", maxsplit=1)[0].strip()
    return bool(PARAMETER.search(bare)) or bool(BARE_PARAMETER.match(bare))


def _comments(ddl: str) -> str:
    """DDL with everything but its comments blanked out, so that offsets stay."""
    if "--" not in ddl and "/*" not in ddl:
        return ""
    out = list(re.sub(r"[^\n]", " ", ddl))
    for found in NOT_COMMENT.finditer(ddl):
        out[found.start() + 2 : found.end()] = ddl[found.start() + 2 : found.end()]
    return "".join(out)


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
