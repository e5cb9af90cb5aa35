// The phrases of the lists, and what each of their terms weighs.
const finderIndex = (data, { soundOf }) => {
  const { numbers } = data;
  const sum = (values) => values.reduce((all, value) => all + value, 0);

  // A term is a character, two characters, two sounds or a word, known by its place among all.
  const kinds = [];
  const places = { character: new Map(), pair: new Map(), sounds: new Map(), word: new Map() };
  // Short numbers for two codes: Chinese stands from U+3000 to U+9FFF, sounds below U+0400.
  const codes = {
    character: (one) => one,
    pair: (one, two) => (one - 0x3000) * 0x8000 + two - 0x3000,
    sounds: (one, two) => one * 0x400 + two,
    word: (word) => word,
  };
  const add = (kind, code) => {
    const before = places[kind].get(code);
    if (before !== undefined) return before;
    places[kind].set(code, kinds.length);
    return kinds.push(kind) - 1;
  };

  // The terms of a packed phrase, in which a word is its number to the base 36.
  const termsOf = (phrase, words) => {
    const terms = [];
    for (const piece of phrase.split(" ")) {
      if (piece === "") continue;
      if (piece < "\u3000") {
        terms.push(add("word", words[parseInt(piece, 36)].word));
        continue;
      }
      let [before, sound] = [0, 0];
      for (let at = 0; at < piece.length; at += 1) {
        const code = piece.charCodeAt(at);
        const next = soundOf(code);
        terms.push(add("character", code));
        if (at > 0) terms.push(add("pair", codes.pair(before, code)));
        if (sound && next) terms.push(add("sounds", codes.sounds(sound, next)));
        [before, sound] = [code, next];
      }
    }
    return terms;
  };

  const withStem = (entry) => {
    const [word, other] = entry.split("/");
    const cut = other ? word.length - parseInt(other[0], 36) : word.length;
    return { word, stem: word.slice(0, cut) + (other ?? "").slice(1) };
  };

  // The phrases of each item in one language, and their words.
  const read = (texts) => {
    const words = texts.words.split(" ").filter(Boolean).map(withStem);
    const phrase = (item) => (text) => ({
      item,
      field: "TAQCPS".indexOf(text[0]),
      terms: termsOf(text.slice(1), words),
    });
    const items = texts.phrases.map((all, item) => all.split("|").filter(Boolean).map(phrase(item)));
    return { items, words };
  };

  // In how many items each term occurs.
  const spreads = (phrases) => {
    const [items, last] = [new Uint16Array(kinds.length), new Int32Array(kinds.length).fill(-1)];
    for (const { item, terms } of phrases) {
      for (const term of terms) {
        if (last[term] !== item) {
          last[term] = item;
          items[term] += 1;
        }
      }
    }
    return items;
  };

  const rarity = (items) => numbers.rarity[Math.min(items, numbers.rarity.length - 1)];

  // Everything that a question is compared with, in these languages.
  const made = (...texts) => {
    const phrases = data.chinese.phrases.flatMap((_, item) => texts.flatMap(({ items }) => items[item]));
    const lengths = data.chinese.phrases.map(() => 0);
    for (const { item, field, terms } of phrases) {
      lengths[item] += numbers.fields[field] * terms.length;
    }
    const spread = spreads(phrases);
    const weights = Float64Array.from(kinds, (kind, term) => numbers.kinds[kind] * rarity(spread[term]));
    // What a phrase weighs by itself, read in sounds or in characters and words.
    const own = (terms, inSounds) => {
      let whole = 0;
      for (const term of terms) {
        if ((kinds[term] === "sounds") === inSounds) whole += weights[term];
      }
      return whole;
    };
    const average = sum(lengths) / lengths.length;
    const here = new Map(texts.flatMap(({ words }) => words.map((word) => [word.word, word])));
    const words = [...here.values()].map((word) => ({ ...word, term: places.word.get(word.word) }));
    const stems = new Map(words.map(({ stem }) => [stem, []]));
    for (const word of words) stems.get(word.stem).push(word);
    let end = 0;
    const placed = phrases.map(({ item, field, terms }) => {
      end += terms.length;
      return { item, field, end, own: own(terms, false), ownSounds: own(terms, true) };
    });
    const terms = new Uint32Array(end);
    phrases.forEach((phrase, at) => terms.set(phrase.terms, placed[at].end - phrase.terms.length));
    return {
      // Each phrase has the terms up to its end.
      phrases: placed,
      terms,
      lengths: lengths.map((length) => length / average),
      words,
      stems,
    };
  };

  const once = (make) => {
    let kept;
    return () => (kept = kept ?? make());
  };
  const chinese = once(() => read(data.chinese));
  const english = once(() => read(data.english));
  return {
    // The phrases in Chinese, in English and in both.
    chinese: once(() => made(chinese())),
    english: once(() => made(english())),
    both: once(() => made(chinese(), english())),
    // The place of a term; nothing where no text has it.
    term: (kind, one, two) => places[kind].get(codes[kind](one, two)),
    count: () => kinds.length,
    rarity,
    sum,
  };
};
