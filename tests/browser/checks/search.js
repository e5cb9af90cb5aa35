// The search box answers as `how` does, with links that lead somewhere, to whoever has no mouse.
"use strict";

exports.name = "search";
exports.concerns = ({ kind, site }) => Boolean(site.questions) && ["township", "village"].includes(kind);

exports.look = async (watched) => {
  // A folder gives scripts by other rules than a server: each is tried in one language.
  const from = watched.lang === "zh" ? "folder" : "server";
  const tab = await watched.open({ from });
  const village = watched.village ?? "nanshiqu";
  await tabTo(tab, watched.village ? "question" : "asked-in");
  if (!watched.village) {
    await chooses(tab, village);
    await tab.keyboard.press("Tab");
  }
  for (const { question, item } of watched.site.questions[village]) {
    await asks(tab, question, Boolean(item));
    if (!item) continue;
    // Enter has led to the first answer, from where one goes back to ask again.
    const way = watched.leadsTo(await tab.evaluate(() => document.activeElement.href));
    const expected = `${watched.lang}/${village}/${item}.html`;
    if (way !== expected) watched.fault(`${question} leads to ${way}, not ${expected}`);
    await tab.keyboard.press("Shift+Tab");
  }
  for (const one of await tab.evaluate(() => window.violations)) watched.fault(`policy: ${one}`);
  await asks(tab, "宅基地怎么批", true);
  await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
  watched.leadsTo(tab.url());
};

// Asks a question and waits for its answer: a link that the keyboard is led to, or none.
async function asks(tab, question, isKnown) {
  await tab.keyboard.press("Control+A");
  await tab.keyboard.type(question);
  await tab.keyboard.press("Enter");
  const answered = isKnown
    ? () => Boolean(document.activeElement.href && document.activeElement.closest(".answers"))
    : () => Boolean(document.querySelector(".answers p") && !document.querySelector(".answers a"));
  await tab.waitForFunction(answered, null, { timeout: 15000 }).catch(() => {
    throw new Error(`${question}: ${isKnown ? "no answer" : "an answer"}`);
  });
}

// Goes forward with the keyboard until an element is reached.
async function tabTo(tab, id) {
  for (let presses = 0; presses < 20; presses += 1) {
    await tab.keyboard.press("Tab");
    if ((await tab.evaluate(() => document.activeElement.id)) === id) return;
  }
  throw new Error(`the keyboard does not reach #${id}`);
}

// Chooses a village with the arrows.
async function chooses(tab, village) {
  const chosen = () => document.activeElement.value;
  for (let presses = 0; presses < 40; presses += 1) {
    if ((await tab.evaluate(chosen)) === village) return;
    await tab.keyboard.press("ArrowDown");
  }
  throw new Error(`the keyboard cannot choose ${village}`);
}
