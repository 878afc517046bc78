/* Help: a dialog that lists every key and what it does. */
(function () {
  "use strict";
  const { Editor, Looking } = window;
  const { make } = Looking;

  Editor.Help = class Help {
    constructor(element, groups) {
      const close = make("button", "editor-close", "Close");
      close.type = "button";
      close.addEventListener("click", () => this.dialog.close());
      const title = make("h3", "", "Keys");
      title.id = "editor-help-title";
      this.dialog = make("dialog", "editor-help", title, make("div", "editor-help-groups",
        ...Object.entries(groups).map(([name, rows]) => this.group(name, rows))), close);
      this.dialog.setAttribute("aria-labelledby", title.id);
      element.append(this.dialog);
    }

    group(name, rows) {
      const caption = make("caption", "", name);
      return make("table", "", caption, make("tbody", "", ...rows.map(([keys, words]) => {
        const shown = make("th", "", ...keys.flatMap((key, i) => (i ? [" ", make("kbd", "", key)] : [make("kbd", "", key)])));
        shown.scope = "row";
        return make("tr", "", shown, make("td", "", words));
      })));
    }

    get shown() {
      return this.dialog.open;
    }

    open() {
      this.dialog.showModal();
    }
  };
})();
