// Source files that the user dropped: single ones, folders and zips. They are kept as
// they are, and read when one of them is asked for.

const hearth_sources = (() => {
  "use strict";

  return {};
})();
