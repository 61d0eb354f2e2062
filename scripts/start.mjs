// npm start: installs what is missing, builds what is stale, and becomes the server: one process, so that signals,
// exit codes and the terminal are the server's own.
import './ground/require-node.mjs';

const { root, runScript } = await import('./ground/project.mjs');
await runScript(async () => {
  const { ensureInstalled } = await import('./ground/install.mjs');
  const { ensureBuilt } = await import('./ground/build.mjs');
  await ensureInstalled();
  await ensureBuilt();
  process.setSourceMapsEnabled(true);
  endWithNpm();
  await import(`${root}/dist/app/server.js`);
});

/** npm hands a signal to its shell, which ends without telling us. Whoever stops `npm start` means the server. */
function endWithNpm() {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 300);
  watch.unref();
}
