"use strict";
function unpack(text) {  // what the pages hold packed (gzip, base64), as text again
  const bytes = Uint8Array.from(atob(text), function (letter) { return letter.charCodeAt(0); });
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}
