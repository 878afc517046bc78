/* Circles: practices as the plan has them, sized by their lists; shown while practices are picked. */
(function () {
  "use strict";
  const { Editor, Looking } = window;

  Editor.Circles = class Circles extends Looking.Practices {
    constructor(map, model) {
      const silent = { hover() {}, leave() {}, choose() {} };
      super(map, model.geometry, silent);
      this.model = model;
      this.positions = new Map(model.geometry.practices.map((practice, position) => [practice, position]));
    }

    /** Show the practices, or take them away, as the mode says. */
    refresh() {
      const { plan, mode } = this.model;
      const { registered: date, registeredLabel: label } = plan.dates;
      this.show(mode === "practices" ? { date, label } : null);
      this.restyle();
    }

    draw(practice, patients, neighbours) {
      const circle = super.draw(practice, patients, neighbours);
      circle.position = this.positions.get(practice);
      return circle;
    }

    restyle() {
      const { model } = this;
      const { highlight, highlightFill, mark, paper, practice: colour } = model.geometry.palette;
      for (const circle of this.circles ?? []) {
        const to = model.picks.practices.get(circle.position);
        const look = to === undefined
          ? { color: circle.patients === null ? colour : paper, weight: circle.patients === null ? 2 : 1.2, fillColor: circle.patients === null ? paper : colour }
          : { color: mark, weight: 4, fillColor: to === Editor.HELD ? highlightFill : to >= 0 ? model.plan.areas[to].colour : paper };
        if (model.barredPractice(circle.position) && to === undefined) look.fillOpacity = 0.25;
        else look.fillOpacity = to === undefined ? 0.75 : 1;
        if (to !== undefined) look.color = to === Editor.HELD ? highlight : mark;
        const key = JSON.stringify(look);
        if (key !== circle.look) circle.setStyle(look);
        circle.look = key;
      }
    }

    /** Position and middle (pixels in the map's box) of each circle, small ones last: they lie on top. */
    middles() {
      return (this.circles ?? []).map((circle) => ({
        practice: circle.position, radius: circle.getRadius(), middle: this.map.latLngToContainerPoint(circle.getLatLng()),
      }));
    }

    /** The practice whose circle is at a point, the topmost; a few pixels beside it are near enough. */
    at(point) {
      return this.middles().findLast(({ middle, radius }) => middle.distanceTo(point) <= Math.max(radius, 6) + 2)?.practice ?? null;
    }

    /** The practices whose middle passes a test. */
    where(test) {
      return this.middles().filter(({ middle }) => test(middle)).map(({ practice }) => practice);
    }
  };
})();
