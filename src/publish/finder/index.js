// The phrases of the lists, and what each of their terms weighs.
const finderIndex = (data, { isChinese, soundOf }) => {
  const { numbers } = data;
  const sum = (values) => values.reduce((all, value) => all + value, 0);

  // A term is a character, two characters, two sounds or a word, known by its place among all.
  const places = new Map();
  const kinds = [];
  const codes = {
    character: (one) => one.charCodeAt(0),
    pair: (one, two) => one.charCodeAt(0) * 0x10000 + two.charCodeAt(0),
    sounds: (one, two) => 2 ** 33 + one.charCodeAt(0) * 0x10000 + two.charCodeAt(0),
    word: (number) => 2 ** 34 + number,
  };
  const add = (kind, ...of) => {
    const code = codes[kind](...of);
    const place = places.get(code) ?? kinds.length;
    if (place === kinds.length) {
      places.set(code, place);
      kinds.push(kind);
    }
    return place;
  };

  const termsOf = (phrase) => {
    const terms = [];
    for (const piece of phrase.split(" ")) {
      if (piece === "") continue;
      if (!isChinese(piece)) {
        terms.push(add("word", parseInt(piece, 36)));
        continue;
      }
      let sound;
      for (let at = 0; at < piece.length; at += 1) {
        const next = soundOf(piece[at]);
        terms.push(add("character", piece[at]));
        if (at > 0) terms.push(add("pair", piece[at - 1], piece[at]));
        if (at > 0 && sound && next) terms.push(add("sounds", sound, next));
        sound = next;
      }
    }
    return terms;
  };

  // All phrases as they stand; their terms once they are needed.
  const all = data.phrases.flatMap((texts, item) =>
    texts.split("|").filter(Boolean).map((text) => {
      const lang = text[0] < "a" ? "zh" : "en";
      return { item, lang, field: "TAQCPS".indexOf(text[0].toUpperCase()), text: text.slice(1) };
    }),
  );

  const words = data.words.split(" ").map((entry) => {
    const [word, other] = entry.split("/");
    const cut = other ? word.length - parseInt(other[0], 36) : word.length;
    const stem = word.slice(0, cut) + (other ?? "").slice(1);
    return { word, stem, letters: [...word], bytes: new TextEncoder().encode(word).length };
  });

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

  const made = (langs) => {
    const phrases = all.filter(({ lang }) => langs.includes(lang));
    const lengths = data.phrases.map(() => 0);
    for (const phrase of phrases) {
      phrase.terms = phrase.terms ?? termsOf(phrase.text);
      lengths[phrase.item] += numbers.fields[phrase.field] * phrase.terms.length;
    }
    const spread = spreads(phrases);
    const weights = Float64Array.from(kinds, (kind, term) => numbers.kinds[kind] * rarity(spread[term]));
    const own = (terms, inSounds) => {
      let whole = 0;
      for (const term of terms) {
        if ((kinds[term] === "sounds") === inSounds) whole += weights[term];
      }
      return whole;
    };
    const average = sum(lengths) / lengths.length;
    const term = (number) => places.get(codes.word(number));
    const numbered = words.map((word, number) => ({ ...word, term: term(number) }));
    const here = numbered.filter((word) => spread[word.term] > 0);
    const stems = new Map(here.map(({ stem }) => [stem, []]));
    for (const word of here) stems.get(word.stem).push(word);
    return {
      phrases: phrases.map(({ item, field, terms }) => ({
        item,
        field,
        terms,
        own: own(terms, false),
        ownSounds: own(terms, true),
      })),
      lengths: lengths.map((length) => length / average),
      words: here,
      stems,
    };
  };

  const kept = new Map();
  return {
    // The phrases in these languages: `zh`, `en` or `zh en`.
    within: (langs) => {
      if (!kept.has(langs)) kept.set(langs, made(langs));
      return kept.get(langs);
    },
    // The place of a term; nothing where no text has it.
    term: (kind, ...of) => places.get(codes[kind](...of)),
    count: () => kinds.length,
    rarity,
    sum,
  };
};
