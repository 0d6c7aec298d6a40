import type { VNode } from 'preact';
import { describe, expect, it } from 'vitest';
import { EmptyState, LoadAYear, LoadedFiles } from './kith/index.ts';
import { type Crumb, Page, renderPage } from './page.tsx';
import type { Shell } from './shell.ts';

function shellAt(path: string): Shell {
  return {
    path,
    nonce: 'n',
    nav: [
      { label: 'Home', href: '/' },
      { label: 'Learning', href: '/learning' },
      { label: 'Snapshot', href: '/snapshot' },
    ],
    partnershipName: 'Seaborough',
    demonstration: true,
    stylesheet: '/s.css',
    script: '/s.js',
    icon: '/i.svg',
    preloadFont: null,
    now: new Date('2026-11-23T09:00:00Z'),
    visit: null,
    maySignIn: true,
    csrfToken: () => 'token',
    formOwner: null,
  };
}

function shown(path: string, content: VNode = <p>Text</p>, breadcrumbs: Crumb[] = []): string {
  return renderPage(
    <Page title="T" breadcrumbs={breadcrumbs}>
      {content}
    </Page>,
    shellAt(path),
  );
}

/** The entries of the navigation that are marked, with how. */
function marked(html: string): string[] {
  return Array.from(html.matchAll(/<a href="([^"]+)" aria-current="(\w+)"/g), (match) => `${match[1]} ${match[2]}`);
}

describe('the navigation marks', () => {
  it('the page itself, and the section that a page’s address stands below', () => {
    expect(marked(shown('/'))).toEqual(['/ page']);
    expect(marked(shown('/snapshot'))).toEqual(['/snapshot page']);
    expect(marked(shown('/learning/themes/curiosity'))).toEqual(['/learning true']);
  });

  it('the section that a page’s breadcrumbs name, where its address does not', () => {
    const crumbs = [
      { text: 'Home', href: '/' },
      { text: 'Snapshot', href: '/snapshot' },
      { text: 'Seaborough', href: '/snapshot/areas/E1?year=2021-22' },
    ];
    expect(marked(shown('/figures/7', undefined, crumbs))).toEqual(['/snapshot true']);
    const back = [
      { text: 'Home', href: '/' },
      { text: 'Back to where it is shown', href: '/learning/reviews/z#points' },
    ];
    expect(marked(shown('/records/practice-review/z', undefined, back))).toEqual(['/learning true']);
  });

  it('nothing on a page that belongs to no section', () => {
    expect(marked(shown('/about', undefined, [{ text: 'Home', href: '/' }]))).toEqual([]);
    expect(marked(shown('/learning-of-something-else'))).toEqual([]);
  });
});

describe('the layout', () => {
  it('says which records the demonstration does not hold, without denying the reviews it shows', () => {
    expect(shown('/')).toContain('Everybody here is invented, and so is every record about a child.');
  });

  // One sign beyond Latin-1 makes the engine keep the whole page in two bytes a sign, which every answer then pays for.
  it('brings no sign beyond ASCII to any page', () => {
    expect(shown('/')).toMatch(/^\p{ASCII}+$/u);
  });
});

describe('an empty page', () => {
  it('tells a visitor who can bring what is missing, and the office with which command', () => {
    const year = shown('/', <EmptyState will="Here will stand figures." how={<LoadAYear />} />);
    expect(year).toMatch(
      /Only the office can; how is in the operator's guide\..*For the office: .*kith load my-year\.yaml/s,
    );
    const published = shown('/', <EmptyState will="W" how={<LoadAYear command="kith load published FILE" />} />);
    expect(published).toContain('kith load published FILE');
    expect(published).not.toContain('my-year.yaml');
  });
});

describe('the files that a record came with', () => {
  it('are named when there are few', () => {
    expect(shown('/', <LoadedFiles files={['a.yaml', 'b.yaml']} />)).toContain('a.yaml, b.yaml');
  });

  it('are counted when there are many, with their names for whoever opens them', () => {
    const html = shown('/', <LoadedFiles files={['a.yaml', 'b.yaml', 'c.yaml', 'd.yaml']} />);
    expect(html).toMatch(/<details><summary>4 files, loaded together<\/summary><ul[^>]*><li>a\.yaml<\/li>/);
  });
});
