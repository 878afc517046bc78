/* Fills: the units on one canvas, each with the colour and the pattern of its class. */
(function () {
  "use strict";
  const { Looking } = window;
  const tiles = new Map();

  /** A repeated tile, drawn at the screen's own resolution so that it stays sharp. */
  function tile(context, pattern, ink) {
    const name = `${pattern} ${ink}`;
    if (tiles.has(name)) return tiles.get(name);
    const size = pattern === "hatch" || pattern === "back" ? 12 : pattern === "cross" ? 10 : 8;
    const scale = L.Browser.retina ? 2 : 1; // as Leaflet scales its canvas
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = size * scale;
    const draw = canvas.getContext("2d");
    draw.scale(scale, scale);
    draw.strokeStyle = draw.fillStyle = ink;
    const stroke = (width, lines) => {
      draw.lineWidth = width;
      draw.beginPath();
      for (const [x0, y0, x1, y1] of lines) {
        draw.moveTo(x0, y0);
        draw.lineTo(x1, y1);
      }
      draw.stroke();
    };
    // A line across and its two neighbours' corners, so that tiles meet without a seam.
    const up = [[-1, 1, 1, -1], [0, size, size, 0], [size - 1, size + 1, size + 1, size - 1]];
    const down = [[-1, size - 1, 1, size + 1], [0, 0, size, size], [size - 1, -1, size + 1, 1]];
    if (pattern === "dots") {
      for (const [x, y] of [[2, 2], [6, 6]]) {
        draw.beginPath();
        draw.arc(x, y, 1, 0, 7);
        draw.fill();
      }
    } else if (pattern === "hatch") stroke(1.1, up);
    else if (pattern === "cross") stroke(0.8, [...up, ...down]);
    else if (pattern === "back") stroke(1.6, down);
    else if (pattern === "ruled") stroke(0.7, [[0, 2, 8, 2], [0, 6, 8, 6]]);
    const made = context.createPattern(canvas, "repeat");
    made.setTransform(new DOMMatrix().scale(1 / scale));
    tiles.set(name, made);
    return made;
  }

  /** A colour between another and paper, as strong as told (0 to 1). */
  Looking.pale = function pale(colour, paper, strength) {
    const part = (of, i) => parseInt(of.slice(i, i + 2), 16);
    const mixed = [1, 3, 5].map((i) => Math.round(part(colour, i) * strength + part(paper, i) * (1 - strength)));
    return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
  };

  /** Leaflet's canvas, which also knows patterns. */
  Looking.PatternCanvas = L.Canvas.extend({
    _fillStroke(context, layer) {
      L.Canvas.prototype._fillStroke.call(this, context, layer);
      const { pattern, ink, patternOpacity } = layer.options;
      if (!pattern) return;
      context.globalAlpha = patternOpacity ?? 1;
      context.fillStyle = tile(context, pattern, ink);
      context.fill("evenodd");
      context.globalAlpha = 1;
    },
  });

  /** A small picture of a fill, for the key. */
  Looking.swatch = function swatch({ colour, pattern, ink }) {
    const canvas = Looking.make("canvas", "map-swatch");
    const scale = L.Browser.retina ? 2 : 1;
    canvas.width = 26 * scale;
    canvas.height = 16 * scale;
    canvas.setAttribute("aria-hidden", "true");
    const context = canvas.getContext("2d");
    context.scale(scale, scale);
    context.fillStyle = colour;
    context.fillRect(0, 0, 26, 16);
    if (pattern) {
      context.fillStyle = tile(context, pattern, ink);
      context.fillRect(0, 0, 26, 16);
    }
    return canvas;
  };

  Looking.Fills = class Fills {
    /** `interactive`: whether Leaflet looks for the unit under the pointer and tells events. */
    constructor(map, geometry, { interactive = true } = {}) {
      this.map = map;
      this.geometry = geometry;
      const { palette, units } = geometry;
      const renderer = new Looking.PatternCanvas({ padding: 0.3 });
      this.shapes = units.map((_, unit) => {
        const shape = L.polygon(geometry.join(geometry.arcsOf[unit]), {
          renderer, interactive, smoothFactor: 0, weight: 0.4, color: palette.edge, fillOpacity: 1,
        });
        shape.unit = unit;
        return shape;
      });
      this.group = L.featureGroup(this.shapes).addTo(map);
      this.shade(null);
      this.thin();
      map.on("zoomend", () => this.thin());
    }

    /** Give each unit the fill of its class. Leaflet gathers the changes into one repaint. */
    shade(shading) {
      const wanted = `${this.geometry.edition} ${JSON.stringify(shading ?? null)}`;
      if (wanted === this.shaded) return;
      this.shaded = wanted;
      const { palette, units } = this.geometry;
      this.shapes.forEach((shape, unit) => {
        const found = shading?.classes[parseInt(shading.of[unit], 36)];
        shape.setStyle(units[unit].inSystem ? {
          fillColor: found?.colour ?? palette.paper, pattern: found?.pattern ?? "", ink: found?.ink ?? "", patternOpacity: 1,
        } : this.contextFill(found));
      });
    }

    /** Outside the system: paler, and ruled unless the class has a pattern of its own. */
    contextFill(found) {
      const { paper, context, contextInk, contextOpacity } = this.geometry.palette;
      return {
        fillColor: found ? Looking.pale(found.colour, paper, contextOpacity) : context,
        pattern: found?.pattern || "ruled",
        ink: found?.pattern ? found.ink : contextInk,
        patternOpacity: found?.pattern ? contextOpacity : 1,
      };
    }

    /** Draw units' edges as a layer of their own, or only hint at them. */
    edge(shown) {
      this.edged = shown;
      this.thin();
    }

    /** Units' own edges must not cover the map when it shows a whole county. */
    thin() {
      const { edge } = this.geometry.palette;
      const zoom = this.map.getZoom();
      const style = this.edged ? this.geometry.layers.unit.style : { colour: edge, width: 0.7 };
      const weight = style.width * (zoom < 10.5 ? 0.4 : zoom < 12 ? 0.6 : 1);
      const wanted = `${style.colour} ${weight}`;
      if (wanted === this.thinned) return;
      this.thinned = wanted;
      for (const shape of this.shapes) shape.setStyle({ weight, color: style.colour });
    }

    /** The unit at a point of the screen, or null. */
    at(containerPoint) {
      const point = this.map.containerPointToLayerPoint(containerPoint);
      const found = this.shapes.find((shape) => shape._pxBounds?.contains(point) && shape._containsPoint(point));
      return found ? found.unit : null;
    }
  };
})();
