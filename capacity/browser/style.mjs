// The style sheet for shadow roots. The page has loaded it already; bundle.py puts the text here for Jupyter.
const sheet = new URL("./panel.css", import.meta.url);
export const STYLE = await (await fetch(sheet)).text();
