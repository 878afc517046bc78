/* Names: areas of the plan are named where they are now, and borders of other layers can be shown too.
 *
 * Where a name stands is found here: the point of a unit that is farthest from the border of the
 * area's largest piece. Only areas whose units have changed are looked at again.
 */
(function () {
  "use strict";
  const { Editor, Looking } = window;
  const EVERY = 4; // of the points of a border, so many are left out between two that are measured

  /** A small drawn lock. */
  Editor.lockPicture = function lockPicture(size) {
    return Looking.drawing("svg", { width: size, height: size, viewBox: "0 0 16 16", "aria-hidden": "true", class: "editor-lock" },
      Looking.drawing("path", { d: "M5 7 V5 A3 3 0 0 1 11 5 V7", fill: "none", stroke: "currentColor", "stroke-width": 1.8 }),
      Looking.drawing("rect", { x: 3, y: 7, width: 10, height: 7.5, rx: 1.2, fill: "currentColor" }));
  };

  /** The looking map's names, with a lock before those of locked areas; no area of the plan goes without. */
  class Labels extends Looking.Labels {
    /** `left` is told how many names the map has no room for. */
    constructor(map, geometry, locked, left) {
      super(map, geometry, () => left(this.left));
      this.locked = locked;
      this.edges = new Editor.EdgeNames(this.places);
    }

    get most() {
      return Infinity;
    }

    keepsNames(key) {
      return key === this.wanted.pick || super.keepsNames(key);
    }

    /** Beside the areas, where they are few and each has room there; else in columns. */
    led(named, size, picked) {
      if (!picked) return super.led(named, size, picked);
      const beside = this.places.attempt(() => {
        const found = super.led(named, size, picked);
        return found.every(Boolean) && found;
      });
      if (beside) return beside;
      this.places.keep(named.map(({ point }) => point));
      return this.edges.put(named, size);
    }

    draw(found, lines, size, colour, name) {
      super.draw(found, lines, size, colour, name);
      if (!this.locked().has(name)) return;
      const { width } = found.sized ?? Looking.sized(name, size);
      const left = found.x - width / 2 - 7;
      L.marker(this.map.containerPointToLatLng([left, found.y]), {
        pane: "labels", interactive: false, keyboard: false,
        icon: L.divIcon({ className: "map-label", html: Looking.make("span", "", Editor.lockPicture(14)), iconSize: [0, 0] }),
      }).addTo(this.group);
    }
  }

  Editor.Names = class Names {
    /** `hits` knows the point of each unit. */
    constructor(map, geometry, model, hits) {
      Object.assign(this, { map, model, hits });
      // Geometry as the plan has it: the layer that is edited is replaced by the plan's own.
      this.geometry = Object.create(geometry);
      this.geometry.edition = 0;
      this.places = new Map();
      this.context = [];
      this.lines = new Looking.Lines(map, geometry);
      this.labels = new Labels(map, this.geometry, () => this.locked(), (count) => this.short(count));
    }

    locked() {
      return new Set(this.model.plan.areas.filter(({ code }) => this.model.locks.has(code)).map(({ short }) => short));
    }

    /** Say how many names there is no room for; return whether the map has less room for it. */
    short(count) {
      if (!count && !this.note) return false;
      this.note ??= this.map.getContainer().querySelector(".map-foot").appendChild(Looking.make("span"));
      const text = count ? ` ${count} more ${count === 1 ? "name appears" : "names appear"} as you zoom in.` : "";
      if (this.note.textContent === text) return false;
      this.note.textContent = text;
      return true;
    }

    /** Show borders and names of these other layers as well. */
    show(keys) {
      this.context = keys;
      this.refresh();
    }

    refresh() {
      const { model, geometry } = this;
      const { plan } = model;
      const units = plan.areas.map(() => []);
      model.of.forEach((area, unit) => { if (area >= 0) units[area].push(unit); });
      const places = new Map();
      const areas = plan.areas.map((area, i) => {
        const key = units[i].join();
        places.set(key, this.places.get(key) ?? this.place(units[i]));
        return { ...area, ...places.get(key) };
      });
      this.places = places;
      const layers = model.geometry.layers;
      geometry.layers = { ...layers, [plan.layer]: { ...layers[plan.layer], areas, of: model.of } };
      geometry.edition += 1;
      const context = this.context.filter((key) => key !== plan.layer);
      this.lines.show(context, null);
      this.labels.text = null;
      this.labels.show({ layers: [plan.layer, ...context], pick: plan.layer, shading: null }, null, []);
    }

    /** {at, metres}: a point well inside the largest piece of an area, and from there to its border. */
    place(units) {
      const piece = Editor.largest(units, this.model.neighbours);
      if (!piece.length) return { at: this.model.geometry.bounds[0], metres: 0 };
      const inside = new Set(piece);
      const border = [];
      for (const unit of piece) {
        for (const { left, right, points } of this.model.geometry.arcsOf[unit]) {
          if (inside.has(left) === inside.has(right)) continue;
          for (let i = 0; i < points.length; i += EVERY) border.push(Editor.world(points[i]));
        }
      }
      let best = { unit: piece[0], far: -1 };
      for (const unit of piece) {
        const [x, y] = this.hits.points[unit];
        let far = Infinity;
        for (const point of border) far = Math.min(far, (point.x - x) ** 2 + (point.y - y) ** 2);
        if (far > best.far) best = { unit, far };
      }
      const [x, y] = this.hits.points[best.unit];
      const at = L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0);
      const away = L.CRS.EPSG3857.pointToLatLng(L.point(x + Math.sqrt(best.far), y), 0);
      return { at: [at.lat, at.lng], metres: this.map.distance(at, away) };
    }
  };

  /** The largest group of units that touch along an edge. */
  Editor.largest = function largest(units, neighbours) {
    const left = new Set(units);
    let best = [];
    for (const first of units) {
      if (!left.delete(first)) continue;
      const piece = [first];
      for (let i = 0; i < piece.length; i++) {
        for (const next of neighbours[piece[i]]) if (left.delete(next)) piece.push(next);
      }
      if (piece.length > best.length) best = piece;
    }
    return best;
  };
})();
