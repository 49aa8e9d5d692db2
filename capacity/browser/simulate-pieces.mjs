// A run in pieces: what a worker does, or a page that has no worker.

import { effects } from './simulate-effects.mjs';
import { outcome } from './simulate-report.mjs';
import { World } from './simulate-world.mjs';

/** Run a scene a piece at a time, so that others get a word in; ends early when `signal` says so. `told` hears what
 *  each fault did, before the outcome is there. */
export async function simulateInPieces(scene, { progress = () => {}, told = () => {}, signal = null } = {}) {
  const world = new World(scene);
  world.begin();
  for (let percent = 1; percent <= 100; percent += 1) {
    if (signal?.aborted) throw new DOMException('The simulation was stopped.', 'AbortError');
    world.advance(percent);
    progress(percent / 100);
    await new Promise((resume) => {
      setTimeout(resume, 0);
    });
  }
  told(effects(world));
  return outcome(world);
}
