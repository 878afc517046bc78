/* Hits: which units lie at a point, near a point or inside a drawn shape.
 *
 * Coordinates here are Leaflet's pixels at zoom 0 of the Web Mercator projection ("world"): x to the
 * east, y to the south, the whole world 256 wide. A grid of square cells keeps the search short.
 */
(function () {
  "use strict";
  const { Editor } = window;
  const PER_CELL = 2; // units in a cell, about

  Editor.world = (at) => L.CRS.EPSG3857.latLngToPoint(L.latLng(at), 0);

  /** Whether a point is inside closed rings ([x, y, x, y, ...]), by the even-odd rule. */
  Editor.insideRings = function insideRings(rings, x, y) {
    let inside = false;
    for (const ring of rings) {
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        const [ay, by] = [ring[i + 1], ring[j + 1]];
        if (ay > y !== by > y && x < ((ring[j] - ring[i]) * (y - ay)) / (by - ay) + ring[i]) inside = !inside;
      }
    }
    return inside;
  };

  Editor.Hits = class Hits {
    /** `rings`: of each unit, lists of latitudes and longitudes; `points`: a point in each, or null. */
    constructor(rings, points) {
      this.rings = rings.map((unit) => unit.map((ring) => {
        const flat = new Float64Array(2 * ring.length);
        ring.forEach((at, i) => {
          const { x, y } = Editor.world(at);
          flat[2 * i] = x;
          flat[2 * i + 1] = y;
        });
        return flat;
      }));
      this.boxes = this.rings.map((unit) => box(unit));
      this.points = this.boxes.map(([west, north, east, south], unit) => {
        const { x, y } = points[unit] ? Editor.world(points[unit]) : { x: (west + east) / 2, y: (north + south) / 2 };
        return [x, y];
      });
      const [west, north, east, south] = box(this.boxes.map((each) => Float64Array.from(each)));
      Object.assign(this, { west, north });
      this.cell = Math.max(1e-9, Math.sqrt(((east - west) * (south - north) * PER_CELL) / Math.max(1, rings.length)));
      this.across = Math.floor((east - west) / this.cell) + 1;
      this.down = Math.floor((south - north) / this.cell) + 1;
      this.cells = Array.from({ length: this.across * this.down }, () => []);
      this.boxes.forEach((each, unit) => this.over(each, (cell) => cell.push(unit)));
    }

    /** Call back with each cell that a box touches. */
    over([west, north, east, south], each) {
      const column = (x) => Math.min(Math.max(Math.floor((x - this.west) / this.cell), 0), this.across - 1);
      const row = (y) => Math.min(Math.max(Math.floor((y - this.north) / this.cell), 0), this.down - 1);
      for (let j = row(north); j <= row(south); j++) {
        for (let i = column(west); i <= column(east); i++) each(this.cells[j * this.across + i]);
      }
    }

    /** The unit at a point, or null. */
    at(x, y) {
      let found = null;
      this.over([x, y, x, y], (cell) => {
        for (const unit of cell) {
          const [west, north, east, south] = this.boxes[unit];
          if (x < west || x > east || y < north || y > south) continue;
          if (found === null && Editor.insideRings(this.rings[unit], x, y)) found = unit;
        }
      });
      return found;
    }

    /** The units whose point lies in a box and passes a test. */
    pointsIn(bounds, test) {
      const found = new Set();
      const [west, north, east, south] = bounds;
      this.over(bounds, (cell) => {
        for (const unit of cell) {
          const [x, y] = this.points[unit];
          if (x >= west && x <= east && y >= north && y <= south && test(x, y)) found.add(unit);
        }
      });
      return found;
    }

    /** The units that a brush of a radius picks: the one under it, and those whose point it covers. */
    under(x, y, radius) {
      const found = this.pointsIn([x - radius, y - radius, x + radius, y + radius],
        (px, py) => (px - x) ** 2 + (py - y) ** 2 <= radius ** 2);
      const unit = this.at(x, y);
      if (unit !== null) found.add(unit);
      return found;
    }

    /** The units whose point lies inside a drawn line, closed from its end to its beginning. */
    enclosed(line) {
      const ring = Float64Array.from(line.flat());
      return this.pointsIn(box([ring]), (x, y) => Editor.insideRings([ring], x, y));
    }
  };

  /** [west, north, east, south] of some rings. */
  function box(rings) {
    const found = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i += 2) {
        found[0] = Math.min(found[0], ring[i]);
        found[1] = Math.min(found[1], ring[i + 1]);
        found[2] = Math.max(found[2], ring[i]);
        found[3] = Math.max(found[3], ring[i + 1]);
      }
    }
    return found;
  }
})();
