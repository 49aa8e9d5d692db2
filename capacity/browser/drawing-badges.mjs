// Badges on a drawing that Python drew: a pill on the upper edge of a box, and the box in the colour of its level.
// The same badges as the canvas shows: Map of id → { text, level: "good" | "part" | "bad", title }.
import { svg } from "./elements.mjs";

const LETTER = 6.2; // pixels, at a size of 11
const HIGH = 17;
const INSET = 6; // from the right edge of the box

/** Put these badges on the boxes of a picture, and take away those that were there. */
export function showBadges(picture, badges) {
  for (const box of picture.querySelectorAll("[data-component]")) {
    const badge = badges.get(box.dataset.component);
    box.classList.remove("good", "part", "bad");
    if (badge) box.classList.add(badge.level);
    put(box, badge);
  }
}

function put(box, badge) {
  let pill = box.querySelector(".badge");
  if (!badge) return pill?.remove();
  if (!pill) {
    pill = svg("g", { class: "badge" }, svg("rect", { rx: 8.5, height: HIGH, y: -HIGH / 2 }), svg("text", { y: 4, "text-anchor": "middle", "font-size": 11 }), svg("title"));
    box.append(pill);
  }
  const [back, text, title] = pill.children;
  if (pill.dataset.level !== badge.level) pill.dataset.level = badge.level;
  if (title.textContent !== badge.title) title.textContent = badge.title;
  if (text.textContent === badge.text) return undefined;
  text.textContent = badge.text;
  const frame = box.querySelector(".box");
  const [x, y, width] = ["x", "y", "width"].map((name) => Number(frame.getAttribute(name)));
  const wide = badge.text.length * LETTER + 14;
  pill.setAttribute("transform", `translate(${x + width - INSET - wide / 2} ${y})`);
  back.setAttribute("x", -wide / 2);
  back.setAttribute("width", wide);
  return undefined;
}
