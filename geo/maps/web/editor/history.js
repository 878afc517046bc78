/* History: undo and redo. Strokes that are not applied yet first, then what Python keeps of the plan. */
(function () {
  "use strict";
  const { Editor } = window;

  Editor.History = class History {
    /** `send` sends a command to Python; `author` tells who is at work. */
    constructor(model, send, author) {
      Object.assign(this, { model, send, author });
    }

    /** What would be undone, or made again, in words; null where there is nothing. */
    words(again) {
      const { strokes, unstroked, plan } = this.model;
      if (plan.archived) return null;
      if ((again ? unstroked : strokes).length) return again ? "the stroke taken back" : "the last stroke";
      if (again && strokes.length) return null; // what is picked would be lost
      return (again ? plan.redo : plan.undo) ?? null;
    }

    /** Undo or redo one step; return what is said about it. */
    step(again) {
      const { model } = this;
      const words = this.words(again);
      if (words === null) return again ? "Nothing to redo." : "Nothing to undo.";
      if (model.takeBack(again)) return `${again ? "Redone" : "Undone"}: ${words}.`;
      this.send({ do: again ? "redo" : "undo", author: this.author() });
      return `${again ? "Redoing" : "Undoing"}: ${words}.`;
    }
  };
})();
