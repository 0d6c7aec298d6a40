import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { projectRoot } from '../paths.ts';
import { type DocumentModel, dateInWords, type WriteOptions } from './document.ts';
import { BlockPart, SectionPart, type Writing } from './html-blocks.tsx';

const require = createRequire(join(projectRoot, 'package.json'));

/**
 * The sections of a document as a fragment for a page that has its own `h1`. It carries no style attribute and no script.
 * With `publicUrl: ''` its figures and claims link to this site's own records.
 */
export function DocumentSections(props: { model: DocumentModel; options: WriteOptions }): VNode {
  const writing: Writing = { ...props, level: 2 };
  return (
    <div class="doc">
      {props.model.guide.length === 0 ? null : (
        <div class="doc-guide">
          {props.model.guide.map((block, index) => (
            <BlockPart key={index} block={block} writing={writing} place={`guide-${index + 1}`} />
          ))}
        </div>
      )}
      {props.model.sections.map((section) => (
        <SectionPart key={section.id} section={section} writing={writing} />
      ))}
    </div>
  );
}

/** Links to the sections, in their order. */
export function DocumentContents({ model }: { model: DocumentModel }): VNode {
  return (
    <nav class="doc-contents" aria-labelledby="doc-contents-title">
      <h2 class="doc-contents__title" id="doc-contents-title">
        Contents
      </h2>
      <ol class="doc-contents__list">
        {model.sections.map((section) => (
          <li key={section.id}>
            <a href={`#${section.id}`}>{section.title}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/**
 * The whole document as one HTML file that asks nothing of any server: styles are inside it, pictures are inline SVG, there
 * is no script. The same model gives the same bytes.
 */
export function writeHtml(model: DocumentModel, options: WriteOptions = {}): string {
  const page = (
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content={model.description} />
        <meta name="color-scheme" content="light" />
        <title>{`${model.title} ${model.subtitle} - ${model.organisation}`}</title>
        <style dangerouslySetInnerHTML={{ __html: standaloneStyles() }} />
      </head>
      <body>
        <a class="doc-skip" href="#main">
          Skip to main content
        </a>
        <header class="doc-cover">
          <div class="doc-cover__inside">
            <p class="doc-cover__organisation">{model.organisation}</p>
            <h1 class="doc-cover__title">
              {model.title} <span class="doc-cover__year">{model.subtitle}</span>
            </h1>
            <p>{model.edition}</p>
            <p>{`Made from the partnership's records on ${dateInWords(model.date)}`}</p>
          </div>
        </header>
        <main id="main">
          <DocumentContents model={model} />
          <DocumentSections model={model} options={options} />
        </main>
      </body>
    </html>
  );
  return `<!doctype html>\n${renderToString(page)}\n`;
}

/** Face, ground and document styles of the single-file form. The face is inside it, for it may be read where Kith is not. */
function standaloneStyles(): string {
  const faces = [400, 700].map((weight) => {
    const file = require.resolve(
      `@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-${weight}-normal.woff2`,
    );
    return `@font-face{font-family:"Atkinson Hyperlegible Next";font-weight:${weight};src:url(data:font/woff2;base64,${readFileSync(file, 'base64')}) format("woff2")}`;
  });
  const sheets = ['standalone.css', 'document.css'].map((name) =>
    readFileSync(join(projectRoot, 'src/platform/documents', name), 'utf8'),
  );
  return [...faces, ...sheets].join('\n');
}
