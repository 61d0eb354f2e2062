/** Many may read together; whoever changes does it alone. In the order of asking, so nobody waits for ever. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();
  private readonly readers = new Set<Promise<unknown>>();

  together<Result>(read: () => Promise<Result>): Promise<Result> {
    const result = this.last.then(read);
    const ended = result.catch(() => {});
    this.readers.add(ended);
    void ended.then(() => this.readers.delete(ended));
    return result;
  }

  alone<Result>(change: () => Promise<Result>): Promise<Result> {
    const before = Promise.all([this.last, ...this.readers]);
    const result = before.then(change);
    this.last = result.catch(() => {});
    return result;
  }
}
