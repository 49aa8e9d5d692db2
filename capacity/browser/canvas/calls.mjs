// What can be done with calls on the canvas: connect two boxes, take an end elsewhere, turn around.
import { HEIGHT } from "./geometry.mjs";
import { choices } from "./menu.mjs";
import { callOf, component, keyedCalls, titleOf } from "./model.mjs";
import { resting } from "./router.mjs";
import { likelyCalls, refused } from "./rules.mjs";

export const Calls = (Base) => class extends Base {
  /** A call from one box to another; where it is not plain what kind, the likely ones are offered. */
  connect(from, to, { keyboard = false } = {}) {
    const { store } = this;
    const why = refused(store.doc, from, to);
    if (why) {
      store.say(why);
      return false;
    }
    const [source, target] = [component(store.doc, from), component(store.doc, to)];
    const offered = likelyCalls(source, target);
    const had = new Set(store.doc.calls.filter((each) => each.from === from && each.to === to).map((each) => each.kind));
    const first = offered.find((kinds) => kinds.some((kind) => !had.has(kind)));
    if (!first || !this.dispatch({ type: "connect", from, to, kinds: first })) {
      store.say(`${titleOf(source)} already calls ${titleOf(target)}.`);
      return false;
    }
    const key = keyedCalls(store.doc).findLast(({ call }) => call.from === from && call.to === to).key;
    store.say(`${titleOf(source)} now calls ${titleOf(target)}: ${first.join(" and ")}.`);
    if (keyboard) this.focusOn(to, { quiet: true });
    else this.focusOn(key, { quiet: true });
    store.select(keyboard ? [to] : [key]);
    if (offered.length > 1 && !had.size) this.#askKind(key, from, to, offered, keyboard);
    return true;
  }

  #askKind(key, from, to, offered, keyboard) {
    const { store } = this;
    const { x, y } = resting(this.drawing.calls.get(key).points, this.drawing.calls.get(key).late);
    const at = this.viewport.onStage({ x, y });
    const names = offered.map((kinds) => [kinds, kinds.length > 1 ? "Both" : kinds[0][0].toUpperCase() + kinds[0].slice(1)]);
    const { close } = choices({
      stage: this.stage, at: { x: at.x - 110, y: at.y + (HEIGHT / 2) * this.viewport.scale + 16 }, focus: keyboard, options: names,
      title: `${titleOf(component(store.doc, from))} → ${titleOf(component(store.doc, to))}`,
      take: (kinds) => {
        this.opened = null;
        this.dispatch({ type: "editCall", key, patch: { kind: kinds[0] } });
        if (kinds.length > 1) this.dispatch({ type: "connect", from, to, kinds });
        store.say(`${titleOf(component(store.doc, from))} now calls ${titleOf(component(store.doc, to))}: ${kinds.join(" and ")}.`);
        if (keyboard) this.focusOn(to, { quiet: true });
      },
      leave: () => this.focusOn(to, { quiet: true }),
    });
    this.opened = { close };
  }

  reconnect(key, end, id) {
    const { store } = this;
    const call = callOf(store.doc, key);
    const ends = end === "to" ? [call.from, id] : [id, call.to];
    const why = refused(store.doc, ...ends);
    if (why) {
      store.say(why);
      return why;
    }
    this.dispatch({ type: "reconnect", key, [end]: id });
    this.#followCall(ends);
    store.say(`The call now goes from ${titleOf(component(store.doc, ends[0]))} to ${titleOf(component(store.doc, ends[1]))}.`);
    return "";
  }

  turnAround(key) {
    const call = callOf(this.store.doc, key);
    const why = refused(this.store.doc, call.to, call.from);
    if (why) return this.store.say(why);
    this.dispatch({ type: "reconnect", key, from: call.to, to: call.from });
    this.#followCall([call.to, call.from]);
    return this.store.say("Turned around.");
  }

  #followCall([from, to]) {
    const now = keyedCalls(this.store.doc).findLast(({ call }) => call.from === from && call.to === to)?.key;
    if (!now) return;
    this.store.select([now]);
    this.focusOn(now, { quiet: true });
  }
};
