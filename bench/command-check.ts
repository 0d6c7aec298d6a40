import { type Measured, measuredCommand } from '../test/support/measured-command.ts';

/** `kith returns check` with these words, as a person runs it; it ends with 1 where errors were planted, and with 0 where none were. */
export async function kithCheck(home: string, check: readonly string[]): Promise<Measured> {
  const ended = await measuredCommand(['returns', 'check', ...check], home);
  if (ended.code === 0 || ended.code === 1) return ended;
  throw new Error(`kith returns check ended with ${ended.code}: ${ended.err}`);
}

/** Processor time that some work takes in this process, in milliseconds. */
export async function processorTime(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
