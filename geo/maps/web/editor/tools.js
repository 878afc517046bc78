/* Tools: what a mouse, a pen or a finger does on the map.
 *
 * Moves are gathered and answered once for each picture. Everything between pressing and letting go
 * is one stroke. Dragging moves the map with the hand and with the click tool, with the space bar or
 * the middle button held, and with two fingers.
 */
(function () {
  "use strict";
  const { Editor } = window;
  const STILL = 6; // pixels: a press that moves less is a click
  const SIZES = [4, 120]; // radius of the brush in pixels

  Editor.TOOLS = ["hand", "click", "brush", "lasso", "box", "eraser"];

  Editor.Tools = class Tools {
    /** `told`: what hears of it: {hover(point or null), refused(words), chosen(area), sized()}. */
    constructor(box, map, model, grasp, told) {
      Object.assign(this, { box, map, model, grasp, told });
      this.trace = new Editor.Trace(box);
      this.radius = 18;
      this.queue = [];
      this.fingers = new Set();
      this.space = false;
      this.choosing = false; // whether the next click chooses the target
      this.listening = new AbortController();
      const on = (name, act, options = {}) => box.addEventListener(name, (event) => act.call(this, event), { signal: this.listening.signal, ...options });
      on("pointerdown", this.down, { capture: true });
      on("pointermove", this.move);
      on("pointerup", this.up);
      on("pointercancel", this.lost);
      on("pointerleave", this.leave);
      // The middle button would scroll the page.
      on("mousedown", (event) => { if (event.button === 1) event.preventDefault(); });
      on("contextmenu", (event) => { if (this.stroke) event.preventDefault(); });
      model.addEventListener("tools", () => this.show());
      this.show();
    }

    get paints() {
      return ["brush", "eraser", "lasso", "box"].includes(this.model.hand) && !this.choosing;
    }

    get round() {
      return ["brush", "eraser"].includes(this.model.hand) && !this.choosing;
    }

    use(hand) {
      this.cancel();
      if (this.model.plan.archived && hand !== "hand") {
        this.told.refused(Editor.ARCHIVED);
        return;
      }
      this.model.use({ hand });
    }

    size(radius) {
      this.radius = Math.min(Math.max(Math.round(radius), SIZES[0]), SIZES[1]);
      if (this.here && this.round) this.trace.brush(this.here, this.radius, false);
      this.told.sized();
    }

    /** Choose the target by the next click on the map. */
    choose(choosing = !this.choosing) {
      this.choosing = choosing && !this.model.plan.archived;
      this.model.use({});
    }

    show() {
      this.box.dataset.hand = this.choosing ? "choose" : this.space ? "hand" : this.model.hand;
      if (!this.round) this.trace.brush(null);
    }

    /** While the space bar is held, dragging moves the map. */
    holdSpace(held) {
      if (this.space === held) return;
      this.space = held;
      if (held) this.dragged = false;
      this.show();
      if (held) this.trace.brush(null);
    }

    point(event) {
      const { left, top } = this.box.getBoundingClientRect();
      return L.point(event.clientX - left, event.clientY - top);
    }

    down(event) {
      if (event.target.closest(".leaflet-control, .editor-over") || event.button === 2) return;
      if (event.pointerType === "touch") {
        this.fingers.add(event.pointerId);
        if (this.fingers.size > 1) {
          this.cancel(); // two fingers move and zoom the map
          return;
        }
      }
      const moves = event.button === 1 || this.space || !this.paints;
      this.map.dragging[moves ? "enable" : "disable"]();
      this.box.focus({ preventScroll: true });
      const here = this.point(event);
      if (this.space) this.dragged = true;
      if (event.button !== 0 || this.space) return;
      this.pressed = { at: here, id: event.pointerId };
      if (!this.paints) return;
      this.box.setPointerCapture(event.pointerId);
      this.stroke = { id: event.pointerId, points: [here], drop: event.altKey || this.model.hand === "eraser", last: null };
      this.model.begin();
      this.told.hover(null);
      this.later(here);
    }

    move(event) {
      if (this.fingers.size > 1) return;
      const here = this.point(event);
      this.here = here;
      this.altered = event.altKey;
      this.touching = event.pointerType === "touch";
      this.later(this.stroke?.id === event.pointerId ? here : null);
    }

    up(event) {
      this.fingers.delete(event.pointerId);
      const { pressed } = this;
      this.pressed = null;
      if (this.stroke?.id === event.pointerId) this.finish(this.point(event));
      else if (pressed?.id === event.pointerId && pressed.at.distanceTo(this.point(event)) < STILL) this.click(pressed.at, event.altKey);
    }

    lost(event) {
      this.fingers.delete(event.pointerId);
      this.pressed = null;
      if (this.stroke?.id === event.pointerId) this.cancel();
    }

    leave() {
      this.here = null;
      this.trace.brush(null);
      this.told.hover(null);
    }

    click(point, drop) {
      if (this.choosing) {
        const unit = this.grasp.unitAt(point);
        if (unit !== null) this.told.chosen(this.model.wouldBe(unit));
        return;
      }
      const one = this.grasp.at(point);
      if (one === null) return;
      if (this.model.hand === "hand") this.model.tell("area", (this.grasp.practices ? this.model.practiceOf : this.model.of)[one]);
      else this.pick(one, drop);
    }

    /** Pick or drop one by itself, and say so where it cannot be. */
    pick(one, drop) {
      let refused = "";
      if (drop) {
        this.model.begin();
        this.grasp.take([one], true);
        this.model.end();
      } else refused = this.grasp.toggle(one);
      if (refused) this.told.refused(refused);
      return refused;
    }

    /** Answer before the next picture. */
    later(point) {
      if (point) this.queue.push(point);
      this.due ??= requestAnimationFrame(() => this.frame());
    }

    frame() {
      this.due = null;
      const { stroke, here } = this;
      if (this.round && here && !this.space && !(this.touching && !stroke)) {
        this.trace.brush(here, this.radius, stroke ? stroke.drop : this.altered || this.model.hand === "eraser");
      }
      const queue = this.queue.splice(0);
      if (!stroke) {
        if (here && !this.touching) this.told.hover(here);
        return;
      }
      stroke.points.push(...queue);
      if (this.round) this.paint(queue);
      else if (stroke.points.length > 1) this.trace.around(this.outline(), stroke.drop);
    }

    /** Pick what lies under the brush on its way through some points. */
    paint(points) {
      const { stroke, radius } = this;
      const found = new Set();
      for (const point of points) {
        const from = stroke.last ?? point;
        const steps = Math.max(1, Math.ceil(from.distanceTo(point) / Math.max(3, radius * 0.7)));
        for (let i = 1; i <= steps; i++) {
          const share = i / steps;
          const step = from.multiplyBy(1 - share).add(point.multiplyBy(share));
          for (const one of this.grasp.under(step, radius)) found.add(one);
        }
        stroke.last = point;
      }
      if (found.size) this.grasp.take(found, stroke.drop);
    }

    /** The closed line of a lasso or a box. */
    outline() {
      const { points } = this.stroke;
      if (this.model.hand !== "box") return points;
      const [from, to] = [points[0], points[points.length - 1]];
      return [from, L.point(to.x, from.y), to, L.point(from.x, to.y)];
    }

    finish(point) {
      this.queue.push(point);
      cancelAnimationFrame(this.due);
      this.frame();
      const { stroke } = this;
      if (!this.round) {
        const found = this.grasp.enclosed(this.outline());
        // A tap with such a tool is a click.
        const tapped = stroke.points.every((each) => each.distanceTo(stroke.points[0]) < STILL);
        const one = tapped ? this.grasp.at(point) : null;
        this.grasp.take(one === null ? found : [one], stroke.drop);
      }
      this.model.end();
      this.rest();
    }

    rest() {
      this.stroke = null;
      this.queue = [];
      this.trace.around(null);
    }

    /** Break off what is being drawn; return whether anything was. */
    cancel() {
      if (!this.stroke) return false;
      this.model.breakOff();
      this.rest();
      return true;
    }

    stop() {
      cancelAnimationFrame(this.due);
      this.listening.abort();
    }
  };
})();
