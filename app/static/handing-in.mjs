// Handing in: everything is saved first, and what the server would not take stays in the page.
import { problemLine } from "./problem-line.mjs";

/** `settled` saves and says whether one may go on; `fields` are the form's hidden values at that moment. */
export function handingIn(form, { saved, largest, settled, fields, answer }) {
  const button = form.querySelector("#hand-in");
  addEventListener("pageshow", () => (button.disabled = false));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const asItIs = event.submitter?.id === "hand-in-as-it-is";
    if (!navigator.onLine) {
      saved.dataset.state = "offline";
      saved.textContent = "Not connected: hand in when it is back; your answer is kept in this browser";
      return;
    }
    button.disabled = true;
    if (!(await settled())) {
      button.disabled = false;
      return;
    }
    for (const [name, value] of Object.entries(fields())) form.elements[name].value = value;
    form.elements.as_it_is.value = asItIs ? "yes" : "";
    if (new URLSearchParams(new FormData(form)).toString().length > largest) {
      refuse(form, [tooLarge(answer())]);
      button.disabled = false;
      return;
    }
    form.submit();
  });
}

/** The page stays as it is, with what is wrong on top of the form. */
function refuse(form, problems) {
  const refused = form.querySelector("#refused");
  refused.querySelector("ul").replaceChildren(...problems.map(problemLine));
  refused.hidden = false;
  refused.scrollIntoView({ block: "center" });
}

/** An answer that the server would not take: the section that holds most of it. */
function tooLarge(answer) {
  const sizes = Object.entries(answer).map(([name, value]) => [JSON.stringify(value).length, name]);
  const [size, field] = sizes.sort(([one], [other]) => other - one)[0];
  return { field, message: `holds ${(size / 1e6).toFixed(1)} million characters, and the server takes about one million of an answer. Shorten it; nothing is lost.` };
}
