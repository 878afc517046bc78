/* Told: a line on the map, for what became of the picks and for a server that does not answer. */
(function () {
  "use strict";
  const { Editor, Looking } = window;
  const READING = 12000; // milliseconds for which a note stays
  const PATIENCE = 1500; // milliseconds without an answer until it is said

  Editor.Told = class Told {
    /** `say` reads out what is shown. */
    constructor(box, say) {
      this.say = say;
      this.line = Looking.make("p", "editor-told editor-over");
      this.line.hidden = true;
      box.append(this.line);
      this.waiting = null;
      this.listening = new AbortController();
      for (const name of ["online", "offline"]) {
        window.addEventListener(name, () => { if (this.waiting) this.late(); }, { signal: this.listening.signal });
      }
    }

    /** A note that goes away by itself. */
    note(text) {
      this.show(text);
      this.say(text);
      this.reading = setTimeout(() => this.show(""), READING);
    }

    /** Wait for an answer; `picked()` tells whether anything is picked. */
    wait(picked) {
      this.waiting = picked;
      clearTimeout(this.timer);
      if (navigator.onLine === false) this.late();
      else this.timer = setTimeout(() => this.late(), PATIENCE);
    }

    late() {
      const why = navigator.onLine === false ? "No connection" : "Waiting for the server";
      const text = this.waiting() ? `${why}: what you have picked is still here.` : `${why}…`;
      this.show(text);
      this.say(text);
    }

    /** Something has come from Python. */
    answered() {
      if (!this.waiting) return;
      this.waiting = null;
      clearTimeout(this.timer);
      this.show("");
    }

    show(text) {
      clearTimeout(this.reading);
      if (this.line.textContent !== text) this.line.textContent = text;
      this.line.hidden = !text;
    }

    stop() {
      clearTimeout(this.timer);
      clearTimeout(this.reading);
      this.listening.abort();
    }
  };
})();
