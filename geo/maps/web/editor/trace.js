/* Trace: what a tool draws while it is at work: the brush's circle, a lasso, a box. */
(function () {
  "use strict";
  const { Editor, Looking } = window;

  Editor.Trace = class Trace {
    constructor(box) {
      // The circle is moved, not drawn again: it follows the pointer in every picture.
      this.circle = Looking.make("div", "editor-circle");
      this.circle.setAttribute("aria-hidden", "true");
      this.circle.hidden = true;
      this.line = Looking.drawing("path", { class: "editor-line" });
      this.element = Looking.drawing("svg", { class: "editor-trace", "aria-hidden": "true" }, this.line);
      box.append(this.circle);
      this.box = box;
    }

    /** Show the brush's circle around a point, or nothing for null. */
    brush(point, radius, drop) {
      this.circle.hidden = !point;
      if (!point) return;
      if (radius !== this.radius) {
        this.radius = radius;
        this.circle.style.width = this.circle.style.height = `${2 * radius}px`;
      }
      this.circle.style.transform = `translate(${point.x - radius}px, ${point.y - radius}px)`;
      this.circle.classList.toggle("editor-drop", drop);
    }

    /** Show a closed line through some points, or nothing. */
    around(points, drop) {
      if (!points) {
        this.element.remove();
        return;
      }
      if (!this.element.isConnected) this.box.append(this.element);
      this.line.setAttribute("d", `M${points.map(({ x, y }) => `${x} ${y}`).join("L")}Z`);
      this.line.classList.toggle("editor-drop", drop);
    }
  };
})();
