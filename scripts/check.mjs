// npm run check (and npm test): every check, cheapest first; the first that fails ends the run. Its last line is
// always `N passed, N failed`, the tests of all suites together; a failed check that is no test counts as one.
import './ground/require-node.mjs';

const { spawn } = await import('node:child_process');
const fs = (await import('node:fs')).default;
const os = (await import('node:os')).default;
const path = (await import('node:path')).default;
const { CannotGoOn, root, runScript } = await import('./ground/project.mjs');
const { ensureInstalled } = await import('./ground/install.mjs');
const { ensureBuilt } = await import('./ground/build.mjs');
const { lockFileFaults } = await import('./ground/lock-file.mjs');

const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'daohu-check-'));
const total = { passed: 0, failed: 0, skipped: [] };

const STEPS = [
  ['install', () => ensureInstalled({ forDevelopment: true }).then(() => true)],
  ['lock file', checkLockFile],
  ['format', () => run('biome', 'format', '.')],
  ['lint', () => run('biome', 'lint', '--error-on-warnings', '.')],
  ['boundaries', () => run('tsx', 'scripts/check-boundaries.ts')],
  ['types', () => run('tsc', '--noEmit', '-p', 'tsconfig.json')],
  ['build', () => ensureBuilt(undefined, { force: true }).then(() => true)],
  ['packs', checkPacks],
  ['unit tests', () => runTests('unit')],
  ['database tests', () => runTests('db')],
  ['browser', () => run('tsx', 'tests/journeys/ensure-browser.ts')],
  ['journeys', () => runTests('journeys')],
];

await runScript(async () => {
  let failedStep = null;
  try {
    for (const [name, work] of STEPS) {
      const since = Date.now();
      console.log(`\n── ${name}`);
      const passed = await attempt(work);
      console.log(`── ${name}: ${passed ? 'passed' : 'FAILED'} in ${((Date.now() - since) / 1000).toFixed(1)} s`);
      if (passed) continue;
      failedStep = name;
      break;
    }
  } finally {
    fs.rmSync(reports, { recursive: true, force: true });
  }
  for (const name of total.skipped) console.log(`skipped: ${name}`);
  if (failedStep !== null) {
    if (total.failed === 0) total.failed = 1;
    console.log(`stopped at «${failedStep}»; the steps after it were not run`);
    process.exitCode = 1;
  }
  console.log(`${total.passed} passed, ${total.failed} failed`);
});

async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    console.error(error instanceof CannotGoOn ? error.message : error);
    return false;
  }
}

function checkLockFile() {
  const faults = lockFileFaults(path.join(root, 'package-lock.json'));
  for (const fault of faults) console.error(`package-lock.json: ${fault}`);
  return faults.length === 0;
}

function checkPacks() {
  return runProgram(path.join(root, 'daohu'), ['policy', 'check']);
}

async function runTests(project) {
  const report = path.join(reports, `${project}.json`);
  const passed = await run(
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  );
  if (!fs.existsSync(report)) return false;
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(fs.readFileSync(report, 'utf8'));
  total.passed += numPassedTests;
  total.failed += numFailedTests;
  for (const { name, assertionResults } of testResults) {
    for (const { status, fullName } of assertionResults) {
      if (status !== 'passed' && status !== 'failed') total.skipped.push(`${path.relative(root, name)}: ${fullName}`);
    }
  }
  return passed;
}

function run(tool, ...args) {
  return runProgram(path.join(root, 'node_modules/.bin', tool), args);
}

function runProgram(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, CI: '1' },
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.on('exit', (code) => resolve(code === 0));
  });
}
