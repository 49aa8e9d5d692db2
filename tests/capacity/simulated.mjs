// Runs scenes for the tests: one JSON a line in, one a line out.

import { createInterface } from 'node:readline';
import { Draws } from '../../capacity/browser/simulate-draws.mjs';
import { outcome } from '../../capacity/browser/simulate-report.mjs';
import { World } from '../../capacity/browser/simulate-world.mjs';

const answers = {
  scene(scene) {
    const world = new World(scene);
    world.trace = [];
    world.run();
    return { outcome: outcome(world), trace: world.trace };
  },
  outcome(scene) {
    return outcome(new World(scene).run());
  },
  draws({ seed, count, mean, variability }) {
    const draws = new Draws(seed);
    return Array.from({ length: count }, () => (mean === undefined ? draws.uniform() : draws.time(mean, variability)));
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { ask, given } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(answers[ask](given))}\n`);
}
