// One page of each kind, in each language, in each village of a site.
"use strict";

const { existsSync } = require("node:fs");
const path = require("node:path");

const OF_VILLAGE = ({ service, power, role, body }) => [
  ["village", "index.html"],
  ["list", "service.html"],
  ["list", "power.html"],
  ["list", "responsibility.html"],
  ["procedure", `service/${service}.html`],
  ["procedure", `power/${power}.html`],
  ["roles", "role.html"],
  ["role", `role/${role}.html`],
  ["compendium", "compendium.html"],
  ["compendium-body", `compendium/${body}.html`],
  ["manual", "manual.html"],
  ["card", "card.html"],
  ["poster", "poster/service.html"],
  ["poster", "poster/power.html"],
  ["poster", "poster/responsibility.html"],
];

exports.kinds = (site) => {
  // Of other villages, what may differ there.
  const few = ["village", "procedure", "card"];
  const pages = [{ site, lang: "zh", kind: "township", way: "index.html" }];
  for (const lang of site.langs) {
    pages.push({ site, lang, kind: "township", way: `${lang}/index.html` });
    for (const [village, stage] of Object.entries(site.villages)) {
      for (const [kind, way] of OF_VILLAGE({ ...site, ...site.others?.[village] })) {
        if (stage === "trial" && !few.includes(kind)) continue;
        pages.push({ site, lang, kind, village, stage, way: `${lang}/${village}/${way}` });
      }
    }
  }
  for (const { way } of pages) {
    if (!existsSync(path.join(site.dir, way))) throw new Error(`${way} was not published`);
  }
  return pages;
};
