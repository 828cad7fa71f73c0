"use strict";
(function () {
  const cards = Array.from(document.querySelectorAll(".card"));
  const count = document.querySelector(".count");
  const texts = new Map(cards.map(function (card) { return [card, search.fold(card.dataset.text)]; }));

  function shown(card, wanted) {
    return Object.keys(wanted).every(function (key) {
      if (key !== "text") { return card.dataset[key].split(" ").includes(wanted[key]); }
      return search.terms(wanted.text).every(function (term) { return search.rank(texts.get(card), term); });
    });
  }

  search.attach(document.querySelector(".filters"), function (wanted, named) {
    const card = named && document.getElementById(named);
    if (card) { card.querySelectorAll("details").forEach(function (part) { part.open = true; }); }
    const found = cards.filter(function (card) {
      card.hidden = !shown(card, wanted);
      return !card.hidden;
    });
    const words = found.length === cards.length ? count.dataset.all : count.dataset.some;
    count.textContent = words.replace("{number}", found.length).replace("{all}", cards.length);
  });
})();
