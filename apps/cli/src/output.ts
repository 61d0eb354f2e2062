import type { Outcome } from '@daohu/kernel';
import { type AnyRefusal, sentenceOf } from '@daohu/server';
import cliProgress from 'cli-progress';
import { EXIT } from './exit-codes.ts';

/** With `--json` standard output carries one object and nothing else; everything for people goes to standard error. */
export interface Output {
  readonly json: boolean;
  /** A line for people. */
  say(text: string): void;
  /** What the command gives back: the object with `--json`, else the text. */
  result(object: unknown, text: () => string): void;
  progress(label: string): Progress;
}

export interface Progress {
  to(done: number, total: number): void;
  end(): void;
}

export function outputOf(json: boolean): Output {
  return {
    json,
    say: (text) => console.error(text),
    result: (object, text) => console.log(json ? JSON.stringify(object) : text()),
    progress(label) {
      if (!process.stderr.isTTY) return { to() {}, end() {} };
      const bar = new cliProgress.SingleBar(
        { format: `${label} {bar} {percentage}% {eta_formatted}`, stream: process.stderr, hideCursor: true, fps: 5 },
        cliProgress.Presets.shades_classic,
      );
      let started = false;
      return {
        to(done, total) {
          if (!started) bar.start(total, done);
          started = true;
          bar.setTotal(total);
          bar.update(done);
        },
        end() {
          if (started) bar.stop();
        },
      };
    },
  };
}

/** A command that was refused: ends the process with its sentence, or with the refusal as an object. */
export class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
  readonly refusal: AnyRefusal;

  constructor(refusal: AnyRefusal) {
    const [zh, en] = sentenceOf(refusal);
    super(`${zh}\n${en}`);
    this.refusal = refusal;
  }
}

export function orRefuse<Value>(outcome: Outcome<Value, AnyRefusal>): Value {
  if (outcome.ok) return outcome.value;
  throw new CommandRefused(outcome.refusal);
}

/** Wrong words on the command line: the sentence, and how to see the usage. */
export class WrongArguments extends Error {
  override readonly name = 'WrongArguments';
}

export function exitCodeOf(error: unknown): number {
  if (error instanceof CommandRefused) return EXIT.refused;
  if (error instanceof WrongArguments) return EXIT.wrongArguments;
  return EXIT.bug;
}
