/* The looking map: loads the geometry once; after that, apply(state) only restyles.
 *
 * The state is described in geo/maps/looking_map.py (MapState). Events go to Python as
 * {n, unit, layer, area, practice, view}; panning and zooming send nothing.
 */
(function () {
  "use strict";
  const { Looking } = window;

  class LookingMap {
    constructor(map, options) {
      Object.assign(this, { map, options, state: null, events: 0, applied: 0 });
      this.describe();
      this.furnish();
      this.together = new Looking.Together(map, options.together, (unit) => this.answer(unit));
      this.view = new Looking.View(map, options);
      this.loaded = this.load().catch((error) => this.fail(error));
    }

    describe() {
      const { title } = this.options;
      document.title = title;
      document.documentElement.lang = "en-GB";
      try { window.frameElement.title = title; } catch { /* another origin keeps its own title */ }
      const box = this.map.getContainer();
      box.setAttribute("role", "application");
      box.setAttribute("aria-label", `${title}. Arrow keys move the map, plus and minus zoom, Enter selects ` +
        "the area in the middle, Escape closes the summary. Areas can also be chosen from the lists on this page.");
      box.addEventListener("keydown", (event) => this.press(event));
      box.addEventListener("pointerdown", (event) => {
        this.touch = event.pointerType === "touch";
        // One finger scrolls the page, two move the map; looking_map.css leaves the first to the browser.
        this.map.dragging[this.touch ? "disable" : "enable"]();
        box.classList.remove("map-by-keys");
      }, true);
      // The browser takes a finger over when it scrolls.
      box.addEventListener("pointercancel", (event) => {
        if (event.pointerType === "touch") this.hint();
      });
    }

    furnish() {
      // Clicks must reach the units below: what lies above them takes no pointer events.
      const panes = [["marked", 405], ["lines", 410], ["highlight", 420], ["pointer", 425], ["practices", 450], ["leaders", 620], ["labels", 630], ["pins", 640]];
      for (const [name, height] of panes) {
        const pane = this.map.createPane(name);
        pane.style.zIndex = height;
        pane.style.pointerEvents = "none";
      }
      L.control.scale({ imperial: true, maxWidth: 120 }).addTo(this.map);
      this.foot = Looking.make("div", "map-foot", this.options.attribution);
      const box = this.map.getContainer();
      box.append(this.foot);
      new ResizeObserver(() => box.style.setProperty("--foot", `${this.foot.offsetHeight}px`)).observe(this.foot);
    }

    /** Say for a moment how fingers move the map. */
    hint() {
      this.hinted ??= Looking.make("div", "map-hint", "Use two fingers to move the map.");
      this.map.getContainer().append(this.hinted);
      clearTimeout(this.hinting);
      this.hinting = setTimeout(() => this.hinted.remove(), 1600);
    }

    async load() {
      const geometry = new Looking.Geometry(await Looking.readJson(this.options.geometry));
      const { map } = this;
      this.geometry = geometry;
      map.getContainer().style.background = geometry.palette.beyond;
      this.summary = new Looking.Summary(map, geometry, () => {
        this.key?.fit();
        this.labels?.place();
      });
      this.fills = new Looking.Fills(map, geometry);
      this.lines = new Looking.Lines(map, geometry);
      this.marks = new Looking.Marks(map, geometry);
      this.practices = new Looking.Practices(map, geometry, {
        hover: (practice, patients, event) => this.summary.hover(event.containerPoint, this.practices.facts(practice, patients)),
        leave: () => this.summary.leave(),
        choose: (practice, patients) => this.choosePractice(practice, patients),
      });
      this.key = new Looking.Key(map, geometry, this.practices, this.lines);
      if (this.options.foldedKey) this.key.box.open = false;
      this.labels = new Looking.Labels(map, geometry, (left) => this.key.hint(left));
      this.key.box.addEventListener("toggle", () => this.labels.place());
      this.fills.group.on("mousemove", (event) => this.hover(event.layer.unit, event.containerPoint));
      this.fills.group.on("mouseout", () => this.hover(null));
      this.fills.group.on("click", (event) => this.choose(event.layer.unit));
      document.getElementById("map-wait")?.remove();
      if (this.state) this.apply(this.state);
      document.body.dataset.ready = "yes";
    }

    fail(error) {
      window.sayInsteadOfMap();
      document.body.dataset.ready = "no";
      console.error(error);
    }

    apply(state) {
      const before = this.state;
      this.state = state;
      if (!this.labels) return; // load() applies it when the geometry has come
      this.geometry.adopt(state.plan);
      this.fills.shade(state.shading);
      this.marks.mark(state.marked);
      this.fills.edge(state.layers.includes("unit"));
      this.lines.show(state.layers, state.pick);
      this.practices.show(state.practices);
      this.marks.pin(state.place);
      this.key.show(state);
      this.select(state.selected, before);
      this.view.fit(state.fit);
      this.applied += 1;
      document.body.dataset.applied = String(this.applied);
    }

    /** Show what Python says is selected; tell about it unless this very map has just told. */
    select(selected, before) {
      const { marked, shading } = this.state;
      this.marks.select(selected, Boolean(shading));
      this.labels.show(this.state, selected, this.marks.labels(marked));
      const name = selected ? `${selected.layer} ${selected.area}` : "";
      const facts = JSON.stringify(this.state.facts);
      if (name === this.told && facts === this.toldFacts) return;
      const again = name === this.told && this.summary.box.hidden; // it was closed: leave it so
      const sameUnit = name === this.told ? this.toldUnit : null;
      this.told = name;
      this.toldFacts = facts;
      this.toldUnit = sameUnit;
      if (selected && !again) this.summary.tell(this.state, selected.layer, selected.area, sameUnit ?? null);
      else if (!selected && before?.selected) this.summary.close();
    }

    hover(unit, point) {
      if (unit !== this.pointed) {
        this.pointed = unit;
        this.marks.point(this.touch ? null : unit);
      }
      if (unit === null || this.touch || !this.state) this.summary.leave();
      else this.summary.hoverUnit(point, unit, this.state);
    }

    /** A click: the browser answers at once, and Python hears in the same moment. */
    choose(unit) {
      const selected = this.answer(unit);
      if (selected === undefined) return;
      this.together.click(unit);
      const { layer, area } = selected;
      this.send({ unit: this.geometry.units[unit].code, layer, area, practice: null });
    }

    /** Show what a click on a unit shows; return the layer and the area's code, or null for none. */
    answer(unit) {
      const layer = this.state?.pick;
      if (!layer || !this.labels) return undefined;
      const area = this.geometry.areaOf(layer, unit)?.code ?? null;
      const selected = area === null ? null : { layer, area };
      this.told = selected ? `${layer} ${area}` : "";
      this.toldFacts = JSON.stringify(this.state.facts);
      this.toldUnit = unit;
      this.marks.select(selected, Boolean(this.state.shading));
      this.summary.tell(this.state, layer, area, unit);
      this.labels.show(this.state, selected, this.marks.labels(this.state.marked));
      return { layer, area };
    }

    choosePractice(practice, patients) {
      this.summary.practice(this.practices.facts(practice, patients));
      this.send({ unit: null, layer: null, area: null, practice: practice.code });
    }

    send(event) {
      const { lat, lng } = this.map.getCenter();
      if (this.together.name) return; // several maps, one answer each, all given already
      this.events += 1;
      // Streamlit's own call: streamlit-folium's events would wait for a quarter of a second.
      window.Streamlit?.setComponentValue({
        n: `${Date.now()}.${this.events}`, ...event, view: [lat, lng, this.map.getZoom()],
      });
    }

    press(event) {
      this.map.getContainer().classList.add("map-by-keys");
      if (event.key === "Escape" && this.summary && !this.summary.box.hidden) {
        this.summary.close();
        this.map.getContainer().focus();
      } else if (event.key === "Enter" && event.target === this.map.getContainer() && this.fills) {
        const unit = this.fills.at(this.map.getSize().divideBy(2));
        if (unit !== null) this.choose(unit);
      }
    }
  }

  window.startLookingMap = (map, options) => {
    window.lookingMap = new LookingMap(map, options);
  };
})();
