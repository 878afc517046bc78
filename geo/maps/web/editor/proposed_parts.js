/* Proposed parts: how an area would be split, drawn over it while the planner looks at a proposal. */
(function () {
  "use strict";
  const { Editor, Looking } = window;

  Editor.ProposedParts = class ProposedParts {
    constructor(map, geometry) {
      Object.assign(this, { map, geometry });
      map.leaflet.createPane("proposal").style.cssText = "z-index: 418; pointer-events: none";
      this.renderer = L.canvas({ pane: "proposal", padding: 0.3 });
      this.group = L.layerGroup().addTo(map.leaflet);
    }

    /** Draw the parts of a proposal ({parts: [{units, letter, colour}]}), or none. */
    show(proposal) {
      this.group.clearLayers();
      if (!proposal) {
        this.seen = null;
        return;
      }
      const { paper, highlight } = this.geometry.palette;
      for (const { units, letter, colour } of proposal.parts) {
        const rings = this.geometry.outline(units);
        const polygon = (options) => L.polygon(rings, {
          renderer: this.renderer, pane: "proposal", interactive: false, smoothFactor: 0, ...options,
        }).addTo(this.group);
        polygon({ color: paper, weight: 6, fillColor: colour, fillOpacity: 0.9 });
        polygon({ color: highlight, weight: 2.5, dashArray: "7 4", fill: false });
        this.letter(units, letter);
      }
      this.look(proposal.parts.flatMap(({ units }) => units));
    }

    /** A part's letter, on the largest of its units that lies near its middle. */
    letter(units, letter) {
      const places = units.map((unit) => this.geometry.layers.unit.areas[unit]);
      const middle = [0, 1].map((axis) => places.reduce((sum, { at }) => sum + at[axis], 0) / places.length);
      const away = ({ at }) => Math.hypot(at[0] - middle[0], at[1] - middle[1]);
      const nearest = places.reduce((best, place) => (away(place) < away(best) ? place : best));
      L.marker(nearest.at, {
        pane: "labels", interactive: false, keyboard: false,
        icon: L.divIcon({ className: "editor-part", html: Looking.make("span", "", letter), iconSize: [0, 0] }),
      }).addTo(this.group);
    }

    /** Bring the area into view, once for each area that is looked at. */
    look(units) {
      const key = [...units].sort((one, other) => one - other).join();
      if (key === this.seen) return;
      this.seen = key;
      this.map.look(L.latLngBounds(this.geometry.outline(units).flat()), { padding: [30, 30] });
    }
  };
})();
