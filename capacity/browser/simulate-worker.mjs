// A worker that runs one scene: takes {scene}, says {progress} now and then, what each fault did as {told}, and
// {outcome} or {error} at the end.

import { simulateInPieces } from './simulate-pieces.mjs';

addEventListener('message', async ({ data }) => {
  try {
    const found = await simulateInPieces(data.scene, { progress: (share) => postMessage({ progress: share }), told: (each) => postMessage({ told: each }) });
    postMessage({ outcome: found });
  } catch (error) {
    postMessage({ error: String(error?.message ?? error) });
  }
});
