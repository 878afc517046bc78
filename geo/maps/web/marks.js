/* Marks: what is selected, pointed at, marked or searched for, above the lines. */
(function () {
  "use strict";
  const { Looking } = window;

  Looking.Marks = class Marks {
    constructor(map, geometry) {
      this.map = map;
      this.geometry = geometry;
      this.hatching = new Looking.PatternCanvas({ pane: "marked", padding: 0.3 });
      this.outlines = L.canvas({ pane: "highlight", padding: 0.3 });
      this.pointer = L.canvas({ pane: "pointer", padding: 0 });
      map.on("zoomend", () => this.select(this.wish, this.shaded));
    }

    /** Whether a county is in view rather than a town: outlines are then thinner. */
    get far() {
      return this.map.getZoom() < 10.75;
    }

    /** Outline an area ({layer, area}), with a pale fill where the map is not shaded. */
    select(selected, shaded) {
      this.wish = selected ?? null;
      this.shaded = shaded;
      const wanted = selected ? `${this.geometry.edition} ${selected.layer} ${selected.area} ${shaded} ${this.far}` : "";
      if (wanted === this.selected) return;
      this.selected = wanted;
      this.chosen?.remove();
      this.chosen = null;
      if (!selected) return;
      const { areas, of } = this.geometry.layers[selected.layer];
      const index = areas.findIndex(({ code }) => code === selected.area);
      const units = [...of.keys()].filter((unit) => of[unit] === index);
      if (index < 0 || !units.length) return;
      const rings = this.geometry.outline(units);
      const { paper, highlight, highlightFill } = this.geometry.palette;
      const draw = (options) => L.polygon(rings, {
        renderer: this.outlines, pane: "highlight", interactive: false, smoothFactor: 0, fill: false, ...options,
      });
      this.chosen = L.layerGroup([
        draw({ color: paper, weight: this.far ? 5.5 : 8, opacity: 0.9, fill: !shaded, fillColor: highlightFill, fillOpacity: 0.22 }),
        draw({ color: highlight, weight: this.far ? 3 : 4.5 }),
      ]).addTo(this.map);
    }

    /** Hatch groups of units ([{units, label}]). */
    mark(groups) {
      const wanted = JSON.stringify(groups);
      if (wanted === this.marked) return;
      this.marked = wanted;
      this.hatched?.remove();
      const { mark, paper } = this.geometry.palette;
      this.hatched = L.layerGroup(groups.map(({ units }) => L.polygon(this.geometry.outline(units), {
        renderer: this.hatching, pane: "marked", interactive: false, smoothFactor: 0,
        color: mark, weight: 2, fillColor: paper, fillOpacity: 0.35, pattern: "back", ink: mark,
      }))).addTo(this.map);
    }

    /** Where the name of a group stands: the middle of its largest unit. */
    labels(groups) {
      const { areas } = this.geometry.layers.unit ?? { areas: [] };
      return groups.filter(({ label, units }) => label && units.length && areas.length).map(({ label, units }) => {
        const largest = units.reduce((best, unit) => (areas[unit].metres > areas[best].metres ? unit : best));
        return [areas[largest].at, label, this.geometry.palette.mark];
      });
    }

    /** A pin at a place ({at, name}) that was searched for. */
    pin(place) {
      const wanted = JSON.stringify(place ?? null);
      if (wanted === this.pinned) return;
      this.pinned = wanted;
      this.marker?.remove();
      this.marker = null;
      if (!place) return;
      const { place: colour, paper } = this.geometry.palette;
      const pin = Looking.drawing("svg", { width: 28, height: 38, viewBox: "0 0 28 38", "aria-hidden": "true" },
        Looking.drawing("path", {
          d: "M14 37 C10 27 2 22 2 13 A12 12 0 0 1 26 13 C26 22 18 27 14 37 Z", fill: colour, stroke: paper, "stroke-width": 2,
        }),
        Looking.drawing("circle", { cx: 14, cy: 13, r: 4.5, fill: paper }));
      const box = Looking.make("div", "map-pin", pin, Looking.make("span", "", place.name));
      this.marker = L.marker(place.at, {
        pane: "pins", interactive: false, keyboard: false,
        icon: L.divIcon({ className: "", html: box, iconSize: [0, 0] }),
      }).addTo(this.map);
    }

    /** Outline the unit under the pointer. */
    point(unit) {
      this.pointed?.remove();
      this.pointed = unit === null ? null : L.polyline(this.geometry.arcsOf[unit].map((arc) => arc.points), {
        renderer: this.pointer, pane: "pointer", interactive: false, smoothFactor: 0,
        color: this.geometry.palette.highlight, weight: 2,
      }).addTo(this.map);
    }
  };
})();
