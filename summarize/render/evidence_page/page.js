"use strict";
// A click or Enter on a statement lights up its evidence and scrolls there; Esc goes back.
const card = document.getElementById("card");
const links = [...document.querySelectorAll(".statement .words")];
let current = null;

document.documentElement.classList.add("script");
for (const details of document.querySelectorAll("details.all, details.legend")) details.open = false;

function clear() {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  for (const link of links) link.removeAttribute("aria-current");
}

function findEvidence(link) {
  return link.dataset.evidence.split(" ").filter(Boolean).map((id) => document.getElementById(id));
}

// Twice, as what lies between is laid out, and gets its true height, on the way.
function scrollTo(element) {
  element.scrollIntoView({ block: "center" });
  requestAnimationFrame(() => element.scrollIntoView({ block: "center" }));
}

function showCard(link) {
  const source = document.getElementById(link.dataset.details);
  const copy = document.createElement("div");
  copy.append(...source.cloneNode(true).childNodes);
  for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
  const back = document.createElement("button");
  back.type = "button";
  back.textContent = "Back to the statement (Esc)";
  back.addEventListener("click", leave);
  card.replaceChildren(back, copy);
  card.hidden = false;
}

function light(link, move) {
  clear();
  current = link;
  link.closest(".statement").classList.add("lit");
  link.setAttribute("aria-current", "true");
  const evidence = findEvidence(link);
  for (const element of evidence) element.classList.add("lit");
  showCard(link);
  if (evidence.length) {
    scrollTo(evidence[0]);
    if (move) evidence[0].focus({ preventScroll: true });
  }
}

function leave() {
  const link = current;
  clear();
  current = null;
  card.hidden = true;
  card.replaceChildren();
  if (link) {
    scrollTo(link);
    link.focus({ preventScroll: true });
  }
}

function step(by) {
  if (!links.length) return;
  const place = links.indexOf(current ?? document.activeElement);
  const next = place < 0 ? (by > 0 ? 0 : links.length - 1) : place + by;
  if (next < 0 || next >= links.length) return;
  light(links[next], false);
  links[next].focus({ preventScroll: true });
  scrollTo(links[next]);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.classList.contains("words")) {
    event.preventDefault();
    light(link, true);
  } else if (link.classList.contains("sign")) {
    event.preventDefault();
    light(link.previousElementSibling, false);
  } else if (link.classList.contains("back")) {
    event.preventDefault();
    const words = document.querySelector(`${link.getAttribute("href")} .words`);
    light(words, false);
    words.focus({ preventScroll: true });
    scrollTo(words);
  }
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") leave();
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
});
