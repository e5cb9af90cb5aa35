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
