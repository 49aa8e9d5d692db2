// The style sheets for a live drawing's shadow root. bundle.py puts the text here for Jupyter.
const NAMES = ["drawing.css", "live.css", "playback.css", "live-drawing.css"];
const texts = NAMES.map(async (name) => (await fetch(new URL(`./${name}`, import.meta.url))).text());
export const LIVE_STYLE = (await Promise.all(texts)).join("\n");
