/* Places for names: where on the map a name may stand without covering another. */
(function () {
  "use strict";
  const { Looking } = window;
  const FONT = "Arial, Helvetica, sans-serif";
  const COARSE = 8; // pixels of the map for one of the picture that tells land from free ground
  const measure = document.createElement("canvas").getContext("2d");
  const widths = new Map();

  /** A name of so many letters or more on two lines of about the same length. */
  function split(name, long) {
    if (name.length < long || !name.includes(" ")) return [name];
    let best = null;
    for (let i = name.indexOf(" "); i > 0; i = name.indexOf(" ", i + 1)) {
      const longer = Math.max(i, name.length - i - 1);
      if (!best || longer < best.longer) best = { i, longer };
    }
    return [name.slice(0, best.i), name.slice(best.i + 1)];
  }

  /** A name's lines and its size in pixels; names of `long` letters or more have two lines. */
  Looking.sized = function sized(name, size, long = 15) {
    const key = `${size} ${long} ${name}`;
    if (!widths.has(key)) {
      const lines = split(name, long);
      measure.font = `bold ${size}px ${FONT}`;
      const width = Math.max(...lines.map((line) => measure.measureText(line).width));
      widths.set(key, { lines, width: width + 4, height: lines.length * size * 1.12 + 2 });
    }
    return widths.get(key);
  };

  const apart = (Looking.apart = (one, other) =>
    one.right < other.left || one.left > other.right || one.bottom < other.top || one.top > other.bottom);

  const boxAt = (x, y, { width, height }) => ({
    left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2,
  });

  const side = (a, b, c) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
  const cross = (Looking.cross = ([a, b], [c, d]) => side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0);

  /** Whether a line from one point to another runs over a box. */
  const over = (Looking.over = function over([from, to], box) {
    const inside = ({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom;
    if (inside(from) || inside(to)) return true;
    const [a, b] = [{ x: box.left, y: box.top }, { x: box.right, y: box.bottom }];
    const [c, d] = [{ x: box.right, y: box.top }, { x: box.left, y: box.bottom }];
    return cross([from, to], [a, b]) || cross([from, to], [c, d]);
  });

  Looking.Places = class Places {
    constructor(map, geometry) {
      this.map = map;
      const middle = map.options.crs.latLngToPoint(L.latLng(geometry.bounds[0]), 0);
      this.land = new Path2D();
      // Differences from a corner: so near together, the points of level 0 would lose their digits.
      for (const ring of geometry.outline(geometry.units.keys())) {
        ring.forEach((at, i) => {
          const { x, y } = map.options.crs.latLngToPoint(L.latLng(at), 0).subtract(middle).multiplyBy(1024);
          if (i) this.land.lineTo(x, y); else this.land.moveTo(x, y);
        });
      }
      this.corner = geometry.bounds[0];
      this.coarse = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    }

    /** Begin anew, with what lies on the map already: buttons, key, summary. */
    begin() {
      const frame = this.map.getContainer().getBoundingClientRect();
      this.size = this.map.getSize();
      this.taken = [...this.map.getContainer().querySelectorAll(".leaflet-control, .map-foot")]
        .map((box) => box.getBoundingClientRect())
        .filter((box) => box.width)
        .map((box) => ({
          left: box.left - frame.left, right: box.right - frame.left,
          top: box.top - frame.top, bottom: box.bottom - frame.top,
        }));
      this.leaders = [];
      this.dots = [];
      this.ground = null;
    }

    /** Keep the points free that lines will lead to. */
    keep(points) {
      this.dots = points.map((point) => ({ point, box: boxAt(point.x, point.y, { width: 12, height: 12 }) }));
    }

    free(box) {
      return this.taken.every((other) => apart(box, other)) && !this.leaders.some((leader) => over(leader, box));
    }

    /**
     * The first free place at one of some steps ([right, down], in the name's own size), or null;
     * if there is one, or if it must be, a place that covers no point that a line may lead to.
     */
    near(centre, sized, steps, strict) {
      const clear = (box) => this.dots.every((dot) => apart(dot.box, box));
      const found = this.step(centre, sized, steps, clear);
      return found || strict ? found : this.step(centre, sized, steps, () => true);
    }

    step(centre, sized, steps, also) {
      // A name near the edge of the map moves inwards rather than being cut off.
      const within = (value, half, most) => Math.min(Math.max(value, half + 2), most - half - 2);
      for (const [right, down] of steps) {
        const x = within(centre.x + right * sized.width, sized.width / 2, this.size.x);
        const y = within(centre.y + down * sized.height, sized.height / 2, this.size.y);
        const box = boxAt(x, y, sized);
        if (!this.free(box) || !also(box)) continue;
        this.taken.push(box);
        return { x, y };
      }
      return null;
    }

    /** A free place beside a point with a line to it: the nearest, and rather off the land; or null. */
    beside(point, sized, most) {
      let best = null;
      const dots = this.dots.filter((dot) => dot.point !== point).map(({ box }) => box);
      for (let turn = 0; turn < 36; turn++) {
        const [across, down] = [Math.cos(turn * Math.PI / 18), Math.sin(turn * Math.PI / 18)];
        for (let far = 16; far <= most; far += 12) {
          // From the point to the edge of the name, not to its middle.
          const x = point.x + across * (far + sized.width / 2);
          const y = point.y + down * (far + sized.height / 2);
          const box = boxAt(x, y, sized);
          if (box.left < 2 || box.top < 2 || box.right > this.size.x - 2 || box.bottom > this.size.y - 2) break;
          const end = {
            x: Math.min(Math.max(point.x, box.left + 2), box.right - 2),
            y: Math.min(Math.max(point.y, box.top + 2), box.bottom - 2),
          };
          const leader = [{ x: point.x, y: point.y }, end];
          const cost = Math.hypot(end.x - point.x, end.y - point.y) + 130 * this.covered(box);
          if (best && cost >= best.cost) continue;
          if (!this.free(box) || this.taken.some((other) => over(leader, other))) continue;
          if (this.leaders.some((other) => cross(leader, other))) continue;
          if (dots.some((dot) => over(leader, dot) || !apart(dot, box))) continue;
          best = { x, y, box, leader, cost };
        }
      }
      if (best) this.take(best);
      return best;
    }

    /** Keep the place of a name and of its line from now on. */
    take({ box, leader }) {
      this.taken.push(box);
      this.leaders.push(leader);
    }

    /** Do something that takes places; where it returns nothing, it has taken none. */
    attempt(act) {
      const [taken, leaders] = [[...this.taken], [...this.leaders]];
      const done = act();
      if (!done) Object.assign(this, { taken, leaders });
      return done;
    }

    /** Which share of a box lies on land. */
    covered(box) {
      const { data, width } = (this.ground ??= this.draw());
      let land = 0;
      let all = 0;
      for (let y = Math.floor(box.top / COARSE); y <= box.bottom / COARSE; y++) {
        for (let x = Math.floor(box.left / COARSE); x <= box.right / COARSE; x++) {
          all += 1;
          if (data[4 * (y * width + x) + 3] > 60) land += 1;
        }
      }
      return land / all;
    }

    /** A small picture of the land in view. */
    draw() {
      const { coarse } = this;
      const width = Math.ceil(this.size.x / COARSE) + 1;
      const height = Math.ceil(this.size.y / COARSE) + 1;
      Object.assign(coarse.canvas, { width, height });
      const { x, y } = this.map.latLngToContainerPoint(this.corner);
      const scale = 2 ** this.map.getZoom() / 1024 / COARSE;
      coarse.setTransform(scale, 0, 0, scale, x / COARSE, y / COARSE);
      coarse.fill(this.land, "evenodd");
      return coarse.getImageData(0, 0, width, height);
    }
  };
})();
