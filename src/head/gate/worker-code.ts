/** Owns the code that starts a worker behind the gate for workers: what is open, the gate's file, then the worker's own code, in this order. */

/** @param state a script that tells the gate's file what is open. @returns the address to start; `url` itself when it is a file of the site. */
export function workerCode(url: unknown, state: string, file: string, options: unknown): unknown {
  const text = `${url as number}`;
  const isData = text.startsWith('data:');
  if (!isData && !text.startsWith('blob:')) return url;
  const isModule = options && (options as WorkerOptions).type === 'module';
  const code = [`data:text/javascript,${encodeURIComponent(state)}`, file, text]
    .map((part) => (isModule ? `import ${JSON.stringify(part)};` : `importScripts(${JSON.stringify(part)});`))
    .join('');
  // What has no origin keeps none.
  return isData
    ? `data:text/javascript,${encodeURIComponent(code)}`
    : URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
}
