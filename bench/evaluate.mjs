// Milliseconds for an evaluation in node, the best of many short rounds, from the drawing's JSON to the last sentence.

import { readFileSync } from 'node:fs';
import { evaluate } from '../capacity/browser/evaluate.mjs';

const ROUNDS = 80;
const EACH = 3; // evaluations a round: short, so that the best one ran alone

function best(work) {
  let found = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    for (let number = 0; number < EACH; number += 1) work();
    found = Math.min(found, (performance.now() - began) / EACH);
  }
  return found;
}

const cases = JSON.parse(readFileSync(0, 'utf8'));
console.log(JSON.stringify(cases.map(([drawing, load]) => best(() => evaluate(drawing, load)))));
