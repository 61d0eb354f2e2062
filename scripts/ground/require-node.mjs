// Runs before anything else and on old versions too: only syntax that every Node with modules understands.
const parts = process.versions.node.split('.').map(Number);
if (parts[0] < 20 || (parts[0] === 20 && parts[1] < 19)) {
  console.error(
    `到户需要 Node.js 20.19 或更新版本，当前是 ${process.versions.node}，请升级后重试(https://nodejs.org)。\n` +
      `Daohu needs Node.js 20.19 or newer, this is ${process.versions.node}: upgrade it and try again (https://nodejs.org).`,
  );
  process.exit(3);
}
