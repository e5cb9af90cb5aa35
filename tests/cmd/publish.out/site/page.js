// The language switch keeps the place: it leads to the section that is being read.
"use strict";
for (const link of document.querySelectorAll("a.switch")) {
  const page = link.getAttribute("href");
  link.addEventListener("click", () => {
    let anchor = location.hash;
    let nearest = -Infinity;
    for (const section of document.querySelectorAll("main section[id]")) {
      const top = section.getBoundingClientRect().top;
      if (top < innerHeight / 3 && top > nearest) {
        nearest = top;
        anchor = "#" + section.id;
      }
    }
    link.href = page + anchor;
  });
}
