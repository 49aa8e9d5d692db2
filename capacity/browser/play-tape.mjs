// A run as something that can be read at any moment: rows for the chart, a sentence, badges for the drawing.
import { human } from "./format.mjs";
import { share, time } from "./evaluate-say.mjs";

const ENDLESS = 1_000_000; // servers where there are as many as come
const [PLANNED, FULL] = [0.7, 0.97]; // shares of servers at work: past what one plans with, and all of them

export class Tape {
  constructor(outcome, scene) {
    Object.assign(this, { outcome, scene });
    this.length = Math.round(outcome.seconds / outcome.bucket);
    this.operations = outcome.operations;
    this.parts = outcome.stations.filter((_, number) => scene.stations[number].servers < ENDLESS);
    this.operation = Math.max(0, this.operations.indexOf([...this.operations].sort((one, other) => lostOf(other) - lostOf(one) || other.arrived - one.arrived)[0]));
    const worst = (part) => Math.max(...this.#within(part).map((each) => each.utilisation + Math.log1p(each.waiting)), -1);
    this.part = Math.max(0, this.parts.indexOf([...this.parts].sort((one, other) => worst(other) - worst(one))[0]));
  }

  get seconds() {
    return this.outcome.seconds;
  }

  at(number) {
    return number * this.outcome.bucket;
  }

  #within({ points }) {
    return points.slice(0, this.length);
  }

  /** The rows of the chart, for the operation and the part that are looked at. */
  rows() {
    const { bucket } = this.outcome;
    const operation = this.#within(this.operations[this.operation]);
    const rate = (figure) => operation.map((each) => figure(each) / bucket);
    const made = [
      { title: [["requests ", ""], ["come", "arrived"], [", ", ""], ["answered", "answered"], [", ", ""], ["lost", "lost"]], unit: "1/s", lines: [{ values: rate((each) => each.arrived), look: "arrived" }, { values: rate((each) => each.answered), look: "answered" }, { values: rate(lostOf), look: "lost" }] },
      { title: [["answered within: ", ""], ["half", "arrived"], [", ", ""], ["99 of 100", "answered"]], unit: "s", ratios: true, lines: [{ values: operation.map((each) => each.p50), look: "arrived" }, { values: operation.map((each) => each.p99), look: "answered" }] },
    ];
    const part = this.parts[this.part];
    if (!part) return made;
    const points = this.#within(part);
    return [
      ...made,
      { title: [[`${part.title}: servers at work`, "answered"]], unit: "%", top: 1, lines: [{ values: points.map((each) => each.utilisation), look: "answered" }] },
      { title: [[`${part.title}: requests that wait`, "answered"]], unit: "1", lines: [{ values: points.map((each) => each.waiting), look: "answered" }] },
    ];
  }

  /** The figures of a moment, by what they are. */
  figures(number) {
    const { bucket } = this.outcome;
    const point = this.operations[this.operation].points[number];
    const look = this.parts[this.part]?.points[number];
    const lost = lostOf(point);
    return {
      Came: human(point.arrived / bucket, "request/s"),
      Answered: human(point.answered / bucket, "request/s"),
      Lost: lost ? `${human(lost / bucket, "request/s")}${why(point)}` : "none",
      "Half within": point.p50 === null ? "–" : time(point.p50),
      "99 of 100 within": point.p99 === null ? "–" : time(point.p99),
      ...(look ? { [`${this.parts[this.part].title} at work`]: share(look.utilisation), Waiting: human(Math.round(look.waiting)) } : {}),
    };
  }

  /** A moment in a sentence. */
  moment(number) {
    const said = Object.entries(this.figures(number)).map(([name, text]) => `${name.toLowerCase()} ${text}`);
    return `${Number(this.at(number).toPrecision(3))} s of ${Number(this.seconds.toPrecision(3))}: ${said.join(", ")}`;
  }

  /** What stands on each box at a moment. */
  badges(number) {
    return new Map(this.parts.map(({ id, title, points }) => [id, badge(title, points[number])]));
  }

  get headline() {
    const { arrived, lost } = this.operations.reduce((sum, each) => ({ arrived: sum.arrived + each.arrived, lost: sum.lost + lostOf(each) }), { arrived: 0, lost: 0 });
    return `The run is over: of ${human(arrived)} requests, ${lost ? `${share(lost / Math.max(1, arrived))} were lost` : "none was lost"}.`;
  }

  /** The whole run, a sentence an operation. */
  get sentences() {
    return this.operations.map((each) => {
      const lost = lostOf(each);
      const sure = each.p99.plus_minus === null ? "" : ` ± ${human(each.p99.plus_minus, "s")}`;
      const causes = lost ? `${share(lost / Math.max(1, each.arrived))} lost${why(each)}` : "none lost";
      return `${each.title}: ${human(each.goodput, "request/s")} answered, ${causes}, 99 of 100 within ${time(each.p99.value)}${sure}.`;
    });
  }
}

export const lostOf = ({ lost }) => Object.values(lost).reduce((sum, each) => sum + each, 0);

/** The causes, where they say more than that something was lost. */
function why({ lost }) {
  const causes = Object.keys(lost);
  return causes.join() === "lost" ? "" : ` (${causes.join(", ")})`;
}

function badge(title, { utilisation, waiting, servers }) {
  if (servers < 0.5) return { text: "lost", level: "bad", title: `${title} is lost.` };
  const waits = waiting >= 1 ? ` · ${human(Math.round(waiting))} wait` : "";
  const level = utilisation > FULL ? "bad" : utilisation > PLANNED ? "part" : "good";
  return { text: `${Math.round(utilisation * 100)} %${waits}`, level, title: `${title}: ${share(utilisation)} of its servers at work, ${human(Math.round(waiting))} waiting.` };
}
