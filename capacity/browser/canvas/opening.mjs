// What opens over the canvas: the list of kinds, the inspector, a field for a name, help.
import { nameOf } from "./described.mjs";
import { WIDTH, HEIGHT } from "./geometry.mjs";
import { place, renameField } from "./menu.mjs";
import { component, isAreaKey, isCallKey, isRegionKey, titleOf, zoneIdsOf } from "./model.mjs";
import { Picker } from "./picker.mjs";
import { html } from "./elements.mjs";

export const Opening = (Base) => class extends Base {
  /** A kind was chosen in the palette. */
  chose(kind, { alone = false, typed = false } = {}) {
    const from = this.connectFrom ?? null;
    this.connectFrom = null;
    this.palette.hint.hidden = true;
    this.add(kind, { from: alone ? null : from, keyboard: typed });
  }

  dropped(kind, event) {
    const { left, right, top, bottom } = this.stage.getBoundingClientRect();
    if (event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom) return;
    const { x, y } = this.viewport.point(event);
    this.add(kind, { at: [x - WIDTH / 2, y - HEIGHT / 2] });
  }

  /** The list of kinds: the palette's own, or one at a point of the drawing. */
  openPicker(point, { from = null } = {}) {
    this.closeMenus();
    const hint = from ? `Enter adds it and connects it from ${titleOf(component(this.store.doc, from))}; Shift+Enter adds it alone.` : "";
    if (!point && this.palette.root.offsetParent) {
      this.connectFrom = from;
      return this.palette.open({ hint });
    }
    const picker = new Picker({
      label: "Add a component here",
      choose: (kind, { alone, typed }) => {
        this.closeMenus();
        this.add(kind, { at: point ? [point.x, point.y] : null, from: alone ? null : from, keyboard: typed });
      },
      leave: () => {
        this.closeMenus();
        this.focusOn(this.focused);
      },
    });
    const root = html("div", { className: "ac-menu ac-popup" }, picker.root);
    this.opened = { close: () => root.remove() };
    place(root, this.stage, point ? this.viewport.onStage(point) : { x: 8, y: 8 });
    return picker.open({ hint });
  }

  closeMenus() {
    const open = this.opened;
    this.opened = null;
    open?.close();
    return Boolean(open);
  }

  openInspector(key) {
    if (!key) return;
    if (!this.store.selection.has(key)) this.store.select([key]);
    this.inspector.enter();
  }

  rename(key) {
    const { store } = this;
    const zone = isAreaKey(key) || isRegionKey(key);
    if (isCallKey(key) || (zone && zoneIdsOf(key).length > 1)) return this.openInspector(key);
    const rect = zone ? { ...this.drawing.rects.get(key), h: 26 } : this.drawing.rect(key);
    const { x, y } = this.viewport.onStage(zone ? rect : { x: rect.x + 34, y: rect.y + 7 });
    const id = zoneIdsOf(key)[0];
    const value = zone ? (store.doc.zones.find((each) => each.id === id)?.name ?? "") : component(store.doc, key).name;
    return renameField({
      stage: this.stage, rect: { x, y, w: (WIDTH - 38) * this.viewport.scale }, value, label: `Name of ${nameOf(store.doc, key)}`,
      done: (name) => {
        if (name !== null && name !== value) {
          this.dispatch(zone ? { type: "editZone", id, patch: { name } } : { type: "edit", id: key, patch: { name } });
          store.say(`Now called ${name || id || key}.`);
        }
        this.focusOn(key, { quiet: true });
      },
    });
  }

  showHelp() {
    this.bar.help.open = true;
    this.bar.help.querySelector("summary").focus();
  }
};
