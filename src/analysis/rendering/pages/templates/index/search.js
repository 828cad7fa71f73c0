"use strict";
// What the pages that are searched share: how words are compared, and that what is looked for stands in the address.
const search = (function () {
  const GROUPED = /\b\d{1,3}(?:[.,\s]\d{3})+\b/g;  // 8.658, 8,658 and 8 658 are one number

  function fold(text) {  // words without accents or capitals, one space around each; a number keeps its decimals
    return " " + text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(GROUPED, function (number) { return number.replace(/\D/g, ""); })
      .replace(/(\d)[.,](?=\d)/g, "$1_")
      .replace(/[^\p{L}\p{N}_]+/gu, " ").trim() + " ";
  }

  function terms(text) {  // the words of a text as they are looked for: whole, or as a part, of a number the beginning
    return fold(text).split(" ").filter(Boolean).map(function (word) {
      return { whole: " " + word + " ", part: /^\d/.test(word) ? " " + word : word };
    });
  }

  function rank(folded, term) {  // 0: not there; 1: as a part; 2: as a whole word
    return !folded.includes(term.part) ? 0 : folded.includes(term.whole) ? 2 : 1;
  }

  // `answer` is told what is looked for, by field, or the name that an address such as #NAME has.
  function attach(form, answer) {
    const fields = Array.from(form.elements).filter(function (field) { return field.name; });
    let typing = false;

    function wanted() {
      const filled = fields.filter(function (field) { return field.value.trim(); });
      return Object.fromEntries(filled.map(function (field) { return [field.name, field.value.trim()]; }));
    }

    function keep(event) {  // a step back for each choice, and for each text, not for each letter of it
      const typed = Boolean(event) && event.target.name === "text";
      const asked = new URLSearchParams(wanted()).toString();
      const address = location.href.split("#")[0] + (asked && "#" + asked);
      history[typing && typed ? "replaceState" : "pushState"](null, "", address);
      typing = typed;
      answer(wanted(), "");
    }

    function follow() {  // what an address asks for, as in #text=libie&country=NER, or the part that it names
      const named = location.hash.slice(1);
      const asking = named.includes("=");
      const part = !asking && named && document.getElementById(decoded(named));
      if (part && !part.matches(".card, .group > h3")) { return; }
      const asked = new URLSearchParams(asking ? named : "");
      typing = false;
      fields.forEach(function (field) {
        field.value = asked.get(field.name) || "";
        if (field.selectedIndex === -1) { field.value = ""; }
      });
      answer(wanted(), asking ? "" : decoded(named));
      if (asking) { form.scrollIntoView(); }
    }

    form.addEventListener("input", keep);
    form.addEventListener("change", function () { typing = false; });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(keep, 0); });
    window.addEventListener("hashchange", follow);
    follow();
  }

  function decoded(text) {
    try { return decodeURIComponent(text); } catch (error) { return text; }
  }

  document.documentElement.classList.add("scripted");
  return { attach: attach, fold: fold, rank: rank, terms: terms };
})();
