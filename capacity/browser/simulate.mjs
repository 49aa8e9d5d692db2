// The simulator in the page: the same path as `capacity.simulate`, in a worker, with progress and an end to it.

import { outcome } from './simulate-report.mjs';
import { World } from './simulate-world.mjs';

/** Run a scene here and now. It is the whole JSON of capacity/simulate/scene.py, defaults written out. */
export function simulate(scene) {
  return outcome(new World(scene).run());
}

/** Run a scene a piece at a time, so that others get a word in; ends early when `signal` says so. */
export async function simulateInPieces(scene, { progress = () => {}, signal = null } = {}) {
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
  return outcome(world);
}

/** Run a scene in a worker of its own. Aborting the signal ends the worker at once. */
export function simulateInWorker(scene, { progress = () => {}, signal = null } = {}) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./simulate-worker.mjs', import.meta.url), { type: 'module' });
    const end = (settle, value) => {
      worker.terminate();
      settle(value);
    };
    const stop = () => end(reject, new DOMException('The simulation was stopped.', 'AbortError'));
    if (signal?.aborted) {
      stop();
      return;
    }
    signal?.addEventListener('abort', stop, { once: true });
    worker.addEventListener('message', ({ data }) => {
      if (data.progress !== undefined) progress(data.progress);
      else if (data.error !== undefined) end(reject, new Error(data.error));
      else end(resolve, data.outcome);
    });
    worker.addEventListener('error', (event) => end(reject, new Error(event.message || 'The simulation could not start.')));
    worker.postMessage({ scene });
  });
}
