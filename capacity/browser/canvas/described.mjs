// What a screen reader says of each thing, and the short words that boxes and arrows carry.
import { writeValue } from "../drawing-amounts.mjs";
import { areaTitle, component, isAreaKey, isCallKey, isRegionKey, kindTitle, titleOf, zoneIdsOf, callOf } from "./model.mjs";

const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const listed = (names) => (names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`);

/** "Application, service, 4 instances, in zones a, b. Calls Links and Cache. Called by Load balancer." */
export function describeBox(doc, each, badge) {
  const name = (id) => titleOf(component(doc, id));
  const [out, into] = [new Set(), new Set()];
  for (const call of doc.calls) {
    if (call.from === each.id) out.add(name(call.to));
    if (call.to === each.id) into.add(name(call.from));
  }
  const parts = [titleOf(each), kindTitle(each.kind).toLowerCase() === titleOf(each).toLowerCase() ? "" : kindTitle(each.kind), each.kind === "client" ? "" : counted(each.instances ?? 1, "instance")];
  if (each.shards > 1) parts.push(counted(each.shards, "shard"));
  if (each.zones?.length) parts.push(`in ${areaTitle(doc, each.zones)}`);
  return [
    `${parts.filter(Boolean).join(", ")}.`,
    out.size ? `Calls ${listed([...out])}.` : "Calls nothing.",
    into.size ? `Called by ${listed([...into])}.` : "",
    badge ? `${(badge.title ?? badge.text).replace(/\.$/, "")}.` : "",
  ].filter(Boolean).join(" ");
}

export function describeCall(doc, call) {
  const words = callWords(call);
  return `Call from ${titleOf(component(doc, call.from))} to ${titleOf(component(doc, call.to))}: ${call.kind}${words ? `, ${words}` : ""}.`;
}

export function describeArea(doc, key, members) {
  const said = isRegionKey(key) ? `Region ${doc.zones.find((each) => each.id === zoneIdsOf(key)[0])?.name || zoneIdsOf(key)[0]}` : areaTitle(doc, zoneIdsOf(key)).replace(/^z/, "Z");
  const names = members.map((id) => titleOf(component(doc, id)));
  return `${said}. ${names.length ? `Holds ${listed(names)}.` : "Empty."}`;
}

/** The name of anything that can be selected. */
export function nameOf(doc, key) {
  if (isCallKey(key)) {
    const call = callOf(doc, key);
    return call ? `the call from ${titleOf(component(doc, call.from))} to ${titleOf(component(doc, call.to))}` : "nothing";
  }
  if (isRegionKey(key)) return `region ${zoneIdsOf(key)[0]}`;
  if (isAreaKey(key)) return areaTitle(doc, zoneIdsOf(key));
  return component(doc, key) ? titleOf(component(doc, key)) : "nothing";
}

/** The second line of a box. */
export function underName(each) {
  const parts = [];
  const title = kindTitle(each.kind);
  const named = titleOf(each).toLowerCase().startsWith(title.toLowerCase());
  if (each.kind !== "client" && (each.instances > 1 || named)) parts.push(`×${each.instances ?? 1}`);
  if (!named) parts.push(title);
  if (each.shards > 1) parts.push(`${each.shards} shards`);
  if (each.hit_ratio != null) parts.push(`hit ${writeValue("share", each.hit_ratio)}`);
  return parts.join(" · ");
}

/** What is written on an arrow: all that is not as usual. */
export function callWords(call) {
  const parts = [];
  if (call.operations?.length) parts.push(call.operations.join(", "));
  if ((call.per_request ?? 1) !== 1) parts.push(`×${writeValue("number", call.per_request)}`);
  if (call.mode && call.mode !== "in_turn") parts.push(call.mode === "one_of" ? `one of${call.share != null ? ` ${writeValue("share", call.share)}` : ""}` : call.mode);
  if (call.when === "miss") parts.push("on a miss");
  if (call.label) parts.push(call.label);
  return parts.join(" · ");
}
