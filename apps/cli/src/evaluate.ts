export async function evaluate(_options: never, _output: unknown): Promise<void> {
  throw new Error('not yet');
}
