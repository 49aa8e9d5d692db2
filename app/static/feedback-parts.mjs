// A box or an arrow that is chosen, in the drawing or in the list beneath it, says which checks it took part in.

export function listParts(drawing, light) {
  const list = document.querySelector("#parts");
  if (!list || !drawing) return;
  const rows = [...list.querySelectorAll("[data-part]")];
  const one = list.querySelector("[data-parts-one]");
  const said = list.querySelector("[data-parts-said]");
  const drawn = (at) => [...drawing.querySelectorAll(`[data-component="${CSS.escape(at)}"], [data-call="${CSS.escape(at)}"]`)];

  function choose(at, name) {
    const row = rows.find((each) => each.dataset.part === at);
    for (const each of rows) each.hidden = each !== row;
    one.hidden = false;
    list.open = true;
    const count = row?.querySelectorAll("li").length ?? 0;
    said.textContent = row ? `${row.querySelector(".part-name").textContent}: ${count} ${count === 1 ? "check" : "checks"}.` : `${name}: no check is about it.`;
    light(drawn(at));
  }

  for (const each of drawing.querySelectorAll("[data-component], [data-call]")) {
    each.addEventListener("click", () => choose(each.dataset.component ?? each.dataset.call, each.querySelector(".name")?.textContent ?? "This arrow"));
  }
  for (const button of list.querySelectorAll("[data-part-show]")) {
    button.addEventListener("click", () => choose(button.dataset.partShow));
  }
  list.querySelector("[data-parts-all]").addEventListener("click", () => {
    for (const each of rows) each.hidden = false;
    one.hidden = true;
    light([]);
    list.querySelector("summary").focus();
  });
}
