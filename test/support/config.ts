import { type Config, readConfig } from '../../src/config.ts';

/** The settings of a test: none but those given, and a log that keeps quiet. */
export function testConfig(env: Record<string, string> = {}): Config {
  return readConfig({ KITH_ENV: 'test', LOG_LEVEL: 'silent', ...env });
}
