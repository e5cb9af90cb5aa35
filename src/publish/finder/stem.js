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
