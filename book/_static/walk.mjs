// The request's way through a drawing, one step at a time: the step's box or arrow lights up.
function render({ model, el, root }) {
  const steps = model.get("steps");
  const drawing = root.closest("figure").querySelector("svg");
  const say = Object.assign(document.createElement("p"), { className: "dts-say" });
  say.setAttribute("role", "status");
  const button = (text) => Object.assign(document.createElement("button"), { type: "button", textContent: text });
  const back = button("Back");
  const next = button("Next step");
  const bar = Object.assign(document.createElement("div"), { className: "dts-walk" });
  bar.append(back, next, say);
  el.append(bar);
  let at = -1;
  const paint = () => {
    const step = steps[at];
    say.textContent = step ? `${at + 1} of ${steps.length}. ${step.say}` : `Walk the request's way in ${steps.length} steps.`;
    back.disabled = at < 0;
    next.textContent = at < 0 ? "Start" : at === steps.length - 1 ? "From the start" : "Next step";
    drawing.classList.toggle("dts-walking", at >= 0);
    for (const part of drawing.querySelectorAll("[data-component], [data-call]")) {
      const name = part.dataset.component ?? part.dataset.call;
      const ends = step?.at.split("->") ?? [];
      part.classList.toggle("dts-lit", !!step && (name === step.at || (part.dataset.component && ends.includes(name))));
    }
    drawing.querySelector(".dts-lit")?.scrollIntoView({ block: "nearest", inline: "center" });
  };
  next.addEventListener("click", () => {
    at = at === steps.length - 1 ? 0 : at + 1;
    paint();
  });
  back.addEventListener("click", () => {
    at -= 1;
    paint();
  });
  paint();
}
export default { render };
