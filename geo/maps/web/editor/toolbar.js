/* Toolbar: tools, who gets what is picked, what one touch picks, what the map shows. */
(function () {
  "use strict";
  const { Editor, Looking } = window;
  const { make } = Looking;

  const HANDS = {
    hand: ["Hand", "Drag the map, click an area to see it in the list (V)"],
    click: ["Click", "Pick one by one (C)"],
    brush: ["Brush", "Paint over what you want to pick; hold Alt to drop (B)"],
    lasso: ["Lasso", "Draw a line around what you want to pick (L)"],
    box: ["Box", "Draw a rectangle around what you want to pick (X)"],
    eraser: ["Eraser", "Drop what is picked (E)"],
  };
  const PICK_UP = "held";
  const MOVES = { ArrowRight: 1, ArrowLeft: -1 };

  /** Names of layers that fit into a closed list: "PCNs", "ICPs by CCG". */
  const SHORT = [
    [/primary care networks/i, "PCNs"], [/integrated care (providers|partnerships)/i, "ICPs"],
    [/integrated care systems?/i, "ICS"], [/local authority districts/i, "Districts"], [/clinical commissioning groups/i, "CCGs"],
    [/ \((\w+s|proposed)\)/, ""], [/, by/, " by"],
  ];
  const shortName = (name) => SHORT.reduce((short, [words, instead]) => short.replace(words, instead), name);

  Editor.Toolbar = class Toolbar {
    constructor(box, editor) {
      Object.assign(this, { box, editor, model: editor.model });
      const { model, tools } = editor;
      box.setAttribute("role", "toolbar");
      box.setAttribute("aria-label", "Editing");
      box.addEventListener("keydown", (event) => this.walk(event));
      box.addEventListener("focusin", ({ target }) => this.rove(target));
      this.undo = Editor.toolButton("undo", "Undo", "", () => editor.undo(false));
      this.redo = Editor.toolButton("redo", "Redo", "", () => editor.undo(true));
      this.hands = Object.fromEntries(Editor.TOOLS.map((hand) =>
        [hand, Editor.toolButton(hand, ...HANDS[hand], () => tools.use(hand))]));
      this.layer = Editor.selectBox("Change", (layer) => editor.layer(layer));
      this.brush();
      this.target = Editor.selectBox("Give to", (value) => model.use({ target: value === PICK_UP ? null : Number(value) }));
      this.swatch = make("span", "editor-swatch");
      this.dropper = Editor.toolButton("target", "From map", "Click the area on the map that gets what you pick (T)", () => tools.choose());
      this.reach = Editor.selectBox("One touch picks", (reach) => model.use({ reach }));
      this.modes = this.modeButtons();
      this.menus = new Editor.MapMenus(editor);
      const help = Editor.toolButton("help", "Keys", "All keys (?)", () => editor.help.open());
      box.append(
        this.group("layer", "What is changed", this.layer.element),
        this.group("undo", "Undo and redo", this.undo, this.redo),
        this.group("tools", "Tools", ...Object.values(this.hands), this.size),
        this.group("target", "Who gets it", make("div", "editor-target", this.swatch, this.target.element), this.dropper),
        this.group("moves", "What is picked", this.modes.element, this.reach.element),
        this.group("map", "Map", this.menus.view.element, this.menus.limit.element, help),
      );
      for (const name of ["plan", "picks", "strokes", "tools"]) model.addEventListener(name, () => this.later());
    }

    /** What the arrow keys go through; what is in an open menu is not of them. */
    get controls() {
      return [...this.box.querySelectorAll("button, select, input")]
        .filter((each) => !each.closest(".editor-menu") && each.offsetParent !== null && !each.disabled);
    }

    walk(event) {
      const { controls } = this;
      const at = controls.indexOf(event.target);
      const to = event.key === "Home" ? 0 : event.key === "End" ? controls.length - 1 : at + (MOVES[event.key] ?? NaN);
      if (at < 0 || !(to in controls) || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      event.stopPropagation();
      controls[to].focus();
    }

    /** One control of the toolbar is a stop of the Tab key: the one that had the focus last. */
    rove(target) {
      const { controls } = this;
      if (controls.includes(target)) this.stop = target;
      const stop = controls.includes(this.stop) ? this.stop : controls[0];
      for (const each of controls) each.tabIndex = each === stop ? 0 : -1;
    }

    group(name, label, ...children) {
      const group = make("div", "editor-group", ...children);
      group.dataset.group = name;
      group.setAttribute("role", "group");
      group.setAttribute("aria-label", label);
      return group;
    }

    brush() {
      this.slider = make("input");
      Object.assign(this.slider, { type: "range", min: 4, max: 120, step: 2, title: "Size of the brush ([ and ])" });
      this.slider.addEventListener("input", () => this.editor.tools.size(Number(this.slider.value)));
      this.size = make("label", "editor-field editor-size", make("span", "", "Brush size"), this.slider);
    }

    modeButtons() {
      const made = (mode, words, title) => {
        const button = make("button", "editor-mode", words);
        button.type = "button";
        button.title = title;
        button.addEventListener("click", () => this.mode(mode));
        return button;
      };
      const units = made("units", "Small areas", "Move small areas and the people who live there (P)");
      const practices = made("practices", "Practices", "Move practices and their lists (P)");
      const element = make("div", "editor-modes", units, practices);
      element.setAttribute("role", "group");
      element.setAttribute("aria-label", "What is moved");
      return { element, units, practices };
    }

    mode(mode) {
      if (this.model.plan.archived) return;
      this.editor.tools.cancel();
      this.model.use({ mode });
    }

    switchMode() {
      if (this.model.plan.practicesMove) this.mode(this.model.mode === "units" ? "practices" : "units");
    }

    nextReach() {
      const values = [...this.reach.select.options].map(({ value }) => value);
      this.model.use({ reach: values[(values.indexOf(this.model.reach) + 1) % values.length] });
      this.editor.say(`One touch picks: ${this.reach.select.selectedOptions[0]?.textContent ?? ""}`);
    }

    /** Bring everything up to date, once before the next picture. */
    later() {
      this.due ??= requestAnimationFrame(() => {
        this.due = null;
        this.show();
      });
    }

    show() {
      const { model, editor } = this;
      const { plan } = model;
      this.history(this.undo, false);
      this.history(this.redo, true);
      for (const [hand, button] of Object.entries(this.hands)) press(button, model.hand === hand && !editor.tools.choosing);
      press(this.dropper, editor.tools.choosing);
      this.sized();
      this.fillLayers();
      this.fillTargets();
      this.fillReach();
      this.modes.element.hidden = !plan.practicesMove;
      press(this.modes.units, model.mode === "units");
      press(this.modes.practices, model.mode === "practices");
      this.reach.element.hidden = model.mode === "practices";
      this.menus.show();
      this.archive();
      this.rove(null);
    }

    /** An archived plan can be looked at only; each control that would change it says so. */
    archive() {
      const { archived } = this.model.plan;
      const hands = Object.entries(this.hands).filter(([hand]) => hand !== "hand").map(([, button]) => button);
      for (const button of [...hands, this.dropper, this.modes.units, this.modes.practices]) {
        button.words ??= button.title;
        button.title = archived ? Editor.ARCHIVED : button.words;
        button.setAttribute("aria-disabled", String(archived));
      }
      for (const { select, element } of [this.target, this.reach]) {
        select.disabled = archived;
        element.title = archived ? Editor.ARCHIVED : "";
      }
      if (archived) this.undo.title = this.redo.title = Editor.ARCHIVED;
    }

    history(button, again) {
      const words = this.editor.history.words(again);
      button.setAttribute("aria-disabled", String(words === null));
      const [verb, keys] = again ? ["Redo", "Ctrl+Y"] : ["Undo", "Ctrl+Z"];
      button.title = words === null ? `Nothing to ${verb.toLowerCase()} (${keys})` : `${verb}: ${words} (${keys})`;
    }

    sized() {
      const { tools } = this.editor;
      this.slider.value = tools.radius;
      this.slider.disabled = !tools.round;
    }

    fillLayers() {
      const { plan, empty } = this.model;
      const { select, element } = this.layer;
      const wanted = JSON.stringify(plan.layers);
      if (wanted !== this.layers) Editor.options(select, plan.layers.map(({ key, name }) => [key, shortName(name)]));
      this.layers = wanted;
      select.value = plan.layer;
      select.disabled = !empty;
      element.title = empty ? `The layer that is changed: ${plan.name}` : "Apply or discard what is picked before you change another layer";
    }

    fillTargets() {
      const { model } = this;
      const { plan, target } = model;
      const wanted = `${plan.version} ${plan.layer} ${[...model.locks]}`;
      if (wanted !== this.targets) Editor.fillTargets(this.target.select, model, { before: [[PICK_UP, "Choose later"]] });
      this.targets = wanted;
      this.target.select.value = target === null ? PICK_UP : String(target);
      this.swatch.style.background = target === null ? "" : plan.areas[target]?.colour ?? "#fff";
      this.swatch.classList.toggle("editor-held", target === null);
    }

    fillReach() {
      const { layers } = this.model.geometry;
      const { select } = this.reach;
      if (!select.options.length) {
        const offered = ["ward", "msoa"].filter((key) => layers[key]);
        Editor.options(select, [["unit", "One small area"], ...offered.map((key) => [key, `Whole ${layers[key].singular}`])]);
      }
      select.value = this.model.reach;
    }
  };

  function press(button, pressed) {
    button.setAttribute("aria-pressed", String(pressed));
  }
})();
