/* Unpacking: puts the rows together again that geo/maps/editor_packing.py has written as columns. */
(function () {
  "use strict";
  const Editor = (window.Editor = window.Editor || {});

  const PACKED = ["areas", "findings"];

  /** The message as geo/maps/editor_message.py makes it. */
  Editor.unpacked = function unpacked(message) {
    return { ...message, ...Object.fromEntries(PACKED.map((name) => [name, rows(message[name])])) };
  };

  function rows({ count, columns }) {
    const read = Object.entries(columns).map(([name, column]) => [name, reader(column)]);
    return Array.from({ length: count }, (_, row) => Object.fromEntries(read.map(([name, value]) => [name, value(row)])));
  }

  /** What gives the value of a column in a row. */
  function reader(column) {
    if ("same" in column) return () => column.same;
    if ("kinds" in column) return (row) => column.kinds[parseInt(column.which[row], 36)];
    if ("each" in column) return (row) => column.each[row];
    const inner = rows(column.table);
    return (row) => inner[row];
  }
})();
