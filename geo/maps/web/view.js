/* View: where the map looks. It lives in the address after `#`, which Streamlit neither reads nor
 * keeps: panning and zooming send nothing to Python, and a link still shows the same piece. */
(function () {
  "use strict";
  const { Looking } = window;
  const WIDE = 800; // pixels from which the key may stand beside what is shown
  const KEY = 300; // pixels that it takes

  Looking.View = class View {
    constructor(map, { pack, bounds, firstView, together }) {
      const store = together ? `map ${pack} ${together}` : `map ${pack}`;
      Object.assign(this, { map, bounds, firstView, store, shown: false });
      // A frame may begin without a size (a hidden tab): the first view waits until it has one.
      // A frame that grows while nobody has moved the map shows the same piece again.
      new ResizeObserver(() => {
        const unmoved = this.shown && this.where() === this.stood;
        map.invalidateSize({ animate: false }); // about the same middle
        if (unmoved) this.stand(this.standing);
        else if (this.shown) this.limit();
        this.start();
      }).observe(map.getContainer());
      map.options.maxBoundsViscosity = 0.8;
      this.home();
      this.start();
      map.on("zoomend", () => { if (this.shown) this.hold(); });
      map.on("moveend", () => this.later());
      // After each run Streamlit may have written the address anew, without what follows `#`.
      window.addEventListener("message", (event) => {
        if (event.data?.type === "streamlit:render") this.later();
      });
    }

    start() {
      if (this.shown || !this.map.getSize().x || !this.map.getSize().y) return;
      let view = "";
      try {
        const { hash } = window.parent.location;
        const kept = sessionStorage.getItem(this.store);
        view = hash || kept || "";
        // A link that says where to look has the last word over what the page would show; what
        // another map of the page has just written there is no link.
        this.linked = hash.includes("map=") && hash !== `#${kept}`;
      } catch { /* another origin: begin with the whole pack */ }
      // Read before the first move overwrites it.
      const found = /map=([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)/.exec(view);
      const centre = found && L.latLng(Number(found[2]), Number(found[3]));
      if (found && L.latLngBounds(this.bounds).contains(centre)) {
        this.stand(() => this.map.setView(centre, Number(found[1]), { animate: false }));
      } else this.whole();
      this.shown = true;
      if (this.asked) this.fit(this.wish);
    }

    /** Look somewhere, and remember how, until somebody moves the map. */
    stand(look) {
      this.standing = look;
      this.map.setMaxBounds(null); // those of the zoom before
      this.limit();
      look();
      this.hold();
      this.stood = this.where();
    }

    /** The first view: the whole system. */
    whole() {
      this.stand(() => this.map.fitBounds(this.firstView, { animate: false, ...this.margin(4) }));
    }

    /** A button below plus and minus that goes back to the first view. */
    home() {
      const house = Looking.drawing("svg", { width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true" },
        Looking.drawing("path", { d: "M9 1.5 L17 9 H14.5 V16.5 H11 V11.5 H7 V16.5 H3.5 V9 H1 Z", fill: "currentColor" }));
      const button = Looking.make("button", "map-home", house);
      button.type = "button";
      button.title = "Show the whole system";
      button.setAttribute("aria-label", button.title);
      button.addEventListener("click", () => this.whole());
      this.map.zoomControl.getContainer().append(button);
    }

    /** The map can be seen as a whole with some room around it, but not lost by zooming out. */
    limit() {
      const { map } = this;
      map.options.minZoom = 0; // else it would bound the zooms that are asked for here
      const { paddingTopLeft, paddingBottomRight } = this.margin(4);
      const room = L.point(paddingTopLeft).add(paddingBottomRight);
      const [first, all] = [this.firstView, this.bounds].map((bounds) => map.getBoundsZoom(bounds, false, room));
      map.options.minZoom = Math.max(0, Math.min(first - 1, all));
      if (this.shown) map.setMinZoom(map.options.minZoom);
    }

    /** The middle of the map stays within the pack's bounds, so that moving cannot lose it either. */
    hold() {
      const { map } = this;
      const half = map.getSize().divideBy(2);
      const [southWest, northEast] = this.bounds.map((at) => map.project(at));
      map.setMaxBounds(L.latLngBounds(
        map.unproject(southWest.add([-half.x, half.y])), map.unproject(northEast.add([half.x, -half.y])),
      ));
    }

    where() {
      const { lat, lng } = this.map.getCenter();
      return `map=${this.map.getZoom()}/${lat.toFixed(4)}/${lng.toFixed(4)}`;
    }

    /** Move once for each new wish ({count, bounds}); a reloaded frame does not move again. */
    fit(wish) {
      this.asked = true;
      this.wish = wish;
      if (!this.shown) return;
      const linked = this.linked;
      this.linked = false;
      if (!wish) return;
      const name = JSON.stringify(wish);
      let last = this.fitted;
      try { last ??= sessionStorage.getItem(`${this.store} fit`); } catch { /* as above */ }
      if (name === last) return;
      this.fitted = name;
      try { sessionStorage.setItem(`${this.store} fit`, name); } catch { /* as above */ }
      if (linked) return;
      this.stand(() => this.map.fitBounds(wish.bounds, { animate: false, maxZoom: 15, ...this.margin(24) }));
    }

    /** Room to leave on each side; the line at the bottom and, on wide maps, the key cover a piece. */
    margin(pixels) {
      const foot = this.map.getContainer().querySelector(".map-foot")?.offsetHeight ?? 0;
      const key = this.map.getSize().x >= WIDE ? KEY : 0;
      return { paddingTopLeft: [pixels, pixels], paddingBottomRight: [pixels + key, pixels + foot] };
    }

    later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.remember(), 150);
    }

    remember() {
      if (!this.shown) return;
      const view = this.where();
      try {
        sessionStorage.setItem(this.store, view); // survives a visit to another page
        const outer = window.parent;
        const address = new URL(outer.location.href);
        if (address.hash === `#${view}`) return;
        address.hash = view;
        outer.history.replaceState(outer.history.state, "", address);
      } catch { /* another origin: no link to the view */ }
    }
  };
})();
