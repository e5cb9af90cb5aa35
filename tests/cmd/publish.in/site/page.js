// The language switch keeps the place: it leads to the section that is read.
"use strict";
for (const link of document.querySelectorAll("a.switch")) {
  const page = link.getAttribute("href");
  link.addEventListener("click", () => {
    let anchor = location.hash;
    for (const section of document.querySelectorAll("main section[id]")) {
      if (section.getBoundingClientRect().top < innerHeight / 3) anchor = "#" + section.id;
    }
    link.href = page + (scrollY > 0 ? anchor : location.hash);
  });
}
