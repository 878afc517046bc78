/* Icons: small drawings for the toolbar, 20 by 20. */
(function () {
  "use strict";
  const { Editor, Looking } = window;
  const LINE = { fill: "none", stroke: "currentColor", "stroke-width": 1.6, "stroke-linecap": "round", "stroke-linejoin": "round" };
  const FULL = { fill: "currentColor" };

  const PATHS = {
    undo: [["M4 8 H12 A4.5 4.5 0 0 1 12 17 H8", LINE], ["M7.5 4 L3.5 8 L7.5 12", LINE]],
    redo: [["M16 8 H8 A4.5 4.5 0 0 0 8 17 H12", LINE], ["M12.5 4 L16.5 8 L12.5 12", LINE]],
    hand: [["M6 11 V5.5 A1.2 1.2 0 0 1 8.4 5.5 V9.5 M8.4 9 V4 A1.2 1.2 0 0 1 10.8 4 V9 M10.8 9 V4.7 A1.2 1.2 0 0 1 13.2 4.7 V9.5 " +
      "M13.2 9.5 V6.6 A1.2 1.2 0 0 1 15.6 6.6 V12.5 A5 5 0 0 1 10.6 17.5 A5 5 0 0 1 6.4 15.2 L3.6 11.4 A1.2 1.2 0 0 1 5.4 10 L6 10.7", LINE]],
    click: [["M5 3 L15.5 11 L10.8 11.6 L13.4 16.8 L11.2 17.8 L8.7 12.6 L5.3 15.8 Z", { ...LINE, fill: "currentColor", "fill-opacity": 0.15 }]],
    brush: [["M16.5 3 L9.2 10.2 L11 12 L18 4.6 Z", LINE], ["M8.2 11.4 C5.4 11.2 5.8 14.6 2.8 16 C6.4 17.8 10.4 16.6 10 13.2 Z", FULL]],
    lasso: [["M10 3.5 C15 3.5 17.8 6 17.8 8.6 C17.8 11.6 14.4 13.4 10.4 13.4 C5.8 13.4 2.4 11.4 2.4 8.4 C2.4 5.4 5.8 3.5 10 3.5 Z", { ...LINE, "stroke-dasharray": "3 2.4" }],
      ["M6.6 13 C5 14 5.4 15.6 7 15.6 C8 15.6 8.2 16.6 7.4 17.8", LINE]],
    box: [["M3 4 H17 V16 H3 Z", { ...LINE, "stroke-dasharray": "3.2 2.4" }]],
    eraser: [["M11.5 3.5 L17 9 L10 16 H6.5 L3 12.5 Z", LINE], ["M7.4 7.8 L12.8 13.2", LINE], ["M10 16.5 H17", LINE]],
    target: [["M10 2.5 V6 M10 14 V17.5 M2.5 10 H6 M14 10 H17.5", LINE], ["M10 5.6 A4.4 4.4 0 1 1 9.99 5.6 Z", LINE]],
    map: [["M2.5 5 L7.5 3 L12.5 5 L17.5 3 V15 L12.5 17 L7.5 15 L2.5 17 Z M7.5 3 V15 M12.5 5 V17", LINE]],
    limit: [["M3 4 H17 L11.8 10.4 V16 L8.2 17.4 V10.4 Z", LINE]],
    help: [["M7 7.2 A3 3 0 1 1 10.6 10.1 C10 10.4 10 11 10 12", LINE], ["M10 15.2 A0.9 0.9 0 1 1 9.99 15.2 Z", FULL]],
  };

  Editor.icon = function icon(name) {
    const shapes = PATHS[name].map(([d, look]) => Looking.drawing("path", { d, ...look }));
    return Looking.drawing("svg", { width: 20, height: 20, viewBox: "0 0 20 20", "aria-hidden": "true" }, ...shapes);
  };
})();
