/* Lines: the borders of the layers that are shown, readable where several run together.
 *
 * A border that runs alone is a line of its layer's colour, width and dash. Where several layers
 * share a border, the lower ones become rails on both sides of the upper ones, parted by white.
 * Everything grows with the zoom, so that bundles do not swallow the map of a whole county.
 */
(function () {
  "use strict";
  const { Looking } = window;

  Looking.Lines = class Lines {
    constructor(map, geometry) {
      this.map = map;
      this.geometry = geometry;
      this.renderer = L.canvas({ pane: "lines", padding: 0.3 });
      this.keys = [];
      this.group = L.layerGroup().addTo(map);
      map.on("zoomend", () => this.draw());
    }

    /** Show these layers, the one that clicks select on top. */
    show(keys, pick) {
      const rank = (key) => (key === pick ? 1000 : this.geometry.layers[key].style.rank);
      const sorted = [...keys].sort((one, other) => rank(one) - rank(other));
      if (sorted.join() === this.keys.join()) return;
      this.keys = sorted;
      this.bundles = this.geometry.bundles(sorted);
      this.drawn = null;
      this.draw();
    }

    factor() {
      return Math.min(1.15, Math.max(0.5, 0.5 + (this.map.getZoom() - 9) * 0.14));
    }

    draw() {
      const factor = this.factor();
      if (!this.bundles || factor === this.drawn) return;
      this.drawn = factor;
      this.group.clearLayers();
      const { paper } = this.geometry.palette;
      const rail = Math.max(1.1, 2 * factor);
      const gap = Math.max(0.6, factor);
      this.keys.forEach((key, i) => {
        const { colour, width, dash } = this.geometry.layers[key].style;
        for (const [bits, lines] of this.bundles) {
          if (!((bits >> i) & 1)) continue;
          let outer = 0;
          for (let above = this.keys.length - 1; above >= i; above--) {
            if (!((bits >> above) & 1)) continue;
            outer = outer ? outer + 2 * (rail + gap) : this.geometry.layers[this.keys[above]].style.width * factor;
          }
          this.line(lines, { color: paper, weight: outer + 2 * gap, opacity: 0.85 });
          this.line(lines, {
            color: colour,
            weight: outer,
            lineCap: dash.length ? "butt" : "round",
            dashArray: dash.length ? dash.map((part) => part * Math.max(0.7, factor)) : null,
          });
        }
      });
    }

    line(lines, options) {
      L.polyline(lines, {
        renderer: this.renderer, pane: "lines", interactive: false, smoothFactor: 0, lineCap: "butt", ...options,
      }).addTo(this.group);
    }
  };
})();
