/* Map: Leaflet, its panes, and where it looks. What lies on it is made by others. */
(function () {
  "use strict";
  const { Editor, Looking } = window;
  const VIEW = /map=([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)/;
  // What the page was opened with: Streamlit may have taken it off the address by now. It counts once.
  const opened = new URL(performance.getEntriesByType("navigation")[0]?.name ?? window.location.href);
  let link = opened.pathname === window.location.pathname ? opened.hash : "";
  // What lies above the units takes no pointer events: tools hear them all from the map's own box.
  const PANES = { lines: 410, outlines: 415, highlight: 420, pointer: 425, practices: 450, leaders: 620, labels: 630 };
  const SNAP = 0.25; // of the zoom
  const FINE = 0.01; // likewise, where the whole system is to fill the map
  const PAUSE = 150; // milliseconds without moving until the address tells where the map looks
  const FLASH = 2400; // milliseconds that an area stays outlined which somebody asked to see

  Editor.Map = class EditorMap {
    /** `store`: the name under which the tab keeps where the map looks. */
    constructor(box, geometry, { firstView, attribution }, store) {
      Object.assign(this, { box, geometry, firstView, store });
      this.leaflet = L.map(box, {
        zoomControl: false, attributionControl: false, keyboard: false, boxZoom: false, doubleClickZoom: false,
        zoomSnap: SNAP, zoomDelta: 1, maxZoom: 17, maxBounds: L.latLngBounds(geometry.bounds).pad(0.6), maxBoundsViscosity: 0.8,
      });
      for (const [name, height] of Object.entries(PANES)) {
        const pane = this.leaflet.createPane(name);
        pane.style.zIndex = height;
        pane.style.pointerEvents = "none";
      }
      box.style.background = geometry.palette.beyond;
      L.control.scale({ imperial: true, maxWidth: 120, position: "bottomleft" }).addTo(this.leaflet);
      L.control.zoom({ position: "topright", zoomInTitle: "Zoom in (+)", zoomOutTitle: "Zoom out (−)" }).addTo(this.leaflet);
      this.home();
      this.foot = Looking.make("div", "map-foot", attribution);
      box.append(this.foot);
      this.outlines = L.canvas({ pane: "highlight", padding: 0.3 });
      this.start();
      this.leaflet.on("moveend", () => this.later());
      this.leaflet.setMinZoom(this.leaflet.getBoundsZoom(L.latLngBounds(geometry.bounds).pad(0.3)));
      // A box may begin without a size (a hidden tab) and may change it: about the same middle then.
      this.watch = new ResizeObserver(() => this.resize());
      this.watch.observe(box);
    }

    resize() {
      this.box.style.setProperty("--foot", `${this.foot.offsetHeight}px`);
      const before = this.leaflet.getSize();
      const unmoved = this.where() === this.stood;
      this.leaflet.invalidateSize({ animate: false, pan: before.x > 0 });
      if (!before.x || !before.y) this.start();
      else if (unmoved) this.whole();
    }

    /** Begin where the address says, else where this tab looked before, else with the whole system. */
    start() {
      let kept = "";
      try { kept = sessionStorage.getItem(this.store) ?? ""; } catch { /* no store */ }
      const linked = VIEW.exec(window.location.hash) ?? VIEW.exec(link) ?? VIEW.exec(kept);
      const [zoom, latitude, longitude] = linked ? linked.slice(1).map(Number) : [];
      if (!linked || !L.latLngBounds(this.geometry.bounds).contains([latitude, longitude])) this.whole();
      else this.leaflet.setView([latitude, longitude], zoom, { animate: false });
      if (this.leaflet.getSize().x) link = "";
    }

    where() {
      const { lat, lng } = this.leaflet.getCenter();
      return `map=${Number(this.leaflet.getZoom().toFixed(2))}/${lat.toFixed(4)}/${lng.toFixed(4)}`;
    }

    later() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.remember(), PAUSE);
    }

    /** Where the map looks stands in the address after `#`, as the looking map writes it. */
    remember() {
      const view = this.where();
      const address = new URL(window.location.href);
      try { sessionStorage.setItem(this.store, view); } catch { /* as above */ }
      if (!this.leaflet.getSize().x || address.hash === `#${view}`) return;
      address.hash = view;
      window.history.replaceState(window.history.state, "", address);
    }

    /** The first view: the whole system, as large as there is room, until somebody moves the map. */
    whole() {
      const foot = this.foot.offsetHeight;
      this.look(this.firstView, { paddingTopLeft: [4, 8], paddingBottomRight: [4, 4 + foot] }, FINE);
    }

    /** Look at some bounds: at once, or after the zooming that is under way, which would undo it. */
    look(bounds, options, snap = SNAP) {
      const look = () => {
        this.leaflet.options.zoomSnap = snap;
        this.leaflet.fitBounds(bounds, { animate: false, ...options });
        this.leaflet.options.zoomSnap = SNAP;
        this.stood = bounds === this.firstView ? this.where() : null;
      };
      if (this.leaflet._animatingZoom) this.leaflet.once("zoomend", look);
      else look();
    }

    home() {
      const house = Looking.drawing("svg", { width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true" },
        Looking.drawing("path", { d: "M9 1.5 L17 9 H14.5 V16.5 H11 V11.5 H7 V16.5 H3.5 V9 H1 Z", fill: "currentColor" }));
      const button = Looking.make("button", "map-home", house);
      button.type = "button";
      button.title = "Show the whole system (0)";
      button.setAttribute("aria-label", button.title);
      button.addEventListener("click", () => this.whole());
      this.box.querySelector(".leaflet-control-zoom").append(button);
    }

    /** Zoom to some units, outline them for a moment. */
    show(units) {
      if (!units.length) return;
      const rings = this.geometry.outline(units);
      this.look(L.latLngBounds(rings.flat()), { padding: [40, 40], maxZoom: 14 });
      this.unflash();
      const { paper, highlight } = this.geometry.palette;
      const line = (options) => L.polyline(rings, {
        renderer: this.outlines, pane: "highlight", interactive: false, smoothFactor: 0, ...options,
      });
      this.flashed = L.layerGroup([line({ color: paper, weight: 9 }), line({ color: highlight, weight: 5 })]).addTo(this.leaflet);
      this.leaflet.getPane("highlight").classList.add("editor-flash");
      this.flashing = setTimeout(() => this.unflash(), FLASH);
    }

    unflash() {
      clearTimeout(this.flashing);
      this.flashed?.remove();
      this.flashed = null;
      this.leaflet.getPane("highlight").classList.remove("editor-flash");
    }

    stop() {
      this.watch.disconnect();
      clearTimeout(this.flashing);
      clearTimeout(this.timer);
      this.leaflet.remove();
    }
  };
})();
