// npx tsx scripts/conformance/drive.ts FOLDER: the public DMN conformance suite (github.com/dmn-tck/tck, its folder
// TestCases) against `evaluateExpression`. Ends with 1 when an answer is wrong; refusals are as documented.
import { driveSuite } from './dmn-suite.ts';

const [, , folder] = process.argv;
if (folder === undefined) {
  console.error('用法：npx tsx scripts/conformance/drive.ts 测试集文件夹（dmn-tck/tck 的 TestCases）');
  process.exit(2);
}
const outcomes = driveSuite(folder);
const count = (outcome: string) => outcomes.filter((one) => one.outcome === outcome).length;
for (const { folder: at, test, text, expected, given } of outcomes.filter((one) => one.outcome === 'wrong')) {
  console.log(`WRONG ${at} ${test}: ${text.trim()} gives ${String(given)}, expected ${JSON.stringify(expected)}`);
}
const byCode = new Map<string, number>();
for (const { outcome, why } of outcomes) if (outcome === 'refused') byCode.set(why, (byCode.get(why) ?? 0) + 1);
for (const [code, times] of [...byCode].sort((a, b) => b[1] - a[1]))
  console.log(`${String(times).padStart(5)} ${code}`);
console.log(
  `${outcomes.length} results: ${count('passed')} passed, ${count('refused')} refused, ${count('wrong')} wrong, ${count('no-expression')} hold no expression on their own`,
);
if (outcomes.length === 0) console.error('文件夹里没有测试：应有 *.dmn 和同名的测试 *.xml。');
if (outcomes.length === 0 || count('wrong') > 0) process.exitCode = 1;
