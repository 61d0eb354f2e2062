import './ground/require-node.mjs';

const { runScript } = await import('./ground/project.mjs');
await runScript(async () => {
  const { ensureInstalled } = await import('./ground/install.mjs');
  const { ensureBuilt } = await import('./ground/build.mjs');
  await ensureInstalled();
  await ensureBuilt(undefined, { force: true });
});
