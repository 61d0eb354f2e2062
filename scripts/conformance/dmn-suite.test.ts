import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { expect, test } from 'vitest';
import { driveSuite } from './dmn-suite.ts';
import { readXml } from './read-xml.ts';

const MODEL = `<?xml version="1.0"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/">
  <inputData name="age" id="_age"><variable name="age" typeRef="number"/></inputData>
  <inputData name="born" id="_born"><variable name="born" typeRef="date"/></inputData>
  <decision name="ofAge" id="_ofAge">
    <variable name="ofAge" typeRef="boolean"/>
    <informationRequirement><requiredInput href="#_age"/></informationRequirement>
    <literalExpression><text>age &gt;= 18</text></literalExpression>
  </decision>
  <decision name="fare" id="_fare">
    <variable name="fare" typeRef="number"/>
    <informationRequirement><requiredDecision href="#_ofAge"/></informationRequirement>
    <literalExpression><text><![CDATA[if ofAge then 100 else 50]]></text></literalExpression>
  </decision>
  <decision name="before" id="_before">
    <variable name="before"/>
    <informationRequirement><requiredInput href="#_born"/></informationRequirement>
    <literalExpression><text>born &lt; date("2000-01-01")</text></literalExpression>
  </decision>
  <decision name="half" id="_half"><variable name="half"/><literalExpression><text>1 / 2</text></literalExpression></decision>
  <decision name="wrongType" id="_wrongType">
    <variable name="wrongType" typeRef="string"/><literalExpression><text>1 + 1</text></literalExpression>
  </decision>
  <decision name="table" id="_table"><variable name="table"/><decisionTable/></decision>
</definitions>`;

function result(name: string, type: string, value: string): string {
  return `<resultNode name="${name}" type="decision"><expected><value xsi:type="xsd:${type}">${value}</value></expected></resultNode>`;
}

function outcomes(inputs: string, results: string): string[] {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'daohu-dmn-'));
  const folder = path.join(root, '0001-own');
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'own.dmn'), MODEL);
  const tests = `<testCases xmlns:xsi="a" xmlns:xsd="b"><modelName>own.dmn</modelName><testCase id="1">${inputs}${results}</testCase></testCases>`;
  fs.writeFileSync(path.join(folder, 'own-test-01.xml'), tests);
  const found = driveSuite(root).map(({ test, outcome, why }) => `${test} ${outcome} ${why}`.trim());
  fs.rmSync(root, { recursive: true });
  return found;
}

const AGE = (age: string) => `<inputNode name="age">${age}</inputNode>`;

test('an answer is held against the expected one, and a refusal is told by its code', () => {
  const inputs =
    AGE('<value xsi:type="xsd:decimal">18</value>') +
    '<inputNode name="born"><value xsi:type="xsd:date">1999-12-31</value></inputNode>';
  const results = [
    result('ofAge', 'boolean', 'true'),
    result('fare', 'decimal', '100'),
    result('fare', 'decimal', '50'),
    result('before', 'boolean', 'true'),
    result('half', 'decimal', '0.5'),
    result('wrongType', 'string', '2'),
    result('table', 'string', 'a'),
  ].join('');
  expect(outcomes(inputs, results)).toEqual([
    '1 ofAge passed',
    '1 fare passed',
    '1 fare wrong',
    '1 before passed',
    '1 half refused division-without-rounding',
    '1 wrongType refused wrong-type',
    '1 table no-expression no literal expression',
  ]);
});

test('where the standard takes the else branch on an unknown value, the answer is refused and not given', () => {
  expect(outcomes(AGE('<value xsi:nil="true"/>'), result('fare', 'decimal', '50'))).toEqual([
    '1 fare refused unknown-decides',
  ]);
});

test('entities, CDATA, comments and empty elements of XML are read', () => {
  const root = readXml(
    '<?xml version="1.0"?><!-- a --><d:a x="1 &amp; 2"><b/>&lt;&#x4E2D;&#25991;<![CDATA[<c>]]></d:a>',
  );
  expect([root.name, root.attributes.get('x'), root.children.length, root.text]).toEqual(['a', '1 & 2', 1, '<中文<c>']);
});
