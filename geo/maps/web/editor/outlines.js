/* Outlines: borders of areas as they would be. A border that only the picks make has a colour of its own. */
(function () {
  "use strict";
  const { Editor } = window;

  Editor.Outlines = class Outlines {
    constructor(map, model) {
      Object.assign(this, { map, model });
      this.renderer = L.canvas({ pane: "outlines", padding: 0.3 });
      this.lines = new Map(); // border -> its line on the map
      this.group = L.layerGroup().addTo(map);
      map.on("zoomend", () => this.thin());
    }

    get weight() {
      return Math.min(3.4, Math.max(1.3, 1.3 + (this.map.getZoom() - 9.5) * 0.5));
    }

    thin() {
      if (this.weight === this.drawn) return;
      this.drawn = this.weight;
      for (const line of this.lines.values()) line.setStyle({ weight: this.weight });
    }

    /** Bring the borders of some units up to date, or all. */
    refresh(units = null) {
      const { geometry } = this.model;
      if (units === null) geometry.arcs.forEach((arc) => this.update(arc));
      else for (const unit of units) geometry.arcsOf[unit].forEach((arc) => this.update(arc));
    }

    update(arc) {
      const { model } = this;
      const would = (unit) => (unit < 0 ? Editor.NOWHERE : model.wouldBe(unit));
      const is = (unit) => (unit < 0 ? Editor.NOWHERE : model.of[unit]);
      const colour = would(arc.left) === would(arc.right) ? null
        : is(arc.left) === is(arc.right) ? model.geometry.palette.mark : model.geometry.palette.highlight;
      const line = this.lines.get(arc);
      if (colour === (line?.options.color ?? null)) return;
      if (colour === null) {
        this.group.removeLayer(line);
        this.lines.delete(arc);
      } else if (line) line.setStyle({ color: colour });
      else {
        this.lines.set(arc, L.polyline(arc.points, {
          renderer: this.renderer, pane: "outlines", interactive: false, smoothFactor: 0, color: colour, weight: this.weight,
        }).addTo(this.group));
      }
    }
  };
})();
