// The language switch leads to the same page, and to the section that is being read.
"use strict";

exports.name = "language";
exports.concerns = () => true;

exports.look = async (watched) => {
  const tab = await watched.open();
  const section = await tab.evaluate(() => {
    const sections = [...document.querySelectorAll("main section[id]")];
    const middle = sections[Math.floor(sections.length / 2)];
    middle?.scrollIntoView();
    return middle?.id;
  });
  const read = await tab.evaluate(() => {
    const tops = [...document.querySelectorAll("main section[id]")];
    const begun = tops.filter((it) => it.getBoundingClientRect().top < innerHeight / 3);
    return begun.length > 0;
  });
  // A click would scroll up to the switch, as a reader does who clicks it, too: the keyboard does not.
  await tab.locator("a.switch").evaluate((link) => link.click());
  const other = watched.lang === "zh" ? "en" : "zh";
  await tab.waitForFunction((lang) => document.documentElement.lang.startsWith(lang), other);
  const expected = watched.way.replace(/^(zh\/|en\/|)/, `${other}/`);
  const way = watched.leadsTo(tab.url());
  if (way !== expected) watched.fault(`the switch leads to ${way}, not ${expected}`);
  const { hash } = new URL(tab.url());
  if (section && read && hash !== `#${section}`) watched.fault(`the switch leads to ${hash}, not #${section}`);
  const there = await tab.evaluate((id) => !id || Boolean(document.getElementById(id)), section);
  if (!there) watched.fault(`the other language has no #${section}`);
  // Another page is open now.
  await watched.close();
};
