// A process of its own for the tests: opens a data folder, says so in one line, and does what it is told until killed.
import pg from 'pg';
import { openInstance, StartRefused } from './index.ts';

const [dataDir = '', mode = 'server', work = 'wait'] = process.argv.slice(2);

function say(line: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

try {
  const instance = await openInstance(dataDir, { mode: mode as 'server' | 'attach-or-start' });
  process.once('SIGTERM', () => {
    void instance.stop().then(() => process.exit(0));
  });
  say({ opened: true });
  if (work === 'insert') {
    const client = new pg.Client(instance.address.owner);
    await client.connect();
    await client.query('create table if not exists act (number bigint primary key)');
    const { rows } = await client.query('select coalesce(max(number), 0)::int as last from act');
    for (let number = rows[0].last + 1; ; number += 1) {
      await client.query('insert into act values ($1)', [number]);
      say({ acknowledged: number });
    }
  } else if (work === 'leave') {
    await instance.stop();
  } else {
    await new Promise((resolve) => setTimeout(resolve, 600_000));
  }
} catch (error) {
  if (!(error instanceof StartRefused)) throw error;
  say({ refused: error.code, message: error.message });
  process.exit(3);
}
