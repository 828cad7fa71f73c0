"use strict";
// A form that is shown anew when it is changed: the state is in the address, the focus and the place on the page stay.
(() => {
  const form = document.querySelector("form.choose");
  const KEPT = "analysis-moved";
  const PAUSE = 600;  // milliseconds in which arrow keys may go on through a list
  if (!form) { return; }

  function address() {  // without what need not be said
    const said = new URLSearchParams();
    for (const field of form.elements) {
      if (field.name && field.value !== field.dataset.default) { said.set(field.name, field.value); }
    }
    const query = said.toString();
    return form.getAttribute("action") + (query ? "?" + query : "");
  }

  function go(field) {
    const figure = field && field.name !== "figure" && form.elements.figure;
    if (figure) { figure.value = figure.dataset.default; }  // the card is of what was found before
    if (field && field.dataset.clears) { form.elements[field.dataset.clears].value = ""; }
    sessionStorage.setItem(KEPT, JSON.stringify({ name: field ? field.name : "", at: window.scrollY }));
    document.querySelector(".told").setAttribute("aria-busy", "true");
    location.assign(address());
  }

  let keys = false;
  let waiting;
  form.addEventListener("keydown", () => { keys = true; });
  form.addEventListener("pointerdown", () => { keys = false; });
  form.addEventListener("change", event => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { go(event.target); }, keys && event.target.matches("select") ? PAUSE : 0);
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    clearTimeout(waiting);
    go(document.activeElement && document.activeElement.name ? document.activeElement : null);
  });
  window.addEventListener("pageshow", () => { document.querySelector(".told").removeAttribute("aria-busy"); });

  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (kept) {
    const moved = JSON.parse(kept);
    const field = moved.name && form.elements[moved.name];
    if (field) { field.focus({ preventScroll: true }); }
    window.scrollTo({ top: moved.at, behavior: "instant" });
    const said = document.querySelector(".refused, .told p");
    if (said) { window.analysis.announce(said.textContent); }
  }
})();
