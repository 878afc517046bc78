/* Unpacking: reads the message that geo/maps/editor_packing.py has compressed. */
(function () {
  "use strict";
  const Editor = (window.Editor = window.Editor || {});

  /** The message as geo/maps/editor_message.py makes it. */
  Editor.unpacked = async function unpacked(text) {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const whole = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(whole).json();
  };
})();
