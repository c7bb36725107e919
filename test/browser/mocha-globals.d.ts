/** The globals of the test runner in the page (mocha's BDD interface), as far as the browser tests use them. */
type TestBody = (this: { timeout(ms: number): void }) => void | Promise<void>;

declare function describe(title: string, body: () => void): void;
declare function it(title: string, body: TestBody): void;
declare function before(body: TestBody): void;
declare function beforeEach(body: TestBody): void;
declare function after(body: TestBody): void;
declare function afterEach(body: TestBody): void;
