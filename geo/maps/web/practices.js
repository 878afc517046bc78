/* Practices: a circle for each, its area in proportion to the list of one date. */
(function () {
  "use strict";
  const { Looking } = window;

  Looking.Practices = class Practices {
    constructor(map, geometry, events) {
      this.map = map;
      this.geometry = geometry;
      this.events = events;
      this.renderer = L.svg({ pane: "practices", padding: 0.3 });
      this.group = L.featureGroup().addTo(map);
      map.on("zoomend", () => this.size());
    }

    /** Radius in pixels of a list; the same on the map and in its key. */
    radius(patients) {
      const ten = Math.min(14, Math.max(4, 6 + (this.map.getZoom() - 9.5) * 1.6));
      return Math.max(2.5, ten * Math.sqrt((patients ?? 8000) / 10000));
    }

    /** Draw the practices with a list on a date ({date, label}), or none. */
    show(dated) {
      const wanted = JSON.stringify(dated ?? null);
      if (wanted === this.wanted) return;
      this.wanted = wanted;
      this.dated = dated;
      this.group.clearLayers();
      this.circles = [];
      if (!dated) return;
      const found = this.geometry.practices
        .filter(({ code }) => !dated.moves || Object.hasOwn(dated.moves.of, code))
        .map((practice) => ({ practice, list: practice.lists[dated.date] ?? [null, "missing"] }))
        .filter(({ list: [patients, state] }) => patients !== null || state === "missing")
        .sort((one, other) => (other.list[0] ?? 0) - (one.list[0] ?? 0));
      const together = new Map();
      for (const each of found) {
        const where = each.practice.at.join();
        together.set(where, [...(together.get(where) ?? []), each]);
      }
      for (const { practice, list } of found) this.circles.push(this.draw(practice, list[0], together.get(practice.at.join())));
      this.size();
    }

    draw(practice, patients, neighbours) {
      const unknown = patients === null;
      const { paper, practice: colour } = this.geometry.palette;
      const circle = L.circleMarker(practice.at, {
        renderer: this.renderer, pane: "practices", bubblingMouseEvents: false,
        color: unknown ? colour : paper, weight: unknown ? 2 : 1.2, dashArray: unknown ? "3 3" : null,
        fillColor: unknown ? paper : colour, fillOpacity: unknown ? 0.85 : 0.75,
      });
      circle.patients = patients;
      // Practices in one building stand side by side.
      circle.beside = neighbours.findIndex((each) => each.practice === practice) - (neighbours.length - 1) / 2;
      circle.home = practice.at;
      circle.on("mouseover mousemove", (event) => this.events.hover(practice, patients, event));
      circle.on("mouseout", () => this.events.leave());
      circle.on("click", () => this.events.choose(practice, patients));
      return circle.addTo(this.group);
    }

    size() {
      for (const circle of this.circles ?? []) {
        const radius = this.radius(circle.patients);
        circle.setRadius(radius);
        if (!circle.beside) continue;
        const point = this.map.project(circle.home).add([circle.beside * 1.6 * radius, 0]);
        circle.setLatLng(this.map.unproject(point));
      }
    }

    facts(practice, patients) {
      const { dated } = this;
      const list = patients === null ? "List not known" : `${Looking.number(patients)} patients`;
      return [practice.name, `${list}, ${dated.label}`, dated.moves ? dated.moves.words[dated.moves.of[practice.code]] : practice.network];
    }
  };
})();
