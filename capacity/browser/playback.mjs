// A drawing simulated, and played: a schedule of what goes wrong, a run in a worker with progress and an end to it,
// a chart that is scrubbed or plays, badges on the drawing as they were at that moment, and all of it in words.
import { button, html } from "./canvas/elements.mjs";
import { plan } from "./plan.mjs";
import { Player } from "./play-player.mjs";
import { Policies } from "./play-policies.mjs";
import { Schedule, subjectOf } from "./play-schedule.mjs";
import { Tape } from "./play-tape.mjs";
import { human } from "./format.mjs";
import { simulateInWorker } from "./simulate.mjs";
import { sceneOf } from "./simulate-scene.mjs";
import { sentence } from "./simulate-effects.mjs";

const USUAL = 600_000; // requests that a run is cut to: some seconds of computing
const MOST = 4_000_000;
const [SHORTEST, LONGEST] = [10, 60]; // seconds, where nothing else is said
const POINTS = 120;
const FINEST = 0.5; // seconds of a point

export class Playback {
  #subject = null;
  #stopping = null;
  #tape = null;
  #ran = "";

  /** `faults` stand on the schedule at first; `onBadges` gets badges of the moment shown, or null when there is none. */
  constructor({ faults = [], onBadges = () => {} }) {
    this.onBadges = onBadges;
    this.first = faults;
    this.schedule = new Schedule({ onChange: () => this.#look() });
    this.policies = new Policies({ onChange: () => this.#look() });
    this.player = new Player({ onMoment: (number) => this.#tape && onBadges(this.#tape.badges(number)) });
    this.seconds = html("input", { type: "number", min: 1, max: 3600, step: 1, on: { input: () => this.#look() } });
    this.seed = html("input", { type: "number", min: 0, max: 1e9, step: 1, value: 1, on: { input: () => this.#look() } });
    this.run = button("Run", () => this.#run(), { className: "first" });
    this.stop = button("Stop", () => this.#stopping?.abort(), { hidden: true });
    this.progress = html("progress", { max: 1, value: 0, hidden: true, ariaLabel: "How far the run is" });
    this.said = html("p", { className: "play-said small", aria: { role: "status" } });
    this.told = html("ul", { className: "play-told" });
    this.root = html("section", { className: "play", ariaLabel: "The drawing simulated" },
      html("p", { className: "small quiet", textContent: "Request by request, from a seed: the same run every time. Put on the schedule what goes wrong, then run it." }),
      this.schedule.root, this.policies.root,
      html("div", { className: "play-run" }, this.run, this.stop, html("label", {}, this.seconds, " seconds"), html("label", {}, "seed ", this.seed), this.progress),
      this.said, this.player.root, this.told);
  }

  /** What is to be run: { drawing, workload }. */
  set subject(subject) {
    const fresh = this.#subject === null;
    this.#subject = subject;
    if (fresh) {
      this.seconds.value = Math.round(Math.min(LONGEST, Math.max(SHORTEST, USUAL / rateOf(subject.workload))));
      this.#look();
      this.schedule.faults = this.first;
    } else this.#look();
  }

  /** Whether the badges on the drawing are those of a run. */
  get holds() {
    return this.#tape !== null && !this.root.closest("[hidden]");
  }

  /** Show the moment again, after it was hidden. */
  again() {
    if (this.#tape) this.player.show();
    else this.player.draw(); // now that there is a width
  }

  #look() {
    if (!this.#subject) return;
    const seconds = this.#seconds();
    this.schedule.aim(subjectOf(this.#subject.drawing, this.#subject.workload), seconds);
    if (this.#tape && this.#key() !== this.#ran) this.#forget("Something has changed since that run. Run it again.");
    if (!this.#tape) this.player.empty(seconds, this.#bands());
  }

  #forget(why) {
    this.#tape = null;
    this.player.pause();
    this.told.replaceChildren();
    this.said.textContent = why;
    this.onBadges(null);
  }

  #seconds() {
    return Math.min(3600, Math.max(1, Number(this.seconds.value) || SHORTEST));
  }

  #bands() {
    const lasts = (fault) => fault.seconds ?? (fault.kind === "cold" ? 0 : this.#seconds() - fault.at);
    return this.schedule.faults.map((fault) => ({ at: fault.at, seconds: lasts(fault), title: this.schedule.title(fault) }));
  }

  #key() {
    const { drawing: { components, calls, zones }, workload } = this.#subject;
    return JSON.stringify([components, calls, zones, workload, this.schedule.faults, this.#seconds(), this.seed.value, this.#chosen()]);
  }

  #chosen() {
    const { drawing, workload } = this.#subject;
    return this.policies.of(drawing, workload, this.#seconds());
  }

  #scene() {
    const { drawing, workload } = this.#subject;
    const seconds = this.#seconds();
    const requests = rateOf(workload) * seconds * this.policies.top;
    if (requests > MOST) throw new RangeError(`In ${seconds} s there are ${human(requests)} requests; ${human(MOST)} can be run here. Take ${Math.max(1, Math.floor((MOST / requests) * seconds))} seconds or less load.`);
    const bucket = Math.max(Math.min(FINEST, seconds / 20), seconds / POINTS);
    const run = { seconds, bucket, warm_up: Math.min(5, seconds / 10), seed: Math.trunc(Number(this.seed.value)) || 0, faults: this.schedule.faults, ...this.#chosen() };
    const scene = sceneOf(plan(drawing, workload), run);
    if (!scene.operations.length) throw new RangeError("No operation reaches anything in this drawing: there is nothing to run.");
    return scene;
  }

  async #run() {
    let scene;
    try {
      scene = this.#scene();
    } catch (error) {
      this.#forget(error.message); // of waiting in circles, too many requests, or nothing to run
      return;
    }
    this.#forget("Running …");
    this.#ran = this.#key();
    this.#busy(true);
    this.#stopping = new AbortController();
    let found = [];
    try {
      const outcome = await simulateInWorker(scene, { signal: this.#stopping.signal, progress: (share) => (this.progress.value = share), told: (effects) => (found = effects) });
      this.#done(new Tape(outcome, scene), found);
    } catch (error) {
      this.said.textContent = error.name === "AbortError" ? "Stopped." : `The run failed: ${error.message}`;
    }
    this.#busy(false);
  }

  #busy(running) {
    this.run.disabled = running;
    this.stop.hidden = !running;
    this.progress.hidden = !running;
    this.progress.value = 0;
    if (running) this.stop.focus();
    else if (document.activeElement === document.body || this.root.getRootNode().activeElement === this.stop) this.run.focus();
  }

  #done(tape, found) {
    if (this.#ran !== this.#key()) {
      this.said.textContent = "Something has changed since that run began. Run it again.";
      return;
    }
    this.#tape = tape;
    const sentences = [...tape.sentences, ...found.map((each) => sentence(each, (fault) => this.schedule.sentence(fault)))];
    this.said.textContent = tape.headline;
    this.told.replaceChildren(...sentences.map((textContent) => html("li", { textContent })));
    this.player.load(tape, this.#bands());
  }
}

/** Requests a second at the peak, of all operations. */
const rateOf = ({ operations }) => operations.reduce((sum, each) => sum + each.rate * each.peak_factor, 0);
