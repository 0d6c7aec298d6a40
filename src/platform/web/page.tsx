import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { AccountBar } from './account-bar.tsx';
import type { Visit } from './gate.ts';
import { SessionTime } from './session-time.tsx';
import { type Shell, ShellContext, useShell } from './shell.ts';

/** One step of the way back, shown above the page's heading. */
export interface Crumb {
  text: string;
  href: string;
}

/** What a page tells the layout about itself. */
export interface PageProps {
  /** Shown in the browser's title bar, before the service name. Say what the page is about, not what it is. */
  title: string;
  /** Pages above this one, from the home page down. They also tell the section of a page whose address does not. */
  breadcrumbs?: readonly Crumb[];
  /** Marks the title of a page that reports a mistake in what was typed. */
  hasError?: boolean;
  /** A browser without script loads the page again after so many seconds: something is under way. */
  refreshAfter?: number;
  children: ComponentChildren;
}

/** Small enough to stand in the page: it marks the body before first paint, so nothing jumps when the script arrives. */
const SUPPORT_SCRIPT =
  "document.body.className+=' js-enabled'+('noModule' in HTMLScriptElement.prototype?' govuk-frontend-supported':'')";

/** The layout of every page: skip link, header, navigation, demonstration notice, the page itself, footer. */
export function Page(props: PageProps): VNode {
  const shell = useShell();
  return (
    <html lang="en-GB" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>{`${props.hasError ? 'Error: ' : ''}${props.title} - Kith`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
        <meta name="theme-color" content="#12343b" />
        {props.refreshAfter === undefined ? null : (
          <noscript>
            <meta http-equiv="refresh" content={String(props.refreshAfter)} />
          </noscript>
        )}
        <link rel="icon" href={shell.icon} type="image/svg+xml" />
        {shell.preloadFont ? (
          <link rel="preload" href={shell.preloadFont} as="font" type="font/woff2" crossOrigin="anonymous" />
        ) : null}
        <link rel="stylesheet" href={shell.stylesheet} />
      </head>
      <body class="govuk-template__body">
        <script nonce={shell.nonce} dangerouslySetInnerHTML={{ __html: SUPPORT_SCRIPT }} />
        <a href="#main-content" class="govuk-skip-link" data-module="govuk-skip-link">
          Skip to main content
        </a>
        <Header partnershipName={shell.partnershipName} visit={shell.visit} />
        <Navigation shell={shell} above={props.breadcrumbs ?? []} />
        {shell.demonstration ? <DemonstrationNotice /> : null}
        <div class="kith-body">
          <div class="govuk-width-container">
            {props.breadcrumbs?.length ? <Breadcrumbs crumbs={props.breadcrumbs} /> : null}
            <main class="govuk-main-wrapper" id="main-content">
              {props.children}
            </main>
          </div>
        </div>
        <Footer visit={shell.visit} now={shell.now} />
        <script type="module" src={shell.script} nonce={shell.nonce} />
      </body>
    </html>
  );
}

function Header({ partnershipName, visit }: { partnershipName: string; visit: Visit | null }): VNode {
  return (
    <header class="kith-header">
      <div class="govuk-width-container kith-header__row">
        <a href="/" class="kith-header__home">
          <Mark />
          Kith
        </a>
        {partnershipName ? <span class="kith-header__partnership">{partnershipName}</span> : null}
        <AccountBar visit={visit} />
      </div>
    </header>
  );
}

/** Four parts of one ring around a child: the agencies that are only together a circle. */
function Mark(): VNode {
  return (
    <svg class="kith-header__mark" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
      <circle
        cx="18"
        cy="18"
        r="14"
        fill="none"
        stroke="currentColor"
        stroke-width="4.5"
        stroke-dasharray="17 4.991"
        stroke-dashoffset="-2.5"
      />
      <circle class="kith-header__mark-dot" cx="18" cy="18" r="5.5" />
    </svg>
  );
}

function Navigation({ shell, above }: { shell: Shell; above: readonly Crumb[] }): VNode {
  const section = sectionOf(shell, above);
  return (
    <nav class="kith-nav" aria-label="Main">
      <ul class="govuk-width-container kith-nav__list">
        {shell.nav.map((item) => (
          <li key={item.href}>
            <a
              href={item.href}
              aria-current={item.href === section ? (shell.path === section ? 'page' : 'true') : undefined}
            >
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/**
 * The entry of the navigation that a page belongs to: the one its address stands below, else the one that the nearest of
 * its breadcrumbs stands below (`/figures/7` comes from `/snapshot`). The home page is above everything and so tells nothing.
 */
function sectionOf({ nav, path }: Shell, above: readonly Crumb[]): string | undefined {
  const addresses = [path, ...above.map((crumb) => crumb.href.split(/[?#]/, 1)[0] ?? '').toReversed()];
  for (const address of addresses) {
    const found = nav.find(({ href }) => address === href || (href !== '/' && address.startsWith(`${href}/`)));
    if (found && (found.href !== '/' || path === '/')) return found.href;
  }
  return undefined;
}

function DemonstrationNotice(): VNode {
  return (
    <section class="kith-demo" aria-label="About this demonstration">
      <div class="govuk-width-container">
        <p>
          <strong>Demonstration.</strong> Everybody here is invented, and so is every record about a child. Figures for
          2021-22 come from a published yearly report. <a href="/about">About Kith</a>
        </p>
      </div>
    </section>
  );
}

function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }): VNode {
  return (
    <nav class="govuk-breadcrumbs govuk-breadcrumbs--collapse-on-mobile" aria-label="Breadcrumb">
      <ol class="govuk-breadcrumbs__list">
        {crumbs.map((crumb) => (
          <li class="govuk-breadcrumbs__list-item" key={crumb.href}>
            <a class="govuk-breadcrumbs__link" href={crumb.href}>
              {crumb.text}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Footer({ visit, now }: { visit: Visit | null; now: Date }): VNode {
  return (
    <footer class="kith-footer">
      <div class="govuk-width-container">
        <ul class="kith-footer__links">
          <li>
            <a href="/about">About Kith</a>
          </li>
          <li>
            <a href="/clocks">Time limits</a>
          </li>
          <li>
            <a href="/accessibility">Accessibility</a>
          </li>
        </ul>
        <p>Every figure and claim in Kith opens onto its source. Where something is not known, Kith says so.</p>
        {visit ? <SessionTime visit={visit} now={now} /> : null}
      </div>
    </footer>
  );
}

/** Renders a page to the text of an HTML document. */
export function renderPage(page: VNode, shell: Shell): string {
  return `<!DOCTYPE html>${renderToString(<ShellContext.Provider value={shell}>{page}</ShellContext.Provider>)}`;
}
