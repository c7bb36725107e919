/**
 * Owns the one way the set-up gives up: a sentence for the person at the terminal and the exit code of the step that failed.
 */
export class SetupFailure extends Error {
  /**
   * @param {string} message what failed and what to do, one sentence
   * @param {number} [exitCode]
   */
  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode === 0 ? 1 : exitCode;
  }
}
