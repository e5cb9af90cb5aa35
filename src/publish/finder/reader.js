// How texts are read: characters, their sounds, and what carries no weight.
const finderReader = ({ characters, empty }) => {
  const CHINESE = "[\\u3400-\\u4dbf\\u4e00-\\u9fff〇]";
  const OTHER = `(?!${CHINESE})[\\p{Alphabetic}\\p{N}]`;
  const RUNS = new RegExp(`${CHINESE}+|(?:${OTHER})+`, "gu");
  const FIRST = new RegExp(`^${CHINESE}`, "u");

  // Cuts a text into runs of one script; what stands between them is left out.
  const runs = (text) => text.match(RUNS) ?? [];
  const isChinese = (run) => FIRST.test(run);

  // How characters sound, from U+3000 on: the code of a letter for each sound; 0 for none.
  const sounds = new Uint16Array(0x7000);
  for (const [from, letters] of characters.sounds) {
    for (let at = 0; at < letters.length; at += 1) {
      if (letters[at] !== " ") sounds[from - 0x3000 + at] = letters.charCodeAt(at);
    }
  }

  const [from, to] = characters.traditional.map((all) => [...all]);
  const traditional = new Map(from.map((character, at) => [character, to[at]]));
  const together = new Map(characters.together.map(([word, at, becomes]) => [word + at, becomes]));
  const simplified = (text) => {
    const letters = [...text];
    const simple = (letter, at) =>
      together.get(`${letters[at - 1]}${letter}1`) ??
      together.get(`${letter}${letters[at + 1]}0`) ??
      traditional.get(letter) ??
      letter;
    return letters.map(simple).join("");
  };

  // A text in small letters, of half width, in simplified characters.
  const normal = (text) => simplified(text.normalize("NFKC")).toLowerCase();

  // The longest words come first, so that the longest that fits is the one.
  const between = (words) => new RegExp(words.split(" ").join("|"), "u");
  const emptyChinese = between(empty.chinese);
  const emptySounds = between(empty.sounds);
  const emptyEnglish = new Set(empty.english.split(" "));
  const pieces = (text, words) => text.split(words).filter((piece) => piece !== "");

  const syllables = new Map(
    characters.syllables.split(" ").map((entry) => [entry.slice(0, -1), entry.slice(-1)]),
  );

  // The sounds of a word in pinyin, in as few syllables as possible; nothing where it is not pinyin.
  const spoken = (word) => {
    const best = [{ count: 0, sound: "" }];
    for (let end = 1; end <= word.length; end += 1) {
      // The longest syllable has six letters: `zhuang`.
      for (let start = Math.max(0, end - 6); start < end; start += 1) {
        const before = best[start];
        const sound = before && syllables.get(word.slice(start, end));
        if (sound && !(best[end]?.count <= before.count + 1)) {
          best[end] = { count: before.count + 1, before, sound };
        }
      }
    }
    let read = "";
    for (let at = best[word.length]; at; at = at.before) read = at.sound + read;
    return read === "" ? undefined : read;
  };

  return {
    runs,
    isChinese,
    soundOf: (code) => sounds[code - 0x3000],
    normal,
    spoken,
    chinesePieces: (run) => pieces(run, emptyChinese),
    soundPieces: (sounds) => pieces(sounds, emptySounds),
    carriesNothing: (word) => emptyEnglish.has(word),
  };
};
