"use strict";
// What every page does: announce something to who cannot see it, copy what stands before a button, save a file.
window.analysis = (function () {
  let silence;
  function announce(message) {  // for as long as it takes to be read, counted from the last message
    const place = document.querySelector(".announcement");
    place.textContent = message;
    clearTimeout(silence);
    silence = setTimeout(function () { place.textContent = ""; }, 5000);
  }

  function copy(content, button) {
    const copied = document.querySelector(".announcement").dataset.copied;
    function done() {
      const before = button.dataset.label || button.textContent;
      button.dataset.label = before;
      button.textContent = copied;
      announce(copied);
      setTimeout(function () { button.textContent = before; }, 2000);
    }
    function byHand() {
      const area = document.createElement("textarea");
      area.value = content;
      document.body.appendChild(area);
      area.select();
      if (document.execCommand("copy")) { done(); }
      area.remove();
      button.focus();
    }
    if (navigator.clipboard) { navigator.clipboard.writeText(content).then(done, byHand); } else { byHand(); }
  }

  function save(name, kind, content) {
    const link = document.createElement("a");
    const mark = kind.startsWith("text/csv") ? "\ufeff" : "";  // by which a spreadsheet knows how letters are written
    link.href = URL.createObjectURL(new Blob([mark, content], { type: kind }));
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  }

  document.documentElement.classList.add("scripted");
  document.addEventListener("click", function (event) {
    const button = event.target.closest("button[data-copy]");
    if (!button) { return; }
    const before = button.previousElementSibling;
    copy(before.matches("pre") ? before.textContent.trim() : before.textContent.replace(/\s+/g, " ").trim(), button);
  });

  return { announce: announce, copy: copy, save: save };
})();
