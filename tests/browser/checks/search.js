// The search box answers as `how` does, with links that lead somewhere, to whoever has no mouse.
"use strict";

exports.name = "search";
exports.concerns = ({ kind, site }) => Boolean(site.questions) && ["township", "village"].includes(kind);

exports.look = async (watched) => {
  const from = watched.kind === "township" ? "folder" : "server";
  const tab = await watched.open({ from });
  const village = watched.village ?? "nanshiqu";
  await tabTo(tab, watched.village ? "question" : "asked-in");
  if (!watched.village) {
    await chooses(tab, village);
    await tab.keyboard.press("Tab");
  }
  for (const { question, item } of watched.site.questions[village]) {
    await tab.keyboard.press("Control+A");
    await tab.keyboard.type(question);
    await tab.keyboard.press("Enter");
    await answered(tab, watched, question);
    const first = tab.locator(".finder .answers a").first();
    const address = item && (await first.evaluate((link) => link.href, null, { timeout: 5000 }));
    if (item) {
      const way = watched.leadsTo(address);
      const expected = `${watched.lang}/${village}/${item}.html`;
      if (way !== expected) watched.fault(`${question} leads to ${way}, not ${expected}`);
      // Enter has led to the answer, from where one goes back to ask again.
      const focused = await tab.evaluate(() => document.activeElement.href);
      if (focused !== address) watched.fault(`${question}: the keyboard is not at the answer`);
      await tab.keyboard.press("Shift+Tab");
    } else if ((await first.count()) > 0) {
      watched.fault(`${question} has an answer`);
    }
  }
  await tab.keyboard.press("Control+A");
  await tab.keyboard.type("宅基地怎么批");
  await tab.keyboard.press("Enter");
  await answered(tab, watched, "宅基地怎么批");
  await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
  watched.leadsTo(tab.url());
  for (const one of await tab.evaluate(() => window.violations)) watched.fault(`policy: ${one}`);
};

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

// Waits until the answer to this question stands there: before, others may.
async function answered(tab, watched, question) {
  const there = () => document.querySelector(".finder .answers p")?.textContent;
  await tab.waitForFunction(there, null, { timeout: 10000 });
  // What is typed is looked up a quarter of a second later at the latest.
  await tab.waitForTimeout(350);
  const said = await tab.evaluate(there);
  if (/没能打开|could not be opened/.test(said)) watched.fault(`${question}: ${said}`);
}
