import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig, settings } from './config.ts';
import { projectRoot } from './platform/paths.ts';

describe('settings', () => {
  it('are all optional, and one set to nothing counts as not set', () => {
    const none = readConfig({}, '/');
    expect(none).toEqual({
      home: join(projectRoot, '.kith'),
      port: null,
      host: 'localhost',
      databaseUrl: null,
      databaseOwnerUrl: null,
      keysFile: join(projectRoot, '.kith', 'keys.json'),
      publicUrl: null,
      env: 'demonstration',
      logLevel: 'info',
      logFile: join(projectRoot, '.kith', 'kith.log'),
    });
    const blank = Object.fromEntries(Object.keys(settings).map((name) => [name, ' ']));
    expect(readConfig(blank, '/')).toEqual(none);
  });

  it('take KITH_HOME from the current folder, from the root or from the home folder', () => {
    expect(readConfig({ KITH_HOME: 'data' }, '/srv').home).toBe('/srv/data');
    expect(readConfig({ KITH_HOME: '/data' }, '/srv').home).toBe('/data');
    expect(readConfig({ KITH_HOME: '~/data' }, '/srv').home).toBe(join(homedir(), 'data'));
  });

  it.each([
    ['PORT', '70000', 'must be a number from 0 to 65535'],
    ['PORT', '3000.5', 'must be a number from 0 to 65535'],
    ['LOG_LEVEL', 'loud', 'must be one of fatal, error, warn, info, debug, trace, silent'],
    ['PUBLIC_URL', 'kith.example.org', 'must begin with https:// or http://'],
    ['KITH_ENV', 'moon', 'must be one of production, demonstration, test'],
    ['DATABASE_URL', 'mysql://user:secret@host/db', 'must begin with postgres:// or postgresql://'],
  ])('refuse %s=%s without repeating it', (name, value, rule) => {
    expect(() => readConfig({ [name]: value })).toThrow(`The setting ${name} ${rule}: change it or leave it out.`);
  });

  it('are all on the page for operators, each with its own words', () => {
    const page = join(projectRoot, 'docs', 'operations.md');
    expect(existsSync(page)).toBe(true);
    const text = readFileSync(page, 'utf8');
    for (const [name, setting] of Object.entries(settings)) {
      expect(text).toContain(`| \`${name}\` | ${setting.description} |`);
    }
  });
});
