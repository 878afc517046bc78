/* Lines: the borders of the layers that are shown, readable where several run together.
 *
 * A border that runs alone is a line of its layer's colour, width and dash. Where several layers
 * share a border, the lower ones become rails on both sides of the upper ones, parted by white.
 * Everything grows with the zoom. Seen from far, rails would swallow the map, and so would those of
 * two layers of many small areas nearer by: there such a border is one line striped in the colours
 * of its layers, mostly in that of the highest layer.
 */
(function () {
  "use strict";
  const { Looking } = window;

  const FAR = 10.75; // below this zoom a county is in view rather than a town
  const FAR_SMALL = 13; // the same for layers of many small areas
  const SMALL = 7; // rank from which layers have many small areas
  const LONG = 16; // pixels of a stripe of the highest layer
  const SHORT = 5; // of the others

  Looking.Lines = class Lines {
    constructor(map, geometry) {
      this.map = map;
      this.geometry = geometry;
      this.renderer = L.canvas({ pane: "lines", padding: 0.3 });
      this.keys = [];
      this.group = L.layerGroup().addTo(map);
      map.on("zoomend", () => this.draw());
    }

    /** Show these layers, the one that clicks select on top. Units' own edges are no lines of ours. */
    show(keys, pick) {
      const rank = (key) => (key === pick ? 1000 : this.geometry.layers[key].style.rank);
      const sorted = keys.filter((key) => key !== "unit").sort((one, other) => rank(one) - rank(other));
      const wanted = `${this.geometry.edition} ${sorted.join()}`;
      if (wanted === this.wanted) return;
      this.wanted = wanted;
      this.keys = sorted;
      this.bundles = this.geometry.bundles(sorted);
      this.drawn = null;
      this.draw();
    }

    factor() {
      return Math.min(1.15, Math.max(0.5, 0.5 + (this.map.getZoom() - 9) * 0.14));
    }

    /** Whether borders of several layers are striped at this zoom. */
    get striped() {
      return [...(this.bundles?.keys() ?? [])].some((bits) => this.stripe(this.of(bits)));
    }

    /** Whether a border of these layers is striped at this zoom. */
    stripe(together) {
      if (together.length < 2) return false;
      const small = together.filter((key) => this.style(key).rank >= SMALL).length > 1;
      return this.map.getZoom() < (small ? FAR_SMALL : FAR);
    }

    /** The layers of a bundle, bottom first. */
    of(bits) {
      return this.keys.filter((_, i) => (bits >> i) & 1);
    }

    draw() {
      const factor = this.factor();
      const wanted = `${factor} ${this.map.getZoom() < FAR} ${this.map.getZoom() < FAR_SMALL}`;
      if (!this.bundles || wanted === this.drawn) return;
      this.drawn = wanted;
      this.group.clearLayers();
      for (const key of this.keys) {
        for (const [bits, lines] of this.bundles) {
          const together = this.of(bits);
          if (!together.includes(key)) continue;
          if (!this.stripe(together)) this.rail(lines, key, together, factor);
          else if (key === together[together.length - 1]) this.stripes(lines, together, factor);
        }
      }
    }

    style(key) {
      return this.geometry.layers[key].style;
    }

    /** One layer's line of a bundle: plain if it is on top, else on both sides of those above. */
    rail(lines, key, together, factor) {
      const rail = Math.max(1, 2 * factor);
      const gap = Math.max(0.6, 0.9 * factor);
      const above = together.length - 1 - together.indexOf(key);
      const weight = this.style(together[together.length - 1]).width * factor + above * 2 * (rail + gap);
      const { colour, dash } = this.style(key);
      const dashed = dash.length && above === 0; // a rail is unbroken
      this.line(lines, { color: this.geometry.palette.paper, weight: weight + 2 * gap, opacity: 0.85 });
      this.line(lines, {
        color: colour,
        weight,
        lineCap: dashed ? "butt" : "round",
        dashArray: dashed ? dash.map((part) => part * Math.max(0.7, factor)) : null,
      });
    }

    /** All layers of a bundle by turns: the highest by long stripes, the others by short ones. */
    stripes(lines, together, factor) {
      const [highest, ...others] = [...together].sort((one, other) => this.style(one).rank - this.style(other).rank);
      const weight = Math.max(1.6, this.style(highest).width * factor);
      const small = this.style(highest).rank >= SMALL;
      const long = small ? 2 * SHORT : LONG;
      const period = long + SHORT * others.length;
      this.line(lines, { color: this.geometry.palette.paper, weight: weight + 1.2, opacity: 0.85 });
      this.line(lines, { color: this.style(highest).colour, weight });
      others.forEach((key, i) => this.line(lines, {
        color: this.style(key).colour,
        weight,
        dashArray: [SHORT, period - SHORT],
        dashOffset: String(-(long + i * SHORT)),
      }));
    }

    line(lines, options) {
      L.polyline(lines, {
        renderer: this.renderer, pane: "lines", interactive: false, smoothFactor: 0, lineCap: "butt", ...options,
      }).addTo(this.group);
    }
  };
})();
