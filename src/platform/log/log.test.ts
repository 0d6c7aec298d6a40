import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { newReference, openLog } from './log.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'kith-log-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

describe('the log', () => {
  it('holds each line as soon as it is written, for its own user only', () => {
    const logFile = join(folder(), 'deep', 'kith.log');
    openLog({ logFile, logLevel: 'info' }).info({ count: 3 }, 'done');
    expect(JSON.parse(readFileSync(logFile, 'utf8'))).toMatchObject({ level: 30, count: 3, msg: 'done' });
    expect(statSync(logFile).mode & 0o777).toBe(0o600);
  });

  it('leaves out what a database fault says of a row', () => {
    const logFile = join(folder(), 'kith.log');
    const fault = Object.assign(new Error('duplicate key'), { detail: 'Key (name)=(Somebody) already exists.' });
    openLog({ logFile, logLevel: 'info' }).error({ err: fault }, 'failed');
    expect(readFileSync(logFile, 'utf8')).toContain('duplicate key');
    expect(readFileSync(logFile, 'utf8')).not.toContain('Somebody');
  });

  it('is set aside when it is long', () => {
    const logFile = join(folder(), 'kith.log');
    writeFileSync(logFile, '');
    truncateSync(logFile, 21 * 1_048_576);
    openLog({ logFile, logLevel: 'info' }).info('anew');
    expect(readFileSync(logFile, 'utf8')).toContain('anew');
    expect(statSync(logFile).size).toBeLessThan(1000);
    expect(existsSync(`${logFile}.1`)).toBe(true);
  });

  it.runIf(existsSync('/dev/full'))('loses its lines on a full disk and lets the program go on', () => {
    const log = openLog({ logFile: '/dev/full', logLevel: 'info' });
    expect(() => log.info('nobody will read this')).not.toThrow();
  });

  it('that can not be opened is told in one sentence', () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    expect(() => openLog({ logFile: join(file, 'kith.log'), logLevel: 'info' })).toThrow(
      /can't be written \(a file stands where a folder should be\): make/,
    );
  });
});

it('a reference is eight characters of which none looks like another', () => {
  expect(newReference()).toMatch(/^[2-9A-HJKMNP-TV-Z]{8}$/);
  expect(new Set(Array.from({ length: 500 }, newReference)).size).toBe(500);
});
