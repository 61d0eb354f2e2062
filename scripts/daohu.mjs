// ./daohu: the command line. Everything said before the command itself goes to standard error.
import './ground/require-node.mjs';

const { root, runScript } = await import('./ground/project.mjs');
await runScript(async () => {
  const { ensureInstalled } = await import('./ground/install.mjs');
  const { ensureBuilt } = await import('./ground/build.mjs');
  await ensureInstalled();
  await ensureBuilt(['app']);
  process.setSourceMapsEnabled(true);
  await import(`${root}/dist/app/cli.js`);
});
