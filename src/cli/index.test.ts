import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCommandLine } from './index.ts';

async function run(args: string[], env: Record<string, string> = {}) {
  const home = mkdtempSync(join(tmpdir(), 'kith-cli-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  const said = { out: '', err: '' };
  const code = await runCommandLine({
    args,
    cwd: home,
    env: { KITH_HOME: home, ...env },
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    now: () => new Date('2026-11-23T09:00:00Z'),
    signal: new AbortController().signal,
  });
  return { code, ...said, home };
}

describe('the command line', () => {
  it.each([[[]], [['help']], [['--help']]])('lists its commands: kith %j', async (args) => {
    const { code, out, err, home } = await run(args);
    expect([code, err]).toEqual([0, '']);
    for (const name of ['start', 'load', 'snapshot', 'report', 'returns', 'status', 'migrate']) {
      expect(out).toMatch(new RegExp(`^  ${name} +\\S`, 'm'));
    }
    expect(existsSync(join(home, 'kith.log'))).toBe(false);
  });

  it.each(['start', 'load', 'snapshot', 'report', 'returns', 'status', 'migrate'])(
    'says how to call %s',
    async (name) => {
      const asked = await run(['help', name]);
      expect(asked.code).toBe(0);
      expect(asked.out).toContain(`kith ${name}`);
      for (const option of ['--help', '-h']) {
        expect(await run([name, 'word', option])).toMatchObject({ code: 0, out: asked.out, err: '' });
      }
    },
  );

  it('sums up every command as a sentence', async () => {
    const { out } = await run(['help']);
    const summaries = Array.from(out.matchAll(/^ {2}\w+ +(.+)$/gm), (match) => match[1] ?? '');
    expect(summaries).toHaveLength(10);
    for (const summary of summaries) expect(summary).toMatch(/^[A-Z][^.’]+\.$/);
  });

  it.each(['--version', '-V'])('says which version it is: kith %s', async (option) => {
    const held = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(await run([option])).toMatchObject({ code: 0, out: `${held.version}\n`, err: '' });
  });

  it.each(['dance', 'constructor', ''])('refuses what it does not know: "%s"', async (name) => {
    const { code, out, err } = await run([name]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(`Kith knows no command "${name}": run kith help to see those there are.\n`);
  });

  it('refuses words that a command does not take', async () => {
    const { code, err } = await run(['start', 'quickly']);
    expect(code).toBe(2);
    expect(err).toBe('kith start takes no words, but was given "quickly": leave them out.\n');
  });

  it('names a setting that is wrong, and what it must be', async () => {
    const { code, err } = await run(['status'], { PORT: 'three' });
    expect([code, err]).toEqual([1, 'The setting PORT must be a number from 0 to 65535: change it or leave it out.\n']);
  });

  it('says that Kith does not run, without starting it', async () => {
    const { code, out, home } = await run(['status']);
    expect([code, out]).toEqual([1, `Kith does not run on ${home}.\n`]);
    expect(existsSync(join(home, 'postgres'))).toBe(false);
  });

  it('tells a fault of its own by a reference that is found in the log, and nothing else', async () => {
    const stopped = new AbortController();
    stopped.abort(new Error('a wheel came off'));
    const home = mkdtempSync(join(tmpdir(), 'kith-cli-'));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    let err = '';
    const code = await runCommandLine({
      args: ['status'],
      cwd: home,
      env: { KITH_HOME: home },
      out: () => {},
      err: (text) => {
        err += text;
      },
      now: () => new Date(),
      signal: stopped.signal,
    });
    expect(code).toBe(70);
    const [, reference, log] =
      /^Kith met a fault it did not expect \(reference (\w{8})\); (\S+) says more\.\n$/.exec(err) ?? [];
    expect(readFileSync(log ?? '', 'utf8')).toContain(reference);
    expect(readFileSync(log ?? '', 'utf8')).toContain('a wheel came off');
  });
});
