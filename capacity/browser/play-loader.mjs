// Playback is fetched when it is first wanted. bundle.py writes this module anew for Jupyter, where it is there already.
export const loadPlayback = (again = 0) => import(`./playback.mjs${again ? `?again=${again}` : ""}`); // a browser remembers by address what failed
