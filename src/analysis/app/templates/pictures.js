"use strict";
// Pages of the app bring no pictures of their charts, and load what draws them: the pictures are made here first.
window.analysis.prepare = pictures => {
  const options = { actions: false, ast: true, defaultStyle: false, renderer: "svg", tooltip: false };

  async function pictured(figure) {
    const spec = JSON.parse(await unpack(figure.querySelector(".spec").textContent));
    const drawn = await window.vegaEmbed(document.createElement("div"), spec, options);
    const text = await drawn.view.toSVG();
    drawn.finalize();
    figure.querySelector(".picture").append(new DOMParser().parseFromString(text, "image/svg+xml").documentElement);
    pictures.set(figure, text);
  }

  return Promise.allSettled([...document.querySelectorAll("figure.chart")].map(pictured));
};

// A basket has its page beside the reports; without one, nothing is put into it.
window.basket = { show: () => { document.querySelectorAll("[data-basket]").forEach(button => { button.remove(); }); } };
