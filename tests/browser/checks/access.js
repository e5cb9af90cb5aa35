// An independent checker finds nothing against WCAG 2.2 AA on a phone and on a desk, and nothing is
// wider than the narrowest screen.
"use strict";

const { readFileSync } = require("node:fs");

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

exports.name = "access";
exports.concerns = () => true;

exports.look = async (watched) => {
  const tab = await watched.open({ width: 1280, height: 800 });
  // Hostile texts stand in the same pages.
  if (!watched.site.shown) {
    await tab.evaluate(AXE);
    await found(tab, watched, "desk");
    await tab.setViewportSize({ width: 390, height: 844 });
    await found(tab, watched, "phone");
  }
  for (const width of [1280, 390, 320]) {
    await tab.setViewportSize({ width, height: 844 });
    const wide = await tab.evaluate(wider);
    if (wide.length > 0) watched.fault(`wider than ${width} pixels: ${wide.slice(0, 3).join(", ")}`);
  }
};

async function found(tab, watched, where) {
  const violations = await tab.evaluate(async (values) => {
    const { violations } = await axe.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html.slice(0, 160)} (${nodes.length})`);
  }, TAGS);
  for (const one of violations) watched.fault(`on a ${where}, ${one}`);
}

// What makes a page scroll sideways.
function wider() {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const within = (element) => !element.closest(".scrolled");
  const out = [...document.body.querySelectorAll("*")].filter(within);
  return out
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .map((element) => `${element.tagName.toLowerCase()}.${element.className}`.slice(0, 60));
}
