/* Sketch: a small picture of the parts of a proposal, drawn from the geometry that is here already. */
(function () {
  "use strict";
  const Editor = (window.Editor = window.Editor || {});
  const { drawing } = window.Looking;

  const WIDTH = 150;

  /** A part's unit that lies nearest to the middle of them all, as the place for its letter. */
  function middle(centres) {
    const [y, x] = [0, 1].map((axis) => centres.reduce((sum, centre) => sum + centre[axis], 0) / centres.length);
    const distance = (centre) => (centre[0] - y) ** 2 + (centre[1] - x) ** 2;
    return centres.reduce((best, centre) => (distance(centre) < distance(best) ? centre : best));
  }

  /** `parts`: [{letter, colour, units}]; `label`: what the picture shows, in words. */
  Editor.sketch = function sketch(geometry, parts, label) {
    const all = parts.flatMap(({ units }) => geometry.outline(units).flat());
    const [south, north] = [0, 1].map((end) => all.reduce((best, [y]) => (end ? Math.max(best, y) : Math.min(best, y)), all[0][0]));
    const [west, east] = [0, 1].map((end) => all.reduce((best, [, x]) => (end ? Math.max(best, x) : Math.min(best, x)), all[0][1]));
    const narrowing = Math.cos((((south + north) / 2) * Math.PI) / 180);
    const scale = (WIDTH - 8) / Math.max((east - west) * narrowing, north - south);
    const at = ([y, x]) => [4 + (x - west) * narrowing * scale, 4 + (north - y) * scale];
    const [right, bottom] = at([south, east]);
    const picture = drawing("svg", { class: "side-sketch", viewBox: `0 0 ${Math.ceil(right + 4)} ${Math.ceil(bottom + 4)}`,
      width: Math.ceil(right + 4), height: Math.ceil(bottom + 4), role: "img", "aria-label": label });
    for (const { units, colour } of parts) {
      const path = geometry.outline(units).map((ring) =>
        `M${ring.map((point) => at(point).map((value) => value.toFixed(1)).join(" ")).join("L")}Z`).join("");
      picture.append(drawing("path", { d: path, fill: colour, "fill-rule": "evenodd", stroke: "#231F20", "stroke-width": 1 }));
    }
    for (const { units, letter } of parts) {
      const centres = units.map((unit) => {
        const points = geometry.arcsOf[unit].flatMap((arc) => arc.points);
        return [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length);
      });
      if (!centres.length) continue;
      const [x, y] = at(middle(centres));
      const text = drawing("text", { x: x.toFixed(1), y: (y + 5).toFixed(1), "text-anchor": "middle" });
      text.textContent = letter;
      picture.append(text);
    }
    return picture;
  };
})();
