/* View: where the map looks. It lives in the address after `#`, which Streamlit neither reads nor
 * keeps: panning and zooming send nothing to Python, and a link still shows the same piece. */
(function () {
  "use strict";
  const { Looking } = window;
  const WIDE = 800; // pixels from which the key may stand beside what is shown
  const KEY = 300; // pixels that it takes

  Looking.View = class View {
    constructor(map, { pack, bounds, firstView }) {
      Object.assign(this, { map, bounds, firstView, store: `map ${pack}`, shown: false });
      // A frame may begin without a size (a hidden tab): the first view waits until it has one.
      // A frame that grows while nobody has moved the map shows the same piece again.
      new ResizeObserver(() => {
        const unmoved = this.shown && this.where() === this.stood;
        map.invalidateSize({ animate: false }); // about the same middle
        if (unmoved) this.stand(this.standing);
        this.start();
      }).observe(map.getContainer());
      this.start();
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
        view = window.parent.location.hash || sessionStorage.getItem(this.store) || "";
        // A link that says where to look has the last word over what the page would show.
        this.linked = window.parent.location.hash.includes("map=");
      } catch { /* another origin: begin with the whole pack */ }
      // Read before the first move overwrites it.
      const found = /map=([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)/.exec(view);
      const centre = found && L.latLng(Number(found[2]), Number(found[3]));
      if (found && L.latLngBounds(this.bounds).contains(centre)) {
        this.stand(() => this.map.setView(centre, Number(found[1]), { animate: false }));
      } else this.stand(() => this.map.fitBounds(this.firstView, { animate: false, ...this.margin(4) }));
      this.shown = true;
      if (this.asked) this.fit(this.wish);
    }

    /** Look somewhere, and remember how, until somebody moves the map. */
    stand(look) {
      this.standing = look;
      look();
      this.stood = this.where();
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
