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
