// A worker for one run. bundle.py writes this module anew for Jupyter, where the worker's source is a text.
export const startWorker = () => new Worker(new URL('./simulate-worker.mjs', import.meta.url), { type: 'module' });
