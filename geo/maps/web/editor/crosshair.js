/* Crosshair: picking without a mouse. Arrow keys go to the nearest unit or practice in a direction. */
(function () {
  "use strict";
  const { Editor, Looking } = window;
  const STEP = 90; // pixels that Shift with an arrow moves the map
  const ASIDE = 1e6;

  const WAYS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

  Editor.Crosshair = class Crosshair {
    constructor(box, map, grasp, hover, say) {
      Object.assign(this, { box, map, grasp, hover, say });
      this.one = null;
      this.mark = Looking.make("div", "editor-crosshair");
      this.mark.hidden = true;
      box.append(this.mark);
      map.on("move zoom viewreset", () => this.put());
    }

    /** Move by an arrow key; `pans`: move the map instead. */
    arrow(key, pans) {
      const [across, down] = WAYS[key];
      if (pans) this.map.panBy([across * STEP, down * STEP], { animate: false });
      else this.go(this.one === null ? this.nearest(this.map.getSize().divideBy(2), null) : this.next(across, down));
    }

    get point() {
      return this.map.latLngToContainerPoint(this.grasp.place(this.one));
    }

    /** The one nearest to a point, or, with a direction, the nearest on that side. */
    nearest(from, way) {
      let best = { cost: Infinity, one: null };
      for (const [one, place] of this.grasp.all()) {
        if (one === this.one && way) continue;
        const away = this.map.latLngToContainerPoint(place).subtract(from);
        let cost = Math.hypot(away.x, away.y);
        if (way) {
          const along = away.x * way[0] + away.y * way[1];
          const beside = Math.abs(away.x * way[1]) + Math.abs(away.y * way[0]);
          if (along <= 0) continue;
          // What is more to the side than in the direction comes last.
          cost = along + 2 * beside + (beside > along ? ASIDE : 0);
        }
        if (cost < best.cost) best = { cost, one };
      }
      return best.one;
    }

    next(across, down) {
      return this.nearest(this.point, [across, down]) ?? this.one;
    }

    go(one) {
      if (one === null) return;
      this.one = one;
      this.map.panInside(this.grasp.place(one), { padding: [60, 60], animate: false });
      this.put();
      this.tell();
    }

    tell() {
      const barred = this.grasp.barred(this.one);
      const picked = this.grasp.picks.has(this.one) ? "Picked. " : "";
      this.say(`${picked}${this.hover.facts(this.one).join(". ")}.${barred ? ` Cannot be picked: ${barred}.` : ""}`);
    }

    put() {
      if (this.one === null) return;
      const { x, y } = this.point;
      this.mark.hidden = false;
      this.mark.style.transform = `translate(${x}px, ${y}px)`;
      this.hover.at(this.point);
    }

    /** Forget where it was: the mouse has taken over, or another mode. */
    hide() {
      if (this.one === null) return;
      this.one = null;
      this.mark.hidden = true;
      this.hover.at(null);
    }
  };
})();
