/* Guard: runs first, so that the frame says something in words if what comes after cannot be loaded. */
(function () {
  "use strict";
  const FAILED = "The map could not be loaded. Load the page again; the tables on this page hold the same figures.";

  /** Put a sentence where the map should be. */
  window.sayInsteadOfMap = function sayInsteadOfMap(text = FAILED) {
    let box = document.getElementById("map-wait");
    if (!box) {
      box = document.createElement("p");
      box.id = "map-wait";
      box.setAttribute("role", "status");
      // The style sheet may be what is missing.
      box.style.cssText = "position: absolute; inset: 0 0 auto; z-index: 2000; margin: 0; padding: 16px; " +
        "background: #fff; color: #231f20; font: 16px/1.4 Arial, Helvetica, sans-serif";
      document.body.append(box);
    }
    box.textContent = text;
    // Before the map is there, the frame has no height.
    if (window.innerHeight < 100) window.Streamlit?.setFrameHeight(160);
  };

  window.addEventListener("error", (event) => {
    if (event.target instanceof HTMLScriptElement) window.sayInsteadOfMap();
  }, true);
  setTimeout(() => {
    if (!document.body.dataset.ready) window.sayInsteadOfMap(`The map is still being loaded. If this stays: ${FAILED}`);
  }, 5000);
})();
