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
      trustedProxies: [],
      env: 'demonstration',
      provider: null,
      mail: null,
      uploadLimit: 20 * 1_048_576,
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
    ['OIDC_ISSUER', 'sso.example.org', 'must begin with https://'],
    ['OIDC_CLOCK_SKEW', '-1', 'must be a number of seconds from 0 to 300'],
    ['SMTP_URL', 'mail.example.org', 'must begin with smtp:// or smtps://'],
    ['MAIL_FROM', 'Kith <x@example.org>', 'must be an e-mail address'],
    ['KITH_ENV', 'moon', 'must be one of production, demonstration, test'],
    ['DATABASE_URL', 'mysql://user:secret@host/db', 'must begin with postgres:// or postgresql://'],
  ])('refuse %s=%s without repeating it', (name, value, rule) => {
    expect(() => readConfig({ [name]: value })).toThrow(`The setting ${name} ${rule}: change it or leave it out.`);
  });

  const organisation = {
    OIDC_ISSUER: 'https://sso.example.org/realms/staff',
    OIDC_CLIENT_ID: 'kith',
    OIDC_CLIENT_SECRET: 'invented',
  };

  it('let people sign in with an organisation’s accounts once it is named and Kith is known there', () => {
    expect(readConfig(organisation).provider).toEqual({
      issuer: 'https://sso.example.org/realms/staff',
      clientId: 'kith',
      clientSecret: 'invented',
      name: 'your organisation’s account',
      emailClaim: null,
      acr: [],
      clockSkew: 60,
    });
    expect(() => readConfig({ ...organisation, OIDC_CLIENT_SECRET: '' })).toThrow(
      'The setting OIDC_ISSUER needs OIDC_CLIENT_SECRET: set both or neither.',
    );
  });

  it('ask for an organisation over TLS, except on the machine itself outside production', () => {
    const plain = { ...organisation, OIDC_ISSUER: 'http://sso.example.org' };
    const here = { ...organisation, OIDC_ISSUER: 'http://localhost:8080/realms/staff' };
    const production = { KITH_ENV: 'production', PUBLIC_URL: 'https://kith.example.org' };
    const words = 'The setting OIDC_ISSUER must begin with https://: change it or leave it out.';
    expect(readConfig(here).provider?.issuer).toBe('http://localhost:8080/realms/staff');
    for (const env of [plain, { ...here, ...production }]) expect(() => readConfig(env)).toThrow(words);
    expect(readConfig({ ...organisation, ...production }).provider).not.toBeNull();
  });

  describe('for production', () => {
    const words = 'KITH_ENV=production needs PUBLIC_URL, the https address at which readers reach this Kith';
    const production = (env: Record<string, string>) => () => readConfig({ KITH_ENV: 'production', ...env });

    it('want the https address by which readers come: without it cookies go in the open and links follow any request', () => {
      expect(production({ PUBLIC_URL: 'https://kith.example.org' })().publicUrl).toBe('https://kith.example.org');
      for (const env of [
        {},
        { PUBLIC_URL: '' },
        { PUBLIC_URL: 'http://kith.example.org' },
        { PUBLIC_URL: 'http://localhost.example.org' },
        { PUBLIC_URL: 'http://localhost@kith.example.org' },
      ])
        expect(production(env)).toThrow(words);
      expect(readConfig({ PUBLIC_URL: 'http://kith.example.org' }).env).toBe('demonstration');
    });

    it('take http on the machine itself, for trying out, and not once others can reach it', () => {
      for (const PUBLIC_URL of ['http://localhost:3000', 'http://127.0.0.1', 'http://[::1]:3000']) {
        for (const HOST of ['', 'localhost', '127.0.0.1', '::1'])
          expect(production({ PUBLIC_URL, HOST })).not.toThrow();
        for (const HOST of ['0.0.0.0', '::', '10.0.0.7']) expect(production({ PUBLIC_URL, HOST })).toThrow(words);
      }
    });
  });

  it('name the proxies that are believed: addresses and networks, and never everybody', () => {
    const PUBLIC_URL = 'https://kith.example.org';
    const read = (TRUSTED_PROXIES: string) => readConfig({ PUBLIC_URL, TRUSTED_PROXIES }).trustedProxies;
    expect(read('10.0.0.7')).toEqual(['10.0.0.7']);
    expect(read(' 10.0.0.0/24, ::1  fd00::/8 ')).toEqual(['10.0.0.0/24', '::1', 'fd00::/8']);
    for (const wrong of [
      'proxy',
      'true',
      '1',
      '*',
      '0.0.0.0/0',
      '::/0',
      '10.0.0.0/33',
      '10.0.0.0/8/8',
      '10.0.0',
      '10.0.0.0/',
    ]) {
      expect(() => read(wrong)).toThrow('The setting TRUSTED_PROXIES must be addresses or networks');
    }
    expect(() => readConfig({ TRUSTED_PROXIES: '10.0.0.7' })).toThrow('The setting TRUSTED_PROXIES needs PUBLIC_URL');
  });

  it.each(['common', 'organizations', 'consumers'])('refuse the issuer of everybody’s accounts: %s', (tenant) => {
    const env = { ...organisation, OIDC_ISSUER: `https://login.microsoftonline.com/${tenant}/v2.0` };
    expect(() => readConfig(env)).toThrow('must name the tenant of yours');
  });

  it('let mail leave once it has a server, a sender and an address for its links', () => {
    const mail = { SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'kith@example.org' };
    expect(() => readConfig(mail)).toThrow('The setting SMTP_URL needs PUBLIC_URL: set both or neither.');
    expect(readConfig({ ...mail, PUBLIC_URL: 'https://kith.example.org/' }).mail).toEqual({
      url: 'smtp://mail.example.org',
      from: 'kith@example.org',
      site: 'https://kith.example.org',
    });
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
