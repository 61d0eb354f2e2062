/** A line on standard error that counts the seconds in a terminal, and is printed once at each end in a log. */
export function progressLine(what) {
  const since = Date.now();
  const seconds = () => ((Date.now() - since) / 1000).toFixed(0);
  const terminal = process.stderr.isTTY === true;
  if (!terminal) process.stderr.write(`${what} …\n`);
  const tick = () => process.stderr.write(`\r\x1b[K${what} … ${seconds()} s`);
  const timer = terminal ? setInterval(tick, 1000) : null;
  if (terminal) tick();
  return {
    done() {
      if (timer) clearInterval(timer);
      const end = `${what}: ${((Date.now() - since) / 1000).toFixed(1)} s`;
      process.stderr.write(terminal ? `\r\x1b[K${end}\n` : `${end}\n`);
    },
    failed() {
      if (timer) clearInterval(timer);
      if (terminal) process.stderr.write('\r\x1b[K');
    },
  };
}
