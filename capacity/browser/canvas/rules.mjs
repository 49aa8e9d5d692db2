// Which boxes may call which, and what kind of call is meant most often.
import { component, isStore, isWork, titleOf } from "./model.mjs";

/** Why a call cannot go from one box to another; nothing where it can. */
export function refused(doc, from, to) {
  const [source, target] = [component(doc, from), component(doc, to)];
  if (!source || !target) return "There is no box here.";
  if (source === target) return `${titleOf(source)} cannot call itself.`;
  if (target.kind === "client" && source.kind !== "third_party" && !["service", "queue", "stream", "worker"].includes(source.kind)) return `${titleOf(target)} is a client: it calls, and answers come back by themselves.`;
  return "";
}

/** The kinds of call worth offering between two boxes, the likeliest first. */
export function likelyCalls(source, target) {
  if (isStore(source.kind) && isStore(target.kind)) return [["replicate"], ["read"], ["write"]];
  if (target.kind === "queue" || target.kind === "stream") return [["async"], ["write"]];
  if (source.kind === "queue" || source.kind === "stream") return [["async"], ["request"]];
  if (isStore(target.kind) || target.kind === "cache") return [["read"], ["write"], ["read", "write"]];
  if (isWork(source.kind) && target.kind === "coordinator") return [["request"], ["read"], ["write"]];
  return [["request"]];
}

/** What a new box of this kind should be told at once: where two copies go without saying, nothing. */
export const CALL_WORDS = {
  request: ["request", "waits for an answer"],
  read: ["read", "waits for what it asks"],
  write: ["write", "waits until it is stored"],
  async: ["async", "hands over and goes on"],
  replicate: ["replicate", "copies data"],
};
