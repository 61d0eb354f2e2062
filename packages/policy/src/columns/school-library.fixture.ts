import { type Library, loadPackFiles } from '../index.ts';
import { schoolSchema } from '../test-schema.ts';

const CLAUSES = {
  document: { key: 'state', title: '校规' },
  clauses: [{ id: 'state/1', ref: '一', quote: '略', kind: 'criterion', subject: 'class' }],
};

/** A library of the school with one pack of the province, and others by their division. */
export function schoolLibrary(
  packs: Readonly<Record<string, { code: string; parameters?: string; rules: Readonly<Record<string, string>> }>>,
): Library {
  const files = Object.entries(packs).flatMap(([key, { code, parameters, rules }]) => {
    const relatives = key === 'state' ? '' : 'parents: [state]\n';
    const head = `pack: ${key}\ntitle: ${key}\njurisdiction: { name: ${key}, code: '${code}' }\n${relatives}`;
    return [
      { path: `${key}/pack.yaml`, text: `${head}inForce: { from: 2015-01-01 }\n` },
      ...(key === 'state' ? [{ path: 'state/clauses.json', text: JSON.stringify(CLAUSES) }] : []),
      ...(parameters === undefined ? [] : [{ path: `${key}/parameters/all.yaml`, text: parameters }]),
      ...Object.entries(rules).map(([id, text]) => ({
        path: `${key}/${id}.yaml`,
        text: text.startsWith('formula:') ? text : `rule: ${id}\ntitle: ${id}\nholdsFrom: 2015-01-01\n${text}`,
      })),
    ];
  });
  return loadPackFiles(files, schoolSchema);
}
