"use strict";
(function () {
  document.documentElement.classList.add("scripted");
  const form = document.querySelector(".filters");
  const cards = Array.from(document.querySelectorAll(".card"));
  const count = document.querySelector(".count");
  const keys = Array.from(form.querySelectorAll("select")).map(function (field) { return field.name; });

  function shown(card, wanted) {
    const words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean);
    return words.every(function (word) { return card.dataset.text.includes(word); })
      && keys.every(function (key) { return !wanted[key] || card.dataset[key].split(" ").includes(wanted[key]); });
  }

  function filter() {
    const wanted = { text: "" };
    new FormData(form).forEach(function (value, key) { wanted[key] = value; });
    let number = 0;
    cards.forEach(function (card) {
      card.hidden = !shown(card, wanted);
      number += card.hidden ? 0 : 1;
    });
    document.querySelectorAll(".group").forEach(function (group) {
      group.hidden = !group.querySelector(".card:not([hidden])");
    });
    const words = number === cards.length ? count.dataset.all : count.dataset.some;
    count.textContent = words.replace("{number}", number).replace("{all}", cards.length);
  }

  function follow() {  // an address can name a choice, as in #country=NER, or a card, whose details then are open
    const named = decodeURIComponent(location.hash.slice(1));
    const choice = named.split("=");
    const field = choice.length === 2 && keys.includes(choice[0]) && form.elements[choice[0]];
    const card = named && document.getElementById(named);
    if (field) { field.value = choice[1]; }
    if (card && card.matches(".card")) { card.querySelectorAll("details").forEach(function (part) { part.open = true; }); }
    filter();
  }

  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(filter, 0); });
  window.addEventListener("hashchange", follow);
  follow();
})();
