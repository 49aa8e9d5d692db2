// A drawing under a load, made ready to run, as capacity/plan makes it: the same JSON for evaluation and simulation.
import { CATALOGUE } from "./catalogue.mjs";
import { drawing as wholeDrawing, workload as wholeLoad } from "./door.mjs";
import { Arrows } from "./plan-arrows.mjs";
import { stations as allStations } from "./plan-stations.mjs";
import { Walk, finding } from "./plan-walk.mjs";
import { didYouMean } from "./suggest.mjs";

/** What is run, of a drawing's and a load's JSON. Throws WaitingInCircles, and Unreadable for an amount. */
export function plan(drawing, workload) {
  return planned(wholeDrawing(drawing), wholeLoad(workload));
}

/** The same for a drawing and a load that are whole already. */
export function planned(drawing, workload) {
  const arrows = new Arrows(drawing, new Set(workload.operations.map((each) => each.id.toLowerCase())));
  const stations = allStations(drawing);
  const walks = workload.operations.map((each) => new Walk(arrows, stations, each));
  const operations = named(walks.map((each) => [each.operation.id, once(each.plan())]));
  const findings = [...walks.flatMap((each) => each.findings), ...unknownOperations(arrows, workload), ...unused(arrows, operations)];
  const drawn = zonesOf(drawing);
  const { up, assumed } = places(drawn);
  const chances = (kind) => named(drawn.filter((each) => each.kind === kind).map((each) => [each.id, up[each.id]]));
  return {
    workload,
    stations: named(stations),
    operations,
    zones: chances("zone"),
    regions: chances("region"),
    within: named(drawing.zones.filter((each) => each.within).map((each) => [each.id, each.within])),
    twins: arrows.twins,
    findings: different(findings),
    assumed,
  };
}

/** An object that has what it was given and nothing else, whatever a box is called. */
export const named = (entries) => Object.assign(Object.create(null), Object.fromEntries(entries));

export const callsOf = (operation, id) => (operation.steps[id] ?? []).flatMap((step) => step.calls);

/** Calls that are alike in everything are one value in Python: here one object. */
function once(operation) {
  const known = new Map();
  for (const steps of Object.values(operation.steps)) {
    for (const step of steps) {
      step.calls = step.calls.map((call) => {
        const alike = known.get(call.id) ?? [];
        const text = alike.length ? JSON.stringify(call) : "";
        const same = alike.find((each) => JSON.stringify(each) === text);
        if (!same) known.set(call.id, [...alike, call]);
        return same ?? call;
      });
    }
  }
  return operation;
}

function different(findings) {
  return [...new Map(findings.map((each) => [JSON.stringify(each), each])).values()];
}

/** The zones that are drawn, and those that are only named in a box. */
function zonesOf(drawing) {
  const drawn = new Set(drawing.zones.map((each) => each.id));
  const named = new Set(drawing.components.flatMap((each) => each.zones).filter((each) => !drawn.has(each)));
  return [...drawing.zones, ...[...named].sort().map((id) => ({ id, name: "", kind: "zone", within: null, availability: null }))];
}

/** How often each zone and region is up, and what of it is assumed. */
function places(zones) {
  const up = named([]);
  const assumed = [];
  for (const { id, name, kind, availability } of zones) {
    const usual = kind === "region" ? CATALOGUE.every.region : CATALOGUE.every.zone;
    up[id] = availability ?? usual?.[0] ?? 1;
    if (availability === null && usual) assumed.push({ component: id, field: "availability", value: usual[0], sentence: `${name || id}: ${usual[1]}.` });
  }
  return { up, assumed };
}

/** Arrows that are marked with something nobody asked for. */
function unknownOperations(arrows, workload) {
  if (!workload.operations.length) return [];
  const known = [...arrows.operations].sort();
  return arrows.drawing.calls.flatMap((call) =>
    call.operations
      .filter((name) => !arrows.operations.has(name.toLowerCase()))
      .map((name) => finding("unknown-operation", `${call.id} is marked with “${name}”, which is none of the operations.${didYouMean(name, known)}`, [call.id])),
  );
}

/** Boxes that no operation touches, and that feed nothing that is touched. */
function unused(arrows, operations) {
  const touched = new Set(Object.values(operations).flatMap((each) => each.order));
  const { components, calls } = arrows.drawing;
  const begins = (each) => ["scheduler", "third_party", "worker"].includes(each.kind) && arrows.out.get(each.id).length > 0;
  const started = new Set(components.filter(begins).map((each) => each.id));
  for (const here of started) for (const call of arrows.out.get(here)) started.add(call.target);
  const copies = new Set([...touched].flatMap((each) => arrows.twins[each] ?? []));
  const called = new Set(calls.map((call) => call.target));
  const used = ({ id, kind }) => touched.has(id) || started.has(id) || copies.has(id) || kind === "client" || arrows.out.get(id).some((call) => touched.has(call.target));
  return components.filter((each) => !used(each)).map((each) => finding("unused", `${each.title} is not used: ${called.has(each.id) ? "no operation comes by" : "no arrow leads there"}.`, [each.id]));
}
