/* Side: the panel beside the map. What is picked above, three tabs below. */
(function () {
  "use strict";
  const Editor = (window.Editor = window.Editor || {});
  const { make } = window.Looking;

  const TABS = { areas: "Areas", findings: "Checks", table: "Table" };
  const PATIENCE = 20000; // milliseconds until an answer counts as late
  const READING = 8000; // milliseconds for which it is told that something was done
  const HARMLESS = ["propose"]; // what else is sent makes another plan, which drops what is picked
  const LOOKING = ["propose", "layer"]; // what may be sent of an archived plan

  Editor.Side = class Side {
    /** `actions` is what the editor lends: send, showArea, showUnits, apply, discard, giveTo, say. */
    constructor(element, model, preview, actions) {
      Object.assign(this, { model, preview, actions, waiting: null });
      this.notice = make("div", "side-notice");
      this.notice.hidden = true;
      this.archived = make("p", "side-stale side-archived", `${Editor.ARCHIVED}: it can be looked at, not changed.`);
      this.picked = new Editor.Picked(this);
      this.areas = new Editor.Areas(this);
      this.findings = new Editor.Findings(this);
      this.table = new Editor.Table(this);
      this.split = new Editor.Split(this);
      this.tabs = {};
      this.panels = {};
      const list = make("div", "side-tabs");
      list.setAttribute("role", "tablist");
      list.setAttribute("aria-label", "About the plan");
      for (const [key, text] of Object.entries(TABS)) {
        const tab = (this.tabs[key] = Editor.button("side-tab", text, () => this.open(key)));
        const panel = (this.panels[key] = make("div", "side-panel", this[key].element));
        tab.setAttribute("role", "tab");
        tab.id = `side-tab-${key}`;
        panel.id = `side-panel-${key}`;
        tab.setAttribute("aria-controls", panel.id);
        panel.setAttribute("role", "tabpanel");
        panel.setAttribute("aria-labelledby", tab.id);
        panel.tabIndex = 0;
        list.append(tab);
      }
      this.badge = make("span", "side-badge");
      this.tabs.findings.append(" ", this.badge);
      list.addEventListener("keydown", (event) => this.walk(event));
      this.panels.areas.append(this.split.element);
      this.element = make("div", "side", this.archived, this.notice, this.picked.element, list, ...Object.values(this.panels));
      element.append(this.element);
      this.open("areas");
      model.addEventListener("plan", () => this.plan());
      model.addEventListener("picks", () => this.picks());
      model.addEventListener("tools", () => this.tools());
      model.addEventListener("area", ({ detail }) => {
        this.open("areas");
        this.areas.reveal(detail);
      });
      if (model.plan) {
        this.plan();
        this.tools();
        this.picks();
      }
    }

    /** Open a tab. */
    open(key) {
      this.opened = key;
      this.element.dataset.tab = key;
      for (const [name, tab] of Object.entries(this.tabs)) {
        tab.setAttribute("aria-selected", String(name === key));
        tab.tabIndex = name === key ? 0 : -1;
        this.panels[name].hidden = name !== key;
      }
      if (this.seen) this[key].show(this.seen);
    }

    walk(event) {
      const keys = Object.keys(this.tabs);
      const at = keys.indexOf(this.opened);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + keys.length, Home: 0, End: keys.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      this.open(keys[to % keys.length]);
      this.focusTab();
    }

    focusTab() {
      this.tabs[this.opened].focus();
    }

    /** Proposals for a split take the place of the list of areas. */
    showSplit(shown) {
      if (shown && this.split.element.hidden) this.open("areas");
      this.split.element.hidden = !shown;
      this.areas.element.hidden = shown;
    }

    /** Send a command and wait for its answer. */
    send(command, what) {
      if (this.waiting) return;
      if (this.model.plan.archived && !LOOKING.includes(what)) this.tell("refused", [`${Editor.ARCHIVED}.`]);
      else if (!HARMLESS.includes(what) && !this.model.empty) {
        this.tell("refused", ["Apply or discard first what you have picked."]);
      } else this.wait(what, this.actions.send(command));
    }

    stopWaiting() {
      clearTimeout(this.late);
      this.waiting = null;
    }

    /** Wait for the answer to the command `number`. */
    wait(what, number) {
      this.stopWaiting();
      this.waiting = { what, number };
      this.notice.hidden = true;
      this.late = setTimeout(() => {
        this.stopWaiting();
        this.tell("refused", ["There is no answer yet. What you have picked is kept: look at the connection and try again."]);
        this.picked.ready();
        this.split.ready();
      }, PATIENCE);
      this.picked.ready();
      this.split.ready();
      this.actions.say(what === "propose" ? "Looking for splits…" : "Saving…");
    }

    /** Tell what came of a command; `stay`: until it is closed or something is picked. */
    tell(kind, lines, stay = false) {
      this.notice.dataset.kind = kind;
      this.notice.setAttribute("role", kind === "done" ? "status" : "alert");
      const close = Editor.button("side-icon side-close", "×", () => {
        this.notice.hidden = true;
        this.focusTab();
      }, "Close");
      const title = { done: "", refused: "Not done", conflict: "The plan has changed meanwhile" }[kind];
      this.notice.replaceChildren(close, title ? make("strong", "", title) : "", ...lines.map((line) => make("p", "", line)));
      this.notice.hidden = lines.length === 0;
      clearTimeout(this.read);
      if (kind === "done" && !stay) this.read = setTimeout(() => { this.notice.hidden = true; }, READING);
    }

    /** Another plan has come. */
    plan() {
      const { plan } = this.model;
      const root = this.element.getRootNode();
      const hadFocus = this.element.contains(root.activeElement);
      this.seen = this.preview.of();
      const answered = plan.notice?.to === this.waiting?.number ? this.waiting : null;
      if (answered) {
        this.stopWaiting();
        this.tell(plan.notice.kind, plan.notice.lines);
      }
      this.archived.hidden = !plan.archived;
      this.picked.plan();
      this.areas.plan();
      this.findings.plan();
      this.table.plan();
      this.split.plan();
      const open = this.findings.open.length;
      this.badge.textContent = String(open);
      this.badge.classList.toggle("side-none", open === 0);
      this.tabs.findings.setAttribute("aria-label", `Checks, ${open} failed`);
      if (hadFocus && !this.element.contains(root.activeElement)) this.focusTab();
      if (answered?.what === "split" && plan.notice.kind === "done") this.split.reveal();
    }

    /** What is picked has changed. */
    picks() {
      this.seen = this.preview.of();
      this.picked.show(this.seen);
      this[this.opened].show(this.seen);
      this.findings.show(this.seen);
      if (!this.model.empty && this.notice.dataset.kind === "done") this.notice.hidden = true;
    }

    tools() {
      this.areas.tools();
      this.table.tools();
      if (this.seen) this.picked.show(this.seen);
    }
  };
})();
