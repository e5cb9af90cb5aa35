// Answers for tests/it/finder.rs: reads `{ script, lists, words, characters }` from the file that is
// named, and writes what the script makes of everything.
const { readFileSync, writeFileSync } = require("node:fs");
const { createContext, runInContext } = require("node:vm");

const [from, to] = process.argv.slice(2);
const asked = JSON.parse(readFileSync(from, "utf8"));

const started = (data) => {
  const context = createContext({ TextEncoder });
  runInContext(data, context);
  runInContext(asked.script, context);
  return runInContext("({ ...finderSearch(finderData), stem: finderStem })", context);
};

const timed = (work) => {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
};

const answers = (data, questions) => {
  const [{ meaning }, making] = timed(() => started(data));
  const all = questions.map((question) => timed(() => meaning(question)));
  return { making, meanings: all.map(([found]) => found), times: all.map(([, time]) => time) };
};

const { stem, reader } = started(asked.lists[0].data);
const character = (one) => ({
  known: !/\p{Cn}/u.test(one),
  normal: reader.normal(one),
  letters: reader.runs(one).length,
  sound: reader.soundOf(one.charCodeAt(0)) ?? 0,
});

const result = {
  lists: asked.lists.map(({ data, questions }) => answers(data, questions)),
  stems: asked.words.map(stem),
  characters: asked.characters.map(character),
};
writeFileSync(to, JSON.stringify(result));
