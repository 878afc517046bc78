/* Signature: why something is done and who does it; the name is asked for where Python does not know it. */
(function () {
  "use strict";
  const Editor = (window.Editor = window.Editor || {});
  const { make } = window.Looking;
  const KEPT = "boundaries.planner";

  function remembered() {
    try {
      return window.localStorage.getItem(KEPT) ?? "";
    } catch {
      return ""; // the browser keeps nothing for this page
    }
  }

  function remember(name) {
    try {
      window.localStorage.setItem(KEPT, name);
    } catch {
      // It is asked for again next time.
    }
  }

  Editor.Signature = class Signature {
    /** `required`: a reason must be given, and has room for several lines. */
    constructor(model, { required = false } = {}) {
      Object.assign(this, { model, required });
      this.reason = make(required ? "textarea" : "input", "side-input");
      this.reason.maxLength = 2000;
      if (required) this.reason.rows = 3;
      this.author = make("input", "side-input");
      this.author.maxLength = 120;
      this.author.autocomplete = "name";
      this.author.value = remembered();
      this.fault = make("p", "side-fault");
      this.fault.id = `side-fault-${Math.random().toString(36).slice(2)}`;
      this.fault.setAttribute("role", "alert");
      this.authorBox = Editor.labelled("Your name", this.author);
      this.element = make("div", "side-signature",
        Editor.labelled(required ? "Reason" : "Reason (optional)", this.reason), this.authorBox, this.fault);
      this.show();
    }

    show() {
      this.authorBox.hidden = Boolean(this.model.plan?.author);
    }

    clear() {
      this.reason.value = "";
      this.tell(null, "");
    }

    /** {reason, author}, or null where something is missing: then the fault is told and the field has the focus. */
    read() {
      const reason = this.reason.value.trim();
      const author = this.model.plan.author || this.author.value.trim();
      if (this.required && !reason) return this.tell(this.reason, "Write a reason: it is printed with the check.");
      if (!author) return this.tell(this.author, "Write your name: the log says who made each change.");
      this.tell(null, "");
      if (!this.model.plan.author) remember(author);
      return { reason, author };
    }

    tell(field, words) {
      for (const each of [this.reason, this.author]) {
        if (each === field) {
          each.setAttribute("aria-invalid", "true");
          each.setAttribute("aria-describedby", this.fault.id);
        } else {
          each.removeAttribute("aria-invalid");
          each.removeAttribute("aria-describedby");
        }
      }
      this.fault.textContent = words;
      field?.focus();
      return null;
    }
  };
})();
