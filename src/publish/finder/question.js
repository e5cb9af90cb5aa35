// A question, cut into units, each with everything in the lists that it may stand for.
const finderQuestion = ({ numbers }, reader, index) => {
  const beginning = (word) => word.slice(0, 2).replace(/y/g, "i");

  // The known words with the stem of this one.
  const sameStem = (word, { stems }) => {
    const alike = stems.get(finderStem(word)) ?? [];
    return alike.filter((other) => beginning(other.word) === beginning(word));
  };

  // How many letters were left out, put in, changed, or swapped with the next.
  const distance = (a, b) => {
    let [before, last, row] = [[], [], [...b.keys(), b.length]];
    for (let i = 0; i < a.length; i += 1) {
      [before, last, row] = [last, row, [i + 1]];
      for (let j = 0; j < b.length; j += 1) {
        const changed = last[j] + (a[i] === b[j] ? 0 : 1);
        row[j + 1] = Math.min(last[j + 1] + 1, row[j] + 1, changed);
        if (i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j]) {
          row[j + 1] = Math.min(row[j + 1], before[j - 1] + 1);
        }
      }
    }
    return row[b.length];
  };

  // How a word is spelled: the mask has a bit for each letter, some of which share one.
  const encoder = new TextEncoder();
  const spelled = (word) => {
    const letters = [...word].map((letter) => letter.codePointAt(0));
    const mask = letters.reduce((bits, letter) => bits | (1 << letter % 32), 0);
    return { letters, mask, bytes: encoder.encode(word).length };
  };
  // The known words by their length, made once somebody slips.
  const kept = new Map();
  const spellings = (within) => {
    if (!kept.has(within)) {
      const all = within.words.map(({ word, term }) => ({ ...spelled(word), term }));
      const byLength = new Map(all.map(({ bytes }) => [bytes, []]));
      for (const word of all) byLength.get(word.bytes).push(word);
      kept.set(within, byLength);
    }
    return kept.get(within);
  };

  // How many letters only one of two words has, at least.
  const unlike = (one, two) => {
    let count = 0;
    for (let left = one ^ two; left !== 0; left &= left - 1) count += 1;
    return count;
  };

  // The known words that a slip of spelling may have turned into this one.
  const near = (word, within) => {
    const { letters, bytes, mask } = spelled(word);
    if (letters.length <= 3) return [];
    const most = letters.length <= 6 ? 1 : 2;
    let least = most;
    let found = [];
    for (let size = Math.max(3, bytes - most); size <= bytes + most; size += 1) {
      for (const other of spellings(within).get(size) ?? []) {
        // A slip takes one letter away and puts another in at most: that is quickly seen.
        if (unlike(other.mask, mask) > 2 * most) continue;
        const far = distance(other.letters, letters);
        if (far < least) found = [];
        if (far <= least) found.push(other.term);
        least = Math.min(least, far);
      }
    }
    return found;
  };

  // The sounds of a question in pinyin; nothing where it is in English. Numbers are in either.
  const pinyin = (cut) => {
    const words = cut.filter(({ word }) => word && !/^[0-9]+$/.test(word));
    if (words.every(({ empty, known }) => empty || known.length > 0)) return undefined;
    const sounds = words.map(({ word }) => reader.spoken(word));
    return sounds.includes(undefined) ? undefined : sounds.join("");
  };

  const unit = (kind, ...terms) => ({
    kind,
    terms: terms.filter(([term]) => term !== undefined),
  });

  const chinese = (piece) => {
    const units = [];
    for (let at = 0; at < piece.length; at += 1) {
      const [before, here] = [piece.charCodeAt(at - 1), piece.charCodeAt(at)];
      units.push(unit("character", [index.term("character", here), 1]));
      if (at === 0) continue;
      const pair = [index.term("pair", before, here), 1];
      const [one, two] = [reader.soundOf(before), reader.soundOf(here)];
      const sounds = one && two ? index.term("sounds", one, two) : undefined;
      units.push(unit("pair", pair, [sounds, numbers.same_sound]));
    }
    return units;
  };

  const inSounds = (piece) =>
    [...piece.slice(1)].map((sound, at) =>
      unit("sounds", [index.term("sounds", piece.charCodeAt(at), sound.charCodeAt(0)), 1]),
    );

  const english = (word, known, within) => {
    if (known.length > 0) return unit("word", ...known.map(({ term }) => [term, 1]));
    return unit("word", ...near(word, within).map((term) => [term, numbers.same_spelling]));
  };

  const cutUp = (run, within) => {
    if (reader.isChinese(run)) return { pieces: reader.chinesePieces(run) };
    const empty = reader.carriesNothing(run);
    return { pieces: [], word: run, empty, known: empty ? [] : sameStem(run, within) };
  };

  const units = (text, within) => {
    const cut = reader.runs(reader.normal(text)).map((run) => cutUp(run, within));
    const sounds = pinyin(cut);
    const read = cut.flatMap(({ pieces, word, empty, known }) => {
      if (!word) return pieces.flatMap(chinese);
      return empty || sounds !== undefined ? [] : [english(word, known, within)];
    });
    return read.concat(reader.soundPieces(sounds ?? "").flatMap(inSounds));
  };

  // Reads a question with the texts in its language, or in both where it may have both: words that
  // are no English may be pinyin.
  return (text) => {
    const runs = reader.runs(text);
    const read = (within) => ({ within, units: units(text, within) });
    if (runs.every(reader.isChinese)) return read(index.chinese());
    if (!runs.some(reader.isChinese)) {
      const question = read(index.english());
      if (question.units.every(({ kind }) => kind === "word")) return question;
    }
    return read(index.both());
  };
};
