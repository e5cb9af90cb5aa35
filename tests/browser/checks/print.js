// What is printed has the paper, the pages and the marks it should have, and nothing of it is cut off.
"use strict";

const { execFileSync } = require("node:child_process");
const { mkdtempSync, rmSync } = require("node:fs");
const os = require("node:os");
const path = require("node:path");

// Paper in millimetres, and how many sheets at most; the card is one.
const A4 = [210, 297];
const A3 = [297, 420];
const PAPER = {
  card: { sizes: [[297, 210]], pages: [1, 1] },
  poster: { sizes: [A3], pages: [1, 4] },
  manual: { sizes: [A4], pages: [1, 12] },
  procedure: { sizes: [A4, A3], pages: [1, 7] },
};
const OTHER = { sizes: [A4], pages: [1, 40] };
// No printer reaches the edge of the paper: millimetres.
const EDGE = 4;
// How high the letters at the edges are.
const LETTER = 3.2;

exports.name = "print";
exports.concerns = () => true;

exports.look = async (watched) => {
  const tab = await watched.open({ width: 1280, height: 800 });
  const folder = mkdtempSync(path.join(os.tmpdir(), "qingdan-"));
  try {
    const file = path.join(folder, "page.pdf");
    await tab.pdf({ path: file, preferCSSPageSize: true, printBackground: true });
    const pages = read(file);
    paper(pages, watched);
    marks(pages, watched);
    await tab.emulateMedia({ media: "print" });
    whole(pages, await tab.evaluate(visible), watched);
    await tab.emulateMedia({ media: "screen" });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

// The pages of a PDF, each with its size and its words, in millimetres.
function read(file) {
  const text = execFileSync("pdftotext", ["-bbox", file, "-"], { encoding: "utf8", maxBuffer: 1 << 26 });
  const number = (tag, name) => (parseFloat(tag.match(`${name}="([-0-9.]+)"`)[1]) * 25.4) / 72;
  return text.split("<page ").slice(1).map((page) => ({
    width: number(page, "width"),
    height: number(page, "height"),
    words: [...page.matchAll(/<word (.*?)>(.*?)<\/word>/gs)].map(([, tag, word]) => ({
      left: number(tag, "xMin"),
      top: number(tag, "yMin"),
      right: number(tag, "xMax"),
      bottom: number(tag, "yMax"),
      word: word.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&"),
    })),
  }));
}

function paper(pages, watched) {
  const { sizes, pages: [least, most] } = PAPER[watched.kind] ?? OTHER;
  // Words of hundreds of letters take the room they need.
  const fits = watched.site.shown || (pages.length >= least && pages.length <= most);
  if (!fits) watched.fault(`prints on ${pages.length} sheets`);
  for (const { width, height, words } of pages) {
    const is = ([w, h]) => Math.abs(w - width) < 1 && Math.abs(h - height) < 1;
    if (!sizes.some(is)) watched.fault(`prints on paper of ${Math.round(width)} x ${Math.round(height)} mm`);
    const out = words.find(({ left, top, right, bottom }) => {
      // Fonts give letters boxes much higher than what is drawn, around the same middle.
      const [above, below] = [(top + bottom) / 2 - LETTER / 2, (top + bottom) / 2 + LETTER / 2];
      return left < EDGE || above < EDGE || right > width - EDGE || below > height - EDGE;
    });
    if (out) watched.fault(`prints ${out.word} over the edge of the paper`);
  }
}

function marks(pages, watched) {
  const { lang, stage, site } = watched;
  pages.forEach(({ words, height }, at) => {
    const text = words.map(({ word }) => word).join("");
    const foot = words.filter(({ top }) => top > height - 20).map(({ word }) => word).join("");
    const head = words.filter(({ bottom }) => bottom < 20).map(({ word }) => word).join("");
    const number = lang === "zh" ? `第${at + 1}页，共${pages.length}页` : `page${at + 1}of${pages.length}`;
    if (!foot.includes(number)) watched.fault(`sheet ${at + 1} has no number`);
    if (!head.includes(site.heading[lang])) watched.fault(`sheet ${at + 1} has no running head`);
    if (site.sample && !head.includes("SAMPLE")) watched.fault(`sheet ${at + 1} does not say SAMPLE`);
    const trial = lang === "zh" ? "试行" : "TRIAL";
    if (stage === "trial" && !head.includes(trial)) watched.fault(`sheet ${at + 1} does not say ${trial}`);
    if (text.length === 0) watched.fault(`sheet ${at + 1} is empty`);
  });
}

// Every letter of the page is on paper, as often as it stands on the page.
function whole(pages, text, watched) {
  const printed = counts(pages.flatMap(({ words }) => words.map(({ word }) => word)).join(""));
  const lost = [...counts(text)].filter(([letter, count]) => (printed.get(letter) ?? 0) < count);
  const few = lost.map(([letter, count]) => `${letter} ${count}/${printed.get(letter) ?? 0}`);
  if (lost.length > 0) watched.fault(`letters are lost in print: ${few.slice(0, 8).join(", ")}`);
}

function counts(text) {
  const all = new Map();
  for (const letter of text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "")) {
    all.set(letter, (all.get(letter) ?? 0) + 1);
  }
  return all;
}

// The text that is drawn under the styles of print.
function visible() {
  return document.body.innerText;
}
