// @ts-check
// The content of a file that is compressed, as a stream: the browser's own where it has one,
// otherwise the engine's.

/** The content of a file, without the layers around it, from outside to inside. */
function streamOf(blob, layers) {
  let stream = blob.stream();
  for (const layer of layers) stream = stream.pipeThrough(layer === "zstd" ? new Unzstd() : new DecompressionStream(layer));
  return stream;
}

/** zstd, which few browsers know. Few bytes may hold very many, so it goes on when it is asked. */
class Unzstd {
  constructor() {
    const bundle = new hearth_engine.Bundle();
    // Piece by piece, as the reader takes them: nothing is made in advance.
    const packed = new TransformStream();
    const reader = packed.readable.getReader();
    this.writable = packed.writable;
    const pull = async (control) => {
      try {
        let content = bundle.ask("zstd", new Uint8Array(), "", 0);
        while (!content) {
          const { done, value } = await reader.read();
          if (done) {
            bundle.ask("zstd-end", new Uint8Array(), "", 0);
            bundle.free();
            return control.close();
          }
          content = bundle.ask("zstd", value, "", 0);
        }
        control.enqueue(content);
      } catch (error) {
        bundle.free();
        reader.cancel(error).catch(() => {});
        throw error;
      }
    };
    const cancel = (reason) => {
      bundle.free();
      return reader.cancel(reason);
    };
    this.readable = new ReadableStream({ pull, cancel }, { highWaterMark: 0 });
  }
}

export { streamOf };
