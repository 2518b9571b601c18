// A page on a web site that may be in a frame of another one.

import "./site.js";
import "../embed/frame.js";
