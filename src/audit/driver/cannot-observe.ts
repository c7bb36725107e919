/** Owns the one thing that ends an audit without a result: nothing could be observed at all. The command line answers it with exit code 4. */
export class CannotObserve extends Error {
  override readonly name = 'CannotObserve';
}
