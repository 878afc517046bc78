/* Menus: a button that opens a small box below it; Escape or a press elsewhere closes it. */
(function () {
  "use strict";
  const { Editor, Looking } = window;
  const { make } = Looking;
  let menus = 0;

  Editor.Menu = class Menu {
    constructor(icon, label, title, ...content) {
      menus += 1;
      this.box = make("div", "editor-menu editor-over", ...content);
      this.box.id = `editor-menu-${menus}`;
      this.box.hidden = true;
      this.button = Editor.toolButton(icon, label, title, () => this.open(this.box.hidden));
      this.button.setAttribute("aria-expanded", "false");
      this.button.setAttribute("aria-controls", this.box.id);
      this.element = make("div", "editor-menu-holder", this.button, this.box);
      this.element.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || this.box.hidden) return;
        event.preventDefault();
        event.stopPropagation();
        this.open(false);
        this.button.focus();
      });
      this.element.addEventListener("focusout", ({ relatedTarget }) => {
        if (relatedTarget && !this.element.contains(relatedTarget)) this.open(false);
      });
    }

    open(shown) {
      this.box.hidden = !shown;
      this.button.setAttribute("aria-expanded", String(shown));
      if (!shown) return;
      this.box.style.translate = "";
      const beyond = this.box.getBoundingClientRect().right - this.element.closest(".editor").getBoundingClientRect().right + 6;
      if (beyond > 0) this.box.style.translate = `${-beyond}px`;
    }
  };

  /** A button of the toolbar: a drawing with a word below. */
  Editor.toolButton = function toolButton(icon, label, title, act) {
    const button = make("button", "editor-tool", Editor.icon(icon), make("span", "", label));
    button.type = "button";
    button.title = title;
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") !== "true") act();
    });
    return button;
  };

  /** A group of radio buttons or checkboxes: {element, fields}; options are [value, words]. */
  Editor.choices = function choices(kind, legend, options, chosen, act) {
    menus += 1;
    const fields = options.map(([value, words]) => {
      const field = make("input");
      Object.assign(field, { type: kind, value, name: `editor-choice-${menus}`, checked: chosen.includes(value) });
      field.addEventListener("change", () => act(fields.filter(({ checked }) => checked).map((each) => each.value)));
      field.words = words;
      return field;
    });
    const element = make("fieldset", "editor-choices", make("legend", "", legend),
      ...fields.map((field) => make("label", "", field, field.words)));
    return { element, fields };
  };

  /** A select with a label above it: {element, select}. */
  Editor.selectBox = function selectBox(words, act) {
    menus += 1;
    const select = make("select", "editor-select");
    select.id = `editor-select-${menus}`;
    select.addEventListener("change", () => act(select.value));
    const label = make("label", "", words);
    label.htmlFor = select.id;
    return { element: make("div", "editor-field", label, select), select };
  };
})();
