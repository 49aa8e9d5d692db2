// Grades a stored answer in Pyodide and prints the report: node pyodide_grade.mjs ROOT SITE EXERCISE ANSWER
import { pathToFileURL } from "node:url";

const [root, site, exercise, answer] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(`${root}/node_modules/pyodide/pyodide.mjs`));
const python = await loadPyodide();
const folders = { "/ours": root, "/wasm": `${root}/node_modules/.pyodide`, "/site": site };
for (const [at, from] of Object.entries(folders)) {
  python.FS.mkdirTree(at);
  python.mountNodeFS(at, from);
}
python.globals.set("exercise_name", exercise);
python.globals.set("answer_name", answer);
console.log(
  python.runPython(`
import sys
sys.dont_write_bytecode = True
sys.path[:0] = ["/ours", "/wasm"]
sys.path.append("/site")

import json
from pathlib import Path
from capacity import yaml_door
from grader import bank
from grader.grade import grade
from grader.reading import read_answer

path = bank.EXERCISES / exercise_name / "answers" / f"{answer_name}.yaml"
report = grade(bank.exercise(exercise_name), read_answer(yaml_door.load_file(path)["answer"]))
json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=2)
`),
);
