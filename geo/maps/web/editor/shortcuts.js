/* Shortcuts: every key that the editor knows, in one list; the dialog of help shows the same list.
 *
 * They act while the focus is within the editor, and letters not while somebody types. Where nothing
 * on the page has the focus, Esc and keys with Ctrl act too; a letter alone would be pressed by
 * accident. Keys that the editor uses go no further: the page around it has shortcuts of its own.
 */
(function () {
  "use strict";
  const { Editor } = window;

  const control = (event) => event.ctrlKey || event.metaKey;

  /**
   * Groups of [keys as shown, words, test, act, where]. Where: "map" for keys of the map alone, "all"
   * for those that act while somebody types as well. Without a test, the key is answered elsewhere.
   */
  Editor.shortcuts = function shortcuts(editor) {
    const { model, tools } = editor;
    const letter = (key) => (event) => !control(event) && !event.altKey && event.key.toLowerCase() === key;
    const exact = (...keys) => (event) => !control(event) && !event.altKey && keys.includes(event.key);
    const hand = (key, name, words) => [[key.toUpperCase()], words, letter(key), () => tools.use(name)];
    return {
      Tools: [
        hand("v", "hand", "Hand: drag the map, click an area to see it in the list"),
        hand("c", "click", "Click: pick one small area or practice; again drops it"),
        hand("b", "brush", "Brush: paint over what you want to pick"),
        hand("l", "lasso", "Lasso: draw a line around it"),
        hand("x", "box", "Box: draw a rectangle around it"),
        hand("e", "eraser", "Eraser: drop what is picked"),
        [["["], "Smaller brush", exact("["), () => tools.size(tools.radius / 1.25)],
        [["]"], "Larger brush", exact("]"), () => tools.size(Math.max(tools.radius * 1.25, tools.radius + 1))],
        [["Alt"], "Held while a tool is used: drop instead of pick"],
        [["Space"], "Held: drag the map, whatever the tool; so does the middle button"],
      ],
      Picking: [
        [["T"], "Choose by the next click which area gets what you pick", letter("t"), () => tools.choose()],
        [["U"], "Pick up: choose later who gets it", letter("u"), () => model.use({ target: null })],
        [["R"], "What one touch picks: a small area, its ward, its middle-layer area", letter("r"), () => editor.toolbar.nextReach()],
        [["P"], "Pick practices, or small areas again", letter("p"), () => editor.toolbar.switchMode()],
        [["Ctrl", "Enter"], "Apply what is picked", (event) => control(event) && event.key === "Enter", () => editor.side.picked.apply(), "all"],
        [["Esc"], "Break off what you draw; then drop all picks", exact("Escape"), () => editor.escape(), "all"],
        [["Ctrl", "Z"], "Undo", (event) => control(event) && !event.shiftKey && event.key.toLowerCase() === "z", () => editor.undo(false)],
        [["Ctrl", "Y"], "Redo; Ctrl, Shift and Z too", (event) => control(event) && (event.key.toLowerCase() === "y" || (event.shiftKey && event.key.toLowerCase() === "z")), () => editor.undo(true)],
      ],
      "On the map": [
        [["← ↑ → ↓"], "Move the crosshair from one small area or practice to the next", (event) => exact("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown")(event) && !event.shiftKey, (event) => editor.crosshair.arrow(event.key, false), "map"],
        [["Shift", "← ↑ → ↓"], "Move the map", (event) => event.shiftKey && exact("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown")(event), (event) => editor.crosshair.arrow(event.key, true), "map"],
        [["Enter"], "Pick or drop what is under the crosshair; Space too", exact("Enter"), () => editor.pickAtCrosshair(), "map"],
        [["+"], "Zoom in", exact("+", "="), () => editor.map.leaflet.zoomIn()],
        [["−"], "Zoom out", exact("-", "_"), () => editor.map.leaflet.zoomOut()],
        [["0"], "Show the whole system", exact("0"), () => editor.map.whole()],
        [["?"], "This list", exact("?"), () => editor.help.open()],
      ],
    };
  };

  const TYPED = "input, select, textarea";
  const DIALOG = "[role=dialog]";

  Editor.Keys = class Keys {
    constructor(editor) {
      this.editor = editor;
      this.list = Object.values(Editor.shortcuts(editor)).flat().filter(([, , test]) => test);
      editor.element.addEventListener("keydown", (event) => this.press(event));
      editor.element.addEventListener("keyup", (event) => this.letGo(event));
      editor.element.addEventListener("focusout", () => editor.tools.holdSpace(false));
      document.addEventListener("keydown", (event) => this.pressOnPage(event), { signal: editor.listening.signal });
    }

    /** A key pressed while nothing has the focus, as after opening the page. */
    pressOnPage(event) {
      const free = event.target === document.body && !document.querySelector(DIALOG);
      if (free && (control(event) || event.key === "Escape")) this.press(event);
    }

    press(event) {
      const { editor } = this;
      if (event.defaultPrevented || editor.help.shown) return;
      if (event.key === "Escape" && event.target.matches("select")) return; // it closes the list
      const slider = event.target.matches("input[type=range], input[type=checkbox], input[type=radio]");
      const typing = event.target.matches(TYPED) && !slider;
      const onMap = event.target === editor.mapBox;
      if (onMap && event.key === " ") {
        event.preventDefault();
        editor.tools.holdSpace(true);
        return;
      }
      for (const [, , test, act, where] of this.list) {
        if (!test(event) || (typing && where !== "all") || (where === "map" && !onMap)) continue;
        event.preventDefault();
        event.stopPropagation();
        act(event);
        return;
      }
      if (!typing && event.key.length === 1 && !control(event)) event.stopPropagation();
    }

    /** The space bar moves the map while it is held; pressed by itself, it picks at the crosshair. */
    letGo(event) {
      if (event.key !== " " || !this.editor.tools.space) return;
      this.editor.tools.holdSpace(false);
      if (!this.editor.tools.dragged) this.editor.pickAtCrosshair();
    }
  };
})();
