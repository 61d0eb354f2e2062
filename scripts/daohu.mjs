// ./daohu: the command line. Everything said before the command itself goes to standard error.
import './ground/require-node.mjs';

const { root, runScript } = await import('./ground/project.mjs');
await runScript(async () => {
  const { ensureInstalled } = await import('./ground/install.mjs');
  const { ensureBuilt } = await import('./ground/build.mjs');
  await ensureInstalled();
  // Only the server shows pages.
  await ensureBuilt(process.argv[2] === 'start' ? ['app', 'web'] : ['app']);
  process.setSourceMapsEnabled(true);
  await import(`${root}/dist/app/cli.js`);
});
