"use strict";
(function () {
  document.documentElement.classList.add("scripted");
  const form = document.querySelector(".filters");
  const cards = Array.from(document.querySelectorAll(".card"));
  const count = document.querySelector(".count");

  function shown(card, wanted) {
    const words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean);
    return words.every(function (word) { return card.dataset.text.includes(word); })
      && ["notebook", "country", "programme"].every(function (key) {
        return !wanted[key] || card.dataset[key].split(" ").includes(wanted[key]);
      });
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

  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(filter, 0); });
  filter();
})();
