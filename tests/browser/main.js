// Looks at published pages as people do: `../browser.rs` starts it with the list of sites.
//
// Whatever is wrong is a line of the output; the exit code says whether there was any.
"use strict";

const { readFileSync } = require("node:fs");
const { chromium } = require("playwright-core");
const { serve } = require("./server");
const { Watched } = require("./watched");
const { kinds } = require("./kinds");

const checks = [
  require("./checks/opens"),
  require("./checks/access"),
  require("./checks/code"),
  require("./checks/print"),
  require("./checks/language"),
  require("./checks/search"),
];

// How many pages are looked at side by side.
const AT_ONCE = 2;

async function main(sites) {
  const browser = await chromium.launch({
    executablePath: process.env.QINGDAN_CHROMIUM,
    // No tab is trusted less than the test itself, which may run where there are no sandboxes.
    args: ["--no-sandbox", "--disable-gpu"],
  });
  const faults = new Set();
  const told = (fault) => {
    if (!faults.has(fault)) console.log(`FAULT ${fault}`);
    faults.add(fault);
  };
  const times = new Map(checks.map(({ name }) => [name, { count: 0, spent: 0 }]));
  const pages = [];
  for (const site of sites) {
    site.server = await serve(site.dir);
    // `LOOK=en/nanshiqu/card cargo test --test browser` looks at some pages alone.
    pages.push(...kinds(site).filter(({ way }) => way.includes(process.env.LOOK ?? "")));
  }
  const work = async () => {
    const context = await browser.newContext({ deviceScaleFactor: 2 });
    for (let page = pages.shift(); page; page = pages.shift()) await looked(new Watched(context, page, told), times);
    await context.close();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await browser.close();
  for (const { server } of sites) server.close();
  for (const [name, { count, spent }] of times) console.log(`${name}: ${count} pages, ${spent} ms`);
  return faults.size;
}

// Does every check that concerns a page.
async function looked(watched, times) {
  for (const check of checks.filter(({ concerns }) => concerns(watched))) {
    const start = Date.now();
    try {
      await check.look(watched);
    } catch (error) {
      watched.fault(`${check.name}: ${error.message.split("\n")[0]}`);
    }
    const time = times.get(check.name);
    time.count += 1;
    time.spent += Date.now() - start;
  }
  await watched.close();
}

main(JSON.parse(readFileSync(process.argv[2], "utf8"))).then((faults) => {
  process.exitCode = faults > 0 ? 1 : 0;
});
