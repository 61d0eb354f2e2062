import type { Scalar } from 'yaml';
import type { WrittenFeel } from './written.ts';
import type { Mapping, YamlFile } from './yaml-reader.ts';

/** An expression with the place of every part of it in the file. Null (and a problem) when there is none. */
export function feelOf(yaml: YamlFile, entry: Mapping, key: string): WrittenFeel | null {
  if (!entry.has(key)) return null;
  const scalar = entry.scalar(key);
  // A bare `true` or `0` is a value of YAML and an expression at once.
  if (scalar && ['string', 'boolean', 'number'].includes(typeof scalar.value)) {
    return { text: String(scalar.value), placeAt: (offset) => yaml.placeWithin(scalar as Scalar, offset) };
  }
  yaml.report(entry.raw(key), 'wrong-shape', `「${key}」应是一个表达式。`, `\`${key}\` should be an expression.`);
  return null;
}

/** A sentence with places: `登记年龄 {人.年龄}` … what stands in braces is an expression, the rest is said as it is. */
export function messageOf(yaml: YamlFile, entry: Mapping, key: string): (string | WrittenFeel)[] {
  const text = entry.required(key);
  const scalar = entry.scalar(key);
  const parts: (string | WrittenFeel)[] = [];
  let said = 0;
  for (const place of text.matchAll(/\{([^{}]*)\}/g)) {
    if (place.index > said) parts.push(text.slice(said, place.index));
    const start = place.index + 1;
    parts.push({ text: place[1]!, placeAt: (offset) => yaml.placeWithin(scalar as Scalar, start + offset) });
    said = place.index + place[0].length;
  }
  if (said < text.length) parts.push(text.slice(said));
  if (parts.some((part) => typeof part === 'string' && /[{}]/.test(part))) {
    yaml.report(scalar, 'wrong-shape', `「${key}」里的花括号没有成对。`, `Braces in \`${key}\` do not match.`);
  }
  return parts;
}
