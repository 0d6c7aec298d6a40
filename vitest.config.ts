import { defineConfig } from 'vitest/config';

const journeys = ['test/journeys/**/*.test.ts', 'test/contracts/**/*.browser.test.ts'];
const nightly = ['**/*.nightly.test.ts'];
const elsewhere = ['**/node_modules/**', '**/dist/**', '**/.kith/**'];

// npm run test:nightly sets KITH_NIGHTLY and runs the long tests only.
const projects = process.env.KITH_NIGHTLY
  ? [
      {
        extends: true as const,
        test: { name: 'nightly', include: nightly, exclude: elsewhere, testTimeout: 600_000 },
      },
    ]
  : [
      {
        extends: true as const,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
          exclude: [...elsewhere, ...nightly, ...journeys, 'test/ground/**'],
        },
      },
      {
        extends: true as const,
        test: {
          name: 'journeys',
          include: journeys,
          exclude: [...elsewhere, ...nightly],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true as const,
        test: {
          // Whole processes, started and killed as an operator would.
          name: 'ground',
          include: ['test/ground/**/*.test.ts'],
          exclude: [...elsewhere, ...nightly],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ];

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    env: { TZ: 'Europe/London' },
    // A machine that runs everything at once is slow; a test that hangs is still found.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    globalSetup: ['test/support/global-setup.ts'],
    // Files share what they import, or a quarter of a run would go into importing the application again and again.
    isolate: false,
    // One worker for each core: a worker waits half its time for PostgreSQL, Chromium or a process it started.
    maxWorkers: '100%',
    projects,
  },
});
