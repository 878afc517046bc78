/* Together: maps of one page that show the same piece of the country, whichever of them is moved.
 *
 * The maps are frames of one page and call each other through it. Each remembers where it was last
 * told to look (its *heading*): what leads there is no news, so nothing is ever told back.
 */
(function () {
  "use strict";
  const { Looking } = window;
  const NEAR = 1; // pixels: within these two places are one

  Looking.Together = class Together {
    /** `name` is what the maps have in common; `answer` is what a click on another of them does here. */
    constructor(map, name, answer) {
      Object.assign(this, { map, name, answer, heading: null });
      if (!name) return;
      map.on("move", () => this.lead(map.getCenter(), map.getZoom(), false));
      map.on("zoomanim", ({ center, zoom }) => this.lead(center, zoom, true));
      map.on("moveend zoomend", () => this.settle());
      // After a jump Leaflet leaves its canvases between two pixels, blurred, until a move ends.
      map.on("viewreset", () => requestAnimationFrame(() => { if (!map._animatingZoom) map.panBy([0, 0]); }));
    }

    /** The other maps, as they are there now. */
    get others() {
      const found = [];
      if (!this.name) return found;
      try {
        for (const frame of Array.from({ length: window.parent.frames.length }, (_, i) => window.parent.frames[i])) {
          const other = this.of(frame);
          if (other && other !== this && other.name === this.name) found.push(other);
        }
      } catch { /* the page is of another origin: this map moves by itself */ }
      return found;
    }

    of(frame) {
      try {
        return frame.lookingMap?.together ?? null;
      } catch {
        return null; // a frame of another origin
      }
    }

    lead(center, zoom, animate) {
      if (!this.news(center, zoom)) return;
      this.heading = { center, zoom };
      for (const other of this.others) other.follow(center, zoom, animate);
    }

    follow(center, zoom, animate) {
      if (!this.map._loaded || !this.news(center, zoom)) return;
      this.heading = { center, zoom };
      // Both maps run the same animation from zoom to zoom; a drag is followed step by step.
      if (!this.map._animatingZoom) this.map.setView(center, zoom, { animate });
    }

    /** A wish that comes while this map is zooming is followed when that has ended. */
    settle() {
      const { map, heading } = this;
      if (this.settling || !heading || map._animatingZoom || !this.news(map.getCenter(), map.getZoom())) return;
      this.settling = true;
      map.setView(heading.center, heading.zoom, { animate: false });
      this.heading = { center: map.getCenter(), zoom: map.getZoom() }; // as far as this map could go
      this.settling = false;
    }

    /** Whether a view is another one than where this map is heading. */
    news(center, zoom) {
      if (!this.heading || zoom !== this.heading.zoom) return true;
      const [here, there] = [center, this.heading.center].map((at) => this.map.project(at, zoom));
      return here.distanceTo(there) > NEAR;
    }

    /** Tell the other maps which unit was clicked. */
    click(unit) {
      for (const other of this.others) other.answer(unit);
    }
  };
})();
