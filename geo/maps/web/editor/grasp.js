/* Grasp: what a touch of the map takes hold of, units or practices, and picking or dropping it.
 * Points are pixels in the map's box. */
(function () {
  "use strict";
  const { Editor } = window;

  Editor.Grasp = class Grasp {
    constructor(map, model, hits, circles) {
      Object.assign(this, { map, model, hits, circles });
    }

    get practices() {
      return this.model.mode === "practices";
    }

    world(point) {
      return Editor.world(this.map.containerPointToLatLng(point));
    }

    unitAt(point) {
      const { x, y } = this.world(point);
      return this.hits.at(x, y);
    }

    /** The unit or practice at a point, or null. */
    at(point) {
      return this.practices ? this.circles.at(point) : this.unitAt(point);
    }

    /** What a round brush covers. */
    under(point, radius) {
      if (this.practices) {
        const found = new Set(this.circles.where((middle) => middle.distanceTo(point) <= radius));
        const here = this.circles.at(point);
        return here === null ? found : found.add(here);
      }
      const { x, y } = this.world(point);
      return this.hits.under(x, y, radius / 2 ** this.map.getZoom());
    }

    /** What a drawn line encloses. */
    enclosed(line) {
      if (this.practices) {
        const ring = Float64Array.from(line.flatMap(({ x, y }) => [x, y]));
        return new Set(this.circles.where(({ x, y }) => Editor.insideRings([ring], x, y)));
      }
      return this.hits.enclosed(line.map((point) => {
        const { x, y } = this.world(point);
        return [x, y];
      }));
    }

    /** What is picked with these: the others of their wards, for example. */
    reached(found) {
      if (this.practices) return [...found];
      return [...new Set([...found].flatMap((unit) => this.model.reached(unit)))];
    }

    get picks() {
      return this.model.picks[this.practices ? "practices" : "units"];
    }

    /** Pick, or drop; return whether anything has changed. */
    take(found, drop) {
      const { model } = this;
      if (this.practices) return model.pickPractices(found, drop);
      return model.pick(this.reached(found), drop).length > 0;
    }

    /** Pick one, or drop it where it is picked for the same target already; return why nothing came of it. */
    toggle(one) {
      const { model } = this;
      const to = model.target ?? Editor.HELD;
      const all = this.reached([one]);
      model.begin();
      const changed = this.take([one], all.every((each) => this.picks.get(each) === to));
      model.end();
      return changed ? "" : this.barred(one) || this.there(one);
    }

    /** In words: it is where it would go. */
    there(one) {
      const { plan, of, practiceOf } = this.model;
      const area = plan.areas[(this.practices ? practiceOf : of)[one]];
      return area ? `it is in ${area.name} already` : "it is in no area already";
    }

    barred(one) {
      return this.practices ? this.model.barredPractice(one) : this.model.barred(one);
    }

    /** Where a unit or practice is, as the web map wants it. */
    place(one) {
      if (this.practices) return L.latLng(this.model.practices[one].at);
      const [x, y] = this.hits.points[one];
      return L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0);
    }

    /** All that can be reached with the arrow keys: [one, place]. */
    *all() {
      const ones = this.practices ? (this.circles.circles ?? []).map(({ position }) => position) : this.hits.points.keys();
      for (const one of ones) yield [one, this.place(one)];
    }
  };
})();
