// What the build puts around the scripts.

/** The engine, by wasm-bindgen's glue. */
declare const hearth_engine: any;
/** Starts the page, by wasm-bindgen's glue. */
declare const hearth_web: any;
/** What a boot script owes the page. */
declare var hearth_host: any;
/** The component's style sheet and its worker's script. */
declare const hearth_style: string;
declare const hearth_worker: string;
/** Starts an instance of the page in a component. */
declare const hearth_page: any;
/** The package's class of errors. */
declare class HearthError extends Error {
  constructor(message: string, code: string, facts?: object);
}

/** Of browsers that have Trusted Types. */
declare var trustedTypes: any;
/** Takes what the engine says when it panics. */
declare var hearthPanicked: (message: string) => void;
