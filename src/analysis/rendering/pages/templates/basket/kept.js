"use strict";
// The basket: figures that the reader collects. It is kept in the browser, which may refuse that to a file on a disk:
// then it lasts as long as the page is open, and what leads to its page has it in the address.
window.basket = (function () {
  const KEY = "analysis-basket";
  const link = document.querySelector("a.basket");
  let names = [];

  function parsed(text) {  // identifiers with commas between, as in an address, each once
    return Array.from(new Set(text.split(",").map(function (name) {
      try { return decodeURIComponent(name).trim(); } catch (error) { return ""; }
    }).filter(Boolean)));
  }

  function held() {
    try {
      const kept = localStorage.getItem(KEY);
      if (kept !== null) { names = parsed(kept); }
    } catch (error) { /* see above */ }
    return names;
  }

  function hold(wanted) {
    names = wanted;
    try { localStorage.setItem(KEY, written(names)); } catch (error) { /* see above */ }
    show();
  }

  function written(names) { return names.map(encodeURIComponent).join(","); }

  function show() {
    const number = held().length;
    link.textContent = number ? link.dataset.some.replace("{number}", number) : link.dataset.none;
    link.setAttribute("href", link.getAttribute("href").split("#")[0] + (number ? "#" + written(names) : ""));
    document.querySelectorAll("button[data-basket]").forEach(function (button) {
      const said = names.includes(button.dataset.basket) ? link.dataset.take : link.dataset.put;
      button.textContent = said;
      button.setAttribute("aria-label", said + ": " + button.dataset.basket);
    });
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-basket]");
    if (!button) { return; }
    const name = button.dataset.basket;
    const others = held().filter(function (other) { return other !== name; });
    hold(others.length === names.length ? names.concat(name) : others);
    window.analysis.announce(link.textContent);
  });
  window.addEventListener("storage", show);  // another page of the collection changed it
  window.addEventListener("pageshow", show);
  show();

  return { held: held, hold: hold, parsed: parsed, written: written };
})();
