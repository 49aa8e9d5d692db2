// Small pieces that the editors of the workspace are made of.

/** An element with properties, `data` attributes, a `label` for those who hear it, and children. */
export function element(tag, properties = {}, ...children) {
  const { data = {}, label, aria = {}, ...rest } = properties;
  const made = Object.assign(document.createElement(tag), rest);
  Object.assign(made.dataset, data);
  if (label) made.setAttribute("aria-label", label);
  for (const [name, value] of Object.entries(aria)) made.setAttribute(name === "role" ? name : `aria-${name}`, value);
  made.append(...children);
  return made;
}

/** A cell of a table; its label stands beside it on a narrow screen. */
export const cell = (label, ...inside) => element("td", { data: { label } }, ...inside);

/** The value of the field of a row that is marked with a key. */
export const valueOf = (row, key) => row.querySelector(`[data-key="${key}"]`)?.value ?? "";

/** Buttons that move a row up and down and remove it; `changed` hears of it. */
export function moves(row, changed) {
  const button = (text, label, act) => {
    const made = element("button", { type: "button", textContent: text, label, title: label });
    made.addEventListener("click", () => {
      const next = row.nextElementSibling ?? row.previousElementSibling;
      act();
      changed();
      if (made.isConnected) made.focus();
      else next?.querySelector("input, select, textarea")?.focus();
    });
    return made;
  };
  return [
    button("↑", "Move up", () => row.previousElementSibling?.before(row)),
    button("↓", "Move down", () => row.nextElementSibling?.after(row)),
    button("×", "Remove", () => row.remove()),
  ];
}

/** Two or more forms of the same thing, one shown at a time; `leave` may refuse to go (a promise). */
export class Tabs {
  constructor(label, panes, { leave = async () => true } = {}) {
    this.names = Object.keys(panes);
    this.panes = Object.values(panes);
    this.leave = leave;
    this.at = 0;
    this.tabs = this.names.map((name, number) => {
      const tab = element("button", { type: "button", textContent: name, aria: { role: "tab" } });
      tab.addEventListener("click", () => this.open(number));
      tab.addEventListener("keydown", ({ key }) => {
        if (key !== "ArrowLeft" && key !== "ArrowRight") return;
        const to = (number + (key === "ArrowRight" ? 1 : this.tabs.length - 1)) % this.tabs.length;
        this.open(to).then(() => this.tabs[this.at].focus());
      });
      return tab;
    });
    this.root = element("span", { className: "tabs", aria: { role: "tablist", label } }, ...this.tabs);
    this.panes.forEach((pane, number) => {
      pane.id ||= `pane-${label.replace(/\W+/g, "-").toLowerCase()}-${number}`;
      pane.setAttribute("role", "tabpanel");
      pane.setAttribute("aria-label", this.names[number]);
      this.tabs[number].setAttribute("aria-controls", pane.id);
    });
    this.show(0);
  }

  async open(number) {
    if (number !== this.at && (await this.leave(this.at, number))) this.show(number);
  }

  show(number) {
    this.at = number;
    this.tabs.forEach((tab, each) => {
      tab.setAttribute("aria-selected", String(each === number));
      tab.tabIndex = each === number ? 0 : -1;
    });
    this.panes.forEach((pane, each) => (pane.hidden = each !== number));
  }
}
