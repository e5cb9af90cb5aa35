// The QR codes of sheets, read from a picture by another's reader, hold what stands beside them.
"use strict";

const jsQR = require("jsqr");
const { PNG } = require("pngjs");

exports.name = "code";
exports.concerns = ({ kind }) => ["card", "procedure", "poster", "list"].includes(kind);

exports.look = async (watched) => {
  const tab = await watched.open({ width: 1280, height: 800 });
  const codes = await tab.locator(".proof .qr").all();
  if (codes.length === 0) watched.fault("no QR code");
  for (const code of codes) {
    const { data, width, height } = PNG.sync.read(await code.screenshot());
    const held = jsQR(Uint8ClampedArray.from(data), width, height)?.data;
    const printed = await code.evaluate((it) => it.closest(".proof").querySelector(".code").textContent);
    const base = watched.site.base_url;
    const expected = base ? `${base}${watched.way}#${printed}` : printed;
    if (held !== expected) watched.fault(`the QR code holds ${held}, not ${expected}`);
  }
  await current(tab, watched);
};

// Who comes by the code is told that the sheet is current.
async function current(tab, watched) {
  const printed = await tab.locator(".code").first().textContent();
  const told = tab.locator(".same").first();
  if ((await told.count()) === 0) return;
  if (await told.isVisible()) watched.fault("says that a sheet is current without any");
  await tab.evaluate((code) => { location.hash = code; }, printed);
  if (!(await told.isVisible())) watched.fault("does not say that a sheet is current");
}
