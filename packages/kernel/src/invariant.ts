/** A bug: something that the code promised does not hold. The request ends and somebody is told. */
export class InvariantBroken extends Error {
  override readonly name = 'InvariantBroken';
}

export function invariant(condition: unknown, whyThisMustHold: string): asserts condition {
  if (!condition) throw new InvariantBroken(whyThisMustHold);
}

/** Ends a `switch` over a closed set: the compiler refuses the call while a member is unhandled. */
export function assertNever(value: never): never {
  throw new InvariantBroken(`unhandled case: ${JSON.stringify(value)}`);
}
