/* The editor: puts model, map, tools and panel together, and talks to Python.
 *
 * Editor.start(root, options) fetches the geometry and returns {update(message), stop()}. Options:
 * geometry (its address), send(command), statuses, firstView, attribution; geo/maps/editor_files.py
 * and pages/shared/map_files.py write them. Commands and messages: geo/maps/editor_message.py.
 */
(function () {
  "use strict";
  const { Editor, Looking } = window;
  const { make } = Looking;

  class Running {
    constructor(root, options, geometry) {
      Object.assign(this, { root, options, geometry });
      this.sent = 0;
      this.model = new Editor.Model(geometry);
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
      this.element = make("div", "editor", this.toolsBox, make("div", "editor-body", this.mapBox, this.sideBox), this.live);
      this.element.lang = "en-GB";
      this.root.append(this.element);
      this.map = new Editor.Map(this.mapBox, geometry, this.options);
      const { leaflet } = this.map;
      this.cloth = new Editor.Cloth(leaflet, geometry, model, preview, this.options.statuses);
      this.outlines = new Editor.Outlines(leaflet, model);
      this.side = new Editor.Side(this.sideBox, model, preview, this.actions());
      model.addEventListener("plan", () => this.plan());
      model.addEventListener("picks", ({ detail }) => this.picks(detail));
      model.addEventListener("tools", () => this.cloth.refresh());
      Editor.current = { model, preview, map: this.map, editor: this };
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
      this.options.send({ ...command, n, version: this.model.plan.version });
      return n;
    }

    say(text) {
      this.live.textContent = text;
    }

    update(message) {
      const text = JSON.stringify(message);
      if (text === this.message) return; // a rerun that changed nothing
      this.message = text;
      const first = !this.element;
      if (first) {
        this.model.load(message);
        this.build();
        this.plan();
      } else this.model.load(message);
    }

    plan() {
      this.cloth.refresh();
      this.outlines.refresh();
      this.shown = this.model.snapshot().units;
      this.element.dataset.plan = this.model.plan.version;
      this.element.dataset.ready = "yes";
      if (this.root.host) this.root.host.dataset.ready = "yes";
    }

    /** Restyle what is picked now or was; `changed`: which units, where that is known. */
    picks(changed) {
      const { units } = this.model.picks;
      const touched = changed?.length ? changed : new Set([...this.shown.keys(), ...units.keys()]);
      this.shown = this.model.snapshot().units;
      this.cloth.refresh(touched);
      this.outlines.refresh(touched);
    }

    stop() {
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
