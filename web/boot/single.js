// The single file. A sealed component holds it in a frame.

import "./file.js";
import "../embed/frame.js";
