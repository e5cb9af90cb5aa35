// The language switch leads to the same page, and to the section that is being read.
"use strict";

exports.name = "language";
exports.concerns = ({ site, stage }) => !site.shown && stage !== "trial";

exports.look = async (watched) => {
  const tab = await watched.open();
  await tab.evaluate(() => {
    const sections = [...document.querySelectorAll("main section[id]")];
    sections[Math.floor(sections.length / 2)]?.scrollIntoView();
  });
  const read = await tab.evaluate(inView);
  // A click would scroll up to the switch, as a reader does who clicks it, too: the keyboard does not.
  await tab.locator("a.switch").evaluate((link) => link.click());
  const other = watched.lang === "zh" ? "en" : "zh";
  await tab.waitForFunction((lang) => document.documentElement.lang.startsWith(lang), other);
  const expected = watched.way.replace(/^(zh\/|en\/|)/, `${other}/`);
  const way = watched.leadsTo(tab.url());
  if (way !== expected) watched.fault(`the switch leads to ${way}, not ${expected}`);
  const { hash } = new URL(tab.url());
  if (read.length > 0 && !read.includes(hash.slice(1))) {
    watched.fault(`the switch leads to ${hash}, not to one of ${read.join(", ")}`);
  }
  const there = await tab.evaluate((id) => !id || Boolean(document.getElementById(id)), hash.slice(1));
  if (!there) watched.fault(`the other language has no ${hash}`);
  // Another page is open now.
  await watched.close();
};

// The sections that one may be reading: in the upper third of the window.
function inView() {
  const sections = [...document.querySelectorAll("main section[id]")];
  const seen = sections.filter((section) => {
    const { top, bottom } = section.getBoundingClientRect();
    return top < innerHeight / 3 && bottom > 0;
  });
  return seen.map(({ id }) => id);
}
