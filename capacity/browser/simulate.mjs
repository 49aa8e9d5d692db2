// The simulator in the page: the same path as `capacity.simulate`, in a worker, with progress and an end to it.

import { outcome } from './simulate-report.mjs';
import { startWorker } from './simulate-start.mjs';
import { World } from './simulate-world.mjs';

/** Run a scene here and now. It is the whole JSON of capacity/simulate/scene.py, defaults written out. */
export function simulate(scene) {
  return outcome(new World(scene).run());
}

/** Run a scene in a worker of its own. Aborting the signal ends the worker at once. */
export function simulateInWorker(scene, { progress = () => {}, told = () => {}, signal = null } = {}) {
  return new Promise((resolve, reject) => {
    const worker = startWorker();
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
      else if (data.told !== undefined) told(data.told);
      else if (data.error !== undefined) end(reject, new Error(data.error));
      else end(resolve, data.outcome);
    });
    worker.addEventListener('error', (event) => end(reject, new Error(event.message || 'The simulation could not start.')));
    worker.postMessage({ scene });
  });
}
