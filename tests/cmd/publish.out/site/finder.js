// The stem of an English word in small letters: the English stemmer of Snowball ("Porter 2"), as
// https://snowballstem.org/algorithms/english/stemmer.html has it. No word here has an apostrophe.
const finderStem = (() => {
  const whole = new Map(Object.entries({
    skis: "ski", skies: "sky", dying: "die", lying: "lie", tying: "tie", idly: "idl",
    gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl", sky: "sky",
    news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias", andes: "andes",
  }));
  const finished = /^(inning|outing|canning|herring|earring|proceed|exceed|succeed)$/;

  // Endings with what takes their place; the longest that fits counts, even where it then stays.
  const endings = (text) => {
    const pairs = text.split(" ").map((pair) => pair.split(":"));
    return pairs.sort(([a], [b]) => b.length - a.length);
  };
  const second = endings(
    "tional:tion enci:ence anci:ance abli:able entli:ent izer:ize ization:ize ational:ate " +
      "ation:ate ator:ate alism:al aliti:al alli:al fulness:ful ousli:ous ousness:ous " +
      "iveness:ive iviti:ive biliti:ble bli:ble ogi:og fulli:ful lessli:less li:",
  );
  const third = endings(
    "tional:tion ational:ate alize:al icate:ic iciti:ic ical:ic ful: ness: ative:",
  );
  const fourth = endings(
    "al: ance: ence: er: ic: able: ible: ant: ement: ment: ent: ism: ate: iti: ous: ive: ize: ion:",
  );

  const ending = (word, list) => list.find(([end]) => word.endsWith(end));
  const isShort = (word) =>
    /[^aeiouy][aeiouy][^aeiouywxY]$/u.test(word) || /^[aeiouy][^aeiouy]$/u.test(word);

  // Where the part begins behind the first consonant that follows a vowel.
  const region = (word, from) => {
    const found = /^[^aeiouy]*[aeiouy]+[^aeiouy]/u.exec(word.slice(from));
    return found ? from + found[0].length : word.length;
  };

  const plural = (word) => {
    if (word.endsWith("sses")) return word.slice(0, -2);
    if (/ie[sd]$/.test(word)) return word.slice(0, /..ie[sd]$/u.test(word) ? -2 : -1);
    if (/[us]s$/.test(word) || !word.endsWith("s")) return word;
    return /[aeiouy]/.test(word.slice(0, -2)) ? word.slice(0, -1) : word;
  };

  const past = (word, first) => {
    const found = /(eedly|ingly|edly|eed|ing|ed)$/.exec(word);
    if (!found) return word;
    const rest = word.slice(0, found.index);
    if (found[0].startsWith("eed")) return found.index >= first ? rest + "ee" : word;
    if (!/[aeiouy]/.test(rest)) return word;
    if (/(at|bl|iz)$/.test(rest)) return rest + "e";
    if (/(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(rest)) return rest.slice(0, -1);
    return rest.length === first && isShort(rest) ? rest + "e" : rest;
  };

  // Replaces an ending that stands behind `from`, where `fits` has nothing against it.
  const replaced = (word, list, from, fits) => {
    const [end, by] = ending(word, list) ?? [];
    if (end === undefined) return word;
    const rest = word.slice(0, word.length - end.length);
    return rest.length >= from && fits(end, rest) ? rest + by : word;
  };

  const last = (word, first, later) => {
    const rest = word.slice(0, -1);
    if (word.endsWith("e")) {
      return rest.length >= later || (rest.length >= first && !isShort(rest)) ? rest : word;
    }
    return word.endsWith("ll") && rest.length >= later ? rest : word;
  };

  return (text) => {
    if (whole.has(text)) return whole.get(text);
    if ([...text].length < 3) return text;
    // A `y` that is a consonant is written large.
    let word = text.replace(/^y/, "Y").replace(/([aeiouy])y/g, "$1Y");
    const known = /^(gener|commun|arsen)/.exec(word);
    const first = known ? known[0].length : region(word, 0);
    const later = region(word, first);
    word = plural(word);
    if (finished.test(word)) return word;
    word = past(word, first);
    word = word.replace(/(.[^aeiouy])[yY]$/u, "$1i");
    word = replaced(word, second, first, (end, rest) =>
      end === "ogi" ? rest.endsWith("l") : end !== "li" || /[cdeghkmnrt]$/.test(rest));
    word = replaced(word, third, first, (end, rest) => end !== "ative" || rest.length >= later);
    word = replaced(word, fourth, later, (end, rest) => end !== "ion" || /[st]$/.test(rest));
    return last(word, first, later).replace(/Y/g, "y");
  };
})();
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
// What a question means: the same that `qingdan how` finds, from what `finderData` holds.
const finderSearch = (data) => {
  const { numbers } = data;
  const reader = finderReader(data);
  const index = finderIndex(data, reader);
  const question = finderQuestion(data, reader, index);
  const { sum, rarity } = index;
  const addresses = [...data.items, ...data.elsewhere].map(({ address }) => address);
  const every = (units, kind) => units.every((unit) => unit.kind === kind);

  // The phrases that share something with the question, and how surely each unit stands in them.
  const shared = ({ units, within }) => {
    const fills = [[]];
    const fill = new Uint32Array(index.count());
    units.forEach((unit, at) => {
      for (const [term, sure] of unit.terms) {
        if (fill[term] === 0) fill[term] = fills.push([]) - 1;
        fills[fill[term]].push([at, sure]);
      }
    });
    const inSounds = every(units, "sounds");
    const { phrases, terms } = within;
    const found = [];
    let place = 0;
    for (const phrase of phrases) {
      let stands;
      for (; place < phrase.end; place += 1) {
        const filled = fill[terms[place]];
        if (filled === 0) continue;
        stands = stands ?? new Array(units.length).fill(0);
        for (const [at, sure] of fills[filled]) stands[at] = Math.max(stands[at], sure);
      }
      const own = inSounds ? phrase.ownSounds : phrase.own;
      if (stands) found.push({ phrase, own, stands });
    }
    return found;
  };

  const weigh = (units, found) => {
    const seen = units.map(() => new Set());
    for (const { phrase, stands } of found) {
      stands.forEach((sure, at) => sure > 0 && seen[at].add(phrase.item));
    }
    const weight = ({ kind }, at) =>
      seen[at].size > 0 ? numbers.kinds[kind] * rarity(seen[at].size) : numbers.unknown[kind];
    return units.map(weight);
  };

  // Adds what a phrase says for its item.
  const add = (evidence, { phrase, own, stands }, weights, whole) => {
    let shares = 0;
    stands.forEach((sure, at) => {
      evidence.often[at] += sure * numbers.fields[phrase.field];
      shares += sure * weights[at];
    });
    const most = Math.max(own, shares);
    if (phrase.field <= 1) {
      const part = shares / most;
      evidence.named = Math.max(evidence.named, (shares / whole) * (part * part));
    } else if (phrase.field === 2) {
      const asked = shares / Math.sqrt(whole * most);
      const [best, second] = evidence.asked;
      evidence.asked = asked > best ? [asked, best] : [best, Math.max(second, asked)];
    }
  };

  const score = ({ named, asked, often }, weights, whole, length) => {
    const half = numbers.half * (1 - numbers.length + numbers.length * length);
    const parts = often.map((times, at) => (weights[at] * times) / (times + half));
    const explained = whole > 0 ? sum(parts) / whole : 0;
    return (
      numbers.named * named +
      numbers.asked * (asked[0] + numbers.second * asked[1]) +
      numbers.explained * explained
    );
  };

  // The items that share anything with the question, the likeliest first.
  const ranked = (read) => {
    const found = shared(read);
    const weights = weigh(read.units, found);
    const whole = sum(weights);
    const all = addresses.map(() => ({ named: 0, asked: [0, 0], often: weights.map(() => 0) }));
    for (const one of found) add(all[one.phrase.item], one, weights, whole);
    const hits = all.map((evidence, item) => ({
      item: addresses[item],
      score: score(evidence, weights, whole, read.within.lengths[item]),
    }));
    return hits.filter((hit) => hit.score > 0).sort((a, b) => b.score - a.score);
  };

  const decided = (units, hits) => {
    const least = every(units, "word") ? numbers.least_english : numbers.least_chinese;
    const isElsewhere = ({ item }) => item.startsWith("elsewhere/");
    const matter = hits.find(isElsewhere);
    const items = hits.filter((hit) => !isElsewhere(hit));
    const best = items.length > 0 ? items[0].score : 0;
    if (matter && matter.score >= Math.max(least, best)) return { hits: [], elsewhere: matter };
    const enough = Math.max(least, best * numbers.near);
    return { hits: items.filter((hit) => hit.score >= enough).slice(0, 3) };
  };

  const small = (text) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const names = data.items.map(({ address, zh, en }) => ({
    exact: [address, address.slice(address.indexOf("/") + 1)],
    titles: [zh, en].filter(Boolean).map(small),
  }));

  // The items that a question names outright: by address, id, number or title.
  const named = (text) => {
    const asked = text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");
    const title = small(asked);
    const number = /^\+?[0-9]+$/.test(asked) ? Number(asked) : undefined;
    const isNamed = (item, at) =>
      item.number === number || names[at].exact.includes(asked) || names[at].titles.includes(title);
    return data.items.filter(isNamed).map(({ address }) => ({ item: address, score: 1 }));
  };

  // Returns what a question means: its `hits`, one to three, the likeliest first; where there are
  // none, `elsewhere` is the matter that it is about and no list has, if it is a known one.
  const meaning = (text) => {
    const hits = named(text);
    if (hits.length > 0) return { hits };
    const read = question(text);
    return decided(read.units, ranked(read));
  };

  // Returns whether a question needs the English texts: it has a word in other letters.
  const needsEnglish = (text) => !reader.runs(text).every(reader.isChinese);

  return { meaning, needsEnglish, reader };
};
// The search boxes of a page: they answer as one types, in the language of the page.
(() => {
  if (typeof document === "undefined") return;
  const lang = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  const loading = { zh: "正在查……", en: "Looking it up …" }[lang];
  const failed = {
    zh: "没能打开查询用的数据，请到清单里找。",
    en: "The data for the search could not be opened: please look into the lists.",
  }[lang];

  // The village whose pages one read last; a browser may keep nothing.
  const lastVillage = {
    get: () => {
      try {
        return localStorage.getItem("qingdan-village");
      } catch {
        return null;
      }
    },
    set: (village) => {
      try {
        localStorage.setItem("qingdan-village", village);
      } catch {
        // Then it is asked for again.
      }
    },
  };

  // Runs another script of ours.
  const fetched = (source) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = source;
      script.onload = resolve;
      script.onerror = () => reject(new Error(source));
      document.head.append(script);
    });

  // What one after the other asks for is fetched one after the other, as it all sets one global.
  let last = Promise.resolve();
  const inTurn = (make) => {
    const made = last.then(make);
    last = made.catch(() => {});
    return made;
  };

  // The data that lie in a folder, and their search: made once somebody turns to a box, as most readers
  // of a page do not.
  const known = new Map();
  const knownFrom = async (from) => {
    if (!known.has(from)) {
      await fetched(`${from}/finder-data.js`);
      const data = globalThis.finderData;
      known.set(from, { data, search: finderSearch(data) });
    }
    return known.get(from);
  };
  const searchFor = (text, from) =>
    inTurn(async () => {
      const { data, search } = await knownFrom(from);
      if (search.needsEnglish(text) && !data.english) {
        globalThis.finderData = data;
        await fetched(`${from}/${data.english_file}`);
      }
      return { data, search };
    });

  const element = (name, ...children) => {
    const made = document.createElement(name);
    made.append(...children);
    return made;
  };
  const paragraphs = (lines) => lines.map((line) => element("p", line));

  const attach = (form) => {
    const { root = ".", village: own, from: ownFrom } = form.dataset;
    const input = form.querySelector("input[type=search]");
    const answers = form.querySelector(".answers");
    const choice = form.querySelector("select[name=village]");

    const villages = choice ? [...choice.options].map(({ value }) => value) : [];
    if (own) lastVillage.set(own);
    else if (villages.includes(lastVillage.get())) choice.value = lastVillage.get();

    // Where the data lie: those of a village whose lists differ lie apart.
    const from = () => ownFrom || choice?.selectedOptions[0]?.dataset.from || root;

    const link = (item, title) => {
      const village = own || (choice ? choice.value : lastVillage.get());
      if (!village) return title;
      const way = [lang, village, ...item.split("/")].map(encodeURIComponent);
      const made = element("a", title);
      made.href = `${root}/${way.join("/")}.html`;
      return made;
    };

    const answer = ({ hits, elsewhere }, { items, nothing, elsewhere: matters, says }) => {
      if (elsewhere) {
        const matter = matters.find((one) => one.address === elsewhere.item);
        return paragraphs([nothing[lang][0], ...matter[lang]]);
      }
      if (hits.length === 0) return paragraphs(nothing[lang]);
      const links = hits.map(({ item }) => {
        const found = items.find((one) => one.address === item);
        return element("li", link(item, found[lang] || found.zh || found.en || item));
      });
      const said = says[lang === "zh" ? 0 : 1];
      const hint = links.some((one) => one.querySelector("a")) ? [] : [said.village];
      const first = hits.length === 1 ? said.one : said.several;
      return [element("p", first), element("ul", ...links), ...paragraphs(hint)];
    };

    // What stays the same is not read out again.
    const show = (parts) => {
      const next = answers.cloneNode(false);
      next.append(...parts);
      if (next.isEqualNode(answers)) return;
      answers.textContent = "";
      answers.append(...next.childNodes);
    };

    const look = async () => {
      const text = input.value;
      const asked = from();
      if (text.trim() === "") return show([]);
      const slow = setTimeout(() => show(paragraphs([loading])), 300);
      try {
        const { data, search } = await searchFor(text, asked);
        // Meanwhile something else may have been typed, which is looked for by itself.
        if (text === input.value && asked === from()) show(answer(search.meaning(text), data));
      } catch {
        show(paragraphs([failed]));
      } finally {
        clearTimeout(slow);
      }
    };

    let waiting;
    const lookSoon = (event) => {
      clearTimeout(waiting);
      // Letters that are still to become characters are no question yet.
      if (!event.isComposing) waiting = setTimeout(look, 250);
    };
    // The first answer takes longest: it reads the texts.
    const prepare = async () => {
      const nothing = lang === "zh" ? "" : "a";
      const { search } = await searchFor(nothing, from());
      search.meaning(nothing);
    };
    form.addEventListener("focusin", () => prepare().catch(() => {}), { once: true });
    input.addEventListener("input", lookSoon);
    input.addEventListener("compositionend", lookSoon);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      await look();
      const first = answers.querySelector("a");
      if (first) first.focus();
    });
    if (choice) {
      choice.addEventListener("change", () => {
        if (choice.value) lastVillage.set(choice.value);
        look();
      });
    }
    form.hidden = false;
  };

  document.querySelectorAll("form.finder").forEach(attach);
})();
