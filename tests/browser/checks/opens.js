// A page opens from a folder and from a server: nothing is refused, fetched from elsewhere, or run
// that stands in a text.
"use strict";

exports.name = "opens";
exports.concerns = () => true;

exports.look = async (watched) => {
  for (const from of ["folder", "server"]) {
    const tab = await watched.open({ from });
    const { violations, ran, bad } = await tab.evaluate(() => ({
      violations: window.violations,
      // What hostile texts would set.
      ran: window.ran,
      // Pictures that were not drawn.
      bad: [...document.images].filter((it) => it.complete && it.naturalWidth === 0).map((it) => it.src),
    }));
    for (const one of violations) watched.fault(`policy: ${one}`);
    for (const one of bad) watched.fault(`no picture: ${one}`);
    if (ran) watched.fault("a text ran as script");
    for (const text of watched.site.shown ?? []) {
      if (watched.kind === "procedure" && watched.way.includes("/service/")) {
        const shown = await tab.evaluate(() => document.body.innerText);
        if (!shown.includes(text)) watched.fault(`does not show ${text} as text`);
      }
    }
  }
};
