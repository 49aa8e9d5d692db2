// A worker that runs one scene: takes {scene}, says {progress} now and then, and {outcome} or {error} at the end.

import { simulateInPieces } from './simulate.mjs';

addEventListener('message', async ({ data }) => {
  try {
    const found = await simulateInPieces(data.scene, { progress: (share) => postMessage({ progress: share }) });
    postMessage({ outcome: found });
  } catch (error) {
    postMessage({ error: String(error?.message ?? error) });
  }
});
