import { afterEach, expect, test, vi } from 'vitest';
import { act, Refused, read, ServerFault, Unreachable, withParameters } from './request.ts';

afterEach(() => vi.unstubAllGlobals());

const answering = (status: number, body: unknown) =>
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status }));

test('a refusal keeps its code, its sentence in both languages and its data', async () => {
  answering(409, { code: 'year-needed', message: '请选择年度。', messageEn: 'Choose a year.', years: [2017] });
  const fault = await act('imports/1/read').catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(Refused);
  expect(fault).toMatchObject({
    code: 'year-needed',
    message: '请选择年度。',
    messageEn: 'Choose a year.',
    data: { years: [2017] },
  });
});

test('no answer, and a proxy that answers for a stopped server, are the network; a fault of the server is not', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('failed to fetch');
  });
  await expect(read('me')).rejects.toBeInstanceOf(Unreachable);
  answering(502, null);
  await expect(read('me')).rejects.toBeInstanceOf(Unreachable);
  answering(500, { code: 'internal', message: '…' });
  await expect(read('me')).rejects.toBeInstanceOf(ServerFault);
});

test('a filter that is not set does not stand in the address', () => {
  expect(withParameters('households', { division: 0, search: '', year: undefined, from: null })).toBe(
    '/api/households?division=0',
  );
});
