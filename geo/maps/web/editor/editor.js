/* The editor: puts model, map, tools and panel together, and talks to Python.
 *
 * Editor.start(root, options) fetches the geometry and returns {lock(locks), update(message), stop()}.
 * Options: geometry (its address), send(command), keepLocks(locks), statuses, firstView, attribution;
 * geo/maps/editor_files.py and pages/shared/map_files.py write them. Commands and messages:
 * geo/maps/editor_message.py; locks: pages/shared/locks.py.
 */
(function () {
  "use strict";
  const { Editor, Looking } = window;
  const { make } = Looking;

  const BELOW = 8; // pixels between the editor and the end of the window
  const LOWEST = 420; // pixels of height that map and panel have at least
  const HIGHEST = 1100; // pixels of the editor's own height at most
  const NARROW = 720; // pixels of width from which the panel stands beside the map, see editor_map.css

  class Running {
    constructor(root, options, geometry) {
      Object.assign(this, { root, options, geometry });
      this.sent = 0;
      this.model = new Editor.Model(geometry);
      this.pack = options.geometry.split("/").at(-1); // its name holds a hash of the content
      this.kept = new Editor.KeptPicks(this.model, this.pack);
      this.preview = new Editor.Preview(this.model);
    }

    /** Build what is seen, when the first plan has come: nothing can be drawn without one. */
    build() {
      const { model, preview, geometry } = this;
      this.toolsBox = make("div", "editor-tools");
      this.mapBox = make("div", "editor-map");
      this.sideBox = make("div", "editor-side");
      this.live = make("div", "editor-live");
      this.live.setAttribute("aria-live", "polite");
      const skip = make("button", "editor-skip", "Skip to areas and checks");
      skip.type = "button";
      skip.addEventListener("click", () => this.side.focusTab());
      this.element = make("div", "editor", skip, this.toolsBox, make("div", "editor-body", this.mapBox, this.sideBox), this.live);
      this.element.lang = "en-GB";
      this.root.append(this.element);
      this.listening = new AbortController();
      window.addEventListener("resize", () => this.fit(), { signal: this.listening.signal });
      this.told = new Editor.Told(this.mapBox, (text) => this.say(text));
      this.map = new Editor.Map(this.mapBox, geometry, this.options, `map ${this.pack}`);
      const { leaflet } = this.map;
      this.cloth = new Editor.Cloth(leaflet, geometry, model, preview, this.options.statuses);
      this.outlines = new Editor.Outlines(leaflet, model);
      const points = geometry.units.map((_, unit) => geometry.layers.unit?.areas[unit].at ?? null);
      this.hits = new Editor.Hits(this.cloth.shapes.map((shape) => shape.getLatLngs()), points);
      this.names = new Editor.Names(leaflet, geometry, model, this.hits);
      this.circles = new Editor.Circles(leaflet, model);
      this.parts = new Editor.ProposedParts(this.map, geometry);
      this.side = new Editor.Side(this.sideBox, model, preview, this.actions());
      this.handle();
      model.addEventListener("plan", () => this.plan());
      model.addEventListener("picks", ({ detail }) => this.picks(detail));
      model.addEventListener("tools", () => this.restyle());
      model.addEventListener("proposal", ({ detail }) => this.parts.show(detail));
      model.addEventListener("locks", () => this.options.keepLocks({ ...this.lockedIn, codes: [...model.locks], n: Date.now() }));
      Editor.current = { model, preview, map: this.map, editor: this };
    }

    /** The editor ends where the window does, as long as there is room for a map. */
    fit() {
      let above = this.element.getBoundingClientRect().top;
      for (let box = this.root.host; box; box = box.parentElement) above += box.scrollTop; // as if nothing were scrolled
      const least = this.toolsBox.offsetHeight + LOWEST;
      const room = Math.min(Math.max(window.innerHeight - above - BELOW, least), HIGHEST);
      this.element.style.height = this.element.clientWidth < NARROW ? "" : `${Math.floor(room)}px`;
    }

    /** Everything that answers the planner's hands. */
    handle() {
      const { model, mapBox } = this;
      const { leaflet } = this.map;
      mapBox.tabIndex = 0;
      mapBox.setAttribute("role", "application");
      mapBox.setAttribute("aria-label", "Map of the plan. Arrow keys move a crosshair, Enter picks, question mark lists all keys.");
      const say = (text) => this.say(text);
      this.grasp = new Editor.Grasp(leaflet, model, this.hits, this.circles);
      this.hover = new Editor.Hover(mapBox, leaflet, model, this.grasp);
      this.crosshair = new Editor.Crosshair(mapBox, leaflet, this.grasp, this.hover, say);
      this.tools = new Editor.Tools(mapBox, leaflet, model, this.grasp, {
        hover: (point) => this.point(point),
        refused: (words) => say(`Not picked: ${words}.`),
        chosen: (area) => this.choose(area),
        sized: () => this.toolbar.sized(),
      });
      this.history = new Editor.History(model, (command) => this.side.send(command, command.do), () => this.author);
      this.toolbar = new Editor.Toolbar(this.toolsBox, this);
      this.help = new Editor.Help(this.element, Editor.shortcuts(this));
      this.keys = new Editor.Keys(this);
      this.toolbar.show();
    }

    /** Who is at work, for what needs no form. */
    get author() {
      return this.model.plan.author || this.side.picked.signature.author.value.trim();
    }

    /** The pointer is at a point of the map, or has left it. */
    point(point) {
      if (point) this.crosshair.hide();
      this.hover.at(point);
    }

    /** The area that gets what is picked, chosen on the map. */
    choose(area) {
      const { model } = this;
      this.tools.choose(false);
      if (area < 0) this.say("There is no area here.");
      else {
        model.use({ target: area });
        this.say(`What you pick goes to ${model.plan.areas[area].name}.`);
      }
    }

    undo(again) {
      this.tools.cancel();
      this.say(this.history.step(again));
    }

    escape() {
      if (this.tools.cancel()) return;
      if (this.tools.choosing) this.tools.choose(false);
      else if (!this.model.empty) {
        this.model.discard();
        this.say("Everything that was picked is dropped. Undo brings it back.");
      }
    }

    pickAtCrosshair() {
      const { crosshair, tools, hover } = this;
      if (crosshair.one === null) crosshair.go(crosshair.nearest(this.map.leaflet.getSize().divideBy(2), null));
      if (crosshair.one === null) return;
      if (tools.choosing && !this.grasp.practices) {
        this.choose(this.model.wouldBe(crosshair.one)); // which says what it has chosen
        return;
      }
      if (!tools.choosing && tools.pick(crosshair.one, this.model.hand === "eraser")) return;
      hover.at(crosshair.point);
      crosshair.tell();
    }

    /** Ask for another layer. */
    layer(layer) {
      this.side.send({ do: "layer", layer }, "layer");
    }

    actions() {
      const { model } = this;
      return {
        send: (command) => this.send(command),
        showArea: (area) => this.map.show([...model.of.keys()].filter((unit) => model.wouldBe(unit) === area)),
        showUnits: (units) => this.map.show(units),
        apply: (reason, author) => this.send({ do: "apply", changes: model.changes(), reason, author }),
        discard: () => model.discard(),
        giveTo: (area) => model.give(area),
        say: (text) => this.say(text),
      };
    }

    /** Send a command to Python; return its number, which the answer repeats. */
    send(command) {
      this.sent += 1;
      const n = `${Date.now()}.${this.sent}`;
      if (command.do === "apply") this.kept.applying(n);
      this.told.wait(() => !this.model.empty);
      this.options.send({ ...command, n, version: this.model.plan.version });
      return n;
    }

    say(text) {
      this.live.textContent = text;
    }

    /** Take over the locks of a plan's layer that is about to be shown; from then on the planner sets them here. */
    lock({ plan, layer, codes }) {
      if (this.lockedIn?.plan === plan && this.lockedIn.layer === layer) return;
      this.lockedIn = { plan, layer };
      this.model.locks = new Set(codes);
    }

    update(message) {
      const text = JSON.stringify(message);
      if (text === this.message) return; // a rerun that changed nothing
      this.message = text;
      const became = this.kept.load(message);
      if (!this.element) {
        this.build();
        this.plan();
      }
      this.fit(); // what stands above may be more than before, or less
      this.told.answered();
      if (became) this.told.note(became);
      this.map.later(); // a run of the page may have written the address anew
    }

    plan() {
      this.restyle();
      this.outlines.refresh();
      this.hover.again();
      this.shown = this.model.snapshot().units;
      this.element.dataset.plan = this.model.plan.version;
      this.element.dataset.ready = "yes";
      if (this.root.host) this.root.host.dataset.ready = "yes";
    }

    /** Locks, mask or the way of working may have changed, or the plan. */
    restyle() {
      const { model } = this;
      if (model.mode !== this.mode) this.crosshair.hide(); // it stood on something of the other kind
      this.mode = model.mode;
      this.cloth.refresh();
      this.circles.refresh();
      const named = `${model.plan.version} ${model.plan.layer} ${[...model.locks]}`;
      if (named !== this.named) this.names.refresh();
      this.named = named;
    }

    /** Restyle what is picked now or was; `changed`: which units, where that is known. */
    picks(changed) {
      const { units } = this.model.picks;
      const touched = changed?.length ? changed : new Set([...this.shown.keys(), ...units.keys()]);
      this.shown = this.model.snapshot().units;
      this.cloth.picked(touched);
      this.outlines.refresh(touched);
      if (this.model.mode === "practices") this.circles.restyle();
      this.hover.again();
    }

    stop() {
      this.kept.stop();
      this.told?.stop();
      this.listening?.abort();
      this.tools?.stop();
      this.map?.stop();
      this.element?.remove();
      if (Editor.current?.editor === this) Editor.current = null;
    }
  }

  let fetched = null; // geometry by its address: a page that is left and visited again has it already

  Editor.start = async function start(root, options) {
    if (fetched?.address !== options.geometry) {
      fetched = { address: options.geometry, geometry: new Looking.Geometry(await Looking.readJson(options.geometry)) };
    }
    return new Running(root, options, fetched.geometry);
  };
})();
