/* Trace: what a tool draws while it is at work: the brush's circle, a lasso, a box. */
(function () {
  "use strict";
  const { Editor, Looking } = window;

  Editor.Trace = class Trace {
    constructor(box) {
      const shape = (tag, className) => Looking.drawing(tag, { class: className, visibility: "hidden" });
      this.circle = shape("circle", "editor-circle");
      this.line = shape("path", "editor-line");
      this.element = Looking.drawing("svg", { class: "editor-trace", "aria-hidden": "true" }, this.circle, this.line);
      box.append(this.element);
    }

    /** Show the brush's circle around a point, or nothing for null. */
    brush(point, radius, drop) {
      this.circle.setAttribute("visibility", point ? "visible" : "hidden");
      if (!point) return;
      this.circle.setAttribute("cx", point.x);
      this.circle.setAttribute("cy", point.y);
      this.circle.setAttribute("r", radius);
      this.circle.classList.toggle("editor-drop", drop);
    }

    /** Show a closed line through some points, or nothing. */
    around(points, drop) {
      this.line.setAttribute("visibility", points ? "visible" : "hidden");
      if (!points) return;
      this.line.setAttribute("d", `M${points.map(({ x, y }) => `${x} ${y}`).join("L")}Z`);
      this.line.classList.toggle("editor-drop", drop);
    }
  };
})();
